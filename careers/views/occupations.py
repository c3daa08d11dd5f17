"""Careers: the list, one career, and the ways to it by code and by an old address."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from careers.cards import cards
from careers.catalogue import catalogue
from careers.facts import facts
from careers.figures import tables
from careers.filters import CareerPageFilter, OccupationFilter
from careers.models import Area, Occupation
from careers.next_steps import next_steps
from careers.pictures import leading_period
from careers.previews import career_description
from careers.sections import Shown, sections
from careers.views.previews import as_preview, may_preview
from careers.wording import Sentences


@require_safe
def occupation_list(request: HttpRequest) -> HttpResponse:
    """Published careers, narrowed by what the address says."""
    careers = OccupationFilter(request.GET, queryset=Occupation.objects.published().by_title(), request=request)
    return render(request, "careers/occupation_list.html", {"filter": careers})


@require_safe
def occupation_by_code(request: HttpRequest, code: str) -> HttpResponse:
    """The one published career with this SOC, O*NET-SOC or DOT code, or the list of those that share it."""
    careers = Occupation.objects.published().coded(code)[:2]
    if not careers:
        # A retired career's own address says what became of it.
        careers = Occupation.objects.once_public().coded(code)[:1]
    if not careers:
        raise Http404(code)
    if len(careers) == 1:
        return redirect(reverse("careers:occupation_detail", args=[careers[0].slug], query=request.GET), permanent=True)
    return redirect(reverse("careers:occupation_list", query=request.GET.dict() | {"q": code}), permanent=True)


@require_safe
def occupation_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One career. Old addresses lead to the new one; drafts are there for staff alone."""
    occupation = Occupation.objects.with_page().filter(slug=slug).first()
    if occupation is None:
        renamed = Occupation.objects.once_public().filter(previous_slugs__slug=slug).first()
        if renamed is None:
            raise Http404(slug)
        return _lasting(request, renamed)
    if occupation.status == Occupation.Status.PUBLISHED:
        return _career_page(request, occupation)
    if may_preview(request, Occupation):
        return as_preview(_career_page(request, occupation, is_preview=True))
    if occupation.status == Occupation.Status.RETIRED and occupation.first_published_at:
        return _retired(request, occupation)
    raise Http404(slug)


def _career_page(request: HttpRequest, occupation: Occupation, *, is_preview: bool = False) -> HttpResponse:
    own = {wording.key: None if wording.is_off else wording.text for wording in occupation.wordings.all()}
    sentences = Sentences(occupation.plural, occupation.singular_title, own)
    place = CareerPageFilter(request.GET, queryset=Area.objects.none(), request=request)
    wages, outlook = tables(occupation, settings.AGENCY_STATE, sentences, place.chosen_area)
    leading = leading_period(wages)
    period = place.period or leading
    published = catalogue()
    related = cards(
        [
            published.careers[link.to_occupation_id]
            for link in occupation.related.all()
            if link.to_occupation_id in published.careers
        ],
        published.overview(place.areas, place.chosen_area),
        period,
    )
    state = settings.AGENCY_STATE
    steps = next_steps(occupation, related, published.taught(state), state, place.chosen_area)
    shown = Shown(wages, outlook, period, place.period_links(leading), related, steps)
    context = {
        "occupation": occupation,
        "filter": place,
        "facts": facts(occupation, wages, outlook, period),
        "sections": sections(occupation, sentences, shown),
        "description": career_description(occupation, wages),
        "is_preview": is_preview,
    }
    return render(request, "careers/occupation_detail.html", context)


def _lasting(request: HttpRequest, career: Occupation) -> HttpResponse:
    """To the career's address of today, with what the old link said of area and period."""
    address = reverse("careers:occupation_detail", args=[career.slug], query=request.GET)
    return redirect(address, permanent=True)


def _retired(request: HttpRequest, occupation: Occupation) -> HttpResponse:
    """To the career that replaced it, or a page saying that it is gone."""
    if successor := occupation.successor():
        return _lasting(request, successor)
    return render(request, "careers/occupation_retired.html", {"occupation": occupation}, status=410)
