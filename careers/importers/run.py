"""An import from beginning to end: find, plan, and on somebody's word apply. The command and the desk both call this.

Planning happens outside of any transaction. Applying opens one, takes the edition's row, and looks whether anything public
changed since the plan was made; if so, it plans again before it writes. So a second import waits for the first and then sees
what that one did, and a plan that somebody looked at is never carried out over changes made since.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from careers.importers.apply import differences, write
from careers.importers.find import Findings, digests, find
from careers.importers.plan import Plan, Progress, silent
from careers.importers.readers import FileError
from careers.importers.source import Vintage
from careers.models import DataRelease, Edition, ImportRun


@dataclass(frozen=True)
class Options:
    """What is asked for besides the files."""

    states: frozenset[str] = frozenset()
    publish: bool = False
    """Whether new careers are published, and new releases of figures made current."""


class ImportRefusedError(Exception):
    """Nothing was changed; `reasons` are sentences for the person who asked, one for each file or other cause."""

    def __init__(self, reasons: list[str]):
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass
class Preview:
    """What an import of these files would do to the database as it is."""

    findings: Findings
    plan: Plan
    edition: int
    """The edition of the public content when it was planned."""
    releases: list[DataRelease] = field(default_factory=list)

    def changes_anything(self, options: Options) -> bool:
        """Whether anybody would see a difference, be it only that another release is shown."""
        shown = self.plan.shown_releases() if options.publish else ()
        return self.plan.changes_anything() or any(not release.is_current for release in shown)

    def has_to_write(self, options: Options) -> bool:
        return (
            self.changes_anything(options)
            or self.plan.writes_anything()
            or any(release.pk is None for release in self.releases if release not in self.plan.left_out())
        )

    def fingerprint(self) -> str:
        """Changes when the same files would do something else by now."""
        return hashlib.sha256(json.dumps(self.plan.counts(), sort_keys=True).encode()).hexdigest()


def done_before(paths: Iterable[Path], options: Options) -> ImportRun | None:
    """The last import, if it was of the same files and nothing public has changed since: the same plan would come out.

    A plan is made of the files, the options, the importers and the content of the database, and of nothing else.
    """
    last = ImportRun.objects.filter(state=ImportRun.State.DONE).exclude(inputs="").first()
    if last and last.edition == Edition.objects.number() and last.inputs == _inputs(digests(paths), options):
        return last
    return None


def record_again(last: ImportRun, by: AbstractBaseUser | None = None) -> ImportRun:
    """Keep that the files of `last` came again and changed nothing."""
    counts = {
        name: dict.fromkeys(of_list, 0) | {"unchanged": of_list["added"] + of_list["changed"] + of_list["unchanged"]}
        | {what: of_list[what] for what in ("kept", "rejected")}
        for name, of_list in last.counts.items()
    }  # fmt: skip
    now = timezone.now()
    return ImportRun.objects.create(
        files=last.files, options=last.options, inputs=last.inputs, edition=last.edition, state=ImportRun.State.DONE,
        started_by=by, started_at=now, finished_at=now, counts=counts, errors=last.errors, differences=last.differences,
        unchanged=last.added + last.changed + last.unchanged, kept=last.kept, rejected=last.rejected,
    )  # fmt: skip


def _inputs(sha256s: Iterable[str], options: Options) -> str:
    importers = [path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py"))]
    asked = f"{sorted(options.states)} {options.publish}".encode()
    return hashlib.sha256(b"".join([*(sha256.encode() for sha256 in sorted(sha256s)), asked, *importers])).hexdigest()


def preview(paths: Iterable[Path], options: Options, progress: Progress = silent) -> Preview:
    """Look at the files and plan; writes nothing. Raises ImportRefusedError."""
    try:
        findings = find(paths)
    except FileError as error:
        raise ImportRefusedError([str(error)]) from None
    if findings.refused:
        raise ImportRefusedError([str(error) for error in findings.refused])
    if not findings.found:
        raise ImportRefusedError(
            ["None of these files can be imported.", *(f"{one.path.name}: {one.why}" for one in findings.aside)]
        )
    return _planned(findings, options, progress)


def _planned(findings: Findings, options: Options, progress: Progress) -> Preview:
    edition = Edition.objects.number()
    plan = Plan(states=options.states, progress=progress)
    releases = []
    try:
        for importer, vintage, tables in findings.releases():
            values = importer.release(vintage)
            # The sample data's releases are never filled with more.
            release = DataRelease.objects.filter(**values["known"], is_demo=False).first()
            if release is None:
                release = DataRelease(**values["known"], **values["new"])
            else:
                plan.complete(release, vintage.extra)
            releases.append(release)
            _warn_of_going_back(release, vintage, plan)
            importer.plan(tables, release, plan)
        plan.settle()
        _say_what_is_left_out(plan)
    except FileError as error:
        raise ImportRefusedError([str(error)]) from None
    return Preview(findings, plan, edition, releases)


def _warn_of_going_back(release: DataRelease, vintage: Vintage, plan: Plan) -> None:
    """Say so when a newer release of the source is here already: its content would be written over with older content."""
    newer = DataRelease.objects.current().filter(source=release.source, dataset=release.dataset, is_demo=False)
    for other in newer.exclude(pk=release.pk) if vintage.as_of else ():
        if other.as_of and other.as_of > vintage.as_of:
            plan.remark(f"{release.title}, {vintage.period}, is older than what is here: {other.reference_period}.")


def _say_what_is_left_out(plan: Plan) -> None:
    asked = f" of the states asked for ({', '.join(sorted(plan.states))})" if plan.states else ""
    for release in plan.left_out():
        plan.remark(f"Left out, because its files hold nothing{asked}: {release}.")


def carry_out(
    seen: Preview,
    options: Options,
    by: AbstractBaseUser | None = None,
    progress: Progress = silent,
    *,
    exactly: bool = False,
) -> tuple[ImportRun, Preview]:
    """Apply what was seen; gives the record of the run, and the plan that was carried out.

    When the public content changed since, it is planned anew; with `exactly` that is refused if it comes to something else.
    """
    started = timezone.now()
    try:
        with transaction.atomic():
            edition = Edition.objects.lock()
            current = seen
            if edition != seen.edition:
                current = _planned(seen.findings, options, progress)
                if exactly and current.fingerprint() != seen.fingerprint():
                    raise ImportRefusedError(
                        ["Something changed since this plan was made. Look at the new plan first."]
                    )
            run = _record(current, options, by, started)
            if current.has_to_write(options):
                with progress("writing", 1) as advance:
                    write(current.plan, current.releases, by, publish=options.publish)
                    advance(1)
                Edition.objects.bump()
            run.edition = Edition.objects.number()
            run.differences = differences(current.plan)
            run.finished_at = timezone.now()
            run.save()
    except OperationalError as error:
        if "locked" in str(error):
            raise ImportRefusedError(
                ["Another import, or a long save, is under way. Try again when it is done."]
            ) from None
        raise
    return run, current


def record_failure(paths: Iterable[Path], refusal: ImportRefusedError, by: AbstractBaseUser | None = None) -> ImportRun:
    """Keep that an import was refused, and why."""
    now = timezone.now()
    return ImportRun.objects.create(
        files=[{"name": path.name} for path in paths], state=ImportRun.State.FAILED, started_by=by, started_at=now,
        finished_at=now, failure="\n".join(refusal.reasons)[:10_000],
    )  # fmt: skip


def _record(seen: Preview, options: Options, by: AbstractBaseUser | None, started) -> ImportRun:
    plan, counts = seen.plan, seen.plan.counts()
    files = [{"name": one.path.name, "sha256": one.sha256, "what": one.what} for one in seen.findings.found]
    files += [{"name": one.path.name, "sha256": one.sha256, "aside": one.why} for one in seen.findings.aside]
    return ImportRun(
        files=files,
        options={"states": sorted(options.states), "publish": options.publish, "remarks": plan.remarks},
        inputs=_inputs(
            [sha256 for one in (*seen.findings.found, *seen.findings.aside) if (sha256 := one.sha256)], options
        ),
        state=ImportRun.State.DONE,
        started_by=by,
        started_at=started,
        counts=counts,
        errors=[vars(error) for error in plan.errors],
        **{what: plan.total(what) for what in ("added", "changed", "unchanged", "kept", "gone", "rejected")},
    )


def wait_long() -> None:
    """Let this connection wait for another import instead of giving up after the usual seconds (SQLite)."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 600000")
