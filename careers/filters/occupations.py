"""Lists of careers, and the one of all careers."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from careers.cards import Card, cards, sources
from careers.catalogue import Catalogue, catalogue
from careers.codes import EntryEducation, HollandInterest, JobZone, OutlookWord, PayPeriod
from careers.figures import Source
from careers.filters.areas import AreaChoice, AreaFilterSet
from careers.filters.base import Choice, DollarsFilter, Facet, ListFilterSet, WordsFilter
from careers.formatting import dollars
from careers.models import Occupation
from careers.overview import Career, Overview
from careers.search import Kind

SORTS = [
    ("relevance", "Best match or name"),
    ("name", "Name"),
    ("pay", "Pay, highest first"),
    ("openings", "Openings, most first"),
    ("growth", "Growth, fastest first"),
]


class PathwayFacet(Facet):
    """Pathways are offered within the clusters that are chosen: all seventy at once would help nobody."""

    def offers(self, choice: str) -> bool:
        return choice.partition(".")[0] in self.parent.chosen["cluster"] and super().offers(choice)


class PayFilter(DollarsFilter):
    def described(self, value: Decimal) -> list[tuple[str, list[str]]]:
        return [(f"At least {dollars(value, cents=value % 1 != 0)} {self.parent.period.label}", [])]


class CareerFilter(ListFilterSet, AreaFilterSet):
    """What every list of careers has: the usual way in, and what they pay and promise in the chosen area."""

    SINGULAR, PLURAL = "career", "careers"

    education = Facet(choices=EntryEducation.choices, pairs="by_education", label="Usual way in", is_open=True)
    pay_min = PayFilter(find="paid", label="Middle pay at least")
    pay_period = Choice(choices=PayPeriod.choices, default=PayPeriod.HOUR, label="Pay for")
    area = AreaChoice(choices="area_choices", label="Area")

    @cached_property
    def catalogue(self) -> Catalogue:
        return catalogue()

    @property
    def careers(self) -> dict[int, Career]:
        """All published careers by their key, in the order of their titles."""
        return self.catalogue.careers

    @cached_property
    def overview(self) -> Overview:
        """What the careers pay and promise in the chosen area."""
        return self.catalogue.overview(self.areas, self.chosen_area)

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

    def records(self, keys: list[int]) -> list[Card]:
        return cards([self.careers[key] for key in keys], self.overview, self.period)

    @property
    def sources(self) -> list[Source]:
        """The releases behind the figures of the page shown."""
        return sources(self.results)

    def paid(self, least: Decimal) -> set[int]:
        return {career for career, amount in self.overview.amounts(self.period).items() if amount >= least}

    def by_education(self) -> Iterator[tuple[str, int]]:
        return ((career.entry_education, career.pk) for career in self.careers.values())


class OccupationFilter(CareerFilter):
    """Careers by what they are, what they ask for, and what they pay and promise in the chosen area."""

    q = WordsFilter(kind=Kind.CAREER, label="Words or code")
    cluster = Facet(choices="clusters", pairs="by_cluster", label="Career cluster", is_open=True)
    pathway = PathwayFacet(choices="pathways", pairs="by_pathway", label="Pathway", is_open=True)
    job_zone = Facet(choices=JobZone.choices, pairs="by_job_zone", label="Preparation (O*NET job zone)")
    interest = Facet(choices=HollandInterest.choices, pairs="by_interest", label="Interests")
    outlook = Facet(choices=OutlookWord.choices, pairs="by_outlook", label="Outlook")
    sort = Choice(choices=SORTS, default="relevance", label="Sort by")

    class Meta:
        model = Occupation
        # The order of their names in an address.
        fields = [
            "q", "cluster", "pathway", "education", "job_zone", "interest", "outlook", "pay_min", "pay_period", "area", "sort",
        ]  # fmt: skip

    def in_order(self) -> list[int]:
        """By relevance, where there are words, or by name, or by a figure with the largest first and careers without it last, both by name."""
        if self.chosen["sort"] == "relevance":
            return super().in_order()
        by_name = self.as_listed()
        if self.chosen["sort"] not in ("pay", "openings", "growth"):
            return by_name
        figures = {career: self._figure(career) for career in by_name}
        return sorted(by_name, key=lambda career: (figures[career] is None, -(figures[career] or 0)))

    def _figure(self, career: int) -> Decimal | int | None:
        """What the career is sorted by."""
        if self.chosen["sort"] == "pay":
            return self.overview.amounts(self.period).get(career)
        outlook = self.overview.outlook.get(career)
        return outlook and (outlook.change if self.chosen["sort"] == "growth" else outlook.openings)

    # What fits ----------------------------------------------------------------------------------------------------

    def clusters(self) -> list[tuple[str, str]]:
        return list({row.cluster: row.cluster_name for row in self.catalogue.pathways}.items())

    def pathways(self) -> list[tuple[str, str]]:
        return [(row.value, row.name) for row in self.catalogue.pathways if row.pk]

    def by_cluster(self) -> Iterator[tuple[str, int]]:
        return ((pathway.cluster, career) for pathway, career in self.catalogue.in_pathways)

    def by_pathway(self) -> Iterator[tuple[str, int]]:
        return ((pathway.value, career) for pathway, career in self.catalogue.in_pathways)

    def by_job_zone(self) -> Iterator[tuple[str, int]]:
        return ((str(career.job_zone), career.pk) for career in self.careers.values())

    def by_interest(self) -> Iterator[tuple[str, int]]:
        return ((letter, career.pk) for career in self.careers.values() for letter in career.holland_code)

    def by_outlook(self) -> Iterator[tuple[str, int]]:
        return ((word.value, career) for career, word in self.overview.words.items())
