"""Cells of official files: what is read, and what is refused rather than guessed."""

import datetime
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.importers import cells
from careers.importers.cells import CellError


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (None, ""),
        ("\xa0 Registered\xa0Nurses \ufeff", "Registered Nurses"),
        ('="13-2011"', "13-2011"),
        (2021.0, "2021"),
        (21.5, "21.5"),
        (True, "TRUE"),
    ],
)
def test_words_of_a_cell(cell, words):
    assert cells.text(cell) == words


@pytest.mark.parametrize("cell", [None, "", "n/a", "N/A", "—", ".", " \xa0", "-99999", -99999])
def test_every_sources_sign_for_no_value_is_known(cell):
    assert cells.is_missing(cell)


@pytest.mark.parametrize("cell", [0, "0", "0.0", "*", "#", "None"])
def test_a_value_or_a_suppression_symbol_is_not_missing(cell):
    assert not cells.is_missing(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("154,187,380", "154187380"),
        ("$21.22", "21.22"),
        ("-2.1", "-2.1"),
        ("−2.1", "-2.1"),
        ("15.4%", "15.4"),
        (0.1, "0.1"),
        (154187380.0, "154187380"),
        (7, "7"),
        ("\xa01,234.50 ", "1234.50"),
    ],
)
def test_number_is_exact_as_written(cell, value):
    assert cells.number(cell) == Decimal(value)


@pytest.mark.parametrize(
    "cell",
    ["", "*", "1,23", "12,34,567", "1.2.3", "NaN", "inf", float("nan"), "twelve", True, datetime.date(2011, 11, 1)],
)
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(CellError):
        cells.number(cell)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_number_reads_back_what_was_written(value):
    assert cells.number(f"{value:,}") == value


@pytest.mark.parametrize("cell", ["11-2011", '="11-2011"', " 11-2011\xa0"])
def test_soc_code_is_read(cell):
    assert cells.soc_code(cell) == "11-2011"


@pytest.mark.parametrize("cell", ["Nov-11", "11-Nov", "Nov-2011", datetime.datetime(2011, 11, 1)])  # noqa: DTZ001 - as a workbook gives it
def test_soc_code_that_became_a_date_is_named_and_not_guessed(cell):
    with pytest.raises(CellError, match="became a date"):
        cells.soc_code(cell)


@pytest.mark.parametrize("cell", ["112011", "11-201", "", 112011, "11-2011.00"])
def test_soc_code_of_another_form_is_refused(cell):
    with pytest.raises(CellError, match="A SOC code is"):
        cells.soc_code(cell)


@pytest.mark.parametrize(
    ("cell", "code"), [("01.0101", "01.0101"), ("010101", "01.0101"), ("0101", "01.01"), ('="01"', "01")]
)
def test_cip_code_is_read_with_or_without_its_point(cell, code):
    assert cells.cip_code(cell) == code


@pytest.mark.parametrize("cell", [1.0101, 10101, "1.0101", "10101", "15.061", "1.01"])
def test_cip_code_that_lost_a_zero_is_named_and_not_put_right(cell):
    with pytest.raises(CellError, match="zero"):
        cells.cip_code(cell)


@given(st.one_of(st.text(max_size=12), st.floats(), st.integers(), st.none(), st.booleans(), st.dates()))
def test_no_cell_breaks_a_reader(cell):
    for read in (cells.number, cells.soc_code, cells.onet_soc_code, cells.cip_code):
        with suppress(CellError):
            read(cell)
    cells.text(cell)
    cells.is_missing(cell)
