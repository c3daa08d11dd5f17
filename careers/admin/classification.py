"""The lists that careers and figures hang on: clusters and pathways, SOC groups, areas."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from careers.admin.editorial import ContentAdmin
from careers.admin.mixins import ProseMixin, RowInline, errors_at
from careers.models import Area, CareerCluster, CareerPathway, SocGroup


class CareerPathwayInline(RowInline):
    model = CareerPathway
    form = errors_at("slug")
    fields = ["name", "slug", "position"]
    prepopulated_fields = {"slug": ["name"]}
    classes: list[str] = []

    def has_delete_permission(self, request: HttpRequest, obj: CareerCluster | None = None) -> bool:
        # From its own form, which looks at the careers that hang on it.
        return False


@admin.register(CareerCluster)
class CareerClusterAdmin(ProseMixin, ContentAdmin):
    form = errors_at("name")
    list_display = ["name", "scheme", "position", "look"]
    list_filter = ["scheme"]
    search_fields = ["name"]
    inlines = [CareerPathwayInline]
    fieldsets = [
        (
            None,
            {
                "description": "A cluster has a page of its own and a card on the home page.",
                "fields": ["name", "slug", ("scheme", "position"), "look", "introduction"],
            },
        ),
    ]

    def get_prepopulated_fields(self, request: HttpRequest, obj: CareerCluster | None = None) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["name"]}

    def get_readonly_fields(self, request: HttpRequest, obj: CareerCluster | None = None) -> list[str]:
        # The address of its page has been shared.
        return ["slug"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: CareerCluster | None = None) -> bool:
        if obj and obj.pathways.filter(occupations__isnull=False).exists():
            return False
        return super().has_delete_permission(request, obj)


@admin.register(CareerPathway)
class CareerPathwayAdmin(ContentAdmin):
    form = errors_at("slug")
    list_display = ["name", "cluster", "position"]
    list_filter = [("cluster", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name", "cluster__name"]
    autocomplete_fields = ["cluster"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CareerPathway]:
        # Everywhere a pathway is shown, its cluster's name stands before it.
        return super().get_queryset(request).select_related("cluster")

    def get_prepopulated_fields(self, request: HttpRequest, obj: CareerPathway | None = None) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["name"]}

    def has_delete_permission(self, request: HttpRequest, obj: CareerPathway | None = None) -> bool:
        if obj and obj.occupations.exists():
            return False
        return super().has_delete_permission(request, obj)


@admin.register(SocGroup)
class SocGroupAdmin(ContentAdmin):
    form = errors_at("code")
    list_display = ["code", "title", "level", "edition"]
    list_filter = ["edition", "level"]
    search_fields = ["code", "title"]
    search_help_text = "A code or a title"
    autocomplete_fields = ["parent"]
    fieldsets = [
        (
            None,
            {
                "description": "A group of the Standard Occupational Classification. Wages and outlook belong to it, and every "
                "career of the group shows them. Title and code stand in the sentence that says whose figures these are.",
                "fields": [("edition", "code"), "title", ("level", "parent"), "definition"],
            },
        ),
    ]


@admin.register(Area)
class AreaAdmin(ContentAdmin):
    form = errors_at("parent")
    list_display = ["name", "kind", "code", "parent"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["parent"]
    fieldsets = [
        (
            None,
            {
                "description": "A place that wages or outlook are published for: a row of every figure table that covers it.",
                "fields": ["name", ("kind", "code"), ("parent", "abbreviation")],
            },
        ),
    ]
