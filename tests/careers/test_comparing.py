"""Two releases side by side, beyond the page about them: what has no percentage, several rows of a group, many rows."""

from decimal import Decimal

import pytest

from careers.codes import FigureStatus
from careers.comparing import MOST, compare
from careers.models import DataRelease, OutlookStat
from tests import builders

pytestmark = pytest.mark.django_db


def releases(dataset: str) -> tuple[DataRelease, DataRelease]:
    old, new = (
        builders.release(dataset, source="BLS", reference_period=period, is_current=period == "2023")
        for period in ("2023", "2024")
    )
    return old, new


def test_releases_without_rows_have_nothing_to_tell():
    comparison = compare(*releases("wages"))
    assert [(one.label, one.both, one.changes, one.lost, one.gained) for one in comparison.figures] == [
        ("hourly median", 0, [], 0, 0),
        ("annual median", 0, [], 0, 0),
        ("employment", 0, [], 0, 0),
    ]
    assert (comparison.groups_gone, comparison.areas_added) == ([], [])


def test_growth_is_told_without_a_percentage_and_what_was_nothing_too():
    old, new = releases("outlook")
    group, nation = builders.soc_group(), builders.nation()
    builders.outlook(group, nation, old, change="-1.5", annual_openings=0)
    builders.outlook(group, nation, new, change="5.0", annual_openings=20)
    _, growth, openings = compare(old, new).figures
    assert [(one.old, one.new, one.percent) for one in growth.changes] == [(Decimal("-1.5"), Decimal("5.0"), None)]
    assert [(one.old, one.new, one.percent) for one in openings.changes] == [(0, 20, None)]


def test_rows_of_one_group_are_told_apart_by_how_openings_are_estimated():
    old, new = releases("outlook")
    group, nation = builders.soc_group(), builders.nation()
    for release, openings in ((old, 10), (new, 30)):
        builders.outlook(group, nation, release, annual_openings=openings)
        builders.outlook(group, nation, release, annual_openings=openings * 2 - 15, openings_method="by exits")
    openings = compare(old, new).figures[2]
    assert [(one.area, one.old, one.new) for one in openings.changes] == [
        ("United States (by exits)", 5, 45),
        ("United States", 10, 30),
    ]


def test_figures_that_are_withheld_or_given_again_are_counted():
    old, new = releases("wages")
    nation = builders.nation()
    for code, before, after in (("11-1011", "20.00", None), ("11-1021", None, "20.00"), ("11-2011", None, None)):
        for release, median in ((old, before), (new, after)):
            why = {} if median else {"hourly_median_status": FigureStatus.WITHHELD}
            builders.wage(builders.soc_group(code), nation, release, median, **why)
    median = compare(old, new).figures[0]
    assert (median.both, median.lost, median.gained) == (0, 1, 1)


def test_only_the_largest_changes_are_told_of_many(django_assert_num_queries):
    old, new = releases("outlook")
    nation = builders.nation()
    groups = [builders.soc_group(f"11-{number:04}", f"Group {number}") for number in range(1001, 1001 + MOST + 10)]
    OutlookStat.objects.bulk_create(
        OutlookStat(
            soc=group, area=nation, release=release, base_employment=100 + place * step, base_employment_status="published"
        )
        for release, step in ((old, 0), (new, 1))
        for place, group in enumerate(groups)
    )  # fmt: skip
    with django_assert_num_queries(4):
        employment = compare(old, new).figures[0]
    assert (employment.both, len(employment.changes)) == (MOST + 10, MOST)
    assert [str(one.percent) for one in employment.changes[:2]] == ["29.0", "28.0"]
