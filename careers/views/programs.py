"""Programs of study: the list, one program, and the ways to it by the code of its group."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from careers.codes import cip_code_of
from careers.filters import ProgramFilter, SchoolsOfProgramFilter
from careers.models import EducationProgram, ProgramOffering, School
from careers.study import award_levels, by_state, careers_by_kind, listed, own_names, program_facts, relatives, releases


@require_safe
def program_list(request: HttpRequest) -> HttpResponse:
    """Programs of study by name, narrowed by words, award level and family."""
    programs = EducationProgram.objects.of_study().with_careers().by_name()
    chosen = ProgramFilter(request.GET, queryset=programs, request=request)
    return render(request, "careers/program_list.html", {"filter": chosen, "programs": listed(chosen.results)})


@require_safe
def program_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One program of study by its CIP code (`15.0613`)."""
    program = EducationProgram.objects.of_study().with_careers().filter(cip_code=code).first()
    if program is None:
        return _lead_on(code)
    state = settings.AGENCY_STATE
    schools = SchoolsOfProgramFilter(
        request.GET, queryset=School.objects.listed().offering(program).by_state(state), request=request
    )
    # Of a thousand courses only the names and levels count; what the page shows of some is in the page.
    said = list(ProgramOffering.objects.listed().filter(program=program).only("name", "award_level"))
    shown = [offering for school in schools.results for offering in school.courses]
    careers = careers_by_kind(program)
    levels = award_levels(program, said)
    context = {
        "program": program,
        "facts": program_facts(careers, levels, schools.by_state, state),
        "careers": careers,
        "filter": schools,
        "states": by_state(schools.results),
        "names": own_names(program, said),
        "relatives": relatives(program, EducationProgram.objects.around(program)),
        "releases": releases([program], shown),
    }
    return render(request, "careers/program_detail.html", context)


def _lead_on(code: str) -> HttpResponse:
    """To the program of a code without its point; from a family or a series to the list of its programs."""
    cip_code = cip_code_of(code)
    if not EducationProgram.objects.of_study().filter(cip_code__startswith=cip_code).exists():
        raise Http404(code)
    return redirect(EducationProgram.address_of(cip_code), permanent=True)
