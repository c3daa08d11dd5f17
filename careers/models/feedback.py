"""Whether pages were useful to those who read them. No public query touches this table."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q, Sum, Window
from django.db.models.functions import NullIf, RowNumber


class PageFeedbackQuerySet(models.QuerySet):
    def add(self, path: str, day: date, *, is_useful: bool) -> None:
        """Count an answer. Any number of processes may do so at once; the first answer for a page and a day makes its row, and
        takes leave of rows that are too old."""
        of_day = self.filter(path=path, day=day)
        one_more = {"yes": F("yes") + 1} if is_useful else {"no": F("no") + 1}
        if of_day.update(**one_more):
            return
        self.bulk_create([PageFeedback(path=path, day=day)], ignore_conflicts=True)
        of_day.update(**one_more)
        self.filter(day__lt=day - PageFeedback.KEPT).delete()

    def by_page(self, since: date) -> models.QuerySet:
        """A row for each page with answers since a day, with their sums: `said_yes`, `said_no`, and `said_no_share` of 0 to 100."""
        of_page = {"partition_by": [F("path")]}
        return (
            self.filter(day__gte=since)
            .annotate(
                said_yes=Window(Sum("yes"), **of_page),
                said_no=Window(Sum("no"), **of_page),
                said_no_share=F("said_no") * 100.0 / NullIf(F("said_yes") + F("said_no"), 0),
                newest_first=Window(RowNumber(), order_by="-day", **of_page),
            )
            .filter(newest_first=1)
        )


class PageFeedback(models.Model):
    """How many said on a day that a page was useful, and how many that it was not. Nothing about who, from where, or when each time."""

    KEPT = timedelta(days=2 * 365)

    # An address of ours: the longest are those of careers and schools.
    path = models.CharField("page", max_length=255)
    day = models.DateField()
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)

    objects = PageFeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "path"]
        verbose_name = verbose_name_plural = "page feedback"
        constraints = [
            # The day first: sums and leave-taking go by it.
            models.UniqueConstraint(fields=["day", "path"], name="careers_pagefeedback_one_a_day"),
            models.CheckConstraint(
                condition=Q(path__startswith="/"),
                name="careers_pagefeedback_path",
                violation_error_message="A page is named by its address on this site: /careers/welders/.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path}, {self.day}"
