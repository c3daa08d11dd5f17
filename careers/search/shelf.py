"""The documents of one kind, and how they rank.

Whoever is called exactly what was typed comes first. The rest is ordered by two
measures, each between 0 and 1: BM25 over short runs of characters, which forgives endings, typing errors and words run
together; and, for careers, nearness of meaning, which finds a career that never says the word. docs/adr/0012 has what was
measured.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial, reduce

import numpy as np
import tantivy
from tantivy import Occur, Query

from careers.search.documents import Document
from careers.search.meaning import Meaning, Saying
from careers.search.reading import Reading, Word
from careers.search.text import compact, fold, grams, in_brackets, run_together, stems

RUNS = {"names": (3, 4), "text": (5, 5)}
"""How long the runs of characters are, the shortest and the longest, in names and in the sentences of the page."""

WEIGHTS = {"names": 1.0, "text": 0.5}

MEANING_SHARE = 0.5
"""How much nearness of meaning counts beside BM25."""

SYNONYM_IN_GRAMS, SYNONYM_IN_MEANING = 0.2, 0.5
TITLED, NAMED, SYNONYMOUS = 1.5, 1.0, 0.5
"""What it adds to be called exactly what was typed: as the title or a code, as another name, and by a synonym only a part of it."""

MOST_RANKED = 60
"""Documents that BM25 hands over; the others are ranked by their meaning alone."""

FITTING = 0.6
"""The share of a query's words, the rare ones counting more, that a page must say in order to fit it."""

AS_GOOD_AS = 0.9
"""A page that ranks so near the best one that fits is shown with it."""

WRITER_MEMORY = 15_000_000
_NOWHERE = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True)
class Hit:
    """A page that was found."""

    document: Document
    score: float
    fits: bool
    """Whether it goes by this name or says enough of these words; else it is only the nearest there is."""
    is_named: bool = False
    """Whether it goes by exactly this name."""


@dataclass(frozen=True)
class Found:
    """What one kind has for a query: the best hits, and how many pages fit in all."""

    hits: list[Hit]
    total: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with its words read, which takes longer than anything done with them."""

    document: Document
    names: tuple[str, ...]
    """Every name, folded, the title first."""
    stems_of_names: str
    stems_of_text: str

    @classmethod
    def of(cls, document: Document) -> "Entry":
        names = tuple(map(fold, document.all_names()))
        return cls(document, names, " ".join(stems(" ".join(names))), " ".join(stems(document.text)))

    def weighted_stems(self) -> Counter[str]:
        """Its stems with their weight: what it is called counts more than what its sentences say, the title most."""
        of_names, of_title = self.stems_of_names.split(), len(self.names[0].split())
        weights: Counter[str] = Counter()
        for weight, stems_ in ((1.5, of_names), (0.5, of_names[:of_title]), (0.5, self.stems_of_text.split())):
            for stem, count in Counter(stems_).items():
                weights[stem] += weight * count
        return weights


class Shelf:
    """The documents of one kind, ready to be searched. Never changed once made; a newer one takes over what stayed the same."""

    def __init__(self, documents: Iterable[Document], before: "Shelf | None" = None, *, with_meaning: bool = False):
        self.documents = list(documents)
        self._row_of = {document.pk: row for row, document in enumerate(self.documents)}
        known = before._entries if before else {}
        self._entries = {
            document.pk: known[document.pk] if _is_same(known.get(document.pk), document) else Entry.of(document)
            for document in self.documents
        }
        stale = [pk for pk, entry in known.items() if self._entries.get(pk) is not entry]
        fresh = [entry for pk, entry in self._entries.items() if known.get(pk) is not entry]
        self._grams = _write_grams(before and before._grams, fresh, stale)
        self._searcher = self._grams.searcher()
        entries = list(self._entries.values())
        self._called = _called(entries)
        self._names = sorted(
            (name, place == 0, row) for row, entry in enumerate(entries) for place, name in enumerate(entry.names)
        )
        self._says = _says(entries)
        self._meaning = Meaning(self._says, len(entries)) if with_meaning and entries else None

    def folded_names(self) -> Iterator[str]:
        return (name for name, _, _ in self._names)

    def is_name(self, words: str) -> bool:
        """Whether some page goes by exactly these words, spaces aside, or has them as its code."""
        return compact(words) in self._called

    def find(self, reading: Reading, limit: int) -> Found:
        """The best of this kind, the best first."""
        if not self.documents:
            return Found([], 0)
        scores, fits = self._scores(reading), self._coverage(reading) >= FITTING
        if fits.any():
            # What ranks beside the best is wanted too, though it may say the same in other words.
            fits |= scores >= AS_GOOD_AS * scores[fits].max()
        named = self._named(reading)
        for row, bonus in named.items():
            fits[row] = True
            scores[row] += bonus
        order = [row for row in np.argsort(-scores, kind="stable")[:limit] if scores[row] > 0]
        hits = [Hit(self.documents[row], float(scores[row]), bool(fits[row]), row in named) for row in order]
        return Found(hits, int(fits.sum()))

    def fitting(self, reading: Reading) -> list[int]:
        """The ids of every page that fits, the best first."""
        return [hit.document.pk for hit in self.find(reading, len(self.documents)).hits if hit.fits]

    def completed(self, beginning: str) -> list[Document]:
        """Pages with a name that begins so: those whose title does come first, then the ones with most such names."""
        start, end = (bisect_left(self._names, (edge,)) for edge in (beginning, f"{beginning}\uffff"))
        titled, named = set(), Counter()
        for _, is_title, row in self._names[start:end]:
            named[row] += 1
            if is_title:
                titled.add(row)
        order = sorted(named, key=lambda row: (row not in titled, -named[row], row))
        return [self.documents[row] for row in order]

    # Ranking ----------------------------------------------------------------------------------------------------------

    def _scores(self, reading: Reading) -> np.ndarray:
        """For every document how good it is, 0 to 1, not knowing about whole names."""
        scores = np.zeros(len(self.documents), dtype=np.float32)
        share = MEANING_SHARE if self._meaning else 0.0
        found = self._searcher.search(_gram_query(self._grams.schema, reading), MOST_RANKED, count=False).hits
        if found:
            pks = self._searcher.fast_field_values("pk", [address for _, address in found])
            best = found[0][0]
            for (score, _), pk in zip(found, pks, strict=True):
                scores[self._row_of[pk]] = (1 - share) * score / best
        if self._meaning:
            scores += share * np.maximum(self._meaning.similarity(_meant(reading)), 0)
        return scores

    def _coverage(self, reading: Reading) -> np.ndarray:
        """For every document the share of the query that it says, rare words counting more."""
        covered = np.zeros(len(self.documents), dtype=np.float32)
        whole = 0.0
        for word in reading.parts:
            says = self._saying(word)
            rarity = np.log((len(says) + 1) / (np.count_nonzero(says) + 0.5))
            covered += rarity * says
            whole += rarity
        return covered / whole if whole else covered

    def _saying(self, word: Word) -> np.ndarray:
        """Which documents say a word or a synonym of it."""
        says = np.zeros(len(self.documents), dtype=bool)
        for stem in word.stems:
            says[self._rows(stem)] = True
        for synonym in word.synonyms:
            rows = [self._rows(stem) for stem in stems(synonym)]
            says[reduce(partial(np.intersect1d, assume_unique=True), rows)] = True
        return says

    def _rows(self, stem: str) -> np.ndarray:
        """The documents that say a stem, ascending."""
        saying = self._says.get(stem)
        return saying.rows if saying else _NOWHERE

    def _named(self, reading: Reading) -> dict[int, float]:
        """The documents that go by exactly this name or code, with what that adds to their score."""
        named: dict[int, float] = defaultdict(float)
        for ways, weight in ((reading.names(), 1.0), (reading.synonymous_names(), SYNONYMOUS)):
            for name in dict.fromkeys(map(compact, ways)):
                for row, is_title in self._called.get(name, ()):
                    named[row] += weight * (TITLED if is_title else NAMED)
        return named


def _gram_query(schema: tantivy.Schema, reading: Reading) -> Query:
    """Any of the runs of characters of the words and, with less weight, of their synonyms."""
    synonyms = " ".join(synonym for word in reading.parts for synonym in word.synonyms)
    clauses = []
    for name, sizes in RUNS.items():
        weights = dict.fromkeys(grams(synonyms, *sizes), SYNONYM_IN_GRAMS) | dict.fromkeys(
            grams(reading.words, *sizes), 1.0
        )
        for gram, weight in weights.items():
            term = Query.term_query(schema, name, gram)
            clauses.append((Occur.Should, Query.boost_query(term, WEIGHTS[name] * weight)))
    return Query.boolean_query(clauses)


def _meant(reading: Reading) -> Mapping[str, float]:
    """The stems of a query with their weights."""
    meant: Counter[str] = Counter()
    for word in reading.parts:
        for stem in word.stems:
            meant[stem] += 1 / len(word.stems)
        for stem in (stem for synonym in word.synonyms for stem in stems(synonym)):
            meant[stem] += SYNONYM_IN_MEANING
    return meant


# Making a shelf -------------------------------------------------------------------------------------------------------


def _is_same(entry: Entry | None, document: Document) -> bool:
    return entry is not None and entry.document == document


def _write_grams(before: tantivy.Index | None, fresh: list[Entry], stale: list[int]) -> tantivy.Index:
    """The index of runs of characters: what there was, without the stale ids, with the fresh entries."""
    index = before or _empty_grams()
    writer = index.writer(WRITER_MEMORY, 1)
    for pk in stale:
        writer.delete_documents_by_query(Query.term_query(index.schema, "pk", pk))
    for entry in fresh:
        written = tantivy.Document()
        written.add_unsigned("pk", entry.document.pk)
        # The title is one of the names, twice as heavy.
        for name in (entry.names[0], *entry.names):
            written.add_text("names", f" {name} ")
        written.add_text("text", f" {fold(entry.document.text)} ")
        writer.add_document(written)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _empty_grams() -> tantivy.Index:
    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("pk", indexed=True, fast=True)
    for name in RUNS:
        schema.add_text_field(name, tokenizer_name=name, index_option="freq")
    index = tantivy.Index(schema.build())
    for name, sizes in RUNS.items():
        runs = tantivy.Tokenizer.ngram(*sizes, False)  # noqa: FBT003 - Tantivy's signature
        index.register_tokenizer(name, tantivy.TextAnalyzerBuilder(runs).build())
    return index


def _says(entries: list[Entry]) -> dict[str, Saying]:
    """By stem the documents that say it."""
    rows, weights = defaultdict(lambda: array("i")), defaultdict(lambda: array("f"))
    for row, entry in enumerate(entries):
        for stem, weight in entry.weighted_stems().items():
            rows[stem].append(row)
            weights[stem].append(weight)
    return {stem: Saying(np.asarray(rows[stem]), np.asarray(weights[stem])) for stem in rows}


def _called(entries: list[Entry]) -> dict[str, list[tuple[int, bool]]]:
    """By compact name or code the documents that go by it, and whether it is the title or a code of theirs."""
    called: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for row, entry in enumerate(entries):
        document = entry.document
        ways = {compact(code): True for code in document.codes}
        for place, (name, folded) in enumerate(zip(document.all_names(), entry.names, strict=True)):
            for way in (folded, *map(fold, in_brackets(name))):
                ways.setdefault(run_together(way), place == 0)
        for way, is_title in ways.items():
            called[way].append((row, is_title))
    called.pop("", None)
    return dict(called)
