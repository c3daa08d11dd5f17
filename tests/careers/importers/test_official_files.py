"""The agencies' own files, all of them, into an empty database: the counts, the pages, the second time."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from careers.importers.run import Options, carry_out, done_before, preview
from careers.models import (
    AlternateTitle,
    Area,
    CareerCluster,
    CipSocPair,
    DataRelease,
    EducationProgram,
    ImportRun,
    Occupation,
    OutlookStat,
    ProgramOffering,
    School,
    SocGroup,
    Task,
    WageStat,
    WorkRequirement,
)
from tests import html, official
from tests.careers.importers.test_import_official import lines, run

pytestmark = [pytest.mark.django_db, official.needed]

DATA = official.FOLDER / "data"
PUBLISHED = Options(publish=True)
CIP_SOC = "CIP–SOC crosswalk: 5,719 pairs, and 374 rows that say that there is no match."
"""All 6,093 rows of the file."""


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker) -> Iterator[ImportRun]:
    """Everything, imported and published once for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        run, _ = carry_out(preview([DATA], PUBLISHED), PUBLISHED)
        yield run
        transaction.set_rollback(True)


def test_every_row_that_counts_is_there(imported):
    counts = {
        "careers": Occupation.objects.published().count(),
        "SOC groups": SocGroup.objects.count(),
        "alternate titles": AlternateTitle.objects.count(),
        "tasks": Task.objects.filter(kind="specific").count(),
        "Washington wages": WageStat.objects.filter(release__source__startswith="Washington").count(),
        "national wages": WageStat.objects.filter(area__code="US").count(),
        "national outlook": OutlookStat.objects.filter(area__code="US").count(),
        "states' outlook": OutlookStat.objects.filter(release__source__startswith="Projections").count(),
        "California's outlook": OutlookStat.objects.filter(release__source__startswith="California").count(),
        "California's regions": Area.objects.filter(kind="county_group", parent__code="06").count(),
        "programs": EducationProgram.objects.count(),
        "CIP–SOC pairs": CipSocPair.objects.count(),
        "clusters": CareerCluster.objects.count(),
        "schools": School.objects.filter(source_key__startswith="ipeds:").count(),
        "their programs": ProgramOffering.objects.filter(source_key__startswith="ipeds:").count(),
    }
    assert counts == {
        "careers": 1016,
        # 1,447 of the structure, all occupations, and five that BLS combines.
        "SOC groups": 1453,
        "alternate titles": 56_560,
        "tasks": 18_796,
        "Washington wages": 6920,
        "national wages": 854,
        # 832 line items and 281 summaries.
        "national outlook": 1113,
        "states' outlook": 54,
        "California's outlook": 56 + 1392,
        "California's regions": 31,
        # 2,847 less 12 deleted and 149 given up for others.
        "programs": 2686,
        # 6,093 rows less 374 without a match.
        "CIP–SOC pairs": 5719,
        "clusters": 16,
        "schools": 6440,
        "their programs": 8322,
    }


def test_run_tells_what_was_taken_and_what_was_left_aside(imported):
    taken = {file["name"]: file["what"] for file in imported.files if "what" in file}
    aside = {file["name"]: file["aside"] for file in imported.files if "aside" in file}
    assert taken["oews-washington.csv"] == ("Washington wages, 2022: wages in Washington (ESD)")
    assert taken["occupation.xlsx"] == "BLS projections, 2024 to 2034: national projections (Table 1.2)"
    assert aside["Employment Projections.csv"] == "BLS projections, 2022 to 2032: 2024 to 2034 is newer and is used."
    assert aside["Alternate Titles.txt"] == "O*NET database, 27.0, August 2022: 29.3, May 2025 is newer and is used."
    assert aside["Work Styles.xlsx"] == "known, and not needed: work styles have no place on a career's page."
    # New Jersey's damaged CIP codes, codes of 2010, and programs of providers without a name.
    assert imported.rejected == 90
    assert CIP_SOC in imported.options["remarks"]


def test_command_tells_pairs_and_rows_without_a_match(imported):
    said = run(DATA / "cip/soc2018_cip2020_crosswalk.csv", dry_run=True)
    assert f"\nNote: {CIP_SOC}\n" in said
    assert lines(said, "CIP–SOC pairs") == ["0", "0", "5,719", "0", "0", "0"]


def test_same_files_are_known_at_once_and_compare_as_unchanged(imported, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert done_before([DATA], PUBLISHED) == imported
    plan = preview([DATA], PUBLISHED).plan
    assert {what: plan.total(what) for what in ("added", "changed", "kept", "gone")} == dict.fromkeys(
        ("added", "changed", "kept", "gone"), 0
    )
    assert not plan.writes_anything()


@pytest.mark.parametrize(
    ("slug", "sentences"),
    [
        # Detailed: its own figures.
        ("registered-nurses", []),
        # Part of a SOC occupation.
        ("chief-sustainability-officers", ["Chief Executives", "11-1011"]),
        # The survey combines its group with others under a code of its own.
        ("teaching-assistants-special-education", ["Teaching Assistants, Except Postsecondary", "25-9045"]),
    ],
)
def test_imported_page_is_whole(imported, visitor, slug, sentences, django_assert_num_queries):
    # The first page of an edition makes the catalogue, which all of them share.
    visitor.get(f"/careers/{slug}/")
    with django_assert_num_queries(14):
        response = visitor.get(f"/careers/{slug}/")
    page = html.text(response.content.decode())
    for words in (
        "Career summary", "Related careers", "Task list", "Common work activities", "Educational programs", "Wages",
        "Employment and outlook", "Sources", "Washington State Employment Security Department",
        "Employment Projections", "Includes information from the O*NET 29.3 Database",
        "O*NET® is a trademark of USDOL/ETA", *sentences,
    ):  # fmt: skip
        assert words in page, words
    assert "Seattle-Tacoma-Bellevue" in page


def test_all_pages_answer(imported, visitor):
    slugs = list(Occupation.objects.published().order_by("pk").values_list("slug", flat=True)[::25])
    assert [slug for slug in slugs if visitor.get(f"/careers/{slug}/").status_code != 200] == []
    assert Occupation.objects.filter(pathways=None).count() == 0


def test_reasons_are_kept(imported):
    pilots = WageStat.objects.get(soc__code="53-2011", area__code="US")
    assert (pilots.hourly_median_status, pilots.annual_pct90_status) == ("annual_only", "top_coded")
    assert (pilots.release.hourly_top_code, pilots.release.annual_top_code) == (115, 239_200)
    actors = WageStat.objects.get(soc__code="27-2011", area__code="US")
    assert (actors.annual_median, actors.annual_median_status) == (None, "hourly_only")
    assert WageStat.objects.filter(hourly_pct10__isnull=True, hourly_pct10_status="published").count() == 0


def test_sources_are_listed_with_vintage_and_licence(imported, visitor):
    page = html.text(visitor.get("/about/data/").content.decode())
    assert [
        release.title
        for release in DataRelease.objects.current()
        if not all(words in page for words in (release.title, release.reference_period, release.licence))
    ] == []
    assert DataRelease.objects.filter(is_current=False).count() == 0


def test_requirements_honour_what_onet_does_not_stand_behind(imported):
    """11-1011.00: Science has an importance of 1.88 and its level is not relevant; Reading Comprehension has 4.12."""
    chief = WorkRequirement.objects.filter(occupation__onet_soc_code="11-1011.00", source_key__startswith="2.")
    assert chief.filter(source_key="2.A.1.f").count() == 0
    assert str(chief.get(source_key="2.A.1.a").importance) == "4.12"
    assert chief.filter(importance__lt=3).count() == 0
