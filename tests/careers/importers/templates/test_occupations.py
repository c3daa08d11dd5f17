"""Careers in templates."""

import pytest

from careers.importers.apply import write
from careers.importers.plan import Plan
from careers.importers.templates import EXAMPLE_SOURCE, TEMPLATES
from careers.models import AlternateTitle, Occupation, Task
from tests import builders
from tests.careers.importers.templates.filled import counts, plan_of, row_error, take

pytestmark = pytest.mark.django_db


def test_career_of_a_states_own(table):
    row = {
        "summary": "Makers make <b>things</b>.\nAnd more.\n\nIt's \"work\".", "job_zone": "3", "holland_code": "RIC",
        "entry_education": "some college", "prior_experience": "Under 5", "job_training": "moderate",
        "at_a_glance": "make things; use tools", "alternate_titles": "Makers; Builders; builders ; Doers",
        "tasks": "Cut; then measure.\nClean up.", "licensing": "None.",
    }  # fmt: skip
    plan = take("occupations", table("occupations", row))
    assert plan.errors == []
    career = Occupation.objects.get()
    assert (career.title, career.singular_title, career.slug, career.status, career.soc.code, career.onet_soc_code) == (
        "Makers", "maker", "makers", "draft", "17-3029", ""
    )  # fmt: skip
    assert career.summary == '<p>Makers make &lt;b&gt;things&lt;/b&gt;.<br>And more.</p><p>It\'s "work".</p>'
    assert (career.entry_education, career.prior_experience, career.job_training, career.job_zone) == (
        "some_college", "under_5", "moderate", 3
    )  # fmt: skip
    assert (career.at_a_glance, career.licensing) == ("make things\nuse tools", "<p>None.</p>")
    assert list(career.alternate_titles.values_list("title", flat=True)) == ["Builders", "Doers"]
    assert list(career.tasks.values_list("statement", "kind")) == [
        ("Cut; then measure.", "specific"), ("Clean up.", "specific")
    ]  # fmt: skip
    assert (career.release.source, career.source_key) == (
        "Idaho Department of Labor", "csv:idaho-department-of-labor:17-3029:makers"
    )  # fmt: skip
    assert not plan_of("occupations", table("occupations", row))[0].writes_anything()


def test_two_careers_without_a_code_are_two(table):
    builders.occupation("Menders", soc=builders.soc_group("17-3029"))
    plan = take("occupations", table("occupations", {}, {"title": "Shapers"}, {"title": "menders", "job_zone": "2"}))
    assert counts(plan, "careers") == {"added": 2, "changed": 1}
    assert sorted(Occupation.objects.values_list("title", "job_zone")) == [
        ("Makers", None),
        ("Menders", 2),
        ("Shapers", None),
    ]


def test_career_of_onet_keeps_onets_words_and_tasks_and_has_its_gaps_filled(table):
    career = builders.occupation(
        "Official",
        onet_soc_code="17-3029.09",
        source_key="17-3029.09",
        official={"title": "Official", "job_zone": 3},
        job_zone=3,
    )
    Task.objects.create(occupation=career, statement="Weld.", source_key="1", official={"statement": "Weld."})
    AlternateTitle.objects.create(occupation=career, title="Welder", source_key="welder", official={"title": "Welder"})
    row = {
        "onet_soc_code": "17-3029.09", "soc_code": "", "title": "Ours", "job_zone": "4", "hiring": "Care.", "tasks": "Cut.",
        "alternate_titles": "welder; Joiner",
    }  # fmt: skip
    plan = take("occupations", table("occupations", row))
    career.refresh_from_db()
    assert (career.title, career.job_zone, career.hiring, career.differences) == ("Official", 3, "<p>Care.</p>", {})
    assert list(career.tasks.values_list("statement", flat=True)) == ["Weld."]
    assert sorted(career.alternate_titles.values_list("title", flat=True)) == ["Joiner", "Welder"]
    assert "Idaho Department of Labor: 1 careers have tasks from another source, which were left." in plan.remarks


def test_editors_changes_stay_and_dropped_tasks_go(table):
    take(
        "occupations",
        table("occupations", {"summary": "Old.", "tasks": "Cut.\nWeld.\nMend.", "alternate_titles": "Doers"}),
    )
    career = Occupation.objects.get()
    career.summary = "<p>Ours.</p>"
    career.save()
    Task.objects.filter(statement="Mend.").update(statement="Mend well.")
    plan = take("occupations", table("occupations", {"summary": "New.", "tasks": "Cut.\nDrill.", "hiring": "Care."}))
    career.refresh_from_db()
    assert (career.summary, career.differences, career.hiring) == (
        "<p>Ours.</p>",
        {"summary": "<p>New.</p>"},
        "<p>Care.</p>",
    )
    assert sorted(career.tasks.values_list("statement", flat=True)) == ["Cut.", "Drill.", "Mend well."]
    assert list(career.alternate_titles.values_list("title", flat=True)) == ["Doers"]
    assert counts(plan, "tasks") == {"added": 1, "unchanged": 1, "kept": 1, "gone": 1}


def test_official_source_takes_over_what_a_template_brought_first(table):
    row = {"onet_soc_code": "17-3029.09", "alternate_titles": "Doers; Joiners", "summary": "Ours.", "hiring": "Care."}
    take("occupations", table("occupations", row))
    plan = Plan()
    career = plan.ledger("careers", Occupation, natural=("onet_soc_code",)).put(
        "17-3029.09", {"title": "Makers", "summary": "<p>Official.</p>"}, new={"onet_soc_code": "17-3029.09"}
    )
    names = plan.ledger("alternate titles", AlternateTitle, owner="occupation", natural=("title",), shared=False)
    names.put("Doers", {"title": "Doers"}, owner=career)
    write(plan, [], None, publish=False)
    for again in range(2):
        plan = take("occupations", table("occupations", row))
        career = Occupation.objects.get()
        assert (career.source_key, career.summary, career.hiring) == (
            "17-3029.09",
            "<p>Official.</p>",
            "<p>Care.</p>",
        ), again
        assert sorted(career.alternate_titles.values_list("title", "source_key")) == [
            ("Doers", "Doers"), ("Joiners", "csv:idaho-department-of-labor:joiners")
        ]  # fmt: skip
    assert not plan.writes_anything()


def test_another_sources_import_leaves_rows_of_templates_alone(table):
    take("occupations", table("occupations", {"tasks": "Cut."}))
    plan = Plan()
    ledger = plan.ledger("tasks", Task, owner="occupation", natural=("statement",), whole=True, deletes=True)
    ledger.close()
    assert ledger.gone == []
    ledger.close(key="csv:idaho-department-of-labor:")
    assert [task.statement for task in ledger.gone] == ["Cut."]


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ({"soc_code": ""}, "soc_code", "is empty, and so is the O*NET-SOC code"),
        ({"onet_soc_code": "17-3026.01"}, "soc_code", "is not the SOC code inside 17-3026.01"),
        ({"soc_code": "17-0000"}, "soc_code", "is too wide a group for a career"),
        ({"soc_code": "11-Feb"}, "soc_code", "became a date in a spreadsheet program (11-Feb)"),
        ({"title": ""}, "title", "is empty"),
        ({"title": "Shapers 3"}, "title", "stands in line 2 already"),
        ({"summary": "Fine.\n\n# TODO ask Kim"}, "summary", "cannot stand here: A line starts with “#”: “# TODO ask Kim”"),
        ({"tasks": "Cut.\n#internal"}, "tasks", "cannot stand here: A line starts with “#”"),
        ({"job_zone": "6"}, "job_zone", "is none of these: 1, 2, 3, 4, 5"),
        ({"holland_code": "RR"}, "holland_code", "cannot stand here: A Holland code is"),
        ({"dot_code": "652382010"}, "dot_code", "cannot stand here: A DOT code is"),
        ({"entry_education": "college"}, "entry_education", "is none of these: none, high school, some college"),
    ],
)  # fmt: skip
def test_damage_of_a_career_is_named(table, row, column, why):
    good = [{"title": f"Shapers {number}"} for number in range(20)]
    if "stands" in why:
        plan, _ = plan_of("occupations", table("occupations", row, *good))
        assert [(error.line, error.column, error.why) for error in plan.errors] == [(6, "title", why)]
    else:
        found = row_error("occupations", table, row, good)
        assert (found[0], found[2][: len(why)]) == (column, why)


def test_script_in_prose_is_only_words(table):
    take("occupations", table("occupations", {"summary": "<script>alert(1)</script>"}))
    assert Occupation.objects.get().summary == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_example_source_is_obviously_an_example():
    assert all(row[0] == EXAMPLE_SOURCE for template in TEMPLATES.values() for row in template.examples)
