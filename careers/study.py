"""What the pages of programs and schools say: who teaches what, and where it leads."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from careers.codes import STATE_NAMES, AwardLevel
from careers.facts import Fact
from careers.folding import Folded
from careers.formatting import count, dollars
from careers.models import (
    DataRelease,
    EducationProgram,
    Occupation,
    ProgramAward,
    ProgramLinkKind,
    ProgramOffering,
    School,
)


@dataclass(frozen=True)
class Careers(Folded):
    """The careers that a program leads to in one way, under their heading."""

    heading: str = ""


@dataclass(frozen=True)
class FewCareers(Careers):
    """The same where a page names many programs; the rest is on the program's own page."""

    LONG: ClassVar = 5
    SHOWN: ClassVar = 4


@dataclass(frozen=True)
class Course:
    """One way in which a school offers a program: its name for it with the terms in words, where to read more."""

    title: str
    url: str
    description: str


@dataclass(frozen=True)
class ProgramRow:
    """A program in a list, with its courses where the list is that of one school."""

    program: EducationProgram
    careers: FewCareers
    courses: list[Course]


@dataclass(frozen=True)
class SchoolRow:
    """A school in a list, with its courses where the list is that of one program."""

    school: School
    courses: list[Course]


@dataclass(frozen=True)
class Relatives(Folded):
    """The other programs of a program's series, and the records of its family and its series where there are any."""

    family: EducationProgram | None
    series: EducationProgram | None


def course(offering: ProgramOffering) -> Course:
    """`Nail Artist: Associate degree, 12 months, $8,085 for the whole program`, or as much of it as is known."""
    cost = "" if offering.cost is None else f"{dollars(offering.cost)} for the whole program"
    terms = ", ".join(term for term in (offering.get_award_level_display(), offering.length, cost) if term)
    title = ": ".join(part for part in (offering.name, terms) if part)
    return Course(title, offering.url, offering.description)


def listed(programs: Iterable[EducationProgram]) -> list[ProgramRow]:
    """Programs `with_careers()` as a list shows them."""
    return [ProgramRow(program, FewCareers(_careers(program)), []) for program in programs]


def taught(school: School) -> list[ProgramRow]:
    """Every program of a school once, by name. Runs no query on a school `with_programs()`."""
    return [
        ProgramRow(program, FewCareers(_careers(program)), [course(offering) for offering in offerings])
        for program, offerings in groupby(school.offerings.all(), key=lambda offering: offering.program)
    ]


def careers_by_kind(program: EducationProgram) -> list[Careers]:
    """The published careers that a program `with_careers()` leads to, directly and else."""
    lists = [
        Careers(_careers(program, ProgramLinkKind.DIRECT), "Directly"),
        Careers(_careers(program, ProgramLinkKind.CONSIDER), "Also worth a look"),
    ]
    return [careers for careers in lists if careers.items]


def _careers(program: EducationProgram, *kinds: ProgramLinkKind) -> list[Occupation]:
    return [link.occupation for link in program.program_links.all() if not kinds or link.kind in kinds]


def by_state(schools: Iterable[School]) -> list[tuple[str, list[SchoolRow]]]:
    """Schools in the order of `SchoolQuerySet.by_state`, under the names of their states."""
    return [
        (state or "Place not known", [SchoolRow(school, _courses(school)) for school in group])
        for state, group in groupby(schools, key=lambda school: school.state_name)
    ]


def _courses(school: School) -> list[Course]:
    return [course(offering) for offering in getattr(school, "courses", [])]


def relatives(program: EducationProgram, around: Iterable[EducationProgram]) -> Relatives:
    """Of what `EducationProgramQuerySet.around` finds."""
    by_code = {other.cip_code: other for other in around}
    family, series = by_code.pop(program.family_code, None), by_code.pop(program.series_code, None)
    del by_code[program.cip_code]
    return Relatives(list(by_code.values()), family, series)


def award_levels(program: EducationProgram, offerings: Iterable[ProgramOffering]) -> list[AwardLevel]:
    """What a program can end with: what is said of it, and what the schools say of theirs, the shortest first."""
    return _in_order({award.level for award in program.awards.all()} | {offering.award_level for offering in offerings})


def _in_order(levels: set[str]) -> list[AwardLevel]:
    return [level for level in AwardLevel if level in levels]


def own_names(program: EducationProgram, offerings: Iterable[ProgramOffering]) -> Folded:
    """What schools call a program, the commonest first, each once however it is capitalised."""
    names = Counter(offering.name for offering in offerings if offering.name)
    once: dict[str, str] = {program.name.casefold(): ""}
    for name, _ in names.most_common():
        once.setdefault(name.casefold(), name)
    return Folded([name for name in once.values() if name])


def program_facts(careers: list[Careers], levels: list[AwardLevel], schools: Counter[str], state: str) -> list[Fact]:
    """The strip at the head of a program. `schools` counts the schools by state, `state` is the agency's own (`WA`)."""
    facts = []
    if levels:
        facts.append(Fact("Ends with", " or ".join(level.label for level in levels), "", "schools"))
    if careers:
        facts.append(Fact("Leads to", _number(sum(len(list_.items) for list_ in careers), "career"), "", "careers"))
    if schools:
        facts.append(_offered(schools, state))
    return facts


def facts_at_a_glance(programs: list[EducationProgram], state: str) -> dict[int, list[Fact]]:
    """By their keys, what programs end with and how many schools offer them, those in the agency's own state (`WA`) first. Two
    queries, none without programs."""
    if not programs:
        return {}
    offerings = ProgramOffering.objects.listed().filter(program__in=programs)
    said = ProgramAward.objects.filter(program__in=programs).order_by().values_list("program", "level")
    levels, schools = defaultdict(set), defaultdict(Counter)
    for program, level in said.union(offerings.levels()):
        levels[program].add(level)
    for program, place, many in offerings.by_program_and_state():
        schools[program][place] += many
    return {
        program.pk: program_facts([], _in_order(levels[program.pk]), schools[program.pk], state) for program in programs
    }


def _offered(schools: Counter[str], state: str) -> Fact:
    here, total, name = schools[state], schools.total(), STATE_NAMES.get(state, state)
    if not here:
        return Fact("Offered by", _number(total, "school"), f"Our sources name none in {name}.", "schools")
    note = f"{_number(total, 'school')} in the whole country." if total > here else ""
    return Fact("Offered by", f"{_number(here, 'school')} in {name}", note, "schools")


def _number(number: int, noun: str) -> str:
    return f"{count(number)} {noun}" if number == 1 else f"{count(number)} {noun}s"


def releases(programs: Iterable[EducationProgram], offerings: Iterable[ProgramOffering]) -> list[DataRelease]:
    """The releases behind what a page says of programs and their courses, each once."""
    links = (link for program in programs for link in program.program_links.all())
    return list(dict.fromkeys(row.release for row in (*offerings, *links) if row.release))
