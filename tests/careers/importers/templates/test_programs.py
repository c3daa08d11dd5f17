"""Programs of study in templates."""

import pytest

from careers.models import ProgramAward, ProgramLink
from tests import builders
from tests.careers.importers.templates.filled import MANY, counts, plan_of, row_error, take

pytestmark = pytest.mark.django_db


def test_programs_have_levels_and_lead_to_careers(table):
    maker = builders.occupation("Makers", onet_soc_code="17-3029.09", soc=builders.soc_group("17-3029"))
    miller = builders.occupation("Millers", soc=builders.soc_group("51-4041", "Machinists"))
    other = builders.occupation("Turners", soc=miller.soc)
    rows = [
        {"description": "How.", "awards": "Certificate; associate degree;", "careers": "17-3029.09"},
        {"careers": "51-4041", "relation": "to consider"},
    ]  # fmt: skip
    plan = take("programs", table("programs", *rows))
    assert (plan.errors, counts(plan, "programs")) == ([], {"added": 1})
    links = ProgramLink.objects.order_by("occupation__title").values_list("occupation__title", "kind", "program__name")
    assert list(links) == [
        ("Makers", "direct", "Making"),
        ("Millers", "consider", "Making"),
        ("Turners", "consider", "Making"),
    ]
    program = maker.program_links.get().program
    assert (program.source_key, program.description) == ("csv:valley-college:15.0613", "How.")
    assert sorted(ProgramAward.objects.values_list("level", flat=True)) == ["associate", "certificate"]
    assert other.program_links.get().release.source == "Valley College"


def test_programs_again_are_unchanged_and_dropped_careers_go_where_the_file_names_careers(table):
    for title, code in (("Makers", "17-3029.09"), ("Millers", "51-4041.00")):
        builders.occupation(title, onet_soc_code=code)
    both = table("programs", {"careers": "17-3029.09; 51-4041.00", "awards": "associate"})
    take("programs", both)
    assert not plan_of("programs", both)[0].writes_anything()
    take("programs", table("programs", {"careers": ""}))
    assert ProgramLink.objects.count() == 2
    assert counts(take("programs", table("programs", {"careers": "51-4041.00"})), "programs of careers") == {
        "unchanged": 1, "gone": 1
    }  # fmt: skip
    assert list(ProgramLink.objects.values_list("occupation__title", flat=True)) == ["Millers"]


def test_official_programs_keep_their_names_and_have_their_gaps_filled(table):
    program = builders.program("15.0613", "Official")
    program.source_key, program.official = "cip:15.0613", {"name": "Official"}
    program.save()
    plan = take("programs", table("programs", {"name": "Ours", "description": "How."}))
    program.refresh_from_db()
    assert (program.name, program.description, program.source_key) == ("Official", "How.", "cip:15.0613")
    assert plan.remarks == [
        "Valley College, Programs of study: 1 records have fields that another source speaks of. Its word was left there."
    ]
    take("programs", table("programs", {"name": "Ours", "description": "How, corrected."}))
    program.refresh_from_db()
    assert (program.description, program.differences) == ("How, corrected.", {})


def test_program_an_editor_wrote_keeps_its_words(table):
    builders.program("15.0613", "Ours")
    plan = take("programs", table("programs", {"name": "Theirs"}))
    assert counts(plan, "programs") == {"kept": 1}
    assert ProgramLink.objects.count() == 0


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ({"cip_code": "1.0101"}, "cip_code", "lost a zero of its CIP code (1.0101)"),
        ({"cip_code": "15.061"}, "cip_code", "lost a zero of its CIP code (15.061)"),
        ({"cip_code": ""}, "cip_code", "is empty"),
        ({"name": "# Making"}, "name", "cannot stand here: A line starts with “#”"),
        ({"name": "x" * 201}, "name", "is longer than 200 characters"),
        ({"awards": "diploma"}, "awards", "is none of these: certificate short, certificate, associate"),
        ({"careers": "17-3029"}, "careers", "names 17-3029, and no career here has this code"),
        ({"careers": "11-2011; Nov-11"}, "careers", "became a date in a spreadsheet program (Nov-11)"),
        ({"careers": "17-3029.9"}, "careers", "reads “17-3029.9”. An O*NET-SOC code is"),
        ({"relation": "maybe", "careers": "11-2011"}, "relation", "is none of these: direct, consider"),
    ],
)  # fmt: skip
def test_damage_of_a_program_is_named(table, row, column, why):
    builders.occupation("Managers", soc=builders.soc_group("11-2011", "Managers"))
    found = row_error("programs", table, row, MANY)
    assert (found[0], found[2][: len(why)]) == (column, why)


def test_program_in_two_rows_must_be_one(table):
    plan, _ = plan_of("programs", table("programs", {}, *MANY, {"name": "Making more"}))
    assert [(error.line, error.column, error.why) for error in plan.errors] == [
        (22, "name", "is not what line 2 says: “Making”")
    ]
