"""Searches that found nothing, counted without anything about who asked."""

import pytest
from django.db import OperationalError

from careers.models import SearchMiss
from careers.search import misses

pytestmark = pytest.mark.django_db


def counted() -> dict[str, int]:
    return dict(SearchMiss.objects.values_list("query", "count"))


def test_same_words_are_counted_together_however_they_are_typed():
    for typed in ("Space Pirate", "space  pirate", "SPACE-PIRATE!", "space ranger"):
        misses.count(typed)
    assert counted() == {"space pirate": 3, "space ranger": 1}


@pytest.mark.parametrize(
    "typed", ["", "  ", "?!", "jane@example.org", "206 555 0142", "student 4711 0815", "x" * 61, "\x00"]
)
def test_what_is_no_name_of_a_career_is_not_kept(typed):
    misses.count(typed)
    assert counted() == {}


def test_table_has_nothing_but_words_count_and_day():
    misses.count("space pirate")
    assert {item.name for item in SearchMiss._meta.fields} == {"id", "query", "count", "last_seen"}


def test_flood_of_nonsense_fills_no_table(monkeypatch):
    monkeypatch.setattr(misses, "MOST_KEPT", 3)
    misses.count("welder of glass")
    misses.count("welder of glass")
    for letter in "abcdef":
        misses.count(f"nonsense {letter}")
    assert counted() == {"welder of glass": 2, "nonsense e": 1, "nonsense f": 1}


def test_only_so_many_different_searches_wait_to_be_written_down(settings, monkeypatch):
    settings.SEARCH_WATCHES_EDITION = True
    monkeypatch.setattr(misses, "MOST_GATHERED", 2)
    for letter in "aabca":
        misses.count(f"nonsense {letter}")
    misses.write_down()
    assert counted() == {"nonsense a": 3, "nonsense b": 1}


def test_misses_gather_until_the_thread_writes_them_down(settings):
    settings.SEARCH_WATCHES_EDITION = True
    misses.count("space pirate")
    misses.count("space pirate")
    assert counted() == {}
    misses.write_down()
    assert counted() == {"space pirate": 2}
    misses.write_down()
    assert counted() == {"space pirate": 2}


def test_search_goes_on_when_a_miss_cannot_be_written(monkeypatch):
    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(SearchMiss.objects, "filter", locked)
    misses.count("space pirate")
    assert misses._gathered == {}
