"""The short form of a list of careers: a code that holds the list itself, so that nothing has to be kept of it.

A code is the keys of the careers in their order, `WIDTH` bits each, written as one number to the base of the alphabet, then two
letters of checksum. Twelve careers take 36 letters. Keys and not addresses: a career keeps its key for life, whatever it is called.
"""

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Digits and small letters without those that look alike in print (0 o, 1 i l). Thirty-one, so that `CHECK` can do its work."""

WIDTH = 14
"""Bits for a key. Never changes: every code in the world was written with it."""

MOST = 12
"""So many careers fit into a list: 168 bits, which are 34 letters."""

CHECK = 953
"""The largest prime that two letters can count to. No change of one letter, and no swap of two neighbours of the number, leaves
the remainder as it was, since neither changes the number by a multiple of a prime larger than the alphabet."""

_BASE = len(ALPHABET)


class DamagedCodeError(ValueError):
    """A code that no list has: a letter of it is missing, or is another than it was."""


def encode(keys: list[int]) -> str:
    """The code of 1 to `MOST` careers by their keys. Empty where one of the keys is too large to have a short form."""
    if not 0 < len(keys) <= MOST:
        raise ValueError(f"A list holds 1 to {MOST} careers, not {len(keys)}.")
    if not all(0 < key < 1 << WIDTH for key in keys):
        return ""
    number = 0
    for key in keys:
        number = number << WIDTH | key
    return _written(number, _LENGTHS[len(keys) - 1]) + _written(number % CHECK, 2)


def decode(code: str) -> list[int]:
    """The keys in a code, in their order; capitals do, as phones like to begin with one. Raises `DamagedCodeError`."""
    code = code.lower()
    # Lengths lie at least two letters apart: a letter lost or doubled always shows.
    if len(code) - 2 not in _LENGTHS or not set(code) <= set(ALPHABET):
        raise DamagedCodeError(code)
    number, check = _read(code[:-2]), _read(code[-2:])
    many = _LENGTHS.index(len(code) - 2) + 1
    keys = [number >> WIDTH * place & (1 << WIDTH) - 1 for place in reversed(range(many))]
    if number % CHECK != check or number >> WIDTH * many or 0 in keys:
        raise DamagedCodeError(code)
    return keys


def _letters_for(bits: int) -> int:
    """How many letters it takes to write any number of so many bits."""
    letters = 0
    while _BASE**letters < 1 << bits:
        letters += 1
    return letters


_LENGTHS = [_letters_for(WIDTH * many) for many in range(1, MOST + 1)]
"""The letters that 1, 2, 3 … careers take, without the checksum."""


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
