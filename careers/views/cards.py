"""The pictures that links unfold to: one for each career, one for every other page."""

import hashlib
from collections.abc import Callable
from threading import Lock

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseGone, QueryDict
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from careers.catalogue import catalogue
from careers.drawing import DESIGN, Picture, draw
from careers.filters import AreaFilterSet
from careers.models import Area, CareerPathway, Edition, Occupation
from careers.previews import career_picture, logo, portal_picture

BROWSERS_KEEP = 3600
"""Seconds; after that a browser asks again, and mostly hears that nothing has changed."""

WAITS = 1
"""Seconds that a request waits for its turn; pages come before pictures."""

_drawing = Lock()


class BusyError(Exception):
    """Too many pictures are asked for at once."""


@require_safe
def portal_card(request: HttpRequest) -> HttpResponse:
    return _answer(request, "", portal_picture)


@require_safe
def occupation_card(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture of a published career. An old address leads to the new one, as that of the page does."""
    occupation = Occupation.objects.filter(slug=slug).select_related("replaced_by").first()
    if occupation is None:
        occupation = Occupation.objects.once_public().filter(previous_slugs__slug=slug).first()
        if occupation is None:
            raise Http404(slug)
        return redirect("careers:occupation_card", occupation.slug, permanent=True)
    if occupation.status == Occupation.Status.PUBLISHED:
        return _answer(request, slug, lambda: _of_career(request, occupation))
    if occupation.status == Occupation.Status.RETIRED and occupation.first_published_at:
        if successor := occupation.successor():
            return redirect("careers:occupation_card", successor.slug, permanent=True)
        return HttpResponseGone()
    raise Http404(slug)


def _of_career(request: HttpRequest, occupation: Occupation) -> Picture:
    published = catalogue()
    # Drawn for everybody, whatever area the address asks for.
    place = AreaFilterSet(QueryDict(), queryset=Area.objects.none(), request=request)
    pathway = CareerPathway.objects.filter(occupations=occupation).select_related("cluster").first()
    overview = published.overview(place.areas, place.chosen_area)
    career = published.careers.get(occupation.pk)
    if career is None:  # published this very second, and the catalogue does not know it yet
        raise Http404(occupation.slug)
    return career_picture(career, pathway and pathway.cluster, overview)


def _answer(request: HttpRequest, name: str, compose: Callable[[], Picture]) -> HttpResponse:
    """The picture, drawn unless it was before; a browser that has it is told so."""
    key = _key(name)
    etag = f'"{key}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = HttpResponse(_drawn(key, compose), content_type="image/png")
        except BusyError:
            return HttpResponse(status=503, headers={"Retry-After": "10", "Cache-Control": "no-store"})
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=BROWSERS_KEEP)
    return response


def _key(name: str) -> str:
    """Another one whenever the picture may be another: the content, the agency's settings, its logo, the design."""
    file = logo()
    made_of = (
        name, Edition.objects.seen(), DESIGN, settings.AGENCY_NAME, settings.AGENCY_STATE, settings.AGENCY_ACCENT,
        file and (str(file), file.stat().st_mtime_ns),
    )  # fmt: skip
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]


def _drawn(key: str, compose: Callable[[], Picture]) -> bytes:
    pictures = caches["pictures"]
    if file := pictures.get(key):
        return file
    # One at a time: however many are asked for at once, there is memory for one, and none is drawn twice.
    if not _drawing.acquire(timeout=WAITS):
        raise BusyError
    try:
        file = pictures.get(key)
        if file is None:
            file = draw(compose())
            pictures.set(key, file)
    finally:
        _drawing.release()
    return file
