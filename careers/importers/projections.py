"""National employment projections: the workbook of all tables (Table 1.2), and the CSV export of the same table.

Headings hold the years, so they are matched by pattern. Employment and openings are in thousands with one decimal. `—` and
`N/A` mean not available. In the workbook titles are indented by level, summaries stand between line items, and footnotes follow
the last row; in the export a code is written `="13-2011"`, titles carry other names behind four spaces, and there are line
items only. Growth is taken as published, because it is made of unrounded figures.

The same table says what education, experience and training each occupation typically asks for: careers take that over.
"""

import datetime
import re
from collections.abc import Iterable

from careers.codes import ALL_OCCUPATIONS, EntryEducation, FigureStatus, JobTraining, PriorExperience, SocEdition
from careers.importers import cells, groups, lists
from careers.importers.figures import figure, thousands
from careers.importers.plan import Plan
from careers.importers.readers import FileError
from careers.importers.source import Importer, Vintage
from careers.importers.tables import Layout, Row, Table
from careers.models import DataRelease, Dataset, Occupation, OutlookStat, SocGroup

_SPAN = r"\d{4}-(?:\d{2}|\d{4})"
_TYPICAL = {
    "education": "typical (education needed for entry|entry-level education)",
    "experience": "work experience in a related occupation",
    "training": "typical on-the-job training.*",
}
ALL_TABLES = Layout(
    "national projections (Table 1.2)",
    {
        "title": r"\d{4} national employment matrix title", "code": r"\d{4} national employment matrix code",
        "kind": "occupation type", "base": r"employment, \d{4}", "projected": r"employment, \d{4}",
        "percent": rf"employment change, percent, {_SPAN}", "openings": rf"occupational openings, {_SPAN} annual average.*",
        **_TYPICAL,
    },
)  # fmt: skip
EXPORT = Layout(
    "national projections (CSV export)",
    {
        "title": "occupation title", "code": "occupation code", "base": r"employment \d{4}", "projected": r"employment \d{4}",
        "percent": rf"employment percent change, {_SPAN}", "openings": rf"occupational openings, {_SPAN} annual average.*",
        **_TYPICAL,
    },
)  # fmt: skip

EDUCATION = {
    "no formal educational credential": EntryEducation.NONE,
    "high school diploma or equivalent": EntryEducation.HIGH_SCHOOL,
    "some college, no degree": EntryEducation.SOME_COLLEGE,
    "postsecondary nondegree award": EntryEducation.CERTIFICATE,
    "associate's degree": EntryEducation.ASSOCIATE,
    "bachelor's degree": EntryEducation.BACHELOR,
    "master's degree": EntryEducation.MASTER,
    "doctoral or professional degree": EntryEducation.DOCTORAL,
}
EXPERIENCE = {
    "none": PriorExperience.NONE,
    "less than 5 years": PriorExperience.UNDER_5,
    "5 years or more": PriorExperience.OVER_5,
}
TRAINING = {
    "none": JobTraining.NONE,
    "short-term on-the-job training": JobTraining.SHORT,
    "moderate-term on-the-job training": JobTraining.MODERATE,
    "long-term on-the-job training": JobTraining.LONG,
    "apprenticeship": JobTraining.APPRENTICESHIP,
    "internship/residency": JobTraining.INTERNSHIP,
}


class Projections(Importer):
    name = "BLS projections"
    source = "U.S. Bureau of Labor Statistics"
    dataset = Dataset.OUTLOOK
    title = "Employment Projections"
    url = "https://www.bls.gov/emp/"
    layouts = (ALL_TABLES, EXPORT)

    def vintage(self, tables: list[Table]) -> Vintage:
        base, projected = years(tables[0])
        return Vintage(f"{base} to {projected}", datetime.date(base, 7, 1))

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        # Both layouts hold the same figures; the workbook has the summaries too.
        table = min(tables, key=lambda table: table.layout is EXPORT)
        typical = _outlook(table, release, plan)
        _typical(typical, release, plan)


def years(table: Table) -> tuple[int, int]:
    """The base and the projected year, by the headings of the two columns of employment."""
    found = [re.search(r"[0-9]{4}", table.heading(column)) for column in ("base", "projected")]
    base, projected = (int(year[0]) if year else 0 for year in found)
    if not 1900 <= base < projected < 2100:
        raise FileError(table.path, f"its headings name {base} as the base year and {projected} as the projected one.")
    return base, projected


def _outlook(table: Table, release: DataRelease, plan: Plan) -> dict[str, dict[str, str]]:
    """The figures; gives what is typical of each occupation by its SOC code."""
    ledger = plan.figures(OutlookStat, release)
    base, projected = years(table)
    nation = groups.nation(plan)
    typical: dict[str, dict[str, str]] = {}
    items = 0

    def outlook(row: Row) -> None:
        nonlocal items
        if row.is_missing("code"):
            return  # A footnote.
        code = row.read("code", cells.soc_code)
        group = groups.soc_group(plan, code, _title(row.text("title")))
        figures = {
            "base_employment": row.read("base", thousands),
            "projected_employment": row.read("projected", thousands),
            "percent_change": row.read("percent", lambda cell: figure(cell, FigureStatus.NOT_PUBLISHED)),
            "annual_openings": row.read("openings", thousands),
        }
        ledger.put(group, nation, figures, base_year=base, projected_year=projected)
        if row.text("kind").lower() in ("", "line item"):
            items += 1
            typical[code] = {
                "entry_education": _known(row, "education", EDUCATION),
                "prior_experience": _known(row, "experience", EXPERIENCE),
                "job_training": _known(row, "training", TRAINING),
            }

    plan.each(table, ledger, outlook)
    ledger.close()
    plan.remark(f"National projections: {items:,} occupations; the other rows are groups of occupations.")
    return typical


def _title(words: str) -> str:
    """Without the free list of other names behind it."""
    return words.partition("    *")[0].strip()


def _known(row: Row, column: str, values: dict[str, str]) -> str:
    if row.is_missing(column):
        return ""
    words = row.text(column).lower().replace("’", "'")
    if words not in values:
        raise row.refusal(column, "is none of the words BLS uses here")
    return values[words]


def _typical(typical: dict[str, dict[str, str]], release: DataRelease, plan: Plan) -> None:
    """Careers take over what is typical of their SOC code, or of the smallest group above it that has a line."""
    careers = lists.careers(plan)
    by_pk = {group.pk: group for group in lists.soc_groups(plan).records() if group.pk}
    spoken_of = []
    for career in careers.records():
        group = next((group for group in _upwards(career.soc, by_pk) if _has_line(group, typical)), None)
        if group is not None and group.code != ALL_OCCUPATIONS:
            careers.update(career, {name: value for name, value in typical[group.code].items() if value})
            spoken_of.append(career.pk)
            if career.pk is None:
                career.education_release = release
    plan.credit(Occupation.objects.filter(pk__in=[pk for pk in spoken_of if pk]), "education_release", release)


def _has_line(group: SocGroup, typical: dict[str, dict[str, str]]) -> bool:
    """Whether the table speaks of this group. It is made by the SOC of 2018; a code of 2010 may mean something else."""
    return group.edition == SocEdition.SOC_2018 and group.code in typical


def _upwards(group: SocGroup, by_pk: dict[int, SocGroup]) -> Iterable[SocGroup]:
    """A group and those above it. Planned groups know theirs; others are looked up, so that each costs no query."""
    while group is not None:
        group = by_pk.get(group.pk, group)
        yield group
        group = by_pk.get(group.parent_id) if group.parent_id else group.parent


IMPORTER = Projections()
