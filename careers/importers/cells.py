"""What a cell of an official file says: pure functions from a cell to a value, or to a sentence why not.

Spreadsheet programs damage codes on the way: a SOC code becomes a date, a CIP code loses its zero. Such damage is named
and never repaired by guessing, because the guess would be wrong in silence. What is only another way to write the same
thing (a thousands separator, a hard space, `="13-2011"`) is read.
"""

import datetime
import re
from decimal import Decimal, InvalidOperation

from careers.codes import (
    CIP_FORMAT,
    CIP_MESSAGE,
    ONET_SOC_FORMAT,
    ONET_SOC_MESSAGE,
    SOC_FORMAT,
    SOC_MESSAGE,
)

Cell = str | float | int | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | None
"""What a text file or a workbook holds in one place."""

MISSING = frozenset({"", "n/a", "na", "—", "–", "-", ".", "not available", "-99999"})
"""Words and signs that stand for "no value" in one source or another, in small letters."""

_FORMULA = re.compile(r'^="(.*)"$')
_SPACES = str.maketrans({"\xa0": " ", "\u2007": " ", "\u202f": " ", "\ufeff": "", "\u200b": ""})
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE_LIKE = re.compile(rf"^(?:\d{{1,2}}-(?:{_MONTHS})|(?:{_MONTHS})-\d{{1,4}})$", re.IGNORECASE)


class CellError(ValueError):
    """A cell that cannot be read; the message completes "this cell …" for the person who has to mend the file."""


def text(cell: Cell) -> str:
    """The words of a cell: hard spaces as spaces, ends trimmed, the wrapper of `="13-2011"` taken off.

    Whole numbers that a workbook keeps as `2021.0` read as `2021`.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    words = str(cell)
    # Nearly all of two million cells have neither of the two, and looking first is quicker.
    if not words.isascii():
        words = words.translate(_SPACES)
    words = words.strip()
    if words.startswith("=") and (wrapped := _FORMULA.match(words)):
        return wrapped[1].strip()
    return words


def is_missing(cell: Cell) -> bool:
    """Whether the cell says, in any source's way, that there is no value."""
    return text(cell).lower() in MISSING


def number(cell: Cell) -> Decimal:
    """A number, exact as written: `1,234.50`, `$21.22`, `-2.1`, `15.4 %`. Never NaN or infinity."""
    if isinstance(cell, bool | datetime.date | datetime.time | datetime.timedelta):
        raise CellError("holds a date or a switch where a number belongs")
    if isinstance(cell, int):
        return Decimal(cell)
    written = repr(cell) if isinstance(cell, float) else text(cell).replace("−", "-")
    plain = written.removeprefix("$").removesuffix("%").strip()
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise CellError("is not a number") from None
    if not value.is_finite():
        raise CellError("is not a number")
    return value


def soc_code(cell: Cell) -> str:
    """A SOC code, `11-1011`. A code that became a date is refused: 11-2011 and November 2011 look the same to Excel."""
    return _code(cell, SOC_FORMAT, SOC_MESSAGE)


def onet_soc_code(cell: Cell) -> str:
    """An O*NET-SOC code, `11-1011.00`."""
    return _code(cell, ONET_SOC_FORMAT, ONET_SOC_MESSAGE)


def cip_code(cell: Cell) -> str:
    """A CIP code with its point, `01.0101`; six or four digits without one are read, a lost zero is not put back."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        raise CellError("is a number, so zeros of the CIP code may be lost; the column must be text")
    words = text(cell)
    if re.fullmatch(r"\d{6}|\d{4}", words):
        words = f"{words[:2]}.{words[2:]}"
    if re.fullmatch(r"\d{5}|\d\.\d{4}|\d\.\d{2}|\d{2}\.\d{3}|\d{2}\.\d", words):
        raise CellError(f"lost a zero of its CIP code ({words}); take the file as the agency published it")
    return _matching(words, CIP_FORMAT, CIP_MESSAGE)


def _code(cell: Cell, form: str, message: str) -> str:
    words = text(cell)
    if isinstance(cell, datetime.date) or _DATE_LIKE.match(words):
        raise CellError(f"became a date in a spreadsheet program ({words}); take the file as the agency published it")
    return _matching(words, form, message)


def _matching(words: str, form: str, message: str) -> str:
    if not re.fullmatch(form, words):
        raise CellError(f"reads “{words[:40]}”. {message}")
    return words
