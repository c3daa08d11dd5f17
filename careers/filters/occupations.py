"""The career list."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from careers.codes import EntryEducation, HollandInterest, JobZone
from careers.filters.base import Facet, ListFilterSet, WordsFilter
from careers.models import CareerCluster, Occupation
from careers.search import find_careers


class _Pathway(NamedTuple):
    """A pathway with its cluster; without a `pk`, a cluster that has none."""

    cluster: str
    cluster_name: str
    pk: int | None
    slug: str | None
    name: str | None

    @property
    def value(self) -> str:
        """`manufacturing.production`: the slug of a pathway is its own only within its cluster."""
        return f"{self.cluster}.{self.slug}"


class PathwayFacet(Facet):
    """Pathways are offered within the clusters that are chosen: all seventy at once would help nobody."""

    def offers(self, choice: str) -> bool:
        return choice.partition(".")[0] in self.parent.chosen["cluster"] and super().offers(choice)


class OccupationFilter(ListFilterSet):
    SINGULAR, PLURAL = "career", "careers"

    q = WordsFilter(find="with_words", label="Words or code")
    cluster = Facet(choices="clusters", pairs="by_cluster", label="Career cluster", is_open=True)
    pathway = PathwayFacet(choices="pathways", pairs="by_pathway", label="Pathway", is_open=True)
    education = Facet("entry_education", choices=EntryEducation.choices, label="Usual way in", is_open=True)
    job_zone = Facet("job_zone", choices=JobZone.choices, label="Preparation (O*NET job zone)")
    interest = Facet(choices=HollandInterest.choices, pairs="by_interest", label="Interests")

    class Meta:
        model = Occupation
        fields = []

    def with_words(self, words: str) -> set[int]:
        return set(find_careers(words))

    @cached_property
    def _scheme(self) -> list[_Pathway]:
        """All clusters, each once for each of its pathways. One query."""
        names = ("slug", "name", "pathways__pk", "pathways__slug", "pathways__name")
        clusters = CareerCluster.objects.order_by("position", "name", "pathways__position", "pathways__name")
        return [_Pathway(*row) for row in clusters.values_list(*names)]

    def clusters(self) -> list[tuple[str, str]]:
        return list({row.cluster: row.cluster_name for row in self._scheme}.items())

    def pathways(self) -> list[tuple[str, str]]:
        return [(row.value, row.name) for row in self._scheme if row.pk]

    @cached_property
    def _in_pathways(self) -> list[tuple[_Pathway, int]]:
        """Which careers are in which pathways. One query."""
        pathways = {row.pk: row for row in self._scheme}
        links = Occupation.pathways.through.objects.values_list("careerpathway_id", "occupation_id")
        return [(pathways[pathway], career) for pathway, career in links]

    def by_cluster(self) -> Iterator[tuple[str, int]]:
        return ((pathway.cluster, career) for pathway, career in self._in_pathways)

    def by_pathway(self) -> Iterator[tuple[str, int]]:
        return ((pathway.value, career) for pathway, career in self._in_pathways)

    def by_interest(self) -> Iterator[tuple[str, int]]:
        codes = self.queryset.order_by().values_list("holland_code", "pk")
        return ((letter, career) for code, career in codes for letter in code)
