"""What imports remember of a record, so that they never overwrite what an editor wrote."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models


def as_said(value: Any) -> Any:
    """A value as `official` keeps it: numbers with decimals as text without trailing zeros, records by their id."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, models.Model):
        return value.pk
    return value


class Imported(models.Model):
    """A record that an import may have made or filled.

    `official` holds, by field, what the source last said. A field that differs from it was changed by an editor: imports
    leave it alone, and the desk offers the official value beside it.
    """

    official = models.JSONField(default=dict, blank=True, editable=False)
    source_key = models.CharField(
        max_length=200, blank=True, editable=False,
        help_text="By what the source knows it: a task id, a code. Empty: written here.",
    )  # fmt: skip

    class Meta:
        abstract = True

    @property
    def differences(self) -> dict[str, Any]:
        """The fields that an editor wrote otherwise than the source, with what the source says."""
        return {
            name: said
            for name, said in self.official.items()
            if hasattr(self, name) and as_said(getattr(self, name)) != said
        }


OWNERS = {
    "AlternateTitle": "occupation",
    "Task": "occupation",
    "WorkRequirement": "occupation",
    "RelatedOccupation": "occupation",
    "ProgramLink": "occupation",
    "OccupationResource": "occupation",
    "ProgramOffering": "school",
}
"""By model the relation that says whose list a row stands in; others are records of their own."""


def owner_label(owner: models.Model) -> str:
    """How a removed row remembers whose it was, over deletions and imports."""
    return getattr(owner, "source_key", "") or f"#{owner.pk}"


class RemovedRow(models.Model):
    """A row from a source that an editor deleted. Imports leave it out until this mark is taken away."""

    kind = models.CharField("list", max_length=40, help_text="The list it stood in, such as Task.")
    owner = models.CharField(max_length=200, help_text="Whose list: an O*NET-SOC code, or the number of the record.")
    source_key = models.CharField(max_length=200)
    label = models.CharField(max_length=200, help_text="What it said.")
    removed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-removed_at", "-pk"]
        verbose_name = "row left out of imports"
        verbose_name_plural = "rows left out of imports"
        constraints = [
            models.UniqueConstraint(fields=["kind", "owner", "source_key"], name="careers_removedrow_unique"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label

    @classmethod
    def remember(cls, row: Imported) -> None:
        """Mark a row that an editor deletes, so that no import brings it back."""
        relation = OWNERS.get(type(row).__name__)
        owner = owner_label(getattr(row, relation)) if relation else ""
        values = {"label": str(row)[:200]}
        cls.objects.get_or_create(kind=type(row).__name__, owner=owner, source_key=row.source_key, defaults=values)

    @classmethod
    def forget(cls, model: type[Imported], owner: models.Model, source_keys: Iterable[str]) -> None:
        """Take the marks of rows away that came back on an editor's wish, so that the next import agrees."""
        cls.objects.filter(kind=model.__name__, owner=owner_label(owner), source_key__in=source_keys).delete()
