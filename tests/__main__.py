"""Runs the whole suite on SQLite, and on PostgreSQL where one is reachable: `python -m tests [pytest arguments]`.

TEST_DATABASE_URL names the PostgreSQL server (default: the local one). With REQUIRE_POSTGRES=1 its absence is a failure.
"""

import os
import subprocess
import sys

import psycopg

POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def reachable(url: str) -> str:
    """The server's version, or nothing when it does not answer."""
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            return f"PostgreSQL {connection.info.server_version // 10000}"
    except psycopg.OperationalError:
        return ""


def run(name: str, url: str) -> bool:
    print(f"\n=== The suite on {name} ===", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", *sys.argv[1:]]
    return subprocess.call(command, env={**os.environ, "TEST_RUN_DATABASE_URL": url}) == 0  # noqa: S603


def main() -> int:
    outcomes = {"SQLite": run("SQLite", "sqlite://:memory:")}
    if version := reachable(POSTGRES):
        outcomes[version] = run(version, POSTGRES)
    elif os.environ.get("REQUIRE_POSTGRES") == "1":
        print("\nREQUIRE_POSTGRES is set, and no PostgreSQL answers at TEST_DATABASE_URL.")
        outcomes["PostgreSQL"] = False
    else:
        print("\nNo PostgreSQL answers at TEST_DATABASE_URL: the suite ran on SQLite alone.")
    print("\nRan on " + ", ".join(f"{name}: {'passed' if passed else 'FAILED'}" for name, passed in outcomes.items()))
    return 0 if all(outcomes.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
