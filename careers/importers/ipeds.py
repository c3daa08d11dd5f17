"""Colleges and what they offer: the directory of IPEDS (`hd`) and its charges by program (`ic_py`).

`-1`, `-2`, `-3`, a point and a single space stand for missing values, and values are padded. Aliases are parted by `|` in one
school and by commas, which also stand inside names, in the next: only `|` parts them here. Most web addresses have no scheme.
Closed schools are in the list. The rows of the charges have one field more than their headings.

Charges name up to six programs of a school. Of the largest the published tuition and fees of the whole program are in four
columns by year, of the others in one. Only schools that reckon by program, not by academic year, are in that file.
"""

import datetime
import re
from collections import Counter

from careers.importers import cells
from careers.importers.cip import program_of
from careers.importers.lists import areas, offerings, schools
from careers.importers.plan import Plan
from careers.importers.schools import street, web_address, zip_code
from careers.importers.source import Importer, Vintage, of_layout
from careers.importers.tables import Layout, Row, Table
from careers.models import DataRelease, Dataset, ProgramOffering, School

DIRECTORY = Layout(
    "schools (IPEDS directory)",
    {
        "id": "unitid", "name": "instnm", "street": "addr", "city": "city", "state": "stabbr", "zip": "zip", "url": "webaddr",
        "control": "control",
    },
    {"aliases": "ialias", "active": "cyactive", "cbsa": "cbsa"},
)  # fmt: skip
CHARGES = Layout(
    "programs and charges (IPEDS)",
    {"id": "unitid", **{f"cip{number}": f"cipcode{number}" for number in range(1, 7)}},
    {
        "cost1": "chg1py3",
        **{f"cost{number}": f"ciptuit{number}" for number in range(2, 7)},
        **{f"months{number}": f"mthcmp{number}" for number in range(1, 7)},
    },
)

MISSING = frozenset({"", ".", "-1", "-2", "-3"})
CONTROLS = {"1": School.Control.PUBLIC, "2": School.Control.NONPROFIT, "3": School.Control.FOR_PROFIT}


class Ipeds(Importer):
    name = "IPEDS"
    source = "National Center for Education Statistics"
    dataset = Dataset.SCHOOLS
    title = "Integrated Postsecondary Education Data System"
    url = "https://nces.ed.gov/ipeds/"
    layouts = (DIRECTORY, CHARGES)

    def vintage(self, tables: list[Table]) -> Vintage:
        """Only the names of the official files hold the year: `hd2020`, `ic2020_py`."""
        found = re.search(r"(20\d\d)", tables[0].path.stem)
        year = int(found[1]) if found else None
        return Vintage(
            f"{year}-{(year + 1) % 100:02}" if year else "year not stated", datetime.date(year, 9, 1) if year else None
        )

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        for table in of_layout(tables, DIRECTORY):
            plan.each(table, schools(plan), lambda row: _school(row, plan))
        if of_layout(tables, DIRECTORY):
            schools(plan).close(lambda school: school.source_key.startswith("ipeds:") and not plan.states)
        for table in of_layout(tables, CHARGES):
            _charges(table, release, plan)


def _value(row: Row, column: str) -> str:
    words = row.text(column)
    return "" if words in MISSING else words


def _school(row: Row, plan: Plan) -> None:
    state, name, unit_id = _value(row, "state"), _value(row, "name"), _value(row, "id")
    if not re.fullmatch(r"\d{6}", unit_id):
        raise row.refusal("id", "is no unit id of six digits")
    if not name:
        raise row.refusal("name", "is empty")
    if not plan.wants(state):
        return
    ledger = schools(plan)
    key = f"ipeds:{unit_id}"
    values = {
        "name": name,
        "other_names": "\n".join(alias.strip() for alias in _value(row, "aliases").split("|") if alias.strip()),
        "control": CONTROLS.get(_value(row, "control"), ""),
        "street": street(_value(row, "street")),
        "city": _value(row, "city"),
        "state": state[:2],
        "zip_code": zip_code(_value(row, "zip")),
        "url": web_address(_value(row, "url")),
        "is_open": _value(row, "active") != "3",
    }
    # A school that an editor or a template brought first has its number, but not our key.
    known = ledger.find(key) or plan.known(ledger, "unit_id").get(unit_id)
    slug = known.slug if known is not None else plan.slug(School, name, f"{values['city']} {state}")
    new = {"unit_id": unit_id, "slug": slug}
    ledger.put(key, values, new=new, fill={"area": areas(plan).find_by(_value(row, "cbsa"))})


def _charges(table: Table, release: DataRelease, plan: Plan) -> None:
    ledger = offerings(plan)
    unknown = 0
    spoken_of: set[int | None] = set()

    def charges(row: Row) -> None:
        nonlocal unknown
        school = schools(plan).find(f"ipeds:{_value(row, 'id')}")
        if school is None:
            unknown += 1
            return
        spoken_of.add(school.pk)
        times: Counter[str] = Counter()
        for number in range(1, 7):
            if not _value(row, f"cip{number}"):
                continue
            code = row.read(f"cip{number}", cells.cip_code)
            times[code] += 1
            # A school may offer one program twice, in courses of different length.
            key = f"ipeds:{code}" if times[code] == 1 else f"ipeds:{code}:{times[code]}"
            values = {"length": _months(row, f"months{number}"), "cost": _cost(row, f"cost{number}")}
            new = {"program": program_of(plan, code, ""), "release": release}
            ledger.put(key, values, owner=school, new=new)

    plan.each(table, ledger, charges)
    ledger.close(lambda offering: offering.source_key.startswith("ipeds:") and offering.school_id in spoken_of)
    plan.credit(ProgramOffering.objects.filter(source_key__startswith="ipeds:"), "release", release)
    if unknown:
        plan.remark(f"IPEDS: {unknown:,} schools with charges are not in the directory here, or of another state.")


def _months(row: Row, column: str) -> str:
    if not _value(row, column):
        return ""
    months = int(row.read(column, cells.number))
    return f"{months} month" if months == 1 else f"{months} months"


def _cost(row: Row, column: str):
    return row.read(column, cells.number) if _value(row, column) else None


IMPORTER = Ipeds()
