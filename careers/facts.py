"""The strip of facts at the head of a career: pay, how people get in, outlook, interests."""

from dataclasses import dataclass

from careers.codes import EntryEducation, JobZone
from careers.figures import AreaRow, Table, outlook_figure, wage_figure
from careers.formatting import growth_in_words
from careers.models import Occupation, OutlookStat, WageStat


@dataclass(frozen=True)
class Fact:
    """One fact: its label, its value in words, a line that explains it, and the part of the page that says more."""

    label: str
    value: str
    note: str
    anchor: str


def facts(occupation: Occupation, wages: Table, outlook: Table) -> list[Fact]:
    """The facts known of a career. A figure that is not published says so; what nobody rated is left out."""
    known = (_pay(wages), _way_in(occupation), _outlook(outlook), _interests(occupation))
    return [fact for fact in known if fact]


def _pay(table: Table) -> Fact:
    row = table.leading()
    if row and isinstance(row.stat, WageStat):
        where = f"Half of them earn less. {_place_and_period(row)}"
        for name, unit in (("hourly_median", "an hour"), ("annual_median", "a year")):
            if not (figure := wage_figure(row.stat, name)).is_missing:
                return Fact("Middle pay", f"{figure.text} {unit}", where, "wages")
        return Fact("Middle pay", "Not published", f"The source gives no median for {row.name}.", "wages")
    return Fact("Middle pay", "Not published", "No wages are published for this career here.", "wages")


def _place_and_period(row: AreaRow) -> str:
    return f"{row.name}. Period: {row.stat.release.reference_period}."


def _way_in(occupation: Occupation) -> Fact | None:
    zone = JobZone(occupation.job_zone).label if occupation.job_zone else ""
    if occupation.entry_education:
        note = f"{zone} (O*NET job zone {occupation.job_zone})." if zone else ""
        return Fact("Usual way in", EntryEducation(occupation.entry_education).label, note, "education-and-training")
    return (
        Fact("Usual way in", zone, f"O*NET job zone {occupation.job_zone}.", "education-and-training") if zone else None
    )


def _outlook(table: Table) -> Fact:
    row = table.leading()
    if row is None or not isinstance(row.stat, OutlookStat) or row.stat.percent_change is None:
        return Fact(
            "Outlook", "Not published", "No outlook is published for this career here.", "employment-and-outlook"
        )
    openings = outlook_figure(row.stat, "annual_openings")
    note = _place_and_period(row)
    if not openings.is_missing:
        note = f"About {openings.text} openings a year. {note}"
    return Fact("Outlook", growth_in_words(row.stat.percent_change, row.growth_of_all), note, "employment-and-outlook")


def _interests(occupation: Occupation) -> Fact | None:
    if not occupation.interests:
        return None
    names = ", ".join(interest.label for interest in occupation.interests)
    strongest = occupation.interests[0]
    return Fact("Interests", names, f"For people who like to {strongest.meaning}.", "codes")
