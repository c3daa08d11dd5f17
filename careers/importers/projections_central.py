"""Long-term projections of the states, from the public service of Projections Central: JSON, every value a string.

The nation is in the same list (with a space before its name and STFIPS 0); BLS publishes it itself with more digits, so that row
is passed over. State codes lost their zero. Figures are rounded to ten: change is not always projected less base, and growth
comes from unrounded figures, so that all are taken as published. Where base and projected are both 0, growth is a rounding
remnant and not published.
"""

import datetime
from collections import Counter
from decimal import Decimal

from careers.codes import FigureStatus
from careers.importers import cells, groups
from careers.importers.figures import figure, whole, year
from careers.importers.plan import Plan
from careers.importers.readers import FileError
from careers.importers.source import Importer, Vintage
from careers.importers.tables import Layout, Row, Table
from careers.models import DataRelease, Dataset, OutlookStat

PROJECTIONS = Layout(
    "state projections",
    {
        "area": "area", "title": "title", "base": "base", "projected": "projected", "percent": "percentchange",
        "openings": "avgannualopenings", "fips": "stfips", "code": "occcode", "base_year": "baseyear",
        "projected_year": "projyear",
    },
)  # fmt: skip


class ProjectionsCentral(Importer):
    name = "State projections"
    source = "Projections Managing Partnership"
    dataset = Dataset.OUTLOOK
    title = "Long-Term Occupational Projections"
    licence = "Public"
    url = "https://projectionscentral.org/"
    layouts = (PROJECTIONS,)
    one_of_each = False

    def vintage(self, tables: list[Table]) -> Vintage:
        spans = Counter((row.text("base_year"), row.text("projected_year")) for row in tables[0].rows())
        (base, projected), _ = next(iter(spans.most_common(1)), (("", ""), 0))
        try:
            return Vintage(f"{year(base)} to {year(projected)}", datetime.date(year(base), 7, 1))
        except cells.CellError:
            raise FileError(tables[0].path, "its rows do not say from which year to which they project.") from None

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        ledger = plan.figures(OutlookStat, release)

        def outlook(row: Row) -> None:
            if not row.text("fips").strip("0"):
                plan.remark("State projections: the nation's row is passed over; BLS publishes it with more digits.")
                return
            area = row.read("fips", lambda cell: groups.state(plan, cells.text(cell).zfill(2)))
            if not groups.is_wanted(plan, area):
                return
            group = groups.soc_group(plan, row.read("code", cells.soc_code), row.text("title"))
            years = {name: row.read(name, year) for name in ("base_year", "projected_year")}
            if years["base_year"] >= years["projected_year"]:
                raise row.refusal("projected_year", "is not after the base year")
            figures: dict[str, Decimal | FigureStatus] = {
                "base_employment": row.read("base", whole),
                "projected_employment": row.read("projected", whole),
                "percent_change": row.read("percent", figure),
                "annual_openings": row.read("openings", whole),
            }
            if figures["base_employment"] == figures["projected_employment"] == 0:
                figures["percent_change"] = FigureStatus.NOT_PUBLISHED
            ledger.put(group, area, figures, **years)

        for table in tables:
            plan.each(table, ledger, outlook)
        # A download may hold one occupation only: what it does not name is not gone.


IMPORTER = ProjectionsCentral()
