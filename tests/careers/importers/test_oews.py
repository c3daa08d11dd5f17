"""National wage survey: places of old files, releases in several files, years and top codes."""

import pytest

from careers.importers import oews
from careers.importers.readers import FileError, read
from careers.importers.run import Options, carry_out, preview
from careers.importers.tables import plain
from careers.models import Area, DataRelease, WageStat
from tests import builders, html, official
from tests.careers.importers.test_import_official import run
from tests.careers.importers.test_wage_sources import HEAD, oews_row, planned, stats

pytestmark = pytest.mark.django_db

OLD_HEAD = "OCC_CODE,OCC_TITLE,OCC_GROUP,TOT_EMP,EMP_PRSE,H_MEAN,A_MEAN,MEAN_PRSE,H_MEDIAN,A_MEDIAN\n"
OLD_ROW = "11-1011,Chief executives,detailed,10,1.0,20,41600,1.0,19,40000\n"


@pytest.fixture
def old(tmp_path):
    """The areas of a file without AREA_TYPE, whose first columns are `head` and whose one row begins with `cells`."""

    def areas(head: str, cells: str) -> list[tuple[str, str]]:
        path = tmp_path / "wages_M2012_dl.csv"
        path.write_text(f"{head}{OLD_HEAD}{cells}{OLD_ROW}")
        return [(stat.area.code, stat.area.kind) for stat in stats(planned(oews.IMPORTER, path))]

    return areas


@pytest.mark.parametrize(
    ("head", "cells", "area"),
    [
        ("", "", ("US", "nation")),
        ("AREA,", "99,", ("US", "nation")),
        ("AREA,AREA_TITLE,PRIM_STATE,", "99,U.S.,US,", ("US", "nation")),
        ("AREA,ST,STATE,", "53,WA,Washington,", ("53", "state")),
        ("AREA,ST,STATE,", "1,AL,Alabama,", ("01", "state")),
        ("ST,STATE,", "WA,Washington,", ("53", "state")),
        ("STATE,", "Washington,", ("53", "state")),
        ("PRIM_STATE,AREA,AREA_NAME,", 'WA,42660,"Seattle-Bellevue-Everett, WA",', ("42660", "metro")),
        ("PRIM_STATE,AREA,AREA_NAME,", "WA,5300006,Western Washington,", ("5300006", "nonmetro")),
    ],
)
def test_place_of_a_row_without_area_type(old, head, cells, area):
    assert old(head, cells) == [area]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("AREA,AREA_TITLE,", ",Washington,"),
        ("AREA_TITLE,", "Washington,"),
        ("AREA,", ","),
        ("STATE,", "Atlantis,"),
        ("AREA,AREA_TITLE,", "99,Washington,"),
        ("PRIM_STATE,AREA,AREA_NAME,", "AL,100001,Northwest Alabama,"),
    ],
    ids=["no code", "name only", "nothing", "no state", "nation's code", "lost zero"],
)
def test_row_that_does_not_say_where_is_never_taken_for_the_nation(old, head, cells):
    with pytest.raises(FileError, match="1 of 1 rows cannot be read"):
        old(head, cells)


@pytest.mark.parametrize(
    "division",
    [
        '42644,"Seattle-Bellevue-Everett, WA Metropolitan Division",5,WA',
        '71654,"Boston-Cambridge, MA NECTA Division",4,MA',
    ],
)
def test_divisions_of_metropolitan_areas_are_passed_over_and_counted(tmp_path, division):
    """More of them than may be refused of a file."""
    path = tmp_path / "all_data_M_2014.csv"
    path.write_text(
        HEAD
        + oews_row(area='42660,"Seattle-Tacoma-Bellevue, WA",4,WA')
        + oews_row(area=division)
        + oews_row(area=division, code="11-1021")
    )
    said = run(path)
    assert list(Area.objects.filter(kind="metro").values_list("code", flat=True)) == ["42660"]
    assert WageStat.objects.count() == 1
    assert (
        "Note: all_data_M_2014.csv: 2 rows of divisions of metropolitan areas are passed over; the whole area counts.\n"
        in said
    )


def test_files_of_one_may_can_be_imported_one_after_the_other(tmp_path):
    nation, states = tmp_path / "national_M2024_dl.csv", tmp_path / "state_M2024_dl.csv"
    nation.write_text(HEAD + oews_row() + oews_row(code="11-1021"))
    states.write_text(HEAD + oews_row(area="53,Washington,2,WA") + oews_row(area="41,Oregon,2,OR"))
    everything = [("41", "11-1011"), ("53", "11-1011"), ("US", "11-1011"), ("US", "11-1021")]
    washington = Options(publish=True, states=frozenset({"WA"}))
    for path, options in ((nation, Options(publish=True)), (states, Options(publish=True)), (states, washington)):
        carry_out(preview([path], options), options)
    assert sorted(WageStat.objects.values_list("area__code", "soc__code")) == everything
    # What a corrected file no longer has of an area that it speaks of is gone.
    nation.write_text(HEAD + oews_row())
    carry_out(preview([nation], Options()), Options())
    assert sorted(WageStat.objects.values_list("area__code", "soc__code")) == everything[:3]


@pytest.fixture
def notes(tmp_path):
    """The sheet of field descriptions, which states the top codes; a text table here, which reads the same way."""
    path = tmp_path / "notes.csv"
    words = "#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year"
    path.write_text(f'May 2024 OEWS Estimates,\n"{words}",\n')
    return path


def test_top_codes_that_come_later_are_filled_in_and_said(tmp_path, notes, visitor):
    builders.occupation("Chief executives", soc=builders.soc_group("11-1011"))
    wages = tmp_path / "national_M2024_dl.csv"
    wages.write_text(HEAD + oews_row(figures="10,20.5,42640,10.1,#,#,#,,"))
    run(wages, publish=True)
    page = "/careers/chief-executives/"
    assert "$115.00 or more" not in html.text(visitor.get(page).content.decode())
    planned, said = run(wages, notes, dry_run=True), run(wages, notes)
    remark = "Note: Filled in, because it was lacking: hourly top code 115.00, annual top code 239200; "
    assert (remark in planned, remark in said, "\nImported. " in said) == (True, True, True)
    assert "$115.00 or more" in html.text(visitor.get(page).content.decode())
    again = run(wages, notes, recheck=True)
    assert (remark in again, "\nNothing changed: " in again) == (False, True)


def test_top_codes_that_somebody_wrote_stay(tmp_path, notes):
    wages = tmp_path / "national_M2024_dl.csv"
    wages.write_text(HEAD + oews_row())
    run(wages)
    DataRelease.objects.update(hourly_top_code=100)
    run(wages, notes)
    release = DataRelease.objects.get()
    assert (release.hourly_top_code, release.annual_top_code) == (100, 239_200)


@pytest.mark.parametrize(
    ("name", "period"), [("oews_M2023", "May 2023"), ("all_data_M_2023", "May 2023"), ("MSA_m2011_dl", "May 2011")]
)
def test_year_may_come_from_the_name_of_the_file(tmp_path, name, period):
    path = tmp_path / f"{name}.csv"
    path.write_text(HEAD + oews_row())
    assert [release.reference_period for release in planned(oews.IMPORTER, path).figure_releases] == [period]


@pytest.mark.parametrize("name", ["wages", "export-2026-11-24", "wages 1999-2011", "oews_M20233", "form2024"])
def test_other_years_in_the_name_are_not_those_of_the_wages(tmp_path, name):
    path = tmp_path / f"{name}.csv"
    path.write_text(HEAD + oews_row())
    with pytest.raises(FileError, match="it does not say of which year its wages are"):
        planned(oews.IMPORTER, path)


def test_cross_industry_rows_of_one_owner_are_no_whole(tmp_path):
    path = tmp_path / "all_data_M_2024.csv"
    private = '000001,"cross-industry, ownership",5'
    path.write_text(HEAD + oews_row(industry=private, code="11-1021") + oews_row())
    assert [stat.soc.code for stat in stats(planned(oews.IMPORTER, path))] == ["11-1011"]


@pytest.mark.parametrize("survey", ["OEWS", "OES"])
def test_field_descriptions_are_known_under_both_names_of_the_survey(tmp_path, survey):
    """The survey was OES until May 2020. The sheet is a text table here, which reads the same way."""
    path = tmp_path / "notes.csv"
    words = "#  = indicates a wage equal to or greater than $100.00 per hour or $208,000 per year"
    path.write_text(f'May 2018 {survey} Estimates,\n"{words}",\n')
    notes = oews.NOTES.match(read(path).sheets[0])
    assert plain(notes.heading("release")) == f"may 2018 {survey.lower()} estimates"
    assert dict(oews._top_codes(notes)) == {"hourly_top_code": 100, "annual_top_code": 208_000}


@official.needed
def test_official_national_workbook_comes_in_whole():
    path = official.FOLDER / "data/bls_oews/national_M2024_dl.xlsx"
    plan = planned(oews.IMPORTER, path)
    taken = stats(plan)
    assert (len(taken), len({stat.soc.code for stat in taken}), plan.errors) == (854, 854, [])
    assert {stat.area.code for stat in taken} == {"US"}
    annual_only = [stat for stat in taken if stat.hourly_mean_status == "annual_only"]
    assert len(annual_only) == 59
