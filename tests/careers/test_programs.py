"""Programs of study: the list, one program, and the ways to it."""

import re

import pytest

from careers.models import EducationProgram, ProgramOffering
from careers.search import current
from tests import builders, html

pytestmark = pytest.mark.django_db

WELDING = "/programs/48.0508/"


def read(visitor, url: str) -> str:
    return visitor.get(url).content.decode()


def programs_on(visitor, url: str) -> list[str]:
    """The names on a list page, in its order."""
    return [html.text(name) for name in re.findall(r'program__name"><a [^>]+>(.*?)</a>', read(visitor, url))]


def schools_on(visitor, url: str) -> list[str]:
    """The states and the schools under them, in the order of the page."""
    return re.findall(r'(?:<h3>|school__name"><a [^>]+>)([^<]+)', read(visitor, url).partition('id="schools"')[2])


def options(visitor, url: str, facet: str) -> list[tuple[str, str]]:
    """The choices of a facet with their counts."""
    (fieldset,) = re.findall(rf'<fieldset id="options-{facet}">(.*?)</fieldset>', read(visitor, url), re.DOTALL)
    return [
        (html.text(label), count)
        for label, count in re.findall(
            r'option__label">(.*?)</span>\s*<span class="option__count"><span aria-hidden="true">([^<]+)',
            fieldset,
            re.DOTALL,
        )
    ]


@pytest.fixture
def welding() -> EducationProgram:
    return builders.program("48.0508", "Welding Technology/Welder", description="You join metals.")


# The list ------------------------------------------------------------------------------------------------------------


def test_list_holds_programs_by_name_without_the_groups_that_sort_them(visitor, welding):
    builders.program("48", "Precision Production")
    builders.program("48.05", "Precision Metal Working")
    builders.program("48.0503", "assembly Technology")
    builders.program("21.0101", "Reserved")
    assert programs_on(visitor, "/programs/") == ["assembly Technology", "Welding Technology/Welder"]


def test_list_names_published_careers_and_counts_those_it_has_no_room_for(visitor, welding):
    builders.leads_to(welding, *(builders.occupation(f"Career {i}") for i in range(6)))
    builders.leads_to(
        welding, builders.occupation("Drafts", status="draft"), builders.occupation("Gone", status="retired")
    )
    assert "Leads to: Career 0 ; Career 1 ; Career 2 ; Career 3 ; 2 more" in html.text(read(visitor, "/programs/"))


def test_words_find_names_and_codes_with_or_without_their_point(visitor, welding):
    builders.program("51.3801", "Registered Nursing")
    for words in ("WELD", "welder+technology", "48.05", "480508", "48.0508"):
        assert programs_on(visitor, f"/programs/?q={words}") == ["Welding Technology/Welder"], words
    assert programs_on(visitor, "/programs/?q=welder+nursing") == []


def test_family_is_called_by_its_record_and_by_its_number_without_one(visitor, welding):
    builders.program("48", "Precision Production")
    builders.program("51.3801", "Registered Nursing")
    assert options(visitor, "/programs/", "family") == [("CIP family 51", "1"), ("Precision Production", "1")]
    assert programs_on(visitor, "/programs/?family=48") == ["Welding Technology/Welder"]
    assert len(programs_on(visitor, "/programs/?family=48&family=51")) == 2


def test_award_level_is_what_is_said_of_a_program_or_by_an_open_school(visitor, welding):
    welding.awards.create(level="certificate")
    nursing = builders.program("51.3801", "Registered Nursing")
    builders.offering(program=nursing, award_level="associate")
    builders.offering(program=welding, award_level="doctoral", school=builders.school("Gone", is_open=False))
    assert options(visitor, "/programs/", "award") == [
        ("Certificate, one year or more", "1"),
        ("Associate degree", "1"),
    ]
    assert programs_on(visitor, "/programs/?award=associate") == ["Registered Nursing"]


def test_state_leaves_what_its_open_schools_offer(visitor, welding):
    nursing = builders.program("51.3801", "Registered Nursing")
    builders.offering(program=welding, school=builders.school("A", state="WA"))
    builders.offering(program=nursing, school=builders.school("B", state="OR"))
    builders.offering(program=nursing, school=builders.school("C", state="WA", is_open=False))
    assert programs_on(visitor, "/programs/?state=WA") == ["Welding Technology/Welder"]


def test_unknown_choices_are_named_and_left_out(visitor, welding):
    page = read(visitor, "/programs/?family=99&award=medal&family=48")
    words = html.text(page)
    assert "Field of study: “99” is not one of our choices any more" in words
    assert "Ends with: “medal” is not one of our choices any more" in words
    assert programs_on(visitor, "/programs/?family=99&award=medal&family=48") == ["Welding Technology/Welder"]


def test_list_without_a_match_offers_ways_on(visitor, welding):
    assert "No program fits all of that." in html.text(read(visitor, "/programs/?q=astrology"))
    EducationProgram.objects.all().delete()
    assert "No programs of study are listed yet." in html.text(read(visitor, "/programs/"))


@pytest.mark.parametrize(
    "query", ["%00", "'", "%27%20OR%201=1--", "{{7*7}}", "<script>", "a" * 10_000, "%25", "_", "\\", "%F0%9F%91%A9"]
)
def test_hostile_words_break_nothing(visitor, welding, query):
    response = visitor.get(f"/programs/?q={query}&page=-1&family=%00")
    assert response.status_code == 200
    assert b"<script>" not in response.content


def test_pages_hold_24_and_a_page_too_far_is_the_last(visitor):
    for i in range(25):
        builders.program(f"48.{i:04}", f"Program {i:02}")
    assert programs_on(visitor, "/programs/") == [f"Program {i:02}" for i in range(24)]
    assert programs_on(visitor, "/programs/?page=99") == ["Program 24"]


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_takes_eight_queries(visitor, item_count, django_assert_num_queries):
    for i in range(item_count):
        program = builders.program(f"48.{i:04}", f"Welding {i}")
        builders.leads_to(program, builders.occupation())
        builders.offering(program=program, school=builders.school(f"School {i}", state="WA"))
    current.refresh()
    with django_assert_num_queries(8):
        visitor.get("/programs/?q=welding&state=WA")


# One program ---------------------------------------------------------------------------------------------------------


def test_page_says_what_it_is_and_where_it_leads(visitor, welding):
    builders.leads_to(welding, builders.occupation("Welders", entry_education="certificate"))
    builders.leads_to(welding, builders.occupation("Boilermakers"), builders.occupation("Artists"), kind="consider")
    builders.leads_to(
        welding, builders.occupation("Drafts", status="draft"), builders.occupation("Gone", status="retired")
    )
    page = read(visitor, WELDING)
    assert "You join metals." in html.text(page)
    assert [text for level, text in html.headings(page) if level == 3] == ["Directly", "Also worth a look"]
    assert re.findall(r'career-link__title">([^<]+)', page) == ["Welders", "Artists", "Boilermakers"]
    assert "Welders Certificate after high school" in html.text(page)
    assert "Leads to 3 careers" in html.text(page)


def test_schools_stand_by_state_the_agencys_first_and_closed_ones_are_left_out(visitor, welding):
    for name, values in {
        "Yuma College": {"state": "AZ"}, "Yakima College": {"state": "WA"}, "Bates College": {"state": "WA"},
        "Auburn College": {"state": "AL"}, "Somewhere": {}, "Gone College": {"state": "WA", "is_open": False},
    }.items():  # fmt: skip
        builders.offering(program=welding, school=builders.school(name, **values))
    builders.school("Other College", state="WA")
    assert schools_on(visitor, WELDING) == [
        "Washington", "Bates College", "Yakima College", "Alabama", "Auburn College", "Arizona", "Yuma College",
        "Place not known", "Somewhere",
    ]  # fmt: skip
    assert "Offered by 2 schools in Washington 5 schools in the whole country." in html.text(read(visitor, WELDING))


def test_schools_of_a_chosen_state_stand_alone(visitor, welding):
    for name, state in (("Yuma College", "AZ"), ("Yakima College", "WA")):
        builders.offering(program=welding, school=builders.school(name, state=state))
    page = read(visitor, WELDING)
    assert re.findall(r'<a href="([^"]+\?state=[^"]+)">([^<]+)<', page) == [
        (f"{WELDING}?state=WA#schools", "Washington "), (f"{WELDING}?state=AZ#schools", "Arizona "),
    ]  # fmt: skip
    assert schools_on(visitor, f"{WELDING}?state=AZ") == ["Arizona", "Yuma College"]
    assert schools_on(visitor, f"{WELDING}?state=TX&state=XX") == []
    assert "State: “XX” is not one of our choices any more" in html.text(read(visitor, f"{WELDING}?state=XX"))


def test_program_of_no_school_in_the_state_says_so(visitor, welding):
    builders.offering(program=welding, school=builders.school(state="AZ"))
    assert "Offered by 1 school Our sources name none in Washington." in html.text(read(visitor, WELDING))


def test_program_nobody_offers_and_no_career_names_says_so(visitor, welding):
    words = html.text(read(visitor, WELDING))
    assert "No career here names this program yet." in words
    assert "We know of no school that offers this program." in words


def test_school_shows_its_own_name_terms_and_text_of_each_course(visitor, welding):
    school = builders.school("Bates College", state="WA", city="Tacoma", control="public")
    builders.offering(program=welding, school=school, name="Welder Fitter", length="12 months", cost="8085.00")
    builders.offering(
        program=welding, school=school, award_level="", url="https://bates.example.org/", description="Sparks."
    )
    words = html.text(read(visitor, WELDING))
    assert "Bates College Tacoma, WA · Public" in words
    assert "Welder Fitter: Associate degree, 12 months, $8,085 for the whole program" in words
    assert "Read more at the school (external link)" in words
    assert words.count("Bates College") == 1


def test_levels_and_names_are_those_of_all_open_schools(visitor, welding):
    welding.awards.create(level="associate")
    for i, (name, level) in enumerate(
        [("Welder", "certificate"), ("Fitter", ""), ("fitter", ""), ("Fitter", ""), (welding.name, "")]
    ):
        builders.offering(program=welding, name=name, award_level=level, school=builders.school(f"School {i}"))
    builders.offering(
        program=welding, name="Old Name", award_level="doctoral", school=builders.school("Gone", is_open=False)
    )
    words = html.text(read(visitor, WELDING))
    assert "Ends with Certificate, one year or more or Associate degree" in words
    assert "when you search a school's pages: Fitter Welder Was this page useful?" in words
    assert "Old Name" not in words


def test_related_programs_are_those_of_the_series(visitor, welding):
    builders.program("48", "Precision Production")
    builders.program("48.05", "Precision Metal Working")
    builders.program("48.0503", "Machine Shop")
    builders.program("48.0701", "Woodworking")
    page = read(visitor, WELDING)
    (related,) = re.findall(r'<section id="related".*?</section>', page, re.DOTALL)
    assert (
        html.text(related)
        == "Related programs These belong to the same group, Precision Metal Working: Machine Shop CIP 48.0503"
    )
    assert '<a href="/programs/?family=48">Precision Production</a>' in page


def test_page_names_the_releases_it_shows_something_of(visitor, welding):
    crosswalk, directory, other = (
        builders.release("programs", source=name) for name in ("Crosswalk", "Directory", "Other")
    )
    builders.leads_to(welding, builders.occupation(), release=crosswalk)
    builders.offering(program=welding, release=directory)
    page = read(visitor, WELDING)
    assert [name for name in ("Crosswalk", "Directory", other.source) if name in html.text(page)] == [
        "Crosswalk",
        "Directory",
    ]


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_takes_eight_queries(visitor, welding, item_count, django_assert_num_queries):
    release = builders.release("programs")
    for i in range(item_count):
        builders.leads_to(welding, builders.occupation(), release=release)
        builders.program(f"48.05{i:02}", f"Welding {i}")
        school = builders.school(f"School {i}", state="WA")
        builders.offering(program=welding, school=school, release=release, name=f"Name {i}")
    with django_assert_num_queries(8):
        response = visitor.get(WELDING)
    words = html.text(response.content.decode())
    assert [word for word in ("School", "Welding", "Name") if f"{word} {item_count - 1}" not in words] == []


# Ways to it ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("480508", WELDING),
        ("48.05", "/programs/?q=48.05"),
        ("4805", "/programs/?q=48.05"),
        ("48", "/programs/?family=48"),
    ],
)
def test_other_ways_to_write_a_code_lead_on_for_good(visitor, welding, code, address):
    response = visitor.get(f"/programs/{code}/")
    assert (response.status_code, response["Location"]) == (301, address)
    assert programs_on(visitor, address) == [welding.name] or address == WELDING


@pytest.mark.parametrize(
    "code", ["99.9999", "999999", "99", "48.05080", "48.0509", "weld", "4", "48.", "%00", "'", "48.0508%0A"]
)
def test_code_of_no_program_is_a_designed_404(visitor, welding, code):
    response = visitor.get(f"/programs/{code}/")
    assert response.status_code == 404
    assert "There is no page at this address" in html.text(response.content.decode())


def test_careers_page_links_its_programs(visitor, welding):
    career = builders.occupation("Welders")
    builders.leads_to(welding, career)
    assert f'<a href="{WELDING}">Welding Technology/<wbr>Welder</a>' in read(visitor, career.get_absolute_url())


def test_offering_of_a_school_closed_since_is_not_listed():
    builders.offering(school=builders.school("Gone", is_open=False))
    builders.offering(school=builders.school("Open"))
    assert [offering.school.name for offering in ProgramOffering.objects.listed()] == ["Open"]
