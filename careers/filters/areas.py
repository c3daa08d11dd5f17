"""The area a page speaks of: chosen in the address (`?area=42660`), the portal's state unless another is."""

from functools import cached_property

from django.conf import settings
from django.http import QueryDict

from careers.codes import AreaKind
from careers.filters.base import Choice, ForgivingFilterSet
from careers.models import Area

HEADINGS = {
    AreaKind.STATE: "",
    AreaKind.NATION: "",
    AreaKind.METRO: "Metropolitan areas",
    AreaKind.NONMETRO: "Nonmetropolitan areas",
    AreaKind.COUNTY_GROUP: "Groups of counties",
    AreaKind.COUNTY: "Counties",
}
"""What stands over the areas of each kind, in the order they are offered; the widest come first, without a heading."""


class AreaChoice(Choice):
    """The portal's state holds until another area is chosen."""

    @property
    def default(self) -> str:
        return self.parent.home.code if self.parent.home else ""


class AreaFilterSet(ForgivingFilterSet):
    """A page that knows areas, and leads with the one that is chosen. One query.

    The page's links keep the area: the tags `keep_area` and `area_field` read it from the request.
    """

    area = AreaChoice(choices="area_choices", label="Area")

    class Meta:
        model = Area
        fields = []

    def __init__(self, data: QueryDict, **kwargs):
        super().__init__(data, **kwargs)
        self.request.area_code = next(iter(self.query.get("area", [])), "")

    @cached_property
    def areas(self) -> list[Area]:
        """The areas this portal speaks of, in the order they are offered."""
        kinds = list(HEADINGS)
        return sorted(Area.objects.around(settings.AGENCY_STATE), key=lambda area: kinds.index(area.kind))

    @cached_property
    def home(self) -> Area | None:
        """The area that leads until another is chosen: the state; where it is not known yet, the nation."""
        return self.areas[0] if self.areas else None

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What else is chosen on the page, as a form that chooses the area keeps it."""
        return [(name, value) for name, values in self.query.items() if name != "area" for value in values]

    def area_choices(self) -> list:
        """The areas under the headings of their kinds, as a form field takes them."""
        choices: list = []
        for area in self.areas:
            heading = HEADINGS[area.kind]
            if not heading:
                choices.append((area.code, area.short_name))
            elif not choices or choices[-1][0] != heading:
                choices.append((heading, [(area.code, area.short_name)]))
            else:
                choices[-1][1].append((area.code, area.short_name))
        return choices

    @cached_property
    def chosen_area(self) -> Area | None:
        return next((area for area in self.areas if area.code == self.chosen["area"]), None)
