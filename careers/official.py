"""What sources say otherwise than the editors, and taking it over."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction

from careers.models import (
    CareerPathway,
    Edition,
    Imported,
    Occupation,
    ProgramLink,
    RelatedOccupation,
    Task,
    WorkRequirement,
    as_said,
)
from careers.models.labor_market import Stat

LISTS: dict[str, tuple[type[Imported], dict[str, str]]] = {
    "tasks": (Task, {"kind": Task.Kind.SPECIFIC}),
    "common work activities": (Task, {"kind": Task.Kind.COMMON}),
    "work requirements": (WorkRequirement, {}),
    "related careers": (RelatedOccupation, {}),
    "programs of careers": (ProgramLink, {}),
}
"""The lists of a career that imports leave to editors who wrote them, by the name imports know them by."""

LIST, PATHWAYS = "list:", "members:pathways"


@dataclass(frozen=True)
class Difference:
    """One thing that stands otherwise here than in its source."""

    record: models.Model
    key: str
    """The field, or `list:…`, or `members:pathways`."""
    label: str
    ours: str
    official: str


def differences(record: models.Model) -> list[Difference]:
    """Everything of a record that a source says otherwise; the order of lists is the editors' own affair.

    A query only for a career whose pathways a source named.
    """
    said = record.official or {}
    found = []
    for key, value in said.items():
        if key.startswith(LIST):
            name = key.removeprefix(LIST)
            if name in LISTS:
                found.append(Difference(record, key, name.capitalize(), "a list of your own", f"{len(value)} rows"))
        elif key == PATHWAYS:
            current = set(record.pathways.values_list("pk", flat=True))
            if current != set(value):
                names = {pathway.pk: str(pathway) for pathway in CareerPathway.objects.select_related("cluster")}
                ours, theirs = (", ".join(names.get(pk, "") for pk in sorted(pks)) for pks in (current, set(value)))
                found.append(Difference(record, key, "Career pathways", ours, theirs))
        elif key != "position" and (item := _field(record, key)) and as_said(getattr(record, key)) != value:
            label = str(item.verbose_name).capitalize()
            found.append(Difference(record, key, label, _words(getattr(record, key)), _words(value)))
    return found


@transaction.atomic
def take_over(record: models.Model, key: str) -> None:
    """Put what the source says in the place of what editors wrote. Raises ValidationError, and KeyError for what it never said."""
    said = record.official[key]
    if key.startswith(LIST):
        _take_list(record, key)
    elif key == PATHWAYS:
        record.pathways.set(CareerPathway.objects.filter(pk__in=said))
    else:
        item = record._meta.get_field(key)
        setattr(record, key, item.clean(item.to_python(said), record) if said not in (None, "") else said)
        if isinstance(record, Stat):
            # The figure and its reason belong together.
            twin = f"{key}_status" if f"{key}_status" in record.official else key.removesuffix("_status")
            if twin != key:
                setattr(record, twin, record._meta.get_field(twin).to_python(record.official[twin]))
            if not any(
                _field(record, name) and as_said(getattr(record, name)) != value
                for name, value in record.official.items()
            ):
                record.official = None
            record.clean()
        record.save()


def _take_list(career: Occupation, key: str) -> None:
    model, which = LISTS[key.removeprefix(LIST)]
    rows = career.official.pop(key)
    model.objects.filter(occupation=career, **which).delete()
    relations = {item.name for item in model._meta.fields if item.is_relation}
    made = []
    for row in rows:
        values = {f"{name}_id" if name in relations else name: value for name, value in row.items()}
        if any(value is None for name, value in values.items() if name.endswith("_id")):
            raise ValidationError("The official list names a record that is not here. Import it again first.")
        official = {name: value for name, value in row.items() if name not in relations | {"source_key", *which}}
        made.append(model(occupation=career, official=official, **{**which, **values}))
    model.objects.bulk_create(made)
    career.save(update_fields=["official", "updated_at"])
    Edition.objects.bump()


def keep_official(stat: Stat, before: Stat) -> None:
    """Of a figure that an editor is about to change: remember what the release said, so that imports leave the correction."""
    if stat.official is None:
        names = [name for figure in stat.FIGURES for name in (figure, f"{figure}_status")]
        names += [name for name in ("base_year", "projected_year") if hasattr(stat, name)]
        stat.official = {name: as_said(getattr(before, name)) for name in names}


def _field(record: models.Model, name: str) -> models.Field | None:
    try:
        return record._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _words(value: Any) -> str:
    return "(empty)" if value in (None, "") else str(value)
