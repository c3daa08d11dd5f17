"""The index of everything that can be found: a shelf for each kind, and the words they have together."""

from collections.abc import Mapping

from careers.search.documents import Document, Kind
from careers.search.reading import Reading, Vocabulary
from careers.search.shelf import Found, Shelf
from careers.search.text import fold


class Index:
    """Everything that can be found, by kind. Never changed once made; a newer one takes over what stayed the same."""

    def __init__(self, documents: Mapping[Kind, list[Document]], before: "Index | None" = None):
        self.shelves = {
            kind: _shelf(of_kind, before and before.shelves[kind], with_meaning=kind is Kind.CAREER)
            for kind, of_kind in documents.items()
        }
        self._vocabulary = Vocabulary(name for shelf in self.shelves.values() for name in shelf.folded_names())

    def read(self, typed: str) -> Reading:
        """What somebody typed, read with the words that are in the index."""
        return self._vocabulary.read(typed, lambda words: any(shelf.is_name(words) for shelf in self.shelves.values()))

    def find(self, reading: Reading, kind: Kind, limit: int = 10) -> Found:
        """The best pages of a kind for what was typed."""
        return self.shelves[kind].find(reading, limit)

    def suggest(self, typed: str, limit: int) -> list[Document]:
        """Pages that somebody may mean who has typed so much: whoever is called just that, careers with a name that begins so,
        and what a search would find."""
        reading, beginning = self.read(typed), fold(typed)
        careers = self.find(reading, Kind.CAREER, limit).hits
        suggested = {hit.document.key: hit.document for hit in careers if hit.is_named}
        for document in self.shelves[Kind.CAREER].completed(beginning):
            suggested.setdefault(document.key, document)
        for kind in self.shelves:
            if len(suggested) < limit:
                for hit in self.find(reading, kind, limit).hits:
                    if hit.fits:
                        suggested.setdefault(hit.document.key, hit.document)
        return list(suggested.values())[:limit] or [hit.document for hit in careers]


def _shelf(documents: list[Document], before: Shelf | None, *, with_meaning: bool) -> Shelf:
    """A shelf of these documents; the one there was where none of them changed."""
    unchanged = before is not None and before.documents == documents
    return before if unchanged else Shelf(documents, before, with_meaning=with_meaning)
