"""A shared list: careers in the order somebody gave them, and the ways to pass them on.

Nothing of it is kept. The list is in its address: `/list/?careers=…` by the careers' own addresses, `/l/…/` by their keys
(`shortlists`). Both go on working when a career is renamed or retired.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

import segno
from django.urls import reverse

from careers.cards import Card, cards, sources
from careers.codes import PayPeriod
from careers.figures import Source
from careers.models import Occupation, PreviousSlug
from careers.overview import Career, Overview
from careers.shortlists import MOST, encode

UNTITLED = "A list of careers"

CRLF = "\r\n"
"""How lines end in a mailto address."""


@dataclass(frozen=True)
class Choice:
    """The careers an address names, in its order, each once, and the parts of it that name none."""

    careers: list[Occupation]
    unknown: list[str]
    too_many: list[str]


def by_slugs(slugs: list[str]) -> Choice:
    """The careers of these addresses, today's or earlier ones. Two queries; one where all are today's."""
    named, too_many = slugs[:MOST], slugs[MOST:]
    found = {career.slug: career for career in _once_public().filter(slug__in=named)}
    if missing := [slug for slug in named if slug not in found]:
        renamed = PreviousSlug.objects.filter(slug__in=missing, occupation__in=Occupation.objects.once_public())
        found |= {row.slug: row.occupation for row in renamed.select_related("occupation__replaced_by")}
    return _choice(named, found, too_many)


def by_keys(keys: list[int]) -> Choice:
    """The careers with these keys. One query. Of those that are gone nothing is known but their number."""
    found = {career.pk: career for career in _once_public().filter(pk__in=keys)}
    return _choice(keys, found, [])


def _once_public():
    return Occupation.objects.once_public().select_related("replaced_by")


def _choice(named: list, found: dict, too_many: list[str]) -> Choice:
    careers = {found[name].pk: found[name] for name in named if name in found}
    return Choice(list(careers.values()), [str(name)[:100] for name in named if name not in found], too_many)


@dataclass(frozen=True)
class Entry:
    """A career in a shared list: what it pays and promises, or that it is retired and what replaces it."""

    career: Occupation
    card: Card | None
    """None for a retired career, and for a moment for one just published, until the catalogue knows it."""
    successor: Occupation | None
    without: str
    """The address of the list without this career; the next two, with it one place higher, and with its successor instead."""
    higher: str
    replaced: str

    @property
    def is_retired(self) -> bool:
        return self.career.status == Occupation.Status.RETIRED


class SharedList:
    """A list as its page shows it.

    `careers` are the published ones by their key, `overview` their figures in the chosen area; `fields` is what the address says
    besides the careers (area, title); `absolute` makes an address of ours one that works elsewhere.
    """

    def __init__(
        self, choice: Choice, careers: dict[int, Career], overview: Overview, fields: dict[str, str],
        absolute: Callable[[str], str],
    ):  # fmt: skip
        self.choice = choice
        self.careers = careers
        self.overview = overview
        self.fields = fields
        self.absolute = absolute

    @property
    def title(self) -> str:
        """As the person wrote it who shared the list; empty where nobody did."""
        return self.fields.get("title", "")

    @property
    def heading(self) -> str:
        return self.title or UNTITLED

    @property
    def slugs(self) -> list[str]:
        return [career.slug for career in self.choice.careers]

    @property
    def is_full(self) -> bool:
        return len(self.slugs) >= MOST

    @cached_property
    def entries(self) -> list[Entry]:
        return [self._entry(place, career) for place, career in enumerate(self.choice.careers)]

    def _entry(self, place: int, career: Occupation) -> Entry:
        before, after = self.slugs[:place], self.slugs[place + 1 :]
        card = self._cards.get(career.pk)
        successor = None if card else career.successor()
        return Entry(
            career, card, successor,
            without=self.address([*before, *after]),
            higher=self.address([*before[:-1], career.slug, *before[-1:], *after]) if before else "",
            replaced=self.address([*before, successor.slug, *after]) if successor else "",
        )  # fmt: skip

    @cached_property
    def _cards(self) -> dict[int, Card]:
        shown = [self.careers[career.pk] for career in self.choice.careers if career.pk in self.careers]
        made = cards(shown, self.overview, PayPeriod.HOUR)
        return {career.pk: card for career, card in zip(shown, made, strict=True)}

    @property
    def sources(self) -> list[Source]:
        """The releases behind the figures shown."""
        return sources(self._cards.values())

    # Addresses --------------------------------------------------------------------------------------------------------

    def address(self, slugs: list[str]) -> str:
        """The long address of a list of these careers, with this one's area and title."""
        return _with(reverse("careers:shared_list"), ({"careers": ",".join(slugs)} if slugs else {}) | self.fields)

    @cached_property
    def short_address(self) -> str:
        """The address to pass on, in full: the short form, or the long one where a career has none."""
        code = encode([career.pk for career in self.choice.careers])
        if not code:
            return self.absolute(self.address(self.slugs))
        return self.absolute(_with(reverse("careers:short_list", args=[code]), self.fields))

    @property
    def print_address(self) -> str:
        return f"{self.address(self.slugs)}&print"

    @property
    def classroom_address(self) -> str:
        """Google's page that posts a link to a class. A plain link: nothing of theirs is loaded here."""
        return f"https://classroom.google.com/share?{urlencode({'url': self.short_address})}"

    @property
    def mail_address(self) -> str:
        """Opens a letter with the careers and the address in it."""
        lines = [*(f"- {career.title}" for career in self.choice.careers), "", self.short_address]
        return f"mailto:?subject={quote(self.heading)}&body={quote(CRLF.join(lines))}"

    @property
    def qr_code(self) -> str:
        """The short address as a drawing (SVG)."""
        code = segno.make(self.short_address, error="m", micro=False)
        return code.svg_inline(border=4, omitsize=True, light="#fff", svgclass=None, lineclass=None)


def _with(path: str, parameters: dict[str, str]) -> str:
    return f"{path}?{urlencode(parameters, safe=',')}" if parameters else path
