"""What all templates have in common: the release that stands in the rows, and handing records over."""

import hashlib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.text import slugify

from careers.importers import cells
from careers.importers.cells import Cell, CellError
from careers.importers.plan import TEMPLATE_KEY, Ledger, Plan, checked
from careers.importers.readers import FileError
from careers.importers.source import Importer, Vintage
from careers.importers.tables import Row, RowRefusedError, Table
from careers.importers.templates import reading
from careers.importers.templates.columns import EXAMPLE_SOURCE, NOT_STATED, Need, Template
from careers.models import DataRelease, as_said


class FromTemplate(Importer):
    """A filled-in template. Source, period and all else that a release says of itself stand in the rows."""

    source = "stated in the file"
    licence = ""
    one_of_each = False

    def __init__(self, template: Template):
        self.template = template
        self.name = f"Template “{template.title}”"
        self.dataset = template.dataset
        self.title = template.release_title
        self.layouts = (template.layout,)

    def vintage(self, tables: list[Table]) -> Vintage:
        said = _facts(tables, self.template)
        source, period = said.pop("source", settings.AGENCY_NAME), said.pop("period", NOT_STATED)
        return Vintage(period, said.pop("as_of", None), source, tuple(sorted(said.items())))

    def vintages(self, files: list[list[Table]]) -> list[Vintage]:
        """Files of one source and period are one release; of several periods it must be plain which is the later."""
        found = [(tables[0].path, self.vintage(tables)) for tables in files]
        for place, (path, vintage) in enumerate(found):
            for other_path, other in found[:place]:
                if vintage == other or vintage.series != other.series:
                    continue
                if vintage.period == other.period:
                    why = f"it is of the same source and period as {other_path.name}, but as_of, the licence or a top code differ."
                    raise FileError(path, why)
                if vintage.as_of is None or other.as_of is None or vintage.as_of == other.as_of:
                    why = f"it is of the same source as {other_path.name} and of another period. Say in as_of which is the later."
                    raise FileError(path, why)
        return [vintage for _, vintage in found]

    def release(self, vintage: Vintage) -> dict[str, Any]:
        values = super().release(vintage)
        values["known"]["source"] = vintage.series
        return values

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        for table in tables:
            if unknown := _unknown_headings(table):
                plan.remark(f"{table.path.name}: not a column of the template, and not read: {', '.join(unknown)}.")
        sender = Sender(plan, release)
        self.take(tables, sender)
        if sender.left:
            plan.remark(
                f"{release.source}, {self.template.title}: {sender.left:,} records have fields that another source speaks of. Its "
                "word was left there."
            )

    def take(self, tables: list[Table], sender: "Sender") -> None:
        """Hand the rows over."""
        raise NotImplementedError


class Sender:
    """What one source hands over by templates: under keys of its own, and never over another source's words."""

    def __init__(self, plan: Plan, release: DataRelease):
        self.plan, self.release = plan, release
        self.mark = f"{TEMPLATE_KEY}{slugify(release.source) or _digest(release.source)}"
        self.left = 0

    def key(self, *parts: str) -> str:
        words = ":".join(parts).casefold()
        return f"{self.mark}:{words if len(self.mark) + len(words) < 200 else _digest(words)}"

    def is_mine(self, record: models.Model) -> bool:
        return record.source_key.startswith(f"{self.mark}:")

    def put(
        self,
        ledger: Ledger,
        key: str,
        values: dict[str, Any],
        known: models.Model | None = None,
        *,
        owner: models.Model | None = None,
        new: dict[str, Any],
    ) -> models.Model | None:
        """Hand over a record; `known` is the one that it seems to be. Gives None where editors keep it out."""
        record = ledger.find(key, owner) or known
        if record is not None and not record.source_key and owner is None:
            record.source_key = key
            ledger.touch(record)
        if record is None or not record.source_key:
            record = ledger.put(key, values, owner=owner, new=new)
            if record is None:
                return None
        else:
            said = record.official.get(self.mark, {})
            theirs = {
                name for name in values if name in record.official and record.official[name] != said.get(name, ...)
            }
            self.left += any(record.official[name] != as_said(values[name]) for name in theirs)
            values = {name: value for name, value in values.items() if name not in theirs}
            ledger.update(record, values)
        said = record.official.get(self.mark, {}) | {name: as_said(value) for name, value in values.items()}
        if record.official.get(self.mark) != said:
            record.official[self.mark] = said
            ledger.touch(record)
        return record

    def close(self, ledger: Ledger, belongs: Callable[[models.Model], bool] | None = None) -> None:
        """Name what the source had before and has no longer. Without a period a file is an addition and no new edition."""
        if self.release.reference_period != NOT_STATED:
            ledger.close(belongs, key=f"{self.mark}:")

    def replace(self, ledger: Ledger, belongs: Callable[[models.Model], bool]) -> None:
        """Take away what the source had before and has no longer, of lists that the file gives whole."""
        ledger.close(belongs, key=f"{self.mark}:")


class Spoken:
    """Whose lists a file gives whole: those none of whose rows was refused."""

    def __init__(self) -> None:
        self._given: set[int | None] = set()
        self._broken: set[int | None] = set()

    def take(self, record: models.Model, handle: Callable[[], None]) -> None:
        try:
            handle()
        except (CellError, RowRefusedError):
            self._broken.add(record.pk)
            raise
        self._given.add(record.pk)

    def __contains__(self, pk: int) -> bool:
        return pk in self._given and pk not in self._broken


def _facts(tables: list[Table], template: Template) -> dict[str, Any]:
    """What the rows say of their release. All must say the same; an empty cell says nothing."""
    said: dict[str, tuple[Any, Row]] = {}
    rows = [row for table in tables for row in table.rows()]
    if not rows:
        raise FileError(tables[0].path, f"there is no row below the headings of “{template.layout.name}”.")
    for row in rows:
        if _is_example(row, template):
            raise FileError(row.table.path, f"{where(row)}: this is the template's own example row; replace it.")
        for name, value in _facts_of(row).items():
            first, above = said.setdefault(name, (value, row))
            if first != value:
                why = (
                    f"{where(above)} says “{above.text(name)[:60]}” and {where(row)} says “{row.text(name)[:60]}” in the "
                    f"column {row.table.heading(name)}. A file holds one source and one period; make a file for each."
                )
                raise FileError(row.table.path, why)
    for column in template.columns:
        if column.name in _FACTS and column.need is Need.FILLED and column.name not in said:
            raise FileError(tables[0].path, f"the column {column.name} is empty in every row.")
    return {name: value for name, (value, _) in said.items()}


def _facts_of(row: Row) -> dict[str, Any]:
    try:
        return {name: row.read(name, parse) for name, parse in _FACTS.items() if row.text(name)}
    except RowRefusedError as refused:
        error = refused.error
        raise FileError(row.table.path, f"{where(row)}, {error.column}: “{error.value[:60]}” {error.why}.") from None


def _is_example(row: Row, template: Template) -> bool:
    """Whether it is a row that came with the template, be it that a spreadsheet program wrote its numbers another way."""
    if row.text("source") == EXAMPLE_SOURCE:
        return True
    names = [column.name for column in template.columns]
    given = {name: _alike(row.text(name)) for name in names if name in row.table.columns and name != "source"}
    return any(
        given == {name: _alike(text) for name, text in zip(names, example, strict=True) if name in given}
        for example in template.examples
    )


def _alike(words: str) -> str | Decimal:
    try:
        return cells.number(words)
    except CellError:
        return " ".join(words.split())


def where(row: Row) -> str:
    sheet = row.table.sheet.name
    return f"{sheet}, line {row.line}" if sheet else f"line {row.line}"


def _unknown_headings(table: Table) -> list[str]:
    line = next(cells_ for number, cells_ in table.sheet.first(table.heading_line) if number == table.heading_line)
    known = set(table.columns.values())
    return [words for place, cell in enumerate(line) if place not in known and (words := cells.text(cell))]


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:40]


class Once:
    """Records that a file may name in one row only, or in several that agree on the `columns`."""

    def __init__(self, *columns: str):
        self._columns = columns
        self._found: dict[str, tuple[Row, Any]] = {}

    def add(self, row: Row, identity: str, record: Any) -> None:
        self._found[identity.casefold()] = row, record

    def find(self, row: Row, identity: str) -> Any:
        """The record that a row above named, if this row says nothing else of it."""
        first, record = self._found.get(identity.casefold(), (None, None))
        if first is not None:
            for column in self._columns:
                if row.text(column) and row.text(column) != first.text(column):
                    raise row.refusal(column, f"is not what {where(first)} says: “{first.text(column)[:60]}”")
        return record

    def refuse_again(self, row: Row, column: str, identity: str) -> None:
        if found := self._found.get(identity.casefold()):
            raise row.refusal(column, f"stands in {where(found[0])} already")


def _release_field(name: str) -> Callable[[Cell], Any]:
    return lambda cell: reading.value(DataRelease._meta.get_field(name), cell)


_FACTS: dict[str, Callable[[Cell], Any]] = {
    "source": _release_field("source"),
    "period": _release_field("reference_period"),
    "as_of": reading.day,
    "licence": _release_field("licence"),
    "hourly_top_code": _release_field("hourly_top_code"),
    "annual_top_code": lambda cell: checked(DataRelease._meta.get_field("annual_top_code"), reading.whole(cell)),
}
"""What a file says of its release."""
