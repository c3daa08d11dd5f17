"""Which programs of study lead to which careers: the CIP–SOC crosswalk, and O*NET's own from CIP to O*NET-SOC.

Rows that say NO MATCH (`99-9999`, `99.9999`) are passed over. The published crosswalk and its last draft have the same sheet
SOC-CIP; of a workbook only that one is read, because the other sheets repeat its pairs.

A career takes the programs that O*NET's crosswalk gives it, else those of its SOC group, in whatever order the two files come.
The crosswalks do not say how straight a program leads to a career. Our rule, which editors may overrule: directly, when it
leads to at most five SOC groups, counted over the whole crosswalk and not only over the careers that are here. Families and
series of the CIP are no programs of a career.
"""

import datetime
from collections import defaultdict

from careers.codes import soc_of
from careers.importers import cells, lists
from careers.importers.cip import program_of
from careers.importers.groups import soc_group
from careers.importers.plan import Ledger, Plan
from careers.importers.source import Importer, Vintage, of_layout
from careers.importers.tables import Layout, Row, Table
from careers.models import DataRelease, Dataset, EducationProgram, Occupation, ProgramLink, ProgramLinkKind

NO_MATCH = ("99-9999", "99.9999")
MOST_GROUPS = 5
"""A program that leads to more SOC groups than these is one to consider, not a direct way."""

PUBLISHED = Layout(
    "CIP–SOC crosswalk",
    {"soc": "soc2018code", "soc_title": "soc2018title", "cip": "cip2020code", "cip_title": "cip2020title"},
    sheet="|SOC-CIP",
)
DRAFT = Layout(
    "matches new in the draft",
    {"cip": "cip2020code", "cip_title": "cip2020title", "soc": "soc2018code", "soc_title": "soc2018title"},
    sheet="New CIP",
)
"""A sheet that only the last draft before publication has."""
ONET = Layout(
    "O*NET education crosswalk", {"cip": "cip", "cip_title": "cip title", "soc": "soc", "soc_title": "soc title"}
)
ASIDE = (
    Layout(
        "SOC codes of 2010 and 2018", {"old": "soccode2010", "new": "soccode2018"},
        why_aside="it says what became of codes of 2010; figures here are of 2018.",
    ),
)  # fmt: skip


PROGRAM_LENGTH = len("01.0101")

Programs = dict[str, list[EducationProgram]]
"""By SOC or O*NET-SOC code the programs that lead there."""

Groups = dict[str, set[str]]
"""By CIP code the SOC codes that the crosswalk says it leads to."""


class CipSoc(Importer):
    name = "CIP–SOC crosswalk"
    source = "National Center for Education Statistics"
    dataset = Dataset.CROSSWALK
    title = "CIP 2020 to SOC 2018 crosswalk"
    url = "https://nces.ed.gov/ipeds/cipcode/"
    layouts = (PUBLISHED, DRAFT)

    def vintage(self, tables: list[Table]) -> Vintage:
        if of_layout(tables, DRAFT):
            return Vintage("2020, last draft", datetime.date(2019, 12, 31))
        return Vintage("2020", datetime.date(2020, 1, 1))

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        pairs = lists.cip_soc_pairs(plan)
        by_soc: Programs = defaultdict(list)
        leads_to: Groups = defaultdict(set)
        taken = unmatched = 0

        def pair(row: Row) -> None:
            nonlocal taken, unmatched
            if row.text("soc") in NO_MATCH or row.text("cip") in NO_MATCH:
                unmatched += 1
                return
            code = row.read("cip", cells.cip_code)
            program = program_of(plan, code, row.text("cip_title"))
            soc = row.read("soc", cells.soc_code)
            group = soc_group(plan, soc, row.text("soc_title"))
            pairs.put(f"{code}|{soc}", {}, new={"program": program, "soc": group})
            taken += 1
            leads_to[code].add(soc)
            if len(code) == PROGRAM_LENGTH:
                by_soc[soc].append(program)

        for table in of_layout(tables, PUBLISHED):
            plan.each(table, pairs, pair)
        pairs.close()
        plan.remark(f"CIP–SOC crosswalk: {taken:,} pairs, and {unmatched:,} rows that say that there is no match.")
        _link(plan, release, by_soc, leads_to, is_soc=True)


class OnetCip(Importer):
    name = "O*NET education crosswalk"
    source = "National Center for O*NET Development"
    dataset = Dataset.CROSSWALK
    title = "O*NET education crosswalk, CIP 2020"
    licence = (
        "CC BY 4.0. Includes information from O*NET OnLine by the U.S. Department of Labor, Employment and Training "
        "Administration (USDOL/ETA). O*NET® is a trademark of USDOL/ETA."
    )
    url = "https://www.onetcenter.org/crosswalks.html"
    layouts = (ONET,)

    def vintage(self, tables: list[Table]) -> Vintage:
        return Vintage("CIP 2020, O*NET-SOC 2019", datetime.date(2020, 11, 1))

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        careers = lists.careers(plan)
        by_code: Programs = defaultdict(list)
        leads_to: Groups = defaultdict(set)
        unknown: set[str] = set()

        def pair(row: Row) -> None:
            if row.text("soc")[:7] in NO_MATCH or row.text("cip") in NO_MATCH:
                return
            code = row.read("cip", cells.cip_code)
            career = row.read("soc", cells.onet_soc_code)
            leads_to[code].add(soc_of(career))
            if careers.find_by(career) is None:
                unknown.add(career)
                return
            if len(code) == PROGRAM_LENGTH:
                by_code[career].append(program_of(plan, code, row.text("cip_title")))

        for table in tables:
            plan.each(table, lists.program_links(plan), pair)
        if unknown:
            plan.remark(f"O*NET education crosswalk: {len(unknown):,} occupations in it are no careers here.")
        _link(plan, release, by_code, leads_to, is_soc=False)


def _link(plan: Plan, release: DataRelease, by_code: Programs, leads_to: Groups, *, is_soc: bool) -> None:
    """Give each career the programs of its code. A career that O*NET's crosswalk lists takes no more from its SOC group."""
    ledger = lists.program_links(plan)
    prefix = "soc" if is_soc else "onet"
    has_own = {_owner(link) for link in ledger.records() if _is_onets(link.source_key)}
    # Lists of editors take no links; what O*NET says of them is kept beside them.
    has_own |= {pk for pk, (_, rows) in ledger.aside.items() if any(_is_onets(row["source_key"]) for row in rows)}
    spoken_of = set()
    for career in lists.careers(plan).records():
        programs = by_code.get(career.soc.code if is_soc else career.onet_soc_code, ())
        if not programs or (is_soc and (career.pk or id(career)) in has_own):
            continue
        spoken_of.add(career.pk)
        for program in programs:
            is_direct = len(leads_to[program.cip_code]) <= MOST_GROUPS
            values = {"kind": ProgramLinkKind.DIRECT if is_direct else ProgramLinkKind.CONSIDER}
            if not is_soc:
                _take_from_group(ledger, program, career)
            ledger.put(
                f"{prefix}|{program.cip_code}", values, owner=career, new={"program": program, "release": release}
            )
    # Where O*NET speaks of a career, what it had from its SOC group before goes too.
    closed = ("soc|",) if is_soc else ("onet|", "soc|")
    ledger.close(lambda link: link.occupation_id in spoken_of and link.source_key.startswith(closed))
    plan.credit(ProgramLink.objects.filter(source_key__startswith=f"{prefix}|"), "release", release)


def _take_from_group(ledger: Ledger, program: EducationProgram, career: Occupation) -> None:
    """A program that the career has from its SOC group, and O*NET lists too, is O*NET's from now on."""
    link = ledger.find_by(program, owner=career)
    if link is not None and link.source_key == f"soc|{program.cip_code}":
        link.source_key = f"onet|{program.cip_code}"
        ledger.touch(link)


def _is_onets(source_key: str) -> bool:
    return source_key.startswith("onet|")


def _owner(link: ProgramLink) -> int:
    return link.occupation_id or id(link.occupation)


IMPORTERS = (OnetCip(), CipSoc())
