"""Washington's wages: years, areas that another source counts to another state, and what another state gets."""

from collections import Counter

import pytest

from careers.importers import esd
from careers.importers.readers import FileError
from careers.importers.run import ImportRefusedError, Options, carry_out, preview
from careers.models import WageStat
from tests import official
from tests.careers.importers.test_wage_sources import ESD_HEAD, HEAD, oews_row, planned, stats

pytestmark = pytest.mark.django_db

STATE = "1,2022,000053,Washington,11-1011,Chief executives,10,50,40,50,60,104000\n"
PORTLAND = '2,2022,038900,"Portland-Vancouver-Hillsboro, OR-WA",11-1011,Chief executives,10,50,40,50,60,104000\n'


@pytest.fixture
def file(tmp_path):
    def write(content: str, name: str = "oews-washington.csv"):
        path = tmp_path / name
        path.write_text(content)
        return path

    return write


@pytest.mark.parametrize("year", ["22", "", "2022.5", "20220"])
def test_file_without_a_year_is_refused_in_one_sentence(file, year):
    with pytest.raises(ImportRefusedError, match="no row says of which year its wages are"):
        preview([file(ESD_HEAD + STATE.replace("2022", year))], Options())


def test_file_without_rows_is_refused(file):
    with pytest.raises(FileError, match="no row says of which year its wages are"):
        planned(esd.IMPORTER, file(ESD_HEAD))


def test_all_areas_are_washingtons_whatever_another_source_says(file):
    """The national survey counts Portland to Oregon."""
    survey = file(HEAD + oews_row(area='38900,"Portland-Vancouver-Hillsboro, OR-WA",4,OR'), "MSA_M2024_dl.csv")
    everything = Options(publish=True)
    carry_out(preview([survey], everything), everything)
    plan = planned(esd.IMPORTER, file(ESD_HEAD + STATE + PORTLAND), states=frozenset({"WA"}))
    assert [stat.area.code for stat in stats(plan)] == ["53", "38900"]


def test_another_state_takes_nothing_and_nothing_away(file):
    path, oregon = file(ESD_HEAD + STATE + PORTLAND), Options(states=frozenset({"OR"}))
    carry_out(preview([path], Options()), Options())
    seen = preview([path], oregon)
    carry_out(seen, oregon)
    release = "Washington State Employment Security Department: Occupational Employment and Wage Statistics, 2022"
    assert seen.plan.remarks == [f"Left out, because its files hold nothing of the states asked for (OR): {release}."]
    assert WageStat.objects.count() == 2


def test_area_code_that_lost_its_zeros_is_refused(file):
    with pytest.raises(FileError, match="“42660” is no area code of six digits"):
        planned(esd.IMPORTER, file(ESD_HEAD + STATE.replace("000053,Washington", "42660,Seattle")))


def test_row_that_stands_twice_is_refused(file):
    many = "".join(STATE.replace("11-1011", f"11-{2000 + number}") for number in range(20))
    plan = planned(esd.IMPORTER, file(ESD_HEAD + many + STATE + STATE))
    assert [(error.line, error.value, error.why) for error in plan.errors] == [
        (23, "11-1011", "stands in this file for Washington already")
    ]


@official.needed
def test_official_file_comes_in_whole():
    plan = planned(esd.IMPORTER, official.FOLDER / "data/wa_esd_oews/oews-washington.csv")
    taken = stats(plan)
    areas = {stat.area.code: stat.area for stat in taken}
    assert (len(taken), len(areas), plan.errors) == (6920, 16, [])
    assert Counter(area.kind for area in areas.values()) == {"state": 1, "metro": 13, "nonmetro": 2}
    assert {area.parent.code for area in areas.values() if area.kind != "state"} == {"53"}
    assert sum(stat.employment_status == "withheld" for stat in taken) == 157
