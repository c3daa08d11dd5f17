"""Career clusters and pathways, and the careers in them: table 4 of the Perkins IV crosswalk of 2007, an old workbook.

Clusters (1.0), pathways (1.1) and occupations stand in one list, each occupation with the number of its pathway. The table
shortens some names of the sixteen clusters; ours are the full ones, in the same order. Its O*NET-SOC codes are of 2006: an
occupation is found by the whole code, else by the SOC part of it.

Careers that are newer than the table take the pathway that most careers of their broad group have, else of their minor or
major group. That conclusion is ours, and said in the plan.
"""

import datetime
import re
from collections import Counter, defaultdict

from django.utils.text import slugify

from careers.codes import CLUSTER_LOOKS, CLUSTERS_2002, ClusterScheme, soc_of
from careers.importers import cells, lists
from careers.importers.plan import Ledger, Plan
from careers.importers.source import Importer, Vintage
from careers.importers.tables import Layout, Row, Table
from careers.models import CareerPathway, DataRelease, Dataset

PATHWAYS = Layout("clusters and pathways (Perkins)", {"code": "code", "title": "title"}, sheet="ONETs in Pathways")

WIDTHS = (7, 6, 4, 2)
"""How much of a SOC code careers share that are of one occupation, one broad, one minor and one major group."""


class Perkins(Importer):
    name = "Perkins crosswalk"
    source = "National Perkins Collaborative Resource Network"
    dataset = Dataset.CLASSIFICATION
    title = "Perkins IV crosswalk of occupations, career clusters and pathways"
    url = "https://cte.ed.gov/"
    layouts = (PATHWAYS,)

    def vintage(self, tables: list[Table]) -> Vintage:
        return Vintage("September 2007", datetime.date(2007, 9, 1))

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        clusters = lists.clusters(plan)
        pathways = lists.pathways(plan)
        by_number: dict[str, CareerPathway] = {}
        by_code: dict[str, str] = {}

        def entry(row: Row) -> None:
            code = row.text("code")
            if re.fullmatch(r"\d{2}-\d{4}\.\d{2}", code):
                by_code[code] = _number(row.cells[2] if len(row.cells) > 2 else None)
            elif row.is_missing("title") or not re.fullmatch(r"\d{1,2}(\.\d{1,2})?", code):
                return  # A remark at the end.
            else:
                _branch(row, clusters, pathways, by_number)

        for table in tables:
            plan.each(table, pathways, entry)
        _assign({code: by_number[number] for code, number in by_code.items() if number in by_number}, plan)


def _number(cell: cells.Cell) -> str:
    """`1.1`, be it kept as a number or as text; a cluster's `1` is `1.0`."""
    words = f"{cell:.1f}" if isinstance(cell, float | int) else cells.text(cell)
    return f"{words}.0" if words.isdigit() else words


def _branch(row: Row, clusters: Ledger, pathways: Ledger, by_number: dict[str, CareerPathway]) -> None:
    number = _number(row.cell("code"))
    major, minor = (int(part) for part in number.split("."))
    if not 1 <= major <= len(CLUSTERS_2002):
        raise row.refusal("code", "is none of the sixteen clusters")
    name = CLUSTERS_2002[major - 1]
    slug = slugify(name.replace("/", ""))
    start = {"slug": slug, "scheme": ClusterScheme.CLUSTERS_2002, "position": major, "look": CLUSTER_LOOKS[name]}
    cluster = clusters.put(f"perkins:{major}", {"name": name}, new=start)
    if minor:
        words = pathway_name(row.text("title"))
        start = {"slug": slugify(words.replace("/", " ")), "position": minor}
        by_number[number] = pathways.put(f"perkins:{number}", {"name": words}, owner=cluster, new=start)


def pathway_name(title: str) -> str:
    """Without brackets and the words that say what it is."""
    name = re.sub(r"\s*(Career )?Pathway\s*$", "", re.sub(r"\(.*?\)|\s+", " ", title)).strip()
    return re.sub(r"\s+", " ", name).replace("/ ", "/").replace(" Career", "")


def _assign(listed: dict[str, CareerPathway], plan: Plan) -> None:
    careers = lists.careers(plan)
    common: dict[str, Counter[int]] = defaultdict(Counter)
    by_key = {id(pathway): pathway for pathway in listed.values()}
    for code, pathway in listed.items():
        for width in WIDTHS:
            common[code[:width]][id(pathway)] += 1
    concluded = 0
    for career in careers.records():
        code = career.onet_soc_code or career.soc.code
        if code in listed:
            pathway = listed[code]
        else:
            width = next((width for width in WIDTHS if code[:width] in common), None)
            if width is None:
                continue
            concluded += width != len("51-4121")
            pathway = by_key[common[code[:width]].most_common(1)[0][0]]
        plan.put_members(career, "pathways", [pathway])
    today = {soc_of(career.onet_soc_code) for career in careers.records() if career.onet_soc_code}
    old = sum(soc_of(code) not in today for code in listed)
    plan.remark(f"Perkins: {old:,} occupations of 2007 have no SOC code that is used today.")
    plan.remark(f"Perkins: {concluded:,} careers are newer; each takes the pathway that most of its SOC group have.")


IMPORTER = Perkins()
