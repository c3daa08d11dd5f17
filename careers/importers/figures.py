"""What wage and outlook tables have in common: signs instead of numbers, thousands instead of persons, years."""

import re
from decimal import Decimal

from careers.codes import FigureStatus
from careers.importers import cells
from careers.importers.cells import Cell
from careers.importers.plan import StatLedger

SIGNS = {
    "*": FigureStatus.WITHHELD,
    "**": FigureStatus.WITHHELD,
    "#": FigureStatus.TOP_CODED,
    "~": FigureStatus.WITHHELD,
}
"""BLS: no wage estimate, no employment estimate, at or above the top code, too few establishments."""

Figure = Decimal | FigureStatus


def figure(cell: Cell, missing: FigureStatus = FigureStatus.NOT_PUBLISHED) -> Figure:
    """A number, or the reason why there is none; `missing` is what an empty cell, a dash or `N/A` means in the source."""
    sign = SIGNS.get(cells.text(cell))
    if sign:
        return sign
    return missing if cells.is_missing(cell) else cells.number(cell)


def whole(cell: Cell, missing: FigureStatus = FigureStatus.NOT_PUBLISHED) -> Figure:
    """A number without decimals, such as `154187380.0`, or the reason."""
    value = figure(cell, missing)
    if isinstance(value, Decimal):
        if value != value.to_integral_value():
            raise cells.CellError("is no whole number")
        return value.to_integral_value()
    return value


def thousands(cell: Cell, missing: FigureStatus = FigureStatus.NOT_PUBLISHED) -> Figure:
    """Persons, of a number in thousands with one decimal."""
    value = figure(cell, missing)
    return (value * 1000).to_integral_value() if isinstance(value, Decimal) else value


def year(cell: Cell) -> int:
    """A year with its four digits."""
    words = cells.text(cell)
    if not re.fullmatch(r"(?:19|20)[0-9]{2}", words):
        raise cells.CellError("is no year of four digits")
    return int(words)


def close(ledger: StatLedger) -> None:
    """After the last row, for a release that comes in several files: what is gone is gone from an area that came.

    Areas that did not come stand in another file of the release, or were not asked for.
    """
    ledger.close()
    ledger.gone = [stat for stat in ledger.gone if stat.area_id in ledger.areas]
