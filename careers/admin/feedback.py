"""What readers said of pages: which were useful and which were not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.html import format_html

from careers.admin.mixins import ReadOnly
from careers.models import CareerCluster, EducationProgram, Occupation, PageFeedback, School

RECORDS = {
    "careers:occupation_detail": (Occupation, "slug"),
    "careers:cluster_detail": (CareerCluster, "slug"),
    "careers:program_detail": (EducationProgram, "cip_code"),
    "careers:school_detail": (School, "slug"),
}
"""By the name of an address whose page is made of one record: of which model, and the field that its last part holds."""


def records(paths: Iterable[str]) -> dict[str, models.Model]:
    """The record each page is made of, for those that have one. A query for each kind of page."""
    wanted: dict[str, dict[str, str]] = defaultdict(dict)
    for path in paths:
        try:
            match = resolve(path)
        except Resolver404:
            continue
        if match.view_name in RECORDS:
            [value] = match.kwargs.values()
            wanted[match.view_name][value] = path
    found = {}
    for name, path_of in wanted.items():
        model, field = RECORDS[name]
        for record in model.objects.filter(**{f"{field}__in": path_of}):
            found[path_of[getattr(record, field)]] = record
    return found


class PeriodFilter(admin.SimpleListFilter):
    """The days whose answers are summed; never all, as older ones say little of a page as it is now."""

    title = "time"
    parameter_name = "days"
    USUAL = "30"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("7", "Last 7 days"), ("30", "Last 30 days"), ("365", "Last 365 days")]

    def value(self) -> str:
        sent = super().value()
        return sent if sent in dict(self.lookup_choices) else self.USUAL

    def choices(self, changelist: ChangeList) -> Iterator[dict]:
        for days, label in self.lookup_choices:
            yield {
                "selected": self.value() == days,
                "query_string": changelist.get_query_string({self.parameter_name: days}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.by_page(since=timezone.localdate() - timedelta(days=int(self.value()) - 1))


class PageList(ChangeList):
    """A line a page, with the record that the page is made of, and whether this member of staff may open its form."""

    def _get_default_ordering(self) -> list[str]:
        # `ordering` of the admin may name nothing but fields, and these are sums that the filter of the time makes.
        return ["-said_no", "-said_yes", "path"]

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        found = records(page.path for page in self.result_list)
        for page in self.result_list:
            page.record = found.get(page.path)
            page.has_form = page.record is not None and self._may_open(request, type(page.record))

    def _may_open(self, request: HttpRequest, model: type[models.Model]) -> bool:
        return self.model_admin.admin_site.get_model_admin(model).has_view_permission(request)


@admin.register(PageFeedback)
class PageFeedbackAdmin(ReadOnly, admin.ModelAdmin):
    """The pages that most readers said no to come first."""

    list_display = ["page", "record", "said_yes", "said_no", "share_of_no"]
    list_display_links = None
    list_filter = [PeriodFilter]
    list_per_page = 50
    search_fields = ["path"]
    search_help_text = "A part of the page's address"
    # It would count days, not pages.
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_delete_permission(self, request: HttpRequest, obj: PageFeedback | None = None) -> bool:
        return False

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[ChangeList]:
        return PageList

    @admin.display(ordering="path")
    def page(self, page: PageFeedback) -> str:
        return format_html('<a href="{}">{}</a>', page.path, page.path)

    @admin.display(description="form of its record")
    def record(self, page: PageFeedback) -> str | models.Model | None:
        if not page.has_form:
            return page.record
        meta = page.record._meta
        form = reverse(f"{self.admin_site.name}:{meta.app_label}_{meta.model_name}_change", args=[page.record.pk])
        return format_html('<a href="{}">{}</a>', form, page.record)

    @admin.display(description="yes", ordering="said_yes")
    def said_yes(self, page: PageFeedback) -> int:
        return page.said_yes

    @admin.display(description="no", ordering="said_no")
    def said_no(self, page: PageFeedback) -> int:
        return page.said_no

    @admin.display(description="share of no", ordering="said_no_share")
    def share_of_no(self, page: PageFeedback) -> str | None:
        return None if page.said_no_share is None else f"{page.said_no_share:.0f} %"
