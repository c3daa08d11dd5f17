"""`manage.py import_official PATH... [--dry-run] [--publish] [--state WA]`"""

import csv
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from careers.codes import STATES
from careers.importers.find import Findings
from careers.importers.plan import Plan
from careers.importers.run import (
    ImportRefusedError,
    Options,
    Preview,
    carry_out,
    done_before,
    preview,
    record_again,
    record_failure,
    wait_long,
)
from careers.models import ImportRun

COLUMNS = {
    "added": "added", "changed": "changed", "unchanged": "unchanged", "kept": "kept as edited",
    "gone": "no longer in the source", "rejected": "rejected",
}  # fmt: skip


class Command(BaseCommand):
    help = "Import official files: each is recognised by its content, compared with what is there, and applied as one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder with all below it")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument(
            "--publish", action="store_true", help="publish new careers, and make new wages and outlook current"
        )
        parser.add_argument(
            "--state", action="append", default=[], metavar="WA",
            help="only the nation and this state where a file holds several; may be given again",
        )  # fmt: skip
        parser.add_argument(
            "--recheck",
            action="store_true",
            help="compare every row even when the same files were imported just before",
        )
        parser.add_argument(
            "--errors", type=Path, metavar="CSV", help="write the rows that were not taken to this file"
        )

    def handle(self, *args, paths: list[Path], **options) -> None:
        chosen = Options(states=self._states(options["state"]), publish=options["publish"])
        progress = self._progress if options["verbosity"] else _hidden
        try:
            if not options["dry_run"] and not options["recheck"] and (last := done_before(paths, chosen)):
                self._say_again(last, record_again(last))
                return
            seen = preview(paths, chosen, progress)
            self._say_found(seen.findings)
            if options["dry_run"]:
                self._say_plan(seen.plan, "Nothing was changed (dry run). The import would do this:")
            else:
                wait_long()
                run, seen = carry_out(seen, chosen, progress=progress)
                self._say_plan(seen.plan, f"{_done(seen, chosen)} The record of it is import {run.pk} in the admin.")
        except ImportRefusedError as refusal:
            if not options["dry_run"]:
                record_failure(paths, refusal)
            raise CommandError("Nothing was changed.\n" + "\n".join(refusal.reasons)) from None
        if options["errors"]:
            _write_errors(options["errors"], seen.plan)

    def _say_again(self, last: ImportRun, run: ImportRun) -> None:
        self.stdout.write(
            f"Nothing changed: these are the files of import {last.pk} of {last.started_at:%Y-%m-%d %H:%M}, and nothing public "
            f"has changed since. The record of it is import {run.pk} in the admin."
        )
        self._say_counts(run.counts)
        self._say_remarks(run.options["remarks"])

    def _states(self, given: list[str]) -> frozenset[str]:
        states = frozenset(state.upper() for state in given)
        if unknown := states - {abbreviation for abbreviation, _ in STATES.values()}:
            raise CommandError(
                f"{', '.join(sorted(unknown))}: no state or territory. Give the postal code, such as WA."
            )
        return states

    @contextmanager
    def _progress(self, title: str, total: int) -> Iterator[Callable[[int], object]]:
        with tqdm(total=total, desc=title[:50].ljust(50), unit=" rows", file=self.stderr, leave=False) as bar:
            yield bar.update

    def _say_found(self, findings: Findings) -> None:
        self.stdout.write("Files")
        for one in findings.found:
            self.stdout.write(f"  {one.path.name}: {one.what}")
        if findings.aside:
            self.stdout.write("Left aside")
        for one in findings.aside:
            self.stdout.write(f"  {one.path.name}: {one.why}")

    def _say_plan(self, plan: Plan, first: str) -> None:
        self.stdout.write("")
        self.stdout.write(first)
        self._say_counts(plan.counts())
        self._say_remarks(plan.remarks)
        if plan.errors:
            self.stdout.write(f"Rows not taken: {plan.total('rejected'):,}; the first of them:")
            for error in plan.errors[:10]:
                self.stdout.write(f"  {error}")

    def _say_remarks(self, remarks: list[str]) -> None:
        for remark in remarks:
            self.stdout.write(f"Note: {remark}")

    def _say_counts(self, counts: dict[str, dict[str, int]]) -> None:
        rows = [["", *COLUMNS.values()]]
        rows += [[name, *(f"{of_list[what]:,}" for what in COLUMNS)] for name, of_list in counts.items()]
        rows.append(["together", *(f"{sum(of_list[what] for of_list in counts.values()):,}" for what in COLUMNS)])
        widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
        for row in rows:
            cells = [
                row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
            ]  # fmt: skip
            self.stdout.write("  ".join(cells).rstrip())


@contextmanager
def _hidden(title: str, total: int) -> Iterator[Callable[[int], object]]:
    yield lambda rows: None


def _done(seen: Preview, chosen: Options) -> str:
    if seen.changes_anything(chosen):
        return "Imported."
    return "Nothing changed." if seen.plan.left_out() else "Nothing changed: all of this was imported before."


def _write_errors(path: Path, plan: Plan) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["file", "sheet", "line", "column", "value", "why"])
        writer.writeheader()
        writer.writerows(vars(error) for error in plan.errors)
