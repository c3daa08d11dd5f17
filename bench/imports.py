"""Times the import of the agencies' files: `python bench/imports.py FOLDER [--postgres URL]`.

Each run is the command in a process of its own, as on an agency's machine: first into an empty database, then the same files
again, then again with every row compared (`--recheck`). The peak of memory is the largest the process ever held. What counts is
the ratio of the later runs to the first one in the same minute; seconds depend on the machine and on who else uses it.
"""

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024


def run(url: str, *arguments: str) -> tuple[float, int, str]:
    """Seconds, the peak of memory in MB (Linux), and what the command said."""
    environment = {**os.environ, "DATABASE_URL": url}
    command = [sys.executable, "manage.py", *arguments]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(arguments)} failed")
    return time.perf_counter() - began, usage.ru_maxrss // MEGABYTE, said


def measure(name: str, url: str, folder: Path) -> None:
    run(url, "migrate", "--verbosity", "0")
    first, memory, said = run(url, "import_official", "--publish", "--verbosity", "0", str(folder))
    print(f"\n{name}\n{said[said.index('Imported.') :].strip()}\n")
    print(f"{'':34}{'seconds':>9}{'ratio':>8}{'MB':>7}")
    print(f"{'into an empty database':34}{first:9.1f}{1:8.2f}{memory:7}")
    for label, options in (("the same files again", ()), ("again, every row compared", ("--recheck",))):
        seconds, memory, said = run(url, "import_official", "--publish", "--verbosity", "0", *options, str(folder))
        if "Nothing changed" not in said:
            sys.exit(f"The second run changed something:\n{said}")
        print(f"{label:34}{seconds:9.1f}{seconds / first:8.2f}{memory:7}")


@contextmanager
def postgres(server: str) -> Iterator[str]:
    """A database that lives as long as it is measured."""
    name = f"careers_bench_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as link:
            link.execute(f"DROP DATABASE {name} WITH (FORCE)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the agencies' files")
    parser.add_argument(
        "--postgres", default="postgres://postgres@127.0.0.1:5432/postgres", help="a server to measure too"
    )
    options = parser.parse_args()
    if not options.folder.is_dir():
        sys.exit(f"There is no folder {options.folder}: DATA=/path/to/the/files make bench")
    with tempfile.TemporaryDirectory() as folder:
        measure("SQLite", f"sqlite:///{folder}/db.sqlite3", options.folder)
    try:
        with postgres(options.postgres) as url:
            measure("PostgreSQL", url, options.folder)
    except psycopg.OperationalError as error:
        print(f"\nNo PostgreSQL to measure: {str(error).strip()}")


if __name__ == "__main__":
    main()
