"""What a search says to the person who asked: results by kind, with the words that matched, and suggestions while typing."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from careers.search import current, misses
from careers.search.documents import Document, Kind
from careers.search.reading import Reading
from careers.search.shelf import Found
from careers.search.text import compact, fold, grams, run_together, stem, stems

SHOWN = {Kind.CAREER: 12, Kind.CLUSTER: 16, Kind.COLLECTION: 16, Kind.PROGRAM: 6, Kind.SCHOOL: 6, Kind.RESOURCE: 6}
"""How many results of each kind one page shows; the list of the kind has the rest."""

MOST_NEAREST, MOST_SUGGESTED, FEWEST_TYPED = 5, 8, 2
NEAR = 0.25
"""The share of its runs of three characters that a search has in common with a name that is near."""

_LISTS = {
    Kind.CAREER: "careers:occupation_list",
    Kind.PROGRAM: "careers:program_list",
    Kind.SCHOOL: "careers:school_list",
    Kind.RESOURCE: "careers:resource_list",
}

LISTED_UNDER = {Kind.CAREER: "careers", Kind.PROGRAM: "programs", Kind.RESOURCE: "resources"}
"""The kinds that a shared list holds."""


@dataclass(frozen=True)
class Piece:
    """A piece of a name, and whether it is a word that was looked for."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Result:
    """A page that was found, as a list shows it."""

    document: Document
    title: list[Piece]
    also: list[Piece]
    """The name it is also called by, where that says more of the search than the title does."""

    @property
    def is_elsewhere(self) -> bool:
        return self.document.kind is Kind.RESOURCE

    @property
    def listed_under(self) -> str:
        """The parameter of a shared list that can hold it (`careers`); empty where none can, or where its link is broken."""
        return "" if self.document.is_broken else LISTED_UNDER.get(self.document.kind, "")

    @property
    def listed_as(self) -> str:
        """What that parameter calls it by."""
        return self.document.slug or self.document.address


@dataclass(frozen=True)
class Group:
    """The results of one kind."""

    kind: Kind
    results: list[Result]
    total: int
    more_url: str
    """The list with all of them; empty when all are shown."""


@dataclass(frozen=True)
class Results:
    """Everything one search found. Without a group, `nearest` has the careers that come closest."""

    reading: Reading
    groups: list[Group]
    nearest: list[Result]

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


def search(typed: str) -> Results:
    """Look for what somebody typed, among all kinds. A search that finds nothing is counted for the editors."""
    index = current.index()
    reading = index.read(typed)
    if not reading.parts:
        return Results(reading, [], [])
    found = {kind: index.find(reading, kind) for kind in SHOWN}
    groups = [_group(kind, one, reading) for kind, one in found.items() if one.total]
    if groups:
        return Results(reading, groups, [])
    misses.count(typed)
    return Results(reading, [], [_result(document, reading) for document in _near(reading, found[Kind.CAREER])])


@dataclass(frozen=True)
class Listed:
    """What a list of one kind needs to know of a search."""

    pks: list[int]
    """The ids of the pages that fit, the best first."""
    corrected: str
    """The words as they were read, where that is otherwise than they were typed."""
    nearest: list[Result]
    """Where no career fits, those that come closest."""


def find(kind: Kind, typed: str) -> Listed:
    """Look for pages of one kind. A search for a career that finds none is counted for the editors."""
    index = current.index()
    reading = index.read(typed)
    if not reading.parts:
        return Listed([], "", [])
    found = index.find(reading, kind)
    pks = [document.pk for document in found.fitting()]
    nearest = []
    if kind is Kind.CAREER and not pks:
        misses.count(typed)
        nearest = [_result(document, reading) for document in _near(reading, found)]
    return Listed(pks, reading.corrected, nearest)


def nearest_careers(typed: str) -> list[Document]:
    """The published careers that come closest, whether they fit or not."""
    index = current.index()
    return index.find(index.read(typed), Kind.CAREER).nearest(MOST_NEAREST)


def _near(reading: Reading, found: Found) -> list[Document]:
    """The closest, but for those that share next to no letters with what was typed: such an offer would be a joke."""
    typed = set(grams(reading.words, 3, 3))

    def shares(document: Document) -> float:
        return max(len(typed & set(grams(fold(name), 3, 3))) for name in document.all_names()) / len(typed)

    return [document for document in found.nearest(MOST_NEAREST) if typed and shares(document) >= NEAR]


def suggest(typed: str, kind: Kind | None = None) -> list[Result]:
    """Pages that somebody may mean who has typed so much; of one kind, or of all."""
    beginning = fold(typed)
    if len(beginning) < FEWEST_TYPED:
        return []
    index = current.index()
    reading = index.read(typed)
    return [
        _result(document, reading, beginning)
        for document in index.suggest(typed, [kind] if kind else list(SHOWN), MOST_SUGGESTED)
    ]


def _group(kind: Kind, found: Found, reading: Reading) -> Group:
    shown = [_result(document, reading) for document in found.fitting(SHOWN[kind])]
    more = found.total > len(shown) and kind in _LISTS
    return Group(kind, shown, found.total, reverse(_LISTS[kind], query={"q": reading.typed}) if more else "")


def _result(document: Document, reading: Reading, beginning: str = "") -> Result:
    wanted = {stem for word in reading.parts for stem in word.stems}
    also = also_called(document, reading, beginning)
    return Result(document, marked(document.title, wanted), marked(also, wanted) if also else [])


def also_called(document: Document, reading: Reading, beginning: str = "") -> str:
    """The shown name that says more of a search than the title does; empty where the title says as much."""
    wanted = {stem for word in reading.parts for stem in word.stems}
    exact = {compact(name) for name in (*reading.names(), *reading.synonymous_names())}

    def says(name: str) -> tuple[bool, bool, int, int]:
        folded, stems_of_name = _read(name)
        is_begun = bool(beginning) and folded.startswith(beginning)
        return run_together(folded) in exact, is_begun, len(wanted & stems_of_name), -len(name)

    best = max(document.names, key=says, default="")
    return best if best and says(best)[:3] > says(document.title)[:3] else ""


@lru_cache(maxsize=20_000)
def _read(name: str) -> tuple[str, frozenset[str]]:
    """A name folded, and its stems. Results show the names of some pages again and again."""
    return fold(name), frozenset(stems(name))


def marked(name: str, wanted: set[str]) -> list[Piece]:
    """A name in pieces, the words looked for apart from the rest."""
    pieces = [piece for piece in re.split(r"(\W+)", name) if piece]
    return [Piece(piece, any(stem(word) in wanted for word in fold(piece).split())) for piece in pieces]
