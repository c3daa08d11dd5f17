"""Pictures of a career's figures: where their bars lie, what they say, what they leave out and why."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.codes import AreaKind, FigureStatus, HollandInterest, PayPeriod
from careers.figures import AreaRow, Table
from careers.models import PERCENTILES, Area, DataRelease, Occupation, OutlookStat, WageStat
from careers.pictures import LeftOut, growth, interest_picture, jobs, leading_period, pay_ranges
from tests import builders

STATE, NATION = (
    Area(pk=1, kind=AreaKind.STATE, name="Washington"),
    Area(pk=2, kind=AreaKind.NATION, name="United States"),
)
YAKIMA = Area(pk=3, kind=AreaKind.METRO, name="Yakima, WA")
RELEASE = DataRelease(reference_period="2024 to 2034", hourly_top_code=Decimal(115), annual_top_code=239200)


def wages(*hourly, annual=(), release=RELEASE, **statuses) -> WageStat:
    """A wage row: five hourly figures, five annual ones; None where `statuses` say why, by name."""
    stat = WageStat(release=release)
    for prefix, amounts in (("hourly", hourly), ("annual", annual)):
        for name, amount in zip(PERCENTILES, amounts, strict=False):
            if amount is not None:
                setattr(stat, f"{prefix}_{name}", Decimal(amount))
                setattr(stat, f"{prefix}_{name}_status", FigureStatus.PUBLISHED)
    for name, status in statuses.items():
        setattr(stat, f"{name}_status", status)
    return stat


def outlook(change=None, of_all=None, area=STATE, *, is_chosen=False, **values) -> AreaRow:
    figures = {"percent_change": change and Decimal(change), **values}
    reasons = {
        f"{name}_status": FigureStatus.PUBLISHED if value is not None else FigureStatus.WITHHELD
        for name, value in figures.items()
        if not name.endswith("_year")
    }
    stat = OutlookStat(release=RELEASE, **figures, **reasons)
    return AreaRow(area, stat, [], of_all and Decimal(of_all), is_chosen=is_chosen)


def table(*rows: AreaRow) -> Table:
    return Table("Table", "", [], list(rows), {})


# Pay -----------------------------------------------------------------------------------------------------------------


def test_box_mark_and_line_lie_where_the_figures_say():
    pay = pay_ranges(table(AreaRow(STATE, wages(10, 20, 30, 40, 50), [])), PayPeriod.HOUR)
    (bar,) = pay.leading
    assert (bar.name, bar.middle_pay, bar.middle_half) == ("Washington", "$30.00", "$20.00 to $40.00")
    assert (bar.start, bar.width, bar.middle, bar.line) == ("40.0", "40.0", "60.0", ("20.0", "100.0"))
    assert [tick.label for tick in pay.scale.ticks] == ["$0", "$10", "$20", "$30", "$40", "$50"]


def test_month_is_worked_out_of_the_hour_and_the_year_never_is():
    rows = table(AreaRow(STATE, wages(10, 20, 30, 40, 50), []), AreaRow(NATION, wages(annual=(1, 2, 3, 4, 5)), []))
    by_month, by_year = pay_ranges(rows, PayPeriod.MONTH), pay_ranges(rows, PayPeriod.YEAR)
    assert [(bar.name, bar.middle_pay) for bar in by_month.leading] == [("Washington", "$5,199")]
    assert by_month.left_out == [LeftOut("United States", "its source gives no range of pay a month")]
    assert [(bar.name, bar.middle_pay) for bar in by_year.leading] == [("United States", "$3")]
    assert by_year.left_out == [LeftOut("Washington", "its source gives no range of pay a year")]


def test_source_without_the_ends_has_a_box_without_a_line():
    (bar,) = pay_ranges(table(AreaRow(STATE, wages(None, 20, 30, 40), [])), PayPeriod.HOUR).leading
    assert (bar.start, bar.line) == ("50.0", None)


def test_pay_above_what_the_source_prints_ends_at_its_limit_and_says_so():
    top = {f"hourly_{name}": FigureStatus.TOP_CODED for name in ("median", "pct75", "pct90")}
    pay = pay_ranges(table(AreaRow(STATE, wages(50, 80, **top), [])), PayPeriod.HOUR)
    (bar,) = pay.leading
    assert (bar.middle_pay, bar.middle_half) == ("$115.00 or more", "$80.00 to $115.00 or more")
    assert (bar.is_open, pay.is_open, bar.start, bar.middle, bar.line[1]) == (True, True, "53.3", "76.7", "76.7")


def test_limit_that_nobody_recorded_leaves_the_area_out():
    stat = wages(
        50, 80, release=DataRelease(), hourly_median=FigureStatus.TOP_CODED, hourly_pct75=FigureStatus.TOP_CODED
    )
    pay = pay_ranges(table(AreaRow(STATE, stat, [])), PayPeriod.HOUR)
    assert (pay.scale, pay.leading, pay.left_out) == (None, [], [LeftOut("Washington", "above what the source prints")])


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (AreaRow(YAKIMA, None, []), "not published for this area"),
        (AreaRow(YAKIMA, None, [], is_left_out=True), "published only for a larger group, and left out here"),
        (AreaRow(YAKIMA, wages(10, 20, hourly_median=FigureStatus.WITHHELD), []), "withheld"),
        (
            AreaRow(YAKIMA, wages(**{f"hourly_{name}": FigureStatus.ANNUAL_ONLY for name in PERCENTILES}), []),
            "by year only",
        ),
    ],
)
def test_area_without_a_box_is_named_with_the_reason(row, why):
    pay = pay_ranges(table(AreaRow(STATE, wages(1, 2, 3, 4, 5), []), row), PayPeriod.HOUR)
    assert (pay.left_out, pay.folded_left_out, pay.folded) == ([], [LeftOut("Yakima", why)], [])


def test_areas_of_the_state_fold_unless_they_are_chosen():
    stat = wages(1, 2, 3, 4, 5)
    rows = [AreaRow(STATE, stat, []), AreaRow(YAKIMA, stat, []), AreaRow(NATION, stat, [])]
    pay = pay_ranges(table(*rows), PayPeriod.HOUR)
    assert [bar.name for bar in pay.leading] == ["Washington", "United States"]
    assert [bar.name for bar in pay.folded] == ["Yakima"]
    chosen = [AreaRow(YAKIMA, stat, [], is_chosen=True), *rows[::2]]
    assert [bar.name for bar in pay_ranges(table(*chosen), PayPeriod.HOUR).leading] == [
        "Yakima",
        "Washington",
        "United States",
    ]


@pytest.mark.parametrize(
    ("rows", "period"),
    [
        ([wages(1, 2, 3, 4, 5, annual=(1, 2, 3, 4, 5))], PayPeriod.HOUR),
        ([wages(annual=(1, 2, 3, 4, 5))], PayPeriod.YEAR),
        ([wages(), wages(annual=(1, 2, 3, 4, 5))], PayPeriod.YEAR),
        ([wages()], PayPeriod.HOUR),
        ([], PayPeriod.HOUR),
    ],
)
def test_pay_is_shown_by_the_hour_unless_only_the_year_is_published(rows, period):
    areas = [STATE, NATION]
    assert leading_period(table(*(AreaRow(area, stat, []) for area, stat in zip(areas, rows, strict=False)))) == period


amounts = st.lists(st.integers(0, 400_000), min_size=5, max_size=5).map(sorted)


@given(st.lists(amounts, min_size=1, max_size=4), st.sampled_from([PayPeriod.HOUR, PayPeriod.MONTH]))
def test_every_mark_lies_within_the_picture(areas, period):
    pay = pay_ranges(table(*(AreaRow(STATE, wages(*figures), []) for figures in areas)), period)
    for bar in pay.leading:
        places = [float(place) for place in (*bar.line, bar.start, bar.middle, bar.width)]
        assert all(0 <= place <= 100 for place in places)
        assert float(bar.start) + float(bar.width) <= 100.1
        assert float(bar.line[0]) <= float(bar.start) <= float(bar.middle) <= float(bar.line[1])


# Outlook -------------------------------------------------------------------------------------------------------------


def test_growth_stands_beside_that_of_all_careers():
    drawn = growth(table(outlook("15.4", "7.7"), outlook("4.0", None, NATION)))
    assert drawn.zero == "0.0"
    assert [(area.name, area.words) for area in drawn.areas] == [
        ("Washington", "Grows faster than all careers (15.4% against 7.7%)"),
        ("United States", "Grows by 4.0%"),
    ]
    assert [(bar.label, bar.growth, bar.start, bar.width) for bar in drawn.areas[0].bars] == [
        ("This career", "15.4%", "0.0", "100.0"),
        ("All careers", "7.7%", "0.0", "50.0"),
    ]
    assert [bar.label for bar in drawn.areas[1].bars] == ["This career"]


def test_shrinking_is_drawn_to_the_left_of_no_change():
    drawn = growth(table(outlook("-5.0", "15.0")))
    assert drawn.zero == "25.0"
    assert [(bar.growth, bar.start, bar.width) for bar in drawn.areas[0].bars] == [
        ("\u22125.0%", "0.0", "25.0"),
        ("15.0%", "25.0", "75.0"),
    ]


def test_no_change_at_all_is_a_bar_of_no_length():
    assert [(bar.start, bar.width) for bar in growth(table(outlook("0.0", "0.0"))).areas[0].bars] == [
        ("0.0", "0.0")
    ] * 2


def test_area_without_growth_is_named_with_the_reason():
    drawn = growth(
        table(AreaRow(STATE, None, []), outlook("4.0", "3.1", NATION), outlook(None, "1.0", YAKIMA, is_chosen=True))
    )
    assert drawn.left_out == [LeftOut("Washington", "not published for this area"), LeftOut("Yakima", "withheld")]
    assert growth(table(outlook(None), AreaRow(NATION, None, []))) is None


@given(st.lists(st.tuples(st.decimals(-99, 300, places=1), st.none() | st.decimals(-99, 300, places=1)), min_size=1))
def test_every_bar_of_growth_lies_within_the_picture(changes):
    drawn = growth(
        table(
            *(AreaRow(STATE, OutlookStat(release=RELEASE, percent_change=own), [], of_all) for own, of_all in changes)
        )
    )
    assert 0 <= float(drawn.zero) <= 100
    for area in drawn.areas:
        for bar in area.bars:
            assert float(bar.start) >= 0
            assert float(bar.start) + float(bar.width) <= 100.1


def test_jobs_now_and_then_are_of_the_first_area_that_has_any():
    shown = jobs(
        table(
            AreaRow(STATE, None, []),
            outlook("4.9", area=NATION, annual_openings=189100, base_employment=3000, projected_employment=4000,
                    base_year=2024, projected_year=2034),
        )
    )  # fmt: skip
    assert (shown.place, shown.openings, shown.now, shown.now_year) == ("the United States", "189,100", "3,000", "2024")
    assert [(bar.label, bar.jobs, bar.width) for bar in shown.bars] == [
        ("2024", "3,000", "75.0"),
        ("2034", "4,000", "100.0"),
    ]


def test_jobs_the_source_does_not_give_are_left_out():
    shown = jobs(table(outlook("4.9", annual_openings=None, base_employment=90)))
    assert (shown.openings, shown.now, shown.now_year, shown.bars) == ("", "90", "", [])
    assert jobs(table(outlook("4.9"), AreaRow(NATION, None, []))) is None


# Interests -----------------------------------------------------------------------------------------------------------


def test_interests_are_drawn_from_the_lowest_score_to_the_highest():
    career = Occupation(
        holland_code="RI", **{name: Decimal(str(score)) for name, score in builders.rated(7, 4, 1, 1.5, 2, 3).items()}
    )
    picture = interest_picture(career)
    assert [(score.interest, score.score, score.width, score.is_named) for score in picture.scores][:3] == [
        (HollandInterest.REALISTIC, "7.0", "100.0", True),
        (HollandInterest.INVESTIGATIVE, "4.0", "50.0", True),
        (HollandInterest.ARTISTIC, "1.0", "0.0", False),
    ]
    assert picture.hexagon.corners[0].score == picture.hexagon.corners[0].end
    assert picture.hexagon.corners[2].score == (f"{150:.1f}", f"{150:.1f}")


def test_career_that_is_not_rated_for_all_six_is_not_drawn():
    assert interest_picture(Occupation(holland_code="RI", interest_realistic=Decimal(7))) is None
