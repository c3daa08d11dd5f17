"""A collection as its page shows it: its careers with what they pay and promise, and the ways on from there."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from careers.cards import Card, cards, sources
from careers.codes import PayPeriod
from careers.figures import Source
from careers.models import Collection
from careers.overview import Career, Overview
from careers.shortlists import MOST

MOST_COMPARED = 4
"""So many careers stand side by side."""


@dataclass(frozen=True)
class Place:
    """A career in a collection, and why the editor put it there."""

    card: Card
    remark: str


class Collected:
    """`careers` are the published ones by their key, `overview` their figures in the chosen area."""

    def __init__(self, collection: Collection, careers: dict[int, Career], overview: Overview):
        self.collection = collection
        self.careers = careers
        self.overview = overview

    @cached_property
    def places(self) -> list[Place]:
        """In the editor's order. What was published a moment ago comes with the next edition's `careers`."""
        entries = [entry for entry in self.collection.entries_shown if entry.career.pk in self.careers]
        made = cards([self.careers[entry.career.pk] for entry in entries], self.overview, PayPeriod.HOUR)
        return [Place(card, entry.remark) for card, entry in zip(made, entries, strict=True)]

    @property
    def sources(self) -> list[Source]:
        """The releases behind the figures shown."""
        return sources([place.card for place in self.places])

    # Ways on ----------------------------------------------------------------------------------------------------------

    @property
    def in_list(self) -> int:
        """How many of its careers a shared list has room for."""
        return len(self._slugs(MOST))

    @property
    def list_address(self) -> str:
        return self._address("careers:shared_list", MOST, title=self.collection.title)

    @property
    def comparison_words(self) -> str:
        """What a link to the comparison says; empty where there are not two to compare."""
        if len(self.places) > MOST_COMPARED:
            return "Compare the first four"
        return {2: "Compare both", 3: "Compare all three", MOST_COMPARED: "Compare all four"}.get(len(self.places), "")

    @property
    def comparison_address(self) -> str:
        return self._address("careers:compare", MOST_COMPARED)

    def _slugs(self, most: int) -> list[str]:
        return [place.card.slug for place in self.places[:most]]

    def _address(self, page: str, most: int, **parameters: str) -> str:
        return f"{reverse(page)}?{urlencode({'careers': ','.join(self._slugs(most))} | parameters, safe=',')}"
