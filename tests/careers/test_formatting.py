"""How figures read."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.formatting import ago, contrast_with_white, count, dollars, growth_in_words, percent, shortened
from careers.models import monthly_wage


def test_money_and_numbers_read_as_people_write_them():
    assert dollars(Decimal("21.2"), cents=True) == "$21.20"
    assert dollars(44130) == "$44,130"
    assert count(87100) == "87,100"
    assert percent(Decimal("2.6")) == "2.6%"
    assert percent(Decimal("-2.1")) == "\u22122.1%"
    assert percent(Decimal(0)) == "0.0%"


def test_long_text_is_cut_behind_a_whole_word():
    assert shortened("They bake bread.", 16) == "They bake bread."
    assert shortened("They bake bread.", 15) == "They bake…"
    assert shortened("They bake, and they sell.", 11) == "They bake…"
    assert shortened("Breadwinners", 6) == "Bread…"


@given(st.text(), st.integers(1, 50))
def test_shortened_text_is_never_longer(text, most):
    assert len(shortened(text, most)) <= most


@pytest.mark.parametrize(
    ("hourly", "monthly"),
    [("21.22", 3677), ("27.39", 4747), ("36.79", 6376), ("12.14", 2104), ("29.14", 5050), ("0", 0)],
)
def test_monthly_wage_is_hourly_times_173_3_rounded_half_up(hourly, monthly):
    assert monthly_wage(Decimal(hourly)) == monthly


def test_monthly_wage_at_exactly_half_a_dollar_goes_up():
    assert monthly_wage(Decimal(5)) == 867  # 866.5


@given(st.decimals(min_value=0, max_value=200, places=2))
def test_monthly_wage_is_within_half_a_dollar(hourly):
    assert abs(monthly_wage(hourly) - hourly * Decimal("173.3")) <= Decimal("0.5")


@pytest.mark.parametrize(
    ("change", "of_all", "words"),
    [
        ("15.4", "7.2", "Grows faster than all careers (15.4% against 7.2%)"),
        ("7.2", "16.1", "Grows slower than all careers (7.2% against 16.1%)"),
        ("5.1", "5.2", "Grows about as fast as all careers (5.1% against 5.2%)"),
        ("-2.1", "15.0", "Shrinks by 2.1% (all careers: 15.0%)"),
        ("-2.1", None, "Shrinks by 2.1%"),
        ("0", "3.1", "Stays the same (all careers: 3.1%)"),
        ("4.9", None, "Grows by 4.9%"),
        ("0", None, "Stays the same"),
    ],
)
def test_growth_is_said_beside_that_of_all_careers(change, of_all, words):
    assert growth_in_words(Decimal(change), of_all and Decimal(of_all)) == words


@pytest.mark.parametrize(
    ("change", "of_all", "place", "words"),
    [
        ("15.4", "7.2", "Washington", "Grows faster than all careers in Washington (15.4% against 7.2%)"),
        ("1.0", "3.1", "United States", "Grows slower than all careers in the United States (1.0% against 3.1%)"),
        ("-2.1", "15.0", "Yakima", "Shrinks by 2.1% (all careers in Yakima: 15.0%)"),
        ("4.9", None, "Washington", "Grows by 4.9%"),
        ("3.0", "3.1", "Eastern Washington nonmetropolitan area",
         "Grows about as fast as all careers in the Eastern Washington nonmetropolitan area (3.0% against 3.1%)"),
    ],
)  # fmt: skip
def test_growth_may_name_the_place_it_compares(change, of_all, place, words):
    assert growth_in_words(Decimal(change), of_all and Decimal(of_all), place) == words


def test_contrast_is_that_of_wcag():
    assert round(contrast_with_white("#000000"), 2) == 21
    assert round(contrast_with_white("#ffffff"), 2) == 1
    assert round(contrast_with_white("#767676"), 2) == 4.54


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(0), "today"),
        (timedelta(hours=23), "today"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=3, hours=5), "3 days ago"),
        (timedelta(days=15), "2 weeks ago"),
        (timedelta(days=400), "1 year ago"),
        (timedelta(days=-2), "today"),
    ],
)
def test_how_long_ago_is_said_in_one_unit(before, words):
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert ago(now - before, now).replace("\xa0", " ") == words
