"""Schools: the list, and one school with what it teaches."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from careers.codes import STATE_NAMES
from careers.filters import SchoolFilter
from careers.models import School
from careers.study import by_state, releases, taught


@require_safe
def school_list(request: HttpRequest) -> HttpResponse:
    """Open schools by state, the agency's own first, narrowed by words, state and control."""
    schools = School.objects.listed().by_state(settings.AGENCY_STATE)
    chosen = SchoolFilter(request.GET, queryset=schools, request=request)
    context = {
        "filter": chosen,
        "states": by_state(chosen.results),
        "home_state": STATE_NAMES.get(settings.AGENCY_STATE),
    }
    return render(request, "careers/school_list.html", context)


@require_safe
def school_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One school, a closed one too: its address may stand in an old link."""
    school = get_object_or_404(School.objects.with_programs(), slug=slug)
    programs = taught(school)
    context = {
        "school": school,
        "programs": programs,
        "releases": releases([row.program for row in programs], school.offerings.all()),
    }
    return render(request, "careers/school_detail.html", context)
