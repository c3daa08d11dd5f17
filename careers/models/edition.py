"""The edition: one number that rises with every change a public page could show."""

from django.db import models
from django.db.models import F


class EditionManager(models.Manager):
    def number(self) -> int:
        """The number of the edition; 0 before anything was ever saved."""
        return self.filter(pk=Edition.ONLY).values_list("number", flat=True).first() or 0

    def lock(self) -> int:
        """The number, and nobody else changes it before this transaction ends."""
        self.get_or_create(pk=Edition.ONLY, defaults={"number": 0})
        return self.select_for_update().values_list("number", flat=True).get(pk=Edition.ONLY)

    def bump(self) -> None:
        """Raise the number, in the transaction of the change itself: the two are seen together or not at all."""
        if not self.filter(pk=Edition.ONLY).update(number=F("number") + 1):
            self.get_or_create(pk=Edition.ONLY)


class Edition(models.Model):
    """The one row behind every cache, ETag and search index: what was made from an older number is stale."""

    ONLY = 1

    number = models.PositiveBigIntegerField(default=1)

    objects = EditionManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="careers_edition_one_row",
                violation_error_message="There is one edition.",
            )
        ]

    def __str__(self) -> str:
        return f"Edition {self.number}"
