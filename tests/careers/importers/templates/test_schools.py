"""Schools and what they offer in templates."""

from decimal import Decimal

import pytest

from careers.models import ProgramOffering, School
from tests import builders
from tests.careers.importers.templates.filled import counts, plan_of, row_error, take

pytestmark = pytest.mark.django_db


def test_schools_with_and_without_programs(table):
    builders.program()
    rows = [
        {
            "street": "1 Road", "zip": "98902-1234", "control": "public", "other_names": "VC; Vee", "url": "https://v.example",
            "program_cip": "15.0613", "program_name": "Making Things", "award_level": "associate", "length": "6 quarters",
            "cost": "$9,450", "program_url": "https://v.example/m",
        },
        {"program_cip": "15.0613", "award_level": "certificate"},
        {"name": "Hill College", "unit_id": "236072"},
    ]  # fmt: skip
    plan = take("schools", table("schools", *rows))
    assert (plan.errors, counts(plan, "schools")) == ([], {"added": 2})
    school = School.objects.get(name="Valley College")
    assert (school.street, school.zip_code, school.control, school.other_names, school.slug) == (
        "1 Road", "98902-1234", "public", "VC\nVee", "valley-college"
    )  # fmt: skip
    offered = school.offerings.order_by("award_level").values_list("name", "award_level", "length", "cost", "url")
    assert list(offered) == [
        ("Making Things", "associate", "6 quarters", Decimal(9450), "https://v.example/m"), ("", "certificate", "", None, ""),
    ]  # fmt: skip
    assert (School.objects.get(name="Hill College").unit_id, ProgramOffering.objects.count()) == ("236072", 2)


def test_schools_again_are_unchanged_and_dropped_programs_go(table):
    builders.program()
    builders.program("15.0612", "Other")
    one, two = {"program_cip": "15.0613"}, {"program_cip": "15.0612"}
    take("schools", table("schools", one, two))
    assert not plan_of("schools", table("schools", one, two))[0].writes_anything()
    take("schools", table("schools", one))
    assert list(ProgramOffering.objects.values_list("program__cip_code", flat=True)) == ["15.0613"]
    take("schools", table("schools"))
    assert ProgramOffering.objects.count() == 1


def test_program_whose_row_is_refused_is_not_taken_away(table):
    builders.program()
    good = [{"name": f"College {number}"} for number in range(20)]
    take("schools", table("schools", {"program_cip": "15.0613"}, *good))
    plan = take("schools", table("schools", {"program_cip": "15.0613", "cost": "9 450 €"}, *good))
    assert [(error.line, error.column) for error in plan.errors] == [(2, "cost")]
    assert ProgramOffering.objects.count() == 1


@pytest.mark.parametrize(
    ("known", "row"),
    [
        ({"unit_id": "236072"}, {"unit_id": "236072", "name": "Renamed"}),
        ({"city": "Yakima", "state": "WA"}, {}),
        ({"city": "YAKIMA", "state": "WA"}, {"unit_id": "236072"}),
    ],
    ids=["by unit id", "by name and place", "by name, and its unit id is filled in"],
)
def test_school_that_is_there_is_known_again(table, known, row):
    builders.school("Valley College", **known)
    take("schools", table("schools", row))
    school = School.objects.get()
    assert school.name == "Valley College"
    assert school.unit_id == (known.get("unit_id") or row.get("unit_id"))


@pytest.mark.parametrize(
    ("known", "row"),
    [
        ({"city": "Yakima", "state": "WA", "unit_id": "236073"}, {"unit_id": "236072"}),
        ({"city": "Spokane", "state": "WA"}, {}),
    ],
)
def test_other_school_of_that_name_is_another(table, known, row):
    builders.school("Valley College", **known)
    take("schools", table("schools", row))
    assert sorted(School.objects.values_list("slug", flat=True)) == ["valley-college", "valley-college-yakima"]


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ({"zip": "7016"}, "zip", "lost the zero at its beginning"),
        ({"zip": "98902-12"}, "zip", "is no ZIP code"),
        ({"state": "Washington"}, "state", "is no postal code of a state or territory, such as WA"),
        ({"unit_id": "23607"}, "unit_id", "is no IPEDS unit ID of six digits"),
        ({"url": "javascript:alert(1)"}, "url", "cannot stand here: Enter a web address that starts with https://"),
        ({"url": "www.example.org"}, "url", "cannot stand here: Enter a web address that starts with https://"),
        ({"control": "church"}, "control", "is none of these: public, nonprofit, for profit"),
        ({"city": ""}, "city", "is empty"),
        ({"program_cip": "15.9999"}, "program_cip", "is a program of study that is not known here"),
        ({"program_name": "Making"}, "program_cip", "is empty, but program_name is filled in"),
        ({"program_cip": "15.0613", "cost": "9.450,00"}, "cost", "is written with a decimal comma"),
        ({"program_cip": "15.0613", "cost": "-1"}, "cost", "cannot stand here: "),
    ],
)  # fmt: skip
def test_damage_of_a_school_is_named(table, row, column, why):
    builders.program()
    good = [{"name": f"College {number}"} for number in range(20)]
    found = row_error("schools", table, row, good)
    assert (found[0], found[2][: len(why)]) == (column, why)


def test_schools_of_other_states_are_passed_over_and_not_called_gone(table):
    both = table("schools", {}, {"name": "Bend College", "city": "Bend", "state": "OR"})
    take("schools", both)
    plan = take("schools", table("schools"), states=frozenset({"WA"}))
    assert counts(plan, "schools") == {"unchanged": 1}
    assert counts(take("schools", table("schools")), "schools") == {"unchanged": 1, "gone": 1}
    assert School.objects.count() == 2
