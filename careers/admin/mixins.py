"""What several nouns of the desk share."""

from typing import Any

from csp.constants import NONCE
from csp.decorators import csp_update
from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet, InlineForeignKeyField
from django.http import HttpRequest, HttpResponse
from js_asset import Media

EDITOR_STYLE_HASH = "sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA="
"""Of the one style sheet that the prose editor writes into the page (`<style data-tiptap-style>`)."""


class ReadOnly:
    """Of an admin or an inline: shows what a machine wrote; nobody types it."""

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class ProseMixin:
    """Of an admin with rich text: lets the editor run under the content policy, on this page alone.

    The editor's import map is an inline script and needs a nonce; its style sheet is allowed by its hash.
    """

    @csp_update({"script-src": [NONCE], "style-src": [f"'{EDITOR_STYLE_HASH}'"]})
    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args, **kwargs) -> HttpResponse:
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)


class CalmSelects:
    """Of an admin or an inline: beside a choice stand “add” and “change”; deleting the other record is not a thing of this form."""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(db_field, models.SlugField):
            field.error_messages["invalid"] = (
                "An address is made of letters, numbers and hyphens, without spaces or other signs: wind-technicians."
            )
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


def errors_at(field: str) -> type[forms.ModelForm]:
    """A form that says at this field, not above everything, what a constraint of the whole record refuses."""

    class Form(forms.ModelForm):
        def add_error(self, name: str | None, error: ValidationError) -> None:
            errors = getattr(error, "error_dict", {})
            if NON_FIELD_ERRORS in errors and field in self.fields:
                errors.setdefault(field, []).extend(errors.pop(NON_FIELD_ERRORS))
            super().add_error(name, error)

        def validate_unique(self) -> None:
            super().validate_unique()
            # Django checks no constraint that names the record an inline stands in, as those of rows all do.
            if any(isinstance(formfield, InlineForeignKeyField) for formfield in self.fields.values()):
                try:
                    self.instance.validate_constraints(exclude=self._get_validation_exclusions())
                except ValidationError as refusal:
                    self.add_error(None, refusal)

    return Form


class RowSelect(AutocompleteSelect):
    """The autocomplete of an inline row: it knows the record the row came with, so that rows cost no query each."""

    known: models.Model | None = None

    def optgroups(self, name: str, value: list[str], attr: dict | None = None) -> list[tuple]:
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.known)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]  # noqa: FBT003 - Django's signature
        options.append(self.create_option(name, self.known.pk, label, True, len(options)))  # noqa: FBT003
        return [(None, options, 0)]


class Rows(BaseInlineFormSet):
    """The rows of an inline. Those that nobody touched are neither checked nor saved again."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        # The row for “add another” comes without an index; Django says the same of it itself.
        return super().get_form_kwargs(index) | ({} if index is None else {"empty_permitted": True})

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        for name, field in form.fields.items():
            select = getattr(field.widget, "widget", None)
            if isinstance(select, RowSelect) and form.instance.pk:
                select.known = getattr(form.instance, name)

    def save_new(self, form: forms.ModelForm, commit=True) -> models.Model:  # noqa: FBT002 - Django's signature
        """A new row goes to the end of its list unless its place was typed."""
        if "position" in form.fields and "position" not in form.changed_data:
            places = [other.instance.position or 0 for other in self.forms if other is not form]
            form.instance.position = max(places, default=0) + 1
        return super().save_new(form, commit=commit)

    def get_unique_error_message(self, unique_check: tuple[str, ...]) -> str:
        return "Two lines say the same. Keep one of them."

    def get_form_error(self) -> str:
        return "This line says the same as one above it."


class RowInline(CalmSelects, admin.TabularInline):
    """A list within its record's form, a line each, folded until somebody wants it.

    An inline names the relations its rows show in `select_related`, and itself for the list of a long form's parts in
    `short_name`.
    """

    extra = 0
    classes = ["collapse"]
    formset = Rows
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2})}}
    select_related: tuple[str, ...] = ()
    short_name = ""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        queryset = super().get_queryset(request)
        return queryset.select_related(*self.select_related) if self.select_related else queryset

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs) -> forms.Field:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RowSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
