"""Search over everything public: an index in this process, made anew in the background when the edition changes.

`text` reads words and `reading` whole queries; `documents` says what of the models goes in; `shelf` ranks the documents of one
kind, with `meaning`; `index` holds the shelves, `current` the index of this process; `results` is what a page shows, and
`misses` counts what found nothing.
"""

from careers.search.documents import Kind
from careers.search.results import Listed, Result, Results, find, nearest_careers, search, suggest

__all__ = ["Kind", "Listed", "Result", "Results", "find", "nearest_careers", "search", "suggest"]
