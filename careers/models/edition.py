"""The edition: one number that rises with every change a public page could show."""

import time

from django.conf import settings
from django.db import models, transaction
from django.db.models import F


class EditionManager(models.Manager):
    _seen: tuple[int, float] | None = None
    """The number this process saw last, and when."""

    def seen(self) -> int:
        """The number as this process knows it: looked up once in `settings.EDITION_LOOKS_EVERY` seconds, and after its own saves."""
        now = time.monotonic()
        if self._seen is None or now - self._seen[1] >= settings.EDITION_LOOKS_EVERY:
            self._seen = self.number(), now
        return self._seen[0]

    def look_again(self) -> None:
        self._seen = None

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
        transaction.on_commit(self.look_again)


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
