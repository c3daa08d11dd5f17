"""What the files are: each recognised by its content, the newest release of every source chosen, the rest left aside."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from careers.importers.readers import Document, FileError, read
from careers.importers.source import Importer, Vintage
from careers.importers.sources import ASIDE, IMPORTERS
from careers.importers.tables import Layout, Table, plain

DATA_ENDINGS = frozenset({".xlsx", ".xls", ".csv", ".tsv", ".txt", ".json"})
"""Files that are meant to be data. One that cannot be read stops the import; a stray picture in the folder does not."""


@dataclass(frozen=True)
class Found:
    """A file that will be imported."""

    path: Path
    sha256: str
    importer: Importer
    vintage: Vintage
    tables: list[Table]

    @property
    def what(self) -> str:
        """What the file was taken for: `O*NET database 29.3 (May 2025): task statements`."""
        kinds = ", ".join(dict.fromkeys(table.layout.name for table in self.tables))
        return f"{self.importer.name}, {self.vintage.period}: {kinds}"


@dataclass(frozen=True)
class Aside:
    """A file that will not be imported, and why."""

    path: Path
    sha256: str
    why: str


@dataclass
class Findings:
    """What became of every file that was given."""

    found: list[Found] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    refused: list[FileError] = field(default_factory=list)
    """Files that cannot be read. One is enough to import nothing."""

    def releases(self) -> list[tuple[Importer, Vintage, list[Table]]]:
        """The tables of each release, in the order in which they have to be imported."""
        order = {importer: place for place, importer in enumerate(IMPORTERS)}
        found = sorted(self.found, key=lambda one: (order[one.importer], one.vintage.series))
        return [
            (importer, vintage, [table for one in files for table in one.tables])
            for (importer, vintage), files in (
                (key, list(files)) for key, files in groupby(found, key=lambda one: (one.importer, one.vintage))
            )
        ]


def find(paths: Iterable[Path]) -> Findings:
    """Look into files, and into folders with all folders below them."""
    findings = Findings()
    recognised: dict[Importer, list[tuple[Path, str, list[Table]]]] = {}
    known: dict[str, Path] = {}
    for path, is_named in _files(paths):
        try:
            sha256 = _sha256(path)
            if sha256 in known:
                findings.aside.append(Aside(path, sha256, f"the same file as {known[sha256].name}."))
                continue
            known[sha256] = path
            document = read(path)
            importer, tables = recognise(document)
        except FileError as error:
            if is_named or path.suffix.lower() in DATA_ENDINGS:
                findings.refused.append(error)
            else:
                findings.aside.append(Aside(path, sha256, f"not read: {error.why}"))
            continue
        if importer is not None:
            recognised.setdefault(importer, []).append((path, sha256, tables))
            continue
        why = _why_not(document)
        if is_named and not why.startswith("known"):
            findings.refused.append(FileError(path, why))
        else:
            findings.aside.append(Aside(path, sha256, why))
    for importer, files in recognised.items():
        _choose(importer, files, findings)
    return findings


def recognise(document: Document) -> tuple[Importer | None, list[Table]]:
    """The importer whose layouts the document has, and its tables in those layouts."""
    for importer in IMPORTERS:
        tables = [
            table
            for sheet in document.sheets
            if (table := next((found for layout in importer.layouts if (found := layout.match(sheet))), None))
        ]
        if tables:
            return importer, tables
    return None, []


def _why_not(document: Document) -> str:
    """Why a file is not imported: known and of no use here, or not known, with the layout that comes closest."""
    for layout in ASIDE:
        if any(layout.match(sheet) for sheet in document.sheets):
            return f"known, and not needed: {layout.why_aside}"
    nearest: tuple[int, Layout, list[str]] | None = None
    for importer in IMPORTERS:
        for layout in importer.layouts:
            for sheet in document.sheets:
                missing = layout.missing(sheet)
                there = len(layout.columns) - len(missing)
                if there > len(layout.columns) / 2 and (nearest is None or len(missing) < len(nearest[2])):
                    nearest = there, layout, missing
    if nearest is None:
        return "its headings are those of no table known here. The templates in the admin show what can be imported."
    _, layout, missing = nearest
    columns = "the column" if len(missing) == 1 else "the columns"
    names = ", ".join(_plainly(layout.columns[name], name) for name in missing)
    return f"its headings are almost those of “{layout.name}”, but {columns} {names} cannot be found."


def _plainly(form: str, name: str) -> str:
    """A heading as it is expected, where its form is no more than words; our own name of the column otherwise."""
    words = form.replace("\\", "")
    return words if re.fullmatch(r"[\w* -]+", words) and words != plain(name) else name


def _choose(importer: Importer, files: list[tuple[Path, str, list[Table]]], findings: Findings) -> None:
    """Of each series the newest release; of each layout in it one table, where the source has only one."""
    try:
        vintages = importer.vintages([tables for _, _, tables in files])
    except FileError as error:
        findings.refused.append(error)
        return
    newest: dict[str, Vintage] = {}
    for vintage in vintages:
        other = newest.get(vintage.series)
        if other is None or _age(vintage) > _age(other):
            newest[vintage.series] = vintage
    taken: dict[tuple[Vintage, Layout], Path] = {}
    for (path, sha256, tables), vintage in zip(files, vintages, strict=True):
        current = newest[vintage.series]
        if vintage != current:
            why = f"{importer.name}, {vintage.period}: {current.period} is newer and is used."
            findings.aside.append(Aside(path, sha256, why))
            continue
        wanted = []
        for table in tables:
            first = taken.setdefault((vintage, table.layout), path)
            if first == path or not importer.one_of_each:
                wanted.append(table)
        if wanted:
            findings.found.append(Found(path, sha256, importer, vintage, wanted))
        else:
            other = taken[vintage, tables[0].layout]
            findings.aside.append(
                Aside(path, sha256, f"{tables[0].layout.name} of {vintage.period} is in {other.name} too.")
            )


def _age(vintage: Vintage) -> tuple[str, str]:
    return (vintage.as_of.isoformat() if vintage.as_of else "", vintage.period)


def digests(paths: Iterable[Path]) -> list[str]:
    """The SHA-256 of every file that `find` would look at. Raises FileError where there is none."""
    return sorted(_sha256(path) for path, _ in _files(paths))


def _files(paths: Iterable[Path]) -> list[tuple[Path, bool]]:
    """Every file once, in a fixed order, with whether it was named itself."""
    files: dict[Path, bool] = {}
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                    files.setdefault(file, False)
        elif path.is_file():
            files[path] = True
        else:
            raise FileError(path, "there is no such file or folder.")
    return list(files.items())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
