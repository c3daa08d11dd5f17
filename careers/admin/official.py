"""Taking over what a source says: the panel on a form whose record stands otherwise here, and the button in it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from careers.models import Imported
from careers.models.labor_market import Stat
from careers.official import LIST, LISTS, differences, is_said, label, take_over


class TakesOver(admin.ModelAdmin):
    """Of an admin: shows, above the form, what a source says otherwise, also of the rows in the form's lists."""

    change_form_template = "admin/careers/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_take_over"
        view = self.admin_site.admin_view(require_POST(self.take_over_view))
        return [path("<path:object_id>/official/", view, name=name), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args, **kwargs) -> HttpResponse:
        record = context.get("original")
        if isinstance(record, Imported | Stat) and self.has_change_permission(request, record):
            loaded = [form.instance for rows in context["inline_admin_formsets"] for form in rows.formset.initial_forms]
            rows = [row for row in loaded if isinstance(row, Imported)]
            found = [
                one for owner in (record, *rows) for one in differences(owner) if not _is_the_sources(one.key, rows)
            ]
            kinds = {_kind(one.record, one.key) for one in found}
            may = {
                (model, is_list): self._may_take(request, record, model, is_list=is_list) for model, is_list in kinds
            }
            context["official_differences"] = [
                {
                    "difference": one,
                    "what": f"{one.record._meta.model_name}|{one.record.pk}|{one.key}",
                    "row": "" if one.record is record else str(one.record),
                    "may_take": may[_kind(one.record, one.key)],
                }
                for one in found
            ]
            context["take_over_url"] = reverse(
                f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_take_over", args=[record.pk]
            )
        return super().render_change_form(request, context, *args, **kwargs)

    def take_over_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Put one official value in place; the record is this admin's, or a row of one of its lists."""
        owner = self.get_object(request, object_id)
        if owner is None:
            raise Http404
        if not self.has_change_permission(request, owner):
            raise PermissionDenied
        name, _, rest = request.POST.get("what", "").partition("|")
        pk, _, key = rest.partition("|")
        record = self._row(owner, name, pk)
        model, is_list = _kind(record, key)
        if not self._may_take(request, owner, model, is_list=is_list):
            raise PermissionDenied
        if not is_said(record, key):
            raise Http404(key)
        said = label(type(record), key)
        try:
            kept = take_over(record, key, request.user)
        except ValidationError as error:
            self.message_user(request, f"{said}: {' '.join(error.messages)} Nothing was changed.", messages.ERROR)
        except IntegrityError:
            # Two records would say the same, or what it leads to is not here any more.
            self.message_user(
                request,
                f"{said}: what the source says cannot stand beside what is here. Nothing was changed.",
                messages.ERROR,
            )
        else:
            of = "" if record is owner else f" of “{record}”"
            self.log_change(request, owner, f"Took over what the source says: {said}{of}.")
            self.message_user(request, f"{said}{of}: what the source says stands there now.", messages.SUCCESS)
            say_kept_address(request, kept)
        return redirect(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change", owner.pk)

    def _may_take(self, request: HttpRequest, owner: models.Model, model: type[models.Model], *, is_list: bool) -> bool:
        """Whether this person may change what taking over would: rows need the permissions that their list's lines need."""
        if model is type(owner) and not is_list:
            return self.has_change_permission(request, owner)
        lines = next((one for one in self.get_inline_instances(request, owner) if one.model is model), None)
        if lines is None:
            return False
        if is_list:
            return lines.has_add_permission(request, owner) and lines.has_delete_permission(request, owner)
        return lines.has_change_permission(request, owner)

    def _row(self, owner: models.Model, name: str, pk: str) -> models.Model:
        if name == owner._meta.model_name:
            return owner
        for inline in self.inlines:
            model = inline.model
            if model._meta.model_name == name and issubclass(model, Imported) and pk.isdecimal():
                relation = getattr(inline, "fk_name", None) or next(
                    item.name for item in model._meta.fields if item.related_model is type(owner)
                )
                if row := model.objects.filter(pk=pk, **{relation: owner}).first():
                    return row
        raise Http404(name)


def say_kept_address(request: HttpRequest, slug: str, page: str = "careers:occupation_detail") -> None:
    """Tell that the address a public page had before goes on answering; `slug` is empty where there is none."""
    if slug:
        address = reverse(page, args=[slug])
        messages.info(request, f"The old address, {address}, goes on answering and leads to the new one.")


def _kind(record: models.Model, key: str) -> tuple[type[models.Model], bool]:
    """What taking it over writes: rows of which model, and whether a whole list of them."""
    model, _ = LISTS.get(key.removeprefix(LIST), (None, {})) if key.startswith(LIST) else (None, {})
    return (type(record), False) if model is None else (model, True)


def _is_the_sources(key: str, rows: list[Imported]) -> bool:
    """Of a list that was left to the editors: whether rows of a source stand in it by now, so that it is theirs no longer."""
    model, which = LISTS.get(key.removeprefix(LIST), (None, {})) if key.startswith(LIST) else (None, {})
    return any(
        row.source_key and type(row) is model and all(getattr(row, name) == value for name, value in which.items())
        for row in rows
    )
