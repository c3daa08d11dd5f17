"""Careers as a list shows them: what they pay, how people get in and what is ahead, each in a line."""

from collections.abc import Iterable
from dataclasses import dataclass

from careers.codes import EntryEducation, FigureStatus, JobZone, OutlookWord, PayPeriod
from careers.figures import Source
from careers.formatting import count, dollars, growth_in_words, wage_in_words
from careers.models import DataRelease, monthly_wage
from careers.overview import Career, Outlook, Overview, Pay


@dataclass(frozen=True)
class FigureLine:
    """A figure in words; the place it holds for, the larger group it is of, when it is not the career's own, and its source."""

    text: str
    place: str = ""
    group: str = ""
    release: DataRelease | None = None
    openings_method: str = ""


@dataclass(frozen=True)
class Card:
    """A career in a list, every part of it in words."""

    title: str
    slug: str
    way_in: str
    pay: FigureLine
    outlook: FigureLine
    look: str | None = None
    """The icon and colour of its cluster (`ClusterLook`)."""
    fit: str = ""
    """How well it goes with somebody's interests, in a list that knows them."""

    @property
    def stand_ins(self) -> list[str]:
        """A sentence for each larger group whose figures are shown, or one for both when they are of the same."""
        pay, outlook = self.pay.group, self.outlook.group
        if pay == outlook:
            return [f"Counted with the larger group {pay}."] if pay else []
        of = {"Pay": pay, "Outlook": outlook}
        return [f"{what}: counted with the larger group {group}." for what, group in of.items() if group]


def cards(careers: list[Career], overview: Overview, period: str) -> list[Card]:
    """`period` is the one pay is shown by where it is published (`PayPeriod`)."""
    return [
        Card(
            career.title, career.slug, _way_in(career), _pay_line(career, overview.pay.get(career.pk), overview, period),
            _outlook_line(career, overview), career.look,
        )
        for career in careers
    ]  # fmt: skip


def sources(shown: Iterable[Card]) -> list[Source]:
    """The releases behind the figures of these careers, each once, with the places they speak of here."""
    places: dict[tuple[DataRelease, str], dict[str, None]] = {}
    for line in [card.pay for card in shown] + [card.outlook for card in shown]:
        if line.release:
            places.setdefault((line.release, line.openings_method), {})[line.place] = None
    return [Source(release, ", ".join(names), method) for (release, method), names in places.items()]


def _way_in(career: Career) -> str:
    if career.entry_education:
        return EntryEducation(career.entry_education).label
    return JobZone(career.job_zone).label if career.job_zone else "Usual way in not rated"


def _pay_line(career: Career, pay: Pay | None, overview: Overview, period: str) -> FigureLine:
    if pay is None:
        return FigureLine("Pay not published")
    text = _pay(pay, overview, period)
    if not text:
        reasons = (pay.hourly_status, pay.annual_status)
        return FigureLine("Pay withheld" if FigureStatus.WITHHELD in reasons else "Pay not published")
    return _with_origin(text, career, pay, overview)


def _with_origin(
    text: str, career: Career, figure: Pay | Outlook, overview: Overview, openings_method: str = ""
) -> FigureLine:
    release = overview.releases[figure.release_id]
    return FigureLine(text, overview.place(figure), overview.larger_group(career, figure), release, openings_method)


def _pay(pay: Pay, overview: Overview, period: str) -> str:
    """`$24.45 an hour` by the period asked for, or by another where only that is published; empty where none is."""
    release = overview.releases[pay.release_id]
    by_hour = (pay.hourly, pay.hourly_status, release.hourly_top_code)
    by_year = (pay.annual, pay.annual_status, release.annual_top_code)
    published = {
        PayPeriod.HOUR: (*by_hour, lambda wage: dollars(wage, cents=True)),
        PayPeriod.MONTH: (*by_hour, lambda wage: dollars(monthly_wage(wage))),
        PayPeriod.YEAR: (*by_year, dollars),
    }
    for unit in dict.fromkeys((PayPeriod(period), PayPeriod.HOUR, PayPeriod.YEAR)):
        amount, status, top, write = published[unit]
        if status in (FigureStatus.PUBLISHED, FigureStatus.TOP_CODED):
            return f"{wage_in_words(amount, status, top, write)} {unit.label}"
    return ""


def _outlook_line(career: Career, overview: Overview) -> FigureLine:
    outlook = overview.outlook.get(career.pk)
    if outlook is None:
        return FigureLine("Outlook not published")
    return _with_origin(_outlook(outlook, overview), career, outlook, overview, outlook.openings_method)


def _outlook(outlook: Outlook, overview: Overview) -> str:
    """`Grows faster than all careers (15.4% against 7.2%), about 900 openings a year`"""
    parts = [OutlookWord.NOT_PUBLISHED.label]
    if outlook.change is not None:
        parts = [growth_in_words(outlook.change, overview.growth_of_all(outlook))]
    if outlook.openings is not None:
        parts.append(f"about {count(outlook.openings)} openings a year")
    return ", ".join(parts)
