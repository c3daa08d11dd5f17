"""Wages of the national survey, OEWS: national, state, metropolitan and nonmetropolitan files, and all of them in one.

Headings change with the years: capitals, `LOC QUOTIENT`, a missing AREA in old national files, GROUP or OCC_GROUP for O_GROUP,
ST or STATE for PRIM_STATE. A file by industry has rows of sectors beside the whole; only cross-industry rows of all owners are
taken. A group that BLS publishes at the broad level only stands in the file twice, as broad and as detailed.

`*` and `**` mean that there is no estimate, `#` a wage at or above the top code, which changes by year and is only in the
workbook's sheet of field descriptions. Where ANNUAL or HOURLY is TRUE, wages of the other kind do not exist.

Old files have divisions of large metropolitan areas, AREA_TYPE 5, beside the whole area. Pages know no such part of an area.

Files of one May are one release, and may be imported one after the other: a file takes nothing away from areas it has not.
"""

import datetime
import re
from decimal import Decimal

from careers.codes import NATION, FigureStatus
from careers.importers import cells, groups
from careers.importers.figures import close, figure, whole
from careers.importers.plan import Plan, StatLedger
from careers.importers.readers import FileError
from careers.importers.source import Importer, Vintage, of_layout
from careers.importers.tables import Layout, Row, Table
from careers.models import PERCENTILES, Area, DataRelease, Dataset, WageStat

_COLUMNS = {name: name.replace("_", " ") for name in ("tot_emp", "h_mean", "a_mean", "h_median", "a_median")}
_OPTIONAL = {
    f"{period}_pct{share}": rf"{period} w?pct ?{share}" for period in ("h", "a") for share in (10, 25, 75, 90)
}  # fmt: skip

WAGES = Layout(
    "wages (OEWS)",
    {"code": "occ code", "title": "occ title", **_COLUMNS},
    {
        **_OPTIONAL, "area": "area", "area_title": "area (title|name)", "area_type": "area type", "state": "prim state|st",
        "naics": "naics", "industry": "i group", "owner": "own code", "group": "o group|occ group|group", "annual": "annual",
        "hourly": "hourly", "year": "year|panel year", "state_name": "state",
    },
)  # fmt: skip
NOTES = Layout("field descriptions (OEWS)", {"release": r"may \d{4} oew?s estimates?"})

CROSS_INDUSTRY = ("cross-industry", "crossindustry")
ALL_OWNERS = "1235"
NATION_CODES = frozenset({"", "99", "00", "0"})
NATION_NAMES = frozenset({"", "u.s.", "us", "united states", "national"})
_DIVISION = re.compile(r"(metropolitan|necta) division$", re.IGNORECASE)
PLACES = ("area", "area_title", "state", "state_name")


class Oews(Importer):
    name = "OEWS wages"
    source = "U.S. Bureau of Labor Statistics"
    dataset = Dataset.WAGES
    title = "Occupational Employment and Wage Statistics"
    url = "https://www.bls.gov/oes/"
    layouts = (WAGES, NOTES)
    one_of_each = False

    def vintage(self, tables: list[Table]) -> Vintage:
        """By the sheet of field descriptions, the name of the sheet, a column with the year, or, last, the file's name."""
        notes = next(iter(of_layout(tables, NOTES)), None)
        table = next(iter(of_layout(tables, WAGES)), tables[0])
        year = _year(notes.heading("release")) if notes else None
        first = table.first()
        year = (
            year
            or _year(table.sheet.name)
            or (_year(first.text("year")) if first else None)
            or _year_of_name(table.path.stem)
        )
        if year is None:
            raise FileError(
                table.path,
                "it does not say of which year its wages are. Put the year into the file's name: oews_M2024.csv.",
            )
        return Vintage(f"May {year}", datetime.date(year, 5, 1), extra=_top_codes(notes))

    def vintages(self, files: list[list[Table]]) -> list[Vintage]:
        """Files of one May are one release; its top codes may stand in only one of them."""
        own = [self.vintage(tables) for tables in files]
        known = {vintage.period: vintage.extra for vintage in own if vintage.extra}
        return [Vintage(one.period, one.as_of, extra=known.get(one.period, ())) for one in own]

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        ledger = plan.figures(WageStat, release)
        for table in of_layout(tables, WAGES):
            _wages(table, ledger, plan)
        close(ledger)


def _year(words: str) -> int | None:
    found = re.search(r"(?<!\d)(?:M|May )?((?:19|20)\d\d)(?!\d)", words)
    return int(found[1]) if found else None


def _year_of_name(name: str) -> int | None:
    """Of `national_M2024_dl` or `all_data_M_2024`. Another year in the name may be that of the download."""
    found = re.search(r"(?<![A-Za-z])M_?((?:19|20)\d\d)(?!\d)", name, re.IGNORECASE)
    return int(found[1]) if found else None


def _top_codes(notes: Table | None) -> tuple[tuple[str, Decimal], ...]:
    """`#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year`"""
    if notes is None:
        return ()
    for row in notes.rows():
        words = cells.text(row.cells[0])
        found = re.search(r"\$([\d,.]+) per hour or \$([\d,]+) per year", words)
        if words.startswith("#") and found:
            hourly, annual = (Decimal(number.replace(",", "").rstrip(".")) for number in found.groups())
            return (("hourly_top_code", hourly), ("annual_top_code", int(annual)))
    return ()


def _wages(table: Table, ledger: StatLedger, plan: Plan) -> None:
    taken = passed = divisions = 0

    def wage(row: Row) -> None:
        nonlocal taken, passed, divisions
        if not _is_whole(row):
            passed += 1
            return
        taken += 1
        if _is_division(row):
            divisions += 1
            return
        area = _area(row, plan)
        if groups.is_wanted(plan, area):
            group = groups.soc_group(plan, row.read("code", cells.soc_code), row.text("title"))
            ledger.put(group, area, _figures(row))

    plan.each(table, ledger, wage)
    if passed and not taken:
        raise FileError(
            table.path,
            "it has wages by industry or owner only. Take the cross-industry file: a sector's wage is not the whole one.",
        )
    if passed:
        plan.remark(f"{table.path.name}: {passed:,} rows of single industries or owners are passed over.")
    if divisions:
        plan.remark(
            f"{table.path.name}: {divisions:,} rows of divisions of metropolitan areas are passed over; the whole area counts."
        )


def _is_whole(row: Row) -> bool:
    """Whether the row is of all industries and all owners together."""
    industry = row.text("industry").lower()
    is_whole = industry in CROSS_INDUSTRY if industry else set(row.text("naics")) <= {"0"}
    return is_whole and row.text("owner") in ("", ALL_OWNERS)


def _is_division(row: Row) -> bool:
    """Whether the row is of a part of a metropolitan area, which older files have beside the whole."""
    return row.text("area_type") == "5" or bool(_DIVISION.search(row.text("area_title")))


def _area(row: Row, plan: Plan) -> Area:
    code, kind, name = row.text("area"), row.text("area_type"), row.text("area_title")
    state = row.text("state")
    if kind == "1" or (not kind and _is_nation(row)):
        return groups.nation(plan)
    if not kind and not name and "area" not in row.table.columns:
        # Old files of the states may have no code of the area.
        column = "state" if state else "state_name"
        return row.read(column, lambda cell: groups.state(plan, cells.text(cell)))
    if kind in ("2", "3") or (not kind and re.fullmatch(r"\d{1,2}", code)):
        return row.read("area", lambda cell: groups.state(plan, cells.text(cell)))
    if kind == "4" or (not kind and re.fullmatch(r"\d{5}", code)):
        return row.read(
            "area", lambda cell: groups.metro(plan, _digits(cell, 5), name, "" if state == NATION else state)
        )
    if kind == "6" or (not kind and re.fullmatch(r"\d{6,7}", code)):
        within = state or code[:2]
        return row.read("area", lambda cell: groups.nonmetro(plan, _digits(cell, 7), name, within))
    raise row.refusal("area", "is of no kind of area known here")


def _is_nation(row: Row) -> bool:
    """Whether a row without AREA_TYPE is the nation's: by its code and name, or in a file that knows no places at all."""
    code, name, state = row.text("area"), row.text("area_title").lower(), row.text("state")
    if not code and not name:
        return not any(column in row.table.columns for column in PLACES)
    return code in NATION_CODES and name in NATION_NAMES and state in ("", NATION)


def _digits(cell: cells.Cell, count: int) -> str:
    words = cells.text(cell)
    if not re.fullmatch(rf"\d{{{count}}}", words):
        raise cells.CellError(f"is no area code of {count} digits; a spreadsheet program may have dropped a zero")
    return words


def _figures(row: Row) -> dict[str, Decimal | FigureStatus]:
    figures: dict[str, Decimal | FigureStatus] = {"employment": row.read("tot_emp", whole)}
    for period, prefix, other in (("hourly", "h", "annual"), ("annual", "a", "hourly")):
        only_other = FigureStatus.ANNUAL_ONLY if other == "annual" else FigureStatus.HOURLY_ONLY
        is_other_only = row.text(other).upper() == "TRUE"
        for name in (*PERCENTILES, "mean"):
            column = f"{prefix}_{name}"
            if column not in row.table.columns:
                continue
            value = row.read(column, figure if period == "hourly" else whole)
            if is_other_only and value in (FigureStatus.WITHHELD, FigureStatus.NOT_PUBLISHED):
                value = only_other
            figures[f"{period}_{name}"] = value
    return figures


IMPORTER = Oews()
