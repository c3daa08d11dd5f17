"""Templates kept as workbooks, and all of them by the command."""

import datetime
import io
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from careers.importers.readers import Sheet
from careers.importers.tables import Table
from careers.importers.templates import TEMPLATES, csv_text
from careers.models import Occupation, OutlookStat, ProgramOffering, WageStat
from tests.careers.importers.templates.filled import GOOD, MANY, START, plan_of

pytestmark = pytest.mark.django_db


def workbook(slug: str, rows: list[dict]) -> Table:
    """A sheet as a workbook keeps it: numbers and dates are what the spreadsheet program took the cells for."""
    columns = [column.name for column in TEMPLATES[slug].columns]
    cells = [columns, *([(START[slug] | row).get(name, "") for name in columns] for row in rows)]
    return TEMPLATES[slug].layout.match(Sheet(Path("book.xlsx"), "Sheet1", lambda: iter(cells), _size=len(cells)))


def test_numbers_and_dates_of_a_workbook_are_read(table):
    row = {"period": 2024.0, "as_of": datetime.datetime(2024, 5, 31), "area_code": 16.0, "hourly_median": 25.75}  # noqa: DTZ001
    plan, release = plan_of("wages", workbook("wages", [row]))
    (wage,) = plan.figures(WageStat, release).added
    assert (wage.hourly_median, wage.area.name) == (Decimal("25.75"), "Idaho")
    assert (release.reference_period, release.as_of) == ("2024", datetime.date(2024, 5, 31))


@pytest.mark.parametrize(
    ("slug", "row", "column", "why"),
    [
        ("wages", {"soc_code": datetime.date(2011, 11, 1)}, "soc_code", "became a date in a spreadsheet program"),
        (
            "wages",
            {"hourly_median": datetime.date(2024, 1, 5)},
            "hourly_median",
            "holds a date or a switch where a number",
        ),
        ("programs", {"cip_code": 15.06}, "cip_code", "is a number, so zeros of the CIP code may be lost"),
        ("programs", {"name": datetime.date(2024, 1, 5)}, "name", "became a date in a spreadsheet program"),
    ],
)
def test_damage_in_a_workbook_is_named(slug, row, column, why):
    plan, _ = plan_of(slug, workbook(slug, [row, *(GOOD if slug == "wages" else MANY)]))
    assert [(error.sheet, error.line, error.column, error.why[: len(why)]) for error in plan.errors] == [
        ("Sheet1", 2, column, why)
    ]


def test_command_imports_all_templates_at_once_and_again_changes_nothing(table):
    rows = {
        "occupations": {"tasks": "Cut.", "alternate_titles": "Doers"},
        "programs": {"awards": "associate", "careers": "17-3029"},
        "schools": {"program_cip": "15.0613", "award_level": "associate"},
        "resources": {"careers": "17-3029", "state": "WA"},
        "wages": {"hourly_median": "20"},
        "outlook": {"percent_change": "5"},
    }
    paths = [str(table(slug, row, name=f"{slug}.csv").path) for slug, row in rows.items()]
    call_command("import_official", *paths, publish=True, verbosity=0, stdout=io.StringIO())
    career = Occupation.objects.get()
    assert (career.status, career.program_links.count(), career.resource_links.count(), career.tasks.count()) == (
        "published", 1, 1, 1
    )  # fmt: skip
    assert (
        WageStat.objects.current().count()
        == OutlookStat.objects.current().count()
        == ProgramOffering.objects.count()
        == 1
    )
    said = io.StringIO()
    call_command("import_official", *paths, publish=True, recheck=True, verbosity=0, stdout=said)
    assert "Nothing changed: all of this was imported before." in said.getvalue()


def test_command_says_which_heading_is_missing(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(csv_text(TEMPLATES["wages"]).replace("soc_code", "occupation"))
    with pytest.raises(
        CommandError, match="almost those of “template “Wages””, but the column soc_code cannot be found"
    ):
        call_command("import_official", str(path), verbosity=0)
