"""What an import would do: every list compared with the database, before anything is written.

An importer hands over what a source says, record by record; a ledger finds each in the database and says whether it is new,
changed, as it was, or the editors' own. Nothing here writes: `careers.importers.apply` does.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.text import slugify

from careers.codes import FigureStatus
from careers.fields import refuse_note_lines, refuse_note_lines_in_prose
from careers.importers.cells import CellError
from careers.importers.readers import FileError, RowError
from careers.importers.tables import Row, RowRefusedError, Table
from careers.models import Imported, Occupation, PreviousSlug, RemovedRow, as_said, owner_label
from careers.models.labor_market import Stat

TOO_MANY_REFUSED = 0.1
"""The share of a table's rows that may be refused. Above it the table is not what it seems, and none of it is taken."""

MOST_ERRORS = 1000
"""Refused rows that are kept word for word; the rest are counted."""

NOTE_SIGNS = "#＃﹟"

TEMPLATE_KEY = "csv:"
"""How the keys of records begin that came by a template (`careers.importers.templates`)."""


class Progress(Protocol):
    """Tells a person how far a long step is."""

    def __call__(self, title: str, total: int) -> AbstractContextManager[Callable[[int], None]]:
        """A step of so many rows; what it gives is called with the number of rows done since the last call."""


def silent(title: str, total: int) -> AbstractContextManager[Callable[[int], None]]:
    """The progress that nobody sees."""
    return nullcontext(lambda rows: None)


@dataclass
class Change:
    """What happens to a record that is there: the fields that change, from what to what."""

    record: models.Model
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    kept: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    """Fields an editor wrote otherwise: what stands there, and what the source says."""
    quiet: bool = False
    """Whether something is to be written that nobody sees: what the source says, or by what it knows the record."""


@dataclass
class Ledger:
    """What an import does to one list, such as the tasks of all careers.

    `owner` is the field that says whose list a record stands in; empty for lists of their own, such as programs. `natural`
    are the fields by which a record that did not come from a source is known to be the same. With `whole` a list that
    editors wrote themselves is left to them: a mixture of two hands serves nobody.
    """

    name: str
    model: type[models.Model]
    rows: Iterable[models.Model]
    owner: str = ""
    natural: tuple[str, ...] = ()
    whole: bool = False
    shared: bool = True
    """Whether a record that one source knows may be one that another knows, when their natural fields agree."""
    deletes: bool = False
    """Whether records that the source no longer has are taken away, or only named."""
    identity: Callable[[str], str] = str
    """What of a source's key names the record itself, where several sources have keys for one: a deleted row stays deleted."""

    added: list[models.Model] = field(default_factory=list)
    changes: dict[int, Change] = field(default_factory=dict)
    gone: list[models.Model] = field(default_factory=list)
    aside: dict[int, tuple[models.Model, list[dict]]] = field(default_factory=dict)
    """Of lists that are left to the editors: the owner, and the rows of the source."""
    left_out: int = 0
    rejected: int = 0

    def __post_init__(self) -> None:
        self._by_source: dict[tuple, models.Model] = {}
        self._by_nature: dict[tuple, models.Model] = {}
        self._existing: list[models.Model] = list(self.rows)
        self.rows = ()
        self._seen: set[int] = set()
        from_source, own = set(), set()
        for record in self._existing:
            owner = self._owner_of(record)
            if record.source_key:
                self._by_source[owner, record.source_key] = record
                from_source.add(owner)
            else:
                own.add(owner)
            self._by_nature[owner, self._nature(record.__dict__)] = record
        self._left_to_editors = own - from_source if self.whole else set()
        removed = RemovedRow.objects.filter(kind=self.model.__name__).values_list("owner", "source_key")
        self._removed: set[tuple[str, str]] = {(owner, self.identity(key)) for owner, key in removed}
        self._fields = {item.name: item for item in self.model._meta.fields}

    def __len__(self) -> int:
        return len(self._existing) + len(self.added)

    def records(self) -> Iterator[models.Model]:
        """Every record there is and will be."""
        yield from self._existing
        yield from self.added

    def find(self, source_key: str, owner: models.Model | None = None) -> models.Model | None:
        return self._by_source.get((_ident(owner), source_key))

    def find_by(self, *nature: Any, owner: models.Model | None = None) -> models.Model | None:
        """The record with these values of the fields in `natural`."""
        return self._by_nature.get((_ident(owner), tuple(_folded(value) for value in nature)))

    def put(
        self,
        source_key: str,
        values: dict[str, Any],
        *,
        owner: models.Model | None = None,
        new: dict[str, Any] | None = None,
        fill: dict[str, Any] | None = None,
    ) -> models.Model | None:
        """Hand over what the source says of one record; gives the record, or None where editors keep it out.

        `values` belong to the source until an editor changes one. `new` are starting values of a record that is not there
        yet; `fill` go in wherever the field is still empty. Raises CellError for a value that the field cannot take.
        """
        whose = _ident(owner)
        record = self._by_source.get((whose, source_key))
        # What the source said before was looked at then: most rows of a second import.
        said = {} if record is None else record.official
        values = {
            name: value if said.get(name, ...) == value else self._checked(name, value)
            for name, value in values.items()
        }
        starting = {**(fill or {}), **(new or {})}
        if whose in self._left_to_editors:
            rows = self.aside.setdefault(whose, (owner, []))[1]
            rows.append({"source_key": source_key, **starting, **values})
            return None
        nature = self._nature(starting | values)
        if record is None:
            # Empty fields are no likeness: careers without a code are not one career.
            alike = self._by_nature.get((whose, nature)) if any(nature) else None
            record = alike if alike is not None and (self.shared or _is_open(alike, source_key)) else None
        if record is None:
            if self._removed and (self._label(owner), self.identity(source_key)) in self._removed:
                self.left_out += 1
                return None
            record = self._new(source_key, owner, starting, values)
            self._by_source[whose, source_key] = record
            self._by_nature[whose, nature] = record
            self.added.append(record)
            return record
        if record.source_key != source_key and _is_open(record, source_key):
            record.source_key = source_key
            self._by_source[whose, source_key] = record
            self.touch(record)
        self.update(record, values, fill=fill)
        return record

    def update(self, record: models.Model, values: dict[str, Any], *, fill: dict[str, Any] | None = None) -> None:
        """What the source says of a record that is known."""
        if record.pk is None:
            for name, value in values.items():
                setattr(record, name, value)
                record.official[name] = as_said(value)
        else:
            self._seen.add(record.pk)
            for name, value in values.items():
                self._compare(record, name, value)
        for name, value in (fill or {}).items():
            if value is not None and self._is_empty(record, name):
                if record.pk:
                    self._change(record).fields[name] = (None, value)
                setattr(record, name, value)

    def _compare(self, record: models.Model, name: str, value: Any) -> None:
        current, said, says = as_said(getattr(record, name)), record.official.get(name, ...), as_said(value)
        if current == says:
            if said != says:
                record.official[name] = says
                self._change(record).quiet = True
        elif current == said or (said is ... and current in (None, "")):
            change = self._change(record)
            before = change.fields.pop(name, (getattr(record, name),))[0]
            setattr(record, name, value)
            record.official[name] = says
            # What one row of a source changes another may change back.
            if as_said(before) != says:
                change.fields[name] = (before, value)
        else:
            change = self._change(record)
            change.kept[name] = (getattr(record, name), value)
            if said != says:
                record.official[name] = says
                change.quiet = True

    def touch(self, record: models.Model) -> None:
        """Have a known record written, though nothing of it changes that anybody sees."""
        self._change(record).quiet = True

    def repoint(self, record: models.Model, name: str, other: models.Model) -> None:
        """Let a relation of a known record lead to another one."""
        if getattr(record, name) is not other:
            if record.pk:
                self._change(record).fields[name] = (getattr(record, name), other)
            setattr(record, name, other)

    def close(self, belongs: Callable[[models.Model], bool] | None = None, *, key: str = "") -> None:
        """After the last row: what of the source's records did not come again, among those that `belongs` says are its.

        `key` is how the keys of the source begin. Records that came by a template are left to that template's `key`.
        """
        for record in self._existing:
            is_its = record.source_key.startswith(key) if key else not record.source_key.startswith(TEMPLATE_KEY)
            if not is_its:
                continue
            if record.source_key and record.pk not in self._seen and (belongs is None or belongs(record)):
                if self.deletes and record.differences:
                    # An editor worked on it: from now on it is theirs.
                    record.source_key, record.official = "", {}
                    change = self._change(record)
                    change.quiet, change.kept["source_key"] = True, ("", "no longer in the source")
                else:
                    self.gone.append(record)

    # Counting ---------------------------------------------------------------------------------------------------------

    def counts(self) -> dict[str, int]:
        changed = sum(bool(change.fields) for change in self.changes.values())
        kept = sum(bool(change.kept) and not change.fields for change in self.changes.values())
        return {
            "added": len(self.added),
            "changed": changed,
            "unchanged": len(self._seen - {pk for pk, one in self.changes.items() if one.fields or one.kept}),
            "kept": kept + sum(len(rows) for _, rows in self.aside.values()) + self.left_out,
            "gone": len(self.gone),
            "rejected": self.rejected,
        }

    def touched(self) -> list[models.Model]:
        """The records that are there and have to be written."""
        return [change.record for change in self.changes.values() if change.fields or change.quiet]

    # Inside -----------------------------------------------------------------------------------------------------------

    def _new(self, source_key: str, owner: models.Model | None, starting: dict, values: dict) -> models.Model:
        whose = {self.owner: owner} if self.owner else {}
        official = {name: as_said(value) for name, value in values.items()}
        return self.model(source_key=source_key, official=official, **whose, **(starting | values))

    def _is_empty(self, record: models.Model, name: str) -> bool:
        """Whether nothing stands in a field. Of a relation the id is asked first, which costs no query."""
        return all(getattr(record, one) in (None, "") for one in (self._fields[name].attname, name))

    def _change(self, record: models.Model) -> Change:
        return self.changes.setdefault(record.pk, Change(record)) if record.pk else Change(record)

    def _owner_of(self, record: models.Model) -> Any:
        return getattr(record, f"{self.owner}_id") if self.owner else None

    def _nature(self, values: dict[str, Any]) -> tuple:
        """The values of the natural fields; of a field that is a relation its record or its id."""
        return tuple(_folded(values[name] if name in values else values.get(f"{name}_id")) for name in self.natural)

    def _label(self, owner: models.Model | None) -> str:
        return owner_label(owner) if owner else ""

    def _checked(self, name: str, value: Any) -> Any:
        return checked(self._fields[name], value)


def _ident(record: models.Model | None) -> Any:
    """What stands for a record in a key: its id, or of a planned one the object itself."""
    return None if record is None else record.pk or f"new {id(record)}"


def _is_open(record: models.Model, source_key: str) -> bool:
    """Whether a record may become that of this key: written here, or brought by a template that a source now speaks of too."""
    return not record.source_key or (
        record.source_key.startswith(TEMPLATE_KEY) and not source_key.startswith(TEMPLATE_KEY)
    )


def _folded(value: Any) -> Any:
    if isinstance(value, models.Model):
        return _ident(value)
    return value.casefold() if isinstance(value, str) else value


def checked(item: models.Field, value: Any) -> Any:
    """A value as the field takes it; raises CellError with the sentence an editor would read."""
    if isinstance(value, str):
        if item.max_length and len(value) > item.max_length:
            raise CellError(f"is longer than {item.max_length} characters")
        if "\x00" in value:
            raise CellError("holds a character that is no text")
        if _takes_any_words(item) and not any(sign in value for sign in NOTE_SIGNS):
            return value
    if value in (None, "") or isinstance(value, models.Model | bool):
        return value
    try:
        value = item.to_python(value)
        item.run_validators(value)
        if item.choices:
            item.validate(value, None)
    except ValidationError as error:
        raise CellError("cannot stand here: " + " ".join(error.messages)) from None
    return value


@cache
def _takes_any_words(item: models.Field) -> bool:
    """Whether the field asks nothing of its words but their number, and that no line is a note."""
    harmless = (refuse_note_lines, refuse_note_lines_in_prose)
    return not item.choices and all(
        isinstance(validator, MaxLengthValidator) or validator in harmless for validator in item.validators
    )


# Figures -------------------------------------------------------------------------------------------------------------


@dataclass
class StatLedger:
    """What an import does to the figures of one release. A figure that an editor corrected stays corrected."""

    name: str
    model: type[Stat]
    release: models.Model
    deletes = True

    def __post_init__(self) -> None:
        rows = self.model.objects.filter(release=self.release) if self.release.pk else ()
        self._existing = {self._key(row.soc_id, row.area_id, row): row for row in rows}
        self._names = [name for figure in self.model.FIGURES for name in (figure, f"{figure}_status")]
        self._seen: set[tuple] = set()
        self.added: list[Stat] = []
        self.changes: dict[int, Change] = {}
        self.gone: list[Stat] = []
        self.aside: dict = {}
        self.rejected = self.unchanged = self.kept = 0
        self.areas: dict[Any, models.Model] = {}

    @staticmethod
    def _key(soc: Any, area: Any, stat: Stat) -> tuple:
        return soc, area, getattr(stat, "openings_method", "")

    def put(self, soc: models.Model, area: models.Model, figures: dict[str, Any], **values: Any) -> Stat | None:
        """One row as published: `figures` maps each figure to its value, or to the FigureStatus that says why there is none.

        Raises CellError when a figure cannot be, such as percentiles that fall; gives None for a row that came before.
        """
        stat = self.model(soc=soc, area=area, release=self.release, **values)
        for name in self.model.FIGURES:
            value = figures.get(name, FigureStatus.NOT_IN_SOURCE)
            if isinstance(value, FigureStatus):
                setattr(stat, f"{name}_status", value.value)
            else:
                setattr(stat, name, checked(self.model._meta.get_field(name), value))
                setattr(stat, f"{name}_status", FigureStatus.PUBLISHED.value)
        if wrong := stat.disordered({}):
            raise CellError(" ".join(wrong.values()))
        key = self._key(_ident(soc), _ident(area), stat)
        if key in self._seen:
            return None
        self._seen.add(key)
        self.areas[_ident(area)] = area
        if existing := self._existing.get(key):
            self._compare(existing, stat)
            return existing
        self.added.append(stat)
        return stat

    def _compare(self, row: Stat, stat: Stat) -> None:
        change = Change(row)
        for name in (*self._names, *(name for name in ("base_year", "projected_year") if hasattr(row, name))):
            current, says = as_said(getattr(row, name)), as_said(getattr(stat, name))
            said = current if row.official is None else row.official.get(name, current)
            if current == said and current != says:
                change.fields[name] = (getattr(row, name), getattr(stat, name))
                setattr(row, name, getattr(stat, name))
            elif current not in (said, says):
                change.kept[name] = (getattr(row, name), getattr(stat, name))
            if row.official is not None and row.official.get(name) != says and name in row.official:
                row.official[name], change.quiet = says, True
        if change.fields or change.quiet or change.kept:
            self.changes[row.pk] = change
        self.kept += bool(change.kept and not change.fields)
        self.unchanged += not change.fields and not change.kept

    def close(self) -> None:
        """After the last row: the figures that the release had before and has no longer."""
        self.gone = [row for key, row in self._existing.items() if key not in self._seen and row.official is None]

    def is_empty(self) -> bool:
        """Whether the release holds no figure when all is done."""
        return len(self._existing) + len(self.added) == len(self.gone)

    def counts(self) -> dict[str, int]:
        changed = sum(bool(change.fields) for change in self.changes.values())
        return {
            "added": len(self.added), "changed": changed, "unchanged": self.unchanged, "kept": self.kept,
            "gone": len(self.gone), "rejected": self.rejected,
        }  # fmt: skip

    def touched(self) -> list[models.Model]:
        return [change.record for change in self.changes.values() if change.fields or change.quiet]


# The plan ------------------------------------------------------------------------------------------------------------


@dataclass
class Membership:
    """A change of a many-to-many relation, and what the source says of it."""

    record: models.Model
    name: str
    add: list[models.Model]
    remove: set[int]
    wanted: list[models.Model] | None = None
    """Everything the source lists; the same as `add` for a record that is new."""


class Plan:
    """Everything an import would do, list by list."""

    def __init__(self, states: frozenset[str] = frozenset(), progress: Progress = silent):
        self.states = states
        """The states (`WA`) whose rows are wanted; empty for all."""
        self.progress = progress
        self.ledgers: dict[str, Ledger | StatLedger] = {}
        self.memberships: list[Membership] = []
        self.errors: list[RowError] = []
        self.remarks: list[str] = []
        self.credits: list[tuple[models.QuerySet, str, models.Model]] = []
        self.figure_releases: list[models.Model] = []
        self.completed: list[tuple[models.Model, dict[str, Any]]] = []
        """Releases that are here, each with the fields that this import fills in."""
        self.passed_over: list[models.Model] = []
        """Releases of one state whose files were left unread, because another state was asked for."""
        self._known: dict[tuple[str, str], dict[Any, models.Model]] = {}
        self._taken: dict[type[models.Model], set[str]] = {}
        self._members: dict[tuple[type[models.Model], str], dict[int, set[int]]] = {}

    # Lists ------------------------------------------------------------------------------------------------------------

    def ledger(self, name: str, model: type[Imported] | None = None, **options: Any) -> Ledger:
        """The ledger of this name; made, with the records there are, when it is asked for first."""
        if name not in self.ledgers:
            rows = options.pop("rows", None)
            self.ledgers[name] = Ledger(name, model, model.objects.all() if rows is None else rows, **options)
        return self.ledgers[name]

    def figures(self, model: type[Stat], release: models.Model) -> StatLedger:
        """The ledger of a release's figures."""
        label = str(model._meta.verbose_name_plural)
        name = f"{label}: {release.source}, {release.reference_period}"
        if name not in self.ledgers:
            self.ledgers[name] = StatLedger(name, model, release)
            self.figure_releases.append(release)
        return self.ledgers[name]

    def complete(self, release: models.Model, extra: Iterable[tuple[str, Any]]) -> None:
        """Fill in the numbers that a release lacks, such as top codes: they may stand in only one of its files.

        What somebody wrote stays, and a text that is empty may have been emptied.
        """
        lacking = {name: value for name, value in extra if getattr(release, name) is None}
        if lacking:
            self.completed.append((release, lacking))
            words = ", ".join(
                f"{release._meta.get_field(name).verbose_name} {value}" for name, value in lacking.items()
            )
            self.remark(f"Filled in, because it was lacking: {words}; {release}.")

    def wants(self, state: str) -> bool:
        """Whether rows of this state, by its postal code, were asked for."""
        return not self.states or state in self.states

    def left_out(self) -> list[models.Model]:
        """Releases that nothing was taken for. They are not kept: an empty one would hide the figures of the one before."""
        figures = [ledger for ledger in self.ledgers.values() if isinstance(ledger, StatLedger)]
        return [*self.passed_over, *(ledger.release for ledger in figures if ledger.is_empty())]

    def shown_releases(self) -> list[models.Model]:
        """Releases of figures that are made current when the import is published."""
        left_out = self.left_out()
        return [release for release in self.figure_releases if release not in left_out]

    def each(self, table: Table, into: Ledger | StatLedger, handle: Callable[[Row], None]) -> None:
        """Call `handle` with every row of a table. Rows it cannot take are noted; too many of them refuse the file."""
        rows = refused = 0
        first: RowError | None = None
        with self.progress(f"{table.layout.name} ({table.path.name})", table.sheet.size()) as advance:
            for row in table.rows():
                rows += 1
                if rows % 500 == 0:
                    advance(500)
                try:
                    handle(row)
                except (CellError, RowRefusedError) as error:
                    refusal = error if isinstance(error, RowRefusedError) else row.refusal(_main(table), str(error))
                    refused += 1
                    first = first or refusal.error
                    if len(self.errors) < MOST_ERRORS:
                        self.errors.append(refusal.error)
            advance(rows % 500)
        if not rows:
            raise FileError(table.path, f"there is no row below the headings of “{table.layout.name}”.")
        if refused > rows * TOO_MANY_REFUSED:
            raise FileError(table.path, f"{refused:,} of {rows:,} rows cannot be read. The first is {_place(first)}")
        into.rejected += refused

    def known(self, ledger: Ledger, name: str) -> dict[Any, models.Model]:
        """The records there were before this import, by the value of another field than the ledger knows them by."""
        key = (ledger.name, name)
        if key not in self._known:
            self._known[key] = {getattr(record, name): record for record in ledger.records() if record.pk}
        return self._known[key]

    def put_members(self, record: models.Model, name: str, wanted: list[models.Model]) -> None:
        """Set a many-to-many relation, such as the pathways of a career, unless editors set it otherwise.

        Each relation of a record is handed over once an import.
        """
        if record.pk is None:
            self.memberships.append(Membership(record, name, wanted, set()))
            return
        have, want = self._members_of(type(record), name).get(record.pk, set()), {member.pk for member in wanted}
        said = record.official.get(f"members:{name}")
        untouched = not have if said is None else set(said) == have
        add = [member for member in wanted if member.pk not in have] if untouched else []
        remove = have - want if untouched else set()
        if add or remove or said is None or set(said) != want:
            self.memberships.append(Membership(record, name, add, remove, wanted))

    def _members_of(self, model: type[models.Model], name: str) -> dict[int, set[int]]:
        """By record the ids of its members, as they are."""
        if (model, name) not in self._members:
            item = model._meta.get_field(name)
            pairs = item.remote_field.through.objects.values_list(
                f"{item.m2m_field_name()}_id", f"{item.m2m_reverse_field_name()}_id"
            )
            found: dict[int, set[int]] = {}
            for owner, member in pairs:
                found.setdefault(owner, set()).add(member)
            self._members[model, name] = found
        return self._members[model, name]

    def settle(self) -> None:
        """After the last importer, and again when all records are saved and have their ids: lists that were left to the
        editors are kept beside their careers."""
        careers = self.ledgers.get("careers")
        if not isinstance(careers, Ledger):
            return
        for ledger in self.ledgers.values():
            for owner, raw in ledger.aside.values():
                rows = [{name: as_said(value) for name, value in row.items() if name != "release"} for row in raw]
                if isinstance(owner, Occupation) and owner.official.get(f"list:{ledger.name}") != rows:
                    owner.official[f"list:{ledger.name}"] = rows
                    careers.touch(owner)

    def credit(self, rows: models.QuerySet, name: str, release: models.Model) -> None:
        """Say that all these rows belong to a release now, the unchanged ones too: set their field `name`."""
        self.credits.append((rows, name, release))

    def slug(self, model: type[models.Model], words: str, suffix: str = "") -> str:
        """An address nobody has; `suffix` is added to one that is taken."""
        if model not in self._taken:
            self._taken[model] = set(model.objects.values_list("slug", flat=True))
            if model is Occupation:
                self._taken[model] |= set(PreviousSlug.objects.values_list("slug", flat=True))
        taken, number = self._taken[model], 2
        base = slug = slugify(words)[:180].strip("-") or "record"
        if slug in taken and suffix:
            base = slug = f"{base}-{slugify(suffix)}"
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug)
        return slug

    def remark(self, words: str) -> None:
        """Something the person who imports should know."""
        if words not in self.remarks:
            self.remarks.append(words)

    # Summing up -------------------------------------------------------------------------------------------------------

    def counts(self) -> dict[str, dict[str, int]]:
        """By list: added, changed, unchanged, kept, gone, rejected."""
        return {name: ledger.counts() for name, ledger in self.ledgers.items()}

    def total(self, what: str) -> int:
        return sum(counts[what] for counts in self.counts().values())

    def writes_anything(self) -> bool:
        """Whether applying it would write at all, be it only what a source says beside an editor's words."""
        return (
            self.changes_anything()
            or bool(self.memberships)
            or any(ledger.touched() for ledger in self.ledgers.values())
        )

    def changes_anything(self) -> bool:
        """Whether applying it would write a word that anybody sees."""
        return (
            any(self.total(what) for what in ("added", "changed"))
            or bool(self.completed)
            or any(ledger.deletes and ledger.gone for ledger in self.ledgers.values())
            or any(membership.add or membership.remove for membership in self.memberships)
        )


def _main(table: Table) -> str:
    return next(iter(table.layout.columns))


def _place(error: RowError) -> str:
    where = f"{error.sheet}, line {error.line}" if error.sheet else f"line {error.line}"
    return f"{where}, {error.column}: “{error.value[:60]}” {error.why}"
