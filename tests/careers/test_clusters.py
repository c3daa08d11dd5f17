"""Clusters, and their pathways drawn as steps of preparation."""

import re

import pytest

from careers.models import Occupation
from tests import builders, html

pytestmark = pytest.mark.django_db


def steps_on(page: str) -> list[tuple[str, list[str]]]:
    """Every heading of a cluster's drawings with the careers under it, in their order."""
    headings = re.split(r'<h3 class="step__title">(.*?)</h3>', page)[1:]
    return [
        (html.text(heading), re.findall(r'<a href="/careers/[^"?]+">([^<]+)</a>', body))
        for heading, body in zip(headings[::2], headings[1::2], strict=True)
    ]


def on_pathway(title: str, name: str = "Production", **values) -> Occupation:
    career = builders.occupation(title, **values)
    career.pathways.add(builders.pathway(name))
    return career


def page(visitor) -> str:
    """The page of the cluster that every test builds in."""
    return visitor.get("/clusters/manufacturing/").content.decode()


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_takes_three_queries(visitor, item_count, django_assert_num_queries):
    for i in range(item_count):
        on_pathway(f"Career {i}", f"Pathway {i}", job_zone=i + 1)
    with django_assert_num_queries(3):
        response = visitor.get("/clusters/manufacturing/")
    assert f"Pathway {item_count - 1}" in html.text(response.content.decode())


def test_careers_stand_on_the_step_of_their_job_zone_by_title(visitor):
    on_pathway("Welders", job_zone=3)
    on_pathway("Sewers", job_zone=1)
    on_pathway("Boilermakers", job_zone=3)
    assert steps_on(page(visitor)) == [
        ("1 Little or no preparation", ["Sewers"]),
        ("3 Medium preparation", ["Boilermakers", "Welders"]),
    ]


def test_careers_without_a_job_zone_are_named_apart(visitor):
    on_pathway("Welders", job_zone=3)
    on_pathway("Woodworkers, All Other")
    assert steps_on(page(visitor))[1:] == [("Not rated yet", ["Woodworkers, All Other"])]


def test_pathway_of_unrated_careers_alone_has_no_empty_steps(visitor):
    on_pathway("Woodworkers, All Other")
    assert steps_on(page(visitor)) == [("Not rated yet", ["Woodworkers, All Other"])]
    assert '<ol class="steps">' not in page(visitor)


@pytest.mark.parametrize(("number", "folded"), [(10, 0), (11, 3)])
def test_long_step_folds_and_loses_no_career(visitor, number, folded):
    for i in range(number):
        on_pathway(f"Career {i:02}", job_zone=2)
    ((_, careers),) = steps_on(page(visitor))
    assert careers == [f"Career {i:02}" for i in range(number)]
    assert re.findall(r"<summary>(\d+) more", page(visitor)) == ([str(folded)] if folded else [])


def test_only_published_careers_and_pathways_that_have_some_are_shown(visitor):
    on_pathway("Welders", "Production", job_zone=3)
    for status in ("draft", "in_review", "retired"):
        on_pathway(f"Career {status}", "Repair", status=status, job_zone=3)
    assert steps_on(page(visitor)) == [("3 Medium preparation", ["Welders"])]
    assert [text for level, text in html.headings(page(visitor)) if level == 2] == ["Production", "Look further"]


def test_heading_says_how_many_careers_a_pathway_has(visitor):
    on_pathway("Welders", job_zone=3)
    assert "Production 1 career 3" in html.text(page(visitor))
    on_pathway("Woodworkers, All Other")
    assert "Production 2 careers 3" in html.text(page(visitor))


def test_several_pathways_can_be_jumped_to_and_one_needs_no_list(visitor):
    on_pathway("Welders", "Production")
    assert "Jump to a pathway" not in page(visitor)
    on_pathway("Locksmiths", "Repair")
    assert re.findall(r'<a href="#([^"]+)">', page(visitor)) == ["production", "repair"]


def test_page_leads_on_to_the_cluster_in_both_lists(visitor):
    on_pathway("Welders")
    leads = re.findall(r'href="([^"]+cluster=[^"]+)"', page(visitor))
    assert leads == ["/careers/?cluster=manufacturing", "/resources/?cluster=manufacturing"]
    assert ["not one of our choices" in html.text(visitor.get(lead).content.decode()) for lead in leads] == [
        False,
        False,
    ]


def test_cluster_without_careers_leads_to_all_of_them(visitor):
    builders.cluster()
    words = html.text(page(visitor))
    assert "No careers of this cluster are published yet." in words
    assert ("What the steps mean" in words, "Look further" in words) == (False, False)


def test_list_counts_published_careers_once(visitor):
    on_pathway("Welders").pathways.add(builders.pathway("Repair"))
    on_pathway("Fixers", status="draft")
    assert "Manufacturing 1 career" in html.text(visitor.get("/clusters/").content.decode())


def test_unknown_cluster_is_404(visitor):
    assert visitor.get("/clusters/none/").status_code == 404


@pytest.mark.parametrize(("look", "other"), [("factory", "sprout"), ("sprout", "factory")])
def test_chosen_look_marks_the_cluster_and_its_careers_everywhere(visitor, look, other):
    cluster = builders.cluster(look=look)
    career = builders.occupation("Welders")
    builders.pathway(cluster=cluster).occupations.add(career)
    for url in ("/", "/clusters/", cluster.get_absolute_url(), "/careers/", career.get_absolute_url()):
        page = visitor.get(url).content.decode()
        assert (f"look--{look}" in page, f"look--{other}" in page) == (True, False), url
