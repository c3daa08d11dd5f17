"""Wages and outlook, as published: releases of data and the figures in them.

Figures belong to a SOC group, an area and a release, never to an occupation: one import serves every career of the group,
and going back to the release before is one switch.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from itertools import combinations
from operator import or_

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from careers.codes import FigureStatus
from careers.fields import PublicCharField, PublicTextField, WebAddressField, web_address_constraint
from careers.models.classification import Area, SocGroup

HOURS_A_MONTH = Decimal("173.3")
"""Full-time hours in an average month, the figure behind every monthly wage of the state career information systems."""


def monthly_wage(hourly: Decimal) -> int:
    """Dollars a month for an hourly wage, rounded half up: 21.22 gives 3677."""
    return int((hourly * HOURS_A_MONTH).quantize(Decimal(1), rounding=ROUND_HALF_UP))


class Dataset(models.TextChoices):
    """What a release holds."""

    WAGES = "wages", "Wages"
    OUTLOOK = "outlook", "Employment and outlook"
    OCCUPATIONS = "occupations", "Careers"
    CLASSIFICATION = "classification", "Codes and classifications"
    PROGRAMS = "programs", "Programs of study"
    CROSSWALK = "crosswalk", "Which programs lead to which careers"
    SCHOOLS = "schools", "Schools and what they offer"
    RESOURCES = "resources", "Resources"


class DataReleaseQuerySet(models.QuerySet):
    def current(self) -> "DataReleaseQuerySet":
        return self.filter(is_current=True)


class DataRelease(models.Model):
    """One edition of one source: "Washington ESD, wages, 2022".

    Of the releases of a source and dataset one is current; the older stay, so that going back is one switch.
    """

    source = PublicCharField(max_length=150, help_text="Who published it: U.S. Bureau of Labor Statistics.")
    dataset = models.CharField(max_length=16, choices=Dataset)
    title = PublicCharField(
        max_length=200, help_text="What the source calls it: Occupational Employment and Wage Statistics."
    )
    reference_period = PublicCharField(
        max_length=60, help_text="What time the figures speak of: May 2024, 2024 to 2034."
    )
    as_of = models.DateField(
        "figures as of", null=True, blank=True,
        help_text="The latest day the figures speak of. Of two sources for one place, the later one is shown.",
    )  # fmt: skip
    published = models.DateField(null=True, blank=True, help_text="The day the source published it, when known.")
    retrieved = models.DateField(null=True, blank=True, help_text="The day the file was fetched.")
    licence = PublicCharField(
        max_length=200, blank=True, help_text="Public domain, CC BY 4.0, with the credit line it asks for."
    )
    url = WebAddressField(blank=True, help_text="The page where the source offers the file.")
    hourly_top_code = models.DecimalField(
        max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)],
        help_text="The highest hourly wage the source prints, in dollars; higher ones are only marked. In the file's notes.",
    )  # fmt: skip
    annual_top_code = models.PositiveIntegerField(null=True, blank=True, help_text="The same by the year, in dollars.")
    remarks = PublicTextField(
        blank=True, help_text="Shown on the page about the data: what to know before relying on it."
    )
    is_current = models.BooleanField(default=True, help_text="Whether public pages show this release.")
    is_demo = models.BooleanField(default=False, help_text="Part of the sample content that came with the portal.")
    areas = models.ManyToManyField(
        Area, blank=True, related_name="releases", help_text="The areas it gives figures for."
    )

    objects = DataReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["dataset", "source", F("as_of").desc(nulls_last=True), "-published", "-pk"]
        constraints = [
            web_address_constraint("careers_datarelease_url_is_web"),
            models.UniqueConstraint(
                fields=["source", "dataset"], condition=Q(is_current=True), name="careers_datarelease_one_current",
                violation_error_message="Another release of this source and dataset is current. Switch that one off first.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.source}: {self.title}, {self.reference_period}"


def _figure_and_status(label: str, *, places: int = 0, negative: bool = False) -> tuple[models.Field, models.Field]:
    """A published figure and the reason why it may be missing, as two columns."""
    figure = models.DecimalField(
        f"{label}",
        max_digits=12,
        decimal_places=places,
        null=True,
        blank=True,
        validators=[] if negative else [MinValueValidator(0, "This figure cannot be negative.")],
    )
    status = models.CharField(f"{label}: why", max_length=14, choices=FigureStatus, default=FigureStatus.NOT_IN_SOURCE)
    return figure, status


def _reasoned(name: str, *figures: str) -> models.CheckConstraint:
    """A table constraint: each figure is there exactly when its status says published."""
    condition = Q()
    for figure in figures:
        condition &= Q(**{f"{figure}__isnull": False, f"{figure}_status": FigureStatus.PUBLISHED}) | (
            Q(**{f"{figure}__isnull": True}) & ~Q(**{f"{figure}_status": FigureStatus.PUBLISHED})
        )
    return models.CheckConstraint(
        condition=condition,
        name=name,
        violation_error_message="A figure is either given and “Published”, or empty with the reason why.",
    )


def _ordered(name: str, *figures: str) -> models.CheckConstraint:
    """A table constraint: no percentile is smaller than one before it; missing ones are passed over."""
    condition = Q()
    for lower, higher in combinations(figures, 2):
        condition &= (
            Q(**{f"{lower}__lte": F(higher)}) | Q(**{f"{lower}__isnull": True}) | Q(**{f"{higher}__isnull": True})
        )
    return models.CheckConstraint(
        condition=condition, name=name, violation_error_message="Percentiles must rise from the 10th to the 90th."
    )


class StatQuerySet(models.QuerySet):
    def current(self) -> "StatQuerySet":
        """Figures of the releases that public pages show."""
        return self.filter(release__is_current=True)

    def for_page(self, groups: Iterable[SocGroup], areas: Iterable[int], also: Q | None = None) -> "StatQuerySet":
        """The figures of these groups, and of those `also` names, in these areas, with all a table says of them.

        Where several sources speak of the same group and area, the one of the latest time comes first; where one source
        estimates openings in several ways, the one without a name of its own.
        """
        return (
            self.filter(Q(soc__in=groups) | (also or Q()), area__in=areas)
            .select_related("soc", "area", "release")
            .latest_first()
        )

    def latest_first(self) -> "StatQuerySet":
        return self.order_by(
            F("release__as_of").desc(nulls_last=True),
            F("release__published").desc(nulls_last=True),
            "-release_id",
            "pk",
        )

    def given(self) -> "StatQuerySet":
        """Rows with any figure that a page shows, be it only as above the top code: `is_given`, asked of the database."""
        given = (FigureStatus.PUBLISHED, FigureStatus.TOP_CODED)
        return self.filter(reduce(or_, (Q(**{f"{name}_status__in": given}) for name in self.model.SHOWN)))


class Stat(models.Model):
    """What wage and outlook rows share: whose figures they are, where, and from which release."""

    soc = models.ForeignKey(SocGroup, on_delete=models.PROTECT, verbose_name="SOC group")
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    release = models.ForeignKey(DataRelease, on_delete=models.CASCADE)
    official = models.JSONField(
        null=True, blank=True, editable=False, help_text="What the release says, once an editor changed a figure here."
    )

    FIGURES: tuple[str, ...] = ()
    SHOWN: tuple[str, ...] = ()
    """The figures a page shows. A row without any of them lets a larger group stand in."""

    objects = StatQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.soc.code}, {self.area}, {self.release.reference_period}"

    @property
    def is_given(self) -> bool:
        """Whether any figure that a page shows is published, be it only as above the top code."""
        return any(self.status_of(name) in (FigureStatus.PUBLISHED, FigureStatus.TOP_CODED) for name in self.SHOWN)

    @property
    def says_why(self) -> bool:
        """Whether it gives a figure that a page shows, or a reason of its own why there is none."""
        return any(self.status_of(name) is not FigureStatus.NOT_IN_SOURCE for name in self.SHOWN)

    def status_of(self, figure: str) -> FigureStatus:
        return FigureStatus(getattr(self, f"{figure}_status"))

    def clean(self) -> None:
        """Say at the field itself what the table constraints would refuse."""
        errors = {}
        for figure in self.FIGURES:
            given = getattr(self, figure) is not None
            published = (
                self.status_of(figure) is FigureStatus.PUBLISHED
                if getattr(self, f"{figure}_status") in FigureStatus.values
                else given
            )
            if given and not published:
                errors[figure] = (
                    "There is a figure here, but its reason says there is none. Choose “Published”, or empty it."
                )
            elif published and not given:
                errors[figure] = "There is no figure here. Enter it, or choose the reason why it is missing."
        errors |= self.disordered(errors)
        if errors:
            raise ValidationError(errors)

    def disordered(self, known: dict[str, str]) -> dict[str, str]:
        """Errors at percentiles that do not rise; `known` are fields already in error."""
        return {}


PERCENTILES = ("pct10", "pct25", "median", "pct75", "pct90")
"""The five figures of a wage row: so many in a hundred earn less."""

_PERCENTILE_NAMES = {
    "pct10": "10th percentile",
    "pct25": "25th percentile",
    "median": "median",
    "pct75": "75th percentile",
    "pct90": "90th percentile",
}


HOURLY_WAGES = tuple(f"hourly_{percentile}" for percentile in PERCENTILES)
ANNUAL_WAGES = tuple(f"annual_{percentile}" for percentile in PERCENTILES)
WAGE_FIGURES = (*HOURLY_WAGES, "hourly_mean", *ANNUAL_WAGES, "annual_mean", "employment")
OUTLOOK_FIGURES = ("base_employment", "projected_employment", "percent_change", "annual_openings")


def _distance(pair: tuple[str, str]) -> int:
    return PERCENTILES.index(pair[1]) - PERCENTILES.index(pair[0])


class WageStat(Stat):
    """What the workers of a SOC group earn in an area, in dollars, as one release publishes it.

    Hourly and annual figures are both kept as published, because neither can be had from the other: annual figures are
    rounded on their own, and some occupations have only one of the two. Example: 17-3029 in Washington, hourly
    21.22 27.39 36.79 44.63 48.71, annual 44,130 56,970 76,530 92,830 101,310.
    """

    hourly_pct10, hourly_pct10_status = _figure_and_status("hourly 10th percentile", places=2)
    hourly_pct25, hourly_pct25_status = _figure_and_status("hourly 25th percentile", places=2)
    hourly_median, hourly_median_status = _figure_and_status("hourly median", places=2)
    hourly_pct75, hourly_pct75_status = _figure_and_status("hourly 75th percentile", places=2)
    hourly_pct90, hourly_pct90_status = _figure_and_status("hourly 90th percentile", places=2)
    hourly_mean, hourly_mean_status = _figure_and_status("hourly average", places=2)
    annual_pct10, annual_pct10_status = _figure_and_status("annual 10th percentile")
    annual_pct25, annual_pct25_status = _figure_and_status("annual 25th percentile")
    annual_median, annual_median_status = _figure_and_status("annual median")
    annual_pct75, annual_pct75_status = _figure_and_status("annual 75th percentile")
    annual_pct90, annual_pct90_status = _figure_and_status("annual 90th percentile")
    annual_mean, annual_mean_status = _figure_and_status("annual average")
    employment, employment_status = _figure_and_status("employment")

    FIGURES = WAGE_FIGURES
    SHOWN = tuple(name for name in WAGE_FIGURES if name != "employment")

    class Meta:
        ordering = ["soc__code", "area__name"]
        verbose_name = "wage"
        constraints = [
            models.UniqueConstraint(
                fields=["soc", "area", "release"], name="careers_wagestat_unique",
                violation_error_message="This release already has a wage row for this group and area.",
            ),
            _ordered("careers_wagestat_hourly_ordered", *HOURLY_WAGES),
            _ordered("careers_wagestat_annual_ordered", *ANNUAL_WAGES),
            _reasoned("careers_wagestat_reasoned", *WAGE_FIGURES),
        ]  # fmt: skip

    def disordered(self, known: dict[str, str]) -> dict[str, str]:
        """The percentile that breaks the order is told: the one at odds with most others, of two the higher."""
        errors = {}
        for figures in (HOURLY_WAGES, ANNUAL_WAGES):
            given = {
                name: (figure, value)
                for name, figure in zip(PERCENTILES, figures, strict=True)
                if (value := getattr(self, figure)) is not None and figure not in known
            }
            while at_odds := [pair for pair in combinations(given, 2) if given[pair[0]][1] > given[pair[1]][1]]:
                count = Counter(name for pair in at_odds for name in pair)
                wrong = max(count, key=lambda name: (count[name], PERCENTILES.index(name)))
                lower, higher = min((pair for pair in at_odds if wrong in pair), key=_distance)
                other, than = (higher, "higher") if wrong == lower else (lower, "lower")
                figure, value = given.pop(wrong)
                errors[figure] = (
                    f"The {_PERCENTILE_NAMES[wrong]} ({value}) is {than} than the {_PERCENTILE_NAMES[other]} "
                    f"({given[other][1]}). Percentiles must rise."
                )
        return errors


class OutlookStat(Stat):
    """How many work in a SOC group in an area, and how that is expected to change over ten years.

    Employment is in persons, growth in percent over the whole period as published (made from unrounded numbers, so it
    is never worked out again here), openings in persons a year. The row of SOC 00-0000 is all occupations together.
    """

    base_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty when the source does not say.")
    projected_year = models.PositiveSmallIntegerField(null=True, blank=True)
    base_employment, base_employment_status = _figure_and_status("employment now")
    projected_employment, projected_employment_status = _figure_and_status("employment expected")
    percent_change, percent_change_status = _figure_and_status("growth, percent", places=1, negative=True)
    annual_openings, annual_openings_status = _figure_and_status("openings a year")
    openings_method = PublicCharField(
        max_length=60, blank=True, help_text="How the source estimates openings, where it publishes more than one way."
    )

    FIGURES = OUTLOOK_FIGURES
    SHOWN = ("base_employment", "percent_change", "annual_openings")

    class Meta:
        ordering = ["soc__code", "area__name"]
        verbose_name = "outlook"
        verbose_name_plural = "outlook"
        constraints = [
            models.UniqueConstraint(
                fields=["soc", "area", "release", "openings_method"], name="careers_outlookstat_unique",
                violation_error_message="This release already has an outlook row for this group and area.",
            ),
            models.CheckConstraint(
                condition=Q(base_year__lt=F("projected_year")) | Q(base_year=None) | Q(projected_year=None),
                name="careers_outlookstat_years_ordered",
                violation_error_message="The projected year must be after the base year.",
            ),
            _reasoned("careers_outlookstat_reasoned", *OUTLOOK_FIGURES),
        ]  # fmt: skip
