"""Carries a plan out: one transaction, bulk statements, all or nothing."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.utils import timezone

from careers.importers.plan import Ledger, Membership, Plan, StatLedger
from careers.models import (
    AlternateTitle,
    Area,
    CareerCluster,
    CareerPathway,
    CipSocPair,
    DataRelease,
    EducationProgram,
    Occupation,
    OccupationResource,
    OutlookStat,
    ProgramAward,
    ProgramLink,
    ProgramOffering,
    RelatedOccupation,
    Resource,
    ResourceTopic,
    School,
    SocGroup,
    Task,
    WageStat,
    WorkRequirement,
    as_said,
)
from careers.publishing import make_current

ORDER = (
    Area, SocGroup, CareerCluster, CareerPathway, EducationProgram, ProgramAward, CipSocPair, Occupation, AlternateTitle, Task,
    WorkRequirement, RelatedOccupation, ProgramLink, School, ProgramOffering, ResourceTopic, Resource, OccupationResource,
    WageStat, OutlookStat,
)  # fmt: skip
"""Records that others point to come first."""

BATCH = 1000


def write(plan: Plan, releases: list[DataRelease], by: AbstractBaseUser | None, *, publish: bool) -> None:
    """Write everything a plan holds. The caller opens the transaction and raises the edition."""
    _save_releases(releases, plan)
    ledgers = list(plan.ledgers.values())
    ledgers.sort(key=lambda ledger: ORDER.index(ledger.model))
    if publish:
        _publish(ledgers, by)
    # Rows that go may hold what rows that come need, such as a name within a career.
    for ledger in reversed(ledgers):
        _delete(ledger)
    for ledger in ledgers:
        _create(ledger)
        if ledger.model is Occupation:
            plan.settle()
        _update(ledger)
        if isinstance(ledger, StatLedger):
            _cover(ledger)
    _set_members(plan.memberships)
    for rows, name, release in plan.credits:
        rows.exclude(**{name: release}).update(**{name: release})
    if publish:
        for release in plan.shown_releases():
            make_current(release)


def _save_releases(releases: list[DataRelease], plan: Plan) -> None:
    left_out = plan.left_out()
    for release in releases:
        if release not in left_out:
            _save_release(release, is_figures=release in plan.figure_releases)
    for release, lacking in plan.completed:
        DataRelease.objects.filter(pk=release.pk).update(**lacking)


def _save_release(release: DataRelease, *, is_figures: bool) -> None:
    """A new release of figures waits beside the current one; of everything else the new one is what there is now."""
    if release.pk:
        return
    release.is_current = False
    release.retrieved = release.retrieved or timezone.localdate()
    release.full_clean(validate_constraints=False)
    release.save()
    if not is_figures:
        make_current(release)


def _publish(ledgers: list[Ledger | StatLedger], by: AbstractBaseUser | None) -> None:
    """New careers become public; those that were there keep the status editors gave them."""
    now = timezone.now()
    for occupation in [career for ledger in ledgers if ledger.model is Occupation for career in ledger.added]:
        occupation.status = Occupation.Status.PUBLISHED
        occupation.first_published_at = occupation.status_changed_at = now
        occupation.status_changed_by = by


def _delete(ledger: Ledger | StatLedger) -> None:
    """Without signals: these are not an editor's deletions."""
    pks = [record.pk for record in ledger.gone] if ledger.deletes else []
    for start in range(0, len(pks), BATCH):
        rows = ledger.model.objects.filter(pk__in=pks[start : start + BATCH])
        rows._raw_delete(rows.db)


def _create(ledger: Ledger | StatLedger) -> None:
    """New records, those above others first: the nation before its states, a group before its parts."""
    has_parent = any(item.name == "parent" for item in ledger.model._meta.fields)
    waiting = ledger.added
    while waiting:
        ready, later = [], []
        for record in waiting:
            waits = has_parent and record.parent is not None and record.parent.pk is None
            (later if waits else ready).append(record)
        ledger.model.objects.bulk_create(ready, batch_size=BATCH)
        waiting = later


def _update(ledger: Ledger | StatLedger) -> None:
    """Records that are there, written over by their id: one statement for many rows with many values each."""
    records = ledger.touched()
    if not records:
        return
    fields = {item.name for item in ledger.model._meta.concrete_fields}
    names = {name for change in ledger.changes.values() for name in change.fields}
    names |= {"official", "source_key", "updated_at"}
    ledger.model.objects.bulk_create(
        records,
        batch_size=BATCH // 2,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=sorted(names & fields),
    )


def _set_members(memberships: list[Membership]) -> None:
    """Many-to-many relations, and beside them what the source says, so that an editor's choice is known as one."""
    add: dict[type[models.Model], list[models.Model]] = {}
    said: dict[type[models.Model], list[models.Model]] = {}
    for one in memberships:
        model = type(one.record)
        item = model._meta.get_field(one.name)
        through, mine, theirs = item.remote_field.through, item.m2m_field_name(), item.m2m_reverse_field_name()
        add.setdefault(through, []).extend(
            through(**{f"{mine}_id": one.record.pk, f"{theirs}_id": member.pk}) for member in one.add
        )
        if one.remove:
            through.objects.filter(**{mine: one.record.pk, f"{theirs}__in": one.remove}).delete()
        wanted = one.add if one.wanted is None else one.wanted
        one.record.official[f"members:{one.name}"] = sorted(member.pk for member in wanted)
        said.setdefault(model, []).append(one.record)
    for through, rows in add.items():
        through.objects.bulk_create(rows, batch_size=BATCH)
    for model, records in said.items():
        model.objects.bulk_update(records, ["official"], batch_size=200)


def _cover(ledger: StatLedger) -> None:
    """The areas a release gives figures for."""
    through = DataRelease.areas.through
    covered = set(through.objects.filter(datarelease_id=ledger.release.pk).values_list("area_id", flat=True))
    through.objects.bulk_create(
        through(datarelease_id=ledger.release.pk, area_id=area.pk)
        for area in ledger.areas.values()
        if area.pk not in covered
    )


def differences(plan: Plan, most: int = 500) -> list[dict[str, Any]]:
    """What editors wrote otherwise than the source, for the record of the run."""
    found = []
    for name, ledger in plan.ledgers.items():
        for change in ledger.changes.values():
            for field_name, (ours, says) in change.kept.items():
                found.append(
                    {
                        "list": name, "model": ledger.model._meta.model_name, "pk": change.record.pk,
                        "record": str(change.record)[:200], "field": field_name, "ours": as_said(ours), "official": as_said(says),
                    }
                )  # fmt: skip
        for owner, rows in ledger.aside.values():
            found.append(
                {
                    "list": name, "model": owner._meta.model_name, "pk": owner.pk, "record": str(owner)[:200],
                    "field": f"list:{name}", "ours": "", "official": f"{len(rows)} rows",
                }
            )  # fmt: skip
    return found[:most]
