"""Outlook in California and its regions, in the shape of a compilation of the state's long-term projections (EDD): JSON.

An entry an occupation: its statewide figures, and a list of regions with theirs. State and regions have periods of their own,
kept with each row. Figures held back are null.

Regions have no code in this shape. Ours is made of the name, so that the same region has the same code in every release.
"""

import datetime
import hashlib
import re
from contextlib import suppress
from decimal import Decimal
from typing import Any

from careers.codes import FigureStatus
from careers.importers import cells, groups
from careers.importers.figures import figure, whole
from careers.importers.plan import Plan, StatLedger
from careers.importers.readers import FileError
from careers.importers.source import Importer, Vintage
from careers.importers.tables import Layout, Row, RowRefusedError, Table
from careers.models import Area, DataRelease, Dataset, OutlookStat

PROJECTIONS = Layout(
    "projections in California (EDD)",
    {
        "code": "soc code", "title": "title", "period": "period", "regions": "regions", "base": "base employment",
        "projected": "projected employment", "percent": "percent change", "openings": "total job openings",
    },
)  # fmt: skip

CALIFORNIA = "06"
_PERIOD = re.compile(r"((?:19|20)[0-9]{2})-((?:19|20)[0-9]{2})")


class Edd(Importer):
    name = "California projections"
    source = "California Employment Development Department"
    dataset = Dataset.OUTLOOK
    title = "Long-Term Occupational Employment Projections"
    licence = "California open data"
    url = "https://labormarketinfo.edd.ca.gov/data/employment-projections.html"
    layouts = (PROJECTIONS,)

    def vintage(self, tables: list[Table]) -> Vintage:
        state, regions = set(), set()
        for row in tables[0].rows():
            state.add(row.text("period"))
            with suppress(RowRefusedError):  # Planning names the row.
                regions |= {cells.text(region.get("period")) for region in _regions(row)}
        state, regions = ({period for period in of if _PERIOD.fullmatch(period)} for of in (state, regions))
        if not state:
            raise FileError(tables[0].path, "no entry says of which years its projections are, such as 2023-2033.")
        first = max(state)
        as_of = datetime.date(int(first[:4]), 7, 1)
        period = f"{_span(first)}; regions {_span(max(regions))}" if regions else _span(first)
        remarks = "Openings are those of the whole period divided by its years."
        return Vintage(period, as_of, extra=(("remarks", remarks),))

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        if not plan.wants("CA"):
            plan.passed_over.append(release)
            return
        ledger = plan.figures(OutlookStat, release)
        california = groups.state(plan, CALIFORNIA)
        regional = 0

        def outlook(row: Row) -> None:
            nonlocal regional
            group = groups.soc_group(plan, row.read("code", cells.soc_code), row.text("title"))
            own = {name: row.cell(name) for name in ("period", "base", "projected", "percent", "openings")}
            _put(ledger, row, group, california, own)
            for region in _regions(row):
                figures = {
                    "period": region.get("period"), "base": region.get("base_employment"),
                    "projected": region.get("projected_employment"), "percent": region.get("percent_change"),
                    "openings": region.get("total_job_openings"),
                }  # fmt: skip
                _put(ledger, row, group, _region(cells.text(region.get("area_name")), plan), figures)
                regional += 1

        for table in tables:
            plan.each(table, ledger, outlook)
        plan.remark(f"California: {regional:,} rows of regions.")


def _regions(row: Row) -> list[dict[str, Any]]:
    given = row.cell("regions") or []
    if not isinstance(given, list) or not all(isinstance(region, dict) for region in given):
        raise row.refusal("regions", "is no list of regions")
    return given


def _put(ledger: StatLedger, row: Row, group: Any, area: Area, given: dict[str, Any]) -> None:
    base, projected = _years(row, cells.text(given["period"]))
    withheld = FigureStatus.WITHHELD
    total = whole(given["openings"], withheld)
    openings = (total / (projected - base)).to_integral_value() if isinstance(total, Decimal) else total
    figures = {
        "base_employment": whole(given["base"], withheld),
        "projected_employment": whole(given["projected"], withheld),
        "percent_change": figure(given["percent"], withheld),
        "annual_openings": openings,
    }
    ledger.put(group, area, figures, base_year=base, projected_year=projected)


def _years(row: Row, period: str) -> tuple[int, int]:
    found = _PERIOD.fullmatch(period)
    if not found or int(found[1]) >= int(found[2]):
        raise row.refusal("period", "is no period such as 2023-2033")
    return int(found[1]), int(found[2])


def _span(period: str) -> str:
    return period.replace("-", " to ")


def _region(name: str, plan: Plan) -> Area:
    if not name:
        raise cells.CellError("has a region without a name")
    code = f"{CALIFORNIA}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return groups.county_group(plan, code, name, within=CALIFORNIA)


IMPORTER = Edd()
