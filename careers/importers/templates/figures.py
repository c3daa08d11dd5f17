"""The templates of wages and outlook."""

import re
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import models

from careers.codes import NATION, STATES, AreaKind, FigureStatus
from careers.importers import cells, groups, lists
from careers.importers.cells import Cell, CellError
from careers.importers.plan import Plan, checked
from careers.importers.tables import Row, Table
from careers.importers.templates import reading
from careers.importers.templates.base import FromTemplate, Sender, where
from careers.importers.templates.careers import soc_group
from careers.importers.templates.columns import ANNUAL, COUNTED, HOURLY, WORDS
from careers.models import Area, OutlookStat, WageStat

_AREA_CODES = {
    AreaKind.METRO: (r"\d{5}", "is no CBSA code of five digits"),
    AreaKind.NONMETRO: (r"\d{7}", "is no nonmetropolitan area's code of seven digits"),
    AreaKind.COUNTY: (r"\d{5}", "is no county's FIPS code of five digits"),
    AreaKind.COUNTY_GROUP: (
        r"\d{2}-\w{1,9}",
        "is no state's FIPS code, a hyphen and the number of the area, such as 53-05",
    ),
}
_WITH_STATE = (AreaKind.NONMETRO, AreaKind.COUNTY, AreaKind.COUNTY_GROUP)
"""Areas whose code begins with the FIPS code of their state."""


class Figures(FromTemplate):
    """Wages and outlook: a row a SOC code and area."""

    model: type[WageStat] | type[OutlookStat]
    words: dict[str, tuple[FigureStatus, ...]]
    """By column of a figure, what may stand there in place of a number."""

    def take(self, tables: list[Table], sender: Sender) -> None:
        plan = sender.plan
        ledger = plan.figures(self.model, sender.release)
        lines: dict[tuple, str] = {}

        def stat(row: Row) -> None:
            reading.require(row, self.template)
            figures = {
                name: row.read(name, partial(_figure, self.model._meta.get_field(name), words))
                for name, words in self.words.items()
            }
            others = self.others(row)
            numbers = {name: value for name, value in figures.items() if isinstance(value, Decimal)}
            for name, why in self.model(**numbers).disordered({}).items():
                raise row.refusal(name, f"does not go with its row. {why}")
            group = row.read("soc_code", lambda cell: soc_group(cell, row, plan))
            area = _area(row, plan)
            if area is None:
                return
            if ledger.put(group, area, figures, **others) is None:
                first = lines[group.code, area.code, others.get("openings_method", "")]
                raise row.refusal("soc_code", f"stands for this area in {first} already")
            lines[group.code, area.code, others.get("openings_method", "")] = where(row)

        for table in tables:
            plan.each(table, ledger, stat)
        ledger.close()
        # An area that the file does not speak of keeps its figures: they may have come in a file of their own.
        ledger.gone = [stat for stat in ledger.gone if stat.area_id in ledger.areas]

    def others(self, row: Row) -> dict[str, Any]:
        """What a row says besides its figures."""
        return {}


class Wages(Figures):
    model = WageStat
    words = {
        name: HOURLY if name.startswith("hourly") else ANNUAL if name.startswith("annual") else COUNTED
        for name in WageStat.FIGURES
    }


class Outlook(Figures):
    model = OutlookStat
    words = dict.fromkeys(OutlookStat.FIGURES, COUNTED)

    def others(self, row: Row) -> dict[str, Any]:
        years = {name: row.read(name, _year) for name in ("base_year", "projected_year") if row.text(name)}
        if len(years) == 2 and years["base_year"] >= years["projected_year"]:
            raise row.refusal("projected_year", "is not after the base year")
        return years | reading.values(row, OutlookStat, ["openings_method"])


def _figure(item: models.Field, words: tuple[FigureStatus, ...], cell: Cell) -> Decimal | FigureStatus:
    """A number, or the reason in its place; an empty cell says that the source does not have the figure."""
    written = cells.text(cell)
    if not written:
        return FigureStatus.NOT_IN_SOURCE
    status = next((status for status, word in WORDS.items() if reading.plainly(word) == reading.plainly(written)), None)
    if status in words:
        return status
    allowed = ", ".join(WORDS[word] for word in words)
    if status is not None:
        raise CellError(f"cannot stand in this column; it takes a number, or one of: {allowed}")
    if not re.search(r"\d", written):
        raise CellError(
            f"is neither a number nor one of: {allowed}. Leave the cell empty if the source has no such figure"
        )
    value = reading.number(cell)
    places = item.decimal_places
    rounded = round(value, places)
    if value != rounded:
        how = {0: "none", 1: "one"}.get(places, str(places))
        hint = "; five percent is written 5 and not 0.05" if item.name == "percent_change" else ""
        raise CellError(f"has more decimals than this figure takes, which is {how}{hint}")
    return checked(item, rounded)


def _year(cell: Cell) -> int:
    words = cells.text(cell)
    if not re.fullmatch(r"(?:19|20)\d\d", words):
        raise CellError("is no year, such as 2024")
    return int(words)


def _area(row: Row, plan: Plan) -> Area | None:
    """The area of a row, made if it is not there; None when another state was asked for."""
    kind = AreaKind(row.read("area_kind", partial(reading.choice, AreaKind.choices)))
    if kind is AreaKind.NATION:
        if row.text("area_code") not in ("", NATION):
            raise row.refusal("area_code", "stands beside the nation, whose code is US, or nothing")
        return groups.nation(plan)
    stated = reading.FIPS[row.read("state", reading.state).casefold()] if row.text("state") else ""
    code = row.read("area_code", lambda cell: _area_code(cell or stated, kind))
    within = "" if kind is AreaKind.METRO else code[:2]
    if within and (within not in STATES or stated not in ("", within)):
        raise row.refusal(
            "area_code", f"does not lie in {row.text('state')}" if stated else "begins with no state's FIPS code"
        )
    known = lists.areas(plan).find_by(code)
    if known is not None:
        if known.kind != kind:
            raise row.refusal("area_code", f"is the code of {known}, which is another kind of area")
        return known if groups.is_wanted(plan, known) else None
    name = row.read("area_name", partial(reading.value, Area._meta.get_field("name")))
    within = within or stated or _state_named(name)
    if not within:
        raise row.refusal("state", "is empty, and the name of the area does not end with its state")
    if not plan.wants(STATES[within][0]):
        return None
    if kind is AreaKind.STATE:
        return groups.state(plan, within)
    if not name:
        raise row.refusal("area_name", "is empty, and the area is not known here yet")
    make = {
        AreaKind.METRO: groups.metro, AreaKind.NONMETRO: groups.nonmetro, AreaKind.COUNTY: groups.county,
        AreaKind.COUNTY_GROUP: groups.county_group,
    }[kind]  # fmt: skip
    return make(plan, code, name, within)


def _area_code(cell: Cell, kind: AreaKind) -> str:
    """The official code of an area, whose form its kind says."""
    words = reading.text(cell)
    if kind is AreaKind.STATE:
        if words.casefold() not in reading.FIPS:
            raise CellError("is no state's FIPS code or postal code")
        return reading.FIPS[words.casefold()]
    form, message = _AREA_CODES[kind]
    if not re.fullmatch(form, words):
        raise CellError(f"{message}; a spreadsheet program may have dropped a zero")
    return words


def _state_named(name: str) -> str:
    """The FIPS code of the first state behind the comma: `53` of `Yakima, WA`."""
    found = re.search(r",\s*([A-Z]{2})\b", name)
    return reading.FIPS.get(found[1].casefold(), "") if found else ""
