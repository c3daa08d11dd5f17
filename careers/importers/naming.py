"""Names made of official titles: a worker in the singular from O*NET's plural, a program of study from its CIP title.

The singular fills the standing sentences ("To work as a registered nurse …") until an editor writes it better.
"""

import re

NEVER_ONE = frozenset({
    "sales", "services", "systems", "operations", "resources", "sciences", "arts", "communications", "sports",
    "athletics", "mathematics", "physics", "economics", "goods", "works", "less", "fitness", "business", "process",
    "press", "glass", "gas", "mass", "class", "various", "previous", "analytics", "electronics", "robotics",
    "logistics", "fuels", "cells", "informatics", "genetics", "orthotics", "prosthetics", "forensics", "graphics",
    "ethics", "politics", "series", "species", "news", "aerobics", "animals", "mechanics-electrical", "relations",
    "human-factors", "plus",
})  # fmt: skip
"""Words that end in s and are no workers."""

IRREGULAR = {"clergy": "clergy member", "midwives": "midwife", "bus": "bus"}

_HEAD = re.compile(r"[A-Za-z'’]+(?=$|[,;(/]|\s+(?:and|or|of|in|for|to|at|with|except|including|on)\b)", re.IGNORECASE)
"""Words that may be the worker: those before a comma, a bracket, `and`, `of` and the like, or at the end."""


def singular(title: str) -> str:
    """`registered nurse` of `Registered Nurses`; `cook, fast food` of `Cooks, Fast Food`. Acronyms keep their capitals."""
    words = re.sub(r"[A-Za-z'’-]+", lambda found: _as_in_text(found[0]), title)
    main, comma, rest = words.partition(",")
    # Behind "of" and behind a comma that follows the workers stand things, not workers.
    main = re.sub(r"^(.*?)(\s+of\s.*)?$", lambda found: _HEAD.sub(_one, found[1]) + (found[2] or ""), main)
    if re.search(r"\band\b|\bor\b", rest) and not re.match(r"\s*(except|all other|including)", rest):
        rest = _HEAD.sub(_one, rest)
    return f"{main}{comma}{rest}"


def _as_in_text(word: str) -> str:
    return word if sum(letter.isupper() for letter in word.partition("-")[0]) > 1 else word.lower()


def _one(found: re.Match) -> str:
    word = found[0]
    if word in NEVER_ONE or not word.endswith("s") or word.endswith("ss"):
        return IRREGULAR.get(word, word)
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if re.search(r"(?:sses|shes|ches|xes)$", word):
        return word[:-2]
    if word.endswith(("ists", "ers", "ors", "ians", "ants", "ents", "ees", "yers")) or not word.endswith(("us", "is")):
        return word[:-1]
    return word


SMALL_WORDS = frozenset({"and", "or", "of", "for", "the", "in", "to", "with"})


def program_name(words: str, cip_code: str) -> str:
    """A CIP title without the full stop; a family's capitals as other titles are written."""
    words = words.rstrip(". ")
    if len(cip_code) > 2 or not words.isupper():
        return words
    return re.sub(r"[A-Z]+", lambda found: _capitalised(found[0].lower(), is_first=found.start() == 0), words)


def _capitalised(word: str, *, is_first: bool) -> str:
    return word if word in SMALL_WORDS and not is_first else word.capitalize()
