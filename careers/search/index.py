"""The index of everything that can be found: a shelf for each kind, and the words they have together."""

from collections.abc import Iterable, Mapping

from careers.search.documents import Document, Kind
from careers.search.reading import Reading, Vocabulary
from careers.search.shelf import Found, Shelf
from careers.search.text import fold

ROOM_FOR_OTHERS = 3
"""Suggestions that are kept for careers whose title begins otherwise: `nur` means registered nurses too."""


class Index:
    """Everything that can be found, by kind. Never changed once made; a newer one takes over what stayed the same."""

    def __init__(self, documents: Mapping[Kind, list[Document]], before: "Index | None" = None):
        self.shelves = {
            kind: _shelf(of_kind, before and before.shelves[kind], with_meaning=kind is Kind.CAREER)
            for kind, of_kind in documents.items()
        }
        shelves = self.shelves.values()
        spellings = {word: own for shelf in shelves for word, own in shelf.spellings().items()}
        self._vocabulary = Vocabulary((name for shelf in shelves for name in shelf.folded_names()), spellings)

    def read(self, typed: str) -> Reading:
        """What somebody typed, read with the words that are in the index."""
        return self._vocabulary.read(typed, lambda words: any(shelf.is_name(words) for shelf in self.shelves.values()))

    def find(self, reading: Reading, kind: Kind) -> Found:
        """How good the pages of a kind are for what was typed."""
        return self.shelves[kind].find(reading)

    def suggest(self, typed: str, kinds: Iterable[Kind], limit: int) -> list[Document]:
        """Pages of these kinds that somebody may mean who has typed so much: whoever is called just that, those whose title
        begins so, what a search would find, and those with another name that begins so."""
        reading, beginning = self.read(typed), fold(typed)
        suggested: dict[Document, None] = {}
        for kind in kinds:
            suggested |= dict.fromkeys(self.shelves[kind].called(reading))
        for kind in kinds:
            if len(suggested) < limit:
                found, (titled, otherwise) = self.find(reading, kind), self.shelves[kind].completed(beginning)
                suggested |= dict.fromkeys([*titled[: limit - ROOM_FOR_OTHERS], *found.fitting(ROOM_FOR_OTHERS)])
                suggested |= dict.fromkeys([*titled, *otherwise, *found.fitting(limit)])
        offered = [document for document in suggested if not document.is_broken]
        return offered[:limit]


def _shelf(documents: list[Document], before: Shelf | None, *, with_meaning: bool) -> Shelf:
    """A shelf of these documents; the one there was where none of them changed."""
    unchanged = before is not None and before.documents == documents
    return before if unchanged else Shelf(documents, before, with_meaning=with_meaning)
