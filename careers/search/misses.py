"""Searches that found nothing, counted for the editors: the words and how often, nothing about who typed them or when.

A search never waits for this: misses gather in memory, and the thread that watches the edition writes them down.
"""

import threading
from collections import Counter

from django.conf import settings
from django.db import Error, transaction
from django.db.models import F
from django.utils import timezone

from careers.models import SearchMiss
from careers.search.text import plain

LONGEST, MOST_GATHERED, MOST_KEPT = 60, 500, 10_000
"""Characters of a search that may be a name of a career; searches kept between two writings, and in all. Somebody who floods
the search with nonsense fills no table."""

MOST_DIGITS = 4

_gathered: Counter[str] = Counter()
_lock = threading.Lock()


def count(typed: str) -> None:
    """Count a search that found nothing."""
    words = plain(typed)
    if not words or len(words) > LONGEST or _looks_personal(typed):
        return
    with _lock:
        if words in _gathered or len(_gathered) < MOST_GATHERED:
            _gathered[words] += 1
    if not settings.SEARCH_WATCHES_EDITION:
        write_down()


def write_down() -> None:
    """Add what was gathered to the table. When the database refuses, it is lost: counts are a hint, not a record."""
    with _lock:
        gathered = dict(_gathered)
        _gathered.clear()
    if not gathered:
        return
    today = timezone.localdate()
    try:
        with transaction.atomic():
            known = set(SearchMiss.objects.filter(query__in=gathered).values_list("query", flat=True))
            for words in known:
                SearchMiss.objects.filter(query=words).update(count=F("count") + gathered[words], last_seen=today)
            new = [words for words in gathered if words not in known]
            _make_room(len(new))
            SearchMiss.objects.bulk_create(
                (SearchMiss(query=words, count=gathered[words], last_seen=today) for words in new),
                ignore_conflicts=True,
            )
    except Error:
        # Another process may hold the table, as an import does.
        return


def _make_room(count: int) -> None:
    """Drop what was looked for once and longest ago, so that nonsense never keeps out what people go on looking for."""
    too_many = SearchMiss.objects.count() + count - MOST_KEPT
    if too_many > 0:
        oldest = SearchMiss.objects.order_by("count", "last_seen", "pk").values_list("pk", flat=True)[:too_many]
        SearchMiss.objects.filter(pk__in=list(oldest)).delete()


def _looks_personal(typed: str) -> bool:
    """Whether it may be a mail address, a telephone or student number, or another number: no name for a career, and none of our
    business."""
    return "@" in typed or sum(sign.isdigit() for sign in typed) > MOST_DIGITS
