"""Careers: the long form in the order of the public page, and the lists of that page on their own."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Case, ManyToManyField, QuerySet, Value, When
from django.forms import ModelForm
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils import timezone

from careers.admin.editorial import ContentAdmin
from careers.admin.mixins import ProseMixin, ReadOnly, RowInline, Rows, errors_at
from careers.admin.official import say_kept_address
from careers.models import (
    AlternateTitle,
    CareerPathway,
    Occupation,
    OccupationResource,
    OccupationWording,
    OutlookStat,
    PreviousSlug,
    ProgramLink,
    RelatedOccupation,
    Task,
    WageStat,
    WorkRequirement,
)
from careers.publishing import refuse_hiding, refuse_taken_address, save_career

IN_PAGE_ORDER = Case(*(When(group=group, then=Value(place)) for place, group in enumerate(WorkRequirement.Group)))


# The lists within a career's form, in the order of the page ----------------------------------------------------------


class AlternateTitleRows(Rows):
    """Other names: two new rows with the same one are found here, before the table would stop the whole save."""

    def clean(self) -> None:
        super().clean()
        seen = set()
        for form in self.forms:
            if form.cleaned_data.get(DELETION_FIELD_NAME) or not (title := form.cleaned_data.get("title", "").lower()):
                continue
            if title in seen:
                form.add_error("title", "This career already has this name.")
            seen.add(title)


class AlternateTitleInline(RowInline):
    model = AlternateTitle
    form = errors_at("title")
    formset = AlternateTitleRows
    fields = ["title", "search_only", "position"]
    ordering = ["search_only", "position", "title"]
    verbose_name_plural = "Alternate titles (“Also called” under the title, and words people search for)"
    short_name = "Alternate titles"


class RelatedOccupationInline(RowInline):
    model = RelatedOccupation
    form = errors_at("to_occupation")
    fk_name = "occupation"
    autocomplete_fields = ["to_occupation"]
    fields = ["to_occupation", "position"]
    select_related = ("to_occupation",)
    verbose_name_plural = "Related careers (section “Related careers”)"
    short_name = "Related careers"


class TaskInline(RowInline):
    model = Task
    fields = ["kind", "statement", "importance", "position"]
    ordering = ["-kind", "position", "pk"]
    verbose_name_plural = "Tasks (section “Job duties”)"
    short_name = "Tasks"


class WorkRequirementInline(RowInline):
    model = WorkRequirement
    fields = ["group", "text", "importance", "position"]
    verbose_name_plural = "Work requirements (section “Work requirements”)"
    short_name = "Work requirements"

    def get_queryset(self, request: HttpRequest) -> QuerySet[WorkRequirement]:
        return super().get_queryset(request).order_by(IN_PAGE_ORDER, "position", "pk")


class ProgramLinkInline(RowInline):
    model = ProgramLink
    form = errors_at("program")
    fields = ["program", "kind", "position"]
    ordering = ["-kind", "position", "program__name"]
    autocomplete_fields = ["program"]
    select_related = ("program",)
    verbose_name = "program"
    verbose_name_plural = "Programs of study (section “Education and training”)"
    short_name = "Programs of study"


class OccupationResourceInline(RowInline):
    model = OccupationResource
    form = errors_at("resource")
    fields = ["resource", "position"]
    autocomplete_fields = ["resource"]
    select_related = ("resource",)
    verbose_name = "resource"
    verbose_name_plural = "Resources (section “Other resources”)"
    short_name = "Resources"


class OccupationWordingInline(RowInline):
    model = OccupationWording
    form = errors_at("key")
    fields = ["key", "text", "is_off"]
    verbose_name_plural = "Standing sentences (said in this career's own way, or left out)"
    short_name = "Standing sentences"


class PreviousSlugForm(forms.ModelForm):
    """An old address by hand, say of the system before this one."""

    class Meta:
        error_messages = {"slug": {"unique": "A career already had this address before."}}


class PreviousSlugInline(RowInline):
    """Old addresses come by themselves with a change of the address; those of an older system are added here."""

    model = PreviousSlug
    form = PreviousSlugForm
    fields = ["slug", "created_at"]
    readonly_fields = ["created_at"]
    verbose_name = "previous address"
    verbose_name_plural = "Previous addresses (they lead to the present one)"
    short_name = "Previous addresses"

    def has_change_permission(self, request: HttpRequest, obj: Occupation | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Occupation | None = None) -> bool:
        # Of a career that was never public nobody has the address.
        return bool(obj and not obj.first_published_at) and super().has_delete_permission(request, obj)


# The career ----------------------------------------------------------------------------------------------------------


class OccupationForm(errors_at("onet_soc_code")):
    class Meta:
        error_messages = {"slug": {"unique": "Another career has this address. Choose another."}}

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        refuse_taken_address(slug, self.instance)
        return slug

    def clean_status(self) -> str:
        status = self.cleaned_data["status"]
        refuse_hiding(status, self.instance)
        return status


@admin.register(Occupation)
class OccupationAdmin(ProseMixin, ContentAdmin):
    form = OccupationForm
    list_display = ["title", "status", "soc_code", "review_due", "updated_on"]
    list_filter = [
        "status",
        ("pathways__cluster", admin.RelatedOnlyFieldListFilter),
        "job_zone",
        "entry_education",
        ("release", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["soc"]
    list_per_page = 50
    search_fields = ["title", "alternate_titles__title", "soc__code", "onet_soc_code", "dot_code"]
    search_help_text = "A title, another name, or a SOC, O*NET-SOC or DOT code"
    date_hierarchy = "review_due"
    ordering = ["title"]
    autocomplete_fields = ["replaced_by", "release", "pathways", "soc"]
    readonly_fields = ["status_changed", "updated_at"]
    inlines = [
        AlternateTitleInline,
        RelatedOccupationInline,
        TaskInline,
        WorkRequirementInline,
        ProgramLinkInline,
        OccupationResourceInline,
        OccupationWordingInline,
        PreviousSlugInline,
    ]
    fieldsets = [
        (
            "Name and publishing",
            {
                "description": "The head of the page. The public sees a career only while its status is “Published”; "
                "until then, “View on site” is a preview for staff.",
                "fields": [
                    "title",
                    ("singular_title", "title_in_text"),
                    "slug",
                    ("status", "replaced_by"),
                    ("review_due", "release"),
                    ("status_changed", "updated_at"),
                ],
            },
        ),
        (
            "Usual way in",
            {
                "description": "Education is the fact “Usual way in” under the title; experience and training stand in "
                "“Education and training”. Pay and outlook beside the fact come from the SOC group, interests from the "
                "Holland code; both are under “Codes”.",
                "fields": [("entry_education", "prior_experience", "job_training")],
            },
        ),
        ("At a glance", {"description": "The first section of the page.", "fields": ["at_a_glance"]}),
        ("Career summary", {"description": "The second section of the page.", "fields": ["summary"]}),
        (
            "Education and training",
            {
                "description": "Parts without text are left out of the page. Programs of study are a list further down.",
                "classes": ["collapse"],
                "fields": [
                    "preparation",
                    "education_after_high_school",
                    "work_experience",
                    "on_the_job_training",
                    "high_school_courses",
                    "electives",
                ],
            },
        ),
        (
            "Things to know",
            {
                "description": "The section “Things to know”; a part without text is left out.",
                "classes": ["collapse"],
                "fields": ["hiring", "costs_to_workers", "licensing"],
            },
        ),
        (
            "Wages and benefits",
            {
                "description": "The text below the wage table. The figures are the SOC group's and are kept under “Wages”.",
                "classes": ["collapse"],
                "fields": ["pay_notes", "benefits"],
            },
        ),
        (
            "Employment and outlook",
            {
                "description": "The text around the outlook table. The figures are the SOC group's and are kept under “Outlook”.",
                "classes": ["collapse"],
                "fields": ["regional_outlook", "major_employers", "national_outlook"],
            },
        ),
        (
            "Codes",
            {
                "description": "The foot of the page. The pathways also put the career into its clusters, and the SOC group "
                "decides whose wages and outlook it shows.",
                "fields": [
                    "pathways",
                    "soc",
                    ("onet_soc_code", "dot_code"),
                    ("job_zone", "holland_code"),
                    ("interest_realistic", "interest_investigative", "interest_artistic"),
                    ("interest_social", "interest_enterprising", "interest_conventional"),
                ],
            },
        ),
    ]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Occupation | None = None) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["title"]}

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **kwargs) -> forms.Field:
        # A pathway is shown with its cluster's name.
        return super().formfield_for_manytomany(
            db_field, request, queryset=CareerPathway.objects.select_related("cluster"), **kwargs
        )

    def has_delete_permission(self, request: HttpRequest, obj: Occupation | None = None) -> bool:
        # A career that was ever public is retired, not deleted: its address goes on answering.
        if obj and obj.first_published_at:
            return False
        return super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Occupation, form: ModelForm, change) -> None:
        say_kept_address(request, save_career(obj, by=request.user))
        if "soc" in form.changed_data:
            for dataset, stats in (("wages", WageStat), ("outlook", OutlookStat)):
                if not stats.objects.current().filter(soc=obj.soc).exists():
                    messages.warning(
                        request,
                        f"There are no figures on {dataset} for {obj.soc}. The page says so, or shows a larger group.",
                    )

    @admin.display(description="SOC", ordering="soc__code")
    def soc_code(self, career: Occupation) -> str:
        return career.soc.code

    @admin.display(description="updated", ordering="updated_at")
    def updated_on(self, career: Occupation) -> str:
        return f"{timezone.localdate(career.updated_at):%Y-%m-%d}"

    @admin.display(description="status since")
    def status_changed(self, career: Occupation) -> str:
        if not career.status_changed_at:
            return "–"
        day = timezone.localtime(career.status_changed_at)
        return f"{day:%Y-%m-%d %H:%M}" + (f", by {career.status_changed_by}" if career.status_changed_by else "")


# Its lists on their own ----------------------------------------------------------------------------------------------


@admin.register(AlternateTitle)
class AlternateTitleAdmin(ContentAdmin):
    form = errors_at("title")
    list_display = ["title", "occupation", "search_only"]
    list_filter = ["search_only"]
    list_select_related = ["occupation"]
    search_fields = ["title", "occupation__title"]
    autocomplete_fields = ["occupation"]
    ordering = ["title"]


@admin.register(Task)
class TaskAdmin(ContentAdmin):
    list_display = ["statement", "occupation", "kind", "importance"]
    list_filter = ["kind"]
    list_select_related = ["occupation"]
    search_fields = ["statement", "occupation__title"]
    autocomplete_fields = ["occupation"]
    ordering = ["occupation__title", "-kind", "position"]


@admin.register(WorkRequirement)
class WorkRequirementAdmin(ContentAdmin):
    list_display = ["text", "occupation", "group", "importance"]
    list_filter = ["group"]
    list_select_related = ["occupation"]
    search_fields = ["text", "occupation__title"]
    autocomplete_fields = ["occupation"]
    ordering = ["occupation__title", IN_PAGE_ORDER, "position"]


@admin.register(OccupationWording)
class OccupationWordingAdmin(ContentAdmin):
    """Every career that says a standing sentence in its own way."""

    form = errors_at("key")
    list_display = ["key", "occupation", "text", "is_off"]
    list_filter = ["key", "is_off"]
    list_select_related = ["occupation"]
    search_fields = ["text", "occupation__title"]
    autocomplete_fields = ["occupation"]


@admin.register(PreviousSlug)
class PreviousSlugAdmin(ReadOnly, admin.ModelAdmin):
    """Addresses that go on answering. They come by themselves, and from the career's form."""

    list_display = ["slug", "occupation", "created_at"]
    list_select_related = ["occupation"]
    search_fields = ["slug", "occupation__title"]
    date_hierarchy = "created_at"

    def has_delete_permission(self, request: HttpRequest, obj: PreviousSlug | None = None) -> bool:
        if obj and obj.occupation.first_published_at and not request.user.is_superuser:
            return False
        return super().has_delete_permission(request, obj)
