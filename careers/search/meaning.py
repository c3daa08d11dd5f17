"""Which careers words are about, beyond the letters: latent semantic analysis of the careers' own names and sentences.

Words that stand on the same careers' pages come to lie near each other, so that a query finds a career whose page never says
its word. Everything is learned from the published content when the index is made; there is no model to download.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np


class Saying(NamedTuple):
    """Where a word stands: the rows of the documents, ascending, and its weight in each."""

    rows: np.ndarray
    weights: np.ndarray


DIMENSIONS = 200
"""How many directions of meaning are kept. Fewer blur careers into one another, more only repeat the words."""

SPREAD = 0.5
"""How much strong directions weigh above weak ones: 0 not at all, 1 as in the plain decomposition."""


class Meaning:
    """Documents and words as directions in one space."""

    def __init__(self, says: Mapping[str, Saying], count: int):
        """`says` holds by word in which of the `count` documents it stands, and how much it weighs in each."""
        # A word of one document alone joins nothing.
        shared = [word for word, saying in says.items() if len(saying.rows) > 1]
        self._place = {word: place for place, word in enumerate(shared)}
        table = np.zeros((count, len(shared)), dtype=np.float32)
        for place, word in enumerate(shared):
            table[says[word].rows, place] = np.log1p(says[word].weights)
        self._words, self._documents = _decompose(table)

    def similarity(self, words: Mapping[str, float]) -> np.ndarray:
        """How near each document is to these weighted stems: 1 for the same direction, 0 for nothing in common."""
        known = [(self._place[word], weight) for word, weight in words.items() if word in self._place]
        if not known:
            return np.zeros(len(self._documents), dtype=np.float32)
        places, weights = zip(*known, strict=True)
        direction = np.asarray(weights, dtype=np.float32) @ self._words[list(places)]
        return self._documents @ (direction / (np.linalg.norm(direction) or 1))


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
