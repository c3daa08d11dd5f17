"""The list of schools."""

from careers.filters.base import Facet, WordsFilter
from careers.filters.states import StateListFilterSet
from careers.models import School


class SchoolFilter(StateListFilterSet):
    SINGULAR, PLURAL = "school", "schools"

    q = WordsFilter(find="with_words", label="Name or city")
    state = Facet("state", choices="state_choices", label="State", is_open=True)
    control = Facet("control", choices=School.Control.choices, label="Who runs it", is_open=True)

    class Meta:
        model = School
        fields = []

    def with_words(self, words: str) -> set[int]:
        return set(self.queryset.matching(words).values_list("pk", flat=True))
