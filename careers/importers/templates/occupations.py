"""The template of careers."""

from functools import partial

from careers.codes import SocLevel, soc_of
from careers.importers import cells, lists
from careers.importers.cells import Cell
from careers.importers.naming import singular
from careers.importers.plan import checked
from careers.importers.tables import Row, Table
from careers.importers.templates import reading
from careers.importers.templates.base import FromTemplate, Once, Sender
from careers.importers.templates.careers import Careers, soc_group
from careers.importers.templates.columns import LISTS, PROSE
from careers.models import AlternateTitle, Occupation, Task


class Occupations(FromTemplate):
    FIELDS = (
        "title", "singular_title", "title_in_text", "dot_code", "job_zone", "holland_code", "entry_education",
        "prior_experience", "job_training", *LISTS, *PROSE,
    )  # fmt: skip

    def take(self, tables: list[Table], sender: Sender) -> None:
        plan = sender.plan
        careers = Careers(plan)
        ledger = careers.ledger
        once = Once()
        taken: dict[tuple[Table, int], Occupation] = {}

        def career(row: Row) -> None:
            reading.require(row, self.template)
            code, soc = _codes(row)
            values = reading.values(row, Occupation, self.FIELDS)
            for column in ("alternate_titles", "tasks"):
                row.read(column, partial(_checked_items, column))
            identity = code or f"{soc}:{values['title']}"
            once.refuse_again(row, "onet_soc_code" if code else "title", identity)
            record, new = careers.find(code) if code else careers.titled(values["title"], soc), {}
            if record is None:
                group = row.read("soc_code", lambda cell: soc_group(soc, row, plan))
                if group.level not in (SocLevel.DETAILED, SocLevel.BROAD, SocLevel.MINOR):
                    raise row.refusal("soc_code", "is too wide a group for a career; take the detailed occupation")
                new = {
                    "slug": plan.slug(Occupation, values["title"], code or soc), "soc": group, "onet_soc_code": code,
                    "release": sender.release, "singular_title": singular(values["title"]),
                }  # fmt: skip
            one = sender.put(ledger, sender.key(identity), values, record, new=new)
            once.add(row, identity, one)
            if one is not None:
                taken[row.table, row.line] = one

        for table in tables:
            plan.each(table, ledger, career)
        sender.close(ledger)
        plan.credit(Occupation.objects.filter(source_key__startswith=f"{sender.mark}:"), "release", sender.release)
        given = {column for table in tables for column in table.columns}
        rows = [
            (one, row) for table in tables for row in table.rows() if (one := taken.get((table, row.line))) is not None
        ]
        if "alternate_titles" in given:
            _alternate_titles(rows, sender)
        if "tasks" in given:
            _tasks(rows, sender)


def _codes(row: Row) -> tuple[str, str]:
    """The O*NET-SOC code, if any, and the SOC code."""
    code = row.read("onet_soc_code", cells.onet_soc_code) if row.text("onet_soc_code") else ""
    if not row.text("soc_code"):
        if not code:
            raise row.refusal("soc_code", "is empty, and so is the O*NET-SOC code; one of the two is needed")
        return code, soc_of(code)
    soc = row.read("soc_code", cells.soc_code)
    if code and soc != soc_of(code):
        raise row.refusal("soc_code", f"is not the SOC code inside {code}")
    return code, soc


_ITEM_FIELDS = {
    "alternate_titles": AlternateTitle._meta.get_field("title"),
    "tasks": Task._meta.get_field("statement"),
}


def _checked_items(column: str, cell: Cell) -> list[str]:
    return [checked(_ITEM_FIELDS[column], item) for item in reading.items(cell)]


def _alternate_titles(rows: list[tuple[Occupation, Row]], sender: Sender) -> None:
    """Names that another source or the title itself has already are not said twice."""
    ledger = lists.alternate_titles(sender.plan)
    spoken_of = set()
    for career, row in rows:
        names = reading.items(row.cell("alternate_titles"))
        if names:
            spoken_of.add(career.pk)
        for place, name in enumerate(names, 1):
            known = ledger.find_by(name, owner=career)
            is_anothers = known is not None and known.source_key and not sender.is_mine(known)
            if not is_anothers and name.casefold() != career.title.casefold():
                values = {"title": name, "position": place}
                ledger.put(sender.key(name), values, owner=career, new={"search_only": False})
    sender.replace(ledger, lambda one: one.occupation_id in spoken_of)


def _tasks(rows: list[tuple[Occupation, Row]], sender: Sender) -> None:
    """In the order of the file. A career whose tasks come from another source keeps those alone."""
    ledger = lists.tasks(sender.plan)
    others = [task for task in ledger.records() if task.source_key and not sender.is_mine(task)]
    known = {task.occupation_id for task in others if task.pk}
    planned = {id(task.occupation) for task in others if not task.pk}
    spoken_of, left = set(), 0
    for career, row in rows:
        statements = reading.items(row.cell("tasks"))
        if not statements:
            continue
        spoken_of.add(career.pk)
        if career.pk in known or id(career) in planned:
            left += 1
            continue
        for place, statement in enumerate(statements, 1):
            values = {"statement": statement, "position": place}
            ledger.put(sender.key(statement), values, owner=career, new={"kind": Task.Kind.SPECIFIC})
    sender.replace(ledger, lambda one: one.occupation_id in spoken_of)
    if left:
        sender.plan.remark(
            f"{sender.release.source}: {left:,} careers have tasks from another source, which were left."
        )
