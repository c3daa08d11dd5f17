"""Collections: all of them, one of them, and what their old addresses say."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from careers.catalogue import catalogue
from careers.collected import Collected
from careers.filters import AreaFilterSet
from careers.models import Area, Collection
from careers.views.previews import as_preview, may_preview


@require_safe
def collection_list(request: HttpRequest) -> HttpResponse:
    return render(request, "careers/collection_list.html", {"collections": Collection.objects.listed()})


@require_safe
def collection_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One collection. Old addresses lead to the new one; what is not published yet is there for staff alone."""
    collection = Collection.objects.with_careers().filter(slug=slug).first()
    if collection is None:
        renamed = Collection.objects.once_public().filter(previous_slugs__slug=slug).first()
        if renamed is None:
            raise Http404(slug)
        if not renamed.is_published:
            # Where it leads today may tell of a draft.
            return _gone(request)
        address = reverse("careers:collection_detail", args=[renamed.slug], query=request.GET)
        return redirect(address, permanent=True)
    if collection.is_published:
        return _page(request, collection)
    if may_preview(request, Collection):
        return as_preview(_page(request, collection, is_preview=True))
    if collection.first_published_at:
        return _gone(request)
    raise Http404(slug)


def _page(request: HttpRequest, collection: Collection, *, is_preview: bool = False) -> HttpResponse:
    place = AreaFilterSet(request.GET, queryset=Area.objects.none(), request=request)
    published = catalogue()
    context = {
        "filter": place,
        "collection": collection,
        "collected": Collected(collection, published.careers, published.overview(place.areas, place.chosen_area)),
        "is_preview": is_preview,
    }
    return render(request, "careers/collection_detail.html", context)


def _gone(request: HttpRequest) -> HttpResponse:
    """That the collection is no longer kept. What it says now may be a draft: not even its title is shown."""
    return render(request, "careers/collection_gone.html", {"collections": Collection.objects.listed()}, status=410)
