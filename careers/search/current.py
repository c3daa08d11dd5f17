"""The index of this process: made with the first search, and anew in the background whenever the edition has changed.

A thread looks the edition up once a second. While a newer index is made the old one goes on answering; when the database does not
answer, it is kept for as long as that lasts.
"""

import logging
import threading
import time

from django.conf import settings
from django.db import Error, close_old_connections, connection

from careers.models import Edition
from careers.search import misses
from careers.search.documents import documents
from careers.search.index import Index

log = logging.getLogger(__name__)


class _Current:
    """What the threads of this process share."""

    def __init__(self):
        self.index: Index | None = None
        self.edition: int | None = None
        self.making = threading.Lock()
        self.watching = threading.Lock()
        """Held for good by the one thread that watches."""
        self.ending = threading.Event()
        """Set where the process is to go on without that thread, which only tests ask for."""


_current = _Current()


def index() -> Index:
    """The newest index there is. The first one is waited for, some seconds with a thousand careers."""
    if _current.index is None or not settings.SEARCH_WATCHES_EDITION:
        refresh()
    return _current.index


def refresh() -> None:
    """Make a new index if the content has changed since the last one."""
    with _current.making:
        # The number comes first: what is published while documents are read makes this index old, not wrong.
        edition = Edition.objects.number()
        if _current.index is None or edition != _current.edition:
            _current.index, _current.edition = Index(documents(), before=_current.index), edition


def look() -> None:
    """Follow the edition, or keep the index there is when that fails."""
    try:
        refresh()
        misses.write_down()
    except Error as error:
        log.warning("The search index is kept as it is; the database does not answer: %s", error)
    except Exception:
        log.exception("The search index is kept as it is; making a new one failed")


def forget() -> None:
    """Begin anew with the next search, as a process does that has just started."""
    with _current.making:
        _current.index = _current.edition = None


def watch(**kwargs) -> None:
    """Receiver of the first request: from then on the index follows the edition by itself."""
    if settings.SEARCH_WATCHES_EDITION and _current.watching.acquire(blocking=False):
        threading.Thread(target=_follow, name="search-index", daemon=True).start()


def _follow() -> None:
    pause = 0.0
    while not _current.ending.wait(pause):
        began = time.monotonic()
        close_old_connections()
        look()
        pause = max(0.0, settings.EDITION_LOOKS_EVERY - (time.monotonic() - began))
    connection.close()
