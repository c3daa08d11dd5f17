"""Schools: the list, and one school with what it teaches."""

import re

import pytest

from careers.codes import STATE_NAMES
from careers.models import School
from careers.search import current
from tests import builders, html

pytestmark = pytest.mark.django_db


def read(visitor, url: str) -> str:
    return visitor.get(url).content.decode()


def schools_on(visitor, url: str) -> list[str]:
    """The states and the schools under them, in the order of the page."""
    return re.findall(r'(?:<h3>|school__name"><a [^>]+>)([^<]+)', read(visitor, url))


def options(visitor, url: str, facet: str) -> list[str]:
    """The choices of a facet with their counts: `Public 2 2 schools`."""
    (fieldset,) = re.findall(rf'<fieldset id="options-{facet}">(.*?)</fieldset>', read(visitor, url), re.DOTALL)
    return [html.text(label) for label in re.findall(r"<label.*?</label>", fieldset, re.DOTALL)]


# The list ------------------------------------------------------------------------------------------------------------


def test_list_is_by_state_and_name_the_agencys_state_first(visitor):
    for name, state in {
        "yuma": "AZ", "Tempe": "AZ", "Auburn": "AL", "Yakima": "WA", "Nowhere": "", "Abroad": "ZZ", "Unknown": "",
    }.items():  # fmt: skip
        builders.school(name, state=state)
    assert schools_on(visitor, "/schools/") == [
        "Washington", "Yakima", "Alabama", "Auburn", "Arizona", "Tempe", "yuma", "Place not known", "Nowhere", "Unknown", "ZZ",
        "Abroad",
    ]  # fmt: skip
    assert "Those in Washington come first." in html.text(read(visitor, "/schools/"))


def test_another_agencys_state_comes_first_there(visitor, settings):
    settings.AGENCY_STATE = "AZ"
    builders.school("Yakima", state="WA")
    builders.school("Tempe", state="AZ")
    assert schools_on(visitor, "/schools/") == ["Arizona", "Tempe", "Washington", "Yakima"]


def test_closed_schools_are_not_listed(visitor):
    builders.school("Open", state="WA")
    builders.school("Closed", state="WA", is_open=False)
    assert schools_on(visitor, "/schools/") == ["Washington", "Open"]


def test_words_find_names_other_names_and_cities(visitor):
    builders.school("Bates Technical College", city="Tacoma", other_names="Bates VoTech")
    builders.school("Yakima Valley College", city="Yakima")
    for words in ("bates", "votech", "tacoma", "college+tacoma", "TECHNICAL"):
        assert schools_on(visitor, f"/schools/?q={words}")[1:] == ["Bates Technical College"], words
    assert schools_on(visitor, "/schools/?q=bates+yakima") == []


def test_filters_combine_and_count(visitor):
    for name, state, control in (("A", "WA", "public"), ("B", "WA", "for_profit"), ("C", "OR", "public")):
        builders.school(name, state=state, control=control)
    assert schools_on(visitor, "/schools/?state=WA&control=public") == ["Washington", "A"]
    assert schools_on(visitor, "/schools/?state=WA&state=OR&control=public") == ["Washington", "A", "Oregon", "C"]
    assert options(visitor, "/schools/", "control") == ["Public 2 2 schools", "Private, for profit 1 1 school"]
    assert options(visitor, "/schools/?control=public", "state") == ["Washington 1 1 school", "Oregon 1 1 school"]


def test_unknown_choices_are_named_and_left_out(visitor):
    builders.school("A", state="WA")
    words = html.text(read(visitor, "/schools/?state=XX&control=secret"))
    assert "State: “XX” is not one of our choices any more" in words
    assert "Who runs it: “secret” is not one of our choices any more" in words
    assert schools_on(visitor, "/schools/?state=XX&control=secret") == ["Washington", "A"]


def test_list_without_a_match_offers_ways_on(visitor):
    assert "No schools are listed yet." in html.text(read(visitor, "/schools/"))
    builders.school("A")
    assert "No school fits all of that." in html.text(read(visitor, "/schools/?q=zzz"))


@pytest.mark.parametrize("query", ["%00", "'", "{{7*7}}", "<script>", "a" * 10_000, "%25", "_", "\\"])
def test_hostile_words_break_nothing(visitor, query):
    builders.school("A", state="WA")
    response = visitor.get(f"/schools/?q={query}&state=%00&page=x")
    assert response.status_code == 200
    assert b"<script>" not in response.content


def test_schools_of_one_name_keep_their_order_from_page_to_page(visitor):
    for i in range(26):
        builders.school("Beauty School", slug=f"beauty-{i:02}", state="WA")
    slugs = [
        slug
        for page in (1, 2)
        for slug in re.findall(r'href="/schools/(beauty-\d+)/', read(visitor, f"/schools/?page={page}"))
    ]
    assert slugs == [f"beauty-{i:02}" for i in range(26)]


def test_every_state_has_its_place_in_the_order():
    for state in reversed(STATE_NAMES):
        builders.school(f"School {state}", state=state)
    assert list(School.objects.by_state("WA").values_list("state", flat=True)) == [
        "WA", *(state for state in STATE_NAMES if state != "WA"),
    ]  # fmt: skip


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_takes_five_queries(visitor, item_count, django_assert_num_queries):
    for i in range(item_count):
        builders.school(f"College {i}", state="WA", control="public")
    current.refresh()
    with django_assert_num_queries(5):
        response = visitor.get("/schools/?q=college")
    assert f"College {item_count - 1}" in html.text(response.content.decode())


# One school ----------------------------------------------------------------------------------------------------------


def test_page_says_where_it_is_and_who_runs_it(visitor):
    builders.school(
        "Bates Technical College", street="1101 Yakima Ave", city="Tacoma", state="WA", zip_code="98405", control="public",
        url="https://bates.example.org/", unit_id="235671", other_names="Bates\nBates VoTech",
    )  # fmt: skip
    page = read(visitor, "/schools/bates-technical-college/")
    words = html.text(page)
    assert "Where 1101 Yakima Ave, Tacoma, WA 98405 Who runs it Public" in words
    assert "Website https://bates.example.org/ (external link)" in words
    assert "Also called Bates; Bates VoTech" in words
    assert '<a href="https://nces.ed.gov/collegenavigator/?id=235671" rel="external">College Navigator</a>' in page
    assert "has closed" not in words


def test_what_nobody_knows_of_a_school_is_left_out(visitor):
    builders.school("Bates")
    page = read(visitor, "/schools/bates/")
    assert "<dt>" not in page
    assert "We do not have this school's programs yet." in html.text(page)


def test_programs_lead_to_their_page_and_to_published_careers(visitor):
    school, welding = builders.school("Bates"), builders.program("48.0508", "Welding")
    builders.leads_to(welding, builders.occupation("Welders"), builders.occupation("Draft", status="draft"))
    builders.leads_to(welding, builders.occupation("Artists"), kind="consider")
    builders.leads_to(welding, builders.occupation("Gone", status="retired"))
    builders.offering(school=school, program=welding, name="Night Welding", length="6 months")
    builders.offering(school=school, program=welding, name="Day Welding", award_level="")
    (programs,) = re.findall(r'<ul class="program-list">.*?</ul>', read(visitor, "/schools/bates/"), re.DOTALL)
    assert html.text(programs) == (
        "Welding CIP 48.0508 Day Welding Night Welding: Associate degree, 6 months Leads to: Welders ; Artists "
        "Add Welding to my list"
    )
    assert re.findall(r'href="([^"]+)"', programs) == [
        "/programs/48.0508/", "/careers/welders/", "/careers/artists/", "/list/?programs=48.0508",
    ]  # fmt: skip


def test_many_careers_of_a_program_are_on_the_programs_page(visitor):
    welding = builders.program("48.0508", "Welding")
    builders.leads_to(welding, *(builders.occupation(f"Career {i}") for i in range(7)))
    builders.offering(school=builders.school("Bates"), program=welding)
    page = read(visitor, "/schools/bates/")
    assert re.findall(r">(Career \d)<", page) == ["Career 0", "Career 1", "Career 2", "Career 3"]
    assert '<a href="/programs/48.0508/#careers">3 more</a>' in page


def test_closed_school_keeps_its_page_and_says_so(visitor):
    builders.offering(school=builders.school("Gone College", is_open=False))
    response = visitor.get("/schools/gone-college/")
    words = html.text(response.content.decode())
    assert response.status_code == 200
    assert "This school has closed." in words
    assert "Manufacturing Engineering Technology" in words


def test_unknown_school_is_a_designed_404(visitor):
    response = visitor.get("/schools/no-such-school/")
    assert response.status_code == 404
    assert "There is no page at this address" in html.text(response.content.decode())


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_takes_three_queries(visitor, item_count, django_assert_num_queries):
    school, release = builders.school("Bates"), builders.release("programs")
    for i in range(item_count):
        program = builders.program(f"48.{i:04}", f"Program {i}")
        builders.offering(school=school, program=program, release=release)
        builders.leads_to(program, builders.occupation(f"Career {i}"), release=release)
    with django_assert_num_queries(3):
        response = visitor.get("/schools/bates/")
    words = html.text(response.content.decode())
    assert [word for word in ("Program", "Career") if f"{word} {item_count - 1}" not in words] == []
