"""What the templates are: their columns, the download, and the table in docs/csv-templates.md."""

import csv
import io
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from careers.codes import FigureStatus
from careers.importers.tables import Layout, plain
from careers.models import Dataset

NOT_STATED = "not stated"
"""The period of a file that does not say its own."""

EXAMPLE_SOURCE = "EXAMPLE: replace this row"


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


WORDS = {
    FigureStatus.WITHHELD: "withheld",
    FigureStatus.TOP_CODED: "top-coded",
    FigureStatus.NOT_PUBLISHED: "not published",
    FigureStatus.ANNUAL_ONLY: "annual only",
    FigureStatus.HOURLY_ONLY: "hourly only",
}
"""What may stand in place of a number, and how the documentation writes it."""

COUNTED = (FigureStatus.WITHHELD, FigureStatus.NOT_PUBLISHED)
HOURLY = (*COUNTED, FigureStatus.TOP_CODED, FigureStatus.ANNUAL_ONLY)
ANNUAL = (*COUNTED, FigureStatus.TOP_CODED, FigureStatus.HOURLY_ONLY)

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

PROSE = {
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
LISTS = {
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
        Column("summary", Need.HEADING, PROSE["summary"], "Example makers make examples."),
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
        *(Column(name, Need.FREE, f"{words}; line breaks or semicolons between") for name, words in LISTS.items()),
        *(Column(name, Need.FREE, words) for name, words in PROSE.items() if name != "summary"),
    ),
)  # fmt: skip

TEMPLATES: dict[str, Template] = {
    template.slug: template for template in (WAGES, OUTLOOK, PROGRAMS, SCHOOLS, RESOURCES, OCCUPATIONS)
}
