"""Taking over what a source says: the panel on a form whose record stands otherwise here, and the button in it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from careers.models import Imported
from careers.models.labor_market import Stat
from careers.official import differences, take_over


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
            rows = [form.instance for rows in context["inline_admin_formsets"] for form in rows.formset.initial_forms]
            context["official_differences"] = [
                {
                    "difference": difference,
                    "what": f"{difference.record._meta.model_name}|{difference.record.pk}|{difference.key}",
                    "row": "" if difference.record is record else str(difference.record),
                }
                for one in (record, *(row for row in rows if isinstance(row, Imported)))
                for difference in differences(one)
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
        try:
            take_over(record, key)
        except KeyError:
            raise Http404(key) from None
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        else:
            self.log_change(request, owner, f"Took over the official value of “{key}” of {record}.")
            self.message_user(request, "The official value stands there now.", messages.SUCCESS)
        return redirect(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change", owner.pk)

    def _row(self, owner: models.Model, name: str, pk: str) -> models.Model:
        if name == owner._meta.model_name:
            return owner
        for inline in self.inlines:
            model = inline.model
            if model._meta.model_name == name and issubclass(model, Imported) and pk.isdigit():
                relation = getattr(inline, "fk_name", None) or next(
                    item.name for item in model._meta.fields if item.related_model is type(owner)
                )
                if row := model.objects.filter(pk=pk, **{relation: owner}).first():
                    return row
        raise Http404(name)
