"""The leading figures of all careers at once, for lists: middle pay, growth and openings in one area.

The same figures that lead a career's own page (`facts`), by the same rule (`proxies`), but of a thousand careers in a few
queries. Where an area has none, those of its state stand in, then those of the nation.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from careers.codes import (
    ALL_OCCUPATIONS,
    AreaKind,
    AreaLevel,
    FigureStatus,
    Measure,
    OutlookWord,
    PayPeriod,
    SocLevel,
    is_part_of,
)
from careers.models import (
    Area,
    CareerPathway,
    DataRelease,
    OccupationWording,
    OutlookStat,
    SocGroup,
    StatQuerySet,
    WageStat,
    monthly_wage,
)
from careers.proxies import PROXY_WORDINGS, chain, first, level_of

FULL_TIME_HOURS = 2080
"""The hours of a full-time year, by the wage survey's own convention."""


class Career(NamedTuple):
    """What a list needs to know of a career before it knows which it shows."""

    pk: int
    title: str
    slug: str
    onet_soc_code: str
    soc_id: int
    soc_title: str
    entry_education: str
    job_zone: int | None
    holland_code: str
    look: str | None
    """Of its first cluster (`ClusterLook`)."""


CAREER_COLUMNS = (
    "pk", "title", "slug", "onet_soc_code", "soc", "soc__title", "entry_education", "job_zone", "holland_code",
    Subquery(
        CareerPathway.objects.filter(occupations=OuterRef("pk")).order_by("cluster__position", "position", "name")
        .values("cluster__look")[:1]
    ),
)  # fmt: skip


class Group(NamedTuple):
    """A SOC group, as far as the proxy rule asks."""

    pk: int
    level: str
    parent_id: int | None
    title: str


_GIVEN = (FigureStatus.PUBLISHED, FigureStatus.TOP_CODED)


class Pay(NamedTuple):
    """The middle pay of a group in an area, in dollars: a figure is None where its status says why."""

    area_id: int
    soc_id: int
    release_id: int
    hourly: Decimal | None
    hourly_status: str
    annual: Decimal | None
    annual_status: str

    @classmethod
    def read(cls, row: tuple) -> "Pay":
        """A row of `PAY_COLUMNS`."""
        *behind, hourly, hourly_status, annual, annual_status = row
        return cls(*behind, hourly and Decimal(hourly), hourly_status, annual and Decimal(annual), annual_status)

    @property
    def is_given(self) -> bool:
        return self.hourly_status in _GIVEN or self.annual_status in _GIVEN


class Outlook(NamedTuple):
    """What is expected of a group in an area: growth in percent over the whole period, openings in jobs a year."""

    area_id: int
    soc_id: int
    release_id: int
    change: Decimal | None
    openings: Decimal | None
    openings_method: str

    @classmethod
    def read(cls, row: tuple) -> "Outlook":
        """A row of `OUTLOOK_COLUMNS`."""
        *behind, change, openings, method = row
        return cls(*behind, change and Decimal(change), openings and Decimal(openings), method)

    @property
    def is_given(self) -> bool:
        return self.change is not None


def _text(figure: str) -> Cast:
    """A figure as text: of thousands of rows a few hundred are shown, and only theirs are worth making numbers of."""
    return Cast(figure, TextField())


PAY_COLUMNS = (
    "area",
    "soc",
    "release",
    _text("hourly_median"),
    "hourly_median_status",
    _text("annual_median"),
    "annual_median_status",
)
OUTLOOK_COLUMNS = ("area", "soc", "release", _text("percent_change"), _text("annual_openings"), "openings_method")


class Overview:
    """The figures of all `careers` in one of the `areas` this portal speaks of; `area` is None before any is known.

    Each of its parts is looked up when first asked for, and kept with it.
    """

    def __init__(self, careers: list[Career], areas: list[Area], area: Area | None):
        self.careers = careers
        self.areas = areas
        self.area = area
        self._amounts: dict[str, dict[int, Decimal | int]] = {}
        self._left_out: dict[Measure, set[int]] = {}

    @cached_property
    def places(self) -> list[Area]:
        """The area, and those that stand in for it where it has no figure: the state, then the nation."""
        if self.area is None:
            return []
        tops = [area for kind in (AreaKind.STATE, AreaKind.NATION) for area in self.areas if area.kind == kind]
        return list(dict.fromkeys([self.area, *tops]))

    @cached_property
    def groups(self) -> dict[int, Group]:
        """All SOC groups by their key. One query."""
        rows = SocGroup.objects.order_by().values_list(*Group._fields)
        return {row[0]: Group._make(row) for row in rows}

    @cached_property
    def releases(self) -> dict[int, DataRelease]:
        """The releases behind these figures, by their key. One query."""
        return DataRelease.objects.in_bulk(
            {figure.release_id for figure in (*self.pay.values(), *self.outlook.values())}
        )

    @cached_property
    def pay(self) -> dict[int, Pay]:
        """The middle pay of each career that any pay is published for, by the career's key. Two queries."""
        return self._leading(Measure.WAGES, Pay, WageStat.objects.current().given(), *PAY_COLUMNS)

    @cached_property
    def outlook(self) -> dict[int, Outlook]:
        """The outlook of each career that any is published for, by the career's key. Two queries."""
        given = OutlookStat.objects.current().given()
        return self._leading(Measure.OUTLOOK, Outlook, given, *OUTLOOK_COLUMNS)

    @cached_property
    def words(self) -> dict[int, OutlookWord]:
        """For each career, its expected growth beside that of all careers, in a word."""
        return {career.pk: self._word(self.outlook.get(career.pk)) for career in self.careers}

    def _word(self, outlook: Outlook | None) -> OutlookWord:
        return OutlookWord.of(outlook and outlook.change, outlook and self.growth_of_all(outlook))

    def growth_of_all(self, outlook: Outlook) -> Decimal | None:
        """The growth of all occupations together, in percent, in the same area by the same source."""
        return self._of_all.get((outlook.area_id, outlook.release_id))

    def amounts(self, period: str) -> dict[int, Decimal | int]:
        """Middle pay as numbers to sort and compare by, in dollars by the period; of careers without any there is none.

        As published, where it is published for the period; else worked out by the hours of a full-time year, which no page
        shows. A top-coded wage counts as the highest the source prints.
        """
        if period not in self._amounts:
            amounts = ((career, self._amount(pay, period)) for career, pay in self.pay.items())
            self._amounts[period] = {career: amount for career, amount in amounts if amount is not None}
        return self._amounts[period]

    def _amount(self, pay: Pay, period: str) -> Decimal | int | None:
        release = self.releases[pay.release_id]
        hourly, annual = pay.hourly, pay.annual
        if pay.hourly_status == FigureStatus.TOP_CODED:
            hourly = release.hourly_top_code
        if pay.annual_status == FigureStatus.TOP_CODED:
            annual = release.annual_top_code
        return _in_period(period, hourly, annual)

    def place(self, figure: Pay | Outlook) -> str:
        """The name of the place a figure is for."""
        return next(area.short_name for area in self.places if area.pk == figure.area_id)

    def larger_group(self, career: Career, figure: Pay | Outlook) -> str:
        """The title of the group a figure is for, where that is larger than the career itself."""
        return self.groups[figure.soc_id].title if self._is_larger(career, figure.soc_id) else ""

    def is_left_out(self, career: Career, measure: Measure) -> bool:
        """Whether there are figures, but of a larger group that the editors do not let stand in."""
        # Looking them up tells which.
        figures = self.pay if measure is Measure.WAGES else self.outlook
        return career.pk not in figures and career.pk in self._left_out[measure]

    @staticmethod
    def _is_larger(career: Career, soc: int) -> bool:
        return soc != career.soc_id or is_part_of(career.soc_title, career.title, career.onet_soc_code)

    @cached_property
    def _of_all(self) -> dict[tuple[int, int], Decimal]:
        """The growth of all occupations by area and release. One query."""
        rows = OutlookStat.objects.current().filter(soc__code=ALL_OCCUPATIONS, area__in=self.places).latest_first()
        return {
            (area, release): change for area, release, change in rows.values_list("area", "release", "percent_change")
        }

    @cached_property
    def _switched_off(self) -> dict[int, set[str]]:
        """For each career with a stand-in switched off, the sentences that are: their figures go with them. One query."""
        switched_off: dict[int, set[str]] = defaultdict(set)
        wordings = OccupationWording.objects.filter(is_off=True, key__in=PROXY_WORDINGS.values())
        for career, key in wordings.values_list("occupation", "key"):
            switched_off[career].add(key)
        return switched_off

    def _leading(self, measure: Measure, row: type[Pay | Outlook], given: StatQuerySet, *columns) -> dict:
        """The proxy rule: worked out once for each SOC group, and again for each career with a stand-in switched off."""
        figures: dict[tuple[int, int], tuple] = {}
        for values in given.filter(area__in=self.places).latest_first().values_list(*columns):
            figures.setdefault(values[:2], values)
        socs = {career.soc_id for career in self.careers}
        shown = self._groups_shown(socs, given, figures)
        places = [(area.pk, shown[self._levels[area.pk]]) for area in self.places]
        of_group = {
            soc: _nearest(row, figures, [(area, groups[soc]) for area, groups in places if soc in groups])
            for soc in socs
        }
        of_career = {career.pk: of_group[career.soc_id] for career in self.careers}
        for career in self.careers:
            if career.pk not in self._switched_off:
                continue
            off = self._switched_off[career.pk]
            shown_here = ((area, groups[career.soc_id]) for area, groups in places if career.soc_id in groups)
            let_in = [
                (area, soc)
                for area, soc in shown_here
                if PROXY_WORDINGS[measure, self._levels[area]] not in off or not self._is_larger(career, soc)
            ]
            of_career[career.pk] = _nearest(row, figures, let_in)
        self._left_out[measure] = {
            career.pk for career in self.careers if of_group[career.soc_id] and not of_career[career.pk]
        }
        return {career: figure for career, figure in of_career.items() if figure}

    @cached_property
    def _levels(self) -> dict[int, AreaLevel]:
        return {area.pk: level_of(area.kind) for area in self.areas}

    def _groups_shown(
        self, socs: set[int], given: StatQuerySet, figures: Iterable[tuple[int, int]]
    ) -> dict[AreaLevel, dict[int, int]]:
        """At each level, for the SOC group of a career the group whose figures are shown, where any is. One query at most.

        A group counts that has a figure in any area of the level; `figures` are the areas and groups of those in the places.
        """
        spoken_of: dict[AreaLevel, set[int]] = {level: set() for level in AreaLevel}
        for area, soc in figures:
            spoken_of[self._levels[area]].add(soc)
        of_state = spoken_of[AreaLevel.STATE]
        of_state.update(self._groups_elsewhere(given, socs - of_state, len(socs)))
        of_state -= {group.pk for group in self.groups.values() if group.level == SocLevel.TOTAL}
        return {
            level: {soc: shown for soc in socs if (shown := self._shown(soc, known))} if known else {}
            for level, known in spoken_of.items()
        }

    def _groups_elsewhere(self, given: StatQuerySet, socs: set[int], out_of: int) -> QuerySet:
        """The groups with a figure in the state's other areas, of those that careers of these SOC groups may show."""
        elsewhere = given.filter(area__in=[area for area, level in self._levels.items() if level is AreaLevel.STATE])
        # Asking for the few that make a difference is quicker than asking for all; for most of them it is not.
        if len(socs) < out_of / 2:
            candidates = {group.pk for soc in socs for group in chain(self.groups[soc], self._larger)}
            elsewhere = elsewhere.filter(soc__in=candidates)
        return elsewhere.order_by().values_list("soc", flat=True).distinct()

    def _shown(self, soc: int, spoken_of: set[int]) -> int | None:
        """The group whose figures a career of this SOC group shows; most show their own, and no chain is climbed."""
        if soc in spoken_of:
            return soc
        group = first(chain(self.groups[soc], self._larger), spoken_of)
        return group and group.pk

    def _larger(self, group: Group) -> Group | None:
        return self.groups.get(group.parent_id)


def _nearest(
    row: type[Pay | Outlook], figures: dict[tuple[int, int], tuple], shown: Iterable[tuple[int, int]]
) -> Pay | Outlook | None:
    """The figure of the first place that gives what leads; failing that, of the first that gives anything."""
    found = None
    for key in shown:
        if key in figures:
            figure = row.read(figures[key])
            if figure.is_given:
                return figure
            found = found or figure
    return found


def _in_period(period: str, hourly: Decimal | None, annual: Decimal | int | None) -> Decimal | int | None:
    """Dollars by the period, as published or else by full-time hours."""
    if period == PayPeriod.YEAR:
        return annual if annual is not None or hourly is None else hourly * FULL_TIME_HOURS
    if hourly is None:
        return annual and annual / (12 if period == PayPeriod.MONTH else FULL_TIME_HOURS)
    return monthly_wage(hourly) if period == PayPeriod.MONTH else hourly
