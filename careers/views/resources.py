"""The directory of pages elsewhere."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from careers.models import Resource


@require_safe
def resource_list(request: HttpRequest) -> HttpResponse:
    """Published resources, grouped by kind, with the careers that list them."""
    resources = list(Resource.objects.published().with_careers())
    kinds = [
        (Resource.Kind(kind), list(group)) for kind, group in groupby(resources, key=lambda resource: resource.kind)
    ]
    return render(request, "careers/resource_list.html", {"kinds": kinds, "count": len(resources)})
