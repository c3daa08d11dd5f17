"""What only staff see: notes on every record, searches that found nothing, the edition."""

from django import forms
from django.contrib import admin
from django.contrib.contenttypes.admin import GenericTabularInline
from django.db import models
from django.forms.models import BaseModelFormSet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from careers.admin.mixins import CalmSelects, ReadOnly
from careers.admin.official import TakesOver
from careers.models import Edition, EditorialNote


class EditorialNoteInline(GenericTabularInline):
    """The notes on a record. What was noted stays; new notes are added below."""

    model = EditorialNote
    extra = 0
    classes = ["collapse"]
    fields = ["written", "kind", "section", "text"]
    readonly_fields = ["written"]
    verbose_name_plural = "Editorial notes (only staff see them)"
    short_name = "Editorial notes"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[EditorialNote]:
        return super().get_queryset(request).select_related("author")

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return request.user.is_superuser

    @admin.display(description="who and when")
    def written(self, note: EditorialNote) -> str:
        return f"{_author(note)}, {_day(note)}" if note.pk else "You, now"


def _author(note: EditorialNote) -> str:
    return str(note.author or note.author_name or "unknown")


def _day(note: EditorialNote) -> str:
    return f"{timezone.localdate(note.created_at):%Y-%m-%d}"


class ContentAdmin(TakesOver, CalmSelects, admin.ModelAdmin):
    """An admin of content: notes stand at the foot of every form, as the message about lines with # promises."""

    def get_inlines(self, request: HttpRequest, obj: models.Model | None) -> list[type]:
        return [*self.inlines, EditorialNoteInline]

    def save_formset(self, request: HttpRequest, form: forms.ModelForm, formset: BaseModelFormSet, change) -> None:
        if formset.model is EditorialNote:
            for note_form in formset.extra_forms:
                note_form.instance.author = request.user
                # Kept beside it: accounts go, what their people wrote stays theirs.
                note_form.instance.author_name = request.user.get_username()
        super().save_formset(request, form, formset, change)


@admin.register(EditorialNote)
class EditorialNoteAdmin(ReadOnly, admin.ModelAdmin):
    """All notes in one list, newest first. They are written on the record they speak of."""

    list_display = ["written_on", "author_display", "record", "kind", "beginning"]
    list_filter = [
        "kind",
        ("content_type", admin.RelatedOnlyFieldListFilter),
        ("author", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["text", "section", "author__username", "author_name"]
    date_hierarchy = "created_at"
    list_select_related = ["author", "content_type"]
    fields = ["record", "kind", "section", "text", "author_display", "created_at"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[EditorialNote]:
        return super().get_queryset(request).prefetch_related("target")

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return request.user.is_superuser

    @admin.display(description="written", ordering="created_at")
    def written_on(self, note: EditorialNote) -> str:
        return _day(note)

    @admin.display(description="text")
    def beginning(self, note: EditorialNote) -> str:
        return Truncator(note.text).words(25)

    @admin.display(description="author", ordering="author__username")
    def author_display(self, note: EditorialNote) -> str:
        return _author(note)

    @admin.display(description="about")
    def record(self, note: EditorialNote) -> str:
        if note.target is None:
            return "A record that was deleted"
        try:
            url = reverse(
                f"admin:{note.content_type.app_label}_{note.content_type.model}_change", args=[note.object_id]
            )
        except NoReverseMatch:
            return str(note.target)
        return format_html('<a href="{}">{}</a>', url, note.target)


@admin.register(Edition)
class EditionAdmin(ReadOnly, admin.ModelAdmin):
    """The number that rises with every public change. It rises by itself."""

    list_display = ["__str__"]

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
