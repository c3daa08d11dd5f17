"""Signs, thousands and years as wage and outlook tables write them."""

from decimal import Decimal

import pytest

from careers.codes import FigureStatus
from careers.importers import figures
from careers.importers.cells import CellError


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("*", FigureStatus.WITHHELD),
        ("**", FigureStatus.WITHHELD),
        ("#", FigureStatus.TOP_CODED),
        ("", FigureStatus.NOT_PUBLISHED),
        ("—", FigureStatus.NOT_PUBLISHED),
        ("N/A", FigureStatus.NOT_PUBLISHED),
        ("1,234.50", Decimal("1234.50")),
        (0.0, Decimal(0)),
    ],
)
def test_cell_is_a_number_or_its_reason(cell, expected):
    assert figures.figure(cell) == expected


def test_empty_cell_means_what_the_source_says():
    assert figures.figure(None, FigureStatus.WITHHELD) == FigureStatus.WITHHELD


def test_thousands_become_persons_exactly():
    assert [figures.thousands(cell) for cell in ("1,538.4", 0.1, "—")] == [1_538_400, 100, FigureStatus.NOT_PUBLISHED]


def test_part_of_a_person_is_refused():
    assert figures.whole(154187380.0) == 154_187_380
    with pytest.raises(CellError, match="is no whole number"):
        figures.whole("12.5")


@pytest.mark.parametrize("cell", ["", "22", "2024.5", "20240", "0000", "-2024", "99999999999999999999", "٢٠٢٤", None])
def test_what_is_no_year_is_refused(cell):
    with pytest.raises(CellError, match="is no year of four digits"):
        figures.year(cell)


@pytest.mark.parametrize("cell", ["2024", 2024, 2024.0])
def test_year_may_be_text_or_a_number(cell):
    assert figures.year(cell) == 2024
