"""The plain tables of our own: that documentation, download and reading are one, and what spreadsheet damage becomes."""

import csv
import datetime
import io
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from careers.codes import FigureStatus
from careers.importers import find, sources
from careers.importers.apply import write
from careers.importers.plan import Plan
from careers.importers.readers import FileError, Sheet, read
from careers.importers.tables import Table
from careers.importers.templates import (
    EXAMPLE_SOURCE,
    IMPORTERS,
    NOT_STATED,
    TEMPLATES,
    Need,
    column_table,
    csv_text,
)
from careers.models import (
    AlternateTitle,
    Area,
    CareerCluster,
    DataRelease,
    Occupation,
    OccupationResource,
    OutlookStat,
    ProgramAward,
    ProgramLink,
    ProgramOffering,
    RemovedRow,
    Resource,
    ResourceTopic,
    School,
    Task,
    WageStat,
)
from tests import builders

DOC = Path(settings.BASE_DIR) / "docs/csv-templates.md"

START = {
    "wages": {
        "source": "Idaho Department of Labor", "period": "2024", "as_of": "2024", "area_kind": "state", "area_code": "16",
        "soc_code": "17-3029", "soc_title": "Technicians",
    },
    "outlook": {
        "source": "Idaho Department of Labor", "period": "2024 to 2034", "as_of": "2024", "area_kind": "state",
        "area_code": "16", "soc_code": "17-3029", "soc_title": "Technicians",
    },
    "programs": {"source": "Valley College", "period": "2025", "cip_code": "15.0613", "name": "Making"},
    "schools": {
        "source": "Valley District", "period": "2025", "name": "Valley College", "city": "Yakima", "state": "WA",
    },
    "resources": {
        "source": "Valley District", "period": "2025", "name": "Makers", "kind": "association", "url": "https://makers.example.org/",
    },
    "occupations": {
        "source": "Idaho Department of Labor", "period": "2025", "soc_code": "17-3029", "soc_title": "Technicians",
        "title": "Makers",
    },
}  # fmt: skip
"""What a row of each template needs at least."""


def importer_of(slug: str):
    return next(one for one in IMPORTERS if one.template is TEMPLATES[slug])


@pytest.fixture
def table(tmp_path):
    """A filled-in template: each row what it says besides the least, as a table."""

    def make(slug: str, *rows: dict[str, str], name: str = "file.csv", without: tuple[str, ...] = ()):
        columns = [column.name for column in TEMPLATES[slug].columns if column.name not in without]
        file = io.StringIO()
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(START[slug] | row for row in rows or ({},))
        return matched(slug, tmp_path / name, file.getvalue())

    return make


def matched(slug: str, path: Path, text: str):
    path.write_text(text)
    found = TEMPLATES[slug].layout.match(read(path).sheets[0])
    assert found is not None
    return found


def plan_of(slug: str, *tables, states: frozenset[str] = frozenset()) -> tuple[Plan, DataRelease]:
    importer = importer_of(slug)
    values = importer.release(importer.vintages([[one] for one in tables])[0])
    release = DataRelease.objects.filter(**values["known"]).first()
    release = release or DataRelease(**values["known"], **values["new"])
    plan = Plan(states=states)
    importer.plan(list(tables), release, plan)
    plan.settle()
    return plan, release


def take(slug: str, *tables, **options) -> Plan:
    """Plan and write."""
    plan, release = plan_of(slug, *tables, **options)
    write(plan, [release], None, publish=False)
    return plan


def counts(plan: Plan, name: str) -> dict[str, int]:
    return {what: number for what, number in plan.counts()[name].items() if number}


def refused(slug: str, *tables) -> str:
    """The sentence with which a whole file is refused."""
    with pytest.raises(FileError) as error:
        plan_of(slug, *tables)
    return str(error.value)


# One definition ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", TEMPLATES)
def test_documentation_says_what_the_code_does(slug):
    template, text = TEMPLATES[slug], DOC.read_text()
    section = text.partition(f"\n## {template.title}\n")[2].partition("\n## ")[0]
    assert template.purpose in section
    assert [line for line in section.splitlines() if line.startswith("| ")] == column_table(template).splitlines()
    assert section.partition("```csv\n")[2].partition("```")[0] == csv_text(template).replace("\r\n", "\n")


@pytest.mark.parametrize("slug", TEMPLATES)
def test_download_is_recognised_by_its_own_importer_alone(slug, tmp_path):
    path = tmp_path / "download.csv"
    path.write_text(csv_text(TEMPLATES[slug]))
    sheet = read(path).sheets[0]
    layouts = [layout for one in sources.IMPORTERS for layout in one.layouts] + list(sources.ASIDE)
    layouts += [one.layouts[0] for one in IMPORTERS if one not in sources.IMPORTERS]
    assert [layout.name for layout in layouts if layout.match(sheet)] == [TEMPLATES[slug].layout.name]


@pytest.mark.parametrize("slug", TEMPLATES)
def test_headings_that_may_be_left_out_may_be_left_out_and_others_not(slug, tmp_path):
    template = TEMPLATES[slug]
    free = [column.name for column in template.columns if column.need is Need.FREE]
    needed = [column.name for column in template.columns if column.need is not Need.FREE]
    path = tmp_path / "file.csv"
    path.write_text(",".join(name.upper().replace("_", " ") for name in reversed(needed)) + "\n")
    assert template.layout.match(read(path).sheets[0]) is not None
    path.write_text(",".join([*free, *needed[1:]]) + "\n")
    assert template.layout.match(read(path).sheets[0]) is None
    assert template.layout.missing(read(path).sheets[0]) == needed[:1]


@pytest.mark.django_db
@pytest.mark.parametrize("slug", TEMPLATES)
def test_download_itself_is_refused_and_its_twin_with_real_rows_is_not(slug, tmp_path, table):
    found = matched(slug, tmp_path / "wages.csv", csv_text(TEMPLATES[slug]))
    assert refused(slug, found) == "wages.csv: line 2: this is the template's own example row; replace it."
    assert plan_of(slug, table(slug))[0].errors == []


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row | {"name": "Ours"},
        lambda row: row | {"source": "Our District"},
        lambda row: row | {"source": "", "cost": "9,450.00"},
    ],
    ids=["example source kept", "source replaced only", "source emptied, number rewritten"],
)
def test_example_row_is_known_again_unless_it_was_replaced(change, tmp_path):
    template = TEMPLATES["schools"]
    names = [column.name for column in template.columns]
    row = change(dict(zip(names, template.examples[0], strict=True)))
    file = io.StringIO()
    csv.writer(file).writerows([names, [row[name] for name in names]])
    found = matched("schools", tmp_path / "file.csv", file.getvalue())
    assert "own example row" in refused("schools", found)


# Releases ------------------------------------------------------------------------------------------------------------


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


@pytest.mark.django_db
def test_column_that_is_none_of_the_template_is_named(tmp_path):
    found = matched(
        "resources", tmp_path / "file.csv", "name,subtitle,kind,url,topiks\nA,,website,https://a.example,b\n"
    )
    plan, _ = plan_of("resources", found)
    assert plan.remarks == ["file.csv: not a column of the template, and not read: topiks."]


# Figures -------------------------------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def test_wages_are_kept_as_written_with_a_reason_for_what_is_missing(table):
    row = {
        "hourly_median": "$25.75", "hourly_mean": "withheld", "hourly_pct90": "Top coded", "annual_median": "53,560",
        "annual_pct90": "top-coded", "annual_mean": "not published", "annual_pct10": "hourly only", "employment": "1200",
        "hourly_pct10": "ANNUAL ONLY",
    }  # fmt: skip
    take("wages", table("wages", row))
    wage = WageStat.objects.get()
    assert (wage.soc.code, wage.soc.title, wage.area.name, wage.release.source) == (
        "17-3029",
        "Technicians",
        "Idaho",
        "Idaho Department of Labor",
    )
    figures = {name: getattr(wage, name) or wage.status_of(name) for name in WageStat.FIGURES}
    assert figures == dict.fromkeys(WageStat.FIGURES, FigureStatus.NOT_IN_SOURCE) | {
        "hourly_median": Decimal("25.75"), "hourly_mean": FigureStatus.WITHHELD, "hourly_pct90": FigureStatus.TOP_CODED,
        "annual_median": 53560, "annual_pct90": FigureStatus.TOP_CODED, "annual_mean": FigureStatus.NOT_PUBLISHED,
        "annual_pct10": FigureStatus.HOURLY_ONLY, "employment": 1200, "hourly_pct10": FigureStatus.ANNUAL_ONLY,
    }  # fmt: skip


def test_outlook_is_kept_as_written(table):
    row = {
        "base_year": "2024", "projected_year": "2034", "base_employment": "1,200", "projected_employment": "withheld",
        "percent_change": "-2.1", "annual_openings": "0", "openings_method": "Separations",
    }  # fmt: skip
    take("outlook", table("outlook", row, row | {"openings_method": ""}))
    assert list(
        OutlookStat.objects.order_by("openings_method").values_list(
            "base_year", "projected_year", "base_employment", "projected_employment_status", "percent_change",
            "annual_openings", "openings_method",
        )
    ) == [(2024, 2034, 1200, "withheld", Decimal("-2.1"), 0, method) for method in ("", "Separations")]  # fmt: skip


GOOD = [{"soc_code": f"17-{number}"} for number in range(3011, 3051)]
"""Rows enough for one bad row among them to be listed, and not to refuse the file."""


def row_error(slug: str, table, row: dict[str, str], good=GOOD) -> tuple[str, str, str]:
    """Column, value and reason of the one bad row, which stands in line 2."""
    plan, _ = plan_of(slug, table(slug, row, *good))
    (error,) = plan.errors
    assert (error.line, plan.total("rejected")) == (2, 1)
    return error.column, error.value, error.why


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("hourly_median", "21,22", "is written with a decimal comma; write a point"),
        ("hourly_median", "1.234,50", "is written with a decimal comma; write a point"),
        ("hourly_median", "5 %", "is written with a percent sign; write the number alone"),
        ("hourly_median", "21.225", "has more decimals than this figure takes, which is 2"),
        ("annual_median", "53560.5", "has more decimals than this figure takes, which is none"),
        ("hourly_median", "-1", "cannot stand here: This figure cannot be negative."),
        ("hourly_median", "1e400", "is written with a power of ten"),
        ("employment", "1.2E+05", "is written with a power of ten"),
        ("employment", "9" * 30, "has too many digits for a figure"),
        ("employment", "9" * 15, "cannot stand here: "),
        ("hourly_median", "NaN9", "is not a number"),
        (
            "hourly_median", "*",
            ("is neither a number nor one of: withheld, not published, top-coded, annual only. Leave the cell empty if the source "
            "has no such figure"),
        ),
        (
            "hourly_median", "hourly only",
            "cannot stand in this column; it takes a number, or one of: withheld, not published, top-coded, annual only",
        ),
        ("employment", "top-coded", "cannot stand in this column; it takes a number, or one of: withheld, not published"),
        ("soc_code", "Nov-11", "became a date in a spreadsheet program (Nov-11); take the file as the agency published it"),
        ("soc_code", "17-3029.00", "reads “17-3029.00”. A SOC code is two digits"),
        ("soc_code", "", "is empty"),
        ("soc_title", "# what?", "cannot stand here: A line starts with “#”"),
        ("area_kind", "city", "is none of these: nation, state, metro, nonmetro, county group, county"),
        ("area_code", "99", "is no state's FIPS code or postal code"),
        ("source", "", "is empty"),
    ],
)  # fmt: skip
def test_damage_is_named_at_line_and_column(table, column, value, why):
    found = row_error("wages", table, {column: value})
    assert found[:2] == (column, value)
    assert found[2].startswith(why)


def test_percentiles_that_fall_are_named_at_the_one_that_breaks_the_order(table):
    assert row_error("wages", table, {"hourly_pct10": "30", "hourly_median": "20", "hourly_pct75": "31"}) == (
        "hourly_median", "20", ("does not go with its row. The median (20.00) is lower than the 10th percentile (30.00). "
        "Percentiles must rise."),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ({"percent_change": "5%"}, "percent_change", "is written with a percent sign; write the number alone"),
        (
            {"percent_change": "0.05"}, "percent_change",
            "has more decimals than this figure takes, which is one; five percent is written 5 and not 0.05",
        ),
        ({"base_year": "24"}, "base_year", "is no year, such as 2024"),
        ({"base_year": "2034", "projected_year": "2024"}, "projected_year", "is not after the base year"),
        ({"annual_openings": "few"}, "annual_openings", "is neither a number nor one of: withheld, not published."),
    ],
)  # fmt: skip
def test_damage_of_an_outlook_is_named_too(table, row, column, why):
    found = row_error("outlook", table, row)
    assert (found[0], found[2][: len(why)]) == (column, why)


def test_same_group_and_area_twice_is_named_with_the_line_above(table):
    plan, _ = plan_of("wages", table("wages", *GOOD, GOOD[0]))
    assert [str(error) for error in plan.errors] == [
        "file.csv, line 42, soc_code: “17-3011” stands for this area in line 2 already"
    ]


def test_too_many_bad_rows_refuse_the_file(table):
    assert refused("wages", table("wages", {"hourly_median": "5 %"}, {"hourly_median": "6 %"})) == (
        "file.csv: 2 of 2 rows cannot be read. The first is line 2, hourly_median: “5 %” is written with a percent sign; write "
        "the number alone"
    )


def test_unknown_code_without_a_title_is_refused_and_known_ones_need_none(table):
    builders.soc_group("17-3029", "Known")
    codes = ("WA", "41", "idaho", "4", "Utah", "CA", "NY", "48", "01", "wy")
    good = [{"soc_title": "", "area_code": code} for code in codes]
    plan, _ = plan_of("wages", table("wages", {"soc_code": "17-9999", "soc_title": ""}, *good))
    assert [(error.line, error.column) for error in plan.errors] == [(2, "soc_code")]
    assert plan.errors[0].why == "is a SOC code that is not known here (17-9999). Import the SOC structure first."


@pytest.mark.parametrize(
    ("row", "area"),
    [
        ({"area_kind": "nation", "area_code": ""}, ("US", "nation", None)),
        ({"area_kind": "Nation", "area_code": "US"}, ("US", "nation", None)),
        ({"area_kind": "state", "area_code": "1"}, ("01", "state", "US")),
        ({"area_kind": "state", "area_code": "", "state": "WA"}, ("53", "state", "US")),
        ({"area_kind": "metro", "area_code": "49420", "area_name": "Yakima, WA"}, ("49420", "metro", "53")),
        ({"area_kind": "metro", "area_code": "30300", "area_name": "Lewiston", "state": "ID"}, ("30300", "metro", "16")),
        ({"area_kind": "nonmetro", "area_code": "5300006", "area_name": "Western"}, ("5300006", "nonmetro", "53")),
        ({"area_kind": "county", "area_code": "53033", "area_name": "King County"}, ("53033", "county", "53")),
        ({"area_kind": "county_group", "area_code": "53-05", "area_name": "Five"}, ("53-05", "county_group", "53")),
        ({"area_kind": "county group", "area_code": "06-1a2b", "area_name": "Six"}, ("06-1a2b", "county_group", "06")),
    ],
)  # fmt: skip
def test_areas_go_by_their_official_codes(table, row, area):
    take("wages", table("wages", row))
    found = WageStat.objects.get().area
    assert (found.code, found.kind, found.parent and found.parent.code) == area


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ({"area_kind": "nation", "area_code": "53"}, "area_code", "stands beside the nation"),
        ({"area_kind": "metro", "area_code": "9420"}, "area_code", "is no CBSA code of five digits; a spreadsheet program may"),
        ({"area_kind": "county", "area_code": "1001"}, "area_code", "is no county's FIPS code of five digits"),
        ({"area_kind": "county", "area_code": "99001", "area_name": "X"}, "area_code", "begins with no state's FIPS code"),
        ({"area_kind": "county", "area_code": "53033", "state": "OR"}, "area_code", "does not lie in OR"),
        ({"area_kind": "county group", "area_code": "5-Jan"}, "area_code", "became a date in a spreadsheet program"),
        ({"area_kind": "metro", "area_code": "49420", "area_name": "Yakima"}, "state", "is empty, and the name of the area"),
        ({"area_kind": "county", "area_code": "53033"}, "area_name", "is empty, and the area is not known here yet"),
        ({"area_kind": "county", "area_code": "53033", "area_name": "#"}, "area_name", "cannot stand here: A line starts"),
        ({"area_kind": "state", "area_code": "53", "state": "Wash"}, "state", "is no postal code of a state"),
        ({"area_kind": "county", "area_code": "13980", "state": "GA"}, "area_code", "is the code of Blacksburg, VA, which is"),
    ],
)  # fmt: skip
def test_area_that_cannot_be_is_refused(table, row, column, why):
    builders.metro("Blacksburg, VA", "13980")
    found = row_error("wages", table, row)
    assert (found[0], found[2][: len(why)]) == (column, why)


def test_other_states_are_passed_over_and_not_made(table):
    rows = [
        {"area_code": "53"}, {"area_code": "41"}, {"area_kind": "nation", "area_code": ""},
        {"area_kind": "metro", "area_code": "49420", "area_name": "Yakima, WA"},
        {"area_kind": "metro", "area_code": "13460", "area_name": "Bend, OR"},
    ]  # fmt: skip
    take("wages", table("wages", *rows), states=frozenset({"WA"}))
    assert sorted(WageStat.objects.values_list("area__code", flat=True)) == ["49420", "53", "US"]
    assert sorted(Area.objects.values_list("code", flat=True)) == ["49420", "53", "US"]


def test_same_again_changes_nothing_and_what_a_file_drops_goes_in_its_areas_only(table):
    both = table("wages", {"hourly_median": "20"}, {"soc_code": "17-3026", "hourly_median": "21"})
    take("wages", both, table("wages", {"area_code": "53", "hourly_median": "22"}, name="two.csv"))
    (name,) = [name for name in plan_of("wages", both)[0].counts() if name.startswith("wages")]
    again, _ = plan_of("wages", both)
    assert (counts(again, name), again.writes_anything()) == ({"unchanged": 2}, False)
    assert counts(take("wages", table("wages", {"hourly_median": "20"})), name) == {"unchanged": 1, "gone": 1}
    assert sorted(WageStat.objects.values_list("area__code", "soc__code")) == [("16", "17-3029"), ("53", "17-3029")]


def test_figure_an_editor_corrected_stays(table):
    take("wages", table("wages", {"hourly_median": "20"}))
    wage = WageStat.objects.get()
    wage.official, wage.hourly_median = {"hourly_median": "20", "hourly_median_status": "published"}, 30
    wage.save()
    take("wages", table("wages", {"hourly_median": "21"}))
    wage.refresh_from_db()
    assert (wage.hourly_median, wage.official["hourly_median"]) == (30, "21")


# Programs ------------------------------------------------------------------------------------------------------------


def test_programs_have_levels_and_lead_to_careers(table):
    maker = builders.occupation("Makers", onet_soc_code="17-3029.09", soc=builders.soc_group("17-3029"))
    miller = builders.occupation("Millers", soc=builders.soc_group("51-4041", "Machinists"))
    other = builders.occupation("Turners", soc=miller.soc)
    rows = [
        {"description": "How.", "awards": "Certificate; associate degree;", "careers": "17-3029.09"},
        {"careers": "51-4041", "relation": "to consider"},
    ]  # fmt: skip
    plan = take("programs", table("programs", *rows))
    assert (plan.errors, counts(plan, "programs")) == ([], {"added": 1})
    links = ProgramLink.objects.order_by("occupation__title").values_list("occupation__title", "kind", "program__name")
    assert list(links) == [
        ("Makers", "direct", "Making"),
        ("Millers", "consider", "Making"),
        ("Turners", "consider", "Making"),
    ]
    program = maker.program_links.get().program
    assert (program.source_key, program.description) == ("csv:valley-college:15.0613", "How.")
    assert sorted(ProgramAward.objects.values_list("level", flat=True)) == ["associate", "certificate"]
    assert other.program_links.get().release.source == "Valley College"


def test_programs_again_are_unchanged_and_dropped_careers_go_where_the_file_names_careers(table):
    for title, code in (("Makers", "17-3029.09"), ("Millers", "51-4041.00")):
        builders.occupation(title, onet_soc_code=code)
    both = table("programs", {"careers": "17-3029.09; 51-4041.00", "awards": "associate"})
    take("programs", both)
    assert not plan_of("programs", both)[0].writes_anything()
    take("programs", table("programs", {"careers": ""}))
    assert ProgramLink.objects.count() == 2
    assert counts(take("programs", table("programs", {"careers": "51-4041.00"})), "programs of careers") == {
        "unchanged": 1, "gone": 1
    }  # fmt: skip
    assert list(ProgramLink.objects.values_list("occupation__title", flat=True)) == ["Millers"]


def test_official_programs_keep_their_names_and_have_their_gaps_filled(table):
    program = builders.program("15.0613", "Official")
    program.source_key, program.official = "cip:15.0613", {"name": "Official"}
    program.save()
    plan = take("programs", table("programs", {"name": "Ours", "description": "How."}))
    program.refresh_from_db()
    assert (program.name, program.description, program.source_key) == ("Official", "How.", "cip:15.0613")
    assert plan.remarks == [
        "Valley College, Programs of study: 1 records have fields that another source speaks of. Its word was left there."
    ]
    take("programs", table("programs", {"name": "Ours", "description": "How, corrected."}))
    program.refresh_from_db()
    assert (program.description, program.differences) == ("How, corrected.", {})


def test_program_an_editor_wrote_keeps_its_words(table):
    builders.program("15.0613", "Ours")
    plan = take("programs", table("programs", {"name": "Theirs"}))
    assert counts(plan, "programs") == {"kept": 1}
    assert ProgramLink.objects.count() == 0


MANY = [{"cip_code": f"15.06{number}"} for number in range(10, 30) if number != 13]


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ({"cip_code": "1.0101"}, "cip_code", "lost a zero of its CIP code (1.0101)"),
        ({"cip_code": "15.061"}, "cip_code", "lost a zero of its CIP code (15.061)"),
        ({"cip_code": ""}, "cip_code", "is empty"),
        ({"name": "# Making"}, "name", "cannot stand here: A line starts with “#”"),
        ({"name": "x" * 201}, "name", "is longer than 200 characters"),
        ({"awards": "diploma"}, "awards", "is none of these: certificate short, certificate, associate"),
        ({"careers": "17-3029"}, "careers", "names 17-3029, and no career here has this code"),
        ({"careers": "11-2011; Nov-11"}, "careers", "became a date in a spreadsheet program (Nov-11)"),
        ({"careers": "17-3029.9"}, "careers", "reads “17-3029.9”. An O*NET-SOC code is"),
        ({"relation": "maybe", "careers": "11-2011"}, "relation", "is none of these: direct, consider"),
    ],
)  # fmt: skip
def test_damage_of_a_program_is_named(table, row, column, why):
    builders.occupation("Managers", soc=builders.soc_group("11-2011", "Managers"))
    found = row_error("programs", table, row, MANY)
    assert (found[0], found[2][: len(why)]) == (column, why)


def test_program_in_two_rows_must_be_one(table):
    plan, _ = plan_of("programs", table("programs", {}, *MANY, {"name": "Making more"}))
    assert [(error.line, error.column, error.why) for error in plan.errors] == [
        (22, "name", "is not what line 2 says: “Making”")
    ]


# Schools -------------------------------------------------------------------------------------------------------------


def test_schools_with_and_without_programs(table):
    builders.program()
    rows = [
        {
            "street": "1 Road", "zip": "98902-1234", "control": "public", "other_names": "VC; Vee", "url": "https://v.example",
            "program_cip": "15.0613", "program_name": "Making Things", "award_level": "associate", "length": "6 quarters",
            "cost": "$9,450", "program_url": "https://v.example/m",
        },
        {"program_cip": "15.0613", "award_level": "certificate"},
        {"name": "Hill College", "unit_id": "236072"},
    ]  # fmt: skip
    plan = take("schools", table("schools", *rows))
    assert (plan.errors, counts(plan, "schools")) == ([], {"added": 2})
    school = School.objects.get(name="Valley College")
    assert (school.street, school.zip_code, school.control, school.other_names, school.slug) == (
        "1 Road", "98902-1234", "public", "VC\nVee", "valley-college"
    )  # fmt: skip
    offered = school.offerings.order_by("award_level").values_list("name", "award_level", "length", "cost", "url")
    assert list(offered) == [
        ("Making Things", "associate", "6 quarters", Decimal(9450), "https://v.example/m"), ("", "certificate", "", None, ""),
    ]  # fmt: skip
    assert (School.objects.get(name="Hill College").unit_id, ProgramOffering.objects.count()) == ("236072", 2)


def test_schools_again_are_unchanged_and_dropped_programs_go(table):
    builders.program()
    builders.program("15.0612", "Other")
    one, two = {"program_cip": "15.0613"}, {"program_cip": "15.0612"}
    take("schools", table("schools", one, two))
    assert not plan_of("schools", table("schools", one, two))[0].writes_anything()
    take("schools", table("schools", one))
    assert list(ProgramOffering.objects.values_list("program__cip_code", flat=True)) == ["15.0613"]
    take("schools", table("schools"))
    assert ProgramOffering.objects.count() == 1


def test_program_whose_row_is_refused_is_not_taken_away(table):
    builders.program()
    good = [{"name": f"College {number}"} for number in range(20)]
    take("schools", table("schools", {"program_cip": "15.0613"}, *good))
    plan = take("schools", table("schools", {"program_cip": "15.0613", "cost": "9 450 €"}, *good))
    assert [(error.line, error.column) for error in plan.errors] == [(2, "cost")]
    assert ProgramOffering.objects.count() == 1


@pytest.mark.parametrize(
    ("known", "row"),
    [
        ({"unit_id": "236072"}, {"unit_id": "236072", "name": "Renamed"}),
        ({"city": "Yakima", "state": "WA"}, {}),
        ({"city": "YAKIMA", "state": "WA"}, {"unit_id": "236072"}),
    ],
    ids=["by unit id", "by name and place", "by name, and its unit id is filled in"],
)
def test_school_that_is_there_is_known_again(table, known, row):
    builders.school("Valley College", **known)
    take("schools", table("schools", row))
    school = School.objects.get()
    assert school.name == "Valley College"
    assert school.unit_id == (known.get("unit_id") or row.get("unit_id"))


@pytest.mark.parametrize(
    ("known", "row"),
    [
        ({"city": "Yakima", "state": "WA", "unit_id": "236073"}, {"unit_id": "236072"}),
        ({"city": "Spokane", "state": "WA"}, {}),
    ],
)
def test_other_school_of_that_name_is_another(table, known, row):
    builders.school("Valley College", **known)
    take("schools", table("schools", row))
    assert sorted(School.objects.values_list("slug", flat=True)) == ["valley-college", "valley-college-yakima"]


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ({"zip": "7016"}, "zip", "lost the zero at its beginning"),
        ({"zip": "98902-12"}, "zip", "is no ZIP code"),
        ({"state": "Washington"}, "state", "is no postal code of a state or territory, such as WA"),
        ({"unit_id": "23607"}, "unit_id", "is no IPEDS unit ID of six digits"),
        ({"url": "javascript:alert(1)"}, "url", "cannot stand here: Enter a web address that starts with https://"),
        ({"url": "www.example.org"}, "url", "cannot stand here: Enter a web address that starts with https://"),
        ({"control": "church"}, "control", "is none of these: public, nonprofit, for profit"),
        ({"city": ""}, "city", "is empty"),
        ({"program_cip": "15.9999"}, "program_cip", "is a program of study that is not known here"),
        ({"program_name": "Making"}, "program_cip", "is empty, but program_name is filled in"),
        ({"program_cip": "15.0613", "cost": "9.450,00"}, "cost", "is written with a decimal comma"),
        ({"program_cip": "15.0613", "cost": "-1"}, "cost", "cannot stand here: "),
    ],
)  # fmt: skip
def test_damage_of_a_school_is_named(table, row, column, why):
    builders.program()
    good = [{"name": f"College {number}"} for number in range(20)]
    found = row_error("schools", table, row, good)
    assert (found[0], found[2][: len(why)]) == (column, why)


def test_schools_of_other_states_are_passed_over_and_not_called_gone(table):
    both = table("schools", {}, {"name": "Bend College", "city": "Bend", "state": "OR"})
    take("schools", both)
    plan = take("schools", table("schools"), states=frozenset({"WA"}))
    assert counts(plan, "schools") == {"unchanged": 1}
    assert counts(take("schools", table("schools")), "schools") == {"unchanged": 1, "gone": 1}
    assert School.objects.count() == 2


# Resources -----------------------------------------------------------------------------------------------------------


def test_resources_with_topics_clusters_state_and_careers(table):
    ResourceTopic.objects.create(name="Finding a job", slug="finding-a-job")
    builders.cluster()
    career = builders.occupation("Makers", onet_soc_code="17-3029.09")
    row = {
        "subtitle": "The makers", "address": "1 Square; Yakima, WA", "audience": "students", "topics": "finding a JOB",
        "clusters": "Manufacturing", "state": "WA", "careers": "17-3029.09",
    }  # fmt: skip
    assert take("resources", table("resources", row)).errors == []
    one = Resource.objects.get()
    assert (one.name, one.kind, one.audience, one.address, one.area.name) == (
        "Makers", "association", "students", "1 Square\nYakima, WA", "Washington"
    )  # fmt: skip
    assert ([*one.topics.all()], [*one.clusters.all()]) == (
        [ResourceTopic.objects.get()],
        [CareerCluster.objects.get()],
    )
    assert career.resource_links.get().resource == one
    assert not plan_of("resources", table("resources", row))[0].writes_anything()


def test_resource_that_is_there_is_known_by_its_address_and_keeps_the_editors_words(table):
    builders.resource("Our Makers", url="http://www.makers.example.org")
    plan = take("resources", table("resources"))
    assert counts(plan, "resources") == {"kept": 1}
    assert Resource.objects.get().name == "Our Makers"


def test_resource_an_editor_deleted_stays_deleted(table):
    builders.occupation("Makers", onet_soc_code="17-3029.09")
    key = "csv:valley-district:makers.example.org"
    RemovedRow.objects.create(kind="Resource", owner="", source_key=key, label="Makers")
    take("resources", table("resources", {"careers": "17-3029.09"}))
    assert (Resource.objects.count(), OccupationResource.objects.count()) == (0, 0)


def test_long_address_still_has_a_key_that_fits(table):
    url = f"https://makers.example.org/{'a' * 300}"
    take("resources", table("resources", {"url": url}))
    assert len(Resource.objects.get().source_key) <= 200
    assert not plan_of("resources", table("resources", {"url": url}))[0].writes_anything()


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ({"kind": "blog"}, "kind", "is none of these: association, government, website, article, video, pdf"),
        ({"url": "//evil.example"}, "url", "cannot stand here: Enter a web address"),
        ({"topics": "Nonsense"}, "topics", "names “Nonsense”, which is no topic here"),
        ({"clusters": "Nonsense"}, "clusters", "names “Nonsense”, which is no career cluster here"),
        ({"careers": "17-3029.09"}, "careers", "names 17-3029.09, and no career here has this code"),
        ({"url": "http://makers.example.org/1"}, "url", "stands in line 3 already"),
        ({"name": "ok\n# not ok"}, "name", "cannot stand here: A line starts with “#”"),
    ],
)
def test_damage_of_a_resource_is_named(table, row, column, why):
    good = [{"url": f"https://makers.example.org/{number}"} for number in range(1, 21)]
    if "stands" in why:
        plan, _ = plan_of("resources", table("resources", row, *good))
        assert [(error.line, error.column, error.why) for error in plan.errors] == [
            (3, "url", "stands in line 2 already")
        ]
    else:
        found = row_error("resources", table, row, good)
        assert (found[0], found[2][: len(why)]) == (column, why)


# Careers -------------------------------------------------------------------------------------------------------------


def test_career_of_a_states_own(table):
    row = {
        "summary": "Makers make <b>things</b>.\nAnd more.\n\nIt's \"work\".", "job_zone": "3", "holland_code": "RIC",
        "entry_education": "some college", "prior_experience": "Under 5", "job_training": "moderate",
        "at_a_glance": "make things; use tools", "alternate_titles": "Makers; Builders; builders ; Doers",
        "tasks": "Cut; then measure.\nClean up.", "licensing": "None.",
    }  # fmt: skip
    plan = take("occupations", table("occupations", row))
    assert plan.errors == []
    career = Occupation.objects.get()
    assert (career.title, career.singular_title, career.slug, career.status, career.soc.code, career.onet_soc_code) == (
        "Makers", "maker", "makers", "draft", "17-3029", ""
    )  # fmt: skip
    assert career.summary == '<p>Makers make &lt;b&gt;things&lt;/b&gt;.<br>And more.</p><p>It\'s "work".</p>'
    assert (career.entry_education, career.prior_experience, career.job_training, career.job_zone) == (
        "some_college", "under_5", "moderate", 3
    )  # fmt: skip
    assert (career.at_a_glance, career.licensing) == ("make things\nuse tools", "<p>None.</p>")
    assert list(career.alternate_titles.values_list("title", flat=True)) == ["Builders", "Doers"]
    assert list(career.tasks.values_list("statement", "kind")) == [
        ("Cut; then measure.", "specific"), ("Clean up.", "specific")
    ]  # fmt: skip
    assert (career.release.source, career.source_key) == (
        "Idaho Department of Labor", "csv:idaho-department-of-labor:17-3029:makers"
    )  # fmt: skip
    assert not plan_of("occupations", table("occupations", row))[0].writes_anything()


def test_two_careers_without_a_code_are_two(table):
    builders.occupation("Menders", soc=builders.soc_group("17-3029"))
    plan = take("occupations", table("occupations", {}, {"title": "Shapers"}, {"title": "menders", "job_zone": "2"}))
    assert counts(plan, "careers") == {"added": 2, "changed": 1}
    assert sorted(Occupation.objects.values_list("title", "job_zone")) == [
        ("Makers", None),
        ("Menders", 2),
        ("Shapers", None),
    ]


def test_career_of_onet_keeps_onets_words_and_tasks_and_has_its_gaps_filled(table):
    career = builders.occupation(
        "Official",
        onet_soc_code="17-3029.09",
        source_key="17-3029.09",
        official={"title": "Official", "job_zone": 3},
        job_zone=3,
    )
    Task.objects.create(occupation=career, statement="Weld.", source_key="1", official={"statement": "Weld."})
    AlternateTitle.objects.create(occupation=career, title="Welder", source_key="welder", official={"title": "Welder"})
    row = {
        "onet_soc_code": "17-3029.09", "soc_code": "", "title": "Ours", "job_zone": "4", "hiring": "Care.", "tasks": "Cut.",
        "alternate_titles": "welder; Joiner",
    }  # fmt: skip
    plan = take("occupations", table("occupations", row))
    career.refresh_from_db()
    assert (career.title, career.job_zone, career.hiring, career.differences) == ("Official", 3, "<p>Care.</p>", {})
    assert list(career.tasks.values_list("statement", flat=True)) == ["Weld."]
    assert sorted(career.alternate_titles.values_list("title", flat=True)) == ["Joiner", "Welder"]
    assert "Idaho Department of Labor: 1 careers have tasks from another source, which were left." in plan.remarks


def test_editors_changes_stay_and_dropped_tasks_go(table):
    take(
        "occupations",
        table("occupations", {"summary": "Old.", "tasks": "Cut.\nWeld.\nMend.", "alternate_titles": "Doers"}),
    )
    career = Occupation.objects.get()
    career.summary = "<p>Ours.</p>"
    career.save()
    Task.objects.filter(statement="Mend.").update(statement="Mend well.")
    plan = take("occupations", table("occupations", {"summary": "New.", "tasks": "Cut.\nDrill.", "hiring": "Care."}))
    career.refresh_from_db()
    assert (career.summary, career.differences, career.hiring) == (
        "<p>Ours.</p>",
        {"summary": "<p>New.</p>"},
        "<p>Care.</p>",
    )
    assert sorted(career.tasks.values_list("statement", flat=True)) == ["Cut.", "Drill.", "Mend well."]
    assert list(career.alternate_titles.values_list("title", flat=True)) == ["Doers"]
    assert counts(plan, "tasks") == {"added": 1, "unchanged": 1, "kept": 1, "gone": 1}


def test_official_source_takes_over_what_a_template_brought_first(table):
    row = {"onet_soc_code": "17-3029.09", "alternate_titles": "Doers; Joiners", "summary": "Ours.", "hiring": "Care."}
    take("occupations", table("occupations", row))
    plan = Plan()
    career = plan.ledger("careers", Occupation, natural=("onet_soc_code",)).put(
        "17-3029.09", {"title": "Makers", "summary": "<p>Official.</p>"}, new={"onet_soc_code": "17-3029.09"}
    )
    names = plan.ledger("alternate titles", AlternateTitle, owner="occupation", natural=("title",), shared=False)
    names.put("Doers", {"title": "Doers"}, owner=career)
    write(plan, [], None, publish=False)
    for again in range(2):
        plan = take("occupations", table("occupations", row))
        career = Occupation.objects.get()
        assert (career.source_key, career.summary, career.hiring) == (
            "17-3029.09",
            "<p>Official.</p>",
            "<p>Care.</p>",
        ), again
        assert sorted(career.alternate_titles.values_list("title", "source_key")) == [
            ("Doers", "Doers"), ("Joiners", "csv:idaho-department-of-labor:joiners")
        ]  # fmt: skip
    assert not plan.writes_anything()


def test_another_sources_import_leaves_rows_of_templates_alone(table):
    take("occupations", table("occupations", {"tasks": "Cut."}))
    plan = Plan()
    ledger = plan.ledger("tasks", Task, owner="occupation", natural=("statement",), whole=True, deletes=True)
    ledger.close()
    assert ledger.gone == []
    ledger.close(key="csv:idaho-department-of-labor:")
    assert [task.statement for task in ledger.gone] == ["Cut."]


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ({"soc_code": ""}, "soc_code", "is empty, and so is the O*NET-SOC code"),
        ({"onet_soc_code": "17-3026.01"}, "soc_code", "is not the SOC code inside 17-3026.01"),
        ({"soc_code": "17-0000"}, "soc_code", "is too wide a group for a career"),
        ({"soc_code": "11-Feb"}, "soc_code", "became a date in a spreadsheet program (11-Feb)"),
        ({"title": ""}, "title", "is empty"),
        ({"title": "Shapers 3"}, "title", "stands in line 2 already"),
        ({"summary": "Fine.\n\n# TODO ask Kim"}, "summary", "cannot stand here: A line starts with “#”: “# TODO ask Kim”"),
        ({"tasks": "Cut.\n#internal"}, "tasks", "cannot stand here: A line starts with “#”"),
        ({"job_zone": "6"}, "job_zone", "is none of these: 1, 2, 3, 4, 5"),
        ({"holland_code": "RR"}, "holland_code", "cannot stand here: A Holland code is"),
        ({"dot_code": "652382010"}, "dot_code", "cannot stand here: A DOT code is"),
        ({"entry_education": "college"}, "entry_education", "is none of these: none, high school, some college"),
    ],
)  # fmt: skip
def test_damage_of_a_career_is_named(table, row, column, why):
    good = [{"title": f"Shapers {number}"} for number in range(20)]
    if "stands" in why:
        plan, _ = plan_of("occupations", table("occupations", row, *good))
        assert [(error.line, error.column, error.why) for error in plan.errors] == [(6, "title", why)]
    else:
        found = row_error("occupations", table, row, good)
        assert (found[0], found[2][: len(why)]) == (column, why)


def test_script_in_prose_is_only_words(table):
    take("occupations", table("occupations", {"summary": "<script>alert(1)</script>"}))
    assert Occupation.objects.get().summary == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_example_source_is_obviously_an_example():
    assert all(row[0] == EXAMPLE_SOURCE for template in TEMPLATES.values() for row in template.examples)


# Workbooks, and the whole way ----------------------------------------------------------------------------------------


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


@pytest.fixture
def known_to_the_command(monkeypatch):
    others = [one for one in sources.IMPORTERS if one not in IMPORTERS]
    monkeypatch.setattr(find, "IMPORTERS", (*others, *IMPORTERS))


@pytest.mark.usefixtures("known_to_the_command")
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


@pytest.mark.usefixtures("known_to_the_command")
def test_command_says_which_heading_is_missing(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text(csv_text(TEMPLATES["wages"]).replace("soc_code", "occupation"))
    with pytest.raises(
        CommandError, match="almost those of “template “Wages””, but the column soc_code cannot be found"
    ):
        call_command("import_official", str(path), verbosity=0)
