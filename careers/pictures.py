"""A career's figures as pictures: where bars and marks lie, and the words that go with them.

Made of the same rows as the tables, which say in numbers what a picture shows. Places and widths are percent of a picture's
width, as the attributes of an SVG take them (`41.2`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from careers.codes import FigureStatus, HollandInterest, PayPeriod
from careers.figures import AreaRow, Table, outlook_figure, pay_amount, pay_figure
from careers.formatting import NOT_GIVEN, count, growth_in_words, percent, within
from careers.hexagon import Hexagon, hexagon
from careers.interests import INTEREST_COLUMNS
from careers.models import Occupation, OutlookStat, WageStat
from careers.scale import Scale, scale_to

QUARTILES = ("pct25", "median", "pct75")
"""What a bar of pay takes at the least."""

ENDS = ("pct10", "pct90")


@dataclass(frozen=True)
class LeftOut:
    """Areas that a picture leaves out for one reason."""

    names: str
    why: str


# Pay -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PayBar:
    """The pay of one area, or of one career beside others: a box from the 25th to the 75th percentile, a mark at the median, a line
    to the 10th and the 90th."""

    name: str
    middle_pay: str
    middle_half: str
    """`$20.10 to $31.00`"""
    start: str
    width: str
    middle: str
    line: tuple[str, str] | None
    """Its two ends; None where the source gives no 10th or no 90th percentile."""
    is_open: bool = False
    """Whether pay goes on above what the source prints."""
    is_chosen: bool = False
    place: str = ""
    """Where a career is paid so; empty where the name is that of the place."""


@dataclass(frozen=True)
class PayRanges:
    """The pay of all areas of a table on one scale, those that fold with it apart. Areas without a box are named with the reason."""

    period: PayPeriod
    scale: Scale | None
    """None where no area has a box."""
    leading: list[PayBar]
    folded: list[PayBar]
    left_out: list[LeftOut]
    folded_left_out: list[LeftOut]

    @property
    def has_lines(self) -> bool:
        return any(bar.line for bar in (*self.leading, *self.folded))

    @property
    def is_open(self) -> bool:
        return any(bar.is_open for bar in (*self.leading, *self.folded))


def leading_period(table: Table) -> PayPeriod:
    """The period a career's pay is shown by until another is chosen: the hour, unless its leading area has the year alone."""
    for row in table.leading():
        for period in (PayPeriod.HOUR, PayPeriod.YEAR):
            if not pay_figure(row.stat, "median", period).is_missing:
                return period
    return PayPeriod.HOUR


def pay_ranges(table: Table, period: PayPeriod) -> PayRanges:
    """The pay ranges of a wage table by the period."""
    drawn = [row for row in table.rows if row.stat and has_box(row.stat, period)]
    scale = pay_scale([row.stat for row in drawn], period) if drawn else None
    bars = [(row, pay_bar(row.name, row.stat, period, scale, is_chosen=row.is_chosen)) for row in drawn if scale]
    missing = [(row, _why_no_bar(row, period)) for row in table.rows if row not in drawn]
    return PayRanges(
        period,
        scale,
        leading=[bar for row, bar in bars if not row.is_indented],
        folded=[bar for row, bar in bars if row.is_indented],
        left_out=_left_out((row, why) for row, why in missing if not row.is_indented),
        folded_left_out=_left_out((row, why) for row, why in missing if row.is_indented),
    )


def has_box(stat: WageStat, period: PayPeriod) -> bool:
    """Whether a source gives what a bar of pay takes."""
    return None not in _amounts(stat, QUARTILES, period)


def pay_scale(stats: Iterable[WageStat], period: PayPeriod) -> Scale:
    """The scale that holds the pay of all of these, which are one at least."""
    amounts = (amount for stat in stats for amount in _amounts(stat, (*QUARTILES, *ENDS), period))
    return scale_to(max(amount for amount in amounts if amount is not None))


def _amounts(stat: WageStat, columns: Iterable[str], period: PayPeriod) -> list[Decimal | int | None]:
    return [pay_amount(stat, column, period) for column in columns]


def pay_bar(
    name: str, stat: WageStat, period: PayPeriod, scale: Scale, *, is_chosen: bool = False, place: str = ""
) -> PayBar:
    """The bar of a stat that has a box."""
    low, middle, high = _amounts(stat, QUARTILES, period)
    ends = _amounts(stat, ENDS, period)
    figures = {column: pay_figure(stat, column, period) for column in (*QUARTILES, *ENDS)}
    return PayBar(
        name,
        figures["median"].text,
        f"{figures['pct25'].text} to {figures['pct75'].text}",
        scale.place(low),
        scale.place(high - low),
        scale.place(middle),
        line=None if None in ends else (scale.place(ends[0]), scale.place(ends[1])),
        is_open=any(figure.status is FigureStatus.TOP_CODED for figure in figures.values()),
        is_chosen=is_chosen,
        place=place,
    )


def _why_no_bar(row: AreaRow, period: PayPeriod) -> str:
    """Why an area has no box: the most telling reason of the three figures it takes."""
    if not row.stat:
        return row.why_empty.lower()
    statuses = {pay_figure(row.stat, column, period).status for column in QUARTILES}
    # A source that prints no wage by this period at all, and one whose limit nobody recorded.
    words = {FigureStatus.NOT_IN_SOURCE: f"its source gives no range of pay {period.label}"}
    return next(
        (words.get(status, text) for status, text in NOT_GIVEN.items() if status in statuses),
        "above what the source prints",
    )


def _left_out(rows: Iterable[tuple[AreaRow, str]]) -> list[LeftOut]:
    """The areas by reason, in the order of the table."""
    names: dict[str, list[str]] = {}
    for row, why in rows:
        names.setdefault(why, []).append(row.name)
    return [LeftOut("; ".join(of_reason), why) for why, of_reason in names.items()]


# Outlook -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GrowthBar:
    """Growth as a bar from the line of no change; to its left where a career shrinks."""

    label: str
    growth: str
    start: str
    width: str
    is_own: bool


@dataclass(frozen=True)
class GrowthOfArea:
    """The growth of a career and of all careers in one area, in bars and in words."""

    name: str
    period: str
    words: str
    bars: list[GrowthBar]


@dataclass(frozen=True)
class Growth:
    """The growth in the areas that lead, on one scale. `zero` is the place of no change."""

    zero: str
    areas: list[GrowthOfArea]
    left_out: list[LeftOut]


@dataclass(frozen=True)
class JobsBar:
    """So many jobs in a year, beside the other year."""

    label: str
    jobs: str
    width: str


@dataclass(frozen=True)
class Jobs:
    """Jobs now and at the end of the forecast, and openings in between, in the first area that leads with any of them.

    A number, or a year, that the source does not give is an empty string; `bars` are there only when both ends are known.
    """

    place: str
    openings: str
    now: str
    now_year: str
    bars: list[JobsBar]


def growth(table: Table) -> Growth | None:
    """The growth of the areas that lead an outlook table; None where none of them has any."""
    rows = [row for row in table.rows if not row.is_indented]
    drawn = [row for row in rows if row.stat and row.stat.percent_change is not None]
    if not drawn:
        return None
    changes = [change for row in drawn for change in (row.stat.percent_change, row.growth_of_all) if change is not None]
    low, high = min(0, *changes), max(0, *changes)
    span = Decimal(high - low) or Decimal(1)
    areas = [
        GrowthOfArea(
            row.name,
            row.stat.release.reference_period,
            growth_in_words(row.stat.percent_change, row.growth_of_all),
            [
                _growth_bar(label, change, low, span, is_own=is_own)
                for label, change, is_own in (
                    ("This career", row.stat.percent_change, True),
                    ("All careers", row.growth_of_all, False),
                )
                if change is not None
            ],
        )
        for row in drawn
    ]
    left_out = _left_out((row, _why_no_growth(row)) for row in rows if row not in drawn)
    return Growth(_share(-low, span), areas, left_out)


def _growth_bar(label: str, change: Decimal, low: Decimal | int, span: Decimal, *, is_own: bool) -> GrowthBar:
    return GrowthBar(label, percent(change), _share(min(change, 0) - low, span), _share(abs(change), span), is_own)


def _share(part: Decimal | int, whole: Decimal | int) -> str:
    return f"{100 * part / whole:.1f}"


def _why_no_growth(row: AreaRow) -> str:
    return outlook_figure(row.stat, "percent_change").text if row.stat else row.why_empty.lower()


def jobs(table: Table) -> Jobs | None:
    """The jobs of the first area that leads with any number of them; None where none does."""
    for row in table.leading():
        figures = {name: outlook_figure(row.stat, name) for name in ("annual_openings", "base_employment")}
        given = {name: "" if figure.is_missing else figure.text for name, figure in figures.items()}
        if any(given.values()):
            return Jobs(
                within(row.name),
                given["annual_openings"],
                given["base_employment"],
                str(row.stat.base_year or ""),
                _jobs_bars(row.stat),
            )
    return None


def _jobs_bars(stat: OutlookStat) -> list[JobsBar]:
    now, then = stat.base_employment, stat.projected_employment
    if now is None or then is None or not max(now, then):
        return []
    years = [(f"{stat.base_year or 'Now'}", now), (f"{stat.projected_year or 'Expected'}", then)]
    return [JobsBar(label, count(number), _share(number, max(now, then))) for label, number in years]


# Interests -----------------------------------------------------------------------------------------------------------

LOWEST_SCORE, HIGHEST_SCORE = 1, 7
"""The ends of O*NET's scale of occupational interests."""


@dataclass(frozen=True)
class InterestScore:
    """How much a career has of one interest: `5.6`, and its share of the scale."""

    interest: HollandInterest
    score: str
    width: str
    is_named: bool
    """Whether its letter is part of the career's Holland code."""


@dataclass(frozen=True)
class InterestPicture:
    """The six scores of a career, as a hexagon and as bars, in the fixed order of the interests."""

    hexagon: Hexagon
    scores: list[InterestScore]


def interest_picture(occupation: Occupation) -> InterestPicture | None:
    """None of a career that is not scored for all six."""
    scores = {
        interest: getattr(occupation, column)
        for interest, column in zip(HollandInterest, INTEREST_COLUMNS, strict=True)
    }
    if None in scores.values():
        return None
    above = {interest: float(score) - LOWEST_SCORE for interest, score in scores.items()}
    most = HIGHEST_SCORE - LOWEST_SCORE
    return InterestPicture(
        hexagon(above, most),
        [
            InterestScore(
                interest, f"{score:.1f}", f"{100 * above[interest] / most:.1f}", interest in occupation.interests
            )
            for interest, score in scores.items()
        ],
    )
