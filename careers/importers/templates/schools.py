"""The template of schools and what they offer."""

from typing import Any

from careers.importers import cells, lists
from careers.importers.plan import Ledger
from careers.importers.tables import Row, Table
from careers.importers.templates import reading
from careers.importers.templates.base import FromTemplate, Once, Sender, Spoken, where
from careers.models import ProgramOffering, School


class Schools(FromTemplate):
    def take(self, tables: list[Table], sender: Sender) -> None:
        plan = sender.plan
        ledger = lists.schools(plan)
        known = KnownSchools(ledger)
        once = Once("name", "city", "state", "other_names", "street", "zip", "control", "url")
        taken: dict[tuple[Table, int], School] = {}

        def school(row: Row) -> None:
            reading.require(row, self.template)
            values = reading.values(row, School, ["name", "other_names", "street", "city", "control", "url"])
            for name, column, parse in (
                ("state", "state", reading.state),
                ("zip_code", "zip", reading.zip_code),
                ("unit_id", "unit_id", reading.unit_id),
            ):
                if row.text(column):
                    values[name] = row.read(column, parse)
            if not plan.wants(values["state"]):
                return
            identity = values.get("unit_id") or f"{values['name']}, {values['city']}, {values['state']}"
            one = once.find(row, identity)
            if one is None:
                record = known.find(values)
                new = {} if record else {"slug": plan.slug(School, values["name"], values["city"])}
                one = sender.put(ledger, sender.key(identity), values, record, new=new)
                once.add(row, identity, one)
            if one is not None:
                taken[row.table, row.line] = one

        for table in tables:
            plan.each(table, ledger, school)
        sender.close(ledger, lambda school: plan.wants(school.state))
        if any("program_cip" in table.columns for table in tables):
            _offerings(tables, taken, sender)


class KnownSchools:
    """The schools there are, by unit ID, and by name and place."""

    def __init__(self, ledger: Ledger):
        self._by_unit = {school.unit_id: school for school in ledger.records() if school.unit_id}
        self._by_name: dict[tuple[str, str, str], School] = {}
        for school in ledger.records():
            self._by_name.setdefault(self._name(vars(school)), school)

    @staticmethod
    def _name(values: dict[str, Any]) -> tuple[str, str, str]:
        return values["name"].casefold(), values["city"].casefold(), values["state"]

    def find(self, values: dict[str, Any]) -> School | None:
        unit = values.get("unit_id")
        if unit in self._by_unit:
            return self._by_unit[unit]
        alike = self._by_name.get(self._name(values))
        # Two campuses may share name and city; numbers that differ tell them apart.
        return alike if alike is not None and not (unit and alike.unit_id) else None


def _offerings(tables: list[Table], taken: dict[tuple[Table, int], School], sender: Sender) -> None:
    """The programs each school offers. A school that is named with programs is named with all of them."""
    plan = sender.plan
    listed = lists.programs(plan)
    ledger = lists.offerings(plan)
    spoken_of = Spoken()
    lines: dict[tuple, str] = {}
    columns = {
        "program_name": "name", "award_level": "award_level", "length": "length", "cost": "cost", "program_url": "url",
    }  # fmt: skip

    def offering(row: Row, school: School) -> None:
        code = row.read("program_cip", cells.cip_code)
        program = listed.find_by(code)
        if program is None:
            raise row.refusal("program_cip", "is a program of study that is not known here; import the CIP list first")
        values = {"name": "", "award_level": ""} | reading.values(row, ProgramOffering, columns)
        identity = code, values["award_level"], values["name"]
        if (id(school), *identity) in lines:
            raise row.refusal("program_cip", f"stands for this school in {lines[id(school), *identity]} already")
        lines[id(school), *identity] = where(row)
        known = ledger.find_by(program, values["name"], values["award_level"], owner=school)
        new = {"program": program, "release": sender.release}
        sender.put(ledger, sender.key(*identity), values, known, owner=school, new=new)

    def offered(row: Row) -> None:
        school = taken.get((row.table, row.line))
        if school is None:
            return
        if row.text("program_cip"):
            spoken_of.take(school, lambda: offering(row, school))
        elif given := [column for column in columns if row.text(column)]:
            raise row.refusal("program_cip", f"is empty, but {given[0]} is filled in")

    for table in tables:
        plan.each(table, ledger, offered)
    sender.replace(ledger, lambda one: one.school_id in spoken_of)
    mine = ProgramOffering.objects.filter(source_key__startswith=f"{sender.mark}:")
    plan.credit(mine, "release", sender.release)
