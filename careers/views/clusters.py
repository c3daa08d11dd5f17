"""Career clusters and the careers in them."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from careers.codes import JobZone
from careers.models import CareerCluster, CareerPathway, Occupation
from careers.steps import steps


@require_safe
def cluster_list(request: HttpRequest) -> HttpResponse:
    return render(request, "careers/cluster_list.html", {"clusters": CareerCluster.objects.with_career_count()})


@require_safe
def cluster_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One cluster: its pathways, each with its published careers as steps of preparation."""
    careers = Prefetch("occupations", Occupation.objects.published().by_title().only("title", "slug", "job_zone"))
    cluster = get_object_or_404(
        CareerCluster.objects.prefetch_related(Prefetch("pathways", CareerPathway.objects.prefetch_related(careers))),
        slug=slug,
    )
    pathways = [steps(pathway) for pathway in cluster.pathways.all() if pathway.occupations.all()]
    context = {"cluster": cluster, "pathways": pathways, "zones": JobZone}
    return render(request, "careers/cluster_detail.html", context)
