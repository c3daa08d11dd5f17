"""Server time of the pages that find: `DATABASE_URL=… python bench/server_time.py`.

Prints for each page the queries and the median milliseconds of 20 requests in this process, without a page cache: of the first
request after a change of the content, when what is kept for an edition is made anew, and of the next ones. The ratio is that of
the next ones to the plainest page of the portal in the same run. The search index is made beforehand: in production a thread does.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ["DEBUG"] = "off"
os.environ["HTTPS"] = "off"
os.environ["ALLOWED_HOSTS"] = "testserver"

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from careers.kept import forget_all  # noqa: E402
from careers.models import Edition  # noqa: E402
from careers.search import current  # noqa: E402

REQUESTS = 20
BASELINE = "/about/"
FOUR_FILTERS = (
    "/careers/?cluster=manufacturing&cluster=health-science&education=high_school&education=associate"
    "&outlook=slower&outlook=faster&pay_min=20&area=49420&sort=pay"
)
PAGES = {
    "career list": "/careers/",
    "career list, four filters": FOUR_FILTERS,
    "career list, words": "/careers/?q=engineer&education=bachelor",
    "search": "/search/?q=technician",
    "search, nothing fits": "/search/?q=zxqv+blorp",
    "suggestions": "/suggest/?q=tech",
    "a career": "/careers/registered-nurses/?area=49420",
    "programs": "/programs/?q=welding",
    "schools": "/schools/?state=WA",
    "resources": "/resources/",
}


def begin_anew() -> None:
    """As if the content had just changed."""
    forget_all()
    Edition.objects.look_again()


def measure(client: Client, url: str, before: Callable[[], None] = lambda: None) -> tuple[int, float]:
    """Queries of one request, and the median milliseconds of many."""
    client.get(url)
    before()
    with CaptureQueriesContext(connection) as captured:
        if client.get(url).status_code != 200:
            sys.exit(f"{url} did not answer")
        # The next request empties the log.
        queries = len(captured)
    times = []
    for _ in range(REQUESTS):
        before()
        started = time.perf_counter()
        client.get(url)
        times.append(1000 * (time.perf_counter() - started))
    return queries, statistics.median(times)


def main() -> None:
    current.refresh()
    client = Client()
    _, baseline = measure(client, BASELINE)
    print(f"\nServer time on {connection.display_name}; {BASELINE} takes {baseline:.1f} ms")
    print(f"{'':28}{'after a change':>22}{'then':>18}{'ratio':>8}")
    for name, url in PAGES.items():
        queries, milliseconds = measure(client, url, begin_anew)
        queries_then, then = measure(client, url)
        print(
            f"{name:28}{queries:7} queries{milliseconds:7.1f}{queries_then:10} queries{then:7.1f}{then / baseline:8.1f}"
        )


if __name__ == "__main__":
    main()
