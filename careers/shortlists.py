"""The short form of a list: a code that holds the list itself, so that nothing has to be kept of it.

The code of careers is their keys in their order, `WIDTH` bits each, written as one number to the base of the alphabet, then two
letters of checksum. Twelve careers take 36 letters. Keys and not addresses: a career keeps its key for life, whatever it is called.

Programs and resources follow in parts of their own, a hyphen and the mark of their kind before each: `222x62eydmy-x273rhnd-w2296e`.
The checksum of such a part counts every letter before it, and its kind: a hyphen lost or slipped in shows like any other letter.
"""

from dataclasses import dataclass, field
from functools import cache

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Digits and small letters without those that look alike in print (0 o, 1 i l). Thirty-one, so that `CHECK` can do its work."""

WIDTH = 14
"""Bits for a key. Never changes: every code in the world was written with it."""

MOST = 12
"""So many careers fit into a list: 168 bits, which are 34 letters. So many programs, and so many resources too."""

FURTHER = {"x": ("programs", 20), "w": ("resources", WIDTH)}
"""The marks of the other kinds, in the order of their parts, and the bits for one of each. No number of so many bits begins with
such a mark: the first letter after a mark that got lost never stands for it."""

CHECK = 953
"""The largest prime that two letters can count to. No change of one letter, and no swap of two neighbours of the number, leaves
the remainder as it was, since neither changes the number by a multiple of a prime larger than the alphabet."""

_BASE = len(ALPHABET)


class DamagedCodeError(ValueError):
    """A code that no list has: a letter of it is missing, or is another than it was."""


@dataclass(frozen=True)
class Held:
    """What a list holds: careers and resources by their keys, programs by their CIP codes without the point (150613)."""

    careers: list[int] = field(default_factory=list)
    programs: list[int] = field(default_factory=list)
    resources: list[int] = field(default_factory=list)


def write(held: Held) -> str:
    """The code of a list that holds something. Empty where a number of it is too large to have a short form."""
    code = encode(held.careers) if held.careers else ""
    if held.careers and not code:
        return ""
    for kind, (mark, (name, width)) in enumerate(FURTHER.items(), 1):
        numbers = getattr(held, name)
        if len(numbers) > MOST:
            raise ValueError(f"A list holds up to {MOST} {name}, not {len(numbers)}.")
        if not all(0 < number < 1 << width for number in numbers):
            return ""
        if numbers:
            code += f"-{mark}{_written(_packed(numbers, width), _letters_for(width * len(numbers)))}"
            code += _written(_remainder(code, kind), 2)
    if not code:
        raise ValueError("A list holds something.")
    return code


def read(code: str) -> Held:
    """What a code holds. Raises `DamagedCodeError`."""
    first, *parts = code.lower().split("-")
    held = {"careers": decode(first)} if first or not parts else {}
    before, marks = first, iter(enumerate(FURTHER, 1))
    for part in parts:
        # Each kind comes once, in the order of the marks.
        kind = next((kind for kind, mark in marks if mark == part[:1]), 0)
        if not kind or not set(part) <= set(ALPHABET):
            raise DamagedCodeError(code)
        name, width = FURTHER[part[0]]
        before += part
        held[name] = _unpacked(part[1:-2], width)
        if not held[name] or _remainder(before[:-2], kind) != _read(before[-2:]):
            raise DamagedCodeError(code)
    return Held(**held)


def _remainder(code: str, kind: int) -> int:
    return (_read(code.replace("-", "")) + kind) % CHECK


def encode(keys: list[int]) -> str:
    """The code of 1 to `MOST` careers by their keys. Empty where one of the keys is too large to have a short form."""
    if not 0 < len(keys) <= MOST:
        raise ValueError(f"A list holds 1 to {MOST} careers, not {len(keys)}.")
    if not all(0 < key < 1 << WIDTH for key in keys):
        return ""
    number = _packed(keys, WIDTH)
    return _written(number, _letters_for(WIDTH * len(keys))) + _written(number % CHECK, 2)


def decode(code: str) -> list[int]:
    """The keys in a code, in their order; capitals do, as phones like to begin with one. Raises `DamagedCodeError`."""
    code = code.lower()
    if not set(code) <= set(ALPHABET):
        raise DamagedCodeError(code)
    keys = _unpacked(code[:-2], WIDTH)
    if not keys or _read(code[:-2]) % CHECK != _read(code[-2:]):
        raise DamagedCodeError(code)
    return keys


def _packed(numbers: list[int], width: int) -> int:
    packed = 0
    for number in numbers:
        packed = packed << width | number
    return packed


def _unpacked(letters: str, width: int) -> list[int]:
    """The numbers of so many bits that these letters hold; none where no code has such letters."""
    # Lengths lie at least two letters apart: a letter lost or doubled always shows.
    many = next((many for many in range(1, MOST + 1) if _letters_for(width * many) == len(letters)), 0)
    packed = _read(letters if many else "")
    numbers = [packed >> width * place & (1 << width) - 1 for place in reversed(range(many))]
    return [] if packed >> width * many or 0 in numbers else numbers


@cache
def _letters_for(bits: int) -> int:
    """How many letters it takes to write any number of so many bits."""
    letters = 0
    while _BASE**letters < 1 << bits:
        letters += 1
    return letters


def _written(number: int, length: int) -> str:
    letters = ""
    for _ in range(length):
        number, letter = divmod(number, _BASE)
        letters = ALPHABET[letter] + letters
    return letters


def _read(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _BASE + ALPHABET.index(letter)
    return number
