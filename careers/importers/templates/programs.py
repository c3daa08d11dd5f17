"""The template of programs of study, and the careers they lead to."""

from functools import partial

from django.db import models

from careers.codes import AwardLevel
from careers.importers import cells, lists
from careers.importers.plan import Plan
from careers.importers.tables import Row, Table
from careers.importers.templates import reading
from careers.importers.templates.base import FromTemplate, Once, Sender, Spoken
from careers.importers.templates.careers import Careers
from careers.models import EducationProgram, ProgramAward, ProgramLink, ProgramLinkKind


class Programs(FromTemplate):
    def take(self, tables: list[Table], sender: Sender) -> None:
        plan = sender.plan
        ledger = lists.programs(plan)
        awards = _awards(plan)
        once = Once("name", "description", "awards")
        taken: dict[tuple[Table, int], EducationProgram] = {}

        def program(row: Row) -> None:
            reading.require(row, self.template)
            code = row.read("cip_code", cells.cip_code)
            levels = row.read(
                "awards", lambda cell: [reading.choice(AwardLevel.choices, item) for item in reading.items(cell)]
            )
            values = reading.values(row, EducationProgram, ["name", "description"])
            known = once.find(row, code)
            if known is None:
                known = sender.put(ledger, sender.key(code), values, ledger.find_by(code), new={"cip_code": code})
                once.add(row, code, known)
            if known is not None:
                taken[row.table, row.line] = known
                for level in levels:
                    awards.put(known, level)

        for table in tables:
            plan.each(table, ledger, program)
        sender.close(ledger)
        if any("careers" in table.columns for table in tables):
            _program_links(tables, taken, sender)


def _program_links(tables: list[Table], taken: dict[tuple[Table, int], EducationProgram], sender: Sender) -> None:
    """The careers each program leads to. A program that is named with careers is named with all of them."""
    plan = sender.plan
    ledger = lists.program_links(plan)
    careers = Careers(plan)
    spoken_of = Spoken()
    kinds: dict[tuple[int, str], str] = {}

    def link(row: Row, program: EducationProgram) -> None:
        kind = ProgramLinkKind.DIRECT
        if row.text("relation"):
            kind = ProgramLinkKind(row.read("relation", partial(reading.choice, ProgramLinkKind.choices)))
        for career in careers.named(row, "careers"):
            if kinds.setdefault((id(career), program.cip_code), kind) != kind:
                raise row.refusal("relation", f"is not what a row above says of {career}")
            known = ledger.find_by(program, owner=career)
            new = {"program": program, "release": sender.release}
            sender.put(ledger, sender.key(program.cip_code), {"kind": kind}, known, owner=career, new=new)

    def links(row: Row) -> None:
        program = taken.get((row.table, row.line))
        if program is not None and row.text("careers"):
            spoken_of.take(program, lambda: link(row, program))

    for table in tables:
        plan.each(table, ledger, links)
    sender.replace(ledger, lambda one: one.program_id in spoken_of)
    mine = ProgramLink.objects.filter(source_key__startswith=f"{sender.mark}:")
    plan.credit(mine, "release", sender.release)


class Awards:
    """The levels that programs end with. They are only ever added: nothing remembers where one came from."""

    name = "levels of programs"
    model = ProgramAward
    deletes = False

    def __init__(self) -> None:
        self._known = {(award.program_id, award.level) for award in ProgramAward.objects.all()}
        self._seen: set[tuple[int, str]] = set()
        self.added: list[ProgramAward] = []
        self.changes: dict = {}
        self.gone: list = []
        self.aside: dict = {}
        self.rejected = 0

    def put(self, program: EducationProgram, level: str) -> None:
        key = (program.pk or id(program), level)
        if key not in self._known and key not in self._seen:
            self.added.append(ProgramAward(program=program, level=level))
        self._seen.add(key)

    def counts(self) -> dict[str, int]:
        return {
            "added": len(self.added), "changed": 0, "unchanged": len(self._seen) - len(self.added), "kept": 0, "gone": 0,
            "rejected": 0,
        }  # fmt: skip

    def touched(self) -> list[models.Model]:
        return []


def _awards(plan: Plan) -> Awards:
    return plan.ledgers.setdefault(Awards.name, Awards())
