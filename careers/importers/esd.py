"""Wages in Washington and its areas, as the state's Employment Security Department exports them.

Area codes have six digits: `000053` is the state, `042660` metropolitan area 42660, `530006` a nonmetropolitan area, which is
5300006 in the national survey. A figure that is held back is an empty cell without a reason: it is withheld, or there is no
hourly figure at all because the national survey publishes the occupation by the year only. There is no 10th and no 90th
percentile, and by the year only the average. Metropolitan areas that reach into other states are whole.
"""

import datetime
import re
from collections import Counter
from decimal import Decimal

from careers.codes import NATION, FigureStatus
from careers.importers import cells, groups
from careers.importers.figures import figure, whole
from careers.importers.plan import Plan, StatLedger
from careers.importers.readers import FileError
from careers.importers.source import Importer, Vintage
from careers.importers.tables import Layout, Row, Table
from careers.models import Area, DataRelease, Dataset, WageStat

WASHINGTON = "53"

WAGES = Layout(
    "wages in Washington (ESD)",
    {
        "year": "year", "area": "area code", "area_name": "area name", "code": "soc code", "title": "occupational title",
        "employment": "employment", "mean": "average wage", "pct25": "25th percentile", "median": "50th percentile",
        "pct75": "75th percentile", "annual": "annual wage",
    },
)  # fmt: skip

HOURLY = ("pct25", "median", "pct75", "mean")


class Esd(Importer):
    name = "Washington wages"
    source = "Washington State Employment Security Department"
    dataset = Dataset.WAGES
    title = "Occupational Employment and Wage Statistics"
    licence = "Open data of the State of Washington"
    url = "https://esd.wa.gov/jobs-and-training/labor-market-information"
    layouts = (WAGES,)

    def vintage(self, tables: list[Table]) -> Vintage:
        years = {row.text("year") for row in tables[0].rows()}
        year = max((year for year in years if re.fullmatch(r"(19|20)[0-9]{2}", year)), default="")
        if not year:
            raise FileError(tables[0].path, "no row says of which year its wages are.")
        remarks = "The figures of areas that reach into other states are for the whole area."
        return Vintage(year, datetime.date(int(year), 5, 1), extra=(("remarks", remarks),))

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        # All areas are asked for with Washington, those too that another source counts to another state.
        if not plan.wants("WA"):
            plan.passed_over.append(release)
            return
        ledger = plan.figures(WageStat, release)
        for table in tables:
            _wages(table, release.reference_period, ledger, plan)
        ledger.close()


def _wages(table: Table, year: str, ledger: StatLedger, plan: Plan) -> None:
    annual_only = _annual_only(plan)
    others: Counter[str] = Counter()

    def wage(row: Row) -> None:
        if row.text("year") != year:
            others[row.text("year")] += 1
            return
        area = row.read("area", lambda cell: _area(cells.text(cell), row.text("area_name"), plan))
        code = row.read("code", cells.soc_code)
        group = groups.soc_group(plan, code, row.text("title"))
        figures: dict[str, Decimal | FigureStatus] = {
            "employment": row.read("employment", lambda cell: whole(cell, FigureStatus.WITHHELD)),
            "annual_mean": row.read("annual", lambda cell: whole(cell, FigureStatus.WITHHELD)),
        }
        reason = FigureStatus.ANNUAL_ONLY if code in annual_only else FigureStatus.WITHHELD
        for name in HOURLY:
            figures[f"hourly_{name}"] = row.read(name, lambda cell: figure(cell, reason))
        if ledger.put(group, area, figures) is None:
            raise row.refusal("code", f"stands in this file for {area} already")

    plan.each(table, ledger, wage)
    for other, count in others.items():
        plan.remark(f"{table.path.name}: {count:,} rows of {other or 'no year'} are passed over; {year} is used.")


def _annual_only(plan: Plan) -> set[str]:
    """The occupations whose wages the national survey publishes by the year only, in this import or before."""
    status = FigureStatus.ANNUAL_ONLY.value
    known = WageStat.objects.filter(hourly_mean_status=status, area__code=NATION).values_list("soc__code", flat=True)
    planned = (
        stat.soc.code
        for ledger in plan.ledgers.values()
        if ledger.model is WageStat
        for stat in ledger.added
        if stat.hourly_mean_status == status
    )
    return {*known, *planned}


def _area(code: str, name: str, plan: Plan) -> Area:
    if not re.fullmatch(r"\d{6}", code):
        raise cells.CellError("is no area code of six digits; a spreadsheet program may have dropped a zero")
    if code == f"0000{WASHINGTON}":
        return groups.state(plan, WASHINGTON)
    if code.startswith("0000"):
        raise cells.CellError("is the code of another state")
    if code.startswith("0"):
        return groups.metro(plan, code[1:], name, within=WASHINGTON)
    return groups.nonmetro(plan, f"{code[:2]}0{code[2:]}", name, within=WASHINGTON)


IMPORTER = Esd()
