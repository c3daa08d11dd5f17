"""What sources say otherwise than the editors, and taking it over."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction
from django.utils.text import capfirst

from careers.models import (
    Edition,
    Imported,
    Occupation,
    ProgramLink,
    RelatedOccupation,
    RemovedRow,
    Task,
    WorkRequirement,
    as_said,
)
from careers.models.labor_market import Stat
from careers.publishing import refuse_hiding, refuse_taken_address, save_career

LISTS: dict[str, tuple[type[Imported], dict[str, str]]] = {
    "tasks": (Task, {"kind": Task.Kind.SPECIFIC}),
    "common work activities": (Task, {"kind": Task.Kind.COMMON}),
    "work requirements": (WorkRequirement, {}),
    "related careers": (RelatedOccupation, {}),
    "programs of careers": (ProgramLink, {}),
}
"""The lists of a career that imports leave to editors who wrote them, by the name imports know them by."""

LIST, MEMBERS = "list:", "members:"
"""How keys of `official` begin that hold a whole list, and the records that a many-to-many relation leads to."""


@dataclass(frozen=True)
class Difference:
    """One thing that stands otherwise here than in its source."""

    record: models.Model
    key: str
    """The field, or `list:…`, or `members:…`."""
    ours: str
    official: str

    @property
    def label(self) -> str:
        return label(type(self.record), self.key)


def label(model: type[models.Model], key: str) -> str:
    """What an editor calls a field, a list or a relation that a source speaks of."""
    name = key.removeprefix(LIST).removeprefix(MEMBERS)
    item = None if key.startswith(LIST) else _field(model, name)
    return capfirst(str(item.verbose_name) if item else name.replace("_", " "))


def in_words(model: type[models.Model], name: str, value: Any) -> str:
    """A value of a field as an editor reads it: the label of a choice, the name of a record that is given by its id."""
    item = _field(model, name)
    if value in (None, ""):
        return "(empty)"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if item is not None and item.choices:
        return str(dict(item.flatchoices).get(value, value))
    if item is not None and item.is_relation and not isinstance(value, models.Model):
        return str(item.related_model.objects.filter(pk=value).first() or "(no longer here)")
    return str(value)


def is_said(record: models.Model, key: str) -> bool:
    """Whether a source said anything under this key that can be taken over. Templates keep marks of their own beside it."""
    if key not in (getattr(record, "official", None) or {}):
        return False
    if key.startswith(LIST):
        return key.removeprefix(LIST) in LISTS
    item = _field(type(record), key.removeprefix(MEMBERS))
    return item is not None and bool(item.many_to_many) == key.startswith(MEMBERS)


def differences(record: models.Model) -> list[Difference]:
    """Everything of a record that a source says otherwise; the order of lists is the editors' own affair.

    Queries only for relations that a source named: their records have names.
    """
    found = []
    for key, said in (record.official or {}).items():
        if key == "position" or not is_said(record, key):
            continue
        if key.startswith(LIST):
            found.append(
                Difference(record, key, "a list of your own", "1 row" if len(said) == 1 else f"{len(said)} rows")
            )
        elif key.startswith(MEMBERS):
            found += _members_differ(record, key, said)
        elif not _agrees(record, key, said):
            words = (in_words(type(record), key, value) for value in (_current(record, key), said))
            found.append(Difference(record, key, *words))
    return found


def _members_differ(record: models.Model, key: str, said: list[int]) -> Iterable[Difference]:
    members = getattr(record, key.removeprefix(MEMBERS))
    current = set(members.values_list("pk", flat=True))
    if current == set(said):
        return
    # With what their names hang on, such as the cluster of a pathway.
    known = members.model.objects.filter(pk__in=current | set(said)).select_related().in_bulk()
    if current != set(said) & set(known):
        names = (", ".join(str(known[pk]) for pk in sorted(pks) if pk in known) for pks in (current, set(said)))
        yield Difference(record, key, *(words or "(empty)" for words in names))


def _current(record: models.Model, name: str) -> Any:
    """What stands in a field; of a relation the id, which costs no query."""
    return getattr(record, record._meta.get_field(name).attname)


def _agrees(record: models.Model, name: str, said: Any) -> bool:
    return as_said(_current(record, name)) == said


# Taking over ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def take_over(record: models.Model, key: str, by: AbstractBaseUser | None = None) -> str:
    """Put what the source says in the place of what editors wrote.

    Gives the address that a career had before, where one is kept, or nothing. Raises ValidationError where the official
    value cannot stand here, and KeyError for what the source never said.
    """
    if key.startswith(LIST):
        _take_list(record, key)
    elif key.startswith(MEMBERS):
        members = getattr(record, key.removeprefix(MEMBERS))
        members.set(members.model.objects.filter(pk__in=record.official[key]))
    else:
        _take_fields(record, [key])
        return _save(record, by)
    return ""


def _take_fields(record: models.Model, names: list[str]) -> None:
    if isinstance(record, Stat):
        names = _with_its_reason(record, *names)
    for name in names:
        setattr(record, record._meta.get_field(name).attname, record.official[name])
    record.clean_fields(exclude={item.name for item in record._meta.fields if item.name not in names})
    if isinstance(record, Stat) and all(_agrees(record, name, said) for name, said in record.official.items()):
        record.official = None
    record.clean()
    record.validate_unique()
    record.validate_constraints()


def _with_its_reason(stat: Stat, name: str) -> list[str]:
    """A figure and why it may be missing belong together."""
    twin = f"{name}_status" if f"{name}_status" in stat.official else name.removesuffix("_status")
    return [name] if twin == name else [name, twin]


def _save(record: models.Model, by: AbstractBaseUser | None) -> str:
    if isinstance(record, Occupation):
        refuse_taken_address(record.slug, record)
        refuse_hiding(record.status, record)
        return save_career(record, by)
    record.save()
    return ""


def _take_list(career: Occupation, key: str) -> None:
    """The whole list as the source has it. Rows of it that editors had deleted come back: that is what was asked for."""
    model, which = LISTS[key.removeprefix(LIST)]
    rows = career.official.pop(key)
    relations = {item.name: item for item in model._meta.fields if item.is_relation}
    for name, item in relations.items():
        wanted = {row[name] for row in rows if name in row}
        if item.related_model.objects.filter(pk__in=wanted).count() < len(wanted):
            raise ValidationError("The official list names a record that is not here. Import it again first.")
    ours = model.objects.filter(occupation=career, **which)
    if ours.exclude(source_key="").exists():
        raise ValidationError("This list is the source’s by now.")
    ours.delete()
    made = []
    for row in rows:
        values = {f"{name}_id" if name in relations else name: value for name, value in row.items()}
        official = {name: value for name, value in row.items() if name not in {*relations, "source_key", *which}}
        made.append(model(occupation=career, official=official, **{**which, **values}))
    model.objects.bulk_create(made)
    RemovedRow.forget(model, career, [row["source_key"] for row in rows])
    career.save(update_fields=["official", "updated_at"])
    Edition.objects.bump()


def keep_official(stat: Stat, before: Stat) -> None:
    """Of a figure that an editor is about to change: remember what the release said, so that imports leave the correction."""
    if stat.official is None:
        names = [name for figure in stat.FIGURES for name in (figure, f"{figure}_status")]
        names += [name for name in ("base_year", "projected_year") if hasattr(stat, name)]
        stat.official = {name: as_said(getattr(before, name)) for name in names}


def _field(model: type[models.Model], name: str) -> models.Field | None:
    try:
        item = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return item if isinstance(item, models.Field) else None
