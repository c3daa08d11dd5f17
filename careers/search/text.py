"""How words are read: in the index and in a query alike, so that both come out the same."""

import re
import unicodedata
from functools import lru_cache

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

_stemmer = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.stemmer("english")).build()

# British and American spellings become one. The result is no spelling at all, and nobody ever sees it.
_SPELLINGS = (
    (re.compile(r"[ao]+e"), "e"),
    (re.compile(r"our(?=s?\b|ing|ed|er|ist)"), "or"),
    (re.compile(r"is(?=ations?\b|ing\b|es?\b|ers?\b|ed\b)"), "iz"),
    (re.compile(r"(?<=[tb])re(?=s?\b)"), "er"),
    (re.compile(r"gramme(?=s?\b)"), "gram"),
    (re.compile(r"ogue(?=s?\b)"), "og"),
)


SHORTEST_PLURAL, SHORTEST_DOER = 4, 5
"""Letters that a word has more than in which one looks for the ending of many, or of a doer."""


def plain(words: str) -> str:
    """Small letters and digits with one space between words: `Café, R.N.` becomes `cafe r n`."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(sign for sign in decomposed if not unicodedata.combining(sign))))


def fold(words: str) -> str:
    """Like `plain`, with British spellings folded into American ones."""
    return respell(plain(words))


def respell(folded: str) -> str:
    """Plain words in the one spelling; as many words as before."""
    for spelling, common in _SPELLINGS:
        folded = spelling.sub(common, folded)
    return folded


def compact(words: str) -> str:
    """Folded words without a space, so that `hair dresser` is `hairdresser` and `17-2141.00` is `17214100`."""
    return run_together(fold(words))


def run_together(folded: str) -> str:
    """Folded words made compact. One or many is the same, but in abbreviations."""
    together = folded.replace(" ", "").replace("ll", "l")
    return together.removesuffix("s") if len(together) > SHORTEST_PLURAL else together


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one folded word, the same for what is done and who does it: `weld` of `welding` and of `welders`."""
    root = _stemmer.analyze(word)[0].replace("ll", "l")
    return root[:-2] if len(root) > SHORTEST_DOER and root.endswith(("er", "or")) else root


def stems(words: str) -> list[str]:
    """The stems of the words, in their order."""
    return [stem(word) for word in fold(words).split()]


def grams(folded: str, shortest: int, longest: int) -> list[str]:
    """Every run of so many characters of folded words, each once. The edges of the words count as characters, so that ` it `
    is not inside `writer`."""
    padded = f" {folded} "
    return list(
        dict.fromkeys(
            padded[start : start + size]
            for size in range(shortest, longest + 1)
            for start in range(len(padded) - size + 1)
        )
    )


def in_brackets(words: str) -> tuple[str, ...]:
    """What stands outside and inside of brackets: `Nurse` and `RN` of `Nurse (RN)`; nothing where there are none."""
    outside, bracket, rest = words.partition("(")
    return (outside, rest.partition(")")[0]) if bracket else ()
