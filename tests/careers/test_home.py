"""The home page: the ways in, and what is new."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from careers.models import Occupation
from tests import builders, html

pytestmark = pytest.mark.django_db


def home(visitor) -> str:
    return visitor.get("/").content.decode()


def test_every_way_in_leads_to_a_list_that_takes_its_choice(visitor):
    builders.occupation("Welders")
    links = [unescape(link) for link in re.findall(r'href="(/careers/\?[^"]+)"', home(visitor))]
    assert [link for link in links if "education=" in link] == [
        f"/careers/?education={value}"
        for value in (
            "none",
            "high_school",
            "some_college",
            "certificate",
            "associate",
            "bachelor",
            "master",
            "doctoral",
        )
    ]
    assert [link for link in links if "interest=" in link] == [f"/careers/?interest={letter}" for letter in "RIASEC"]
    assert [link for link in links if "pay_min=" in link] == [
        f"/careers/?pay_min={wage}&sort=openings" for wage in (20, 30, 40, 50, 60)
    ]
    for link in links:
        page = visitor.get(link).content.decode()
        assert page.count('class="chip"') == 1, link


def test_ways_in_wait_for_the_first_career(visitor):
    assert "How much school?" not in html.text(home(visitor))
    builders.occupation("Welders")
    assert "How much school?" in html.text(home(visitor))


def test_sample_and_imported_careers_are_no_news_until_somebody_edits_them(visitor):
    release = builders.release()
    builders.occupation("Samples", release=builders.release(title="Samples", is_demo=True))
    imported = builders.occupation("Imported", release=release)
    assert "Lately updated" not in html.text(home(visitor))
    published = timezone.now() - timedelta(days=3)
    Occupation.objects.filter(pk=imported.pk).update(first_published_at=published)
    assert "Imported" in html.text(home(visitor)).partition("Lately updated")[2]


def test_home_takes_four_queries_whatever_there_is(visitor, django_assert_num_queries):
    for _ in range(2):
        builders.pathway().occupations.add(builders.occupation())
        with django_assert_num_queries(4):
            home(visitor)
