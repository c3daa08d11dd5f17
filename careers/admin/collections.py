"""Collections: lists of careers kept by staff, and the careers in them."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from careers.admin.editorial import ContentAdmin
from careers.admin.mixins import ProseMixin, ReadOnly, RowInline, errors_at
from careers.admin.official import say_kept_address
from careers.models import Collection, CollectionEntry, PreviousCollectionSlug
from careers.publishing import refuse_taken_collection_address, save_collection


class CollectionEntryInline(RowInline):
    model = CollectionEntry
    form = errors_at("occupation")
    fields = ["occupation", "in_public", "remark", "position"]
    readonly_fields = ["in_public"]
    autocomplete_fields = ["occupation"]
    select_related = ("occupation__replaced_by",)
    classes: list[str] = []
    # A remark is a sentence: a line as wide as the table leaves shows the half of it.
    formfield_overrides = {models.CharField: {"widget": AdminTextareaWidget(attrs={"rows": 2})}}
    verbose_name = "career"
    verbose_name_plural = "Careers of this collection, in the order of their position"
    short_name = "Careers"

    @admin.display(description="in public")
    def in_public(self, entry: CollectionEntry) -> str:
        """Whether the public sees this career here, and why not."""
        if not entry.occupation_id:
            return "–"
        if entry.is_stand_in:
            return f"Retired: “{entry.career}” stands in"
        return "Shown" if entry.career else f"Left out: {entry.occupation.get_status_display().lower()}"


class PreviousCollectionSlugInline(ReadOnly, RowInline):
    """Old addresses come by themselves with a change of the address."""

    model = PreviousCollectionSlug
    fields = ["slug", "created_at"]
    readonly_fields = ["created_at"]
    verbose_name = "previous address"
    verbose_name_plural = "Previous addresses (they lead to the present one)"
    short_name = "Previous addresses"
    can_delete = False


class CollectionForm(forms.ModelForm):
    class Meta:
        error_messages = {"slug": {"unique": "Another collection has this address. Choose another."}}

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        refuse_taken_collection_address(slug, self.instance)
        return slug


@admin.register(Collection)
class CollectionAdmin(ProseMixin, ContentAdmin):
    form = CollectionForm
    list_display = ["title", "position", "is_published", "careers_shown", "updated_on"]
    list_editable = ["position"]
    search_fields = ["title", "entries__occupation__title"]
    search_help_text = "A title, or a career"
    readonly_fields = ["updated"]
    inlines = [CollectionEntryInline, PreviousCollectionSlugInline]
    fieldsets = [
        (
            None,
            {
                "description": "A collection has a page of its own, and the first six have a card on the home page. Until it "
                "is published, “View on site” is a preview for staff. Careers that are not published are left out there; for "
                "a retired one the career that replaces it stands in.",
                "fields": ["title", "slug", "introduction", ("is_published", "position"), "updated"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Collection]:
        return super().get_queryset(request).select_related("updated_by").with_careers()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Collection | None = None) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["title"]}

    def has_delete_permission(self, request: HttpRequest, obj: Collection | None = None) -> bool:
        # A collection that was ever public is taken off, not deleted: its address goes on answering.
        if obj and obj.first_published_at:
            return False
        return super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Collection, form: forms.ModelForm, change) -> None:
        if "title" not in form.fields:
            # From the list: its place among the others is no change of what it says.
            obj.save(update_fields=["position"])
        else:
            say_kept_address(request, save_collection(obj, by=request.user), "careers:collection_detail")

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change) -> None:
        super().save_related(request, form, formsets, change)
        collection = Collection.objects.with_careers().get(pk=form.instance.pk)
        if collection.is_published and not collection.entries_shown:
            messages.warning(request, "None of its careers is public yet, so no page leads to this collection.")

    @admin.display(description="careers shown")
    def careers_shown(self, collection: Collection) -> str:
        return f"{len(collection.entries_shown)} of {len(collection.entries.all())}"

    @admin.display(description="updated", ordering="updated_at")
    def updated_on(self, collection: Collection) -> str:
        return f"{timezone.localdate(collection.updated_at):%Y-%m-%d}"

    @admin.display(description="last changed")
    def updated(self, collection: Collection) -> str:
        if not collection.pk:
            return "–"
        day = timezone.localtime(collection.updated_at)
        return f"{day:%Y-%m-%d %H:%M}" + (f", by {collection.updated_by}" if collection.updated_by else "")
