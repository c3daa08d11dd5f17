"""The Standard Occupational Classification of 2018: its structure and its definitions.

The structure has a column for each level and the title beside them; a code stands in the column of its level, so that levels
and parents are the agency's and not worked out from zeros (31-1100 is a minor group). Headings stand in row 8 of both
workbooks, below the agency's preamble. Definitions are published for detailed occupations only.
"""

import datetime

from careers.codes import ALL_OCCUPATIONS, SocEdition, SocLevel
from careers.importers import cells
from careers.importers.lists import soc_groups
from careers.importers.plan import Ledger, Plan
from careers.importers.source import Importer, Vintage, of_layout
from careers.importers.tables import Layout, Row, Table
from careers.models import DataRelease, Dataset, SocGroup

LEVELS = {
    "major": SocLevel.MAJOR,
    "minor": SocLevel.MINOR,
    "broad": SocLevel.BROAD,
    "detailed": SocLevel.DETAILED,
}

STRUCTURE = Layout(
    "SOC structure",
    {"major": "major group", "minor": "minor group", "broad": "broad group", "detailed": "detailed occupation"},
)
DEFINITIONS = Layout(
    "SOC definitions",
    {"level": "soc group", "code": "soc code", "title": "soc title", "definition": "soc definition"},
)


class Soc(Importer):
    name = "SOC 2018"
    source = "U.S. Bureau of Labor Statistics"
    dataset = Dataset.CLASSIFICATION
    title = "Standard Occupational Classification"
    url = "https://www.bls.gov/soc/2018/"
    layouts = (STRUCTURE, DEFINITIONS)

    def vintage(self, tables: list[Table]) -> Vintage:
        return Vintage("2018", datetime.date(2018, 1, 1))

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        ledger = soc_groups(plan)
        for table in of_layout(tables, STRUCTURE):
            _structure(table, ledger, plan)
        for table in of_layout(tables, DEFINITIONS):
            plan.each(table, ledger, lambda row: _definition(row, ledger))


def _structure(table: Table, ledger: Ledger, plan: Plan) -> None:
    above: dict[str, SocGroup] = {
        "all": _put(ledger, ALL_OCCUPATIONS, SocLevel.TOTAL, {"title": "All occupations"}, None)
    }
    title_place = max(table.columns.values()) + 1

    def group(row: Row) -> None:
        name = next((name for name in LEVELS if not row.is_missing(name)), None)
        if name is None:
            raise cells.CellError("is no code of any level")
        code = row.read(name, cells.soc_code)
        title = cells.text(row.cells[title_place]) if title_place < len(row.cells) else ""
        if not title:
            raise row.refusal(name, "has no title beside it")
        for lower in list(LEVELS)[list(LEVELS).index(name) :]:
            above.pop(lower, None)
        above[name] = _put(ledger, code, LEVELS[name], {"title": title}, list(above.values())[-1])

    plan.each(table, ledger, group)


def _definition(row: Row, ledger: Ledger) -> None:
    code = row.read("code", cells.soc_code)
    level = LEVELS.get(row.text("level").lower())
    if level is None:
        raise row.refusal("level", "is no level of the SOC")
    values = {"title": row.text("title")}
    if definition := row.text("definition"):
        values["definition"] = definition
    _put(ledger, code, level, values, None)


def _put(ledger: Ledger, code: str, level: SocLevel, values: dict[str, str], parent: SocGroup | None) -> SocGroup:
    start = {"edition": SocEdition.SOC_2018, "code": code, "level": level}
    return ledger.put(f"soc:2018:{code}", values, new=start, fill={"parent": parent})


IMPORTER = Soc()
