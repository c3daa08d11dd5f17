"""The strip of facts at the head of a career: pay, how people get in, outlook, interests."""

from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from careers.codes import EntryEducation, FigureStatus, JobZone, PayPeriod
from careers.figures import AreaRow, Table, outlook_figure, pay_figure
from careers.formatting import growth_in_words
from careers.glossary import Term, explain
from careers.models import Occupation


@dataclass(frozen=True)
class Fact:
    """One fact: its label, its value in words, a line that explains it, and the part of the page that says more."""

    label: str
    value: str
    note: str
    anchor: str
    like_it: str = ""
    """The address of careers that have it in common; not of every fact."""
    terms: tuple[Term, ...] = ()
    """What to explain on request."""


def facts(occupation: Occupation, wages: Table, outlook: Table, period: PayPeriod = PayPeriod.HOUR) -> list[Fact]:
    """The facts known of a career. A figure that is not published says so; what nobody rated is left out.

    `period` is the one pay is shown by where it is published.
    """
    known = (_pay(wages, period), _way_in(occupation), _outlook(outlook), _interests(occupation))
    return [fact for fact in known if fact]


def _pay(table: Table, period: PayPeriod) -> Fact:
    rows = table.leading()
    fact = partial(Fact, "Middle pay", anchor="wages", terms=explain("median"))
    for row in rows:
        for unit in dict.fromkeys((period, PayPeriod.HOUR, PayPeriod.YEAR)):
            if not (figure := pay_figure(row.stat, "median", unit)).is_missing:
                value = f"{figure.text} {unit.label}" if figure.text.startswith("$") else figure.text.capitalize()
                return fact(value, f"Half earn less. {_behind(table, row)}")
    if not rows:
        return fact("Not published", _nothing("wages", table))
    medians = (rows[0].stat.status_of(name) for name in ("hourly_median", "annual_median"))
    value = "Withheld" if FigureStatus.WITHHELD in medians else "Not published"
    return fact(value, _behind(table, rows[0]))


def _outlook(table: Table) -> Fact:
    rows = table.leading()
    fact = partial(Fact, "Outlook", anchor="employment-and-outlook", terms=explain("growth", "openings"))
    row = next((row for row in rows if row.stat.percent_change is not None), rows[0] if rows else None)
    if row is None:
        return fact("Not published", _nothing("an outlook", table))
    growth = outlook_figure(row.stat, "percent_change")
    if growth.status is FigureStatus.WITHHELD:
        value = "Growth withheld"
    elif growth.is_missing:
        value = "Growth not published"
    else:
        value = growth_in_words(row.stat.percent_change, row.growth_of_all, row.name)
    openings = outlook_figure(row.stat, "annual_openings")
    note = "" if openings.is_missing else f"About {openings.text} openings a year. "
    return fact(value, note + _behind(table, row))


def _behind(table: Table, row: AreaRow) -> str:
    """Whose figures a fact shows, where, of when, and from whom; first, that they are not of the area asked for."""
    instead = "" if table.chosen in (None, row.area) else f"Not published for {table.chosen.short_name}; "
    group = table.larger_group(row)
    whose = f"Counted with a larger group, {group.title}. " if group else ""
    release = row.stat.release
    return f"{whose}{instead}{row.name}, period: {release.reference_period}. Source: {release.source}."


def _nothing(what: str, table: Table) -> str:
    if table.is_left_out:
        return f"A source gives {what} only for a larger group."
    return f"No source gives {what} for this career here."


def _way_in(occupation: Occupation) -> Fact | None:
    zone = JobZone(occupation.job_zone).label if occupation.job_zone else ""
    fact = partial(Fact, "Usual way in", anchor="education-and-training")
    if occupation.entry_education:
        note = f"{zone} (O*NET job zone {occupation.job_zone})." if zone else ""
        terms = explain("entry-education", "job-zone") if zone else explain("entry-education")
        return fact(EntryEducation(occupation.entry_education).label, note, terms=terms)
    return fact(zone, f"O*NET job zone {occupation.job_zone}.", terms=explain("job-zone")) if zone else None


def _interests(occupation: Occupation) -> Fact | None:
    if not occupation.interests:
        return None
    names = ", ".join(interest.label for interest in occupation.interests)
    strongest = occupation.interests[0]
    like_it = reverse("careers:interests", query={"code": occupation.holland_code})
    note = f"For people who like to {strongest.meaning}."
    return Fact("Interests", names, note, "interests", like_it, explain("interests"))
