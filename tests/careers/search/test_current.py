"""The index of a process follows what is published."""

import threading
import time

import pytest
from django.db import OperationalError, connection

from careers.models import AlternateTitle, Edition, Occupation
from careers.search import current, find
from careers.search.documents import Kind, documents
from tests import builders

pytestmark = pytest.mark.django_db


def test_published_career_is_found_and_a_draft_is_not():
    published = builders.occupation("Beekeepers")
    builders.occupation("Beekeeping Teachers", status="draft")
    assert find(Kind.CAREER, "beekeeper").pks == [published.pk]


def test_career_is_found_by_a_name_it_gets_later():
    career = builders.occupation("Beekeepers")
    assert find(Kind.CAREER, "apiarist").pks == []
    AlternateTitle.objects.create(occupation=career, title="Apiarist", search_only=True)
    assert find(Kind.CAREER, "apiarist").pks == [career.pk]


def test_career_is_found_by_what_its_page_says():
    career = builders.occupation("Beekeepers", summary="<p>Keep insects in hives.</p>")
    career.tasks.create(statement="Harvest honey.")
    builders.occupation("Farmers")
    assert find(Kind.CAREER, "hives").pks == [career.pk]
    assert find(Kind.CAREER, "honey harvest").pks == [career.pk]


def test_retired_career_is_found_no_more():
    career = builders.occupation("Beekeepers")
    builders.occupation("Farmers")
    assert find(Kind.CAREER, "beekeepers").pks == [career.pk]
    career.status = Occupation.Status.RETIRED
    career.save()
    assert find(Kind.CAREER, "beekeepers").pks == []


def test_index_is_kept_while_nothing_changes(django_assert_num_queries):
    builders.occupation("Beekeepers")
    first = current.index()
    with django_assert_num_queries(1):
        assert current.index() is first
    Edition.objects.bump()
    assert current.index() is not first


def test_shelves_without_a_change_are_taken_over():
    builders.occupation("Beekeepers")
    builders.school()
    before = current.index()
    builders.occupation("Farmers")
    after = current.index()
    assert after.shelves[Kind.SCHOOL] is before.shelves[Kind.SCHOOL]
    assert after.shelves[Kind.CAREER] is not before.shelves[Kind.CAREER]


@pytest.mark.parametrize("item_count", [1, 3])
def test_documents_take_few_queries(django_assert_num_queries, item_count):
    for _ in range(item_count):
        career = builders.occupation()
        builders.collection("", career)
        career.alternate_titles.create(title=f"Name of {career}")
        career.tasks.create(statement="Do it.")
        builders.resource()
    builders.pathway()
    builders.offering()
    with django_assert_num_queries(10):
        collected = documents()
    assert [len(collected[kind]) for kind in Kind] == [item_count, 1, item_count, 1, 1, item_count]


def test_unpublished_resources_closed_schools_and_groups_of_programs_stay_out():
    shown = builders.resource("Guild")
    builders.resource("Off", is_published=False)
    opened = builders.school("Open College")
    builders.school("Closed College", is_open=False)
    studied = builders.program()
    builders.program("15", "Engineering Technologies")
    collected = documents()
    assert [one.title for one in collected[Kind.RESOURCE]] == [shown.name]
    assert [one.title for one in collected[Kind.SCHOOL]] == [opened.name]
    assert [one.title for one in collected[Kind.PROGRAM]] == [studied.name]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads do not share SQLite's database in memory")
def test_thread_makes_the_index_anew_while_the_old_one_answers(settings, monkeypatch):
    """As in production: nothing of a request waits, and two seconds later the new career is found."""
    settings.SEARCH_WATCHES_EDITION = True
    monkeypatch.setattr(current, "_current", current._Current())
    settings.EDITION_LOOKS_EVERY = 0.1
    builders.occupation("Farmers")
    current.watch()
    [thread] = [one for one in threading.enumerate() if one.name == "search-index"]
    current.watch()
    assert [one for one in threading.enumerate() if one.name == "search-index"] == [thread], "one thread is enough"
    assert find(Kind.CAREER, "beekeeper").pks == []
    career = builders.occupation("Beekeepers")
    deadline = time.monotonic() + 10
    while find(Kind.CAREER, "beekeeper").pks != [career.pk]:
        assert time.monotonic() < deadline, "the new career was not found"
        time.sleep(0.05)
    current._current.ending.set()
    thread.join(timeout=10)
    assert not thread.is_alive()


@pytest.mark.parametrize("failure", [OperationalError("the server is gone"), RuntimeError("something else")])
def test_old_index_goes_on_answering_when_a_newer_one_cannot_be_made(settings, monkeypatch, caplog, failure):
    career = builders.occupation("Beekeepers")
    assert find(Kind.CAREER, "beekeeper").pks == [career.pk]
    settings.SEARCH_WATCHES_EDITION = True

    def fail(*args):
        raise failure

    monkeypatch.setattr(Edition.objects, "number", fail)
    current.look()
    assert [record.message.partition(";")[0] for record in caplog.records] == ["The search index is kept as it is"]
    assert find(Kind.CAREER, "beekeeper").pks == [career.pk]


def test_index_that_could_not_be_made_leaves_no_trace_in_the_next(monkeypatch):
    career = builders.occupation("Beekeepers")
    current.refresh()
    builders.occupation("Farmers")

    def fail(*args):
        raise RuntimeError("no memory")

    with monkeypatch.context() as broken:
        broken.setattr("careers.search.shelf.Meaning", fail)
        current.look()
    assert find(Kind.CAREER, "beekeepers").pks == [career.pk]
    shelf = current.index().shelves[Kind.CAREER]
    assert shelf._searcher.num_docs == 2
