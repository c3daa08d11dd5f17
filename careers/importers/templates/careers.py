"""The SOC groups and careers that rows of templates name by their codes."""

from collections import defaultdict
from functools import partial

from careers.importers import cells, groups, lists
from careers.importers.cells import Cell
from careers.importers.plan import Plan
from careers.importers.tables import Row
from careers.importers.templates import reading
from careers.models import Occupation, SocGroup


def soc_group(cell: Cell, row: Row, plan: Plan) -> SocGroup:
    title = (
        row.read("soc_title", partial(reading.value, SocGroup._meta.get_field("title")))
        if row.text("soc_title")
        else ""
    )
    return groups.soc_group(plan, cells.soc_code(cell), title)


class Careers:
    """The careers there are and will be, by their codes."""

    def __init__(self, plan: Plan):
        self.ledger = lists.careers(plan)
        self._by_soc: dict[str, list[Occupation]] = defaultdict(list)
        for career in self.ledger.records():
            self._by_soc[career.soc.code].append(career)

    def find(self, code: str) -> Occupation | None:
        return self.ledger.find_by(code)

    def titled(self, title: str, soc: str) -> Occupation | None:
        """The career of this SOC group and title that O*NET does not have."""
        return next(
            (
                career
                for career in self._by_soc[soc]
                if not career.onet_soc_code and career.title.casefold() == title.casefold()
            ),
            None,
        )

    def named(self, row: Row, column: str) -> list[Occupation]:
        """The careers whose codes a cell lists."""
        found: dict[int, Occupation] = {}
        for code in row.read(column, reading.items):
            if "." in code:
                row.read(column, lambda _, code=code: cells.onet_soc_code(code))
                careers = [self.find(code)] if self.find(code) else []
            else:
                row.read(column, lambda _, code=code: cells.soc_code(code))
                careers = self._by_soc[code]
            if not careers:
                raise row.refusal(column, f"names {code}, and no career here has this code")
            found |= {id(career): career for career in careers}
        return list(found.values())
