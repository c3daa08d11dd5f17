"""One cell of a template, as people fill it in with spreadsheet programs."""

import calendar
import datetime
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import models
from django.utils.html import escape, linebreaks

from careers.codes import STATES
from careers.fields import LinesField, ProseField, sanitize_prose
from careers.importers import cells
from careers.importers.cells import Cell, CellError
from careers.importers.plan import checked
from careers.importers.tables import Row
from careers.importers.templates.columns import Need, Template

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_BECAME_A_DATE = re.compile(rf"\d{{1,2}}-(?:{_MONTH})|(?:{_MONTH})-\d{{1,4}}", re.IGNORECASE)
_ITEM_ENDS = re.compile(r"[\r\n]+")


def text(cell: Cell) -> str:
    """The text of a cell, unless a spreadsheet program took it for a date."""
    words = cells.text(cell)
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta) or _BECAME_A_DATE.fullmatch(words):
        raise CellError("became a date in a spreadsheet program; format the column as text and write it again")
    return words


def items(cell: Cell) -> list[str]:
    """The items of a list: a line each where there are several lines, else parted by semicolons; each once."""
    words = text(cell)
    parts = _ITEM_ENDS.split(words) if _ITEM_ENDS.search(words) else words.split(";")
    return list({part.strip().casefold(): part.strip() for part in reversed(parts) if part.strip()}.values())[::-1]


def number(cell: Cell) -> Decimal:
    """A number, without what other countries and percent formats make of one."""
    words = cells.text(cell)
    if "%" in words:
        raise CellError("is written with a percent sign; write the number alone")
    if re.fullmatch(r"\$?-?\d+(?:\.\d{3})*,(?:\d{1,2}|\d{4,})", words):
        raise CellError("is written with a decimal comma; write a point")
    if re.search(r"\d[eE][+-]?\d", words):
        raise CellError("is written with a power of ten; format the column as a number and write all its digits")
    value = cells.number(cell)
    if len(value.as_tuple().digits) > 20:
        raise CellError("has too many digits for a figure")
    return value


def whole(cell: Cell) -> int:
    value = number(cell)
    if value != value.to_integral_value():
        raise CellError("is no whole number")
    if not 0 <= value < 10**9:
        raise CellError("is too large, or below zero")
    return int(value)


def day(cell: Cell) -> datetime.date:
    """A day; of a month or a year alone its last one."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    if found := re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", cells.text(cell)):
        year, month, day = int(found[1]), int(found[2] or 12), found[3]
        try:
            return datetime.date(year, month, int(day or calendar.monthrange(year, month)[1]))
        except (ValueError, calendar.IllegalMonthError):
            pass
    raise CellError("is no day: write 2024-05-31, 2024-05 or 2024, in a column that is formatted as text")


def state(cell: Cell) -> str:
    """The postal code of a state or territory."""
    words = cells.text(cell).upper()
    if words not in _ABBREVIATIONS:
        raise CellError("is no postal code of a state or territory, such as WA")
    return words


_ABBREVIATIONS = frozenset(abbreviation for abbreviation, _ in STATES.values())
FIPS = {
    words.casefold(): fips
    for fips, (abbreviation, name) in STATES.items()
    for words in (fips, fips.lstrip("0"), abbreviation, name)
}


def zip_code(cell: Cell) -> str:
    words = cells.text(cell)
    if re.fullmatch(r"\d{3,4}(-\d{4})?", words):
        raise CellError("lost the zero at its beginning; format the column as text and write five digits")
    if not re.fullmatch(r"\d{5}(-\d{4})?", words):
        raise CellError("is no ZIP code of five digits, or of five and four")
    return words


def unit_id(cell: Cell) -> str:
    words = cells.text(cell)
    if not re.fullmatch(r"\d{6}", words):
        raise CellError("is no IPEDS unit ID of six digits")
    return words


def plainly(words: str) -> str:
    return re.sub(r"[\s_-]+", " ", words.casefold().replace("’", "'")).strip()


def choice(choices: Iterable[tuple[Any, str]], cell: Cell) -> Any:
    """One of a fixed list, by the word in the documentation or by the label people see."""
    pairs = list(choices)
    known = {plainly(str(label)): value for value, label in pairs} | {plainly(str(value)): value for value, _ in pairs}
    try:
        return known[plainly(text(cell))]
    except KeyError:
        words = ", ".join(str(value).replace("_", " ") for value, _ in pairs)
        raise CellError(f"is none of these: {words}") from None


def _prose(cell: Cell) -> str:
    """Plain words as rich text: a paragraph for each, and nothing in them that is HTML."""
    words = text(cell).replace("\r\n", "\n").replace("\r", "\n")
    return sanitize_prose(linebreaks(escape(words)).replace("\n", ""))


def value(item: models.Field, cell: Cell) -> Any:
    """A cell as the field takes it."""
    if isinstance(item, ProseField):
        value = _prose(cell)
    elif isinstance(item, LinesField):
        value = "\n".join(items(cell))
    elif item.choices:
        value = choice(item.choices, cell)
    elif isinstance(item, models.DecimalField):
        value = number(cell)
    else:
        value = text(cell)
    return checked(item, value)


def values(row: Row, model: type[models.Model], columns: dict[str, str] | Iterable[str]) -> dict[str, Any]:
    """The fields that the row says something of; `columns` are their names, or the fields by the names of the columns."""
    pairs = columns.items() if isinstance(columns, dict) else [(name, name) for name in columns]
    return {
        name: row.read(column, partial(value, model._meta.get_field(name)))
        for column, name in pairs
        if row.text(column)
    }


def require(row: Row, template: Template) -> None:
    for column in template.columns:
        if column.need is Need.FILLED and not row.text(column.name):
            raise row.refusal(column.name, "is empty")
