"""Opens official files by their content: workbooks, text tables and JSON, as sheets of rows.

Names and endings say nothing: a PDF may be called wages.xlsx. What cannot be read safely is refused with one sentence
before much of it is in memory.
"""

import csv
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

from careers.importers.cells import Cell

LARGEST_FILE = 150 * 1024 * 1024
"""Bytes. The largest official file, all areas and industries of the wage survey, is half of that."""

LARGEST_UNPACKED = 600 * 1024 * 1024
"""Bytes that a workbook may unpack to; a real one stays far below, a zip bomb does not."""


class FileError(Exception):
    """A file that cannot be read at all, with the one sentence that says why."""

    def __init__(self, path: Path, why: str):
        super().__init__(f"{path.name}: {why}")
        self.path, self.why = path, why


@dataclass(frozen=True)
class RowError:
    """One row that was not taken: where it stands, what it says, and why that will not do."""

    file: str
    sheet: str
    line: int
    column: str
    value: str
    why: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.sheet}" if self.sheet else self.file
        return f"{where}, line {self.line}, {self.column}: “{self.value[:60]}” {self.why}"


HEAD = 40
"""Rows of a long sheet that stay in memory; the rest is read again when it is wanted."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """One table of a file. `rows` starts it anew each time, so that a sheet may be looked at before it is read."""

    path: Path
    name: str
    _read: Callable[[], Iterable[list[Cell]]]
    _head: list[list[Cell]] = field(default_factory=list)
    """The first rows, where the sheet is long; all of them, or none, otherwise."""
    _size: int = 0
    """How many rows there are, where that is known."""

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Every row with its line number as a person counts it, from 1; wholly empty rows are passed over."""
        return _numbered(self._read())

    def first(self, count: int) -> list[tuple[int, list[Cell]]]:
        """The first rows with their line numbers, to tell by their headings what the table is."""
        if self._head:
            return list(islice(_numbered(self._head), count))
        return list(islice(self.rows(), count))

    def size(self) -> int:
        """About how many rows there are, for a progress bar: exact for workbooks, the line breaks of a text file."""
        if self._size:
            return self._size
        with self.path.open("rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(partial(file.read, 1024 * 1024), b""))


def _numbered(rows: Iterable[list[Cell]]) -> Iterator[tuple[int, list[Cell]]]:
    for line, row in enumerate(rows, 1):
        if any(cell not in ("", None) for cell in row):
            yield line, row


@dataclass(frozen=True)
class Dialect:
    """How a text table is written: its encoding, and whether tabs or commas part its cells.

    Tables with tabs have no quoting: a quotation mark in O*NET's files is one.
    """

    encoding: str
    delimiter: str


@dataclass(frozen=True)
class Document:
    """One file as far as it needs to be open: the tables of a workbook, of a text file, or of a JSON file."""

    path: Path
    sheets: list[Sheet]


def read(path: Path) -> Document:
    """Open a file by what is in it; raises FileError with the sentence why it cannot be."""
    size = path.stat().st_size
    if size == 0:
        raise FileError(path, "the file is empty.")
    if size > LARGEST_FILE:
        raise FileError(path, f"the file is larger than {LARGEST_FILE // 1024**2} MB, which no official file is.")
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"%PDF"):
        raise FileError(path, "this is a PDF. Take the agency's spreadsheet or text file instead.")
    if start.startswith(b"PK"):
        _refuse_zip_bomb(path)
        return Document(path, _workbook(path))
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return Document(path, _workbook(path))
    if b"\x00" in start:
        raise FileError(path, "this is neither a workbook, nor a text table, nor JSON.")
    if start.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        return Document(path, _json_sheets(path))
    return Document(path, [Sheet(path, "", partial(_text_rows, path, _dialect(path)))])


def _refuse_zip_bomb(path: Path) -> None:
    """Workbooks are zip archives: look at the sizes they claim before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        raise FileError(path, "the workbook is damaged or was cut off. Fetch it again.") from None
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise FileError(path, "the workbook unpacks to far more than any official file holds.")
    if not any(entry.filename.startswith("xl/") for entry in entries):
        raise FileError(path, "this is a zip archive and not a workbook. Unpack it and give its files.")


def _workbook(path: Path) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            sheets = []
            for name in book.sheet_names:
                rows = book.get_sheet_by_name(name).to_python()
                sheets.append(Sheet(path, name, partial(_sheet_rows, path, name), rows[:HEAD], len(rows)))
            return sheets
    except (CalamineError, WorksheetNotFound, OSError, ValueError):
        raise FileError(path, "the workbook is damaged or was cut off. Fetch it again.") from None


def _sheet_rows(path: Path, name: str) -> list[list[Cell]]:
    with CalamineWorkbook.from_path(str(path)) as book:
        return book.get_sheet_by_name(name).to_python()


def _json_sheets(path: Path) -> list[Sheet]:
    """Each list of objects in a JSON file as a table: the keys are its headings, an object is a row.

    Values that are lists or objects themselves stay what they are, for the importer that knows them.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise FileError(path, "the JSON file is damaged or was cut off. Fetch it again.") from None
    lists = value if isinstance(value, dict) else {"": value}
    sheets = []
    for name, given in lists.items():
        entries = list(given.values()) if isinstance(given, dict) else given
        if isinstance(entries, list) and entries and all(isinstance(entry, dict) for entry in entries):
            keys = list(dict.fromkeys(key for entry in entries for key in entry))
            rows: list[list[Any]] = [keys, *([entry.get(key) for key in keys] for entry in entries)]
            sheets.append(Sheet(path, name, partial(iter, rows), _size=len(rows)))
    return sheets


def _dialect(path: Path) -> Dialect:
    """UTF-8 unless it is not; then Windows-1252, as agencies' older files are. Tabs if the first line has any."""
    encoding = "utf-8-sig"
    try:
        with path.open(encoding=encoding) as file:
            while file.read(1024 * 1024):
                pass
    except UnicodeDecodeError:
        encoding = "cp1252"
    with path.open(encoding=encoding, errors="replace") as file:
        first = file.readline(100_000)
    return Dialect(encoding, "\t" if "\t" in first else ",")


def _text_rows(path: Path, dialect: Dialect) -> Iterator[list[str]]:
    quoting = csv.QUOTE_NONE if dialect.delimiter == "\t" else csv.QUOTE_MINIMAL
    with path.open(encoding=dialect.encoding, errors="replace", newline="") as file:
        try:
            yield from csv.reader(file, delimiter=dialect.delimiter, quoting=quoting)
        except csv.Error as error:
            raise FileError(path, f"the table cannot be read further ({error}).") from None
