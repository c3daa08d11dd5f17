"""Training programs that a state has approved for public money: the eligible training provider list, in New Jersey's layout.

Texts keep a second pair of quotation marks. CIP codes have no point; some lost their first zero, and those rows are refused,
because nobody can tell which digit is missing. ZIP codes lost their zero too, which can be put back. The numbers of the column
on length are explained nowhere, so that only clock hours are used.
"""

import datetime
import re
from collections import Counter

from careers.importers import cells
from careers.importers.cip import program_of
from careers.importers.lists import offerings, schools
from careers.importers.plan import Plan
from careers.importers.schools import street, web_address, zip_code
from careers.importers.source import Importer, Vintage, of_layout
from careers.importers.tables import Layout, Row, Table
from careers.models import DataRelease, Dataset, ProgramOffering, School

PROGRAMS = Layout(
    "training programs (New Jersey)",
    {
        "provider": "providerid", "title": "officialname", "cip": "cipcode", "cost": "totalcost", "description": "description",
        "status": "statusname", "id": "programid", "hours": "totalclockhours", "name": "name", "street": "street1",
        "city": "city", "state": "state", "zip": "zip", "url": "website",
    },
)  # fmt: skip
PROVIDERS = Layout(
    "training providers (New Jersey)",
    {
        "provider": "providerid", "name": "name", "street": "street1", "city": "city", "state": "state", "zip": "zip",
        "url": "website", "status": "statusname", "licence": "licensingagencyid",
    },
)  # fmt: skip

_unused = "pages do not show it."
ASIDE = (
    Layout(
        "outcomes (New Jersey)",
        {"provider": "providerid", "cip": "cipcode", "employed": "peremployed2"},
        why_aside=_unused,
    ),
    Layout("careers in demand (New Jersey)", {"soc": "soc", "title": "occupationtitle"}, why_aside=_unused),
    Layout("programs in demand (New Jersey)", {"cip": "cip", "title": "ciptitle"}, why_aside=_unused),
    Layout("programs held online (New Jersey)", {"program": "programid"}, why_aside=_unused),
    Layout(
        "credentials (New Jersey)",
        {"id": "id", "name": "name", "code": "code", "added": "datecreated"},
        why_aside=_unused,
    ),
)
APPROVED = "approved"


class Etpl(Importer):
    name = "New Jersey training programs"
    source = "New Jersey Department of Labor and Workforce Development"
    dataset = Dataset.SCHOOLS
    title = "Eligible Training Provider List"
    licence = "Public record of the State of New Jersey"
    url = "https://www.nj.gov/labor/"
    layouts = (PROGRAMS, PROVIDERS)

    def vintage(self, tables: list[Table]) -> Vintage:
        return Vintage("2021 to 2023", datetime.date(2023, 1, 1))

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        if not plan.wants("NJ"):
            plan.passed_over.append(release)
            return
        programs, providers = of_layout(tables, PROGRAMS), of_layout(tables, PROVIDERS)
        taking = Taking(plan, release)
        for table in providers:
            plan.each(table, schools(plan), taking.provider)
        for table in programs:
            plan.each(table, offerings(plan), taking.program)
        if programs:
            offerings(plan).close(lambda offering: offering.source_key.startswith("nj:"))
            plan.credit(ProgramOffering.objects.filter(source_key__startswith="nj:"), "release", release)
        for status, count in taking.passed.items():
            plan.remark(f"New Jersey: {count:,} rows whose status is “{status}” are passed over.")


class Taking:
    """One import of the list. Programs name their provider in full, so that either file will do without the other."""

    def __init__(self, plan: Plan, release: DataRelease):
        self.plan, self.release = plan, release
        self.passed: Counter[str] = Counter()
        self._schools: dict[str, School | None] = {}

    def provider(self, row: Row) -> None:
        if self._is_approved(row):
            self._schools[row.text("provider")] = _school(row, self.plan)

    def program(self, row: Row) -> None:
        if not self._is_approved(row):
            return
        number = row.text("provider")
        if number not in self._schools:
            self._schools[number] = _school(row, self.plan)
        school = self._schools[number]
        code = row.read("cip", cells.cip_code)
        program = row.read("cip", lambda cell: program_of(self.plan, code, ""))
        values = {
            "name": _plain(row.text("title")),
            "description": _plain(row.text("description")),
            "length": _hours(row),
            "cost": row.read_if_given("cost", cells.number),
        }
        if school is not None:
            new = {"program": program, "release": self.release}
            offerings(self.plan).put(f"nj:{row.text('id')}", values, owner=school, new=new)

    def _is_approved(self, row: Row) -> bool:
        if row.text("status").lower() == APPROVED:
            return True
        self.passed[row.text("status")] += 1
        return False


def _school(row: Row, plan: Plan) -> School | None:
    """The provider that a row of either file names; None where editors keep it out."""
    number, name = row.text("provider"), _plain(row.text("name"))
    if not number.isdigit():
        raise row.refusal("provider", "is no number of a provider")
    ledger, key = schools(plan), f"nj:{number}"
    known = ledger.find(key)
    if not name and known is None:
        raise row.refusal("name", "is empty")
    if not name:
        ledger.update(known, {})
        return known
    values = {
        "name": name, "street": street(_plain(row.text("street"))), "city": _plain(row.text("city")),
        "state": (row.text("state") or "NJ")[:2].upper(), "zip_code": zip_code(row.text("zip")),
        "url": web_address(row.text("url")),
    }  # fmt: skip
    new = {} if known is not None else {"slug": plan.slug(School, name, values["city"])}
    return ledger.put(key, values, new=new)


def _plain(words: str) -> str:
    """Without the second pair of quotation marks, and with spaces for line breaks and runs of spaces."""
    words = words.strip()
    if len(words) > 1 and words[0] == words[-1] == '"':
        words = words[1:-1].replace('""', '"')
    words = " ".join(words.split())
    return words.lstrip("#").strip()


def _hours(row: Row) -> str:
    hours = row.read_if_given("hours", cells.number)
    return f"{int(hours):,} hours" if hours and re.fullmatch(r"\d+(\.0+)?", str(hours)) else ""


IMPORTER = Etpl()
