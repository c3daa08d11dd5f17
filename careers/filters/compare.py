"""The careers to compare, read from the address: `/compare/?careers=welders,bakers&area=49420`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from careers.catalogue import Catalogue, catalogue
from careers.codes import AreaKind
from careers.filters.areas import AreaFilterSet
from careers.filters.base import Words
from careers.models import Area, Occupation
from careers.overview import Career, Overview
from careers.search import Kind, find, nearest_careers

SLUG = re.compile(r"[a-z0-9_-]{1,200}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Step:
    """The address of the comparison with one thing changed, and the name of that: the career put in or taken out, the area."""

    title: str
    slug: str
    address: str


class ComparisonFilter(AreaFilterSet):
    """Up to `MOST` careers side by side, in the order of the address, in one area.

    What the address names that cannot be shown is left out and said, as in every shared address. `q` holds words for a
    search for one more career.
    """

    MOST = 4
    MOST_LOOKED_AT = 20
    MOST_OFFERED = 8

    class Meta:
        model = Area
        fields = []

    def __init__(self, data: QueryDict, **kwargs):
        super().__init__(data, **kwargs)
        self.typed: str = Words(required=False).clean(data.get("q", ""))
        self.remarks: list[str] = []
        """What to say of careers that the address names and the page does not show."""
        self.careers = self._first(self._known())

    @cached_property
    def catalogue(self) -> Catalogue:
        return catalogue()

    @property
    def overview(self) -> Overview:
        return self.catalogue.overview(self.areas, self.chosen_area)

    @property
    def is_full(self) -> bool:
        return len(self.careers) == self.MOST

    @property
    def slugs(self) -> str:
        """The careers shown, as the address names them."""
        return ",".join(career.slug for career in self.careers)

    # What the address names ---------------------------------------------------------------------------------------

    @cached_property
    def _asked(self) -> list[str]:
        """The names in the address, each once."""
        values = (slug.strip() for value in self.data.getlist("careers") for slug in value.split(","))
        return list(dict.fromkeys(filter(None, values)))[: self.MOST_LOOKED_AT]

    def _known(self) -> list[Career]:
        """The published careers that are asked for, each once; of others a remark. Two queries if there are any."""
        current = self.catalogue.by_slug
        former = self._former([slug for slug in self._asked if slug not in current])
        careers = [current.get(slug) or self._today(slug, former.get(slug)) for slug in self._asked]
        return list(dict.fromkeys(career for career in careers if career))

    def _former(self, slugs: list[str]) -> dict[str, Occupation]:
        """Careers that were public by these addresses: renamed, or retired."""
        looked_up = [slug for slug in slugs if SLUG.fullmatch(slug)]
        if not looked_up:
            return {}
        former = (
            Occupation.objects.once_public()
            .filter(Q(slug__in=looked_up) | Q(previous_slugs__slug__in=looked_up))
            .select_related("replaced_by")
            .prefetch_related("previous_slugs")
            .distinct()
        )
        return {name: one for one in former for name in (one.slug, *(old.slug for old in one.previous_slugs.all()))}

    def _today(self, slug: str, former: Occupation | None) -> Career | None:
        """What became of a career that was public by another address; a remark where it is not the same one any more."""
        if former is None:
            self.remarks.append(f"We have no career at the address “{slug[:100]}”, so it was left out.")
            return None
        if former.status == Occupation.Status.PUBLISHED:
            return self.catalogue.careers.get(former.pk)
        successor = former.successor()
        career = successor and self.catalogue.careers.get(successor.pk)
        if career:
            self.remarks.append(f"{former.title} is retired. {career.title}, which replaces it, stands in its place.")
        else:
            self.remarks.append(f"{former.title} is retired and nothing replaces it, so it was left out.")
        return career

    def _first(self, careers: list[Career]) -> list[Career]:
        if left := careers[self.MOST :]:
            names = ", ".join(career.title for career in left)
            self.remarks.append(f"Four careers fit side by side. These were left out: {names}.")
        return careers[: self.MOST]

    # Ways on ------------------------------------------------------------------------------------------------------

    def address_of(self, careers: Iterable[Career], **changes: str) -> str:
        """The comparison of these careers in the area that is chosen, unless `changes` name another."""
        query = {"careers": ",".join(career.slug for career in careers), **self.query, **changes}
        query = {name: value for name, value in query.items() if value}
        address = reverse("careers:compare")
        return f"{address}?{urlencode(query, doseq=True, safe=',')}" if query else address

    @property
    def own_address(self) -> str:
        return self.address_of(self.careers)

    @property
    def nation(self) -> Step | None:
        """The same comparison with the figures of the nation; none where it shows them already."""
        nation = next((area for area in self.areas if area.kind == AreaKind.NATION), None)
        if nation is None or nation == self.chosen_area:
            return None
        return Step(nation.short_name, nation.code, self.address_of(self.careers, area=nation.code))

    @property
    def without(self) -> list[Step]:
        """The careers shown, each with the comparison without it."""
        return [
            Step(career.title, career.slug, self.address_of(other for other in self.careers if other != career))
            for career in self.careers
        ]  # fmt: skip

    def steps_to(self, keys: Iterable[int]) -> list[Step]:
        """Careers that are not shown yet, each with the comparison that has it too."""
        careers = (self.catalogue.careers.get(key) for key in dict.fromkeys(keys))
        more = [career for career in careers if career and career not in self.careers][: self.MOST_OFFERED]
        return [Step(career.title, career.slug, self.address_of([*self.careers, career])) for career in more]

    @cached_property
    def found(self) -> list[Step]:
        """The careers that fit the words; none where there are no words."""
        return self.steps_to(find(Kind.CAREER, self.typed).pks) if self.typed else []

    @cached_property
    def nearest(self) -> list[Step]:
        """Where nothing fits the words, the careers that come closest."""
        if not self.typed or self.found:
            return []
        return self.steps_to(document.pk for document in nearest_careers(self.typed))
