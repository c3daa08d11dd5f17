"""Projections of the states: years that are none, and the whole answer of the service."""

import json

import pytest

from careers.importers import projections_central
from careers.importers.run import ImportRefusedError, Options, preview
from tests import official
from tests.careers.importers.test_wage_sources import central, planned, stats

pytestmark = pytest.mark.django_db


def file(folder, *rows: dict):
    path = folder / "states.json"
    path.write_text(json.dumps({"rows": rows}))
    return path


@pytest.mark.parametrize("year", ["", "0000", "-5", "2024.5", "40000", "9" * 30, "²024"])
def test_file_whose_years_are_none_is_refused_in_one_sentence(tmp_path, year):
    with pytest.raises(ImportRefusedError, match="its rows do not say from which year to which they project"):
        preview([file(tmp_path, central(BaseYear=year))], Options())


def test_table_without_rows_is_refused_in_one_sentence(tmp_path):
    path = tmp_path / "states.csv"
    path.write_text(",".join(central()) + "\n")
    with pytest.raises(ImportRefusedError, match="its rows do not say from which year to which they project"):
        preview([path], Options())


def test_one_row_with_a_damaged_year_is_refused_with_its_place(tmp_path):
    rows = [central(STFIPS=str(fips), OccCode=f"29-{1100 + number}") for number in range(10) for fips in (1, 2)]
    plan = planned(projections_central.IMPORTER, file(tmp_path, *rows, central(STFIPS="4", ProjYear="203")))
    assert len(stats(plan)) == 20
    assert [(error.line, error.column, error.value, error.why) for error in plan.errors] == [
        (22, "ProjYear", "203", "is no year of four digits")
    ]


@official.needed
def test_official_answer_comes_in_whole():
    folder = official.FOLDER / "data/projections_central"
    plan = planned(projections_central.IMPORTER, folder / "all-states-29-1141-2026-09-11.json")
    taken = stats(plan)
    assert (len(taken), len({stat.area.code for stat in taken}), plan.errors) == (54, 54, [])
    assert {(stat.soc.code, stat.area.kind) for stat in taken} == {("29-1141", "state")}
