"""The resource directory."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from careers.filters.base import Facet, WordsFilter
from careers.filters.states import StateListFilterSet
from careers.models import CareerCluster, Resource, ResourceTopic
from careers.search import Kind


class ServingFacet(Facet):
    """A facet in which a record that names no value serves them all, as a national body serves every state.

    Offered are the values that some record names: each of the others would leave the same records.
    """

    def __init__(self, *args, every: str = "", **kwargs):
        """`every` is the value that stands for all of them."""
        super().__init__(*args, **kwargs)
        self.every = every

    @cached_property
    def _rows(self) -> list[tuple[str, int]]:
        return list(super()._pairs())

    def _pairs(self) -> Iterator[tuple[str, int]]:
        for value, key in self._rows:
            yield from ((name, key) for name in (self.labels if value == self.every else [value]))

    @cached_property
    def _named(self) -> set[str]:
        return {value for value, _ in self._rows if value != self.every}

    def offers(self, choice: str) -> bool:
        return choice in self._named


class ResourceFilter(StateListFilterSet):
    SINGULAR, PLURAL = "resource", "resources"

    q = WordsFilter(kind=Kind.RESOURCE, label="Words")
    kind = Facet(choices=Resource.Kind.choices, pairs="by_kind", label="Kind", is_open=True)
    topic = Facet("topics__slug", choices="topics", label="Helps with", is_open=True)
    cluster = ServingFacet(choices="clusters", pairs="by_cluster", label="Career cluster")
    audience = ServingFacet(
        choices=[choice for choice in Resource.Audience.choices if choice[0] != Resource.Audience.EVERYONE],
        pairs="by_audience",
        every=Resource.Audience.EVERYONE,
        label="For",
    )
    state = ServingFacet(choices="state_choices", pairs="by_state", label="State")

    class Meta:
        model = Resource
        fields = []

    def in_order(self) -> list[int]:
        """By kind, with words too: the kinds are the headings of the list."""
        return self.as_listed()

    def topics(self) -> list[tuple[str, str]]:
        return list(ResourceTopic.objects.values_list("slug", "name"))

    def clusters(self) -> list[tuple[str, str]]:
        return list(CareerCluster.objects.values_list("slug", "name"))

    def by_cluster(self) -> Iterable[tuple[str, int]]:
        rows = self.queryset.order_by().values_list("clusters__slug", "pk")
        return ((cluster or "", key) for cluster, key in rows)

    @cached_property
    def _rows(self) -> list[tuple[int, str, str, str | None]]:
        return list(self.queryset.values_list("pk", "kind", "audience", "area__abbreviation"))

    def by_kind(self) -> Iterable[tuple[str, int]]:
        return ((kind, key) for key, kind, _, _ in self._rows)

    def by_audience(self) -> Iterable[tuple[str, int]]:
        return ((audience, key) for key, _, audience, _ in self._rows)

    def by_state(self) -> Iterable[tuple[str, int]]:
        return ((state or "", key) for key, _, _, state in self._rows)
