"""Compares Granian and Gunicorn serving this portal: `python bench/servers.py [paths] [--seconds 3] [--rounds 8]`.

Both get the same number of workers and threads, production settings, plain HTTP on 127.0.0.1 and the same temporary SQLite
database with the demo. Both are up while they are measured in turn, in many short rounds, each as often first as second, so
that whatever else the machine does meets both. Trust the ratio, which is the middle one of the rounds, before the requests per
second.

Needs wrk, collected static files (`make setup`), and Gunicorn, which is no dependency of the portal:

    .venv/bin/python -m pip install --target /tmp/gunicorn gunicorn
    PYTHONPATH=/tmp/gunicorn make bench
"""

import argparse
import contextlib
import importlib.util
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
PATHS = ["/about/", "/careers/manufacturing-production-technicians/"]
"""A page without a query, and the one with the most."""

SERVERS = ("granian", "gunicorn")
WORKERS = (1, 2)
THREADS = (1, 2, 4)
CONNECTIONS = 8
WARM_UP_SECONDS = 1
PAUSE = 0.5
"""Seconds in which a server finishes what wrk no longer waits for, before the other one is measured."""


@dataclass(frozen=True)
class Run:
    """What wrk says of one page on one server in one round, and what the server spent on it."""

    requests: float
    p99: float
    """Milliseconds that 99 of 100 answers stayed under."""
    processor: float
    """Milliseconds of processor time in all processes of the server, a request."""
    memory: float
    """Megabytes they held afterwards. Both are NaN where the system does not say (it does on Linux)."""


def command(server: str, workers: int, threads: int, port: int) -> list[str]:
    """The same shape for both. Gunicorn needs `gthread` named: with one thread it would take another kind of worker."""
    address = f"127.0.0.1:{port}"
    if server == "granian":
        options = [
            *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)),
            *("--blocking-threads", str(threads), "--log-level", "warning"),
        ]
    else:
        options = [
            *("--bind", address, "--workers", str(workers), "--worker-class", "gthread", "--threads", str(threads)),
            *("--log-level", "warning"),
        ]
    return [sys.executable, "-m", server, *options, "portal.wsgi:application"]


@contextlib.contextmanager
def serving(server: str, workers: int, threads: int, environment: dict[str, str]) -> Iterator[tuple[int, str]]:
    """The server's process id and address, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - our own words
        command(server, workers, threads, port), cwd=ROOT, env=environment, start_new_session=True
    )
    try:
        wait_for(process, f"http://127.0.0.1:{port}/about/")
        yield process.pid, f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(process: subprocess.Popen, url: str) -> None:
    for _ in range(150):
        if process.poll() is not None:
            sys.exit(f"The server ended at once: {process.args}")
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - http, ours
            if answer.status == 200:
                return
        time.sleep(0.2)
    sys.exit(f"No answer from {url} in 30 seconds.")


def wrk(url: str, seconds: int) -> str:
    arguments = ["wrk", "--latency", "--timeout", "10s", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", url]
    said = subprocess.run(arguments, capture_output=True, text=True, check=True).stdout  # noqa: S603
    time.sleep(PAUSE)
    if "Non-2xx" in said or "Socket errors" in said or " 0 requests in" in said:
        sys.exit(f"{url} did not always answer, so nothing was measured:\n{said}")
    return said


def measure(url: str, seconds: int, process_group: int) -> Run:
    before = processor_seconds(process_group)
    said = wrk(url, seconds)
    spent = processor_seconds(process_group) - before
    amount, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    return Run(
        requests=float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        p99=float(amount) * {"us": 0.001, "ms": 1, "s": 1000}[unit],
        processor=1000 * spent / int(re.search(r"(\d+) requests in", said)[1]),
        memory=resident_megabytes(process_group),
    )


def processes(group: int) -> Iterator[Path]:
    """The folders below /proc of the processes of a group; none where there is no /proc."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.getpgid(int(folder.name)) == group:
                yield folder


def processor_seconds(group: int) -> float:
    """What the processes of a group have used of the processors so far, for themselves and in the system."""
    ticks = 0
    for folder in processes(group):
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK") if ticks else float("nan")


def resident_megabytes(group: int) -> float:
    """Resident memory of the processes of a group, a page that several share counted once."""
    kilobytes = 0
    for folder in processes(group):
        kilobytes += int(re.search(r"^Pss:\s+(\d+)", (folder / "smaps_rollup").read_text(), re.MULTILINE)[1])
    return kilobytes / 1024 if kilobytes else float("nan")


def rounds(
    workers: int, threads: int, arguments: argparse.Namespace, environment: dict[str, str]
) -> dict[tuple[str, str], list[Run]]:
    """The runs of each server and path."""
    runs: dict[tuple[str, str], list[Run]] = {(server, path): [] for server in SERVERS for path in arguments.paths}
    with contextlib.ExitStack() as stack:
        up = {server: stack.enter_context(serving(server, workers, threads, environment)) for server in SERVERS}
        for path in arguments.paths:
            for _, address in up.values():
                wrk(address + path, WARM_UP_SECONDS)
            for number in range(arguments.rounds):
                for server in SERVERS if number % 2 == 0 else SERVERS[::-1]:
                    process_group, address = up[server]
                    runs[server, path].append(measure(address + path, arguments.seconds, process_group))
    return runs


def table_row(workers: int, threads: int, path: str, granian: list[Run], gunicorn: list[Run]) -> str:
    def middle(runs: list[Run], name: str) -> float:
        return median(getattr(run, name) for run in runs)

    ratios = [one.requests / other.requests for one, other in zip(granian, gunicorn, strict=True)]
    return (
        f"{workers:7} {threads:7}  {middle(granian, 'requests'):8.0f} {middle(gunicorn, 'requests'):8.0f}"
        f"  {median(ratios):5.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
        f"  {middle(granian, 'p99'):8.1f} {middle(gunicorn, 'p99'):8.1f}"
        f"  {middle(granian, 'processor'):7.2f} {middle(gunicorn, 'processor'):8.2f}"
        f"  {middle(granian, 'memory'):7.0f} {middle(gunicorn, 'memory'):8.0f}  {path}"
    )


def lacking() -> str:
    """What has to be there before anything can be measured, in a sentence; empty when nothing is amiss."""
    if not shutil.which("wrk"):
        return "wrk is not installed: it is the program that sends the requests. Most systems have a package named wrk."
    if importlib.util.find_spec("gunicorn") is None:
        return (
            "Gunicorn is not installed, and on purpose it is no dependency of the portal. Put it somewhere of its own:\n\n"
            "    .venv/bin/python -m pip install --target /tmp/gunicorn gunicorn\n"
            "    PYTHONPATH=/tmp/gunicorn make bench"
        )
    if not (ROOT / "var/static/staticfiles.json").exists():
        return "The static files are not collected, and every page names them. Run `make setup` first."
    return ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=PATHS)
    parser.add_argument("--seconds", type=int, default=3, help="for each page, server and round")
    parser.add_argument("--rounds", type=int, default=8)
    arguments = parser.parse_args()
    if sentence := lacking():
        sys.exit(sentence)

    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "off",
            "DEBUG": "off",
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        }
        subprocess.run(
            [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
        )
        print(
            f"{CONNECTIONS} connections, {arguments.seconds} s each, {arguments.rounds} rounds, {os.cpu_count()} cores\n\n"
            "                   requests/s        Granian :           p99 in ms      CPU ms/request    memory in MB\n"
            "workers threads   Granian Gunicorn  Gunicorn           Granian Gunicorn  Granian Gunicorn  Granian Gunicorn  page",
            flush=True,
        )
        for workers in WORKERS:
            for threads in THREADS:
                runs = rounds(workers, threads, arguments, environment)
                for path in arguments.paths:
                    row = table_row(workers, threads, path, runs["granian", path], runs["gunicorn", path])
                    print(row, flush=True)


if __name__ == "__main__":
    main()
