"""Career clusters and the careers in them."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from careers.models import CareerCluster, CareerPathway, Occupation


@require_safe
def cluster_list(request: HttpRequest) -> HttpResponse:
    return render(request, "careers/cluster_list.html", {"clusters": CareerCluster.objects.with_career_count()})


@require_safe
def cluster_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One cluster: its pathways, each with its published careers."""
    careers = Prefetch("occupations", Occupation.objects.published().by_title())
    cluster = get_object_or_404(
        CareerCluster.objects.prefetch_related(Prefetch("pathways", CareerPathway.objects.prefetch_related(careers))),
        slug=slug,
    )
    pathways = [pathway for pathway in cluster.pathways.all() if pathway.occupations.all()]
    return render(request, "careers/cluster_detail.html", {"cluster": cluster, "pathways": pathways})
