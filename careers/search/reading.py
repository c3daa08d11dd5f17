"""What a query says: its words, the ones that were meant, and others that mean the same."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import ascii_lowercase

from careers.search.text import fold, in_brackets, plain, respell, stem

LONGEST_QUERY = 100
"""Characters that are read of what somebody typed; no title is longer."""

MOST_WORDS = 12
SHORTEST_CORRECTED = 4
"""Shorter words are taken as they are: almost any three letters are one slip away from some word."""

MOST_COMPLETIONS = 30
RARE_BESIDE = 20

FILLERS = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "become", "by", "for", "from", "how", "i", "in", "is", "like", "me", "my", "of", "on",
    "or", "the", "to", "want", "what", "who", "with",
))  # fmt: skip
"""Words that tell nothing beside others: `I want to work with animals` is about animals. Alone they are only names."""


@dataclass(frozen=True)
class Word:
    """One word of a query, and the stems that stand for it.

    `stems` are those of the word itself, or of the words it may be the beginning of. `synonyms` are folded words that mean
    the same, such as `physical therapist` of `physiotherapist`.
    """

    text: str
    stems: tuple[str, ...]
    synonyms: tuple[str, ...] = ()

    @property
    def is_filler(self) -> bool:
        return self.text in FILLERS


@dataclass(frozen=True)
class Reading:
    """A query as it was read."""

    typed: str
    words: str
    """The folded words, with slips of the keyboard put right."""
    parts: tuple[Word, ...]
    corrected: str = ""
    """The words with the slips put right, as a person spells them; empty when there was none."""

    @property
    def telling(self) -> list[Word]:
        """The words that tell something."""
        return [word for word in self.parts if not word.is_filler]

    def names(self) -> Iterator[str]:
        """What somebody who typed this may have called a page: as typed, as meant, and each side of brackets."""
        yield from (self.typed, self.words, *in_brackets(self.typed))

    def synonymous_names(self) -> Iterator[str]:
        """The same with one word in place of another that means the same, and who does what the last word says is done:
        `welder` of `welding`."""
        words = self.words.split()
        for place, word in enumerate(self.parts):
            for synonym in word.synonyms:
                yield " ".join([*words[:place], synonym, *words[place + 1 :]])
        if self.words.endswith("ing"):
            yield from (self.words.removesuffix("ing") + ending for ending in ("er", ""))


class Vocabulary:
    """Every word of the names in the index, with how often it stands there.

    `names` are folded; `spellings` says of folded words that are spelled otherwise how they are.
    """

    def __init__(self, names: Iterable[str], spellings: Mapping[str, str] | None = None):
        self._spellings = spellings or {}
        self._counts = Counter(word for name in names for word in name.split())
        self._sorted = sorted(self._counts)
        self._stems = {stem(word) for word in self._counts}

    def __contains__(self, word: str) -> bool:
        return word in self._counts or stem(word) in self._stems

    def corrections(self, word: str) -> list[str]:
        """Known words one slip away: a letter too many, too few, swapped or wrong; a wrong one is the rarest slip.

        Of the others the commonest comes first.
        """
        slips = {other: kind for kind, other in _one_slip_away(word) if other in self._counts}
        # What is very rare beside another is mostly a slip itself: the lists hold a few.
        least = max((self._counts[other] for other in slips), default=0) / RARE_BESIDE
        common = [other for other in slips if self._counts[other] >= least]
        return sorted(common, key=lambda other: (slips[other], -self._counts[other], other))

    def completions(self, beginning: str) -> list[str]:
        """Known words that begin so, the commonest first."""
        start = bisect_left(self._sorted, beginning)
        end = bisect_left(self._sorted, f"{beginning}\uffff")
        found = sorted(self._sorted[start:end], key=lambda word: (-self._counts[word], word))
        return found[:MOST_COMPLETIONS]

    def read(self, typed: str, is_name: Callable[[str], bool] = lambda words: False) -> Reading:
        """Read what somebody typed. `is_name` says whether words are some page's whole name: of two possible corrections the
        one that makes a name is meant."""
        spelled = plain(typed[:LONGEST_QUERY]).split()[:MOST_WORDS]
        words = respell(" ".join(spelled)).split()
        meant = list(words)
        for place, word in enumerate(words):
            meant[place] = self._meant(word, meant[:place], words[place + 1 :], is_name)
        right = [
            own if word == other else self._spellings.get(other, other)
            for own, word, other in zip(spelled, words, meant, strict=True)
        ]
        corrected = "" if meant == words else " ".join(right)
        return Reading(typed, " ".join(meant), tuple(map(self._word, meant)), corrected)

    def _meant(self, word: str, before: list[str], after: list[str], is_name: Callable[[str], bool]) -> str:
        """The word itself if it is known, else the one it is a slip of. Of several the one that makes a name of the whole is
        meant. What begins a known word may be unfinished: it is a slip only where a longer name comes of it."""
        if word in self._counts or len(word) < SHORTEST_CORRECTED or word in synonyms():
            return word
        others = self.corrections(word)
        named = next((other for other in others if is_name(" ".join([*before, other, *after]))), "")
        if self.completions(word):
            return named if named and (before or after) else word
        return named or next(iter(others), word)

    def _word(self, meant: str) -> Word:
        also = synonyms().get(meant, ())
        if meant in self or also:
            return Word(meant, (stem(meant),), also)
        begun = tuple(dict.fromkeys(stem(word) for word in self.completions(meant)))
        return Word(meant, begun or (stem(meant),))


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """By folded word its synonyms, folded too, from `synonyms.txt`."""
    lines = (Path(__file__).parent / "synonyms.txt").read_text().splitlines()
    pairs = (line.split(":") for line in lines if line and not line.startswith("#"))
    return {fold(word): tuple(map(fold, others.split(","))) for word, others in pairs}


def _one_slip_away(word: str) -> Iterator[tuple[int, str]]:
    """Every string one slip away: first (0) those with a letter more, less or swapped, then (1) those with another letter."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    for left, right in cuts:
        for letter in ascii_lowercase:
            yield 1, left + letter + right[1:]
    for left, right in cuts:
        yield 0, left + right[1:]
        if len(right) > 1:
            yield 0, left + right[1] + right[0] + right[2:]
        for letter in ascii_lowercase:
            yield 0, left + letter + right
