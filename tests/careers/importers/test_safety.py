"""Imports as the machine may end them: killed at any point, two at once. Each runs as the command, on a database of its own."""

import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

ROWS = 20_000


class Database:
    """A database outside of the tests' own transaction, with the tables in place."""

    def __init__(self, url: str, connect):
        self.environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings"}
        self._connect = connect

    def start(self, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, "manage.py", *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=self.environment, stdout=pipe, stderr=pipe)  # noqa: S603 - our own command

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
        return out.decode()

    def count(self, table: str) -> int:
        with self._connect() as link:
            number = link.execute(f"SELECT count(*) FROM careers_{table}").fetchone()[0]  # noqa: S608 - a name of this module
        link.close()
        return number


@pytest.fixture
def database(tmp_path, db) -> Iterator[Database]:
    """On SQLite a file; on PostgreSQL a database beside the tests' one."""
    if connection.vendor == "sqlite":
        path = tmp_path / "db.sqlite3"
        own = Database(f"sqlite:///{path}", lambda: sqlite3.connect(path))
        own.run("migrate", "-v", "0")
        yield own
        return
    at = connection.settings_dict
    server = f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}"
    name = f"careers_safety_{secrets.token_hex(4)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as link:
        link.execute(f"CREATE DATABASE {name}")
    try:
        own = Database(f"{server}/{name}", lambda: psycopg.connect(f"{server}/{name}"))
        own.run("migrate", "-v", "0")
        yield own
    finally:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as link:
            link.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def definitions(tmp_path) -> Path:
    """A long file: SOC groups that nobody has heard of."""
    path = tmp_path / "definitions.csv"
    rows = (f"Detailed,{10 + n // 9000}-{1000 + n % 9000},Group {n},Whatever they do." for n in range(ROWS))
    path.write_text("\n".join(["SOC Group,SOC Code,SOC Title,SOC Definition", *rows]))
    return path


def wait_for(process: subprocess.Popen, words: bytes) -> None:
    """Until the progress of the command shows these words."""
    seen = b""
    while words not in seen:
        letter = process.stderr.read1(4096)
        assert letter, seen.decode()
        seen += letter


@pytest.mark.parametrize(
    ("words", "seconds"), [(b"SOC definitions", 0), (b"writing", 0), (b"writing", 0.1), (b"writing", 0.4)]
)
def test_killed_import_leaves_the_database_as_it_was_and_the_next_one_completes(database, definitions, words, seconds):
    process = database.start("import_official", str(definitions))
    wait_for(process, words)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert {table: database.count(table) for table in ("socgroup", "datarelease", "importrun", "edition")} == {
        "socgroup": 0, "datarelease": 0, "importrun": 0, "edition": 0
    }  # fmt: skip
    database.run("import_official", str(definitions))
    assert (database.count("socgroup"), database.count("importrun")) == (ROWS, 1)


def test_second_of_two_imports_waits_and_finds_nothing_left_to_do(database, definitions):
    both = [database.start("import_official", str(definitions)) for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sorted("Nothing changed: " in out.decode() for out, _ in said) == [False, True]
    assert (database.count("socgroup"), database.count("importrun")) == (ROWS, 2)
