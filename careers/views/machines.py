"""What search engines and browsers read: which pages there are, which to leave alone, how to search."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.html import escape
from django.views.decorators.http import require_safe

from careers.models import CareerCluster, Collection, EducationProgram, Occupation, School

MOST_ADDRESSES = 50_000
"""So many addresses one site map may hold, by the rules of sitemaps.org."""

STANDING = (
    "home", "occupation_list", "interests", "cluster_list", "collection_list", "program_list", "school_list", "resource_list", "about",
    "about_data", "about_terms", "about_accessibility", "about_privacy",
)  # fmt: skip
"""The pages that are always there."""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap": request.build_absolute_uri(reverse("careers:sitemap"))}
    return _kept(render(request, "careers/robots.txt", context, content_type="text/plain; charset=utf-8"))


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page that stays; where they are too many for one file, a list of files. Six queries."""
    parts = Paginator(list(_pages()), MOST_ADDRESSES)
    if "part" in request.GET:
        try:
            return _map(request, "urlset", "url", parts.page(request.GET["part"][:6]))
        except InvalidPage as error:
            raise Http404("part") from error
    if parts.num_pages > 1:
        return _map(request, "sitemapindex", "sitemap", ((f"{request.path}?part={n}", None) for n in parts.page_range))
    return _map(request, "urlset", "url", parts.page(1))


def _pages() -> Iterator[tuple[str, datetime | None]]:
    """The path of each page, and when it was last changed, where that is known."""
    for name in STANDING:
        yield reverse(f"careers:{name}"), None
    dated = (
        ("occupation_list", Occupation.objects.published().by_title().values_list("slug", "updated_at")),
        ("cluster_list", ((slug, None) for slug in CareerCluster.objects.values_list("slug", flat=True))),
        ("collection_list", ((one.slug, one.updated_at) for one in Collection.objects.listed())),
        ("program_list", EducationProgram.objects.of_study().by_name().values_list("cip_code", "updated_at")),
        ("school_list", School.objects.listed().order_by("slug").values_list("slug", "updated_at")),
    )
    for name, records in dated:
        # Ten thousand pages: each stands below its list, and asking `reverse` for every one takes half a second.
        above = reverse(f"careers:{name}")
        for part, changed in records:
            yield f"{above}{part}/", changed


def _map(request: HttpRequest, root: str, entry: str, pages: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    """A file of sitemaps.org. Written without a template, which takes twenty times as long."""
    host = escape(request.build_absolute_uri("/").rstrip("/"))
    lines = (
        f"<{entry}><loc>{host}{path}</loc>{f'<lastmod>{changed:%Y-%m-%d}</lastmod>' if changed else ''}</{entry}>"
        for path, changed in pages
    )
    text = "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            f"</{root}>\n",
        ]
    )
    return _kept(HttpResponse(text, content_type="application/xml"))


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Lets a browser search this portal from its address bar."""
    context = {"host": request.build_absolute_uri("/").rstrip("/")}
    return _kept(
        render(request, "careers/opensearch.xml", context, content_type="application/opensearchdescription+xml")
    )


def _kept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=3600)
    return response
