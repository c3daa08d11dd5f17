"""The agencies' own files, one release after the other, and only a part of them."""

import pytest

from careers.importers.run import Options, carry_out, preview
from careers.models import AlternateTitle, Occupation, Task
from tests import official

pytestmark = [pytest.mark.django_db, official.needed]

DATA = official.FOLDER / "data"


def test_only_the_wanted_state_is_imported():
    plan = preview(
        [DATA / "ipeds", DATA / "projections_central", DATA / "wa_esd_oews", DATA / "soc", DATA / "cip"],
        Options(frozenset({"WA"})),
    ).plan
    assert len(plan.ledgers["schools"].added) == 103
    assert {school.state for school in plan.ledgers["schools"].added} == {"WA"}
    outlook = next(ledger for name, ledger in plan.ledgers.items() if name.startswith("outlook"))
    assert [stat.area.code for stat in outlook.added] == ["53"]


def test_upgrade_from_27_0_to_29_3_keeps_edits_and_does_what_the_plan_said():
    soc, old, new = DATA / "soc", DATA / "onet/db_27_0_text", DATA / "onet/db_29_3_excel"
    options = Options()
    carry_out(preview([soc, old], options), options)
    assert (Task.objects.filter(kind="specific").count(), Occupation.objects.count()) == (19_265, 1016)
    nurse = Occupation.objects.get(onet_soc_code="29-1141.00")
    nurse.summary, nurse.holland_code = "<p>Ours.</p>", "SIR"
    nurse.save()
    edited = nurse.tasks.filter(kind="specific").first()
    official_words = edited.statement
    edited.statement = "Look after patients."
    edited.save()

    seen = preview([soc, new], options)
    said = seen.plan.counts()
    run, _ = carry_out(seen, options)
    assert run.counts == said
    assert Task.objects.filter(kind="specific").count() == 18_796
    assert said["tasks"]["added"] - said["tasks"]["gone"] == 18_796 - 19_265
    assert min(said["tasks"]["added"], said["tasks"]["gone"]) > 0
    assert AlternateTitle.objects.count() == 56_560
    nurse.refresh_from_db()
    edited.refresh_from_db()
    assert (nurse.summary, nurse.holland_code, nurse.differences) == (
        "<p>Ours.</p>", "SIR", {"holland_code": nurse.official["holland_code"], "summary": nurse.official["summary"]}
    )  # fmt: skip
    assert (edited.statement, edited.official["statement"]) == ("Look after patients.", official_words)
    assert nurse.details_release.reference_period == "29.3, May 2025"
