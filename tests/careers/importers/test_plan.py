"""Comparing with the database: what is new, changed, as it was, and the editors' own."""

import pytest

from careers.codes import FigureStatus
from careers.importers.apply import write
from careers.importers.cells import CellError
from careers.importers.lists import soc_groups
from careers.importers.plan import Plan
from careers.models import AlternateTitle, Occupation, RemovedRow, Task, WageStat
from tests import builders

pytestmark = pytest.mark.django_db


def careers(plan: Plan):
    return plan.ledger("careers", Occupation, natural=("onet_soc_code",))


def tasks(plan: Plan):
    return plan.ledger(
        "tasks", Task, owner="occupation", natural=("statement",), whole=True, shared=False, deletes=True
    )


def imported_career(**values) -> Occupation:
    """A career as an import leaves it: the source said its title and summary."""
    official = {"title": "Welders", "summary": "<p>Old.</p>"}
    values = {"summary": "<p>Old.</p>", "onet_soc_code": "51-4121.00", "source_key": "51-4121.00", **values}
    return builders.occupation("Welders", official=official, **values)


def say(summary: str, **values) -> tuple[Plan, Occupation]:
    """Hand over what a newer release says of that career, and write it."""
    plan = Plan()
    careers(plan).put("51-4121.00", {"summary": summary, **values}, new={"onet_soc_code": "51-4121.00"})
    write(plan, [], None, publish=False)
    return plan, Occupation.objects.get(onet_soc_code="51-4121.00")


def counts(plan: Plan, name: str = "careers") -> dict[str, int]:
    return {what: number for what, number in plan.counts()[name].items() if number}


def test_field_nobody_touched_follows_the_source():
    imported_career()
    plan, career = say("<p>New.</p>")
    assert counts(plan) == {"changed": 1}
    assert (career.summary, career.official["summary"], career.differences) == ("<p>New.</p>", "<p>New.</p>", {})


def test_field_an_editor_changed_stays_and_the_official_value_is_kept_beside_it():
    imported_career(summary="<p>Ours.</p>")
    plan, career = say("<p>New.</p>")
    assert counts(plan) == {"kept": 1}
    assert career.summary == "<p>Ours.</p>"
    assert career.differences == {"summary": "<p>New.</p>"}


def test_field_an_editor_emptied_stays_empty():
    imported_career(summary="")
    plan, career = say("<p>New.</p>")
    assert (counts(plan), career.summary) == ({"kept": 1}, "")


def test_field_that_editor_and_source_agree_on_again_follows_the_source_from_then_on():
    imported_career(summary="<p>New.</p>")
    plan, career = say("<p>New.</p>")
    assert (counts(plan), career.differences) == ({"unchanged": 1}, {})
    plan, career = say("<p>Newer.</p>")
    assert (counts(plan), career.summary) == ({"changed": 1}, "<p>Newer.</p>")


def test_same_again_is_unchanged_and_writes_nothing(django_assert_num_queries):
    imported_career()
    plan = Plan()
    careers(plan).put("51-4121.00", {"summary": "<p>Old.</p>"}, new={"onet_soc_code": "51-4121.00"})
    assert counts(plan) == {"unchanged": 1}
    assert not plan.writes_anything()
    with django_assert_num_queries(0):
        write(plan, [], None, publish=False)


@pytest.mark.parametrize("is_there", [True, False])
def test_relation_that_is_filled_in_where_it_is_empty_costs_no_query(django_assert_num_queries, is_there):
    above = builders.soc_group("51-4120", "Above")
    parent = {"parent": above} if is_there else {}
    builders.soc_group("51-4121", "Welders", source_key="soc:2018:51-4121", official={"title": "Welders"}, **parent)
    plan = Plan()
    ledger = soc_groups(plan)
    with django_assert_num_queries(0):
        ledger.put("soc:2018:51-4121", {"title": "Welders"}, fill={"parent": above})
    assert counts(plan, "SOC groups") == ({"unchanged": 1} if is_there else {"changed": 1})


def test_kept_field_whose_official_value_is_known_writes_nothing_again():
    imported_career(summary="<p>Ours.</p>")
    say("<p>New.</p>")
    plan = Plan()
    careers(plan).put("51-4121.00", {"summary": "<p>New.</p>"}, new={"onet_soc_code": "51-4121.00"})
    assert (counts(plan), plan.writes_anything()) == ({"kept": 1}, False)


def test_career_written_here_keeps_its_words_and_has_its_gaps_filled():
    builders.occupation("Welders", onet_soc_code="51-4121.00", summary="<p>Ours.</p>")
    plan, career = say("<p>Official.</p>", job_zone=3)
    assert counts(plan) == {"changed": 1}
    assert (career.summary, career.job_zone, career.differences) == ("<p>Ours.</p>", 3, {"summary": "<p>Official.</p>"})


def test_list_an_editor_wrote_is_left_whole_and_the_official_one_kept_with_the_career():
    own = imported_career()
    Task.objects.create(occupation=own, statement="Weld.")
    other = builders.occupation("Cooks", onet_soc_code="35-2014.00", source_key="35-2014.00")
    plan = Plan()
    careers(plan)
    for career in (own, other):
        tasks(plan).put("1", {"statement": "Join metal."}, owner=career)
    plan.settle()
    write(plan, [], None, publish=False)
    assert list(Task.objects.values_list("occupation__title", "statement")) == [
        ("Welders", "Weld."),
        ("Cooks", "Join metal."),
    ]
    assert Occupation.objects.get(pk=own.pk).official["list:tasks"] == [{"source_key": "1", "statement": "Join metal."}]
    assert counts(plan, "tasks") == {"added": 1, "kept": 1}


def test_rows_the_source_dropped_go_and_those_an_editor_worked_on_stay():
    career = imported_career()
    for key, statement in (("1", "Weld."), ("2", "Cut."), ("3", "Grind slowly.")):
        Task.objects.create(
            occupation=career,
            source_key=key,
            statement=statement,
            official={"statement": statement.replace(" slowly", "")},
        )
    plan = Plan()
    tasks(plan).put("1", {"statement": "Weld."}, owner=career)
    tasks(plan).close()
    write(plan, [], None, publish=False)
    assert list(Task.objects.values_list("statement", "source_key")) == [("Weld.", "1"), ("Grind slowly.", "")]
    assert counts(plan, "tasks") == {"unchanged": 1, "kept": 1, "gone": 1}


def test_row_an_editor_deleted_does_not_come_back_and_its_twin_does():
    career = imported_career()
    RemovedRow.objects.create(kind="Task", owner="51-4121.00", source_key="1", label="Weld.")
    plan = Plan()
    tasks(plan).put("1", {"statement": "Weld."}, owner=career)
    tasks(plan).put("2", {"statement": "Cut."}, owner=career)
    write(plan, [], None, publish=False)
    assert list(Task.objects.values_list("statement", flat=True)) == ["Cut."]


def test_name_an_editor_wrote_is_known_again_and_not_doubled():
    career = imported_career()
    AlternateTitle.objects.create(occupation=career, title="Metal Welder", search_only=True)
    plan = Plan()
    names = plan.ledger("alternate titles", AlternateTitle, owner="occupation", natural=("title",), shared=False)
    names.put("metal welder", {"title": "Metal Welder"}, owner=career, new={"search_only": False})
    write(plan, [], None, publish=False)
    assert list(AlternateTitle.objects.values_list("title", "search_only", "source_key")) == [
        ("Metal Welder", True, "metal welder")
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": "# a note"}, "cannot stand here: A line starts with “#”"),
        ({"title": "x" * 201}, "is longer than 200 characters"),
        ({"title": "a\x00b"}, "holds a character that is no text"),
        ({"job_zone": 9}, "cannot stand here: Value 9 is not a valid choice"),
        ({"holland_code": "RR"}, "cannot stand here: A Holland code is one to three different letters"),
    ],
)
def test_value_a_field_cannot_take_is_refused_in_the_editors_words(values, said):
    with pytest.raises(CellError, match=said):
        careers(Plan()).put("51-4121.00", values, new={"onet_soc_code": "51-4121.00"})


def test_planning_writes_nothing():
    imported_career()
    plan = Plan()
    careers(plan).put("51-4121.00", {"summary": "<p>New.</p>"}, new={"onet_soc_code": "51-4121.00"})
    careers(plan).put("35-2014.00", {"title": "Cooks"}, new={"onet_soc_code": "35-2014.00"})
    assert list(Occupation.objects.values_list("title", "summary")) == [("Welders", "<p>Old.</p>")]


def test_pathways_follow_the_source_until_an_editor_chooses_others():
    career = imported_career()
    one, two, three = (builders.pathway(name) for name in ("One", "Two", "Three"))

    def put(*wanted):
        plan = Plan()
        plan.put_members(Occupation.objects.get(pk=career.pk), "pathways", list(wanted))
        write(plan, [], None, publish=False)
        return plan, sorted(career.pathways.values_list("name", flat=True))

    assert put(one)[1] == ["One"]
    assert put(two)[1] == ["Two"]
    assert not put(two)[0].writes_anything()
    career.pathways.set([three])
    assert put(one)[1] == ["Three"]


# Figures -------------------------------------------------------------------------------------------------------------


def figures(release, soc, area, median):
    plan = Plan()
    ledger = plan.figures(WageStat, release)
    ledger.put(soc, area, {"hourly_median": median})
    ledger.close()
    write(plan, [], None, publish=False)
    row = WageStat.objects.get(soc=soc)
    return {what: number for what, number in ledger.counts().items() if number}, row


def test_corrected_figure_stays_corrected_and_others_follow_the_source():
    area, soc = builders.nation(), builders.soc_group()
    release = builders.release("wages", area)
    row = builders.wage(soc, area, release, median=None, hourly_median=20, hourly_median_status=FigureStatus.PUBLISHED)
    assert figures(release, soc, area, 21)[0] == {"changed": 1}
    row.refresh_from_db()
    row.official, row.hourly_median = {"hourly_median": "21", "hourly_median_status": "published"}, 30
    row.save()
    counted, row = figures(release, soc, area, 22)
    assert (counted, row.hourly_median, row.official["hourly_median"]) == ({"kept": 1}, 30, "22")


def test_figure_without_a_number_has_its_reason():
    area, soc = builders.nation(), builders.soc_group()
    _, row = figures(builders.release("wages"), soc, area, FigureStatus.WITHHELD)
    assert (row.hourly_median, row.hourly_median_status, row.hourly_mean_status) == (None, "withheld", "not_in_source")


def test_percentiles_that_fall_are_refused():
    ledger = Plan().figures(WageStat, builders.release("wages"))
    with pytest.raises(CellError, match="Percentiles must rise"):
        ledger.put(builders.soc_group(), builders.nation(), {"hourly_pct10": 30, "hourly_median": 20})


def test_release_knows_the_areas_it_covers():
    release = builders.release("wages")
    figures(release, builders.soc_group(), builders.nation(), 20)
    assert [area.code for area in release.areas.all()] == ["US"]
