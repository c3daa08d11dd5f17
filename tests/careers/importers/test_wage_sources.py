"""Wage and outlook files with every quirk of theirs, in small."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from careers.importers import edd, esd, oews, projections, projections_central
from careers.importers.plan import Plan
from careers.importers.readers import FileError, read
from careers.models import Area, DataRelease, Occupation, OutlookStat, WageStat
from tests import builders, official

pytestmark = pytest.mark.django_db


def planned(importer, *paths: Path, **options) -> Plan:
    """What the importer makes of these files, all of one release."""
    files = [
        [table for sheet in read(path).sheets for layout in importer.layouts if (table := layout.match(sheet))]
        for path in paths
    ]
    vintage = importer.vintages(files)[0]
    values = importer.release(vintage)
    plan = Plan(**options)
    importer.plan(
        [table for tables in files for table in tables], DataRelease(**values["known"], **values["new"]), plan
    )
    return plan


def stats(plan: Plan) -> list:
    return [
        stat for ledger in plan.ledgers.values() if ledger.model in (WageStat, OutlookStat) for stat in ledger.added
    ]


@pytest.fixture
def file(tmp_path):
    def write(content: str, name: str = "oews_M2024.csv") -> Path:
        path = tmp_path / name
        path.write_text(content)
        return path

    return write


# OEWS ----------------------------------------------------------------------------------------------------------------

HEAD = (
    "AREA,AREA_TITLE,AREA_TYPE,PRIM_STATE,NAICS,I_GROUP,OWN_CODE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,H_MEAN,A_MEAN,"
    "H_PCT10,H_MEDIAN,A_MEDIAN,A_PCT90,ANNUAL,HOURLY\n"
)  # fmt: skip


def oews_row(
    area="99,U.S.,1,US",
    industry="000000,cross-industry,1235",
    code="11-1011",
    figures="10,20.5,42640,10.1,20,41600,90000,,",
) -> str:
    return f'{area},{industry},{code},Chief Executives,detailed,"{figures.partition(",")[0]}",{figures.partition(",")[2]}\n'


def test_oews_keeps_every_symbol_as_its_reason(file):
    rows = [
        oews_row(figures="**,*,239000,#,*,*,#,,"),
        oews_row(code="25-2021", figures="10,*,60000,*,*,59000,#,TRUE,"),
        oews_row(code="27-2011", figures="10,20,*,10,20,*,*,,TRUE"),
    ]
    by_code = {stat.soc.code: stat for stat in stats(planned(oews.IMPORTER, file(HEAD + "".join(rows))))}
    chief, teacher, actor = (by_code[code] for code in ("11-1011", "25-2021", "27-2011"))
    assert (chief.employment_status, chief.hourly_mean_status, chief.hourly_pct10_status, chief.annual_pct90_status) == (
        "withheld", "withheld", "top_coded", "top_coded"
    )  # fmt: skip
    assert (chief.annual_mean, chief.hourly_pct25_status) == (239_000, "not_in_source")
    assert (teacher.hourly_median_status, teacher.annual_median, teacher.annual_pct90_status) == (
        "annual_only",
        59_000,
        "top_coded",
    )
    assert (actor.annual_median_status, actor.hourly_median) == ("hourly_only", 20)


def test_oews_takes_the_whole_and_never_a_sector_or_one_owner(file):
    rows = [
        oews_row(industry="62,sector,1235", code="11-1021"),
        oews_row(industry="000000,cross-industry,5", code="11-2011"),
        oews_row(),
    ]
    plan = planned(oews.IMPORTER, file(HEAD + "".join(rows)))
    assert [stat.soc.code for stat in stats(plan)] == ["11-1011"]
    assert plan.remarks == ["oews_M2024.csv: 2 rows of single industries or owners are passed over."]


def test_oews_file_by_industry_alone_is_refused(file):
    with pytest.raises(FileError, match="it has wages by industry or owner only"):
        planned(oews.IMPORTER, file(HEAD + oews_row(industry="62,sector,1235")))


def test_oews_places_are_the_official_ones(file):
    rows = [
        oews_row(),
        oews_row(area="53,Washington,2,WA"),
        oews_row(area='42660,"Seattle-Tacoma-Bellevue, WA",4,WA'),
        oews_row(area="5300006,Western Washington nonmetropolitan area,6,WA"),
        oews_row(area="72,Puerto Rico,3,PR"),
    ]
    areas = [stat.area for stat in stats(planned(oews.IMPORTER, file(HEAD + "".join(rows))))]
    assert [(area.code, area.kind, area.parent.code if area.parent else "") for area in areas] == [
        ("US", "nation", ""), ("53", "state", "US"), ("42660", "metro", "53"), ("5300006", "nonmetro", "53"), ("72", "state", "US")
    ]  # fmt: skip
    only = planned(oews.IMPORTER, file(HEAD + "".join(rows)), states=frozenset({"PR"}))
    assert [stat.area.code for stat in stats(only)] == ["US", "72"]


def test_oews_group_that_stands_twice_is_taken_once(file):
    assert len(stats(planned(oews.IMPORTER, file(HEAD + oews_row() + oews_row())))) == 1


@pytest.mark.parametrize(
    "head",
    [
        "occ_code,occ_title,group,tot_emp,emp_prse,h_mean,a_mean,mean_prse,h_pct10,h_median,a_median\n",
        "OCC_CODE,OCC_TITLE,OCC_GROUP,TOT_EMP,EMP_PRSE,H_MEAN,A_MEAN,MEAN_PRSE,H_WPCT10,H_MEDIAN,A_MEDIAN\n",
    ],
    ids=["2003", "2012"],
)
def test_oews_headings_of_older_years_are_known(file, head):
    path = file(
        head + '11-1011,Chief executives,,"1,000",1.0,20.00,41600,0.5,10.00,19.00,40000\n', "national_M2012_dl.csv"
    )
    plan = planned(oews.IMPORTER, path)
    assert [(stat.area.code, stat.employment, stat.hourly_pct10) for stat in stats(plan)] == [
        ("US", 1000, Decimal("10.00"))
    ]
    assert [name for name in plan.ledgers if "May 2012" in name] != []


def test_oews_without_a_year_says_what_to_do(file):
    with pytest.raises(
        FileError, match=r"it does not say of which year its wages are\. Put the year into the file's name"
    ):
        planned(oews.IMPORTER, file(HEAD + oews_row(), "wages.csv"))


def test_oews_damaged_rows_are_refused_with_their_place(file):
    rows = "".join(oews_row(code=f"11-{1000 + number}") for number in range(40))
    bad = (
        oews_row(code="Nov-11")
        + oews_row(area="4266,Seattle,4,WA", code="11-9999")
        + oews_row(code="11-9998", figures="10,20,4,30,20,1,2,,")
    )
    plan = planned(oews.IMPORTER, file(HEAD + rows + bad))
    assert [(error.line, error.column, error.why.partition(";")[0].partition(" (")[0]) for error in plan.errors] == [
        (42, "OCC_CODE", "became a date in a spreadsheet program"),
        (43, "AREA", "is no area code of 5 digits"),
        (44, "OCC_CODE", "The median"),
    ]


@official.needed
def test_oews_top_codes_come_from_the_field_descriptions():
    path = official.FOLDER / "data/bls_oews/national_M2024_dl.xlsx"
    tables = [
        table for sheet in read(path).sheets for layout in oews.IMPORTER.layouts if (table := layout.match(sheet))
    ]
    vintage = oews.IMPORTER.vintage(tables)
    assert (vintage.period, dict(vintage.extra)) == (
        "May 2024",
        {"hourly_top_code": Decimal("115.00"), "annual_top_code": 239_200},
    )


# Washington ----------------------------------------------------------------------------------------------------------

ESD_HEAD = (
    "ID,Year,Area code,Area name,SOC code,Occupational title,Employment,Average wage,25th Percentile,50th Percentile,"
    "75th Percentile,Annual wage\n"
)


def test_esd_empty_cells_are_withheld_and_areas_keep_their_zeros(file):
    path = file(
        ESD_HEAD
        + "1,2022,000053,Washington,11-1011,Chief Executives,2992,134.42,82.20,,,279590.00\n"
        + '2,2022,038900,"Portland-Vancouver-Hillsboro, OR-WA",11-1011,Chief Executives,,,,,,\n'
        + "3,2021,000053,Washington,11-1011,Chief Executives,1,1,1,1,1,1\n"
    )
    plan = planned(esd.IMPORTER, path)
    state, town = stats(plan)
    assert (state.hourly_mean, state.hourly_median_status, state.annual_mean, state.hourly_pct10_status) == (
        Decimal("134.42"), "withheld", 279_590, "not_in_source"
    )  # fmt: skip
    assert (town.area.code, town.area.parent.code, town.employment_status) == ("38900", "53", "withheld")
    assert plan.remarks == ["oews_M2024.csv: 1 rows of 2021 are passed over; 2022 is used."]


def test_esd_hourly_gaps_of_what_the_nation_publishes_by_the_year_are_explained(file):
    teachers = builders.soc_group("25-2021", "Elementary School Teachers")
    builders.wage(teachers, builders.nation(), median=None, hourly_mean_status="annual_only")
    path = file(ESD_HEAD + "1,2022,000053,Washington,25-2021,Teachers,100,,,,,80000\n")
    assert [stat.hourly_median_status for stat in stats(planned(esd.IMPORTER, path))] == ["annual_only"]


# Outlook -------------------------------------------------------------------------------------------------------------

EXPORT_HEAD = (
    '"Occupation Title","Occupation Code","Employment 2022","Employment 2032","Employment Change, 2022-2032",'
    '"Employment Percent Change, 2022-2032","Occupational Openings, 2022-2032 Annual Average","Median Annual Wage 2023",'
    '"Typical Entry-Level Education","Education Code","Work Experience in a Related Occupation","Workex Code",'
    '"Typical on-the-job Training","trCode"\n'
)
ACCOUNTANTS = (
    '"Accountants and auditors    * CPA* Auditor","=""13-2011""","1,538.4","1,605.8","67.4","4.4","126.5","79,880",'
    '"Bachelor\'s degree","3","None","3","None","6"\n'
)


def test_bls_export_reads_formulas_thousands_and_years(file):
    career = builders.occupation("Accountants", soc=builders.soc_group("13-2011"), onet_soc_code="13-2011.00")
    actors = ACCOUNTANTS.replace("13-2011", "27-2011").replace('"1,538.4"', '"N/A"').replace("Bachelor's degree", "N/A")
    plan = planned(projections.IMPORTER, file(EXPORT_HEAD + ACCOUNTANTS + actors))
    first, second = stats(plan)
    assert (first.soc.code, first.base_year, first.projected_year) == ("13-2011", 2022, 2032)
    assert (first.base_employment, first.percent_change, first.annual_openings) == (1_538_400, Decimal("4.4"), 126_500)
    assert (second.base_employment, second.base_employment_status) == (None, "not_published")
    assert [name for name in plan.ledgers if "2022 to 2032" in name] != []
    updated = next(one for one in plan.ledgers["careers"].touched())
    assert (updated.pk, updated.entry_education, updated.job_training) == (career.pk, "bachelor", "none")


def test_bls_words_that_nobody_knows_are_refused(file):
    rows = "".join(ACCOUNTANTS.replace("13-2011", f"13-{2000 + number}") for number in range(20))
    plan = planned(
        projections.IMPORTER, file(EXPORT_HEAD + rows + ACCOUNTANTS.replace("Bachelor's degree", "Wizardry"))
    )
    assert [(error.value, error.why) for error in plan.errors] == [("Wizardry", "is none of the words BLS uses here")]


def test_career_takes_the_education_of_the_combination_it_is_counted_with(file):
    broad = builders.soc_group("25-9040", "Teaching Assistants")
    part = builders.soc_group("25-9042", "Teaching Assistants, Preschool", parent=broad)
    career = builders.occupation("Preschool assistants", soc=part, onet_soc_code="25-9042.00")
    combined = ACCOUNTANTS.replace("13-2011", "25-9045").replace("Accountants and auditors", "Teaching assistants")
    plan = planned(projections.IMPORTER, file(EXPORT_HEAD + combined))
    assert stats(plan)[0].soc.parent.code == "25-9040"
    assert [(one.pk, one.entry_education) for one in plan.ledgers["careers"].touched()] == [(career.pk, "bachelor")]
    assert Occupation.objects.get().entry_education == ""


def central(**values) -> dict:
    return {
        "Area": "Alabama", "Title": "Registered Nurses", "Base": "56140", "Projected": "59990", "Change": "3850",
        "PercentChange": "6.9", "AvgAnnualOpenings": "3270", "STFIPS": "1", "OccCode": "29-1141", "BaseYear": "2024",
        "ProjYear": "2034", **values,
    }  # fmt: skip


def test_projections_central_passes_over_the_nation_and_its_rounding_remnants(file):
    rows = [
        central(Area=" United States", STFIPS="0"),
        central(),
        central(Area="Guam", STFIPS="66", Base="0", Projected="0", PercentChange="25"),
    ]
    plan = planned(projections_central.IMPORTER, file(json.dumps({"rows": rows, "pager": {"total_items": "3"}})))
    alabama, guam = stats(plan)
    assert (alabama.area.code, alabama.base_employment, alabama.percent_change) == ("01", 56_140, Decimal("6.9"))
    assert (guam.base_employment, guam.percent_change_status) == (0, "not_published")
    assert plan.remarks == ["State projections: the nation's row is passed over; BLS publishes it with more digits."]


def test_edd_regions_keep_their_period_and_nulls_are_withheld(file):
    region = {
        "area_name": "Napa MSA (Napa County)", "period": "2023-2033", "base_employment": None, "projected_employment": 140.0,
        "percent_change": 27.3, "total_job_openings": 130.0,
    }  # fmt: skip
    entry = {
        "soc_code": "11-3021", "title": "Managers", "period": "2024-2034", "base_employment": 96800.0,
        "projected_employment": 112800.0, "percent_change": 16.5, "total_job_openings": 82270.0, "regions": [region],
    }  # fmt: skip
    path = file(json.dumps({"snapshot_date": "2026-08-07", "occupations": {"11-3021": entry}}))
    state, napa = stats(planned(edd.IMPORTER, path))
    assert (state.area.code, state.base_year, state.annual_openings) == ("06", 2024, 8227)
    assert (napa.area.kind, napa.base_year, napa.base_employment_status, napa.annual_openings) == (
        "county_group",
        2023,
        "withheld",
        13,
    )
    again = stats(planned(edd.IMPORTER, path))[1]
    assert (again.area.code, Area.objects.count()) == (napa.area.code, 0)
    assert stats(planned(edd.IMPORTER, path, states=frozenset({"WA"}))) == []
