"""Lists that are narrowed by state."""

from django.conf import settings

from careers.codes import states_led_by
from careers.filters.base import ListFilterSet


class StateListFilterSet(ListFilterSet):
    """A list whose facet by state takes its choices from `state_choices`: the agency's own is offered first."""

    def state_choices(self) -> list[tuple[str, str]]:
        return list(states_led_by(settings.AGENCY_STATE).items())
