"""The list of schools."""

from careers.filters.base import Facet, WordsFilter
from careers.filters.states import StateListFilterSet
from careers.models import School
from careers.search import Kind


class SchoolFilter(StateListFilterSet):
    SINGULAR, PLURAL = "school", "schools"

    q = WordsFilter(kind=Kind.SCHOOL, label="Name or city")
    state = Facet("state", choices="state_choices", label="State", is_open=True)
    control = Facet("control", choices=School.Control.choices, label="Who runs it", is_open=True)

    class Meta:
        model = School
        fields = []
