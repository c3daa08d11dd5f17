"""The career list."""

import re

import pytest

from careers.codes import FigureStatus
from careers.models import AlternateTitle
from careers.search import current
from tests import builders, html

pytestmark = pytest.mark.django_db


def careers_on(visitor, url: str) -> list[str]:
    """The titles of a list page, in its order."""
    return titles_in(visitor.get(url).content.decode())


def titles_in(page: str) -> list[str]:
    return re.findall(r'career-(?:link__title">|card__title"><a [^>]+>)([^<]+)<', page)


def test_list_is_by_title_whatever_the_case(visitor):
    for title in ("Welders", "actors", "Bakers", "architects"):
        builders.occupation(title)
    assert careers_on(visitor, "/careers/") == ["actors", "architects", "Bakers", "Welders"]


def test_list_holds_published_careers_alone(visitor):
    builders.occupation("Bakers")
    for status in ("draft", "in_review", "retired"):
        builders.occupation(f"Career {status}", status=status)
    assert careers_on(visitor, "/careers/") == ["Bakers"]


def test_words_find_titles_and_other_names(visitor):
    cops = builders.occupation("Police Officers")
    AlternateTitle.objects.create(occupation=cops, title="Cop", search_only=True)
    AlternateTitle.objects.create(occupation=cops, title="Patrol Cop")
    builders.occupation("Bakers")
    assert careers_on(visitor, "/careers/?q=cop") == ["Police Officers"]
    assert careers_on(visitor, "/careers/?q=BAKE") == ["Bakers"]


def test_cluster_narrows_the_list_and_combines_with_words(visitor):
    welders, bakers = builders.occupation("Welders"), builders.occupation("Bakers")
    builders.occupation("Weld Inspectors")
    for name in ("Production", "Repair"):
        welders.pathways.add(builders.pathway(name))
    bakers.pathways.add(builders.pathway())
    assert careers_on(visitor, "/careers/?cluster=manufacturing") == ["Bakers", "Welders"]
    assert careers_on(visitor, "/careers/?cluster=manufacturing&q=weld") == ["Welders"]


def test_unknown_choice_in_a_shared_address_is_left_out_and_named(visitor):
    builders.occupation("Welders")
    builders.occupation("Bakers")
    response = visitor.get("/careers/?cluster=gone-since&q=weld")
    assert response.status_code == 200
    assert "Career cluster: “gone-since” is not one of our choices any more" in html.text(response.content.decode())
    assert careers_on(visitor, "/careers/?cluster=gone-since&q=weld") == ["Welders"]


def test_known_choice_is_not_called_unknown(visitor):
    builders.cluster()
    assert "not one of our choices" not in html.text(visitor.get("/careers/?cluster=manufacturing").content.decode())


@pytest.mark.parametrize(
    "query",
    [
        "%00",
        "'",
        "%27%20OR%201=1--",
        "%F0%9F%91%A9",
        "{{7*7}}",
        "<script>",
        "%ED%A0%80",
        "a" * 101,
        "a" * 10_000,
        "%25",
        "_",
        "\\",
    ],
)
def test_hostile_words_find_nothing_and_break_nothing(visitor, query):
    builders.occupation("Welders")
    response = visitor.get(f"/careers/?q={query}")
    assert response.status_code == 200
    assert b"<script>" not in response.content


def test_list_without_a_match_offers_ways_on(visitor):
    words = html.text(visitor.get("/careers/?q=astronaut").content.decode())
    assert "0 careers found" in words
    assert "look through the clusters" in words


@pytest.mark.parametrize("typed", ["weld" + "\0", "weld" + " " * 200, "  weld  "])
def test_words_are_cut_and_cleaned_and_never_called_unknown(visitor, typed):
    builders.occupation("Welders")
    builders.occupation("Bakers")
    response = visitor.get("/careers/", {"q": typed})
    assert titles_in(response.content.decode()) == ["Welders"]
    assert "not one of our choices" not in html.text(response.content.decode())


def cards_on(visitor, url: str) -> dict[str, list[str]]:
    """What each card of the list says, by the career's title."""
    cards = re.findall(
        r'<article class="career-card[^"]*">(.*?)</article>', visitor.get(url).content.decode(), re.DOTALL
    )
    lines = [
        [html.text(line) for line in re.findall(r"<(?:h2|p|dd)[^>]*>(.*?)</(?:h2|p|dd)>", card, re.DOTALL)]
        for card in cards
    ]
    return {title: said for title, *said in lines}


@pytest.fixture
def paid():
    """Careers with pay by the hour, by the year, and without any; with growth above, at and below that of all."""
    state, nation = builders.state(), builders.nation()
    wages = builders.release("wages", state, nation, source="ESD", reference_period="2022")
    forecast = builders.release("outlook", state, nation, source="BLS", reference_period="2024 to 2034")
    builders.outlook(builders.soc_group("00-0000", "All Occupations"), state, forecast, change="3.1")
    welders, teachers, bakers, actors = (
        builders.occupation(name) for name in ("Welders", "Teachers", "Bakers", "Actors")
    )
    builders.wage(welders.soc, state, wages, median="24.45")
    yearly = {"annual_median": 64580, "annual_median_status": FigureStatus.PUBLISHED}
    builders.wage(teachers.soc, nation, wages, median=None, **yearly)
    builders.wage(bakers.soc, state, wages, median=None, hourly_median_status=FigureStatus.WITHHELD, hourly_pct90=30,
                  hourly_pct90_status=FigureStatus.PUBLISHED)  # fmt: skip
    for career, change, openings in ((welders, "15.4", 900), (teachers, "3.5", 2000), (bakers, "-2.1", None)):
        builders.outlook(career.soc, state, forecast, change=change, annual_openings=openings)
    return welders, teachers, bakers, actors


def test_card_says_way_in_pay_and_outlook_with_their_places(visitor, paid):
    paid[0].entry_education = "high_school"
    paid[0].save()
    assert cards_on(visitor, "/careers/") == {
        "Actors": ["Usual way in not rated", "Pay not published", "Outlook not published"],
        "Bakers": ["Usual way in not rated", "Pay withheld", "Shrinks by 2.1% (all careers: 3.1%) Washington"],
        "Teachers": [
            "Usual way in not rated", "$64,580 a year United States",
            "Grows about as fast as all careers (3.5% against 3.1%), about 2,000 openings a year Washington",
        ],
        "Welders": [
            "High school diploma or equivalent", "$24.45 an hour Washington",
            "Grows faster than all careers (15.4% against 3.1%), about 900 openings a year Washington",
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("period", "pay"), [("hour", "$24.45 an hour"), ("month", "$4,237 a month"), ("year", "$24.45 an hour")]
)
def test_card_shows_pay_by_the_period_asked_for_where_it_is_published(visitor, paid, period, pay):
    assert cards_on(visitor, f"/careers/?pay_period={period}")["Welders"][1] == f"{pay} Washington"


def test_card_of_a_larger_groups_figures_names_it(visitor):
    group = builders.soc_group("15-1255", "Interface Designers")
    builders.occupation("Interface Designers", soc=group, onet_soc_code="15-1255.00")
    builders.occupation("Video Game Designers", soc=group, onet_soc_code="15-1255.01")
    builders.wage(group, builders.state())
    cards = cards_on(visitor, "/careers/")
    assert cards["Video Game Designers"][3:] == ["Pay: counted with the larger group Interface Designers."]
    assert cards["Interface Designers"][3:] == []
    builders.outlook(group, builders.state())
    cards = cards_on(visitor, "/careers/")
    assert cards["Video Game Designers"][3:] == ["Counted with the larger group Interface Designers."]


def test_list_names_the_sources_of_what_it_shows(visitor, paid):
    page = html.text(visitor.get("/careers/?q=welders").content.decode())
    assert "Washington ESD, Survey. Period: 2022. About this source" in page
    assert "Washington BLS, Survey. Period: 2024 to 2034. About this source" in page
    assert "Where these figures come from" not in html.text(visitor.get("/careers/?q=actors").content.decode())


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("pay_min=24.45", ["Teachers", "Welders"]),
        ("pay_min=24.46", ["Teachers"]),
        ("pay_min=4237&pay_period=month", ["Teachers", "Welders"]),
        ("pay_min=4238&pay_period=month", ["Teachers"]),
        ("pay_min=50856&pay_period=year", ["Teachers", "Welders"]),
        ("pay_min=64581&pay_period=year", []),
        ("pay_min=%2464,580&pay_period=year", ["Teachers"]),
        ("pay_min=0", ["Actors", "Bakers", "Teachers", "Welders"]),
    ],
)
def test_pay_at_least_compares_what_the_area_pays(visitor, paid, query, titles):
    assert careers_on(visitor, f"/careers/?{query}") == titles


def test_pay_at_least_is_a_chip_in_words(visitor, paid):
    chips = re.findall(
        r'class="chip" href="([^"]+)">(.*?)</a>',
        visitor.get("/careers/?pay_min=50000&pay_period=year").content.decode(),
    )
    assert [(address, html.text(text)) for address, text in chips] == [
        ("/careers/?pay_period=year", "Remove Middle pay at least: At least $50,000 a year ×")
    ]


@pytest.mark.parametrize("typed", ["abc", "-5", "NaN", "1e999", "9" * 400, "'", "%00"])
def test_amount_that_is_none_is_left_out_and_said(visitor, paid, typed):
    page = visitor.get(f"/careers/?pay_min={typed}").content.decode()
    assert careers_on(visitor, f"/careers/?pay_min={typed}") == ["Actors", "Bakers", "Teachers", "Welders"]
    assert "is not an amount in dollars, so it was left out." in html.text(page)


@pytest.mark.parametrize(
    ("outlook", "titles"),
    [
        ("faster", ["Welders"]), ("as_fast", ["Teachers"]), ("shrinks", ["Bakers"]), ("not_published", ["Actors"]), ("slower", []),
    ],
)  # fmt: skip
def test_outlook_narrows_by_its_word(visitor, paid, outlook, titles):
    assert careers_on(visitor, f"/careers/?outlook={outlook}") == titles


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        ("name", ["Actors", "Bakers", "Teachers", "Welders"]),
        ("pay", ["Teachers", "Welders", "Actors", "Bakers"]),
        ("openings", ["Teachers", "Welders", "Actors", "Bakers"]),
        ("growth", ["Welders", "Teachers", "Bakers", "Actors"]),
        ("relevance", ["Actors", "Bakers", "Teachers", "Welders"]),
    ],
)
def test_careers_without_the_figure_sorted_by_come_last_by_name(visitor, paid, sort, titles):
    assert careers_on(visitor, f"/careers/?sort={sort}") == titles


def test_relevance_is_the_order_for_words_until_another_is_chosen(visitor, paid):
    welders, teachers, bakers, _ = paid
    for career, name in ((bakers, "Oven Keeper"), (teachers, "Keeper of Ovens and Minds"), (welders, "Oven")):
        career.alternate_titles.create(title=name)
    assert careers_on(visitor, "/careers/?q=oven") == ["Welders", "Bakers", "Teachers"]
    assert careers_on(visitor, "/careers/?q=oven&sort=name") == ["Bakers", "Teachers", "Welders"]
    without_script = "&area=53&pay_period=hour&pay_min=&sort=relevance"
    assert careers_on(visitor, f"/careers/?q=oven{without_script}") == ["Welders", "Bakers", "Teachers"]
    assert careers_on(visitor, f"/careers/?q={without_script}") == ["Actors", "Bakers", "Teachers", "Welders"]


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(("area", "queries"), [(builders.state, 12), (builders.nation, 14)])
def test_list_with_filters_and_figures_takes_as_many_queries(
    visitor, item_count, area, queries, django_assert_num_queries
):
    """Where the state has no figures, two more: whether its other areas have. The next request finds the catalogue made: it
    looks at the areas, and twice at the edition, for the catalogue and for the words."""
    builders.state()
    wages, outlook = builders.release("wages"), builders.release("outlook")
    for number in range(item_count):
        career = builders.occupation(f"Welders {number}", entry_education="none")
        career.pathways.add(builders.pathway())
        builders.wage(career.soc, area(), wages)
        builders.outlook(career.soc, area(), outlook)
    current.refresh()
    address = "/careers/?q=weld&cluster=manufacturing&education=none&outlook=grows&pay_min=10&area=53&sort=growth"
    with django_assert_num_queries(queries):
        visitor.get(address)
    with django_assert_num_queries(3):
        visitor.get(address)


def test_portal_without_careers_says_that_it_is_being_set_up(visitor):
    assert "This portal is being set up." in html.text(visitor.get("/").content.decode())
    assert "No careers are published here yet." in html.text(visitor.get("/careers/").content.decode())
    builders.occupation()
    assert "This portal is being set up." not in html.text(visitor.get("/").content.decode())
