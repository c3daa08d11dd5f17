"""Careers as a list shows them: what they pay, how people get in and what is ahead, each in a line."""

from collections.abc import Iterable
from dataclasses import dataclass

from careers.codes import EntryEducation, FigureStatus, JobZone, OutlookWord, PayPeriod
from careers.figures import Source
from careers.formatting import count, dollars, growth_in_words, wage_in_words
from careers.models import monthly_wage
from careers.overview import Career, Outlook, Overview, Pay


@dataclass(frozen=True)
class FigureLine:
    """A figure in words; the place it holds for, and the larger group it is of, when it is not the career's own."""

    text: str
    place: str = ""
    group: str = ""


@dataclass(frozen=True)
class Card:
    """A career in a list, every part of it in words."""

    title: str
    slug: str
    way_in: str
    pay: FigureLine
    outlook: FigureLine

    @property
    def stand_ins(self) -> list[str]:
        """A sentence for each larger group whose figures are shown, or one for both when they are of the same."""
        pay, outlook = self.pay.group, self.outlook.group
        if pay == outlook:
            return [f"Counted with the larger group {pay}."] if pay else []
        of = {"Pay": pay, "Outlook": outlook}
        return [f"{what}: counted with the larger group {group}." for what, group in of.items() if group]


def cards(careers: Iterable[Career], overview: Overview, period: str) -> list[Card]:
    """`period` is the one pay is shown by where it is published (`PayPeriod`)."""
    return [
        Card(
            career.title, career.slug, _way_in(career), _pay_line(career, overview, period), _outlook_line(career, overview)
        )
        for career in careers
    ]  # fmt: skip


def sources(careers: Iterable[Career], overview: Overview) -> list[Source]:
    """The releases behind the figures of these careers, each once, with the places they speak of here."""
    places: dict[tuple[int, str], dict[str, None]] = {}
    for figures in (overview.pay, overview.outlook):
        for career in careers:
            if figure := figures.get(career.pk):
                behind = (figure.release_id, getattr(figure, "openings_method", ""))
                places.setdefault(behind, {})[overview.place(figure)] = None
    return [Source(overview.releases[release], ", ".join(names), method) for (release, method), names in places.items()]


def _way_in(career: Career) -> str:
    if career.entry_education:
        return EntryEducation(career.entry_education).label
    return JobZone(career.job_zone).label if career.job_zone else "Usual way in not rated"


def _pay_line(career: Career, overview: Overview, period: str) -> FigureLine:
    pay = overview.pay.get(career.pk)
    if pay is None:
        return FigureLine("Pay not published")
    text = _pay(pay, overview, period)
    if not text:
        reasons = (pay.hourly_status, pay.annual_status)
        return FigureLine("Pay withheld" if FigureStatus.WITHHELD in reasons else "Pay not published")
    return FigureLine(text, overview.place(pay), overview.larger_group(career, pay))


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
    return FigureLine(_outlook(outlook, overview), overview.place(outlook), overview.larger_group(career, outlook))


def _outlook(outlook: Outlook, overview: Overview) -> str:
    """`Grows faster than all careers (15.4% against 7.2%), about 900 openings a year`"""
    parts = [OutlookWord.NOT_PUBLISHED.label]
    if outlook.change is not None:
        parts = [growth_in_words(outlook.change, overview.growth_of_all(outlook))]
    if outlook.openings is not None:
        parts.append(f"about {count(outlook.openings)} openings a year")
    return ", ".join(parts)
