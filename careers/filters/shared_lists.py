"""What the address of a shared list says: what it holds, the area its careers are shown for, the title somebody gave it."""

import django_filters
from django.http import QueryDict

from careers.codes import cip_code_of
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


class CipCodes(Slugs):
    """CIP codes of programs, with their points or without."""

    def to_python(self, value: str | None) -> list[str]:
        return list(dict.fromkeys(cip_code_of(code) or code for code in super().to_python(value)))


class CipCodesFilter(django_filters.Filter):
    field_class = CipCodes


class SharedListFilter(AreaFilterSet):
    """The address of a shared list. One query. `q` holds words for a search for more to put into it."""

    careers = SlugsFilter()
    programs = CipCodesFilter()
    resources = SlugsFilter()
    area = AreaChoice(choices="area_choices", label="Area")
    title = TitleFilter()

    class Meta:
        model = Area
        # The order of their names in an address.
        fields = ["careers", "programs", "resources", "area", "title"]

    def __init__(self, data: QueryDict, **kwargs):
        data = data.copy()
        for name in ("careers", "programs", "resources"):
            # A form may give them one by one.
            data[name] = ",".join(data.getlist(name))
        super().__init__(data, **kwargs)
        self.typed: str = Words(required=False).clean(data.get("q", ""))

    @property
    def fields(self) -> dict[str, str]:
        """The area and the title as parameters of an address; what is not chosen is left out."""
        return {name: self.query[name][0] for name in ("area", "title") if name in self.query}
