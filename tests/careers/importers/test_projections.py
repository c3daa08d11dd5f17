"""National projections: both layouts in whole, damaged years, and careers of an older SOC."""

import pytest

from careers.importers import projections
from careers.importers.readers import FileError
from careers.models import DataRelease
from tests import builders, official
from tests.careers.importers.test_wage_sources import ACCOUNTANTS, EXPORT_HEAD, planned, stats

pytestmark = pytest.mark.django_db


def test_code_of_the_older_soc_is_another_occupation(tmp_path):
    """17-3029 is not the same group in 2010 and in 2018."""
    path = tmp_path / "export.csv"
    path.write_text(EXPORT_HEAD + ACCOUNTANTS.replace("13-2011", "17-3029"))
    builders.occupation("Old", soc=builders.soc_group("17-3029", "Technicians of 2010", edition=2010))
    new = builders.occupation("New", soc=builders.soc_group("17-3029", "Technicians of 2018"))
    plan = planned(projections.IMPORTER, path)
    assert [(one.pk, one.entry_education) for one in plan.ledgers["careers"].touched()] == [(new.pk, "bachelor")]
    assert [list(rows) for rows, name, _ in plan.credits if name == "education_release"] == [[new]]


@pytest.mark.parametrize(
    ("base", "projected"), [("2032", "2022"), ("2022", "2022"), ("0000", "2032"), ("2022", "9999")]
)
def test_years_that_cannot_be_are_refused(tmp_path, base, projected):
    path = tmp_path / "export.csv"
    head = EXPORT_HEAD.replace("Employment 2022", f"Employment {base}").replace(
        "Employment 2032", f"Employment {projected}"
    )
    path.write_text(head + ACCOUNTANTS)
    with pytest.raises(FileError, match="as the base year and"):
        planned(projections.IMPORTER, path)


@official.needed
@pytest.mark.parametrize(
    ("name", "rows", "period"),
    [
        # 832 line items and 281 summaries.
        ("occupation.xlsx", 832 + 281, "2024 to 2034"),
        ("Employment Projections.csv", 832, "2022 to 2032"),
    ],
)
def test_official_files_come_in_whole(name, rows, period):
    plan = planned(projections.IMPORTER, official.FOLDER / "data/bls_projections" / name)
    taken = stats(plan)
    release: DataRelease = plan.figure_releases[0]
    assert (len(taken), plan.errors, release.reference_period) == (rows, [], period)
    assert {stat.area.code for stat in taken} == {"US"}
    assert plan.remarks == ["National projections: 832 occupations; the other rows are groups of occupations."]
