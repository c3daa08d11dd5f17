"""Shared lists, by their long address and by the short one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from careers.catalogue import catalogue
from careers.filters import SharedListFilter
from careers.models import Area
from careers.sharing import Choice, SharedList, by_keys, by_slugs
from careers.shortlists import MOST, DamagedCodeError, decode


@require_safe
def shared_list(request: HttpRequest) -> HttpResponse:
    """The careers that the address names, in its order."""
    place = _place(request)
    return _page(request, place, by_slugs(place.chosen["careers"] or []))


@require_safe
def short_list(request: HttpRequest, code: str) -> HttpResponse:
    """The same page, by the code that holds the list. It stays at its address, which outlives the careers' names."""
    try:
        keys = decode(code)
    except DamagedCodeError:
        return render(request, "careers/short_list_damaged.html", {"code": code[:60]}, status=404)
    return _page(request, _place(request), by_keys(list(dict.fromkeys(keys))), is_short=True)


def _place(request: HttpRequest) -> SharedListFilter:
    return SharedListFilter(request.GET, queryset=Area.objects.none(), request=request)


def _page(request: HttpRequest, place: SharedListFilter, choice: Choice, *, is_short: bool = False) -> HttpResponse:
    published = catalogue()
    shared = SharedList(
        choice, published.careers, published.overview(place.areas, place.chosen_area), place.fields,
        request.build_absolute_uri,
    )  # fmt: skip
    context = {
        "filter": place,
        "list": shared,
        "most": MOST,
        "is_short": is_short,
        "is_handout": "print" in request.GET,
    }
    return render(request, "careers/shared_list.html", context)
