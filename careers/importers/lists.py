"""The lists that imports fill: each a ledger, with how its records are known again, in one place for all sources."""

import re

from careers.importers.plan import Ledger, Plan
from careers.models import (
    AlternateTitle,
    Area,
    CareerCluster,
    CareerPathway,
    CipSocPair,
    EducationProgram,
    Occupation,
    OccupationResource,
    ProgramLink,
    ProgramOffering,
    RelatedOccupation,
    Resource,
    School,
    SocGroup,
    Task,
    WorkRequirement,
)


def soc_groups(plan: Plan) -> Ledger:
    return plan.ledger("SOC groups", SocGroup, natural=("edition", "code"))


def areas(plan: Plan) -> Ledger:
    return plan.ledger("areas", Area, rows=Area.objects.select_related("parent"), natural=("code",))


# Careers and what is on their pages ----------------------------------------------------------------------------------


def careers(plan: Plan) -> Ledger:
    return plan.ledger("careers", Occupation, rows=Occupation.objects.select_related("soc"), natural=("onet_soc_code",))


def alternate_titles(plan: Plan) -> Ledger:
    """Names of careers. More of them only help to find one, so that editors' own and a source's stand side by side."""
    return plan.ledger(
        "alternate titles", AlternateTitle, owner="occupation", natural=("title",), shared=False, deletes=True
    )


def tasks(plan: Plan) -> Ledger:
    return _tasks(plan, "tasks", Task.Kind.SPECIFIC)


def common_activities(plan: Plan) -> Ledger:
    return _tasks(plan, "common work activities", Task.Kind.COMMON)


def _tasks(plan: Plan, name: str, kind: str) -> Ledger:
    return plan.ledger(
        name, Task, rows=Task.objects.filter(kind=kind), owner="occupation", natural=("statement",), whole=True, shared=False,
        deletes=True,
    )  # fmt: skip


def requirements(plan: Plan) -> Ledger:
    return plan.ledger(
        "work requirements", WorkRequirement, owner="occupation", natural=("group", "text"), whole=True, shared=False,
        deletes=True,
    )  # fmt: skip


def related(plan: Plan) -> Ledger:
    return plan.ledger(
        "related careers", RelatedOccupation, owner="occupation", natural=("to_occupation",), whole=True, deletes=True
    )


def clusters(plan: Plan) -> Ledger:
    return plan.ledger("clusters", CareerCluster, natural=("slug",))


def pathways(plan: Plan) -> Ledger:
    return plan.ledger("pathways", CareerPathway, owner="cluster", natural=("slug",))


# Programs and schools ------------------------------------------------------------------------------------------------


def programs(plan: Plan) -> Ledger:
    return plan.ledger("programs", EducationProgram, natural=("cip_code",))


def cip_soc_pairs(plan: Plan) -> Ledger:
    return plan.ledger("CIP–SOC pairs", CipSocPair, natural=("program", "soc"), deletes=True)


def program_links(plan: Plan) -> Ledger:
    return plan.ledger(
        "programs of careers", ProgramLink, owner="occupation", natural=("program",), whole=True, deletes=True,
        identity=_cip_code,
    )  # fmt: skip


def _cip_code(source_key: str) -> str:
    """The code at the end of `soc|01.0101`, of `onet|01.0101` and of a template's `csv:agency:01.0101`."""
    return re.split(r"[|:]", source_key)[-1]


def schools(plan: Plan) -> Ledger:
    return plan.ledger("schools", School, natural=("slug",))


def offerings(plan: Plan) -> Ledger:
    return plan.ledger(
        "programs at schools", ProgramOffering, owner="school", natural=("program", "name", "award_level"), shared=False,
        deletes=True,
    )  # fmt: skip


# Resources -----------------------------------------------------------------------------------------------------------


def resources(plan: Plan) -> Ledger:
    return plan.ledger("resources", Resource, natural=("url",))


def resource_links(plan: Plan) -> Ledger:
    return plan.ledger(
        "resources of careers", OccupationResource, owner="occupation", natural=("resource",), deletes=True
    )
