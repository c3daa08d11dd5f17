"""Careers side by side."""

import re

import pytest

from careers.codes import FigureStatus
from careers.formatting import first_sentence
from careers.models import OccupationWording, PreviousSlug, RelatedOccupation, Task, WorkRequirement
from careers.scale import scale_to
from careers.search import current
from careers.wording import Wording
from tests import builders, html

pytestmark = pytest.mark.django_db


def page_at(visitor, address: str) -> str:
    response = visitor.get(address)
    assert response.status_code == 200
    return response.content.decode()


def shown(page: str) -> list[str]:
    """The careers at the head of the table, in its order."""
    return re.findall(r'class="comparison__career"[^>]*>([^<]+)<', page)


def rows(page: str) -> dict[str, list[str]]:
    """What each row says of each career, by its heading, without the names that a phone shows."""
    named = re.sub(r'<span class="comparison__name".*?</span>', "", page, flags=re.DOTALL)
    table = html.tables(named)[0]
    return {row[0]: row[1:] for row in table["rows"] if len(row) > 1}


def banners(page: str) -> list[str]:
    return [html.text(banner) for banner in re.findall(r'<p class="banner".*?</p>', page, re.DOTALL)]


@pytest.fixture
def two():
    """Bakers and Welders, with figures in Washington of one source."""
    bakers = builders.occupation("Bakers", entry_education="none", holland_code="RC", job_zone=2)
    welders = builders.occupation("Welders", entry_education="high_school", job_zone=2, prior_experience="none")
    wages = builders.release("wages", builders.state())
    ahead = builders.release("outlook", builders.state(), reference_period="2022-2032")
    for career, median, change, openings in ((bakers, "20.00", "4.0", 900), (welders, "28.00", "2.5", 1200)):
        builders.wage(career.soc, builders.state(), wages, median)
        builders.outlook(career.soc, builders.state(), ahead, change, annual_openings=openings)
    return bakers, welders


# What the address names ----------------------------------------------------------------------------------------------


def test_careers_stand_in_the_order_of_the_address(visitor, two):
    assert shown(page_at(visitor, "/compare/?careers=welders,bakers")) == ["Welders", "Bakers"]
    assert shown(page_at(visitor, "/compare/?careers=bakers,welders")) == ["Bakers", "Welders"]


def test_career_named_twice_stands_once(visitor, two):
    assert shown(page_at(visitor, "/compare/?careers=bakers,welders,bakers&careers=welders")) == ["Bakers", "Welders"]


def test_unknown_and_unpublished_careers_are_named_and_left_out(visitor, two):
    builders.occupation("Drafters", status="draft")
    page = page_at(visitor, "/compare/?careers=gone,bakers,drafters,welders")
    assert shown(page) == ["Bakers", "Welders"]
    assert banners(page) == [
        "We have no career at the address “gone”, so it was left out.",
        "We have no career at the address “drafters”, so it was left out.",
    ]


def test_known_careers_need_no_remark(visitor, two):
    assert banners(page_at(visitor, "/compare/?careers=bakers,welders")) == []


def test_renamed_career_is_shown_under_its_name_today_and_once(visitor, two):
    PreviousSlug.objects.create(occupation=two[0], slug="bread-makers")
    page = page_at(visitor, "/compare/?careers=bread-makers,welders,bakers")
    assert (shown(page), banners(page)) == (["Bakers", "Welders"], [])
    assert "bread-makers" not in page


def test_retired_career_is_named_with_what_replaces_it(visitor, two):
    builders.occupation("Forge Hands", status="retired", replaced_by=two[1])
    builders.occupation("Lamplighters", status="retired")
    page = page_at(visitor, "/compare/?careers=forge-hands,bakers,lamplighters")
    assert shown(page) == ["Welders", "Bakers"]
    assert banners(page) == [
        "Forge Hands is retired. Welders, which replaces it, stands in its place.",
        "Lamplighters is retired and nothing replaces it, so it was left out.",
    ]


def test_only_the_first_four_fit(visitor):
    for name in "abcde":
        builders.occupation(f"Career {name.upper()}", slug=name)
    page = page_at(visitor, "/compare/?careers=e,d,c,b,a")
    assert shown(page) == ["Career E", "Career D", "Career C", "Career B"]
    assert banners(page) == ["Four careers fit side by side. These were left out: Career A."]
    assert "Add another career" not in html.text(page)
    assert "Add another career" in html.text(page_at(visitor, "/compare/?careers=e,d,c"))


@pytest.mark.parametrize(
    "address", ["/compare/", "/compare/?careers=", "/compare/?careers=,,", "/compare/?careers=gone"]
)
def test_without_a_career_the_page_helps_to_choose(visitor, address):
    page = page_at(visitor, address)
    assert html.tables(page) == []
    assert "Choose a career" in [text for _, text in html.headings(page)]


def test_one_career_offers_those_related_to_it(visitor, two):
    RelatedOccupation.objects.create(occupation=two[0], to_occupation=two[1])
    RelatedOccupation.objects.create(occupation=two[0], to_occupation=builders.occupation("Hidden", status="draft"))
    page = page_at(visitor, "/compare/?careers=bakers")
    assert html.tables(page) == []
    assert re.findall(r'<li><a href="([^"]+)"><span class="visually-hidden">Add </span>([^<]+)', page) == [
        ("/compare/?careers=bakers,welders", "Welders")
    ]


def test_search_for_another_career_offers_what_fits_and_keeps_those_chosen(visitor, two):
    current.refresh()
    page = page_at(visitor, "/compare/?careers=bakers&q=weld&area=US")
    assert re.findall(r'<li><a href="(/compare/[^"]+)"', page) == ["/compare/?careers=bakers,welders&amp;area=US"]
    assert '<input type="hidden" name="careers" value="bakers">' in page
    assert "No career to add goes by" not in html.text(page)


def test_search_that_finds_nothing_says_so(visitor, two):
    current.refresh()
    assert "No career to add goes by “zzzz”" in html.text(page_at(visitor, "/compare/?careers=bakers&q=zzzz"))


@pytest.mark.parametrize(
    "careers",
    ["%00", "'", "%27%20OR%201=1--", "<script>alert(1)</script>", "{{7*7}}", "%ED%A0%80", "a" * 10_000, "," * 5_000, "../../x",
     "x," * 3_000, "%F0%9F%91%A9"],
)  # fmt: skip
def test_hostile_address_breaks_nothing(visitor, two, careers):
    page = page_at(visitor, f"/compare/?careers=bakers,welders,{careers}&area={careers[:50]}&q={careers[:200]}")
    assert shown(page) == ["Bakers", "Welders"]
    assert "<script>" not in page


def test_career_is_taken_out_by_a_link_that_keeps_the_area(visitor, two):
    builders.wage(two[0].soc, builders.metro())
    page = page_at(visitor, "/compare/?careers=bakers,welders&area=49420")
    assert re.findall(r'class="comparison__remove" href="([^"]+)"', page) == [
        "/compare/?careers=welders&amp;area=49420",
        "/compare/?careers=bakers&amp;area=49420",
    ]
    assert 'class="comparison__career" href="/careers/bakers/?area=49420"' in page


# Figures -------------------------------------------------------------------------------------------------------------


def test_pay_and_outlook_name_their_place_and_period_and_mark_the_largest(visitor, two):
    said = rows(page_at(visitor, "/compare/?careers=bakers,welders"))
    assert said["Middle pay (half earn less)"] == [
        "$20.00 an hour Washington, May 2024.",
        "$28.00 an hour Highest of these Washington, May 2024.",
    ]
    assert said["Usual range (the middle half)"] == [
        "$19.00 to $21.00 an hour Washington, May 2024.",
        "$27.00 to $29.00 an hour Washington, May 2024.",
    ]
    assert said["Growth"] == [
        "Grows by 4.0% Fastest of these Washington, 2022-2032.",
        "Grows by 2.5% Washington, 2022-2032.",
    ]
    assert said["Job openings a year"] == [
        "About 900 Washington, 2022-2032.",
        "About 1,200 Most of these Washington, 2022-2032.",
    ]


def test_sources_of_the_figures_stand_at_the_foot(visitor, two):
    page = page_at(visitor, "/compare/?careers=bakers,welders")
    sources = re.search(r'<dl class="sources">(.*?)</dl>', page, re.DOTALL)[1]
    assert len(re.findall("<dt>Washington</dt>", sources)) == 2
    assert "Survey. Period: May 2024." in html.text(sources)


def test_words_from_a_release_are_credited_and_those_written_here_need_no_credit(visitor, two):
    assert "Where the words come from" not in html.text(page_at(visitor, "/compare/?careers=bakers,welders"))
    two[0].details_release = builders.release("occupations", title="O*NET 30.0", licence="CC BY 4.0")
    two[0].save()
    said = html.text(page_at(visitor, "/compare/?careers=bakers,welders"))
    assert said.count("O*NET 30.0") == 1
    assert "Licence: CC BY 4.0" in said


def test_figure_of_another_place_says_so_and_nothing_is_marked(visitor, two):
    builders.wage(two[0].soc, builders.metro(), median="19.00")
    page = page_at(visitor, "/compare/?careers=bakers,welders&area=49420")
    assert rows(page)["Middle pay (half earn less)"] == [
        "$19.00 an hour Yakima, May 2024.",
        "$28.00 an hour Not published for Yakima; Washington, May 2024.",
    ]
    assert "These figures are for different places: Yakima; Washington." in html.text(page)


def test_figures_of_one_place_need_no_warning(visitor, two):
    assert "different places" not in html.text(page_at(visitor, "/compare/?careers=bakers,welders"))


def test_yearly_pay_alone_stays_by_the_year(visitor, two):
    pilots = builders.occupation("Pilots")
    only = {f"hourly_{name}_status": FigureStatus.ANNUAL_ONLY for name in ("pct25", "median", "pct75")}
    given = {"annual_pct25": 150_000, "annual_median": 200_000}
    statuses = {f"{name}_status": FigureStatus.PUBLISHED for name in given}
    builders.wage(
        pilots.soc,
        builders.state(),
        median=None,
        **only,
        **given,
        **statuses,
        annual_pct75_status=FigureStatus.WITHHELD,
    )
    page = page_at(visitor, "/compare/?careers=bakers,pilots,welders")
    assert rows(page)["Middle pay (half earn less)"][1] == "$200,000 a year Washington, May 2024."
    assert rows(page)["Usual range (the middle half)"][1] == (
        "From $150,000 a year; upper end withheld Washington, May 2024."
    )
    assert "Pilots: not in the picture" in html.text(page)
    assert "“by year only”: the hours vary so much" in html.text(page)


def test_missing_figures_say_why(visitor, two):
    builders.occupation("Poets")
    actors = builders.occupation("Actors")
    withheld = {f"{unit}_median_status": FigureStatus.WITHHELD for unit in ("hourly", "annual")}
    highest = {"hourly_pct90": 30, "hourly_pct90_status": FigureStatus.PUBLISHED}
    builders.wage(actors.soc, builders.state(), median=None, **withheld, **highest)
    builders.outlook(actors.soc, builders.state(), change=None, annual_openings=None)
    said = rows(page_at(visitor, "/compare/?careers=poets,actors,bakers"))
    assert said["Middle pay (half earn less)"][:2] == [
        "Not published No source gives pay for this career here.",
        "Withheld Washington, May 2024.",
    ]
    assert said["Growth"][:2] == [
        "Not published No source gives an outlook for this career here.",
        "Growth not published Washington, May 2024.",
    ]
    assert said["Job openings a year"][1] == "Openings not published Washington, May 2024."


def test_larger_group_is_named_unless_its_figures_are_left_out(visitor, two):
    all_other = builders.soc_group("17-3029", "Engineering Technicians, All Other")
    builders.wage(all_other, builders.state(), median="30.00")
    technicians = builders.occupation("Nano Technicians", soc=all_other, onet_soc_code="17-3029.09")
    said = rows(page_at(visitor, "/compare/?careers=nano-technicians,bakers"))
    assert said["Middle pay (half earn less)"] == [
        "$30.00 an hour Washington, May 2024. Counted with the larger group Engineering Technicians, All Other.",
        "$20.00 an hour Washington, May 2024.",
    ]
    OccupationWording.objects.create(occupation=technicians, key=Wording.PROXY_WAGES_STATE, is_off=True)
    said = rows(page_at(visitor, "/compare/?careers=nano-technicians,bakers"))
    assert said["Middle pay (half earn less)"][0] == "Left out A source gives pay only for a larger group."


def test_ways_in_stand_in_words_and_what_is_the_same_is_said(visitor, two):
    said = rows(page_at(visitor, "/compare/?careers=bakers,welders"))
    assert said["Usual education"] == ["No formal education needed", "High school diploma or equivalent"]
    assert said["Experience before"] == ["Not rated", "None"]
    assert said["Training on the job"] == ["Not rated", "Not rated"]
    assert [cell.split(" O*NET")[0] for cell in said["Preparation in all the same"]] == ["Some preparation"] * 2
    assert said["Interests"] == ["Realistic, Conventional", "Not rated"]


def test_first_sentence_says_what_they_do_or_else_the_phrases_at_a_glance(visitor, two):
    bakers, welders = two
    bakers.summary = "<p>Bakers make bread. They rise early.</p>"
    welders.at_a_glance = "join metal\nread plans"
    bakers.save()
    welders.save()
    builders.occupation("Poets")
    said = rows(page_at(visitor, "/compare/?careers=bakers,welders,poets"))
    assert said["What they do"] == ["Bakers make bread.", "They join metal; read plans.", "Not described yet"]


@pytest.mark.parametrize(
    ("prose", "sentence"),
    [
        ("<p>They weld. And cut.</p>", "They weld."),
        ("<p>They know the U.S. market. They sell.</p>", "They know the U.S. market."),
        ("<p>One &amp; <b>only</b></p><p>Next.</p>", "One & only Next."),
        ("", ""),
    ],
)
def test_first_sentence(prose, sentence):
    assert first_sentence(prose) == sentence


# The picture ---------------------------------------------------------------------------------------------------------


def test_picture_draws_pay_on_one_scale(visitor, two):
    page = page_at(visitor, "/compare/?careers=bakers,welders")
    bars = re.findall(r'<rect class="range__box" x="([\d.]+)%" y="6" width="([\d.]+)%"', page)
    assert bars == [("63.3", "6.7"), ("90.0", "6.7")]
    assert re.findall(r'text-anchor="(\w+)">([^<]+)<', page) == [
        ("start", "$0"), ("middle", "$10"), ("middle", "$20"), ("end", "$30"),
    ]  # fmt: skip


def test_picture_needs_the_pay_of_two(visitor, two):
    builders.occupation("Poets")
    assert 'class="ranges' not in page_at(visitor, "/compare/?careers=bakers,poets")


@pytest.mark.parametrize(
    ("most", "step", "end"), [(1, 1, 1), (5, 1, 5), (29, 10, 30), (30, 10, 30), (59.82, 20, 60), (239_200, 50_000, 250_000)]
)  # fmt: skip
def test_scale_ends_at_the_next_round_step(most, step, end):
    scale = scale_to(most)
    assert (scale.step, scale.end) == (step, end)


# In common -----------------------------------------------------------------------------------------------------------


def test_what_careers_share_is_named_with_those_that_share_it(visitor, two):
    bakers, welders = two
    cooks = builders.occupation("Cooks")
    for career, statement in ((bakers, "Clean tools."), (welders, "Clean tools."), (cooks, "Clean tools."), (bakers, "Mix."),
                              (cooks, "Mix."), (welders, "Cut metal.")):  # fmt: skip
        Task.objects.create(occupation=career, kind=Task.Kind.COMMON, statement=statement)
    Task.objects.create(occupation=bakers, statement="Bake bread.")
    Task.objects.create(occupation=cooks, statement="Bake bread.")
    for career, example in ((bakers, "Excel"), (welders, "Calc")):
        WorkRequirement.objects.create(
            occupation=career, group="technology", text=f"use spreadsheet software, such as {example}"
        )
    builders.leads_to(builders.program("12.0501", "Baking"), bakers, cooks)
    page = page_at(visitor, "/compare/?careers=bakers,cooks,welders")
    common = page[page.index('id="in-common"') : page.index('id="add"')]
    found = re.findall(r"<(?:h3|h4|li)[^>]*>(.*?)</(?:h3|h4|li)>", common, re.DOTALL)
    assert [html.text(one) for one in found] == [
        "Work activities", "All three", "Clean tools.", "Bakers; Cooks", "Mix.",
        "Skills and knowledge", "Bakers; Welders", "Use spreadsheet software",
        "Programs of study", "Bakers; Cooks", "Baking",
    ]  # fmt: skip
    assert '<a href="/programs/12.0501/">Baking</a>' in common


def test_careers_that_share_nothing_are_said_to(visitor, two):
    assert "We know of no work activity" in html.text(page_at(visitor, "/compare/?careers=bakers,welders"))


# Ways in, and what it costs ------------------------------------------------------------------------------------------


def test_career_and_its_card_lead_to_the_comparison_and_keep_the_area(visitor, two):
    builders.metro()
    for address in ("/careers/bakers/", "/careers/?q="):
        assert 'href="/compare/?careers=bakers"' in page_at(visitor, address)
    builders.wage(two[0].soc, builders.metro())
    assert 'href="/compare/?careers=bakers&amp;area=49420"' in page_at(visitor, "/careers/bakers/?area=49420")


def test_preview_of_a_draft_offers_no_comparison(staff):
    builders.occupation("Drafters", status="draft")
    assert "compare-link" not in staff.get("/careers/drafters/").content.decode()


@pytest.mark.parametrize("career_count", [2, 4])
def test_comparison_takes_as_many_queries(visitor, career_count, django_assert_num_queries):
    """The next request finds the catalogue made: it looks at the edition, the areas, the careers and what is theirs."""
    wages, ahead = builders.release("wages", builders.state()), builders.release("outlook", builders.state())
    for number in range(career_count):
        career = builders.occupation(f"Career {number}", slug=f"c{number}")
        builders.wage(career.soc, builders.state(), wages)
        builders.outlook(career.soc, builders.state(), ahead)
        Task.objects.create(occupation=career, kind=Task.Kind.COMMON, statement="Clean tools.")
    address = "/compare/?careers=" + ",".join(f"c{number}" for number in range(career_count))
    with django_assert_num_queries(15):
        visitor.get(address)
    with django_assert_num_queries(8):
        visitor.get(address)
