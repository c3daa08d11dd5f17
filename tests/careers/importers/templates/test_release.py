"""Which release a filled-in template belongs to."""

import datetime
from decimal import Decimal

import pytest

from careers.importers.readers import FileError
from careers.importers.templates import NOT_STATED, TEMPLATES, csv_text
from tests.careers.importers.templates.filled import importer_of, matched, plan_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "day"),
    [("2024", (2024, 12, 31)), ("2024-02", (2024, 2, 29)), ("2024-05-31", (2024, 5, 31))],
)
def test_release_is_what_the_rows_say(table, said, day):
    rows = {"as_of": said, "licence": "Public domain", "hourly_top_code": "115.00", "annual_top_code": "239,200"}
    importer = importer_of("wages")
    values = importer.release(importer.vintage([table("wages", rows)]))
    assert values == {
        "known": {
            "source": "Idaho Department of Labor", "dataset": "wages", "title": "Wages", "reference_period": "2024",
        },
        "new": {
            "licence": "Public domain", "url": "", "as_of": datetime.date(*day), "hourly_top_code": Decimal("115.00"),
            "annual_top_code": 239200,
        },
    }  # fmt: skip


def test_lists_without_source_and_period_are_the_agencys(table, settings):
    settings.AGENCY_NAME = "Our Agency"
    found = table("resources", without=("source", "period"))
    vintage = importer_of("resources").vintage([found])
    assert (vintage.series, vintage.period, vintage.as_of) == ("Our Agency", NOT_STATED, None)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [{}, {"soc_code": "17-3026", "source": "Others"}],
            ("line 2 says “Idaho Department of Labor” and line 3 says “Others” in the column source. A file holds one source and "
            "one period; make a file for each."),
        ),
        (
            [{}, {}, {"period": "2023"}],
            ("line 2 says “2024” and line 4 says “2023” in the column period. A file holds one source and one period; make a file "
            "for each."),
        ),
        (
            [{"as_of": "5/31/2024"}],
            "line 2, as_of: “5/31/2024” is no day: write 2024-05-31, 2024-05 or 2024, in a column that is formatted as text.",
        ),
        ([{"as_of": "2024-13"}], "line 2, as_of: “2024-13” is no day"),
        (
            [{"period": "May-24"}],
            "line 2, period: “May-24” became a date in a spreadsheet program; format the column as text and write it again.",
        ),
        ([{"source": "x" * 151}], f"line 2, source: “{'x' * 60}” is longer than 150 characters."),
        ([{"source": "# ask Kim"}], "line 2, source: “# ask Kim” cannot stand here: A line starts with “#”"),
        ([{"hourly_top_code": "lots"}], "line 2, hourly_top_code: “lots” is not a number."),
        ([{"annual_top_code": "1e999999999"}], "line 2, annual_top_code: “1e999999999” is written with a power of ten"),
        ([{"annual_top_code": "9" * 12}], f"line 2, annual_top_code: “{'9' * 12}” is too large, or below zero."),
        ([{"source": ""}], "the column source is empty in every row."),
    ],
)  # fmt: skip
def test_file_of_two_releases_or_of_none_is_refused(table, rows, said):
    with pytest.raises(FileError) as error:
        importer_of("wages").vintage([table("wages", *rows)])
    assert str(error.value).startswith(f"file.csv: {said}")


def test_file_without_rows_is_refused(tmp_path):
    heading = csv_text(TEMPLATES["wages"]).splitlines()[0]
    with pytest.raises(FileError, match="there is no row below the headings of “template “Wages””"):
        importer_of("wages").vintage([matched("wages", tmp_path / "file.csv", heading + "\n")])


def test_files_of_one_release_are_one_and_later_ones_newer(table):
    one = table("wages", {"as_of": "2024"}, name="one.csv")
    two = table("wages", {"as_of": "2024", "area_code": "53"}, name="two.csv")
    later = table("wages", {"as_of": "2025", "period": "2025"}, name="later.csv")
    first, second, third = importer_of("wages").vintages([[one], [two], [later]])
    assert first == second
    assert (third.series, third.as_of > first.as_of) == (first.series, True)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (
            {"licence": "Secret"},
            "two.csv: it is of the same source and period as one.csv, but as_of, the licence or a top code differ.",
        ),
        (
            {"period": "2025"},
            "two.csv: it is of the same source as one.csv and of another period. Say in as_of which is the later.",
        ),
    ],
)
def test_files_that_contradict_each_other_are_refused(table, other, said):
    one, two = table("wages", name="one.csv"), table("wages", other, name="two.csv")
    with pytest.raises(FileError) as error:
        importer_of("wages").vintages([[one], [two]])
    assert str(error.value) == said


def test_column_that_is_none_of_the_template_is_named(tmp_path):
    found = matched(
        "resources", tmp_path / "file.csv", "name,subtitle,kind,url,topiks\nA,,website,https://a.example,b\n"
    )
    plan, _ = plan_of("resources", found)
    assert plan.remarks == ["file.csv: not a column of the template, and not read: topiks."]
