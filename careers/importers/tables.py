"""Tables of official files: recognised by their headings, read row by row under names of our own.

A layout says by which headings a table is known. Headings are compared in a plain form, because agencies change their case,
add footnote marks and put the year into them from one release to the next.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from careers.importers.cells import Cell, CellError, is_missing, text
from careers.importers.readers import RowError, Sheet

T = TypeVar("T")

HEADING_ROWS = 12
"""How far down the headings may stand, below titles and remarks."""


class RowRefusedError(Exception):
    """A row that cannot be taken; carries the RowError that says where and why."""

    def __init__(self, error: RowError):
        super().__init__(str(error))
        self.error = error


def plain(heading: Cell) -> str:
    """A heading as layouts compare it: small letters, `_` and dashes as they are typed, no footnote marks."""
    words = text(heading).lower().replace("_", " ").replace("–", "-").replace("—", "-")
    return " ".join(re.sub(r"\[\d+\]", " ", words).split())


@dataclass(frozen=True, eq=False)
class Layout:
    """What one kind of table looks like.

    `columns` maps our name of a column to a regular expression that its whole heading, in plain form, matches. A table has
    this layout when one of its first rows holds every column; those of `optional` may be missing.
    """

    name: str
    columns: dict[str, str]
    optional: dict[str, str] = field(default_factory=dict)
    begins: dict[str, str] = field(default_factory=dict)
    """What cells of the first row below the headings look like, where one heading serves tables of many kinds."""
    sheet: str = ""
    """A regular expression for the sheet's name, where a workbook repeats one heading on many sheets."""
    why_aside: str = ""
    """Of tables that are known and not used: the reason, for the person who gave the file."""

    def match(self, sheet: Sheet) -> "Table | None":
        if self.sheet and not re.fullmatch(self.sheet, sheet.name, re.IGNORECASE):
            return None
        for line, headings in _headings(sheet):
            # Nearly every layout fails at its first column: there are dozens of them, and a thousand sheets.
            if not any(re.fullmatch(next(iter(self.columns.values())), heading) for heading in headings):
                continue
            found = _positions(self.columns, headings)
            if len(found) == len(self.columns):
                table = Table(self, sheet, line, found | _positions(self.optional, headings))
                return table if table.begins_well() else None
        return None

    def missing(self, sheet: Sheet) -> list[str]:
        """Our names of the columns that the best of the first rows lacks: how far the table is from this layout."""
        best = list(self.columns)
        for _, headings in _headings(sheet):
            found = _positions(self.columns, headings)
            best = min(best, [name for name in self.columns if name not in found], key=len)
        return best


@lru_cache(maxsize=64)
def _headings(sheet: Sheet) -> list[tuple[int, list[str]]]:
    """The first rows in plain form, with their line numbers: every layout looks at them."""
    return [(line, [plain(cell) for cell in row]) for line, row in sheet.first(HEADING_ROWS)]


def _positions(columns: dict[str, str], headings: list[str]) -> dict[str, int]:
    """Where each column stands. No two share a place: the first heading that fits is taken."""
    found: dict[str, int] = {}
    for name, form in columns.items():
        for place, heading in enumerate(headings):
            if place not in found.values() and re.fullmatch(form, heading):
                found[name] = place
                break
    return found


@dataclass(frozen=True, eq=False)
class Table:
    """A sheet whose layout is known."""

    layout: Layout
    sheet: Sheet
    heading_line: int
    columns: dict[str, int]

    @property
    def path(self) -> Path:
        return self.sheet.path

    @property
    def name(self) -> str:
        """`national_M2024_dl.xlsx`, and the sheet where a workbook has several tables that matter."""
        return self.path.name

    def heading(self, column: str) -> str:
        """The heading of a column as the file writes it; our own name for one that the file lacks."""
        if column not in self.columns:
            return column
        row = next(row for line, row in self.sheet.first(HEADING_ROWS) if line == self.heading_line)
        return text(row[self.columns[column]])

    def rows(self) -> Iterator["Row"]:
        """The rows below the headings."""
        for line, cells in self.sheet.rows():
            if line > self.heading_line:
                yield Row(self, line, cells)

    def first(self) -> "Row | None":
        """The first row below the headings."""
        below = ((line, cells) for line, cells in self.sheet.first(HEADING_ROWS + 5) if line > self.heading_line)
        return next((Row(self, line, cells) for line, cells in below), None)

    def begins_well(self) -> bool:
        """Whether the first row is what the layout says of it."""
        first = self.first()
        return not self.layout.begins or (
            first is not None and all(re.match(form, first.text(name)) for name, form in self.layout.begins.items())
        )


class Row:
    """One row of a table; its cells go by the layout's names of the columns."""

    __slots__ = ("cells", "line", "table")

    def __init__(self, table: Table, line: int, cells: list[Cell]):
        self.table, self.line, self.cells = table, line, cells

    def cell(self, column: str) -> Any:
        """The cell as the file holds it; None where the file or the row has no such column."""
        place = self.table.columns.get(column)
        return self.cells[place] if place is not None and place < len(self.cells) else None

    def text(self, column: str) -> str:
        return text(self.cell(column))

    def is_missing(self, column: str) -> bool:
        return is_missing(self.cell(column))

    def read(self, column: str, parse: Callable[[Cell], T]) -> T:
        """The cell as `parse` reads it; what it cannot read refuses the row."""
        try:
            return parse(self.cell(column))
        except CellError as error:
            raise self.refusal(column, str(error)) from None

    def read_if_given(self, column: str, parse: Callable[[Cell], T]) -> T | None:
        return None if self.is_missing(column) else self.read(column, parse)

    def refusal(self, column: str, why: str) -> RowRefusedError:
        """What to raise when this row will not do; `why` goes on from the cell's value: “abc” is not a number."""
        sheet = self.table.sheet
        return RowRefusedError(
            RowError(sheet.path.name, sheet.name, self.line, self.table.heading(column), self.text(column), why)
        )
