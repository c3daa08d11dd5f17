"""Shared lists, by their long address and by the short one."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from careers.catalogue import catalogue
from careers.extending import offers
from careers.filters import SharedListFilter
from careers.gathering import Chosen, by_held, by_names
from careers.models import Area
from careers.search import search
from careers.sharing import SharedList
from careers.shortlists import MOST, DamagedCodeError, read


@require_safe
def shared_list(request: HttpRequest) -> HttpResponse:
    """What the address names, in its order."""
    place = _place(request)
    names = (place.chosen[kind] or [] for kind in Chosen._fields)
    return _page(request, place, by_names(*names))


@require_safe
def short_list(request: HttpRequest, code: str) -> HttpResponse:
    """The same page, by the code that holds the list. It stays at its address, which outlives the careers' names."""
    try:
        held = read(code)
    except DamagedCodeError:
        return render(request, "careers/short_list_damaged.html", {"code": code[:60]}, status=404)
    return _page(request, _place(request), by_held(held), is_short=True)


def _place(request: HttpRequest) -> SharedListFilter:
    return SharedListFilter(request.GET, queryset=Area.objects.none(), request=request)


def _page(request: HttpRequest, place: SharedListFilter, chosen: Chosen, *, is_short: bool = False) -> HttpResponse:
    published = catalogue()
    shared = SharedList(
        chosen, published.careers, published.overview(place.areas, place.chosen_area),
        state=settings.AGENCY_STATE, fields=place.fields, absolute=request.build_absolute_uri,
    )  # fmt: skip
    results = search(place.typed) if place.typed else None
    context = {
        "filter": place,
        "list": shared,
        "most": MOST,
        "results": results,
        "offers": offers(shared, place.typed, results) if results else [],
        "is_short": is_short,
        "is_handout": "print" in request.GET,
    }
    return render(request, "careers/shared_list.html", context)
