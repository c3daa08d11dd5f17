"""A shared list: careers, programs of study and resources in the order somebody gave them, and the ways to pass them on.

Nothing of it is kept. The list is in its address: `/list/?careers=…&programs=…&resources=…`, or `/l/…/` with a code (`shortlists`).
Both go on working when a career is renamed or retired. `gathering` reads what an address names.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

import segno
from django.urls import reverse

from careers.cards import Card, cards, sources
from careers.codes import PayPeriod
from careers.facts import Fact
from careers.figures import Source
from careers.gathering import Chosen
from careers.models import EducationProgram, Occupation, ProgramOffering, Resource
from careers.overview import Career, Overview
from careers.shortlists import write
from careers.study import facts_at_a_glance

CRLF = "\r\n"
"""How lines end in a mailto address."""

NOUNS = {"careers": "careers", "programs": "programs of study", "resources": "resources"}
"""What a list holds, by the names in its address."""


@dataclass(frozen=True)
class Entry:
    """Something in a shared list, and the lists that it leads to."""

    without: str
    """The address of the list without it; the next, with it one place higher among its kind."""
    higher: str


@dataclass(frozen=True)
class CareerEntry(Entry):
    """A career: what it pays and promises, or that it is retired and what replaces it."""

    career: Occupation
    card: Card | None
    """None for a retired career, and for a moment for one just published, until the catalogue knows it."""
    successor: Occupation | None
    replaced: str
    """The address of the list with its successor instead."""
    page: str
    """The address of its page, as paper shows it."""

    @property
    def is_retired(self) -> bool:
        return self.career.status == Occupation.Status.RETIRED


@dataclass(frozen=True)
class ProgramEntry(Entry):
    """A program of study: what it ends with and who offers it."""

    program: EducationProgram
    facts: list[Fact]
    page: str


@dataclass(frozen=True)
class ResourceEntry(Entry):
    """A page elsewhere."""

    resource: Resource


class SharedList:
    """A list as its page shows it.

    `careers` are the published ones by their key, `overview` their figures in the chosen area; `state` is the agency's (`WA`), whose
    schools are counted; `fields` is what the address says besides what the list holds (area, title); `absolute` makes an address of
    ours one that works elsewhere.
    """

    def __init__(
        self, chosen: Chosen, careers: dict[int, Career], overview: Overview,
        *, state: str, fields: dict[str, str], absolute: Callable[[str], str],
    ):  # fmt: skip
        self.chosen = chosen
        self.published = careers
        self.overview = overview
        self.state = state
        self.fields = fields
        self.absolute = absolute

    @property
    def title(self) -> str:
        """As the person wrote it who shared the list; empty where nobody did."""
        return self.fields.get("title", "")

    @property
    def heading(self) -> str:
        return self.title or f"A list of {self._nouns or 'careers'}"

    @property
    def _nouns(self) -> str:
        """`careers, programs of study and resources`, or those of them that the list holds."""
        *others, last = [noun for name, noun in NOUNS.items() if self.names[name]] or [""]
        return f"{', '.join(others)} and {last}" if others else last

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """What the list holds, as its address names it."""
        return {
            "careers": [career.slug for career in self.chosen.careers.records],
            "programs": [program.cip_code for program in self.chosen.programs.records],
            "resources": [resource.slug for resource in self.chosen.resources.records],
        }

    @property
    def inputs(self) -> dict[str, str]:
        """The same as a form sends it."""
        return {name: ",".join(names) for name, names in self.names.items() if names}

    @property
    def full(self) -> list[str]:
        """The kinds of which the list holds as many as it can, in words."""
        return [noun for noun, choice in zip(NOUNS.values(), self.chosen, strict=True) if choice.is_full]

    # What it holds ----------------------------------------------------------------------------------------------------

    @cached_property
    def careers(self) -> list[CareerEntry]:
        return [self._career(place, career) for place, career in enumerate(self.chosen.careers.records)]

    def _career(self, place: int, career: Occupation) -> CareerEntry:
        card = self._cards.get(career.pk)
        successor = None if card else career.successor()
        slugs = self.names["careers"]
        replaced = [*slugs[:place], successor.slug, *slugs[place + 1 :]] if successor else []
        return CareerEntry(
            *self._ways("careers", place), career, card, successor,
            replaced=self.address(careers=replaced) if replaced else "", page=self._on_paper(career.get_absolute_url()),
        )  # fmt: skip

    @cached_property
    def programs(self) -> list[ProgramEntry]:
        programs = self.chosen.programs.records
        facts = facts_at_a_glance(programs, self.state)
        return [
            ProgramEntry(
                *self._ways("programs", place), program, facts[program.pk], self._on_paper(program.get_absolute_url())
            )
            for place, program in enumerate(programs)
        ]

    @cached_property
    def resources(self) -> list[ResourceEntry]:
        return [
            ResourceEntry(*self._ways("resources", place), resource)
            for place, resource in enumerate(self.chosen.resources.records)
        ]

    @cached_property
    def _cards(self) -> dict[int, Card]:
        careers = self.chosen.careers.records
        shown = [self.published[career.pk] for career in careers if career.pk in self.published]
        made = cards(shown, self.overview, PayPeriod.HOUR)
        return {career.pk: card for career, card in zip(shown, made, strict=True)}

    @cached_property
    def sources(self) -> list[Source]:
        """The releases behind the figures shown. One query where there are programs."""
        programs = self.chosen.programs.records
        offered = ProgramOffering.objects.listed().filter(program__in=programs).releases() if programs else ()
        return sources(self._cards.values()) + [Source(release, "Programs of study") for release in offered]

    # Addresses --------------------------------------------------------------------------------------------------------

    def address(self, **changes: list[str]) -> str:
        """The long address of this list, with some of what it holds changed."""
        names = {name: ",".join(names) for name, names in (self.names | changes).items() if names}
        return _with(reverse("careers:shared_list"), names | self.fields)

    def address_with(self, kind: str, name: str, typed: str) -> str:
        """The long address with one more, and with the words that found it: perhaps they found another too."""
        return f"{self.address(**{kind: [*self.names[kind], name]})}&{urlencode({'q': typed})}"

    def _ways(self, kind: str, place: int) -> tuple[str, str]:
        """The addresses without what stands at this place of its kind, and with it one place higher; the first goes no higher."""
        before, name, after = self.names[kind][:place], self.names[kind][place], self.names[kind][place + 1 :]
        higher = self.address(**{kind: [*before[:-1], name, *before[-1:], *after]}) if before else ""
        return self.address(**{kind: [*before, *after]}), higher

    def _on_paper(self, path: str) -> str:
        """An address of ours in full, without what every browser adds."""
        return self.absolute(path).partition("://")[2]

    @cached_property
    def short_address(self) -> str:
        """The address to pass on, in full: the short form, or the long one where something in the list has none."""
        code = write(self.chosen.held)
        if not code:
            return self.absolute(self.address())
        return self.absolute(_with(reverse("careers:short_list", args=[code]), self.fields))

    @property
    def print_address(self) -> str:
        return f"{self.address()}&print"

    @property
    def classroom_address(self) -> str:
        """Google's page that posts a link to a class. A plain link: nothing of theirs is loaded here."""
        return f"https://classroom.google.com/share?{urlencode({'url': self.short_address})}"

    @property
    def mail_address(self) -> str:
        """Opens a letter with what the list holds and the address in it."""
        programs, resources = self.chosen.programs.records, self.chosen.resources.records
        titles = [career.title for career in self.chosen.careers.records]
        titles += [*(program.name for program in programs), *(str(resource) for resource in resources)]
        lines = [*(f"- {title}" for title in titles), "", self.short_address]
        return f"mailto:?subject={quote(self.heading)}&body={quote(CRLF.join(lines))}"

    @cached_property
    def qr_code(self) -> str:
        """The short address as a drawing (SVG); empty where a list without a short form is too long for one."""
        try:
            code = segno.make(self.short_address, error="m", micro=False)
        except segno.DataOverflowError:
            return ""
        return code.svg_inline(border=4, omitsize=True, light="#fff", svgclass=None, lineclass=None)


def _with(path: str, parameters: dict[str, str]) -> str:
    return f"{path}?{urlencode(parameters, safe=',')}" if parameters else path
