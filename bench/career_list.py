"""Times the career list, with all its counts, against the plainest page of the portal.

    DATABASE_URL=… .venv/bin/python bench/career_list.py

Prints the queries, the median milliseconds of 20 requests in this process, and the ratio.
"""

import os
import statistics
import sys
import time
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

REQUESTS = 20
BASELINE = "/about/"
PAGES = {
    "nothing chosen": "/careers/",
    "four filters": "/careers/?cluster=manufacturing&cluster=health-science&education=high_school&education=associate"
    "&outlook=slower&outlook=faster&pay_min=20&area=49420&sort=pay",
    "four filters without pay": "/careers/?cluster=manufacturing&education=associate&interest=R&outlook=slower&area=49420",
    "words": "/careers/?q=engineer&education=bachelor",
}


def measure(client: Client, url: str) -> tuple[int, float]:
    """Queries of one request, and the median milliseconds of many."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
        queries = len(captured)
    times = []
    for _ in range(REQUESTS):
        started = time.perf_counter()
        client.get(url)
        times.append(time.perf_counter() - started)
    return queries, 1000 * statistics.median(times)


def main() -> None:
    client = Client()
    _, baseline = measure(client, BASELINE)
    print(f"{connection.vendor}; baseline {BASELINE}: {baseline:.1f} ms")
    for name, url in PAGES.items():
        queries, milliseconds = measure(client, url)
        print(f"{name}: {queries} queries, {milliseconds:.1f} ms, {milliseconds / baseline:.1f} times the baseline")


if __name__ == "__main__":
    main()
