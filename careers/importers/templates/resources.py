"""The template of resources."""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any, TypeVar

from django.db import models

from careers.importers import groups, lists
from careers.importers.cells import Cell, CellError
from careers.importers.plan import Plan, checked
from careers.importers.resources import plain_address
from careers.importers.tables import Row, Table
from careers.importers.templates import reading
from careers.importers.templates.base import FromTemplate, Once, Sender, Spoken
from careers.importers.templates.careers import Careers
from careers.models import Resource, ResourceTopic

T = TypeVar("T")


ADDRESS = Resource._meta.get_field("address")


class Resources(FromTemplate):
    def take(self, tables: list[Table], sender: Sender) -> None:
        plan = sender.plan
        ledger = lists.resources(plan)
        known: dict[str, Resource] = {}
        for one in ledger.records():
            known.setdefault(plain_address(one.url), one)
        groupings = {
            "topics": ("topic", _by_name(ResourceTopic.objects.all())),
            "clusters": (
                "career cluster",
                _by_name(lists.clusters(plan).records()),
            ),
        }
        once = Once()
        taken: dict[tuple[Table, int], Resource] = {}

        def resource(row: Row) -> None:
            reading.require(row, self.template)
            values = reading.values(row, Resource, ["name", "subtitle", "kind", "url", "audience"])
            if row.text("address"):
                values["address"] = row.read("address", lambda cell: checked(ADDRESS, "\n".join(reading.items(cell))))
            state = row.read("state", reading.state) if row.text("state") else ""
            members = {name: row.read(name, partial(_listed, *listed)) for name, listed in groupings.items()}
            if state and not plan.wants(state):
                return
            address = plain_address(values["url"])
            once.refuse_again(row, "url", address)
            new = {} if address in known else self._start(values, state, plan)
            one = sender.put(ledger, sender.key(address), values, known.get(address), new=new)
            once.add(row, address, one)
            if one is not None:
                taken[row.table, row.line] = one
                _put_members(one, members, sender)

        for table in tables:
            plan.each(table, ledger, resource)
        sender.close(ledger)
        if any("careers" in table.columns for table in tables):
            _resource_links(tables, taken, sender)

    @staticmethod
    def _start(values: dict[str, Any], state: str, plan: Plan) -> dict[str, Any]:
        return {
            "slug": plan.slug(Resource, f"{values['name']} {values.get('subtitle', '')}"),
            "area": groups.state(plan, state) if state else None,
        }


def _put_members(one: Resource, members: dict[str, list[models.Model]], sender: Sender) -> None:
    for name, wanted in members.items():
        if wanted and (sender.is_mine(one) or f"members:{name}" not in one.official):
            sender.plan.put_members(one, name, wanted)


def _by_name(records: Iterable[T]) -> dict[str, list[T]]:
    """Clusters of two frameworks may share a name."""
    found: dict[str, list[T]] = defaultdict(list)
    for record in records:
        found[record.name.casefold()].append(record)
    return found


def _listed(what: str, known: dict[str, list[T]], cell: Cell) -> list[T]:
    """The records that a list of names means."""
    found = []
    for name in reading.items(cell):
        if name.casefold() not in known:
            raise CellError(f"names “{name[:60]}”, which is no {what} here")
        found += known[name.casefold()]
    return found


def _resource_links(tables: list[Table], taken: dict[tuple[Table, int], Resource], sender: Sender) -> None:
    """The careers whose pages list each resource. A resource that is named with careers is named with all of them."""
    plan = sender.plan
    ledger = lists.resource_links(plan)
    careers = Careers(plan)
    spoken_of = Spoken()

    def link(row: Row, resource: Resource) -> None:
        for career in careers.named(row, "careers"):
            known = ledger.find_by(resource, owner=career)
            key = sender.key(plain_address(row.text("url")))
            sender.put(ledger, key, {}, known, owner=career, new={"resource": resource})

    def links(row: Row) -> None:
        resource = taken.get((row.table, row.line))
        if resource is not None and row.text("careers"):
            spoken_of.take(resource, lambda: link(row, resource))

    for table in tables:
        plan.each(table, ledger, links)
    sender.replace(ledger, lambda one: one.resource_id in spoken_of)
