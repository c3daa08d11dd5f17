"""The directory of pages elsewhere, and the record of whether they still answer."""

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from careers.admin.editorial import ContentAdmin
from careers.admin.mixins import ReadOnly, RowInline, errors_at
from careers.models import LinkCheck, OccupationResource, Resource, ResourceTopic


class CareersOfResourceInline(RowInline):
    model = OccupationResource
    form = errors_at("occupation")
    fields = ["occupation", "position"]
    autocomplete_fields = ["occupation"]
    select_related = ("occupation", "resource")
    verbose_name = "career"
    verbose_name_plural = "Careers that list it (section “Other resources”)"


class LinkCheckInline(ReadOnly, RowInline):
    model = LinkCheck
    fields = ["checked_at", "result", "http_status", "final_url", "checked_by", "remark"]
    verbose_name_plural = "Link checks (only staff see them)"
    can_delete = False


@admin.register(Resource)
class ResourceAdmin(ContentAdmin):
    form = errors_at("url")
    list_display = ["name", "subtitle", "kind", "link_state", "is_published"]
    list_filter = [
        "link_state",
        "is_published",
        "kind",
        "audience",
        ("topics", admin.RelatedOnlyFieldListFilter),
        ("clusters", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["name", "subtitle", "url"]
    date_hierarchy = "link_checked_at"
    autocomplete_fields = ["area"]
    filter_horizontal = ["topics", "clusters"]
    inlines = [CareersOfResourceInline, LinkCheckInline]
    fieldsets = [
        (
            None,
            {
                "description": "Shown in the resource directory and on the pages of the careers that list it.",
                "fields": ["name", "subtitle", "slug", "url", "address", ("kind", "audience"), "is_published"],
            },
        ),
        (
            "Where it is found",
            {
                "description": "What it is about and for whom; empty means everybody and everywhere.",
                "fields": ["topics", "clusters", "area"],
            },
        ),
        (
            "Does it answer?",
            {
                "description": "Written when the link is checked; a new web address starts again as “Not checked yet”. "
                "A broken link is marked in public.",
                "fields": [("link_state", "link_checked_at")],
            },
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Resource | None = None) -> list[str]:
        # Its key, chosen once: the demo knows by it what it has loaded.
        return ["link_state", "link_checked_at", *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Resource | None = None) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["name", "subtitle"]}

    def save_model(self, request: HttpRequest, obj: Resource, form: ModelForm, change) -> None:
        if "url" in form.changed_data:
            obj.link_state, obj.link_checked_at = Resource.LinkState.UNCHECKED, None
        super().save_model(request, obj, form, change)


@admin.register(ResourceTopic)
class ResourceTopicAdmin(ContentAdmin):
    list_display = ["name", "slug", "position"]
    search_fields = ["name"]

    def get_prepopulated_fields(self, request: HttpRequest, obj: ResourceTopic | None = None) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["name"]}


@admin.register(LinkCheck)
class LinkCheckAdmin(ReadOnly, admin.ModelAdmin):
    """Every look at every address, newest first."""

    list_display = ["checked_at", "resource", "result", "http_status", "checked_by", "remark"]
    list_filter = ["result", "http_status"]
    list_select_related = ["resource"]
    search_fields = ["resource__name", "final_url", "remark"]
    date_hierarchy = "checked_at"
