"""New Jersey's files as published."""

from collections import Counter

import pytest

from careers.importers import cip, etpl
from careers.importers.plan import Plan
from careers.importers.readers import read
from careers.models import DataRelease
from tests import official

pytestmark = [pytest.mark.django_db, official.needed]


def test_programs_and_providers_as_published():
    data, plan = official.FOLDER / "data", Plan()
    programs = cip.PROGRAMS.match(read(data / "cip/CIPCode2020.csv").sheets[0])
    cip.IMPORTER.plan([programs], DataRelease(), plan)
    tables = [
        etpl.PROGRAMS.match(read(data / "nj_etpl/nj_etpl_programs_subset.csv").sheets[0]),
        etpl.PROVIDERS.match(read(data / "nj_etpl/providers_20210305.csv").sheets[0]),
    ]
    assert [len(list(table.rows())) for table in tables] == [1221, 408]
    assert len({row.text("provider") for row in tables[0].rows()}) == 277
    values = etpl.IMPORTER.release(etpl.IMPORTER.vintage(tables))
    etpl.IMPORTER.plan(tables, DataRelease(**values["known"], **values["new"]), plan)
    reasons = Counter(
        next((words for words in ("is empty", "lost a zero", "not known here", "cannot stand here") if words in error.why), error.why)
        for error in plan.errors
    )  # fmt: skip
    assert reasons == {"is empty": 65, "lost a zero": 14, "not known here": 10, "cannot stand here": 1}
    assert len(plan.ledgers["programs at schools"].added) == 1221 - 90
