"""Charges by program: padded values, missing ones, programs that a school offers twice, schools that are not here."""

import pytest

from careers.importers import ipeds
from careers.importers.plan import Plan
from careers.importers.readers import read
from careers.models import DataRelease, School
from tests import builders

pytestmark = pytest.mark.django_db

NAMES = [
    "UNITID",
    *(f"CIPCODE{number}" for number in range(1, 7)),
    *("CHG1PY0", "CHG1PY3", "CIPTUIT1", "CIPTUIT2", "MTHCMP1", "MTHCMP2"),
]


@pytest.fixture
def charges(tmp_path):
    def plan(*rows: dict[str, str]) -> Plan:
        """Every row ends in a comma, as the agency's do."""
        lines = [",".join(NAMES)]
        lines += [",".join(f'"{row.get(name, "-2"):<8}"' for name in NAMES) + "," for row in rows]
        path = tmp_path / "ic2020_py.csv"
        path.write_text("\n".join(lines) + "\n")
        table = ipeds.CHARGES.match(read(path).sheets[0])
        values = ipeds.IMPORTER.release(ipeds.IMPORTER.vintage([table]))
        made = Plan()
        ipeds.IMPORTER.plan([table], DataRelease(**values["known"], **values["new"]), made)
        return made

    return plan


@pytest.fixture
def college() -> School:
    builders.program("12.0401", "Cosmetology")
    return School.objects.create(name="College", slug="college", unit_id="100654", source_key="ipeds:100654")


def offered(plan: Plan) -> list[tuple]:
    return [
        (one.source_key, one.length, one.cost and int(one.cost)) for one in plan.ledgers["programs at schools"].added
    ]


def test_cost_is_this_years_and_length_is_in_words(charges, college):
    row = {"UNITID": "100654", "CIPCODE1": "12.0401", "CHG1PY0": "9000", "CHG1PY3": "11500", "CIPTUIT1": "8000"}
    assert offered(charges(row | {"MTHCMP1": "9"})) == [("ipeds:12.0401", "9 months", 11_500)]
    assert offered(charges(row | {"MTHCMP1": "1"})) == [("ipeds:12.0401", "1 month", 11_500)]


@pytest.mark.parametrize("missing", [".", "-1", "-2", "-3", " ", ""])
def test_missing_charges_and_months_leave_the_program_without_them(charges, college, missing):
    row = {"UNITID": "100654", "CIPCODE1": "12.0401", "CHG1PY3": missing, "MTHCMP1": missing}
    assert offered(charges(row)) == [("ipeds:12.0401", "", None)]


def test_one_program_in_two_courses_is_offered_twice(charges, college):
    row = {"UNITID": "100654", "CIPCODE1": "12.0401", "CIPCODE2": "12.0401", "CHG1PY3": "11500", "CIPTUIT2": "4000"}
    assert offered(charges(row)) == [("ipeds:12.0401", "", 11_500), ("ipeds:12.0401:2", "", 4_000)]


def test_schools_that_are_not_here_are_counted(charges, college):
    plan = charges({"UNITID": "100654", "CIPCODE1": "12.0401"}, {"UNITID": "999999", "CIPCODE1": "12.0401"})
    assert len(offered(plan)) == 1
    assert plan.remarks == ["IPEDS: 1 schools with charges are not in the directory here, or of another state."]
