"""Official files into the portal from the desk: upload, look at the plan, confirm; and the record of every import."""

import csv
import json
import secrets
import shutil
import time
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_POST, require_safe

from careers.admin.mixins import ReadOnly
from careers.codes import STATES
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

COLUMNS = {
    "added": "Added", "changed": "Changed", "unchanged": "Unchanged", "kept": "Kept as edited",
    "gone": "No longer in the source", "rejected": "Rejected",
}  # fmt: skip
A_DAY = 24 * 60 * 60
MOST_SHOWN = 50


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

    def __init__(self, token: str):
        self.token, self.folder = token, Path(settings.IMPORT_FOLDER) / token

    @classmethod
    def keep(cls, files: list[UploadedFile], options: dict[str, Any]) -> "Waiting":
        cls.forget_old()
        waiting = cls(secrets.token_urlsafe(24))
        (waiting.folder / "files").mkdir(parents=True)
        for number, file in enumerate(files, 1):
            with waiting.path(file.name, number).open("wb") as target:
                for chunk in file.chunks():
                    target.write(chunk)
        (waiting.folder / "options.json").write_text(json.dumps(options))
        return waiting

    @staticmethod
    def forget_old() -> None:
        """Folders that nobody came back to for a day."""
        root = Path(settings.IMPORT_FOLDER)
        for folder in root.iterdir() if root.is_dir() else ():
            if folder.is_dir() and time.time() - folder.stat().st_mtime > A_DAY:
                shutil.rmtree(folder, ignore_errors=True)

    @classmethod
    def find(cls, token: str, request: HttpRequest) -> "Waiting":
        """The upload of this token, for whoever uploaded it."""
        waiting = cls(token)
        if not token.replace("-", "").replace("_", "").isalnum() or not (waiting.folder / "options.json").is_file():
            raise Http404(token)
        if waiting.options["by"] != request.user.pk and not request.user.is_superuser:
            raise Http404(token)
        return waiting

    def path(self, name: str, number: int) -> Path:
        """Where a file goes: all side by side under their own names, made harmless; a name that comes twice gets a folder."""
        try:
            safe = get_valid_filename(Path(name.replace("\x00", "")).name)[-100:]
        except ValueError:
            safe = "file"
        folder = self.folder / "files"
        if (folder / safe).exists():
            folder /= str(number)
            folder.mkdir()
        return folder / safe

    @property
    def options(self) -> dict[str, Any]:
        return json.loads((self.folder / "options.json").read_text())

    @property
    def asked(self) -> Options:
        return Options(states=frozenset(self.options["states"]), publish=self.options["publish"])

    @property
    def paths(self) -> list[Path]:
        return sorted(path for path in (self.folder / "files").rglob("*") if path.is_file())

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


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
        context = self._context(request, "Import official files") | {
            "form": form, "refusals": refusals, "templates": TEMPLATES, "sources": OFFICIAL,
        }  # fmt: skip
        return TemplateResponse(request, "admin/careers/import_upload.html", context)

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
            messages.error(request, " ".join(refusal.reasons))
            return redirect("admin:careers_importrun_upload")
        context = (
            self._context(request, "What the import would do")
            | _shown(seen)
            | {"token": token, "asked": waiting.options}
        )
        return TemplateResponse(request, "admin/careers/import_plan.html", context)

    def apply_view(self, request: HttpRequest, token: str) -> HttpResponse:
        self._may_import(request)
        waiting = Waiting.find(token, request)
        try:
            seen = preview(waiting.paths, waiting.asked)
            if seen.fingerprint() != request.POST.get("fingerprint"):
                raise ImportRefusedError(["Something changed since this plan was made. Here is the new one."])
            run, _ = carry_out(seen, waiting.asked, request.user, exactly=True)
        except ImportRefusedError as refusal:
            messages.error(request, " ".join(refusal.reasons))
            return redirect("admin:careers_importrun_plan", token)
        waiting.forget()
        self.log_addition(request, run, "Imported.")
        messages.success(request, "Imported.")
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
            "kept": [one | {"link": _link(one)} for one in run.differences[:MOST_SHOWN]],
            "errors_shown": run.errors[:MOST_SHOWN],
        }
        return super().change_view(request, object_id, form_url, context)

    def errors_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.get_object(request, str(pk))
        if run is None:
            raise Http404
        if not self.has_view_permission(request, run):
            raise PermissionDenied
        columns = ["file", "sheet", "line", "column", "value", "why"]
        response = _download(f"import-{run.pk}-errors.csv", "")
        writer = csv.writer(response)
        writer.writerow(columns)
        writer.writerows([_harmless(error.get(column, "")) for column in columns] for error in run.errors)
        return response

    def _context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts}


def _shown(seen: Preview) -> dict[str, Any]:
    plan = seen.plan
    changes, kept = [], []
    for name, ledger in plan.ledgers.items():
        of_list = [change for change in ledger.changes.values() if change.fields]
        changes += [(name, change.record, _lines(change.fields)) for change in of_list[:MOST_SHOWN]]
        kept += [(name, change.record, _lines(change.kept)) for change in ledger.changes.values() if change.kept][
            :MOST_SHOWN
        ]
    return {
        "found": seen.findings.found,
        "left_aside": seen.findings.aside,
        "columns": COLUMNS.values(),
        "rows": _table(plan.counts()),
        "remarks": plan.remarks,
        "changes": changes,
        "kept": kept,
        "gone": [(name, ledger.gone[:MOST_SHOWN]) for name, ledger in plan.ledgers.items() if ledger.gone],
        "errors_shown": [vars(error) for error in plan.errors[:MOST_SHOWN]],
        "rejected": plan.total("rejected"),
        "fingerprint": seen.fingerprint(),
        "changes_anything": plan.changes_anything(),
    }


def _lines(fields: dict[str, tuple[Any, Any]]) -> list[tuple[str, str, str]]:
    return [(name.replace("_", " "), str(old), str(new)) for name, (old, new) in fields.items()]


def _table(counts: dict[str, dict[str, int]]) -> list[tuple[str, list[int]]]:
    return [(name, [of_list.get(what, 0) for what in COLUMNS]) for name, of_list in counts.items()]


def _link(one: dict[str, Any]) -> str:
    try:
        url = reverse(f"admin:careers_{one['model']}_change", args=[one["pk"]])
    except (NoReverseMatch, KeyError):
        return one.get("record", "")
    return format_html('<a href="{}">{}</a>', url, one["record"])


def _harmless(value: Any) -> str:
    """A cell that a spreadsheet program will not take for a formula."""
    words = str(value)
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words


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
