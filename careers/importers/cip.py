"""Programs of study: the Classification of Instructional Programs of 2020.

The list holds three levels, told apart by the length of the code, and also codes that were deleted or given up for another one
("Moved from"; the new code says "Moved to"); those are passed over. In the agency's own file codes are written `="01.0101"`.
Titles end with a full stop, those of families are in capitals.
"""

import datetime

from careers.importers import cells
from careers.importers.lists import programs
from careers.importers.naming import program_name
from careers.importers.plan import Plan
from careers.importers.source import Importer, Vintage
from careers.importers.tables import Layout, Row, Table
from careers.models import DataRelease, Dataset, EducationProgram

PROGRAMS = Layout(
    "programs of study (CIP 2020)",
    {
        "family": "cipfamily", "code": "cipcode", "action": "action", "change": "textchange", "title": "ciptitle",
        "definition": "cipdefinition",
    },
)  # fmt: skip
CODE_CHANGES = Layout(
    "CIP codes of 2010 and 2020",
    {"old": "cipcode2010", "new": "cipcode2020"},
    why_aside="it says what became of codes of 2010; the list of 2020 is what pages need.",
)


class Cip(Importer):
    name = "CIP 2020"
    source = "National Center for Education Statistics"
    dataset = Dataset.PROGRAMS
    title = "Classification of Instructional Programs"
    url = "https://nces.ed.gov/ipeds/cipcode/"
    layouts = (PROGRAMS,)

    def vintage(self, tables: list[Table]) -> Vintage:
        return Vintage("2020", datetime.date(2020, 1, 1))

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        ledger = programs(plan)
        passed = 0

        def program(row: Row) -> None:
            nonlocal passed
            if row.text("action").lower() in ("deleted", "moved from"):
                passed += 1
                return
            code = row.read("code", cells.cip_code)
            values = {"name": program_name(row.text("title"), code)}
            if definition := row.text("definition"):
                values["description"] = definition
            ledger.put(f"cip:{code}", values, new={"cip_code": code})

        for table in tables:
            plan.each(table, ledger, program)
        ledger.close(lambda program: program.source_key.startswith("cip:") and bool(program.description))
        plan.remark(f"CIP 2020: {passed:,} codes that were deleted or given up for others are passed over.")


def program_of(plan: Plan, code: str, name: str) -> EducationProgram:
    """The program with this code; made of the code and a name when it is not there. Raises CellError without one."""
    ledger = programs(plan)
    known = ledger.find_by(code)
    if known is not None:
        return known
    if not name:
        raise cells.CellError(f"is a program of study that is not known here ({code}). Import the CIP list first.")
    return ledger.put(f"cip:{code}", {"name": program_name(name, code)}, new={"cip_code": code})


IMPORTER = Cip()
