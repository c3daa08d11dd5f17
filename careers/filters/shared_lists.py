"""What the address of a shared list says: its careers, the area they are shown for, the title somebody gave it."""

import django_filters
from django.http import QueryDict

from careers.filters.areas import AreaChoice, AreaFilterSet
from careers.filters.base import MOST_VALUES, Words
from careers.models import Area


class Title(Words):
    """A title as a visitor writes it. A line that starts with `#` is taken for a note and left out, as everywhere in public text."""

    LENGTH = 80

    def to_python(self, value: str | None) -> str:
        lines = (super(Title, self).to_python(line) for line in (value or "").splitlines())
        return " ".join(line for line in lines if not line.startswith("#"))[: self.LENGTH].strip()


class TitleFilter(django_filters.Filter):
    field_class = Title


class Slugs(Words):
    """The last parts of careers' addresses, with commas between them, each once."""

    LENGTH = 10_000

    def to_python(self, value: str | None) -> list[str]:
        slugs = (slug.strip() for slug in super().to_python(value).split(","))
        return list(dict.fromkeys(slug for slug in slugs if slug))[:MOST_VALUES]


class SlugsFilter(django_filters.Filter):
    field_class = Slugs


class SharedListFilter(AreaFilterSet):
    """The address of a shared list. One query."""

    careers = SlugsFilter()
    area = AreaChoice(choices="area_choices", label="Area")
    title = TitleFilter()

    class Meta:
        model = Area
        # The order of their names in an address.
        fields = ["careers", "area", "title"]

    def __init__(self, data: QueryDict, **kwargs):
        data = data.copy()
        # A form may give them one by one.
        data["careers"] = ",".join(data.getlist("careers"))
        super().__init__(data, **kwargs)

    @property
    def fields(self) -> dict[str, str]:
        """The area and the title as parameters of an address; what is not chosen is left out."""
        return {name: self.query[name][0] for name in ("area", "title") if name in self.query}
