"""How well the search finds, and how fast: `python bench/search_relevance.py FOLDER [--database URL] [--postgres URL]`.

FOLDER holds the agencies' files. They are imported into a database that is thrown away, unless `--database` names one that holds
them already. The same queries go to our engine and to two baselines in the same run: SQLite's FTS5 and PostgreSQL's full text,
each with a document a career, all words stemmed, any of the words. The sets:

- ESCO, unseen: job names of the European classification that are no title here, with the careers that the official crosswalk
  gives them (exact and close matches). Nobody here wrote them, and some links in them are loose.
- SOC titles: the direct match titles, each with its one SOC code; mostly a test of exact names.
- one typo: names of careers with one letter too many, too few, swapped or wrong, made with a fixed seed.
- prefixes: beginnings of at least three letters of careers' titles, which go to the suggestions.

Times are of one query in this process, reading it included. Judgements are incomplete, so all measures stand together.
"""

import argparse
import csv
import ctypes
import gc
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from imports import run

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SEED, TYPOS, PREFIXES = 20250501, 1000, 1000
DEPTH = 10
SUGGESTED = 8
ASKED = (
    "cop",
    "doctor",
    "shop teacher",
    "programer",
    "hair dresser",
    "RN",
    "HR",
    "IT",
    "welding",
    "17-2141.00",
    "Nurse (RN)",
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Engine = Callable[[str], list[str]]
"""From a query to O*NET-SOC codes, the best first."""


@dataclass(frozen=True)
class Set:
    """Queries with the codes that are right for each."""

    name: str
    queries: list[tuple[str, set[str]]]
    depth: int = DEPTH


@dataclass(frozen=True)
class Score:
    mrr: float
    first: float
    five: float
    ten: float
    empty: float
    p50: float
    p95: float

    @classmethod
    def of(cls, engine: Engine, queries: Set) -> "Score":
        ranks, times, empty = [], [], 0
        for query, right in queries.queries:
            began = time.perf_counter()
            found = engine(query)[: queries.depth]
            times.append((time.perf_counter() - began) * 1000)
            empty += not found
            ranks.append(next((rank for rank, code in enumerate(found, 1) if code in right), 0))
        count = len(ranks)
        within = [sum(0 < rank <= depth for rank in ranks) / count for depth in (1, 5, queries.depth)]
        mrr = sum(1 / rank for rank in ranks if rank) / count
        times.sort()
        return cls(mrr, *within, empty / count, statistics.median(times), times[int(count * 0.95)])


# Queries -------------------------------------------------------------------------------------------------------------


def judged(folder: Path, codes: set[str]) -> Iterator[Set]:
    """The sets that others made."""
    derived = folder / "search_benchmarks" / "derived"
    esco, everything = defaultdict(set), defaultdict(set)
    for row in _rows(derived / "esco_labels_to_onet.tsv"):
        if row["match_type"] in ("exactMatch", "closeMatch") and row["onet_soc_code"] in codes:
            everything[row["query"]].add(row["onet_soc_code"])
            if row["literal_in_onet"] == "no":
                esco[row["query"]].add(row["onet_soc_code"])
    yield Set("ESCO, unseen titles", sorted(esco.items()))
    yield Set("ESCO, all of them", sorted(everything.items()))
    soc = defaultdict(set)
    for row in _rows(derived / "soc_direct_match_titles.tsv"):
        soc[row["query"]] |= {code for code in codes if code.startswith(row["soc_code"])}
    yield Set("SOC titles", sorted((query, right) for query, right in soc.items() if right))


def made(titles: dict[str, set[str]], names: dict[str, set[str]]) -> Iterator[Set]:
    """The sets made here of titles and of all names, by what goes by them."""
    chance = random.Random(SEED)  # noqa: S311 - the same queries every time is the point
    known = {name.casefold() for name in names}
    for label, pool in (("one typo in a title", titles), ("one typo in any name", names)):
        long_enough = sorted(name for name in pool if len(name) > 4)
        queries = []
        while len(queries) < TYPOS:
            name = chance.choice(long_enough)
            typed = _slip(name, chance)
            if typed.casefold() not in known:
                queries.append((typed, pool[name]))
        yield Set(label, queries)
    queries = []
    for _ in range(PREFIXES):
        title = chance.choice(sorted(titles))
        queries.append((title[: chance.randint(3, max(3, len(title) - 1))], titles[title]))
    yield Set("prefixes", queries, SUGGESTED)


def _slip(name: str, chance: random.Random) -> str:
    place, letter = chance.randrange(1, len(name) - 1), chance.choice(LETTERS)
    return chance.choice(
        (
            name[:place] + name[place + 1 :],
            name[:place] + letter + name[place:],
            name[:place] + name[place + 1] + name[place] + name[place + 2 :],
            name[:place] + letter + name[place + 1 :],
        )
    )


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


# Baselines -----------------------------------------------------------------------------------------------------------


def fts5(documents: list) -> Engine:
    """SQLite's full text search: BM25, titles and names above sentences."""
    link = sqlite3.connect(":memory:")
    link.execute("CREATE VIRTUAL TABLE careers USING fts5(code UNINDEXED, title, names, text, tokenize='porter')")
    rows = ((one.codes[0], one.title, "\n".join(one.other_names()), one.text) for one in documents)
    link.executemany("INSERT INTO careers VALUES (?, ?, ?, ?)", rows)
    ranked = "SELECT code FROM careers WHERE careers MATCH ? ORDER BY bm25(careers, 0, 3, 3, 1) LIMIT ?"

    def find(typed: str) -> list[str]:
        words = _words(typed)
        any_of = " OR ".join(f'"{word}"' for word in words)
        return [code for (code,) in link.execute(ranked, (any_of, DEPTH))] if words else []

    return find


@contextmanager
def full_text(server: str, documents: list) -> Iterator[Engine]:
    """PostgreSQL's full text search: ts_rank, titles and names above sentences, with its index."""
    with psycopg.connect(server, autocommit=True) as link:
        link.execute("CREATE TEMPORARY TABLE careers (code text, words tsvector)")
        with link.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO careers VALUES (%s, setweight(to_tsvector('english', %s), 'A') || "
                "setweight(to_tsvector('english', %s), 'B') || setweight(to_tsvector('english', %s), 'D'))",
                [(one.codes[0], one.title, "\n".join(one.other_names()), one.text) for one in documents],
            )
        link.execute("CREATE INDEX ON careers USING gin (words)")
        link.execute("ANALYZE careers")
        ranked = (
            "SELECT code FROM careers, to_tsquery('english', %s) query WHERE words @@ query "
            "ORDER BY ts_rank(words, query, 1) DESC LIMIT %s"
        )

        def find(typed: str) -> list[str]:
            words = _words(typed)
            any_of = " | ".join(f"'{word}'" for word in words)
            return [code for (code,) in link.execute(ranked, (any_of, DEPTH))] if words else []

        yield find


def _words(typed: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in typed).split()


# The run -------------------------------------------------------------------------------------------------------------


def fill(url: str, folder: Path) -> None:
    """Import the agencies' files into an empty database."""
    print("Importing the agencies' files into a database that is thrown away …", flush=True)
    run(url, "migrate", "--verbosity", "0")
    run(url, "import_official", "--publish", "--verbosity", "0", str(folder))


def use(url: str) -> None:
    import django  # noqa: PLC0415 - the environment comes first

    os.environ["DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()


def measure(folder: Path, server: str) -> None:
    from careers.search.documents import Kind, documents  # noqa: PLC0415 - Django comes first
    from careers.search.index import Index  # noqa: PLC0415

    # Reading once fills the database's own cache, which is none of the index.
    documents()
    before, began = _megabytes(), time.perf_counter()
    collected = documents()
    index = Index(collected)
    seconds, memory = time.perf_counter() - began, _megabytes() - before
    counted = ", ".join(f"{len(found):,} {kind.label.lower()}" for kind, found in collected.items())
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    held = _megabytes() - before
    print(
        f"\nThe index of everything ({counted}): {seconds:.1f} s; the process grows by {memory} MB, {held} MB of it in use\n"
    )

    careers = [one for one in collected[Kind.CAREER] if one.codes]
    codes = {one.pk: one.codes[0] for one in careers}
    titles, names = defaultdict(set), defaultdict(set)
    for one in careers:
        titles[one.title].add(one.codes[0])
        for name in one.all_names():
            names[name].add(one.codes[0])

    def ours(typed: str) -> list[str]:
        found = index.find(index.read(typed), Kind.CAREER).nearest(DEPTH)
        return [codes[one.pk] for one in found if one.pk in codes]

    def suggested(typed: str) -> list[str]:
        found = index.suggest(typed, index.shelves, SUGGESTED)
        return [codes[one.pk] for one in found if one.kind is Kind.CAREER and one.pk in codes]

    sets = [*judged(folder, set(codes.values())), *made(titles, names)]
    print(f"{'':44}{'MRR':>7}{'@1':>7}{'@5':>7}{'@10':>7}{'empty':>8}{'p50 ms':>8}{'p95 ms':>8}  MRR to FTS5")
    with _baselines(server, careers) as baselines:
        for one in sets:
            engines = {"ours": suggested if one.depth == SUGGESTED else ours, **baselines}
            scores = {name: Score.of(engine, one) for name, engine in engines.items()}
            _print(one, scores)
    print()
    for typed in ASKED:
        found = index.find(index.read(typed), Kind.CAREER).fitting(5)
        print(f"{typed:14}{'; '.join(one.title for one in found)}")


@contextmanager
def _baselines(server: str, careers: list) -> Iterator[dict[str, Engine]]:
    try:
        with full_text(server, careers) as postgres:
            yield {"FTS5": fts5(careers), "PostgreSQL": postgres}
    except psycopg.OperationalError as error:
        print(f"No PostgreSQL to measure: {str(error).strip()}")
        yield {"FTS5": fts5(careers)}


def _print(one: Set, scores: dict[str, Score]) -> None:
    label = f"{one.name} ({len(one.queries):,})"
    for name, score in scores.items():
        ratio = score.mrr / scores["FTS5"].mrr if scores["FTS5"].mrr else 0
        print(
            f"{label:34}{name:10}"
            f"{score.mrr:7.3f}{score.first:7.3f}{score.five:7.3f}{score.ten:7.3f}"
            f"{score.empty:8.1%}{score.p50:8.2f}{score.p95:8.2f}{ratio:8.2f}"
        )
        label = ""


def _megabytes() -> int:
    """What this process holds in memory (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024**2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the agencies' files")
    parser.add_argument("--database", help="one that holds them already")
    parser.add_argument(
        "--postgres", default="postgres://postgres@127.0.0.1:5432/postgres", help="a server to compare with"
    )
    options = parser.parse_args()
    if not (options.folder / "search_benchmarks").is_dir():
        sys.exit(f"There are no search benchmarks in {options.folder}: DATA=/path/to/the/files make bench")
    with tempfile.TemporaryDirectory() as scratch:
        url = options.database or f"sqlite:///{scratch}/db.sqlite3"
        if not options.database:
            fill(url, options.folder)
        use(url)
        measure(options.folder, options.postgres)


if __name__ == "__main__":
    main()
