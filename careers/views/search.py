"""Search over everything, and suggestions while somebody types."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from careers.filters import AreaFilterSet, Words
from careers.models import Area, CareerCluster
from careers.search import Kind, search, suggest


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Careers, clusters, collections, programs, schools and resources that fit the words in `q`; or the careers that come nearest."""
    typed = _typed(request)
    place = AreaFilterSet(request.GET, queryset=Area.objects.none(), request=request)
    results = search(typed)
    context = {
        "typed": typed,
        "filter": place,
        "results": results,
        "clusters": CareerCluster.objects.all() if not results.groups else (),
    }
    return render(request, "careers/search.html", context)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Up to eight pages for what is typed so far, as JSON; of one kind where `kind` names one."""
    typed, kind = _typed(request), request.GET.get("kind", "")
    found = suggest(typed, Kind(kind) if kind in Kind.values else None) if typed else []
    return JsonResponse(
        {
            "q": typed,
            "suggestions": [
                {
                    "title": result.document.title,
                    "also": "".join(piece.text for piece in result.also),
                    "kind": result.document.kind.value,
                    "note": result.document.note,
                    "url": result.document.url,
                    "is_elsewhere": result.is_elsewhere,
                }
                for result in found
            ],
        }
    )


def _typed(request: HttpRequest) -> str:
    """What stands in `q`, as every list reads it."""
    return Words(required=False).clean(request.GET.get("q", ""))
