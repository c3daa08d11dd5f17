"""Careers side by side."""

from itertools import zip_longest

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from careers.comparison import Comparison, related_to
from careers.filters import ComparisonFilter
from careers.in_common import in_common
from careers.models import Area


@require_safe
def comparison_page(request: HttpRequest) -> HttpResponse:
    """Up to four careers side by side; with fewer than two, the page helps to choose."""
    chosen = ComparisonFilter(request.GET, queryset=Area.objects.none(), request=request)
    related = related_to(chosen.careers)
    is_comparing = len(chosen.careers) > 1
    context = {
        "filter": chosen,
        "comparison": Comparison(chosen.careers, chosen.overview, related) if is_comparing else None,
        "in_common": in_common(chosen.careers) if is_comparing else [],
        # The nearest of each come before the next of any.
        "related": chosen.steps_to(key for nearest in zip_longest(*related.values()) for key in nearest),
    }
    return render(request, "careers/compare.html", context)
