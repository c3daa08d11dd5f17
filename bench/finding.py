"""Finding under load: `python bench/finding.py FOLDER [--database URL] [--peers SCRIPT]`.

The server time of the pages (`server_time.py`) is printed for SQLite and, where a server answers, PostgreSQL. Then one web process
with one worker serves the agencies' thousand careers, with no page cache. Measured are, over HTTP:

- requests a second of the career list, plain and with four filters, and of the search; where SCRIPT is given, which measures other
  systems on the same machine in the same minutes and prints `name N requests/s`, also the ratio to each of them;
- two thousand hostile queries: how many were not answered with 200, the median and the longest time;
- how long after its publication a career is found.

Needs wrk and collected static files (`make setup`).
"""

import argparse
import http.client
import os
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from imports import postgres, run
from search_relevance import fill
from servers import ROOT, serving

sys.path.insert(0, str(ROOT))
from tests.hostile import hostile_addresses

PAGES = {
    "list": "/careers/",
    "list, 4 filters": "/careers/?cluster=manufacturing&education=high_school&job_zone=2&outlook=slower&area=53&sort=pay",
    "search": "/search/?q=technician",
    "suggestions": "/suggest/?q=tech",
}
CONNECTIONS, SECONDS = 4, 8

NURSES, THEIR_PAGE = "registered nurses", '"/careers/registered-nurses/"'
SET_STATUS = """
from careers.models import Occupation
career = Occupation.objects.get(slug="registered-nurses")
career.status = "{status}"
career.save()
"""


def server_time(environment: dict[str, str]) -> None:
    script = Path(__file__).parent / "server_time.py"
    subprocess.run([sys.executable, str(script)], cwd=ROOT, env=environment, check=True)  # noqa: S603


def on_postgres(server: str, folder: Path, environment: dict[str, str]) -> None:
    try:
        with postgres(server) as url:
            fill(url, folder)
            server_time({**environment, "DATABASE_URL": url})
    except psycopg.OperationalError as error:
        print(f"No PostgreSQL to measure: {str(error).strip()}")


def requests_a_second(url: str) -> float:
    """As the peers are measured."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    if "Non-2xx" in said:
        sys.exit(f"{url} did not always answer:\n{said}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def peers(script: Path) -> dict[str, float]:
    said = subprocess.run(["bash", str(script)], capture_output=True, text=True, check=True).stdout  # noqa: S603, S607
    return {name: float(number) for name, number in re.findall(r"^(\S+)\s+([\d.]+) requests/s", said, re.MULTILINE)}


def hostile(base: str) -> None:
    link = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
    times, refused = [], 0
    addresses = hostile_addresses("/search/")
    for address in addresses:
        began = time.perf_counter()
        link.request("GET", address)
        answer = link.getresponse()
        answer.read()
        times.append(1000 * (time.perf_counter() - began))
        refused += answer.status != 200
    print(
        f"{len(addresses):,} hostile queries: {refused} not answered, median {statistics.median(times):.1f} ms, longest {max(times):.0f} ms"
    )


def freshness(base: str, url: str) -> None:
    """Seconds from the saving of a career to the first answer that has it."""
    address = f"{base}/suggest/?q={NURSES.replace(' ', '+')}"
    _set_status(url, "draft")
    _wait(lambda: THEIR_PAGE not in _get(address))
    began = time.perf_counter()
    _set_status(url, "published")
    saved = time.perf_counter()
    _wait(lambda: THEIR_PAGE in _get(address))
    found = time.perf_counter()
    print(
        f"A new publication is found {found - saved:.1f} s after the process that saved it has ended, {found - began:.1f} s after it began"
    )


def _set_status(url: str, status: str) -> None:
    run(url, "shell", "--no-imports", "-c", SET_STATUS.format(status=status))


def _wait(is_so: Callable[[], bool]) -> None:
    until = time.perf_counter() + 30
    while not is_so():
        if time.perf_counter() > until:
            sys.exit("The search did not follow the content in 30 s")
        time.sleep(0.02)


def _get(url: str) -> str:
    parts = urlsplit(url)
    link = http.client.HTTPConnection(parts.netloc, timeout=30)
    link.request("GET", f"{parts.path}?{parts.query}")
    return link.getresponse().read().decode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the agencies' files")
    parser.add_argument(
        "--database", help="one that holds them already; a career in it is taken off and published again"
    )
    parser.add_argument(
        "--postgres", default="postgres://postgres@127.0.0.1:5432/postgres", help="a server to measure too"
    )
    parser.add_argument("--peers", type=Path, help="a script that measures other systems")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        url = options.database or f"sqlite:///{scratch}/db.sqlite3"
        if not options.database:
            fill(url, options.folder)
        environment = os.environ | {
            "SECRET_KEY": secrets.token_urlsafe(50), "ALLOWED_HOSTS": "127.0.0.1", "HTTPS": "off", "DEBUG": "off", "DATABASE_URL": url,
        }  # fmt: skip
        server_time(environment)
        on_postgres(options.postgres, options.folder, environment)
        with serving("granian", 1, 4, environment) as (_, base):
            _get(f"{base}/search/?q=warm")
            ours = {name: requests_a_second(base + path) for name, path in PAGES.items()}
            others = peers(options.peers) if options.peers else {}
            print("\nrequests/s" + "".join(f"{name:>18}" for name in ("", *others)))
            for name, number in ours.items():
                print(f"{name:18}{number:8.0f}" + "".join(f"{number / other:16.1f} ×" for other in others.values()))
            print(f"{'(the peers)':18}{'':8}" + "".join(f"{other:18.0f}" for other in others.values()))
            hostile(base)
            freshness(base, url)


if __name__ == "__main__":
    main()
