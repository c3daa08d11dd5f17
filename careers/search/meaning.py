"""Which careers words are about, beyond the letters: latent semantic analysis of the careers' own names and sentences.

Words that stand on the same careers' pages come to lie near each other, so that a query finds a career whose page never says
its word. Everything is learned from the published content when the index is made; there is no model to download.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

DIMENSIONS = 200
"""How many directions of meaning are kept. Fewer blur careers into one another, more only repeat the words."""

SPREAD = 0.5
"""How much strong directions weigh above weak ones: 0 not at all, 1 as in the plain decomposition."""


class Meaning:
    """Documents and words as directions in one space. `rows` holds the weighted stems of each document."""

    def __init__(self, rows: Sequence[Mapping[str, float]]):
        spread = Counter(word for row in rows for word in row)
        # A word of one document alone joins nothing.
        shared = (word for word, count in spread.items() if count > 1)
        self._place = {word: place for place, word in enumerate(shared)}
        self._words, self._documents = _decompose(self._table(rows))

    def similarity(self, words: Mapping[str, float]) -> np.ndarray:
        """How near each document is to these weighted stems: 1 for the same direction, 0 for nothing in common."""
        known = [(self._place[word], weight) for word, weight in words.items() if word in self._place]
        if not known:
            return np.zeros(len(self._documents), dtype=np.float32)
        places, weights = zip(*known, strict=True)
        direction = np.asarray(weights, dtype=np.float32) @ self._words[list(places)]
        return self._documents @ (direction / (np.linalg.norm(direction) or 1))

    def _table(self, rows: Sequence[Mapping[str, float]]) -> np.ndarray:
        """Documents by words, in each cell how much the word stands out there."""
        table = np.zeros((len(rows), len(self._place)), dtype=np.float32)
        for number, row in enumerate(rows):
            known = [(self._place[word], weight) for word, weight in row.items() if word in self._place]
            if known:
                places, weights = zip(*known, strict=True)
                table[number, list(places)] = weights
        return np.log1p(table, out=table)


def _decompose(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The directions of the words (one a row) and of the documents, those of the documents with length one."""
    rarity = np.log((len(table) + 1) / (np.count_nonzero(table, axis=0) + 0.5)).astype(np.float32)
    table *= rarity
    table /= np.maximum(np.sqrt(np.einsum("ij,ij->i", table, table)), 1e-9)[:, None]
    # The decomposition of documents by documents is the small one: a thousand by a thousand.
    strengths, directions = np.linalg.eigh(table @ table.T)
    kept = slice(-1, -1 - min(DIMENSIONS, len(table)), -1)
    strengths, directions = np.sqrt(np.maximum(strengths[kept], 1e-6)), directions[:, kept]
    words = (table.T @ directions) * strengths ** (SPREAD - 1) * rarity[:, None]
    documents = directions * strengths ** (1 + SPREAD)
    documents /= np.maximum(np.linalg.norm(documents, axis=1, keepdims=True), 1e-9)
    return words, documents


def weighted(*texts: tuple[float, Iterable[str]]) -> Counter[str]:
    """The stems of several texts together, each text's with its weight."""
    row: Counter[str] = Counter()
    for weight, words in texts:
        for word, count in Counter(words).items():
            row[word] += weight * count
    return row
