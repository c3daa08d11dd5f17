"""Careers side by side: a table of what they pay, ask for and promise, and pay as a picture.

The figures are those of lists (`overview`), so that a career says the same here as there. A comparison of two careers takes as
many queries as one of four.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from careers.cards import Card, cards, sources
from careers.codes import (
    EntryEducation,
    FigureStatus,
    HollandInterest,
    JobTraining,
    JobZone,
    Measure,
    PayPeriod,
    PriorExperience,
)
from careers.fields import items
from careers.figures import Figure, Source, wage_figure
from careers.formatting import REASONS, count, first_sentence, growth_in_words
from careers.models import DataRelease, Occupation, RelatedOccupation, WageStat
from careers.overview import Career, Outlook, Overview, Pay
from careers.pictures import PayBar, has_box, pay_bar, pay_scale
from careers.scale import Scale

PERIODS = {"hourly": PayPeriod.HOUR, "annual": PayPeriod.YEAR}
MOST_RELATED = 5


@dataclass(frozen=True)
class Cell:
    """What one career has to say in a row: lines, or links to other careers; a note; whether it is the most of all."""

    lines: list[str]
    note: str = ""
    is_missing: bool = False
    links: list[Career] = field(default_factory=list)
    mark: str = ""


@dataclass(frozen=True)
class Row:
    heading: str
    careers: list[Career]
    cells: list[Cell]
    is_prose: bool = False
    """Whether it is for reading rather than for a glance."""

    @property
    def by_career(self) -> list[tuple[Career, Cell]]:
        return list(zip(self.careers, self.cells, strict=True))

    @property
    def is_same(self) -> bool:
        """Whether all careers say the same, so that nobody needs to look for a difference."""
        first, *others = self.cells
        return not (first.is_missing or first.links) and all(cell.lines == first.lines for cell in others)


@dataclass(frozen=True)
class RowGroup:
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Picture:
    """Pay ranges on one scale. Careers without a figure for the period are named and left out."""

    period: str
    scale: Scale
    bars: list[PayBar]
    left_out: list[str]

    @property
    def has_lines(self) -> bool:
        return any(bar.line for bar in self.bars)

    @property
    def is_open(self) -> bool:
        return any(bar.is_open for bar in self.bars)


def related_to(careers: list[Career]) -> dict[int, list[int]]:
    """For each career the keys of those its page points to, in the page's order. One query."""
    related: dict[int, list[int]] = {career.pk: [] for career in careers}
    links = RelatedOccupation.objects.filter(occupation__in=related).values_list("occupation", "to_occupation")
    for career, other in links:
        related[career].append(other)
    return related


class Comparison:
    """Two to four careers side by side, as the page shows them."""

    def __init__(self, careers: list[Career], overview: Overview, related: dict[int, list[int]]):
        self.careers = careers
        self.overview = overview
        self.related = related
        self.keys = [career.pk for career in careers]
        self.cards: list[Card] = cards(careers, overview, PayPeriod.HOUR)

    @property
    def width(self) -> int:
        """How many columns the table has, the headings at its left included."""
        return len(self.careers) + 1

    # Where everything comes from ----------------------------------------------------------------------------------

    @cached_property
    def _records(self) -> dict[int, Occupation]:
        """One query. A career that was deleted within this second has a blank one: the catalogue still names it."""
        records = Occupation.objects.select_related("release", "details_release", "education_release")
        return defaultdict(Occupation, records.in_bulk(self.keys))

    @cached_property
    def _wages(self) -> dict[int, WageStat]:
        """Behind the middle pay of each career the whole row of its source. One query."""
        shown = {key: pay for key in self.keys if (pay := self.overview.pay.get(key))}
        stats = WageStat.objects.select_related("release").filter(
            release__in={pay.release_id for pay in shown.values()},
            area__in={pay.area_id for pay in shown.values()},
            soc__in={pay.soc_id for pay in shown.values()},
        )
        found = {(stat.release_id, stat.area_id, stat.soc_id): stat for stat in stats}
        behind = {key: (pay.release_id, pay.area_id, pay.soc_id) for key, pay in shown.items()}
        return {key: found[row] for key, row in behind.items() if row in found}

    @property
    def places(self) -> list[str]:
        """The places the figures are for, each once: with several, figures do not quite compare."""
        return list(dict.fromkeys(line.place for card in self.cards for line in (card.pay, card.outlook) if line.place))

    @property
    def sources(self) -> list[Source]:
        """The releases behind the figures shown."""
        return sources(self.cards)

    @property
    def credits(self) -> list[DataRelease]:
        """The releases behind what is said in words, each once."""
        records = [self._records[key] for key in self.keys]
        behind = [(one.release, one.details_release, one.education_release) for one in records]
        return list(dict.fromkeys(release for releases in behind for release in releases if release))

    @property
    def reasons(self) -> list[str]:
        """What the words in place of pay mean, for those that occur."""
        names = [f"{prefix}_{column}" for prefix in PERIODS for column in ("pct25", "median", "pct75")]
        found = {stat.status_of(name) for stat in self._wages.values() for name in names}
        return [text for status, text in REASONS.items() if status in found - {FigureStatus.NOT_IN_SOURCE}]

    # The table ----------------------------------------------------------------------------------------------------

    @cached_property
    def groups(self) -> list[RowGroup]:
        return [
            RowGroup(
                "The work",
                [self._row("What they do", self._work, is_prose=True), self._row("Interests", self._interests)],
            ),
            RowGroup("Pay", [self._pay_row(), self._row("Usual range (the middle half)", self._pay_range)]),
            RowGroup("Outlook", [self._growth_row(), self._openings_row()]),
            RowGroup(
                "Getting in",
                [
                    self._row("Usual education", self._education),
                    self._row("Experience before", self._experience),
                    self._row("Training on the job", self._training),
                    self._row("Preparation in all", self._zone),
                ],
            ),
            RowGroup("From here", [self._row("Related careers", self._relatives)]),
        ]

    def _row(self, heading: str, cell: Callable[[Career], Cell], *, is_prose: bool = False) -> Row:
        return Row(heading, self.careers, [cell(career) for career in self.careers], is_prose)

    def _work(self, career: Career) -> Cell:
        record = self._records[career.pk]
        phrases = items(record.at_a_glance)[:3]
        said = first_sentence(record.summary) or (f"They {'; '.join(phrases)}." if phrases else "")
        return _said(said, "Not described yet")

    def _interests(self, career: Career) -> Cell:
        return _said(", ".join(HollandInterest(letter).label for letter in career.holland_code), "Not rated")

    def _education(self, career: Career) -> Cell:
        return _said(_label(EntryEducation, career.entry_education), "Not rated")

    def _experience(self, career: Career) -> Cell:
        return _said(_label(PriorExperience, self._records[career.pk].prior_experience), "Not rated")

    def _training(self, career: Career) -> Cell:
        return _said(_label(JobTraining, self._records[career.pk].job_training), "Not rated")

    def _zone(self, career: Career) -> Cell:
        if not career.job_zone:
            return _said("", "Not rated")
        zone = JobZone(career.job_zone)
        return Cell([zone.label], f"O*NET job zone {zone.value} of 5. {zone.meaning}")

    def _relatives(self, career: Career) -> Cell:
        all_careers = {one.pk: one for one in self.overview.careers}
        links = [all_careers[key] for key in self.related[career.pk] if key in all_careers][:MOST_RELATED]
        return Cell([], links=links) if links else _said("", "None listed")

    # Figures ------------------------------------------------------------------------------------------------------

    def _pay_row(self) -> Row:
        name = f"{self._leading_period}_median"
        amounts = {key: ((stat.area_id, stat.release_id), getattr(stat, name)) for key, stat in self._wages.items()}
        return _marked(self._row("Middle pay (half earn less)", self._middle_pay), amounts, "Highest of these")

    def _middle_pay(self, career: Career) -> Cell:
        return self._pay(career, lambda stat, prefix, unit: _amount(wage_figure(stat, f"{prefix}_median"), unit))

    def _pay_range(self, career: Career) -> Cell:
        return self._pay(
            career,
            lambda stat, prefix, unit: _range(
                wage_figure(stat, f"{prefix}_pct25"), wage_figure(stat, f"{prefix}_pct75"), unit
            ),
        )

    def _pay(self, career: Career, write: Callable[[WageStat, str, str], str]) -> Cell:
        """A line by the hour and by the year, as published; where there is neither, why."""
        stat = self._wages.get(career.pk)
        if stat is None:
            return self._nothing(career, Measure.WAGES, "pay")
        lines = [line for prefix, period in PERIODS.items() if (line := write(stat, prefix, period.label))]
        note = self._behind(career, self.overview.pay[career.pk])
        if lines:
            return Cell(lines, note)
        return Cell([_why_missing(stat)], note, is_missing=True)

    def _growth_row(self) -> Row:
        amounts = {key: ((one.area_id, one.release_id), one.change) for key, one in self._outlooks.items()}
        return _marked(self._row("Growth", self._growth), amounts, "Fastest of these")

    def _openings_row(self) -> Row:
        # How openings are counted differs between methods: within one only may they be compared.
        amounts = {
            key: ((one.area_id, one.release_id, one.openings_method), one.openings)
            for key, one in self._outlooks.items()
        }
        return _marked(self._row("Job openings a year", self._openings), amounts, "Most of these")

    @property
    def _outlooks(self) -> dict[int, Outlook]:
        return {key: self.overview.outlook[key] for key in self.keys if key in self.overview.outlook}

    def _growth(self, career: Career) -> Cell:
        outlook = self.overview.outlook.get(career.pk)
        if outlook is None:
            return self._nothing(career, Measure.OUTLOOK, "an outlook")
        note = self._behind(career, outlook)
        if outlook.change is None:
            return Cell(["Growth not published"], note, is_missing=True)
        return Cell([growth_in_words(outlook.change, self.overview.growth_of_all(outlook))], note)

    def _openings(self, career: Career) -> Cell:
        outlook = self.overview.outlook.get(career.pk)
        if outlook is None:
            return self._nothing(career, Measure.OUTLOOK, "an outlook")
        note = self._behind(career, outlook)
        if outlook.openings is None:
            return Cell(["Openings not published"], note, is_missing=True)
        return Cell([f"About {count(outlook.openings)}"], note)

    def _behind(self, career: Career, figure: Pay | Outlook) -> str:
        """Where and when a figure is for, and whose it is when it is not the career's own."""
        area, place = self.overview.area, self.overview.place(figure)
        instead = f"Not published for {area.short_name}; " if area and area.pk != figure.area_id else ""
        group = self.overview.larger_group(career, figure)
        whose = f" Counted with the larger group {group}." if group else ""
        return f"{instead}{place}, {self.overview.releases[figure.release_id].reference_period}.{whose}"

    def _nothing(self, career: Career, measure: Measure, what: str) -> Cell:
        if self.overview.is_left_out(career, measure):
            return Cell(["Left out"], f"A source gives {what} only for a larger group.", is_missing=True)
        return Cell(["Not published"], f"No source gives {what} for this career here.", is_missing=True)

    # The picture --------------------------------------------------------------------------------------------------

    @cached_property
    def _leading_period(self) -> str:
        """The period in which most of the careers have pay; the hour before the year."""
        return max(PERIODS, key=lambda prefix: len(self._drawable(prefix)))

    @cached_property
    def picture(self) -> Picture | None:
        """None where fewer than two careers have what it takes."""
        prefix = self._leading_period
        drawable = self._drawable(prefix)
        if len(drawable) < 2:
            return None
        period = PERIODS[prefix]
        scale = pay_scale(drawable.values(), period)
        bars = [
            pay_bar(
                career.title,
                drawable[career.pk],
                period,
                scale,
                place=self.overview.place(self.overview.pay[career.pk]),
            )
            for career in self.careers
            if career.pk in drawable
        ]
        left_out = [career.title for career in self.careers if career.pk not in drawable]
        return Picture(period.label, scale, bars, left_out)

    def _drawable(self, prefix: str) -> dict[int, WageStat]:
        """The wages of the careers whose pay can be drawn."""
        return {key: stat for key, stat in self._wages.items() if has_box(stat, PERIODS[prefix])}


def _said(text: str, missing: str) -> Cell:
    return Cell([text]) if text else Cell([missing], is_missing=True)


def _label(choices, value: str) -> str:
    return choices(value).label if value else ""


def _amount(figure: Figure, unit: str) -> str:
    """`$24.45 an hour`; empty where there is none."""
    if figure.is_missing:
        return ""
    return f"{figure.text} {unit}" if figure.text.startswith("$") else figure.text.capitalize()


def _range(low: Figure, high: Figure, unit: str) -> str:
    """`$20.10 to $31.00 an hour`; empty where neither end is known."""
    if low.is_missing and high.is_missing:
        return ""
    if high.is_missing:
        return f"From {low.text} {unit}; upper end {high.text}"
    if low.is_missing:
        return f"Up to {high.text} {unit}; lower end {low.text}"
    return f"{low.text} to {high.text} {unit}"


def _why_missing(stat: WageStat) -> str:
    medians = (stat.status_of("hourly_median"), stat.status_of("annual_median"))
    return "Withheld" if FigureStatus.WITHHELD in medians else "Not published"


def _marked(row: Row, amounts: dict[int, tuple[Any, Decimal | None]], mark: str) -> Row:
    """The row with its largest figure marked, where all of them are known and of the same place and source.

    `amounts` has for each career what a figure must share with others to be compared, and the figure.
    """
    known = {key: amount for key, (_, amount) in amounts.items() if amount is not None}
    if len(known) < len(row.careers) or len({within for within, _ in amounts.values()}) > 1:
        return row
    most = max(known.values())
    if most <= 0 or list(known.values()).count(most) > 1:
        return row
    cells = [replace(cell, mark=mark) if known[career.pk] == most else cell for career, cell in row.by_career]
    return replace(row, cells=cells)
