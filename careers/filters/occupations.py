"""The career list."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from careers.cards import Card, cards, sources
from careers.codes import EntryEducation, HollandInterest, JobZone, OutlookWord, PayPeriod
from careers.figures import Source
from careers.filters.areas import AreaChoice, AreaFilterSet
from careers.filters.base import Choice, DollarsFilter, Facet, ListFilterSet, WordsFilter
from careers.formatting import dollars
from careers.models import CareerCluster, Occupation
from careers.overview import CAREER_COLUMNS, Career, Overview
from careers.search import find_careers

SORTS = [
    ("relevance", "Best match"),
    ("name", "Name"),
    ("pay", "Pay, highest first"),
    ("openings", "Openings, most first"),
    ("growth", "Growth, fastest first"),
]


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


class SortChoice(Choice):
    """By relevance where there are words it could be judged by, by name where not."""

    @property
    def default(self) -> str:
        return "relevance" if self.parent.form.cleaned_data.get("q") else "name"

    def offers(self, choice: str) -> bool:
        return choice != "relevance" or bool(self.parent.chosen["q"])


class PayFilter(DollarsFilter):
    def described(self, value: Decimal) -> list[tuple[str, list[str]]]:
        return [(f"At least {dollars(value, cents=value % 1 != 0)} {self.parent.period.label}", [])]


class OccupationFilter(ListFilterSet, AreaFilterSet):
    """Careers by what they are, what they ask for, and what they pay and promise in the chosen area."""

    SINGULAR, PLURAL = "career", "careers"

    q = WordsFilter(find="with_words", label="Words or code")
    cluster = Facet(choices="clusters", pairs="by_cluster", label="Career cluster", is_open=True)
    pathway = PathwayFacet(choices="pathways", pairs="by_pathway", label="Pathway", is_open=True)
    education = Facet(choices=EntryEducation.choices, pairs="by_education", label="Usual way in", is_open=True)
    job_zone = Facet(choices=JobZone.choices, pairs="by_job_zone", label="Preparation (O*NET job zone)")
    interest = Facet(choices=HollandInterest.choices, pairs="by_interest", label="Interests")
    outlook = Facet(choices=OutlookWord.choices, pairs="by_outlook", label="Outlook")
    pay_min = PayFilter(find="paid", label="Middle pay at least")
    pay_period = Choice(choices=PayPeriod.choices, default=PayPeriod.HOUR, label="Pay for")
    area = AreaChoice(choices="area_choices", label="Area")
    sort = SortChoice(choices=SORTS, label="Sort by")

    class Meta:
        model = Occupation
        # The order of their names in an address.
        fields = [
            "q", "cluster", "pathway", "education", "job_zone", "interest", "outlook", "pay_min", "pay_period", "area", "sort",
        ]  # fmt: skip

    @cached_property
    def careers(self) -> dict[int, Career]:
        """All published careers by their key, in the order of their titles. One query."""
        return {row[0]: Career(*row) for row in self.queryset.values_list(*CAREER_COLUMNS)}

    @cached_property
    def overview(self) -> Overview:
        """What the careers pay and promise in the chosen area."""
        return Overview(list(self.careers.values()), self.areas, self.chosen_area)

    @property
    def period(self) -> PayPeriod:
        return PayPeriod(self.chosen["pay_period"])

    @property
    def least_pay(self) -> str:
        """The least pay as the form shows it."""
        return next(iter(self.query.get("pay_min", [])), "")

    @cached_property
    def listed(self) -> list[int]:
        return list(self.careers)

    def in_order(self) -> list[int]:
        """By relevance or by name, or by a figure with the largest first and careers without it last, both by name."""
        if self.chosen["sort"] == "relevance" and self.chosen["q"]:
            return [career for career in self._matches if career in self.found]
        by_name = super().in_order()
        if self.chosen["sort"] not in ("pay", "openings", "growth"):
            return by_name
        figures = {career: self._figure(career) for career in by_name}
        return sorted(by_name, key=lambda career: (figures[career] is None, -(figures[career] or 0)))

    def _figure(self, career: int) -> Decimal | int | None:
        """What the career is sorted by."""
        if self.chosen["sort"] == "pay":
            return self.overview.amount(career, self.period)
        outlook = self.overview.outlook.get(career)
        return outlook and (outlook.change if self.chosen["sort"] == "growth" else outlook.openings)

    def records(self, keys: list[int]) -> list[Card]:
        return cards([self.careers[key] for key in keys], self.overview, self.period)

    @property
    def sources(self) -> list[Source]:
        """The releases behind the figures of the page shown."""
        return sources(self.results)

    # What fits ----------------------------------------------------------------------------------------------------

    @cached_property
    def _matches(self) -> list[int]:
        return find_careers(self.chosen["q"])

    def with_words(self, words: str) -> set[int]:
        return set(self._matches)

    def paid(self, least: Decimal) -> set[int]:
        amounts = ((career, self.overview.amount(career, self.period)) for career in self.careers)
        return {career for career, amount in amounts if amount is not None and amount >= least}

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
        return [(pathways[pathway], career) for pathway, career in links if career in self.careers]

    def by_cluster(self) -> Iterator[tuple[str, int]]:
        return ((pathway.cluster, career) for pathway, career in self._in_pathways)

    def by_pathway(self) -> Iterator[tuple[str, int]]:
        return ((pathway.value, career) for pathway, career in self._in_pathways)

    def by_education(self) -> Iterator[tuple[str, int]]:
        return ((career.entry_education, career.pk) for career in self.careers.values())

    def by_job_zone(self) -> Iterator[tuple[str, int]]:
        return ((str(career.job_zone), career.pk) for career in self.careers.values())

    def by_interest(self) -> Iterator[tuple[str, int]]:
        return ((letter, career.pk) for career in self.careers.values() for letter in career.holland_code)

    def by_outlook(self) -> Iterator[tuple[str, int]]:
        return ((word.value, career) for career, word in self.overview.words.items())
