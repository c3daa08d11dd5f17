"""Wages and outlook: the releases, the switch between them, and the figures."""

import re

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST, require_safe

from careers.admin.editorial import ContentAdmin
from careers.admin.mixins import errors_at
from careers.comparing import COMPARED, compare
from careers.models import PERCENTILES, DataRelease, OutlookStat, WageStat
from careers.models.labor_market import Stat
from careers.official import keep_official
from careers.publishing import make_current


@admin.register(DataRelease)
class DataReleaseAdmin(ContentAdmin):
    form = errors_at("is_current")
    list_display = ["title", "source", "dataset", "reference_period", "is_current"]
    list_filter = ["dataset", "is_current", "is_demo"]
    search_fields = ["title", "source", "reference_period"]
    date_hierarchy = "published"
    autocomplete_fields = ["areas"]
    actions = ["make_current", "compare_releases"]
    fieldsets = [
        (
            "What it is",
            {
                "description": "Named below every table of its figures, and on the page about the data.",
                "fields": [
                    "source",
                    "dataset",
                    "title",
                    "reference_period",
                    ("as_of", "published", "retrieved"),
                    "licence",
                    "url",
                    "remarks",
                ],
            },
        ),
        (
            "Use",
            {
                "description": "Of the releases of one source and dataset one is current, and only its figures are public. "
                "To go back to an older one, choose it in the list and use the action “Make current”.",
                "fields": ["is_current", "is_demo", "areas"],
            },
        ),
        (
            "Top codes",
            {
                "description": "Wages above these are not printed by the source; tables then say “or more”.",
                "classes": ["collapse"],
                "fields": [("hourly_top_code", "annual_top_code")],
            },
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: DataRelease | None = None) -> list[str]:
        # By these the demo knows what it has loaded already.
        return ["source", "dataset", "title", "reference_period"] if obj and obj.is_demo else []

    def has_delete_permission(self, request: HttpRequest, obj: DataRelease | None = None) -> bool:
        # Figures would go with it. A release that is not wanted is switched off.
        if obj and (obj.wagestat_set.exists() or obj.outlookstat_set.exists()):
            return False
        return super().has_delete_permission(request, obj)

    @admin.action(permissions=["change"], description="Make current")
    def make_current(self, request: HttpRequest, queryset: QuerySet[DataRelease]) -> None:
        chosen = list(queryset)
        if len({(release.source, release.dataset) for release in chosen}) < len(chosen):
            self.message_user(
                request, "Choose only one release of the same source and dataset. Nothing was changed.", messages.ERROR
            )
            return
        for release in chosen:
            self._switch(request, release)

    def _switch(self, request: HttpRequest, release: DataRelease) -> None:
        make_current(release)
        self.log_change(request, release, "Made current.")
        self.message_user(request, f"{release} is current now.", messages.SUCCESS)

    @admin.action(permissions=["view"], description="Compare two releases")
    def compare_releases(self, request: HttpRequest, queryset: QuerySet[DataRelease]) -> HttpResponse | None:
        chosen = sorted(queryset, key=lambda release: (str(release.as_of or ""), release.pk))
        if len(chosen) != 2 or len({release.dataset for release in chosen}) > 1 or chosen[0].dataset not in COMPARED:
            self.message_user(
                request,
                "Choose two releases with figures of the same dataset, both wages or both outlook.",
                messages.ERROR,
            )
            return None
        return redirect("admin:careers_datarelease_compare", chosen[0].pk, chosen[1].pk)

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path(
                "compare/<int:old>/<int:new>/",
                guarded(require_safe(self.compare_view)),
                name="careers_datarelease_compare",
            ),
            path("<int:pk>/current/", guarded(require_POST(self.current_view)), name="careers_datarelease_current"),
            *super().get_urls(),
        ]

    def compare_view(self, request: HttpRequest, old: int, new: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        releases = [get_object_or_404(DataRelease, pk=pk, dataset__in=COMPARED) for pk in (old, new)]
        if releases[0].dataset != releases[1].dataset:
            raise Http404
        comparison = compare(*releases)
        context = {
            **self.admin_site.each_context(request),
            "title": "Two releases compared",
            "releases": releases,
            "comparison": comparison,
            "may_change": self.has_change_permission(request),
            "lists": [
                ("Groups that the newer one no longer has", comparison.groups_gone),
                ("Groups that only the newer one has", comparison.groups_added),
                ("Areas that the newer one no longer has", comparison.areas_gone),
                ("Areas that only the newer one has", comparison.areas_added),
            ],
        }
        return TemplateResponse(request, "admin/careers/compare_releases.html", context)

    def current_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        release = get_object_or_404(DataRelease, pk=pk)
        if not self.has_change_permission(request, release):
            raise PermissionDenied
        self._switch(request, release)
        compared = [request.POST.get(name, "") for name in ("old", "new")]
        if all(re.fullmatch("[0-9]+", other) for other in compared):
            # From the comparison one goes back to it: the way back to the other release is the same button there.
            return redirect("admin:careers_datarelease_compare", *compared)
        return redirect("admin:careers_datarelease_change", release.pk)


class StatAdmin(ContentAdmin):
    """What wages and outlook share. A figure that an editor corrects stays corrected when the release is imported again."""

    def save_model(self, request: HttpRequest, obj: Stat, form: ModelForm, change) -> None:
        kept = {*obj.FIGURES, *(f"{figure}_status" for figure in obj.FIGURES), "base_year", "projected_year"}
        if change and kept & set(form.changed_data):
            keep_official(obj, type(obj).objects.get(pk=obj.pk))
        super().save_model(request, obj, form, change)

    form = errors_at("soc")
    list_filter = [
        "release__is_current",
        ("release", admin.RelatedOnlyFieldListFilter),
        ("area", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["soc", "area", "release"]
    # A state's files are tens of thousands of rows.
    show_full_result_count = False
    search_fields = ["soc__code", "soc__title", "area__name"]
    search_help_text = "A SOC code or title, or an area"
    autocomplete_fields = ["soc", "area", "release"]

    @admin.display(description="SOC", ordering="soc__code")
    def group(self, stat: Stat) -> str:
        return f"{stat.soc.code} {stat.soc.title}"

    @admin.display(description="period", ordering="release__reference_period")
    def period(self, stat: Stat) -> str:
        return stat.release.reference_period


def _figure_or_reason(stat: Stat, figure: str) -> str:
    value = getattr(stat, figure)
    return stat.status_of(figure).label if value is None else f"{value:,}"


def _rows(*figures: str) -> list[tuple[str, str]]:
    """A figure and its reason side by side, a line each."""
    return [(figure, f"{figure}_status") for figure in figures]


WHOSE = (
    "Whose figures",
    {
        "description": "Every career of this SOC group shows them, in the row of this area, as long as the release is current.",
        "fields": ["soc", ("area", "release")],
    },
)


@admin.register(WageStat)
class WageStatAdmin(StatAdmin):
    list_display = ["group", "area", "period", "hourly_median_shown", "annual_median_shown"]
    fieldsets = [
        WHOSE,
        (
            "By the hour",
            {
                "description": "In dollars, as published. Where there is no figure, the reason beside it is what the public reads.",
                "fields": _rows(*(f"hourly_{percentile}" for percentile in PERCENTILES), "hourly_mean"),
            },
        ),
        (
            "By the year",
            {
                "description": "As published; never worked out from the hourly figures.",
                "fields": _rows(*(f"annual_{percentile}" for percentile in PERCENTILES), "annual_mean"),
            },
        ),
        ("Employment", {"description": "How many people the wages are of.", "fields": _rows("employment")}),
    ]

    @admin.display(description="hourly median", ordering="hourly_median")
    def hourly_median_shown(self, wage: WageStat) -> str:
        return _figure_or_reason(wage, "hourly_median")

    @admin.display(description="annual median", ordering="annual_median")
    def annual_median_shown(self, wage: WageStat) -> str:
        return _figure_or_reason(wage, "annual_median")


@admin.register(OutlookStat)
class OutlookStatAdmin(StatAdmin):
    list_display = ["group", "area", "period", "employment_shown", "change_shown", "openings_shown"]
    fieldsets = [
        WHOSE,
        (
            "Figures",
            {
                "description": "As published. Where there is no figure, the reason beside it is what the public reads.",
                "fields": [
                    ("base_year", "projected_year"),
                    *_rows("base_employment", "projected_employment", "percent_change", "annual_openings"),
                    "openings_method",
                ],
            },
        ),
    ]

    @admin.display(description="employment now", ordering="base_employment")
    def employment_shown(self, outlook: OutlookStat) -> str:
        return _figure_or_reason(outlook, "base_employment")

    @admin.display(description="growth, percent", ordering="percent_change")
    def change_shown(self, outlook: OutlookStat) -> str:
        return _figure_or_reason(outlook, "percent_change")

    @admin.display(description="openings a year", ordering="annual_openings")
    def openings_shown(self, outlook: OutlookStat) -> str:
        return _figure_or_reason(outlook, "annual_openings")
