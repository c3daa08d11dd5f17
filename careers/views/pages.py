"""Home, the pages about the portal, and the error pages."""

from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.views.decorators.http import require_safe

from careers.codes import EntryEducation, HollandInterest
from careers.glossary import GROUPS
from careers.models import CareerCluster, Collection, DataRelease, Dataset, Occupation

COLLECTIONS_ON_HOME = 6

WAGES_TO_BEGIN_WITH = ("20", "30", "40", "50", "60")
"""Dollars an hour that the home page offers lists of careers for."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    careers = Occupation.objects.published()
    collections = Collection.objects.listed()
    context = {
        "clusters": CareerCluster.objects.with_career_count(),
        "collections": collections[:COLLECTIONS_ON_HOME],
        "has_more_collections": len(collections) > COLLECTIONS_ON_HOME,
        "newest": careers.lately_edited()[:6],
        "count": careers.count(),
        "interests": HollandInterest,
        "educations": EntryEducation,
        "wages": WAGES_TO_BEGIN_WITH,
    }
    return render(request, "careers/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "careers/about.html")


@require_safe
def about_data(request: HttpRequest) -> HttpResponse:
    """Every current release: what, from whom, of when, under which licence."""
    releases = DataRelease.objects.current()
    datasets = [
        (Dataset(dataset).label, list(group))
        for dataset, group in groupby(releases, key=lambda release: release.dataset)
    ]
    return render(
        request,
        "careers/about_data.html",
        {"datasets": datasets, "has_demo": any(release.is_demo for release in releases)},
    )


@require_safe
def about_terms(request: HttpRequest) -> HttpResponse:
    """Every term of the field that pages explain, in plain words."""
    return render(request, "careers/about_terms.html", {"groups": GROUPS})


@require_safe
def about_accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "careers/about_accessibility.html")


@require_safe
def about_privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "careers/about_privacy.html")


@require_safe
def agency_css(request: HttpRequest) -> HttpResponse:
    """The agency's accent colour as a style sheet of one rule; a style attribute would break the content policy."""
    if not settings.AGENCY_ACCENT:
        raise Http404
    response = HttpResponse(
        f"@layer agency {{ :root {{ --accent: {settings.AGENCY_ACCENT}; }} }}\n", content_type="text/css"
    )
    response["Cache-Control"] = "public, max-age=86400"
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponseNotFound(loader.render_to_string("404.html", request=request))


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs neither the database nor the request: either may be what failed."""
    return HttpResponseServerError(loader.render_to_string("500.html"))
