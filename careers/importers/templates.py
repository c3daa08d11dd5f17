"""Plain tables of our own, for what no agency's layout fits: another state's wages, a college's programs, a list of resources.

Each template is written down once, as its columns. From them come the layout that recognises a filled-in file, the CSV that
people download, the table in docs/csv-templates.md, and the reading. Such files are filled in by hand, in spreadsheet programs:
what those do to codes, dates and numbers is named and refused, never repaired.

An empty cell says nothing, so it changes nothing; only of a figure it says that the source does not have it. Where another
source speaks of a field, its word counts, so that two sources never take turns in overwriting each other.
"""

import calendar
import csv
import datetime
import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, partial
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.utils.html import escape, linebreaks
from django.utils.text import slugify

from careers.codes import NATION, STATES, AreaKind, AwardLevel, FigureStatus, SocLevel, soc_of
from careers.fields import LinesField, ProseField, sanitize_prose
from careers.importers import cells, groups, lists
from careers.importers.cells import Cell, CellError
from careers.importers.naming import singular
from careers.importers.plan import TEMPLATE_KEY, Ledger, Plan, checked
from careers.importers.readers import FileError
from careers.importers.resources import plain_address
from careers.importers.source import Importer, Vintage
from careers.importers.tables import Layout, Row, RowRefusedError, Table, plain
from careers.models import (
    AlternateTitle,
    Area,
    DataRelease,
    Dataset,
    EducationProgram,
    Occupation,
    OutlookStat,
    ProgramAward,
    ProgramLink,
    ProgramLinkKind,
    ProgramOffering,
    Resource,
    ResourceTopic,
    School,
    SocGroup,
    Task,
    WageStat,
    as_said,
)

T = TypeVar("T")

NOT_STATED = "not stated"
"""The period of a file that does not say its own."""

EXAMPLE_SOURCE = "EXAMPLE: replace this row"


# What a template is --------------------------------------------------------------------------------------------------


class Need(StrEnum):
    """What a table cannot do without."""

    FILLED = "in every row"
    HEADING = "the column; its cells may be empty"
    FREE = "may be left out"


@dataclass(frozen=True)
class Column:
    name: str
    need: Need
    holds: str
    example: str = ""
    second: str | None = None
    """What the second example row holds; None for the same."""


@dataclass(frozen=True, eq=False)
class Template:
    slug: str
    title: str
    purpose: str
    dataset: Dataset
    release_title: str
    columns: tuple[Column, ...]

    @cached_property
    def layout(self) -> Layout:
        """Known by the headings it cannot do without."""
        forms = {column.name: re.escape(plain(column.name)) for column in self.columns}
        free = {column.name for column in self.columns if column.need is Need.FREE}
        return Layout(
            f"template “{self.title}”",
            {name: form for name, form in forms.items() if name not in free},
            {name: form for name, form in forms.items() if name in free},
        )

    @property
    def examples(self) -> list[list[str]]:
        """One row, or two where the second shows something that the first does not."""
        first = [column.example for column in self.columns]
        second = [column.example if column.second is None else column.second for column in self.columns]
        return [first] if first == second else [first, second]


def csv_text(template: Template) -> str:
    """The file that people download and fill in: the headings, and one or two example rows."""
    file = io.StringIO()
    csv.writer(file).writerows([[column.name for column in template.columns], *template.examples])
    return file.getvalue()


def column_table(template: Template) -> str:
    """The columns as a table of docs/csv-templates.md."""
    lines = ["| column | needed | what it holds | example |", "| --- | --- | --- | --- |"]
    for column in template.columns:
        example = (column.example or column.second or "").replace("|", "\\|").replace("\n", " ")
        lines.append(f"| `{column.name}` | {column.need} | {column.holds} | {example} |")
    return "\n".join(lines)


# The templates -------------------------------------------------------------------------------------------------------

_WORDS = {
    FigureStatus.WITHHELD: "withheld",
    FigureStatus.TOP_CODED: "top-coded",
    FigureStatus.NOT_PUBLISHED: "not published",
    FigureStatus.ANNUAL_ONLY: "annual only",
    FigureStatus.HOURLY_ONLY: "hourly only",
}
"""What may stand in place of a number, and how the documentation writes it."""

_COUNTED = (FigureStatus.WITHHELD, FigureStatus.NOT_PUBLISHED)
_HOURLY = (*_COUNTED, FigureStatus.TOP_CODED, FigureStatus.ANNUAL_ONLY)
_ANNUAL = (*_COUNTED, FigureStatus.TOP_CODED, FigureStatus.HOURLY_ONLY)

_SHARES = {
    "mean": ("the average", "28.40", "59070"),
    "pct10": ("the 10th percentile: one in ten earns less", "16.50", "34320"),
    "pct25": ("the 25th percentile", "20.10", "41810"),
    "median": ("the median: half earn less", "25.75", "53560"),
    "pct75": ("the 75th percentile", "34.00", "70720"),
    "pct90": ("the 90th percentile: nine in ten earn less", "46.20", "96100"),
}


def _source_columns(need: Need, period: str, as_of: str) -> tuple[Column, ...]:
    whose = (
        ""
        if need is Need.FILLED
        else f" Without it: the agency whose portal this is. Then “{NOT_STATED}” is the period."
    )
    return (
        Column("source", need, f"who published it, the same in every row.{whose}", EXAMPLE_SOURCE),
        Column("period", need, "what time it speaks of, the same in every row", period),
        Column(
            "as_of", need,
            "the latest day it speaks of, as YYYY-MM-DD, YYYY-MM or YYYY, the same in every row. "
            + ("Of two sources for one place the later is shown" if need is Need.FILLED else "Of two periods the later counts"),
            as_of,
        ),
        Column("licence", Need.FREE, "under which licence it may be shown, with the credit it asks for", "Public domain"),
    )  # fmt: skip


_PLACE_COLUMNS = (
    Column(
        "area_kind", Need.FILLED, "one of: nation, state, metro, nonmetro, county group, county", "state", "metro"
    ),
    Column(
        "area_code", Need.HEADING,
        "a state's FIPS code or postal code; a metropolitan area's CBSA code (5 digits); a nonmetropolitan area's code of the wage "
        "survey (7 digits); a county's FIPS code (5 digits); for a group of counties the state's FIPS code, a hyphen and the "
        "number of the workforce area (53-05). Empty for the nation", "53", "49420",
    ),
    Column(
        "area_name", Need.FREE, "the name as the agency writes it; needed for areas that the portal does not know yet",
        "Washington", "Yakima, WA",
    ),
    Column("state", Need.FREE, "the postal code of the state that the area lies in", "WA"),
    Column("soc_code", Need.FILLED, "the code of SOC 2018; 00-0000 for all occupations together", "17-3029"),
    Column(
        "soc_title", Need.FREE, "the title of the code; needed for codes that the portal does not know yet",
        "Engineering Technologists and Technicians, Except Drafters, All Other",
    ),
)  # fmt: skip

WAGES = Template(
    "wages", "Wages", "Wages by occupation and area, as one source published them for one period.", Dataset.WAGES, "Wages",
    (
        *_source_columns(Need.FILLED, "2024", "2024"),
        *_PLACE_COLUMNS,
        Column("employment", Need.FREE, "how many work in the occupation, in persons", "1200", "withheld"),
        *(
            Column(
                f"{kind}_{share}", Need.HEADING if share == "median" else Need.FREE,
                f"{words}, in dollars {'an hour, with cents' if kind == 'hourly' else 'a year, without cents'}",
                *((hourly, "annual only") if kind == "hourly" else (annual,)),
            )
            for kind in ("hourly", "annual")
            for share, (words, hourly, annual) in _SHARES.items()
        ),
        Column(
            "hourly_top_code", Need.FREE,
            "the highest hourly wage the source prints, the same in every row; needed to show “top-coded” as an amount", "115.00",
        ),
        Column("annual_top_code", Need.FREE, "the same by the year", "239200"),
    ),
)  # fmt: skip

OUTLOOK = Template(
    "outlook", "Employment and outlook",
    "How many work in an occupation and how that is expected to change, as one source projects it for one period.",
    Dataset.OUTLOOK, "Employment projections",
    (
        *_source_columns(Need.FILLED, "2024 to 2034", "2024"),
        *_PLACE_COLUMNS,
        Column("base_year", Need.FREE, "the year that is projected from", "2024"),
        Column("projected_year", Need.FREE, "the year that is projected to", "2034"),
        Column("base_employment", Need.HEADING, "employment in the base year, in persons and not in thousands", "1200", "140"),
        Column("projected_employment", Need.FREE, "employment in the projected year, in persons", "1260", "withheld"),
        Column(
            "percent_change", Need.HEADING,
            "growth over the whole period in percent, as published, with one decimal and no percent sign: 5 for five percent", "5.0",
            "-2.1",
        ),
        Column("annual_openings", Need.HEADING, "job openings a year, in persons", "130", "15"),
        Column(
            "openings_method", Need.FREE, "how openings are estimated, where a source publishes more than one way", "",
        ),
    ),
)  # fmt: skip

PROGRAMS = Template(
    "programs", "Programs of study", "Programs of study by CIP code, and the careers they lead to.",
    Dataset.PROGRAMS, "Programs of study",
    (
        *_source_columns(Need.FREE, "2025", "2025"),
        Column("cip_code", Need.FILLED, "the CIP 2020 code with its point and all its zeros: 01.0101", "15.0613"),
        Column("name", Need.FILLED, "the name of the program of study", "Example Manufacturing Technology"),
        Column("description", Need.HEADING, "what it teaches, in plain text", "How things are made in numbers, and made well."),
        Column(
            "awards", Need.HEADING,
            "what it ends with, with semicolons between: certificate short, certificate, associate, bachelor, post bachelor, "
            "master, doctoral, apprenticeship", "certificate; associate",
        ),
        Column(
            "careers", Need.FREE,
            "O*NET-SOC codes, or SOC codes for all careers of a SOC group, with semicolons between. The portal must have these "
            "careers already", "17-3029.09", "51-4041",
        ),
        Column(
            "relation", Need.FREE,
            "how straight it leads to the careers of this row: direct, or consider. Empty means direct. A program that does both "
            "has two rows", "direct", "consider",
        ),
    ),
)  # fmt: skip

SCHOOLS = Template(
    "schools", "Schools and what they offer", "Schools, one row for each program a school offers, or one row without a program.",
    Dataset.SCHOOLS, "Schools",
    (
        *_source_columns(Need.FREE, "2025", "2025"),
        Column("unit_id", Need.FREE, "the school's number in IPEDS (6 digits), if it has one: the surest way to know it again", ""),
        Column("name", Need.FILLED, "the school's name", "Example Valley College"),
        Column("other_names", Need.FREE, "other names, with semicolons between", "EVC; Example Valley Community College", ""),
        Column("street", Need.HEADING, "street and number", "100 Example Avenue", ""),
        Column("city", Need.FILLED, "the city", "Yakima"),
        Column("state", Need.FILLED, "the postal code of the state", "WA"),
        Column("zip", Need.HEADING, "five digits, or five and four: 98902, 98902-1234", "98902", ""),
        Column("control", Need.HEADING, "one of: public, nonprofit, for profit", "public", ""),
        Column("url", Need.FREE, "the school's web address, starting with https:// or http://", "https://www.example.edu/", ""),
        Column(
            "program_cip", Need.FREE, "the CIP code of a program it offers. The portal must have the program already", "15.0613"
        ),
        Column("program_name", Need.FREE, "what the school calls the program", "Making Things", ""),
        Column(
            "award_level", Need.FREE,
            "what the program ends with: one of certificate short, certificate, associate, bachelor, post bachelor, master, "
            "doctoral, apprenticeship", "associate", "certificate",
        ),
        Column("length", Need.FREE, "how long it takes, as the school says it", "6 quarters", "900 hours"),
        Column("cost", Need.FREE, "tuition and required fees for the whole program, in dollars", "9450", "4200"),
        Column("program_url", Need.FREE, "the web address of the program", "https://www.example.edu/making-things", ""),
    ),
)  # fmt: skip

RESOURCES = Template(
    "resources", "Resources", "Organisations and pages elsewhere that help people with a career.",
    Dataset.RESOURCES, "Resources",
    (
        *_source_columns(Need.FREE, "2025", "2025"),
        Column("name", Need.FILLED, "the organisation or the page", "Example Makers Association"),
        Column("subtitle", Need.HEADING, "a second line: the title of the article, the body behind the site", ""),
        Column("kind", Need.FILLED, "one of: association, government, website, article, video, pdf", "association"),
        Column("url", Need.FILLED, "the web address, starting with https:// or http://", "https://makers.example.org/"),
        Column("address", Need.FREE, "postal address; line breaks or semicolons between its lines", "1 Example Square; Yakima, WA 98902"),
        Column("audience", Need.FREE, "one of: everyone, students, counselors, families", "students"),
        Column("topics", Need.FREE, "topics of the portal by name, with semicolons between", ""),
        Column(
            "clusters", Need.FREE, "career clusters by name, with semicolons between. Empty when it serves every cluster", ""
        ),
        Column("state", Need.FREE, "the postal code of the state it serves. Empty when it serves the whole country", "WA"),
        Column(
            "careers", Need.FREE,
            "O*NET-SOC codes, or SOC codes for all careers of a SOC group, of the careers whose pages list it, with semicolons "
            "between", "",
        ),
    ),
)  # fmt: skip

_PROSE = {
    "summary": "what the work is, in a few short paragraphs",
    "education_after_high_school": "education after high school",
    "work_experience": "work experience that helps",
    "on_the_job_training": "training on the job, in words",
    "high_school_courses": "helpful high school courses",
    "hiring": "what employers look for",
    "costs_to_workers": "what workers pay for themselves",
    "licensing": "certification or licensing",
    "pay_notes": "what pay depends on",
    "benefits": "benefits",
    "regional_outlook": "outlook in the state, in words",
    "national_outlook": "outlook in the nation, in words",
}
_LISTS = {
    "at_a_glance": "about five phrases that complete “They …”",
    "preparation": "phrases that complete “Before their first day, they usually: …”",
    "electives": "elective courses",
    "major_employers": "kinds of employers",
}

OCCUPATIONS = Template(
    "occupations", "Careers", "Careers with the texts of their pages: a state's own, or words for those O*NET has.",
    Dataset.OCCUPATIONS, "Careers",
    (
        *_source_columns(Need.FREE, "2025", "2025"),
        Column("onet_soc_code", Need.HEADING, "the O*NET-SOC code. Empty for a career that O*NET does not have", ""),
        Column("soc_code", Need.HEADING, "the SOC 2018 code whose wages and outlook it shows. May be empty beside an O*NET-SOC code", "17-3029"),
        Column("soc_title", Need.FREE, "the title of the SOC code; needed for codes that the portal does not know yet", ""),
        Column("title", Need.FILLED, "the workers, in the plural", "Example Makers"),
        Column("singular_title", Need.HEADING, "one worker, as inside a sentence. Made of the title when empty", "example maker"),
        Column("title_in_text", Need.FREE, "the plural as inside a sentence, when the title in small letters will not do", ""),
        Column("alternate_titles", Need.FREE, "other names, with semicolons between", "Makers; Making Technicians"),
        Column("summary", Need.HEADING, _PROSE["summary"], "Example makers make examples."),
        Column(
            "tasks", Need.FREE, "what they do, verb first; line breaks or semicolons between the tasks",
            "Make examples; Check that nobody takes them for real",
        ),
        Column("dot_code", Need.FREE, "the code of the Dictionary of Occupational Titles: 652.382-010", ""),
        Column("job_zone", Need.FREE, "O*NET's job zone, 1 to 5", "3"),
        Column("holland_code", Need.FREE, "one to three different letters out of R, I, A, S, E and C, strongest first", "RIC"),
        Column(
            "entry_education", Need.FREE,
            "typical education: none, high school, some college, certificate, associate, bachelor, master, doctoral", "certificate",
        ),
        Column("prior_experience", Need.FREE, "experience before: none, under 5, over 5", "none"),
        Column(
            "job_training", Need.FREE,
            "training on the job: none, short (up to a month), moderate (to a year), long (more), apprenticeship, internship",
            "moderate",
        ),
        *(Column(name, Need.FREE, f"{words}; line breaks or semicolons between") for name, words in _LISTS.items()),
        *(Column(name, Need.FREE, words) for name, words in _PROSE.items() if name != "summary"),
    ),
)  # fmt: skip

TEMPLATES: dict[str, Template] = {
    template.slug: template for template in (WAGES, OUTLOOK, PROGRAMS, SCHOOLS, RESOURCES, OCCUPATIONS)
}


# Importers -----------------------------------------------------------------------------------------------------------


class FromTemplate(Importer):
    """A filled-in template. Source, period and all else that a release says of itself stand in the rows."""

    source = "stated in the file"
    licence = ""
    one_of_each = False

    def __init__(self, template: Template):
        self.template = template
        self.name = f"Template “{template.title}”"
        self.dataset = template.dataset
        self.title = template.release_title
        self.layouts = (template.layout,)

    def vintage(self, tables: list[Table]) -> Vintage:
        said = _facts(tables, self.template)
        source, period = said.pop("source", settings.AGENCY_NAME), said.pop("period", NOT_STATED)
        return Vintage(period, said.pop("as_of", None), source, tuple(sorted(said.items())))

    def vintages(self, files: list[list[Table]]) -> list[Vintage]:
        """Files of one source and period are one release; of several periods it must be plain which is the later."""
        found = [(tables[0].path, self.vintage(tables)) for tables in files]
        for place, (path, vintage) in enumerate(found):
            for other_path, other in found[:place]:
                if vintage == other or vintage.series != other.series:
                    continue
                if vintage.period == other.period:
                    why = f"it is of the same source and period as {other_path.name}, but as_of, the licence or a top code differ."
                    raise FileError(path, why)
                if vintage.as_of is None or other.as_of is None or vintage.as_of == other.as_of:
                    why = f"it is of the same source as {other_path.name} and of another period. Say in as_of which is the later."
                    raise FileError(path, why)
        return [vintage for _, vintage in found]

    def release(self, vintage: Vintage) -> dict[str, Any]:
        values = super().release(vintage)
        values["known"]["source"] = vintage.series
        return values

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        for table in tables:
            if unknown := _unknown_headings(table):
                plan.remark(f"{table.path.name}: not a column of the template, and not read: {', '.join(unknown)}.")
        sender = Sender(plan, release)
        self.take(tables, sender)
        if sender.left:
            plan.remark(
                f"{release.source}, {self.template.title}: {sender.left:,} records have fields that another source speaks of. Its "
                "word was left there."
            )

    def take(self, tables: list[Table], sender: "Sender") -> None:
        """Hand the rows over."""
        raise NotImplementedError


class Sender:
    """What one source hands over by templates: under keys of its own, and never over another source's words."""

    def __init__(self, plan: Plan, release: DataRelease):
        self.plan, self.release = plan, release
        self.mark = f"{TEMPLATE_KEY}{slugify(release.source) or _digest(release.source)}"
        self.left = 0

    def key(self, *parts: str) -> str:
        words = ":".join(parts).casefold()
        return f"{self.mark}:{words if len(self.mark) + len(words) < 200 else _digest(words)}"

    def is_mine(self, record: models.Model) -> bool:
        return record.source_key.startswith(f"{self.mark}:")

    def put(
        self,
        ledger: Ledger,
        key: str,
        values: dict[str, Any],
        known: models.Model | None = None,
        *,
        owner: models.Model | None = None,
        new: dict[str, Any],
    ) -> models.Model | None:
        """Hand over a record; `known` is the one that it seems to be. Gives None where editors keep it out."""
        record = ledger.find(key, owner) or known
        if record is not None and not record.source_key and owner is None:
            record.source_key = key
            ledger.touch(record)
        if record is None or not record.source_key:
            record = ledger.put(key, values, owner=owner, new=new)
            if record is None:
                return None
        else:
            said = record.official.get(self.mark, {})
            theirs = {
                name for name in values if name in record.official and record.official[name] != said.get(name, ...)
            }
            self.left += any(record.official[name] != as_said(values[name]) for name in theirs)
            values = {name: value for name, value in values.items() if name not in theirs}
            ledger.update(record, values)
        said = record.official.get(self.mark, {}) | {name: as_said(value) for name, value in values.items()}
        if record.official.get(self.mark) != said:
            record.official[self.mark] = said
            ledger.touch(record)
        return record

    def close(self, ledger: Ledger, belongs: Callable[[models.Model], bool] | None = None) -> None:
        """Name what the source had before and has no longer. Without a period a file is an addition and no new edition."""
        if self.release.reference_period != NOT_STATED:
            ledger.close(belongs, key=f"{self.mark}:")

    def replace(self, ledger: Ledger, belongs: Callable[[models.Model], bool]) -> None:
        """Take away what the source had before and has no longer, of lists that the file gives whole."""
        ledger.close(belongs, key=f"{self.mark}:")


class Spoken:
    """Whose lists a file gives whole: those none of whose rows was refused."""

    def __init__(self) -> None:
        self._given: set[int | None] = set()
        self._broken: set[int | None] = set()

    def take(self, record: models.Model, handle: Callable[[], None]) -> None:
        try:
            handle()
        except (CellError, RowRefusedError):
            self._broken.add(record.pk)
            raise
        self._given.add(record.pk)

    def __contains__(self, pk: int) -> bool:
        return pk in self._given and pk not in self._broken


def _facts(tables: list[Table], template: Template) -> dict[str, Any]:
    """What the rows say of their release. All must say the same; an empty cell says nothing."""
    said: dict[str, tuple[Any, Row]] = {}
    rows = [row for table in tables for row in table.rows()]
    if not rows:
        raise FileError(tables[0].path, f"there is no row below the headings of “{template.layout.name}”.")
    for row in rows:
        if _is_example(row, template):
            raise FileError(row.table.path, f"{_where(row)}: this is the template's own example row; replace it.")
        for name, value in _facts_of(row).items():
            first, above = said.setdefault(name, (value, row))
            if first != value:
                why = (
                    f"{_where(above)} says “{above.text(name)[:60]}” and {_where(row)} says “{row.text(name)[:60]}” in the "
                    f"column {row.table.heading(name)}. A file holds one source and one period; make a file for each."
                )
                raise FileError(row.table.path, why)
    for column in template.columns:
        if column.name in _FACTS and column.need is Need.FILLED and column.name not in said:
            raise FileError(tables[0].path, f"the column {column.name} is empty in every row.")
    return {name: value for name, (value, _) in said.items()}


def _facts_of(row: Row) -> dict[str, Any]:
    try:
        return {name: row.read(name, parse) for name, parse in _FACTS.items() if row.text(name)}
    except RowRefusedError as refused:
        error = refused.error
        raise FileError(row.table.path, f"{_where(row)}, {error.column}: “{error.value[:60]}” {error.why}.") from None


def _is_example(row: Row, template: Template) -> bool:
    """Whether it is a row that came with the template, be it that a spreadsheet program wrote its numbers another way."""
    if row.text("source") == EXAMPLE_SOURCE:
        return True
    names = [column.name for column in template.columns]
    given = {name: _alike(row.text(name)) for name in names if name in row.table.columns and name != "source"}
    return any(
        given == {name: _alike(text) for name, text in zip(names, example, strict=True) if name in given}
        for example in template.examples
    )


def _alike(words: str) -> str | Decimal:
    try:
        return cells.number(words)
    except CellError:
        return " ".join(words.split())


def _where(row: Row) -> str:
    sheet = row.table.sheet.name
    return f"{sheet}, line {row.line}" if sheet else f"line {row.line}"


def _unknown_headings(table: Table) -> list[str]:
    line = next(cells_ for number, cells_ in table.sheet.first(table.heading_line) if number == table.heading_line)
    known = set(table.columns.values())
    return [words for place, cell in enumerate(line) if place not in known and (words := cells.text(cell))]


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:40]


# Cells ---------------------------------------------------------------------------------------------------------------

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_BECAME_A_DATE = re.compile(rf"\d{{1,2}}-(?:{_MONTH})|(?:{_MONTH})-\d{{1,4}}", re.IGNORECASE)
_ITEM_ENDS = re.compile(r"[\r\n]+")


def _words(cell: Cell) -> str:
    """The text of a cell, unless a spreadsheet program took it for a date."""
    words = cells.text(cell)
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta) or _BECAME_A_DATE.fullmatch(words):
        raise CellError("became a date in a spreadsheet program; format the column as text and write it again")
    return words


def _items(cell: Cell) -> list[str]:
    """The items of a list: a line each where there are several lines, else parted by semicolons; each once."""
    words = _words(cell)
    parts = _ITEM_ENDS.split(words) if _ITEM_ENDS.search(words) else words.split(";")
    return list({part.strip().casefold(): part.strip() for part in reversed(parts) if part.strip()}.values())[::-1]


def _number(cell: Cell) -> Decimal:
    """A number, without what other countries and percent formats make of one."""
    words = cells.text(cell)
    if "%" in words:
        raise CellError("is written with a percent sign; write the number alone")
    if re.fullmatch(r"\$?-?\d+(?:\.\d{3})*,(?:\d{1,2}|\d{4,})", words):
        raise CellError("is written with a decimal comma; write a point")
    if re.search(r"\d[eE][+-]?\d", words):
        raise CellError("is written with a power of ten; format the column as a number and write all its digits")
    value = cells.number(cell)
    if len(value.as_tuple().digits) > 20:
        raise CellError("has too many digits for a figure")
    return value


def _whole(cell: Cell) -> int:
    value = _number(cell)
    if value != value.to_integral_value():
        raise CellError("is no whole number")
    if not 0 <= value < 10**9:
        raise CellError("is too large, or below zero")
    return int(value)


def _day(cell: Cell) -> datetime.date:
    """A day; of a month or a year alone its last one."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    if found := re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", cells.text(cell)):
        year, month, day = int(found[1]), int(found[2] or 12), found[3]
        try:
            return datetime.date(year, month, int(day or calendar.monthrange(year, month)[1]))
        except (ValueError, calendar.IllegalMonthError):
            pass
    raise CellError("is no day: write 2024-05-31, 2024-05 or 2024, in a column that is formatted as text")


def _state(cell: Cell) -> str:
    """The postal code of a state or territory."""
    words = cells.text(cell).upper()
    if words not in _ABBREVIATIONS:
        raise CellError("is no postal code of a state or territory, such as WA")
    return words


_ABBREVIATIONS = frozenset(abbreviation for abbreviation, _ in STATES.values())
_FIPS = {
    words.casefold(): fips
    for fips, (abbreviation, name) in STATES.items()
    for words in (fips, fips.lstrip("0"), abbreviation, name)
}


def _zip(cell: Cell) -> str:
    words = cells.text(cell)
    if re.fullmatch(r"\d{3,4}(-\d{4})?", words):
        raise CellError("lost the zero at its beginning; format the column as text and write five digits")
    if not re.fullmatch(r"\d{5}(-\d{4})?", words):
        raise CellError("is no ZIP code of five digits, or of five and four")
    return words


def _unit_id(cell: Cell) -> str:
    words = cells.text(cell)
    if not re.fullmatch(r"\d{6}", words):
        raise CellError("is no IPEDS unit ID of six digits")
    return words


def _plainly(words: str) -> str:
    return re.sub(r"[\s_-]+", " ", words.casefold().replace("’", "'")).strip()


def _choice(choices: Iterable[tuple[Any, str]], cell: Cell) -> Any:
    """One of a fixed list, by the word in the documentation or by the label people see."""
    pairs = list(choices)
    known = {_plainly(str(label)): value for value, label in pairs} | {
        _plainly(str(value)): value for value, _ in pairs
    }
    try:
        return known[_plainly(_words(cell))]
    except KeyError:
        words = ", ".join(str(value).replace("_", " ") for value, _ in pairs)
        raise CellError(f"is none of these: {words}") from None


def _prose(cell: Cell) -> str:
    """Plain words as rich text: a paragraph for each, and nothing in them that is HTML."""
    words = _words(cell).replace("\r\n", "\n").replace("\r", "\n")
    return sanitize_prose(linebreaks(escape(words)).replace("\n", ""))


def _value(item: models.Field, cell: Cell) -> Any:
    """A cell as the field takes it."""
    if isinstance(item, ProseField):
        value = _prose(cell)
    elif isinstance(item, LinesField):
        value = "\n".join(_items(cell))
    elif item.choices:
        value = _choice(item.choices, cell)
    elif isinstance(item, models.DecimalField):
        value = _number(cell)
    else:
        value = _words(cell)
    return checked(item, value)


def _values(row: Row, model: type[models.Model], columns: dict[str, str] | Iterable[str]) -> dict[str, Any]:
    """The fields that the row says something of; `columns` are their names, or the fields by the names of the columns."""
    pairs = columns.items() if isinstance(columns, dict) else [(name, name) for name in columns]
    return {
        name: row.read(column, partial(_value, model._meta.get_field(name)))
        for column, name in pairs
        if row.text(column)
    }


def _require(row: Row, template: Template) -> None:
    for column in template.columns:
        if column.need is Need.FILLED and not row.text(column.name):
            raise row.refusal(column.name, "is empty")


def _release_field(name: str) -> Callable[[Cell], Any]:
    return lambda cell: _value(DataRelease._meta.get_field(name), cell)


_FACTS: dict[str, Callable[[Cell], Any]] = {
    "source": _release_field("source"),
    "period": _release_field("reference_period"),
    "as_of": _day,
    "licence": _release_field("licence"),
    "hourly_top_code": _release_field("hourly_top_code"),
    "annual_top_code": lambda cell: checked(DataRelease._meta.get_field("annual_top_code"), _whole(cell)),
}
"""What a file says of its release."""


# Figures -------------------------------------------------------------------------------------------------------------

_AREA_CODES = {
    AreaKind.METRO: (r"\d{5}", "is no CBSA code of five digits"),
    AreaKind.NONMETRO: (r"\d{7}", "is no nonmetropolitan area's code of seven digits"),
    AreaKind.COUNTY: (r"\d{5}", "is no county's FIPS code of five digits"),
    AreaKind.COUNTY_GROUP: (
        r"\d{2}-\w{1,9}",
        "is no state's FIPS code, a hyphen and the number of the area, such as 53-05",
    ),
}
_WITH_STATE = (AreaKind.NONMETRO, AreaKind.COUNTY, AreaKind.COUNTY_GROUP)
"""Areas whose code begins with the FIPS code of their state."""


class Figures(FromTemplate):
    """Wages and outlook: a row a SOC code and area."""

    model: type[WageStat] | type[OutlookStat]
    words: dict[str, tuple[FigureStatus, ...]]
    """By column of a figure, what may stand there in place of a number."""

    def take(self, tables: list[Table], sender: Sender) -> None:
        plan = sender.plan
        ledger = plan.figures(self.model, sender.release)
        lines: dict[tuple, str] = {}

        def stat(row: Row) -> None:
            _require(row, self.template)
            figures = {
                name: row.read(name, partial(_figure, self.model._meta.get_field(name), words))
                for name, words in self.words.items()
            }
            others = self.others(row)
            numbers = {name: value for name, value in figures.items() if isinstance(value, Decimal)}
            for name, why in self.model(**numbers).disordered({}).items():
                raise row.refusal(name, f"does not go with its row. {why}")
            group = row.read("soc_code", lambda cell: _soc_group(cell, row, plan))
            area = _area(row, plan)
            if area is None:
                return
            if ledger.put(group, area, figures, **others) is None:
                first = lines[group.code, area.code, others.get("openings_method", "")]
                raise row.refusal("soc_code", f"stands for this area in {first} already")
            lines[group.code, area.code, others.get("openings_method", "")] = _where(row)

        for table in tables:
            plan.each(table, ledger, stat)
        ledger.close()
        # An area that the file does not speak of keeps its figures: they may have come in a file of their own.
        ledger.gone = [stat for stat in ledger.gone if stat.area_id in ledger.areas]

    def others(self, row: Row) -> dict[str, Any]:
        """What a row says besides its figures."""
        return {}


class Wages(Figures):
    model = WageStat
    words = {
        name: _HOURLY if name.startswith("hourly") else _ANNUAL if name.startswith("annual") else _COUNTED
        for name in WageStat.FIGURES
    }


class Outlook(Figures):
    model = OutlookStat
    words = dict.fromkeys(OutlookStat.FIGURES, _COUNTED)

    def others(self, row: Row) -> dict[str, Any]:
        years = {name: row.read(name, _year) for name in ("base_year", "projected_year") if row.text(name)}
        if len(years) == 2 and years["base_year"] >= years["projected_year"]:
            raise row.refusal("projected_year", "is not after the base year")
        return years | _values(row, OutlookStat, ["openings_method"])


def _figure(item: models.Field, words: tuple[FigureStatus, ...], cell: Cell) -> Decimal | FigureStatus:
    """A number, or the reason in its place; an empty cell says that the source does not have the figure."""
    written = cells.text(cell)
    if not written:
        return FigureStatus.NOT_IN_SOURCE
    status = next((status for status, word in _WORDS.items() if _plainly(word) == _plainly(written)), None)
    if status in words:
        return status
    allowed = ", ".join(_WORDS[word] for word in words)
    if status is not None:
        raise CellError(f"cannot stand in this column; it takes a number, or one of: {allowed}")
    if not re.search(r"\d", written):
        raise CellError(
            f"is neither a number nor one of: {allowed}. Leave the cell empty if the source has no such figure"
        )
    value = _number(cell)
    places = item.decimal_places
    rounded = round(value, places)
    if value != rounded:
        how = {0: "none", 1: "one"}.get(places, str(places))
        hint = "; five percent is written 5 and not 0.05" if item.name == "percent_change" else ""
        raise CellError(f"has more decimals than this figure takes, which is {how}{hint}")
    return checked(item, rounded)


def _year(cell: Cell) -> int:
    words = cells.text(cell)
    if not re.fullmatch(r"(?:19|20)\d\d", words):
        raise CellError("is no year, such as 2024")
    return int(words)


def _soc_group(cell: Cell, row: Row, plan: Plan) -> SocGroup:
    title = row.read("soc_title", partial(_value, SocGroup._meta.get_field("title"))) if row.text("soc_title") else ""
    return groups.soc_group(plan, cells.soc_code(cell), title)


def _area(row: Row, plan: Plan) -> Area | None:
    """The area of a row, made if it is not there; None when another state was asked for."""
    kind = AreaKind(row.read("area_kind", partial(_choice, AreaKind.choices)))
    if kind is AreaKind.NATION:
        if row.text("area_code") not in ("", NATION):
            raise row.refusal("area_code", "stands beside the nation, whose code is US, or nothing")
        return groups.nation(plan)
    stated = _FIPS[row.read("state", _state).casefold()] if row.text("state") else ""
    code = row.read("area_code", lambda cell: _area_code(cell or stated, kind))
    within = "" if kind is AreaKind.METRO else code[:2]
    if within and (within not in STATES or stated not in ("", within)):
        raise row.refusal(
            "area_code", f"does not lie in {row.text('state')}" if stated else "begins with no state's FIPS code"
        )
    known = lists.areas(plan).find_by(code)
    if known is not None:
        if known.kind != kind:
            raise row.refusal("area_code", f"is the code of {known}, which is another kind of area")
        return known if groups.is_wanted(plan, known) else None
    name = row.read("area_name", partial(_value, Area._meta.get_field("name")))
    within = within or stated or _state_named(name)
    if not within:
        raise row.refusal("state", "is empty, and the name of the area does not end with its state")
    if not plan.wants(STATES[within][0]):
        return None
    if kind is AreaKind.STATE:
        return groups.state(plan, within)
    if not name:
        raise row.refusal("area_name", "is empty, and the area is not known here yet")
    make = {
        AreaKind.METRO: groups.metro, AreaKind.NONMETRO: groups.nonmetro, AreaKind.COUNTY: groups.county,
        AreaKind.COUNTY_GROUP: groups.county_group,
    }[kind]  # fmt: skip
    return make(plan, code, name, within)


def _area_code(cell: Cell, kind: AreaKind) -> str:
    """The official code of an area, whose form its kind says."""
    words = _words(cell)
    if kind is AreaKind.STATE:
        if words.casefold() not in _FIPS:
            raise CellError("is no state's FIPS code or postal code")
        return _FIPS[words.casefold()]
    form, message = _AREA_CODES[kind]
    if not re.fullmatch(form, words):
        raise CellError(f"{message}; a spreadsheet program may have dropped a zero")
    return words


def _state_named(name: str) -> str:
    """The FIPS code of the first state behind the comma: `53` of `Yakima, WA`."""
    found = re.search(r",\s*([A-Z]{2})\b", name)
    return _FIPS.get(found[1].casefold(), "") if found else ""


# Lists ---------------------------------------------------------------------------------------------------------------


class Programs(FromTemplate):
    def take(self, tables: list[Table], sender: Sender) -> None:
        plan = sender.plan
        ledger = lists.programs(plan)
        awards = _awards(plan)
        once = Once("name", "description", "awards")
        taken: dict[tuple[Table, int], EducationProgram] = {}

        def program(row: Row) -> None:
            _require(row, self.template)
            code = row.read("cip_code", cells.cip_code)
            levels = row.read("awards", lambda cell: [_choice(AwardLevel.choices, item) for item in _items(cell)])
            values = _values(row, EducationProgram, ["name", "description"])
            known = once.find(row, code)
            if known is None:
                known = sender.put(ledger, sender.key(code), values, ledger.find_by(code), new={"cip_code": code})
                once.add(row, code, known)
            if known is not None:
                taken[row.table, row.line] = known
                for level in levels:
                    awards.put(known, level)

        for table in tables:
            plan.each(table, ledger, program)
        sender.close(ledger)
        if any("careers" in table.columns for table in tables):
            _program_links(tables, taken, sender)


def _program_links(tables: list[Table], taken: dict[tuple[Table, int], EducationProgram], sender: Sender) -> None:
    """The careers each program leads to. A program that is named with careers is named with all of them."""
    plan = sender.plan
    ledger = lists.program_links(plan)
    careers = Careers(plan)
    spoken_of = Spoken()
    kinds: dict[tuple[int, str], str] = {}

    def link(row: Row, program: EducationProgram) -> None:
        kind = ProgramLinkKind.DIRECT
        if row.text("relation"):
            kind = ProgramLinkKind(row.read("relation", partial(_choice, ProgramLinkKind.choices)))
        for career in careers.named(row, "careers"):
            if kinds.setdefault((id(career), program.cip_code), kind) != kind:
                raise row.refusal("relation", f"is not what a row above says of {career}")
            known = ledger.find_by(program, owner=career)
            new = {"program": program, "release": sender.release}
            sender.put(ledger, sender.key(program.cip_code), {"kind": kind}, known, owner=career, new=new)

    def links(row: Row) -> None:
        program = taken.get((row.table, row.line))
        if program is not None and row.text("careers"):
            spoken_of.take(program, lambda: link(row, program))

    for table in tables:
        plan.each(table, ledger, links)
    sender.replace(ledger, lambda one: one.program_id in spoken_of)
    mine = ProgramLink.objects.filter(source_key__startswith=f"{sender.mark}:")
    plan.credit(mine, "release", sender.release)


class Schools(FromTemplate):
    def take(self, tables: list[Table], sender: Sender) -> None:
        plan = sender.plan
        ledger = lists.schools(plan)
        known = KnownSchools(ledger)
        once = Once("name", "city", "state", "other_names", "street", "zip", "control", "url")
        taken: dict[tuple[Table, int], School] = {}

        def school(row: Row) -> None:
            _require(row, self.template)
            values = _values(row, School, ["name", "other_names", "street", "city", "control", "url"])
            for name, column, parse in (
                ("state", "state", _state),
                ("zip_code", "zip", _zip),
                ("unit_id", "unit_id", _unit_id),
            ):
                if row.text(column):
                    values[name] = row.read(column, parse)
            if not plan.wants(values["state"]):
                return
            identity = values.get("unit_id") or f"{values['name']}, {values['city']}, {values['state']}"
            one = once.find(row, identity)
            if one is None:
                record = known.find(values)
                new = {} if record else {"slug": plan.slug(School, values["name"], values["city"])}
                one = sender.put(ledger, sender.key(identity), values, record, new=new)
                once.add(row, identity, one)
            if one is not None:
                taken[row.table, row.line] = one

        for table in tables:
            plan.each(table, ledger, school)
        sender.close(ledger, lambda school: plan.wants(school.state))
        if any("program_cip" in table.columns for table in tables):
            _offerings(tables, taken, sender)


class KnownSchools:
    """The schools there are, by unit ID, and by name and place."""

    def __init__(self, ledger: Ledger):
        self._by_unit = {school.unit_id: school for school in ledger.records() if school.unit_id}
        self._by_name: dict[tuple[str, str, str], School] = {}
        for school in ledger.records():
            self._by_name.setdefault(self._name(vars(school)), school)

    @staticmethod
    def _name(values: dict[str, Any]) -> tuple[str, str, str]:
        return values["name"].casefold(), values["city"].casefold(), values["state"]

    def find(self, values: dict[str, Any]) -> School | None:
        unit = values.get("unit_id")
        if unit in self._by_unit:
            return self._by_unit[unit]
        alike = self._by_name.get(self._name(values))
        # Two campuses may share name and city; numbers that differ tell them apart.
        return alike if alike is not None and not (unit and alike.unit_id) else None


def _offerings(tables: list[Table], taken: dict[tuple[Table, int], School], sender: Sender) -> None:
    """The programs each school offers. A school that is named with programs is named with all of them."""
    plan = sender.plan
    listed = lists.programs(plan)
    ledger = lists.offerings(plan)
    spoken_of = Spoken()
    lines: dict[tuple, str] = {}
    columns = {
        "program_name": "name", "award_level": "award_level", "length": "length", "cost": "cost", "program_url": "url",
    }  # fmt: skip

    def offering(row: Row, school: School) -> None:
        code = row.read("program_cip", cells.cip_code)
        program = listed.find_by(code)
        if program is None:
            raise row.refusal("program_cip", "is a program of study that is not known here; import the CIP list first")
        values = {"name": "", "award_level": ""} | _values(row, ProgramOffering, columns)
        identity = code, values["award_level"], values["name"]
        if (id(school), *identity) in lines:
            raise row.refusal("program_cip", f"stands for this school in {lines[id(school), *identity]} already")
        lines[id(school), *identity] = _where(row)
        known = ledger.find_by(program, values["name"], values["award_level"], owner=school)
        new = {"program": program, "release": sender.release}
        sender.put(ledger, sender.key(*identity), values, known, owner=school, new=new)

    def offered(row: Row) -> None:
        school = taken.get((row.table, row.line))
        if school is None:
            return
        if row.text("program_cip"):
            spoken_of.take(school, lambda: offering(row, school))
        elif given := [column for column in columns if row.text(column)]:
            raise row.refusal("program_cip", f"is empty, but {given[0]} is filled in")

    for table in tables:
        plan.each(table, ledger, offered)
    sender.replace(ledger, lambda one: one.school_id in spoken_of)
    mine = ProgramOffering.objects.filter(source_key__startswith=f"{sender.mark}:")
    plan.credit(mine, "release", sender.release)


ADDRESS = Resource._meta.get_field("address")


class Resources(FromTemplate):
    def take(self, tables: list[Table], sender: Sender) -> None:
        plan = sender.plan
        ledger = lists.resources(plan)
        known: dict[str, Resource] = {}
        for one in ledger.records():
            known.setdefault(plain_address(one.url), one)
        groupings = {
            "topics": ("topic", _by_name(ResourceTopic.objects.all())),
            "clusters": (
                "career cluster",
                _by_name(lists.clusters(plan).records()),
            ),
        }
        once = Once()
        taken: dict[tuple[Table, int], Resource] = {}

        def resource(row: Row) -> None:
            _require(row, self.template)
            values = _values(row, Resource, ["name", "subtitle", "kind", "url", "audience"])
            if row.text("address"):
                values["address"] = row.read("address", lambda cell: checked(ADDRESS, "\n".join(_items(cell))))
            state = row.read("state", _state) if row.text("state") else ""
            members = {name: row.read(name, partial(_listed, *listed)) for name, listed in groupings.items()}
            if state and not plan.wants(state):
                return
            address = plain_address(values["url"])
            once.refuse_again(row, "url", address)
            new = {} if address in known else self._start(values, state, plan)
            one = sender.put(ledger, sender.key(address), values, known.get(address), new=new)
            once.add(row, address, one)
            if one is not None:
                taken[row.table, row.line] = one
                _put_members(one, members, sender)

        for table in tables:
            plan.each(table, ledger, resource)
        sender.close(ledger)
        if any("careers" in table.columns for table in tables):
            _resource_links(tables, taken, sender)

    @staticmethod
    def _start(values: dict[str, Any], state: str, plan: Plan) -> dict[str, Any]:
        return {
            "slug": plan.slug(Resource, f"{values['name']} {values.get('subtitle', '')}"),
            "area": groups.state(plan, state) if state else None,
        }


def _put_members(one: Resource, members: dict[str, list[models.Model]], sender: Sender) -> None:
    for name, wanted in members.items():
        if wanted and (sender.is_mine(one) or f"members:{name}" not in one.official):
            sender.plan.put_members(one, name, wanted)


def _by_name(records: Iterable[T]) -> dict[str, list[T]]:
    """Clusters of two frameworks may share a name."""
    found: dict[str, list[T]] = defaultdict(list)
    for record in records:
        found[record.name.casefold()].append(record)
    return found


def _listed(what: str, known: dict[str, list[T]], cell: Cell) -> list[T]:
    """The records that a list of names means."""
    found = []
    for name in _items(cell):
        if name.casefold() not in known:
            raise CellError(f"names “{name[:60]}”, which is no {what} here")
        found += known[name.casefold()]
    return found


def _resource_links(tables: list[Table], taken: dict[tuple[Table, int], Resource], sender: Sender) -> None:
    """The careers whose pages list each resource. A resource that is named with careers is named with all of them."""
    plan = sender.plan
    ledger = lists.resource_links(plan)
    careers = Careers(plan)
    spoken_of = Spoken()

    def link(row: Row, resource: Resource) -> None:
        for career in careers.named(row, "careers"):
            known = ledger.find_by(resource, owner=career)
            key = sender.key(plain_address(row.text("url")))
            sender.put(ledger, key, {}, known, owner=career, new={"resource": resource})

    def links(row: Row) -> None:
        resource = taken.get((row.table, row.line))
        if resource is not None and row.text("careers"):
            spoken_of.take(resource, lambda: link(row, resource))

    for table in tables:
        plan.each(table, ledger, links)
    sender.replace(ledger, lambda one: one.resource_id in spoken_of)


class Occupations(FromTemplate):
    FIELDS = (
        "title", "singular_title", "title_in_text", "dot_code", "job_zone", "holland_code", "entry_education",
        "prior_experience", "job_training", *_LISTS, *_PROSE,
    )  # fmt: skip

    def take(self, tables: list[Table], sender: Sender) -> None:
        plan = sender.plan
        careers = Careers(plan)
        ledger = careers.ledger
        once = Once()
        taken: dict[tuple[Table, int], Occupation] = {}

        def career(row: Row) -> None:
            _require(row, self.template)
            code, soc = _codes(row)
            values = _values(row, Occupation, self.FIELDS)
            for column in ("alternate_titles", "tasks"):
                row.read(column, partial(_checked_items, column))
            identity = code or f"{soc}:{values['title']}"
            once.refuse_again(row, "onet_soc_code" if code else "title", identity)
            record, new = careers.find(code) if code else careers.titled(values["title"], soc), {}
            if record is None:
                group = row.read("soc_code", lambda cell: _soc_group(soc, row, plan))
                if group.level not in (SocLevel.DETAILED, SocLevel.BROAD, SocLevel.MINOR):
                    raise row.refusal("soc_code", "is too wide a group for a career; take the detailed occupation")
                new = {
                    "slug": plan.slug(Occupation, values["title"], code or soc), "soc": group, "onet_soc_code": code,
                    "release": sender.release, "singular_title": singular(values["title"]),
                }  # fmt: skip
            one = sender.put(ledger, sender.key(identity), values, record, new=new)
            once.add(row, identity, one)
            if one is not None:
                taken[row.table, row.line] = one

        for table in tables:
            plan.each(table, ledger, career)
        sender.close(ledger)
        plan.credit(Occupation.objects.filter(source_key__startswith=f"{sender.mark}:"), "release", sender.release)
        given = {column for table in tables for column in table.columns}
        rows = [
            (one, row) for table in tables for row in table.rows() if (one := taken.get((table, row.line))) is not None
        ]
        if "alternate_titles" in given:
            _alternate_titles(rows, sender)
        if "tasks" in given:
            _tasks(rows, sender)


def _codes(row: Row) -> tuple[str, str]:
    """The O*NET-SOC code, if any, and the SOC code."""
    code = row.read("onet_soc_code", cells.onet_soc_code) if row.text("onet_soc_code") else ""
    if not row.text("soc_code"):
        if not code:
            raise row.refusal("soc_code", "is empty, and so is the O*NET-SOC code; one of the two is needed")
        return code, soc_of(code)
    soc = row.read("soc_code", cells.soc_code)
    if code and soc != soc_of(code):
        raise row.refusal("soc_code", f"is not the SOC code inside {code}")
    return code, soc


_ITEM_FIELDS = {
    "alternate_titles": AlternateTitle._meta.get_field("title"),
    "tasks": Task._meta.get_field("statement"),
}


def _checked_items(column: str, cell: Cell) -> list[str]:
    return [checked(_ITEM_FIELDS[column], item) for item in _items(cell)]


def _alternate_titles(rows: list[tuple[Occupation, Row]], sender: Sender) -> None:
    """Names that another source or the title itself has already are not said twice."""
    ledger = lists.alternate_titles(sender.plan)
    spoken_of = set()
    for career, row in rows:
        names = _items(row.cell("alternate_titles"))
        if names:
            spoken_of.add(career.pk)
        for place, name in enumerate(names, 1):
            known = ledger.find_by(name, owner=career)
            is_anothers = known is not None and known.source_key and not sender.is_mine(known)
            if not is_anothers and name.casefold() != career.title.casefold():
                values = {"title": name, "position": place}
                ledger.put(sender.key(name), values, owner=career, new={"search_only": False})
    sender.replace(ledger, lambda one: one.occupation_id in spoken_of)


def _tasks(rows: list[tuple[Occupation, Row]], sender: Sender) -> None:
    """In the order of the file. A career whose tasks come from another source keeps those alone."""
    ledger = lists.tasks(sender.plan)
    others = [task for task in ledger.records() if task.source_key and not sender.is_mine(task)]
    known = {task.occupation_id for task in others if task.pk}
    planned = {id(task.occupation) for task in others if not task.pk}
    spoken_of, left = set(), 0
    for career, row in rows:
        statements = _items(row.cell("tasks"))
        if not statements:
            continue
        spoken_of.add(career.pk)
        if career.pk in known or id(career) in planned:
            left += 1
            continue
        for place, statement in enumerate(statements, 1):
            values = {"statement": statement, "position": place}
            ledger.put(sender.key(statement), values, owner=career, new={"kind": Task.Kind.SPECIFIC})
    sender.replace(ledger, lambda one: one.occupation_id in spoken_of)
    if left:
        sender.plan.remark(
            f"{sender.release.source}: {left:,} careers have tasks from another source, which were left."
        )


# What lists share ----------------------------------------------------------------------------------------------------


class Once:
    """Records that a file may name in one row only, or in several that agree on the `columns`."""

    def __init__(self, *columns: str):
        self._columns = columns
        self._found: dict[str, tuple[Row, Any]] = {}

    def add(self, row: Row, identity: str, record: Any) -> None:
        self._found[identity.casefold()] = row, record

    def find(self, row: Row, identity: str) -> Any:
        """The record that a row above named, if this row says nothing else of it."""
        first, record = self._found.get(identity.casefold(), (None, None))
        if first is not None:
            for column in self._columns:
                if row.text(column) and row.text(column) != first.text(column):
                    raise row.refusal(column, f"is not what {_where(first)} says: “{first.text(column)[:60]}”")
        return record

    def refuse_again(self, row: Row, column: str, identity: str) -> None:
        if found := self._found.get(identity.casefold()):
            raise row.refusal(column, f"stands in {_where(found[0])} already")


class Careers:
    """The careers there are and will be, by their codes."""

    def __init__(self, plan: Plan):
        self.ledger = lists.careers(plan)
        self._by_soc: dict[str, list[Occupation]] = defaultdict(list)
        for career in self.ledger.records():
            self._by_soc[career.soc.code].append(career)

    def find(self, code: str) -> Occupation | None:
        return self.ledger.find_by(code)

    def titled(self, title: str, soc: str) -> Occupation | None:
        """The career of this SOC group and title that O*NET does not have."""
        return next(
            (
                career
                for career in self._by_soc[soc]
                if not career.onet_soc_code and career.title.casefold() == title.casefold()
            ),
            None,
        )

    def named(self, row: Row, column: str) -> list[Occupation]:
        """The careers whose codes a cell lists."""
        found: dict[int, Occupation] = {}
        for code in row.read(column, _items):
            if "." in code:
                row.read(column, lambda _, code=code: cells.onet_soc_code(code))
                careers = [self.find(code)] if self.find(code) else []
            else:
                row.read(column, lambda _, code=code: cells.soc_code(code))
                careers = self._by_soc[code]
            if not careers:
                raise row.refusal(column, f"names {code}, and no career here has this code")
            found |= {id(career): career for career in careers}
        return list(found.values())


class Awards:
    """The levels that programs end with. They are only ever added: nothing remembers where one came from."""

    name = "levels of programs"
    model = ProgramAward
    deletes = False

    def __init__(self) -> None:
        self._known = {(award.program_id, award.level) for award in ProgramAward.objects.all()}
        self._seen: set[tuple[int, str]] = set()
        self.added: list[ProgramAward] = []
        self.changes: dict = {}
        self.gone: list = []
        self.aside: dict = {}
        self.rejected = 0

    def put(self, program: EducationProgram, level: str) -> None:
        key = (program.pk or id(program), level)
        if key not in self._known and key not in self._seen:
            self.added.append(ProgramAward(program=program, level=level))
        self._seen.add(key)

    def counts(self) -> dict[str, int]:
        return {
            "added": len(self.added), "changed": 0, "unchanged": len(self._seen) - len(self.added), "kept": 0, "gone": 0,
            "rejected": 0,
        }  # fmt: skip

    def touched(self) -> list[models.Model]:
        return []


def _awards(plan: Plan) -> Awards:
    return plan.ledgers.setdefault(Awards.name, Awards())


IMPORTERS = (
    Occupations(OCCUPATIONS), Programs(PROGRAMS), Schools(SCHOOLS), Resources(RESOURCES), Wages(WAGES), Outlook(OUTLOOK),
)  # fmt: skip
"""In the order in which they are imported: what others name comes first."""
