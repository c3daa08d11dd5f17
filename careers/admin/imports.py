"""Official files into the portal from the desk: upload, look at the plan, confirm; and the record of every import."""

import csv
import json
import secrets
import shutil
import time
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from careers.admin.mixins import ReadOnly
from careers.codes import STATES
from careers.importers.plan import Plan
from careers.importers.readers import LARGEST_FILE
from careers.importers.run import (
    ImportRefusedError,
    Options,
    Preview,
    carry_out,
    done_before,
    preview,
    record_again,
    record_failure,
)
from careers.importers.sources import OFFICIAL
from careers.importers.templates import TEMPLATES, csv_text
from careers.models import CipSocPair, ImportRun, RemovedRow
from careers.official import in_words, label

COLUMNS = {
    "added": "Added", "changed": "Changed", "unchanged": "Unchanged", "kept": "Kept as edited",
    "gone": "No longer in the source", "rejected": "Rejected",
}  # fmt: skip
A_DAY = 24 * 60 * 60
MOST_SHOWN, MOST_ERRORS_OF_RUN = 50, 100
LONGEST_NAME = 200
"""Bytes of a file's name; file systems take 255."""
LONGEST_ENDING = 10


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once. One that is too large is refused by its size, before anything of it is kept."""

    widget = ManyFiles

    def clean(self, data: list[UploadedFile], initial: Any = None) -> list[UploadedFile]:
        files = [super(ManyFilesField, self).clean(file, initial) for file in data or [None]]
        for file in files:
            if file.size > LARGEST_FILE:
                raise forms.ValidationError(
                    f"{file.name}: the file is larger than {LARGEST_FILE // 1024**2} MB, which no official file is."
                )
        return files


class UploadForm(forms.Form):
    files = ManyFilesField(
        label="Files", help_text="As the agency published them; several at once. What is recognised stands below.",
        error_messages={"empty": "One of the files is empty. Fetch it again."},
    )  # fmt: skip
    publish = forms.BooleanField(
        required=False, label="Publish",
        help_text="New careers become public, and new wages and outlook are shown at once. Without it careers come in as drafts, "
        "and figures wait beside the present ones until you make them current.",
    )  # fmt: skip
    states = forms.CharField(
        required=False, label="Only these states", max_length=200,
        help_text="Postal codes such as WA, OR. Of files that cover the country only these states and the nation are taken. "
        "Empty: everything.",
    )  # fmt: skip

    def clean_states(self) -> list[str]:
        states = [word.strip().upper() for word in self.cleaned_data["states"].split(",") if word.strip()]
        known = {abbreviation for abbreviation, _ in STATES.values()}
        if unknown := [state for state in states if state not in known]:
            raise forms.ValidationError(f"{', '.join(unknown)}: no state or territory. Give postal codes, such as WA.")
        return states


class Waiting:
    """Uploaded files that wait for somebody to say yes, in a folder of their own with a name nobody can guess."""

    FILES, OPTIONS, ERRORS = "files", "options.json", "errors.json"

    def __init__(self, token: str):
        self.token, self.folder = token, Path(settings.IMPORT_FOLDER) / token

    @classmethod
    def keep(cls, files: list[UploadedFile], options: dict[str, Any]) -> "Waiting":
        cls.forget_old()
        waiting = cls(secrets.token_urlsafe(24))
        waiting.folder.mkdir(parents=True)
        # First, for by it a folder is known as one of ours when the upload breaks off.
        (waiting.folder / cls.OPTIONS).write_text(json.dumps(options))
        for number, file in enumerate(files, 1):
            # Each in a folder of its own: two may have the same name.
            folder = waiting.folder / cls.FILES / str(number)
            folder.mkdir(parents=True)
            with (folder / _safe_name(file.name)).open("wb") as target:
                for chunk in file.chunks():
                    target.write(chunk)
        return waiting

    @classmethod
    def forget_old(cls) -> None:
        """Folders that nobody came back to for a day. What this class did not make stays, whatever the setting says."""
        for options in Path(settings.IMPORT_FOLDER).glob(f"*/{cls.OPTIONS}"):
            # Somebody else may be clearing up at the same moment.
            with suppress(FileNotFoundError):
                is_ours = {inside.name for inside in options.parent.iterdir()} <= {cls.FILES, cls.OPTIONS, cls.ERRORS}
                if is_ours and time.time() - options.parent.stat().st_mtime > A_DAY:
                    shutil.rmtree(options.parent, ignore_errors=True)

    @classmethod
    def find(cls, token: str, request: HttpRequest) -> "Waiting":
        """The upload of this token, for whoever uploaded it."""
        waiting = cls(token)
        if not token.replace("-", "").replace("_", "").isalnum() or not (waiting.folder / cls.OPTIONS).is_file():
            raise Http404(token)
        if waiting.options["by"] != request.user.pk and not request.user.is_superuser:
            raise Http404(token)
        return waiting

    @property
    def options(self) -> dict[str, Any]:
        return json.loads((self.folder / self.OPTIONS).read_text())

    @property
    def asked(self) -> Options:
        return Options(states=frozenset(self.options["states"]), publish=self.options["publish"])

    @property
    def paths(self) -> list[Path]:
        """By name, as the command takes a folder's files."""
        paths = [path for path in (self.folder / self.FILES).rglob("*") if path.is_file()]
        return sorted(paths, key=lambda path: (path.name, int(path.parent.name)))

    def keep_errors(self, plan: Plan) -> None:
        """The rows that cannot be taken, for the download beside the plan that was shown."""
        (self.folder / self.ERRORS).write_text(json.dumps([asdict(error) for error in plan.errors]))

    @property
    def errors(self) -> list[dict[str, Any]]:
        path = self.folder / self.ERRORS
        return json.loads(path.read_text()) if path.is_file() else []

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _safe_name(name: str) -> str:
    """The file's own name, which messages show, without anything that leads elsewhere or that a file system refuses."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C").strip()
    if not name.strip("."):
        return "file"
    ending = suffix if len(suffix := Path(name).suffix) <= LONGEST_ENDING else ""
    stem = name.removesuffix(ending)
    return stem.encode()[: LONGEST_NAME - len(ending.encode())].decode(errors="ignore") + ending


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly, admin.ModelAdmin):
    """The record of every import: kept, so that anybody can say where a figure came from."""

    change_list_template = "admin/careers/import_list.html"
    change_form_template = "admin/careers/import_run.html"
    list_display = [
        "started_at",
        "state",
        "file_names",
        *(name for name in COLUMNS if name != "unchanged"),
        "started_by",
    ]
    list_filter = ["state"]
    search_fields = ["files", "failure"]
    search_help_text = "The name or the SHA-256 of a file"
    date_hierarchy = "started_at"
    list_select_related = ["started_by"]
    fields = ["state", "started_by", "started_at", "finished_at"]

    def get_urls(self) -> list[URLPattern]:
        def guarded(view):
            return self.admin_site.admin_view(view)

        return [
            path("upload/", guarded(self.upload_view), name="careers_importrun_upload"),
            path(
                "template/<slug:slug>.csv", guarded(require_safe(self.template_view)), name="careers_importrun_template"
            ),
            path("plan/<str:token>/", guarded(require_safe(self.plan_view)), name="careers_importrun_plan"),
            path(
                "plan/<str:token>/errors.csv",
                guarded(require_safe(self.plan_errors_view)),
                name="careers_importrun_plan_errors",
            ),
            path("plan/<str:token>/apply/", guarded(require_POST(self.apply_view)), name="careers_importrun_apply"),
            path(
                "plan/<str:token>/discard/", guarded(require_POST(self.discard_view)), name="careers_importrun_discard"
            ),
            path("<int:pk>/errors.csv", guarded(require_safe(self.errors_view)), name="careers_importrun_errors"),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        return False

    @admin.display(description="files")
    def file_names(self, run: ImportRun) -> str:
        names = [file["name"] for file in run.files if "aside" not in file]
        return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")

    # Uploading --------------------------------------------------------------------------------------------------------

    def _may_import(self, request: HttpRequest) -> None:
        if not request.user.has_perm("careers.add_importrun"):
            raise PermissionDenied

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        may_import = request.user.has_perm("careers.add_importrun")
        return super().changelist_view(request, {**(extra_context or {}), "may_import": may_import})

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        self._may_import(request)
        form = UploadForm(request.POST or None, request.FILES or None)
        refusals: list[str] = []
        if request.method == "POST" and form.is_valid():
            chosen = form.cleaned_data
            options = {"publish": chosen["publish"], "states": chosen["states"], "by": request.user.pk}
            waiting = Waiting.keep(chosen["files"], options)
            try:
                if last := done_before(waiting.paths, waiting.asked):
                    run = record_again(last, request.user)
                    waiting.forget()
                    messages.info(request, "Nothing changed: the same files were imported just before.")
                    return redirect("admin:careers_importrun_change", run.pk)
                preview(waiting.paths, waiting.asked)
            except ImportRefusedError as refusal:
                record_failure(waiting.paths, refusal, request.user)
                waiting.forget()
                refusals = refusal.reasons
            else:
                return redirect("admin:careers_importrun_plan", waiting.token)
        return self._upload_page(request, form, refusals)

    def _upload_page(self, request: HttpRequest, form: UploadForm, refusals: list[str]) -> HttpResponse:
        context = self._context(request, "Import official files") | {
            "form": form, "refusals": refusals, "templates": TEMPLATES, "sources": OFFICIAL,
            "upload_url": reverse("admin:careers_importrun_upload"),
        }  # fmt: skip
        return TemplateResponse(request, "admin/careers/import_upload.html", context)

    def _refused(self, request: HttpRequest, waiting: Waiting, refusal: ImportRefusedError) -> HttpResponse:
        """Files that were readable before and are no longer: recorded, and the form again with what was asked for."""
        record_failure(waiting.paths, refusal, request.user)
        asked = waiting.options
        waiting.forget()
        form = UploadForm(initial={"publish": asked["publish"], "states": ", ".join(asked["states"])})
        return self._upload_page(request, form, refusal.reasons)

    def template_view(self, request: HttpRequest, slug: str) -> HttpResponse:
        self._may_import(request)
        if slug not in TEMPLATES:
            raise Http404(slug)
        return _download(f"{slug}.csv", csv_text(TEMPLATES[slug]))

    def plan_view(self, request: HttpRequest, token: str) -> HttpResponse:
        self._may_import(request)
        waiting = Waiting.find(token, request)
        try:
            seen = preview(waiting.paths, waiting.asked)
        except ImportRefusedError as refusal:
            return self._refused(request, waiting, refusal)
        waiting.keep_errors(seen.plan)
        context = (
            self._context(request, "What the import would do")
            | _shown(seen)
            | {"token": token, "asked": waiting.options, "changes_anything": seen.changes_anything(waiting.asked)}
        )
        return TemplateResponse(request, "admin/careers/import_plan.html", context)

    def plan_errors_view(self, request: HttpRequest, token: str) -> HttpResponse:
        self._may_import(request)
        return _errors_csv("import-plan-errors.csv", Waiting.find(token, request).errors)

    def apply_view(self, request: HttpRequest, token: str) -> HttpResponse:
        self._may_import(request)
        waiting = Waiting.find(token, request)
        try:
            seen = preview(waiting.paths, waiting.asked)
        except ImportRefusedError as refusal:
            return self._refused(request, waiting, refusal)
        try:
            if seen.fingerprint() != request.POST.get("fingerprint"):
                raise ImportRefusedError(["Something changed since this plan was made. Here is the new one."])
            asked = waiting.asked
            run, done = carry_out(seen, asked, request.user, exactly=True)
        except ImportRefusedError as refusal:
            # Nothing is wrong with the files: the same may be confirmed again.
            messages.error(request, " ".join([*refusal.reasons, "Nothing was imported yet."]))
            return redirect("admin:careers_importrun_plan", token)
        waiting.forget()
        self.log_addition(request, run, "Imported.")
        messages.success(request, "Imported." if done.changes_anything(asked) else "Nothing changed.")
        return redirect("admin:careers_importrun_change", run.pk)

    def discard_view(self, request: HttpRequest, token: str) -> HttpResponse:
        self._may_import(request)
        Waiting.find(token, request).forget()
        messages.info(request, "Thrown away. Nothing was changed.")
        return redirect("admin:careers_importrun_changelist")

    # The record of a run ----------------------------------------------------------------------------------------------

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        run = self.get_object(request, object_id)
        if run is None or not self.has_view_permission(request, run):
            return super().change_view(request, object_id, form_url, extra_context)
        context = {
            **(extra_context or {}),
            "columns": COLUMNS.values(),
            "rows": _table(run.counts),
            "remarks": run.options.get("remarks", []),
            "taken": [file for file in run.files if "aside" not in file],
            "left_aside": [file for file in run.files if "aside" in file],
            "asked": _asked(run),
            "kept": [_kept(one) for one in run.differences[:MOST_SHOWN]],
            "kept_shown": _shown_of(min(len(run.differences), MOST_SHOWN), len(run.differences)),
            "errors_shown": run.errors[:MOST_ERRORS_OF_RUN],
            "errors_count": _shown_of(min(len(run.errors), MOST_ERRORS_OF_RUN), run.rejected),
            "errors_kept": len(run.errors),
            "all_errors_kept": run.rejected <= len(run.errors),
        }
        return super().change_view(request, object_id, form_url, context)

    def errors_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.get_object(request, str(pk))
        if run is None:
            raise Http404
        if not self.has_view_permission(request, run):
            raise PermissionDenied
        return _errors_csv(f"import-{run.pk}-errors.csv", run.errors)

    def _context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts}


def _shown(seen: Preview) -> dict[str, Any]:
    plan = seen.plan
    changes, kept, gone = [], [], []
    for name, ledger in plan.ledgers.items():
        changed = list(islice((one for one in ledger.changes.values() if one.fields), MOST_SHOWN))
        left = list(islice((one for one in ledger.changes.values() if one.kept), MOST_SHOWN))
        leaving = ledger.gone[:MOST_SHOWN]
        _load_names([*(one.record for one in [*changed, *left]), *leaving])
        changes += [(name, str(one.record), _lines(ledger.model, one.fields)) for one in changed]
        kept += [(name, str(one.record), _lines(ledger.model, one.kept)) for one in left]
        kept += [
            (name, str(owner), [("The whole list", "written here", _rows(len(rows)))])
            for owner, rows in islice(ledger.aside.values(), MOST_SHOWN)
        ]
        if leaving:
            gone.append((_heading(name, len(leaving), len(ledger.gone), deletes=ledger.deletes), map(str, leaving)))
    counts = plan.counts()
    return {
        "found": seen.findings.found,
        "left_aside": seen.findings.aside,
        "columns": COLUMNS.values(),
        "rows": _table(counts),
        "remarks": plan.remarks,
        "changes": changes,
        "changes_shown": _shown_of(len(changes), plan.total("changed")),
        "kept": kept,
        "gone": [(heading, list(names)) for heading, names in gone],
        "errors_shown": [asdict(error) for error in plan.errors[:MOST_SHOWN]],
        "errors_count": _shown_of(min(len(plan.errors), MOST_SHOWN), plan.total("rejected")),
        "errors_kept": len(plan.errors),
        "all_errors_kept": plan.total("rejected") <= len(plan.errors),
        "fingerprint": seen.fingerprint(),
        "left_out": plan.left_out(),
    }


def _load_names(records: list[models.Model]) -> None:
    """What records are called often hangs on others: those are fetched for all at once."""
    if records:
        relations = [item.name for item in records[0]._meta.fields if item.is_relation]
        models.prefetch_related_objects([record for record in records if record.pk], *relations)


def _lines(model: type[models.Model], fields: dict[str, tuple[Any, Any]]) -> list[tuple[str, str, str]]:
    return [
        (label(model, name), in_words(model, name, old), in_words(model, name, new))
        for name, (old, new) in fields.items()
    ]


def _heading(name: str, shown: int, count: int, *, deletes: bool) -> str:
    what = "will be taken away" if deletes else "stay, and are only named"
    return f"No longer in the source: {name}, {_shown_of(shown, count)}; they {what}"


def _shown_of(shown: int, count: int) -> str:
    """`50 of 1,016`, or only `12` where all are shown."""
    return f"{shown} of {count:,}" if shown < count else f"{count:,}"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _table(counts: dict[str, dict[str, int]]) -> list[tuple[str, list[int]]]:
    return [(name, [of_list.get(what, 0) for what in COLUMNS]) for name, of_list in counts.items()]


def _asked(run: ImportRun) -> str:
    """What was asked for besides the files."""
    states = ", ".join(run.options.get("states", [])) or "everywhere"
    publish = "published at once" if run.options.get("publish") else "not published at once"
    return f"{publish}; places: {states}" if run.options else ""


def _kept(one: dict[str, Any]) -> dict[str, Any]:
    """A difference of a run, with the way to its record and its field under the name editors know."""
    try:
        model = apps.get_model("careers", one["model"])
        url = reverse(f"admin:careers_{one['model']}_change", args=[one["pk"]])
    except (LookupError, NoReverseMatch):
        return one | {"link": one.get("record", "")}
    words = {whose: in_words(model, one["field"], one[whose]) for whose in ("ours", "official")}
    return (
        one
        | words
        | {"link": format_html('<a href="{}">{}</a>', url, one["record"]), "field": label(model, one["field"])}
    )


def _harmless(value: Any) -> str:
    """A cell that a spreadsheet program will not take for a formula."""
    words = str(value)
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words


def _errors_csv(name: str, errors: Iterable[dict[str, Any]]) -> HttpResponse:
    columns = ["file", "sheet", "line", "column", "value", "why"]
    response = _download(name, "")
    writer = csv.writer(response)
    writer.writerow(columns)
    writer.writerows([_harmless(error.get(column, "")) for column in columns] for error in errors)
    return response


def _download(name: str, text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@admin.register(RemovedRow)
class RemovedRowAdmin(ReadOnly, admin.ModelAdmin):
    """Rows of a source that editors deleted. Delete a line here, and the next import brings the row back."""

    list_display = ["label", "kind", "owner", "removed_at"]
    list_filter = ["kind"]
    search_fields = ["label", "owner", "source_key"]
    date_hierarchy = "removed_at"


@admin.register(CipSocPair)
class CipSocPairAdmin(ReadOnly, admin.ModelAdmin):
    """The CIP–SOC crosswalk as imported. Which programs a career lists is set on the career."""

    list_display = ["program", "soc"]
    list_select_related = ["program", "soc"]
    search_fields = ["program__cip_code", "program__name", "soc__code", "soc__title"]

    def has_delete_permission(self, request: HttpRequest, obj: CipSocPair | None = None) -> bool:
        return False
