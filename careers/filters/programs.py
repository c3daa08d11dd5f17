"""The list of programs of study, and the schools that offer one of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from careers.codes import AwardLevel, cip_family_of
from careers.filters.base import Facet, WordsFilter
from careers.filters.states import StateListFilterSet
from careers.models import EducationProgram, ProgramAward, ProgramOffering, School
from careers.search import Kind


class ProgramFilter(StateListFilterSet):
    SINGULAR, PLURAL = "program", "programs"

    q = WordsFilter(kind=Kind.PROGRAM, label="Words or CIP code")
    award = Facet(choices=AwardLevel.choices, pairs="by_award", label="Ends with", is_open=True)
    family = Facet(choices="families", pairs="by_family", label="Field of study", is_open=True)
    state = Facet(choices="state_choices", pairs="by_state", label="Offered in")

    class Meta:
        model = EducationProgram
        fields = []

    def by_award(self) -> Iterator[tuple[str, int]]:
        """What is said of a program, and what the schools say of theirs. One query."""
        said = ProgramAward.objects.order_by().values_list("level", "program")
        return said.union(ProgramOffering.objects.listed().order_by().values_list("award_level", "program"))

    @cached_property
    def _codes(self) -> dict[int, str]:
        return dict(self.queryset.values_list("pk", "cip_code"))

    def by_family(self) -> Iterator[tuple[str, int]]:
        return ((cip_family_of(code), program) for program, code in self._codes.items())

    def by_state(self) -> Iterator[tuple[str, int]]:
        return ProgramOffering.objects.listed().order_by().values_list("school__state", "program").distinct()

    def families(self) -> list[tuple[str, str]]:
        """Each family by the name of its record, by its number where there is none."""
        names = dict(EducationProgram.objects.families().values_list("cip_code", "name"))
        codes = {cip_family_of(code) for code in self._codes.values()}
        labels = {code: names.get(code, f"CIP family {code}") for code in codes}
        return sorted(labels.items(), key=lambda family: family[1])


@dataclass(frozen=True)
class StateLink:
    """A state in which a program is offered: how many of its schools do, and the address that shows them alone."""

    name: str
    count: int
    address: str
    is_chosen: bool


class SchoolsOfProgramFilter(StateListFilterSet):
    """The schools on a program's page."""

    SINGULAR, PLURAL = "school", "schools"

    state = Facet(choices="state_choices", pairs="states", label="State")

    class Meta:
        model = School
        fields = []

    @cached_property
    def _rows(self) -> list[tuple[str, int]]:
        """The state and the key of every school, in order: the list and its one facet are both made of it."""
        return list(self.queryset.values_list("state", "pk"))

    @cached_property
    def listed(self) -> list[int]:
        return [school for _, school in self._rows]

    def states(self) -> list[tuple[str, int]]:
        return self._rows

    @cached_property
    def by_state(self) -> Counter[str]:
        """How many schools there are in each state, whatever is chosen."""
        return Counter(state for state, _ in self._rows)

    @property
    def state_links(self) -> list[StateLink]:
        return [
            StateLink(name, self.by_state[state], self.address(state=[state]), state in self.chosen["state"])
            for state, name in self.filters["state"].labels.items()
            if state in self.by_state
        ]

    def address(self, **changes: list[str]) -> str:
        """Leads back to this part of the page."""
        return f"{super().address(**changes)}#schools"
