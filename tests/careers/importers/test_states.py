"""One state asked for: nothing of another state comes in, and nothing of what is shown goes."""

import pytest

from careers.models import DataRelease, ImportRun
from tests import builders, html
from tests.careers.importers.test_import_official import run
from tests.careers.importers.test_wage_sources import ESD_HEAD, HEAD, oews_row

pytestmark = pytest.mark.django_db

STATE = "1,{year},000053,Washington,11-1011,Chief executives,10,50,40,{median},60,104000\n"


@pytest.fixture
def file(tmp_path):
    def write(content: str, name: str):
        path = tmp_path / name
        path.write_text(content)
        return path

    return write


@pytest.fixture
def washington(file):
    """Washington's wages of a year: the median is made of it, 50.22 in 2022."""

    def wages(year: int):
        return file(ESD_HEAD + STATE.format(year=year, median=f"50.{year % 100}"), f"wages-{year}.csv")

    return wages


def shown_median(visitor) -> list[str]:
    page = html.text(visitor.get("/careers/chief-executives/").content.decode())
    return [median for median in ("50.22", "50.23") if f"${median}" in page]


def test_newer_file_of_another_state_leaves_the_figures_that_are_shown(washington, visitor):
    builders.occupation("Chief executives", soc=builders.soc_group("11-1011"))
    run(washington(2022), publish=True)
    said = run(washington(2023), publish=True, state=["NJ"])
    assert shown_median(visitor) == ["50.22"]
    assert list(DataRelease.objects.values_list("reference_period", "is_current")) == [("2022", True)]
    again = run(washington(2023), publish=True, state=["NJ"])
    assert "\nNothing changed. The record of it is import " in said
    note = (
        "\nNote: Left out, because its files hold nothing of the states asked for (NJ): Washington State Employment Security "
        "Department: Occupational Employment and Wage Statistics, 2023.\n"
    )
    assert (note in said, note in again) == (True, True)


def test_newer_file_with_rows_is_shown(washington, visitor):
    builders.occupation("Chief executives", soc=builders.soc_group("11-1011"))
    run(washington(2022), publish=True)
    said = run(washington(2023), publish=True, state=["WA"])
    assert shown_median(visitor) == ["50.23"]
    assert list(DataRelease.objects.current().values_list("reference_period", flat=True)) == ["2023"]
    assert ("\nImported. The record" in said, "Left out" in said) == (True, False)


@pytest.mark.parametrize(("state", "periods"), [("NJ", ["May 2023"]), ("WA", ["May 2023", "May 2024"])])
def test_file_of_many_states_makes_a_release_only_for_those_it_has(file, state, periods):
    old = file(HEAD + oews_row(area="53,Washington,2,WA"), "state_M2023_dl.csv")
    new = file(HEAD + oews_row(area="53,Washington,2,WA"), "state_M2024_dl.csv")
    run(old, publish=True)
    run(new, publish=True, state=[state])
    assert sorted(DataRelease.objects.values_list("reference_period", flat=True)) == periods
    assert DataRelease.objects.current().get().reference_period == periods[-1]


def test_release_that_waits_is_shown_by_the_same_file_with_publish(washington):
    run(washington(2022), publish=True)
    run(washington(2023))
    assert DataRelease.objects.current().get().reference_period == "2022"
    assert "\nImported. The record" in run(washington(2023), publish=True)
    assert DataRelease.objects.current().get().reference_period == "2023"
    assert "Nothing changed" in run(washington(2023), publish=True, recheck=True)


def test_release_of_another_state_that_is_here_is_not_made_current(washington):
    run(washington(2022), publish=True)
    run(washington(2023))
    run(washington(2023), publish=True, state=["NJ"])
    assert DataRelease.objects.current().get().reference_period == "2022"


def test_list_of_another_state_makes_no_release(file):
    head = "providerid,officialname,cipcode,totalcost,description,statusname,programid,totalclockhours,name,street1,city,state,zip,website\n"
    row = "174,Dental Assisting,510601,21301,Words,Approved,1,1015,Fortis,1 Road,Wayne,NJ,7470,www.fortis.edu\n"
    builders.program("51.0601", "Dental Assisting")
    path = file(head + row, "programs.csv")
    run(path, state=["WA"])
    assert (DataRelease.objects.count(), ImportRun.objects.count()) == (0, 1)
    run(path, state=["NJ"])
    assert DataRelease.objects.get().title == "Eligible Training Provider List"
