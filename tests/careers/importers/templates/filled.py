"""Filled-in templates for tests, and what becomes of them."""

from pathlib import Path

import pytest

from careers.importers.apply import write
from careers.importers.plan import Plan
from careers.importers.readers import FileError, read
from careers.importers.templates import IMPORTERS, TEMPLATES
from careers.models import DataRelease

START = {
    "wages": {
        "source": "Idaho Department of Labor", "period": "2024", "as_of": "2024", "area_kind": "state", "area_code": "16",
        "soc_code": "17-3029", "soc_title": "Technicians",
    },
    "outlook": {
        "source": "Idaho Department of Labor", "period": "2024 to 2034", "as_of": "2024", "area_kind": "state",
        "area_code": "16", "soc_code": "17-3029", "soc_title": "Technicians",
    },
    "programs": {"source": "Valley College", "period": "2025", "cip_code": "15.0613", "name": "Making"},
    "schools": {
        "source": "Valley District", "period": "2025", "name": "Valley College", "city": "Yakima", "state": "WA",
    },
    "resources": {
        "source": "Valley District", "period": "2025", "name": "Makers", "kind": "association", "url": "https://makers.example.org/",
    },
    "occupations": {
        "source": "Idaho Department of Labor", "period": "2025", "soc_code": "17-3029", "soc_title": "Technicians",
        "title": "Makers",
    },
}  # fmt: skip
"""What a row of each template needs at least."""


def importer_of(slug: str):
    return next(one for one in IMPORTERS if one.template is TEMPLATES[slug])


def matched(slug: str, path: Path, text: str):
    path.write_text(text)
    found = TEMPLATES[slug].layout.match(read(path).sheets[0])
    assert found is not None
    return found


def plan_of(slug: str, *tables, states: frozenset[str] = frozenset()) -> tuple[Plan, DataRelease]:
    importer = importer_of(slug)
    values = importer.release(importer.vintages([[one] for one in tables])[0])
    release = DataRelease.objects.filter(**values["known"]).first()
    release = release or DataRelease(**values["known"], **values["new"])
    plan = Plan(states=states)
    importer.plan(list(tables), release, plan)
    plan.settle()
    return plan, release


def take(slug: str, *tables, **options) -> Plan:
    """Plan and write."""
    plan, release = plan_of(slug, *tables, **options)
    write(plan, [release], None, publish=False)
    return plan


def counts(plan: Plan, name: str) -> dict[str, int]:
    return {what: number for what, number in plan.counts()[name].items() if number}


def refused(slug: str, *tables) -> str:
    """The sentence with which a whole file is refused."""
    with pytest.raises(FileError) as error:
        plan_of(slug, *tables)
    return str(error.value)


GOOD = [{"soc_code": f"17-{number}"} for number in range(3011, 3051)]
"""Rows enough for one bad row among them to be listed, and not to refuse the file."""


def row_error(slug: str, table, row: dict[str, str], good=GOOD) -> tuple[str, str, str]:
    """Column, value and reason of the one bad row, which stands in line 2."""
    plan, _ = plan_of(slug, table(slug, row, *good))
    (error,) = plan.errors
    assert (error.line, plan.total("rejected")) == (2, 1)
    return error.column, error.value, error.why


MANY = [{"cip_code": f"15.06{number}"} for number in range(10, 30) if number != 13]
