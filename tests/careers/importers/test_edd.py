"""California's projections: damaged entries, what another state gets, and the whole sample."""

import json

import pytest

from careers.importers import edd
from careers.importers.run import ImportRefusedError, Options, carry_out, preview
from careers.models import DataRelease
from tests import official
from tests.careers.importers.test_wage_sources import planned, stats

pytestmark = pytest.mark.django_db


def entry(**values) -> dict:
    return {
        "soc_code": "11-3021", "title": "Managers", "period": "2024-2034", "base_employment": 100.0,
        "projected_employment": 120.0, "percent_change": 20.0, "total_job_openings": 80.0, "regions": [], **values,
    }  # fmt: skip


@pytest.fixture
def file(tmp_path):
    def write(*entries: dict, name: str = "occupations.json"):
        path = tmp_path / name
        path.write_text(json.dumps({"occupations": {str(place): one for place, one in enumerate(entries)}}))
        return path

    return write


@pytest.mark.parametrize("period", [None, "", "2024", "0000-0001", "2024 to 2034", "99999-99999"])
def test_file_without_a_period_is_refused_in_one_sentence(file, period):
    with pytest.raises(ImportRefusedError, match="no entry says of which years its projections are"):
        preview([file(entry(period=period))], Options())


@pytest.mark.parametrize("regions", ["none", [1], {"area_name": "Napa"}, 7])
def test_regions_that_are_no_list_are_refused_with_their_place(file, regions):
    good = [entry(soc_code=f"11-{2000 + number}") for number in range(20)]
    plan = planned(edd.IMPORTER, file(*good, entry(regions=regions)))
    assert [(error.line, error.column, error.why) for error in plan.errors] == [
        (22, "regions", "is no list of regions")
    ]


def test_entry_without_regions_is_taken(file):
    assert [stat.area.code for stat in stats(planned(edd.IMPORTER, file(entry(regions=None))))] == ["06"]


def test_another_state_leaves_the_current_release_to_the_public(file):
    carry_out(preview([file(entry(period="2022-2032"))], Options(publish=True)), Options(publish=True))
    washington = Options(states=frozenset({"WA"}))
    carry_out(preview([file(entry(), name="newer.json")], washington), washington)
    assert [release.reference_period for release in DataRelease.objects.current()] == ["2022 to 2032"]


@official.needed
def test_official_sample_comes_in_whole():
    plan = planned(edd.IMPORTER, official.FOLDER / "data/ca_etp_edd_sample/occupations.json")
    state = [stat for stat in stats(plan) if stat.area.code == "06"]
    regional = [stat for stat in stats(plan) if stat.area.code != "06"]
    assert (len(state), len(regional), plan.errors) == (56, 1392, [])
    assert len({stat.area.code for stat in regional}) == len({stat.area.name for stat in regional}) == 31
    assert {(stat.base_year, stat.projected_year) for stat in state} == {(2024, 2034)}
    assert {(stat.base_year, stat.projected_year) for stat in regional} == {(2023, 2033)}
