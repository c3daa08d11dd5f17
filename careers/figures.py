"""The wage and outlook tables of one career: whose figures it shows, where from, and what to say of those missing.

Whose figures they are is for `proxies` to say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from operator import attrgetter

from django.db.models import Q

from careers.codes import ALL_OCCUPATIONS, AreaKind, AreaLevel, FigureStatus, Measure, PayPeriod
from careers.formatting import NOT_GIVEN, REASONS, count, dollars, percent, wage_in_words
from careers.models import PERCENTILES, Area, DataRelease, Occupation, OutlookStat, SocGroup, WageStat, monthly_wage
from careers.proxies import PROXY_WORDINGS, chain, first, level_of
from careers.wording import Sentences

Stat = WageStat | OutlookStat

WAGE_COLUMNS = {
    "pct10": "1 in 10 earns less than",
    "pct25": "1 in 4 earns less than",
    "median": "Half earn less than (median)",
    "pct75": "3 in 4 earn less than",
    "pct90": "9 in 10 earn less than",
    "mean": "Average",
}
"""The wage columns in the reader's words: the 10th, 25th, 50th, 75th and 90th percentile, and the mean."""


PERIOD_LABELS = {PayPeriod.HOUR: "Hourly", PayPeriod.MONTH: "Monthly", PayPeriod.YEAR: "Yearly"}
"""The lines of an area in the wage table, in their order."""


@dataclass(frozen=True)
class Figure:
    """One cell: the words a reader sees, and why there is no number when there is none."""

    text: str
    status: FigureStatus = FigureStatus.PUBLISHED

    @property
    def is_missing(self) -> bool:
        return self.status not in (FigureStatus.PUBLISHED, FigureStatus.TOP_CODED)


@dataclass(frozen=True)
class Line:
    """A line of an area: its label (`Hourly`; empty in outlook tables) and a figure for each column."""

    label: str
    figures: list[Figure]

    @property
    def missing(self) -> str:
        """Of a line without a single figure: the words for the whole of it, by its most telling reason."""
        if not all(figure.is_missing for figure in self.figures):
            return ""
        statuses = {figure.status for figure in self.figures}
        text = next((text for status, text in NOT_GIVEN.items() if status in statuses), "")
        return text.capitalize() if text != NOT_GIVEN[FigureStatus.NOT_IN_SOURCE] else "Not part of this source"


@dataclass(frozen=True)
class AreaRow:
    """An area in a table. Without a stat nothing is published for it, and its one cell says so."""

    area: Area
    stat: Stat | None
    lines: list[Line]
    growth_of_all: Decimal | None = None
    """In outlook tables: the growth of all occupations in the area, in percent."""
    is_left_out: bool = False
    """Whether there are figures, but of a larger group that the editors do not let stand in."""
    is_chosen: bool = False
    """Whether it is the area the visitor asked for, which leads the table."""

    @property
    def name(self) -> str:
        return self.area.short_name

    @property
    def is_indented(self) -> bool:
        """Whether it stands below its state, and folds with its neighbors."""
        return self.is_within_state and not self.is_chosen

    @property
    def why_empty(self) -> str:
        """Of a row without a stat, why."""
        if self.is_left_out:
            return "Published only for a larger group, and left out here"
        return "Not published for this area"

    @property
    def is_within_state(self) -> bool:
        return _level(self.area) is AreaLevel.STATE and self.area.kind != AreaKind.STATE


@dataclass(frozen=True)
class Source:
    """A release behind some rows of a table, and the places those rows speak of."""

    release: DataRelease
    places: str
    openings_method: str = ""


@dataclass(frozen=True)
class Table:
    """A table of figures, ready to show, with everything that explains it."""

    title: str
    label_heading: str
    """Heading over the labels of the lines; empty where an area has one line and is its own label."""
    columns: list[str]
    rows: list[AreaRow]
    sentences: dict[AreaLevel, str]
    """What is said of the larger group whose figures are shown, for each level where one stands in."""
    chosen: Area | None = None
    """The area the visitor asked for."""

    @property
    def width(self) -> int:
        """How many columns the table has, the labels at its left included."""
        return len(self.columns) + 1

    @property
    def folded(self) -> list[AreaRow]:
        """The rows that fold: the areas of the state, except the one asked for."""
        return [row for row in self.rows if row.is_indented]

    @property
    def has_figures(self) -> bool:
        return any(row.stat for row in self.rows)

    @property
    def groups(self) -> list[SocGroup]:
        """The SOC groups whose figures are shown, each once."""
        return list({row.stat.soc_id: row.stat.soc for row in self.rows if row.stat}.values())

    @property
    def sources(self) -> list[Source]:
        """The releases shown, each once, with the places they speak of."""
        behind: dict[DataRelease, list[AreaRow]] = {}
        for row in self.rows:
            if row.stat:
                behind.setdefault(row.stat.release, []).append(row)
        return [
            Source(release, _places(rows), getattr(rows[0].stat, "openings_method", ""))
            for release, rows in behind.items()
        ]

    @property
    def reasons(self) -> list[str]:
        """What the words in place of figures mean, for those that occur."""
        found = {figure.status for row in self.rows for line in row.lines for figure in line.figures}
        if any(not row.stat and not row.is_left_out for row in self.rows):
            found.add(FigureStatus.NOT_PUBLISHED)
        return [reason for status, reason in REASONS.items() if status in found]

    @property
    def state_sentence(self) -> str:
        return self.sentences.get(AreaLevel.STATE, "")

    @property
    def nation_sentence(self) -> str:
        return self.sentences.get(AreaLevel.NATION, "")

    @property
    def is_left_out(self) -> bool:
        return any(row.is_left_out for row in self.rows)

    def leading(self) -> list[AreaRow]:
        """The rows that may sum the table up, the best first: the area asked for, the state, the nation, where they have figures."""
        return [row for row in self.rows if row.stat and not row.is_indented]

    def larger_group(self, row: AreaRow) -> SocGroup | None:
        """The larger group whose figures a row shows; none where they are the career's own."""
        return row.stat.soc if row.stat and _level(row.area) in self.sentences else None


def tables(occupation: Occupation, state: str, sentences: Sentences, chosen: Area | None = None) -> tuple[Table, Table]:
    """The wage and the outlook table of a career, for the nation, a state (`WA`) and its areas. Three queries.

    The area `chosen` leads both, whether it has figures or not.
    """
    covered = list(Area.objects.around(state).with_releases(Measure.WAGES, Measure.OUTLOOK))
    around = {area.pk for area in covered}
    groups = list(chain(occupation.soc, attrgetter("parent")))
    wages = WageStat.objects.current().for_page(groups, around)
    outlook = OutlookStat.objects.current().for_page(groups, around, Q(soc__code=ALL_OCCUPATIONS))
    of_all = {(stat.area_id, stat.release_id): stat for stat in outlook if stat.soc.code == ALL_OCCUPATIONS}
    of_group = [stat for stat in outlook if stat.soc.code != ALL_OCCUPATIONS]

    choose = partial(
        _choose, occupation=occupation, groups=groups, covered=covered, sentences=sentences, chosen_area=chosen
    )
    return (_wage_table(choose(list(wages), Measure.WAGES)), _outlook_table(choose(of_group, Measure.OUTLOOK), of_all))


def _level(area: Area) -> AreaLevel:
    return level_of(area.kind)


@dataclass(frozen=True)
class _Choice:
    """What the proxy rule shows: the stat of each area, in the order of the table, and the sentences that go with them."""

    stats: list[tuple[Area, Stat | None]]
    sentences: dict[AreaLevel, str]
    left_out: set[AreaLevel]
    chosen: Area | None

    def row(self, area: Area, stat: Stat | None, lines: list[Line], growth_of_all: Decimal | None = None) -> AreaRow:
        return AreaRow(area, stat, lines, growth_of_all, _level(area) in self.left_out, area == self.chosen)


def _choose(
    stats: list[Stat],
    measure: Measure,
    *,
    occupation: Occupation,
    groups: list[SocGroup],
    covered: list[Area],
    sentences: Sentences,
    chosen_area: Area | None,
) -> _Choice:
    """Pick the stat of each area by the proxy rule, and the sentence of each level that shows a larger group.

    Of several sources for one area the first that gives any figure wins: `stats` come newest first. Areas that a shown
    release covers without a figure for the group stay in the list, with None.
    """
    chosen: dict[int, Stat] = {}
    said: dict[AreaLevel, str] = {}
    left_out: set[AreaLevel] = set()
    for level in AreaLevel:
        here = [stat for stat in stats if _level(stat.area) is level]
        group = first(groups, {stat.soc_id for stat in here if stat.is_given})
        # Where no group has a figure, the reasons are shown that the smallest gives.
        group = group or first(groups, {stat.soc_id for stat in here if stat.says_why})
        if group is None:
            continue
        if group != occupation.soc or occupation.is_part_of_soc:
            sentence = sentences.say(PROXY_WORDINGS[measure, level], group=group.title, code=group.code)
            if sentence is None:
                left_out.add(level)
                continue
            said[level] = sentence
        for stat in sorted(here, key=lambda stat: not stat.is_given):
            if stat.soc_id == group.pk:
                chosen.setdefault(stat.area_id, stat)

    releases = {stat.release_id for stat in chosen.values()}
    areas = {
        area.pk: area
        for area in covered
        if area.release_id in releases or area.pk in chosen or _is_top(area) or area == chosen_area
    }
    in_order = sorted(areas.values(), key=lambda area: (area != chosen_area, *_table_order(area)))
    return _Choice([(area, chosen.get(area.pk)) for area in in_order], said, left_out, chosen_area)


def _is_top(area: Area) -> bool:
    return area.kind in (AreaKind.NATION, AreaKind.STATE)


def _table_order(area: Area) -> tuple[int, str]:
    """The state, its areas by name, the nation."""
    return ({AreaKind.STATE: 0, AreaKind.NATION: 2}.get(area.kind, 1), area.name)


def _places(rows: list[AreaRow]) -> str:
    """`Washington and its areas`, `United States`"""
    tops = [row.name for row in rows if not row.is_within_state]
    if any(row.is_within_state for row in rows):
        return " and ".join([*tops, "its areas" if tops else "areas of the state"])
    return ", ".join(tops)


# Wages ---------------------------------------------------------------------------------------------------------------


def _wage_table(choice: _Choice) -> Table:
    columns = _wage_columns(choice.stats)
    rows = [choice.row(area, stat, wage_lines(stat, columns) if stat else []) for area, stat in choice.stats]
    headings = [WAGE_COLUMNS[column] for column in columns]
    return Table("Wages", "Area and pay period", headings, rows, choice.sentences, choice.chosen)


def _wage_columns(rows: list[tuple[Area, WageStat | None]]) -> list[str]:
    """The percentiles, and the mean, that any source shown publishes; a column without a figure anywhere is left out."""
    stats = [stat for _, stat in rows if stat]
    return [
        name
        for name in (*PERCENTILES, "mean")
        if any(
            stat.status_of(f"{period}_{name}") is not FigureStatus.NOT_IN_SOURCE
            for stat in stats
            for period in ("hourly", "annual")
        )
    ]


def wage_lines(stat: WageStat, columns: list[str]) -> list[Line]:
    """The hourly, monthly and yearly line of an area. Monthly is worked out from hourly; nothing else is worked out."""
    return [
        Line(label, [pay_figure(stat, column, period) for column in columns]) for period, label in PERIOD_LABELS.items()
    ]


def pay_figure(stat: WageStat, column: str, period: str) -> Figure:
    """A wage by the period (`PayPeriod`), of a column such as `median`, as a reader sees it."""
    if period == PayPeriod.MONTH:
        return _monthly(stat, f"hourly_{column}")
    return wage_figure(stat, f"{'annual' if period == PayPeriod.YEAR else 'hourly'}_{column}")


def pay_amount(stat: WageStat, column: str, period: str) -> Decimal | int | None:
    """The same in dollars, for pictures; one above what the source prints counts as the highest it prints. None where there is none."""
    prefix = "annual" if period == PayPeriod.YEAR else "hourly"
    amount = getattr(stat, f"{prefix}_{column}")
    if stat.status_of(f"{prefix}_{column}") is FigureStatus.TOP_CODED:
        amount = getattr(stat.release, f"{prefix}_top_code")
    return monthly_wage(amount) if amount is not None and period == PayPeriod.MONTH else amount


def wage_figure(stat: WageStat, name: str) -> Figure:
    """A wage, `hourly_median` or `annual_pct90`, as a reader sees it."""
    hourly = name.startswith("hourly_")
    top = stat.release.hourly_top_code if hourly else stat.release.annual_top_code
    return _money(stat, name, top, partial(dollars, cents=hourly))


def _monthly(stat: WageStat, name: str) -> Figure:
    return _money(stat, name, stat.release.hourly_top_code, lambda hourly: dollars(monthly_wage(hourly)))


def _money(stat: WageStat, name: str, top: Decimal | None, write: Callable[..., str]) -> Figure:
    """A wage as a reader sees it; `top` is the release's top code, which stands in for a top-coded one."""
    status = stat.status_of(name)
    return Figure(wage_in_words(getattr(stat, name), status, top, write), status)


# Outlook -------------------------------------------------------------------------------------------------------------


def _outlook_table(choice: _Choice, of_all: dict[tuple[int, int], OutlookStat]) -> Table:
    """`of_all` are the rows of all occupations together, by area and release."""
    rows = [
        _outlook_row(choice, area, stat, of_all.get((area.pk, stat.release_id))) if stat else choice.row(area, None, [])
        for area, stat in choice.stats
    ]
    growth = _growth_heading([stat for _, stat in choice.stats if stat])
    columns = ["Current employment", f"{growth}: this career", f"{growth}: all careers here", "Job openings a year"]
    return Table("Employment and outlook", "", columns, rows, choice.sentences, choice.chosen)


def _growth_heading(stats: list[OutlookStat]) -> str:
    """`Growth over ten years`, unless a source says that it looks a different number of years ahead."""
    spans = {stat.projected_year - stat.base_year for stat in stats if stat.base_year and stat.projected_year}
    if not spans or spans == {10}:
        return "Growth over ten years"
    return f"Growth over {spans.pop()} years" if len(spans) == 1 else "Growth over the source's period"


def _outlook_row(choice: _Choice, area: Area, stat: OutlookStat, of_all: OutlookStat | None) -> AreaRow:
    """An area's figures, with the growth of all occupations there beside the group's own."""
    figures = [
        outlook_figure(stat, "base_employment"),
        outlook_figure(stat, "percent_change"),
        outlook_figure(of_all, "percent_change"),
        outlook_figure(stat, "annual_openings"),
    ]
    return choice.row(area, stat, [Line("", figures)], of_all.percent_change if of_all else None)


def outlook_figure(stat: OutlookStat | None, name: str) -> Figure:
    """An outlook figure as a reader sees it; without a stat, not published."""
    status = stat.status_of(name) if stat else FigureStatus.NOT_PUBLISHED
    if status is FigureStatus.PUBLISHED:
        return Figure(percent(stat.percent_change) if name == "percent_change" else count(getattr(stat, name)))
    return Figure(NOT_GIVEN[status], status)
