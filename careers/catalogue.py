"""All published careers at once, with what lists choose them by: made once an edition and kept."""

from functools import cached_property
from typing import NamedTuple

from careers.interests import INTEREST_COLUMNS, RatedCareers
from careers.kept import kept
from careers.models import Area, CareerCluster, Occupation, ProgramOffering
from careers.overview import CAREER_COLUMNS, Career, Overview

MOST_OVERVIEWS = 30
"""Areas whose figures are kept; a state has some twenty."""


class Pathway(NamedTuple):
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


Taught = dict[int, dict[int, int | None]]
"""By its key, for each program of study the open schools that offer it, and the area each of them is in, where that is known."""


class Catalogue:
    """Each of its parts is looked up when first asked for, and kept with it."""

    def __init__(self):
        self._overviews: dict[str, Overview] = {}
        self._taught: dict[str, Taught] = {}

    @cached_property
    def careers(self) -> dict[int, Career]:
        """All published careers by their key, in the order of their titles. One query."""
        rows = Occupation.objects.published().by_title().values_list(*CAREER_COLUMNS)
        return {row[0]: Career(*row) for row in rows}

    @cached_property
    def by_slug(self) -> dict[str, Career]:
        return {career.slug: career for career in self.careers.values()}

    @cached_property
    def pathways(self) -> list[Pathway]:
        """All clusters, each once for each of its pathways. One query."""
        names = ("slug", "name", "pathways__pk", "pathways__slug", "pathways__name")
        clusters = CareerCluster.objects.order_by("position", "name", "pathways__position", "pathways__name")
        return [Pathway(*row) for row in clusters.values_list(*names)]

    @cached_property
    def in_pathways(self) -> list[tuple[Pathway, int]]:
        """Which careers are in which pathways. One query."""
        pathways = {row.pk: row for row in self.pathways}
        links = Occupation.pathways.through.objects.values_list("careerpathway_id", "occupation_id")
        # What was published since the other parts were looked up comes with the next edition's catalogue.
        return [
            (pathways[pathway], career) for pathway, career in links if pathway in pathways and career in self.careers
        ]

    @cached_property
    def rated(self) -> RatedCareers:
        """The careers whose interests are rated, in the order of their titles. One query."""
        rows = {row[0]: row for row in Occupation.objects.published().values_list("pk", *INTEREST_COLUMNS)}
        return RatedCareers(rows[key] for key in self.careers if key in rows)

    def taught(self, state: str) -> Taught:
        """What the schools of a state (`WA`) offer. One query."""
        if state not in self._taught:
            taught: Taught = {}
            offered = ProgramOffering.objects.listed().filter(school__state=state).order_by()
            for program, school, area in offered.values_list("program", "school", "school__area"):
                taught.setdefault(program, {})[school] = area
            self._taught[state] = taught
        return self._taught[state]

    def overview(self, areas: list[Area], area: Area | None) -> Overview:
        """What the careers pay and promise in one of the areas this portal speaks of."""
        code = area.code if area else ""
        if code not in self._overviews:
            if len(self._overviews) >= MOST_OVERVIEWS:
                self._overviews.pop(next(iter(self._overviews)), None)
            self._overviews[code] = Overview(list(self.careers.values()), areas, area)
        return self._overviews[code]


catalogue = kept(Catalogue)
