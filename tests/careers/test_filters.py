"""What every list does with its address: choices and their counts, chips, pages, and values nobody knows."""

import re

import pytest
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from careers.filters import OccupationFilter
from careers.models import Occupation
from tests import builders, html

pytestmark = pytest.mark.django_db

CHOICES = [
    ("education", "bachelor"), ("education", "none"), ("job_zone", "2"), ("job_zone", "4"), ("interest", "R"), ("interest", "S"),
    ("cluster", "manufacturing"), ("cluster", "finance"), ("pathway", "manufacturing.production"),
]  # fmt: skip


def listed(query: str) -> OccupationFilter:
    request = RequestFactory().get(f"/careers/?{query}")
    return OccupationFilter(request.GET, queryset=Occupation.objects.published().by_title(), request=request)


def titles(query: str) -> list[str]:
    return [card.title for card in listed(query).results]


def counts(query: str, facet: str) -> dict[str, tuple[int, str]]:
    """Of each choice offered its count and what stands before it."""
    group = next(group for group in listed(query).facets if group.name == facet)
    return {option.value: (option.count, option.sign) for option in group.options}


def three_careers() -> None:
    welders = builders.occupation("Welders", entry_education="none", job_zone=2, holland_code="R")
    nurses = builders.occupation("Nurses", entry_education="bachelor", job_zone=4, holland_code="SR")
    tellers = builders.occupation("Tellers", entry_education="none", job_zone=2, holland_code="CS")
    welders.pathways.add(builders.pathway())
    nurses.pathways.add(builders.pathway("Therapy", cluster=builders.cluster("Health Science")))
    tellers.pathways.add(builders.pathway("Banking", cluster=builders.cluster("Finance")))


def test_any_of_the_choices_of_a_filter_will_do_and_all_filters_must():
    three_careers()
    assert titles("education=none&education=bachelor") == ["Nurses", "Tellers", "Welders"]
    assert titles("education=none&interest=S&interest=C") == ["Tellers"]
    assert titles("education=bachelor&cluster=finance") == []


def test_count_is_what_is_left_where_nothing_is_chosen_in_the_filter():
    three_careers()
    assert counts("interest=S", "education") == {"none": (1, ""), "bachelor": (1, "")}
    assert counts("cluster=finance", "education") == {"none": (1, ""), "bachelor": (0, "")}


def test_count_is_what_a_choice_would_add_where_another_is_made_already():
    three_careers()
    assert counts("interest=R", "interest") == {"R": (2, ""), "S": (1, "+"), "C": (1, "+")}


def test_choice_that_no_career_fits_is_not_offered_unless_it_is_chosen():
    three_careers()
    builders.occupation(status="draft", job_zone=1).pathways.add(
        builders.pathway("Law", cluster=builders.cluster("Law"))
    )
    assert list(counts("", "job_zone")) == ["2", "4"]
    assert list(counts("", "cluster")) == ["finance", "health-science", "manufacturing"]
    assert counts("job_zone=5", "job_zone")["5"] == (0, "")


def test_pathways_are_offered_within_the_chosen_cluster():
    three_careers()
    assert counts("", "pathway") == {}
    assert counts("cluster=finance", "pathway") == {"finance.banking": (1, "")}


class Counts(TestCase):
    @classmethod
    def setUpTestData(cls):
        three_careers()

    @settings(max_examples=50, deadline=None)
    @given(st.lists(st.sampled_from(CHOICES)))
    def test_count_of_every_choice_is_what_the_list_then_holds(self, chosen):
        query = "&".join(f"{name}={value}" for name, value in chosen)
        now = listed(query)
        for group in now.facets:
            for option in group.options:
                then = listed(f"{query}&{group.name}={option.value}").count
                assert option.count == (then - now.count if option.sign else then) or option.is_chosen

    @settings(max_examples=50, deadline=None)
    @given(
        st.lists(
            st.sampled_from([*CHOICES, ("education", "gone"), ("cluster", "\0"), ("page", "-1"), ("utm_source", "x")])
        )
    )
    def test_address_leads_to_the_same_list_and_names_nothing_unknown(self, chosen):
        once = listed("&".join(f"{name}={value}" for name, value in chosen))
        again = listed(once.address().partition("?")[2])
        assert (again.found, again.address(), again.ignored) == (once.found, once.address(), [])


def test_chip_leads_to_the_list_without_it_and_clear_to_the_whole_list():
    three_careers()
    narrowed = listed("page=2&interest=R&education=none&q=weld&interest=S")
    assert [(chip.label, chip.text, chip.address) for chip in narrowed.chips] == [
        ("Words or code", "“weld”", "/careers/?education=none&interest=R&interest=S"),
        ("Usual way in", "No formal education needed", "/careers/?q=weld&interest=R&interest=S"),
        ("Interests", "Realistic", "/careers/?q=weld&education=none&interest=S"),
        ("Interests", "Social", "/careers/?q=weld&education=none&interest=R"),
    ]
    assert narrowed.clear_address == "/careers/"


def test_of_several_values_only_the_unknown_is_left_out_and_named(visitor):
    three_careers()
    page = visitor.get("/careers/?education=bachelor&education=gone&job_zone=nine").content.decode()
    assert re.findall(r"banner[^>]*>([^<]+)<", page) == [
        "Usual way in: “gone” is not one of our choices any more, so it was left out.",
        "Preparation (O*NET job zone): “nine” is not one of our choices any more, so it was left out.",
    ]
    assert titles("education=bachelor&education=gone&job_zone=nine") == ["Nurses"]


def test_made_up_address_with_thousands_of_values_is_answered_briefly(visitor):
    page = visitor.get("/careers/?" + "&".join(f"education=x{i}" for i in range(5000))).content.decode()
    assert page.count("is not one of our choices any more") == 5


def test_pages_hold_24_and_lead_to_one_another(visitor):
    for number in range(49):
        builders.occupation(f"Career {number:02}")
    assert titles("") == [f"Career {number:02}" for number in range(24)]
    assert titles("page=3") == ["Career 48"]
    first, second = (visitor.get(f"/careers/{query}").content.decode() for query in ("", "?page=2"))
    assert re.findall(r'rel="(next|prev)" href="([^"]+)"', first) == [("next", "/careers/?page=2")]
    assert re.findall(r'rel="(next|prev)" href="([^"]+)"', second) == [
        ("prev", "/careers/"),
        ("next", "/careers/?page=3"),
    ]
    assert re.findall(r'href="([^"]+)" aria-current="page"', second) == ["/careers/?page=2"]


@pytest.mark.parametrize(
    ("page", "shown"), [("0", 25), ("99", 25), ("-1", 25), ("x", 1), ("9" * 5000, 1), ("1e3", 1), ("", 1)]
)
def test_page_that_is_not_there_becomes_the_nearest(page, shown):
    for number in range(1, 26):
        builders.occupation(f"Career {number:02}")
    assert titles(f"page={page}")[0] == f"Career {shown:02}"


def test_list_of_one_page_has_no_links_to_pages(visitor):
    builders.occupation("Welders")
    assert "pagination" not in visitor.get("/careers/").content.decode()


def test_count_is_said_in_words_for_screen_readers(visitor):
    three_careers()
    words = html.text(visitor.get("/careers/?interest=R").content.decode())
    assert "Realistic 2 2 careers" in words
    assert "Social +1 1 more career" in words
