"""SOC groups and areas as figures name them: found, or made where a source speaks of one that is not there yet."""

import re

from careers.codes import ALL_OCCUPATIONS, COMBINATIONS, NATION, STATES, AreaKind, SocEdition, SocLevel
from careers.importers.cells import CellError
from careers.importers.lists import areas, soc_groups
from careers.importers.plan import Ledger, Plan
from careers.models import Area, SocGroup


def soc_group(plan: Plan, code: str, title: str = "") -> SocGroup:
    """The group of SOC 2018 with this code; made of the code and the title when it is not there. Raises CellError without one."""
    ledger = soc_groups(plan)
    if group := ledger.find_by(SocEdition.SOC_2018, code):
        return group
    if code == ALL_OCCUPATIONS:
        title = "All occupations"
    if not title:
        raise CellError(f"is a SOC code that is not known here ({code}). Import the SOC structure first.")
    level = SocLevel.of(code)
    start = {"edition": SocEdition.SOC_2018, "code": code, "level": level, "title": title[:200]}
    group = ledger.put(f"soc:2018:{code}", {}, new=start | {"parent": _larger(ledger, code, level)})
    for part in COMBINATIONS.get(code, ()):
        if (detailed := ledger.find_by(SocEdition.SOC_2018, part)) is not None:
            ledger.repoint(detailed, "parent", group)
    return group


def _larger(ledger: Ledger, code: str, level: SocLevel) -> SocGroup | None:
    """The smallest group above a code that is known."""
    above = [f"{code[:6]}0", f"{code[:5]}00", f"{code[:4]}000", f"{code[:2]}-0000"]
    for other in above:
        group = ledger.find_by(SocEdition.SOC_2018, other)
        # A combination is itself of the broad level, and stands below its broad group.
        highest = level.rank if code in COMBINATIONS else level.rank - 1
        if group is not None and SocLevel(group.level).rank <= highest:
            return group
    return None


# Areas ---------------------------------------------------------------------------------------------------------------
#
# An area of a state that was not asked for is never kept: whoever asks for one looks at `is_wanted` before handing it on.


def nation(plan: Plan) -> Area:
    return _area(plan, NATION, "United States", AreaKind.NATION)


def state(plan: Plan, code: str) -> Area:
    """A state or territory by its FIPS code (`53`, also `1` for `01`), its postal abbreviation or its name."""
    fips = _FIPS.get(code.strip().casefold())
    if fips is None:
        raise CellError(f"is no state or territory ({code})")
    abbreviation, name = STATES[fips]
    return _area(plan, fips, name, AreaKind.STATE, nation(plan), abbreviation=abbreviation)


def metro(plan: Plan, code: str, name: str, within: str = "") -> Area:
    """A metropolitan area by its CBSA code; `within` is its state, else the first one its name ends with."""
    return _area(plan, code, name, AreaKind.METRO, state(plan, within or _first_state(name)))


def nonmetro(plan: Plan, code: str, name: str, within: str) -> Area:
    """A nonmetropolitan area by its seven-digit code of the wage survey."""
    return _area(plan, code, name, AreaKind.NONMETRO, state(plan, within))


def county_group(plan: Plan, code: str, name: str, within: str) -> Area:
    """A region of a state that is neither: a workforce area, a group of counties."""
    return _area(plan, code, name, AreaKind.COUNTY_GROUP, state(plan, within))


def county(plan: Plan, code: str, name: str, within: str) -> Area:
    """A county by its five-digit FIPS code."""
    return _area(plan, code, name, AreaKind.COUNTY, state(plan, within))


def is_wanted(plan: Plan, area: Area) -> bool:
    """Whether the area is of the nation or of one of the states that were asked for."""
    top = area if area.kind == AreaKind.STATE else area.parent
    return area.kind == AreaKind.NATION or plan.wants(top.abbreviation)


def _area(plan: Plan, code: str, name: str, kind: AreaKind, parent: Area | None = None, **new: str) -> Area:
    ledger = areas(plan)
    known = ledger.find_by(code)
    if known is not None:
        return known
    start = {"code": code, "kind": kind, "parent": parent, **new}
    if not is_wanted(plan, area := Area(name=name[:200], **start)):
        # Its row will be left out, and an area that nothing speaks of would only lengthen the editors' lists.
        return area
    return ledger.put(f"area:{code}", {"name": name[:200]}, new=start)


def _first_state(name: str) -> str:
    found = re.search(r",\s*([A-Z]{2})\b", name)
    if not found:
        raise CellError(f"does not say which state {name} is in")
    return found[1]


_FIPS = {
    key.casefold(): fips
    for fips, (abbreviation, name) in STATES.items()
    for key in (fips, fips.lstrip("0"), abbreviation, name)
}
