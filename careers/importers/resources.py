"""Pages elsewhere: the sites that BLS's handbook names for an occupation, and each state's labor market information.

An address is the same with or without scheme and final slash, so that what editors collected is known again. Of the handbook
only the name and the address of a site are taken; its sentences are the handbook's.
"""

import re

from careers.importers import cells, groups, lists
from careers.importers.plan import Plan, checked
from careers.importers.schools import web_address
from careers.importers.source import Importer, Vintage
from careers.importers.tables import Layout, Row, Table
from careers.models import DataRelease, Dataset, Occupation, Resource

HANDBOOK = Layout(
    "more information (Occupational Outlook Handbook)",
    {
        "soc": "soc code",
        "occupation": "occupation title",
        "name": "resource title",
        "url": "url",
        "category": "category",
    },
)
STATE_SITES = Layout("state labor market sites", {"fips": "state fips", "area": "area", "url": "url"})


class Handbook(Importer):
    name = "Handbook resources"
    source = "U.S. Bureau of Labor Statistics"
    dataset = Dataset.RESOURCES
    title = "Occupational Outlook Handbook, contacts for more information"
    url = "https://www.bls.gov/ooh/"
    layouts = (HANDBOOK,)

    def vintage(self, tables: list[Table]) -> Vintage:
        return Vintage("edition not stated")

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        links = lists.resource_links(plan)
        careers = lists.careers(plan)
        by_soc: dict[str, list[Occupation]] = {}
        for career in careers.records():
            by_soc.setdefault(career.soc.code, []).append(career)

        def site(row: Row) -> None:
            code = row.read("soc", cells.soc_code)
            found = put(plan, row, row.text("name"), kind_of(row.text("url")))
            for career in by_soc.get(code, ()) if found else ():
                links.put(found.source_key or f"url:{found.url}", {}, owner=career, new={"resource": found})

        for table in tables:
            plan.each(table, lists.resources(plan), site)


class StateSites(Importer):
    name = "State labor market sites"
    source = "Projections Managing Partnership"
    dataset = Dataset.RESOURCES
    title = "Labor market information of the states"
    url = "https://projectionscentral.org/"
    layouts = (STATE_SITES,)

    def vintage(self, tables: list[Table]) -> Vintage:
        return Vintage("edition not stated")

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        def site(row: Row) -> None:
            if not row.text("fips").strip("0"):
                return  # The nation's is BLS, which every page of figures names.
            area = row.read("fips", lambda cell: groups.state(plan, cells.text(cell).zfill(2)))
            if groups.is_wanted(plan, area):
                put(plan, row, f"{area.name}: labor market information", Resource.Kind.GOVERNMENT, area=area)

        for table in tables:
            plan.each(table, lists.resources(plan), site)


def put(plan: Plan, row: Row, name: str, kind: str, **new) -> Resource | None:
    """A resource by its address; one that is there already, whoever wrote its address how, is that one."""
    url = web_address(row.text("url"))
    if not url:
        raise row.refusal("url", "is no web address")
    if not name:
        raise row.refusal("name", "is empty")
    ledger = lists.resources(plan)
    plain = plain_address(url)
    known = next((one for one in ledger.records() if plain_address(one.url) == plain), None)
    if known is not None and not known.source_key:
        # Theirs: its words stay, and it is not listed twice.
        return known
    key, values = f"url:{plain}"[:200], {"name": name[:200], "url": url}
    if known is None:
        return ledger.put(key, values, new={"kind": kind, "slug": plan.slug(Resource, name), **new})
    if known.source_key != key:
        # A template brought it first. The ledger would know it only by an address that is written the same.
        known.source_key = key
        ledger.touch(known)
    ledger.update(known, {field: checked(Resource._meta.get_field(field), value) for field, value in values.items()})
    return known


def plain_address(url: str) -> str:
    """Without scheme, `www.` and final slash, in small letters."""
    return re.sub(r"^https?://(www\.)?", "", url.lower()).rstrip("/")


def kind_of(url: str) -> str:
    host = re.sub(r"^https?://", "", url.lower()).partition("/")[0]
    return Resource.Kind.GOVERNMENT if host.endswith((".gov", ".mil")) else Resource.Kind.ASSOCIATION


IMPORTERS = (Handbook(), StateSites())
