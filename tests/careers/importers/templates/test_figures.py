"""Wages and outlook in templates, and what becomes of spreadsheet damage."""

from decimal import Decimal

import pytest

from careers.codes import FigureStatus
from careers.models import Area, OutlookStat, WageStat
from tests import builders
from tests.careers.importers.templates.filled import GOOD, counts, plan_of, refused, row_error, take

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
