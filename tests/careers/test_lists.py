"""The career list."""

import re

import pytest

from careers.models import AlternateTitle
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


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_with_filters_and_figures_takes_13_queries(visitor, item_count, django_assert_num_queries):
    wages, outlook = builders.release("wages", builders.state()), builders.release("outlook", builders.state())
    for number in range(item_count):
        career = builders.occupation(f"Welders {number}", entry_education="none")
        career.pathways.add(builders.pathway())
        builders.wage(career.soc, builders.state(), wages)
        builders.outlook(career.soc, builders.state(), outlook)
    with django_assert_num_queries(13):
        visitor.get(
            "/careers/?q=weld&cluster=manufacturing&education=none&outlook=grows&pay_min=10&area=53&sort=growth"
        )


def test_portal_without_careers_says_that_it_is_being_set_up(visitor):
    assert "This portal is being set up." in html.text(visitor.get("/").content.decode())
    assert "No careers are published here yet." in html.text(visitor.get("/careers/").content.decode())
    builders.occupation()
    assert "This portal is being set up." not in html.text(visitor.get("/").content.decode())
