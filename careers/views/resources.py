"""The directory of pages elsewhere."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from careers.filters import ResourceFilter
from careers.models import Resource


@require_safe
def resource_list(request: HttpRequest) -> HttpResponse:
    """Published resources by kind with the careers that list them; those whose link is broken apart, at the end."""
    resources = ResourceFilter(request.GET, queryset=Resource.objects.published().in_directory(), request=request)
    context = {
        "filter": resources,
        "kinds": [
            (Resource.Kind(kind), list(group))
            for kind, group in groupby(_working(resources.results), key=lambda resource: resource.kind)
        ],
        "broken": [resource for resource in resources.results if resource.is_broken],
    }
    return render(request, "careers/resource_list.html", context)


def _working(resources: list[Resource]) -> list[Resource]:
    return [resource for resource in resources if not resource.is_broken]
