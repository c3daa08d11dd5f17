"""The documents of one kind, and how they rank.

Whoever is called exactly what was typed comes first. The rest is ordered by two
measures, each between 0 and 1: BM25 over short runs of characters in the names, which forgives endings, typing errors and words
run together, and over the words of the sentences; and, for careers, nearness of meaning, which finds a career that never says
the word. docs/adr/0013 has what was measured.
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
from careers.search.text import compact, fold, grams, in_brackets, plain, respell, run_together, stems

RUNS = 3, 4
"""How long the runs of characters in names are, the shortest and the longest."""

TEXT_WEIGHT = 3.0
"""Of a word in the sentences of the page, beside a run of characters in a name."""

MEANING_SHARE = 0.5
"""How much nearness of meaning counts beside BM25."""

SYNONYM_IN_GRAMS, SYNONYM_IN_MEANING = 0.2, 0.5
TITLED, NAMED, SYNONYMOUS = 1.5, 1.0, 0.5
"""What it adds to be called exactly what was typed: as the title or a code, as another name, and by a synonym only a part of it."""

MOST_RANKED = 60
"""Documents that BM25 hands over; the others are ranked by their meaning alone."""

FITTING = 0.6
"""The share of a query's words, the rare ones counting more, that a page must say in order to fit it."""

AS_GOOD_AS, FAR_FROM = 0.9, 0.3
"""Where meaning counts, a page that ranks so near the best one that fits is shown with it, and one that ranks so far behind is not."""

WRITER_MEMORY = 15_000_000
_NOWHERE = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True)
class Found:
    """What one kind has for a query: for each of its documents how good it is, and whether it fits."""

    documents: list[Document]
    scores: np.ndarray
    fits: np.ndarray
    """Of those that go by this name or say enough of these words; the others are only near."""

    @property
    def total(self) -> int:
        """How many fit."""
        return int(np.count_nonzero(self.fits))

    def nearest(self, limit: int) -> list[Document]:
        """The best, whether they fit or not."""
        order = np.argsort(-self.scores, kind="stable")[:limit]
        return [self.documents[row] for row in order if self.scores[row] > 0]

    def fitting(self, limit: int | None = None) -> list[Document]:
        """Those that fit, the best first."""
        rows = np.flatnonzero(self.fits)
        return [self.documents[row] for row in rows[np.argsort(-self.scores[rows], kind="stable")][:limit]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with its words read, which takes longer than anything done with them."""

    document: Document
    names: tuple[str, ...]
    """Every name, folded, the title first."""
    spellings: dict[str, str]
    """How the folded words of the names are spelled, where that is otherwise."""
    stems_of_names: str
    stems_of_text: str

    @classmethod
    def of(cls, document: Document) -> "Entry":
        spelled = [plain(name) for name in document.all_names()]
        names = tuple(map(respell, spelled))
        pairs = zip(" ".join(names).split(), " ".join(spelled).split(), strict=True)
        spellings = {word: own for word, own in pairs if word != own}
        return cls(document, names, spellings, " ".join(stems(" ".join(names))), " ".join(stems(document.text)))

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
        entries = list(self._entries.values())
        self._called = _called(entries)
        self._names = sorted(
            (name, place == 0, row) for row, entry in enumerate(entries) for place, name in enumerate(entry.names)
        )
        self._says = _says(entries)
        self._meaning = Meaning(self._says, len(entries)) if with_meaning and entries else None
        # Last: it is written into the index of the shelf before, which must not happen twice should anything else fail.
        self._written = _write(before and before._written, fresh, stale)
        self._searcher = self._written.searcher()

    def folded_names(self) -> Iterator[str]:
        return (name for name, _, _ in self._names)

    def spellings(self) -> dict[str, str]:
        return {word: own for entry in self._entries.values() for word, own in entry.spellings.items()}

    def is_name(self, words: str) -> bool:
        """Whether some page goes by exactly these words, spaces aside, or has them as its code."""
        return compact(words) in self._called

    def find(self, reading: Reading) -> Found:
        """How good each document is for a query."""
        scores, fits = self._scores(reading), self._coverage(reading) >= FITTING
        if self._meaning and fits.any():
            best = scores[fits].max()
            fits = (scores >= AS_GOOD_AS * best) | (fits & (scores >= FAR_FROM * best))
        for row, bonus in self._named(reading).items():
            fits[row] = True
            scores[row] += bonus
        return Found(self.documents, scores, fits)

    def called(self, reading: Reading) -> list[Document]:
        """Those that go by exactly this name, the best first."""
        named = self._named(reading)
        return (
            [document for document in self.find(reading).fitting(len(named)) if self._row_of[document.pk] in named]
            if named
            else []
        )

    def completed(self, beginning: str) -> tuple[list[Document], list[Document]]:
        """The documents whose title begins so, and those of which another name does, each with most such names first."""
        start, end = (bisect_left(self._names, (edge,)) for edge in (beginning, f"{beginning}\uffff"))
        names = self._names[start:end]
        count = Counter(row for _, _, row in names)
        titled = {row for _, is_title, row in names if is_title}
        order = sorted(count, key=lambda row: (-count[row], row))
        by_title = [self.documents[row] for row in order if row in titled]
        return by_title, [self.documents[row] for row in order if row not in titled]

    # Ranking ----------------------------------------------------------------------------------------------------------

    def _scores(self, reading: Reading) -> np.ndarray:
        """For every document how good it is, 0 to 1, not knowing about whole names."""
        scores = np.zeros(len(self.documents), dtype=np.float32)
        share = MEANING_SHARE if self._meaning else 0.0
        found = self._searcher.search(_query(self._written.schema, reading), MOST_RANKED, count=False).hits
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
        for word in reading.telling:
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


def _query(schema: tantivy.Schema, reading: Reading) -> Query:
    """Any of the runs of characters in a name or, with less weight, those of synonyms; any of the words in the sentences."""
    words, synonyms = " ".join(word.text for word in reading.telling), " ".join(_synonyms(reading))
    runs = dict.fromkeys(grams(synonyms, *RUNS), SYNONYM_IN_GRAMS) | dict.fromkeys(grams(words, *RUNS), 1.0)
    said = {stem: TEXT_WEIGHT * weight for stem, weight in _meant(reading).items()}
    terms = [("names", run, weight) for run, weight in runs.items()] + [
        ("text", word, weight) for word, weight in said.items()
    ]
    return Query.boolean_query(
        [(Occur.Should, Query.boost_query(Query.term_query(schema, *term), weight)) for *term, weight in terms]
    )


def _meant(reading: Reading) -> Mapping[str, float]:
    """The stems of a query with their weights."""
    meant: Counter[str] = Counter()
    for word in reading.telling:
        for stem in word.stems:
            meant[stem] += 1 / len(word.stems)
    for stem in (stem for synonym in _synonyms(reading) for stem in stems(synonym)):
        meant[stem] += SYNONYM_IN_MEANING
    return meant


def _synonyms(reading: Reading) -> list[str]:
    return [synonym for word in reading.telling for synonym in word.synonyms]


# Making a shelf -------------------------------------------------------------------------------------------------------


def _is_same(entry: Entry | None, document: Document) -> bool:
    return entry is not None and entry.document == document


def _write(before: tantivy.Index | None, fresh: list[Entry], stale: list[int]) -> tantivy.Index:
    """The index that BM25 ranks by: what there was, without the stale ids, with the fresh entries."""
    index = before or _empty()
    writer = index.writer(WRITER_MEMORY, 1)
    for pk in stale:
        writer.delete_documents_by_query(Query.term_query(index.schema, "pk", pk))
    for entry in fresh:
        written = tantivy.Document()
        written.add_unsigned("pk", entry.document.pk)
        # The title is one of the names, twice as heavy.
        for name in (entry.names[0], *entry.names):
            written.add_text("names", f" {name} ")
        written.add_text("text", entry.stems_of_text)
        writer.add_document(written)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _empty() -> tantivy.Index:
    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("pk", indexed=True, fast=True)
    schema.add_text_field("names", tokenizer_name="runs", index_option="freq")
    schema.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    index = tantivy.Index(schema.build())
    runs = tantivy.Tokenizer.ngram(*RUNS, False)  # noqa: FBT003 - Tantivy's signature
    index.register_tokenizer("runs", tantivy.TextAnalyzerBuilder(runs).build())
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
