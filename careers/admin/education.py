"""Programs of study, schools, and which school offers which program."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from careers.admin.editorial import ContentAdmin
from careers.admin.mixins import RowInline, errors_at
from careers.models import EducationProgram, ProgramAward, ProgramLink, ProgramOffering, School


class ProgramAwardInline(RowInline):
    model = ProgramAward
    form = errors_at("level")
    verbose_name = "level"
    verbose_name_plural = "Levels it can end with"


class ProgramOfferingInline(RowInline):
    """Used from both sides; the side whose form it stands in is left out of the rows."""

    model = ProgramOffering
    fields = ["program", "school", "name", "award_level", "length", "url"]
    autocomplete_fields = ["program", "school"]
    select_related = ("program", "school")


class SchoolsOfProgramInline(ProgramOfferingInline):
    form = errors_at("school")
    verbose_name = "school"
    verbose_name_plural = "Schools that offer it"


class ProgramsOfSchoolInline(ProgramOfferingInline):
    form = errors_at("program")
    verbose_name = "program"
    verbose_name_plural = "Programs it offers"


class CareersOfProgramInline(RowInline):
    model = ProgramLink
    form = errors_at("occupation")
    fields = ["occupation", "kind", "position"]
    autocomplete_fields = ["occupation"]
    select_related = ("occupation", "program")
    verbose_name = "career"
    verbose_name_plural = "Careers it leads to (it is listed on their pages)"


@admin.register(EducationProgram)
class EducationProgramAdmin(ContentAdmin):
    list_display = ["name", "cip_code", "updated_at"]
    search_fields = ["name", "cip_code"]
    search_help_text = "A name or a CIP code"
    inlines = [ProgramAwardInline, SchoolsOfProgramInline, CareersOfProgramInline]
    fieldsets = [
        (
            None,
            {
                "description": "Has a page of its own, and is listed under “Educational programs” on the pages of the careers "
                "it leads to.",
                "fields": ["name", "cip_code", "description"],
            },
        ),
    ]


@admin.register(School)
class SchoolAdmin(ContentAdmin):
    list_display = ["name", "city", "state", "control", "is_open"]
    list_filter = ["is_open", "control", "state"]
    search_fields = ["name", "other_names", "city", "unit_id"]
    autocomplete_fields = ["area"]
    inlines = [ProgramsOfSchoolInline]
    fieldsets = [
        (
            None,
            {
                "description": "Has a page of its own with the programs it offers, and stands in the list of schools while it "
                "is open.",
                "fields": ["name", "slug", "other_names", ("control", "is_open"), ("unit_id", "url")],
            },
        ),
        ("Where it is", {"fields": ["street", ("city", "state", "zip_code"), "area"]}),
    ]

    def get_prepopulated_fields(self, request: HttpRequest, obj: School | None = None) -> dict[str, list[str]]:
        return {} if obj else {"slug": ["name"]}


@admin.register(ProgramOffering)
class ProgramOfferingAdmin(ContentAdmin):
    form = errors_at("program")
    list_display = ["__str__", "program", "school", "award_level"]
    list_filter = ["award_level"]
    search_fields = ["name", "program__name", "program__cip_code", "school__name"]
    autocomplete_fields = ["program", "school"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProgramOffering]:
        return super().get_queryset(request).select_related("program", "school")
