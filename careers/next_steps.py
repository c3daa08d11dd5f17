"""What a reader of a career can do next: look at programs near, at pages elsewhere, at careers like it, and at them side by side."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from careers.cards import Card
from careers.catalogue import Taught
from careers.codes import STATE_NAMES, AreaKind
from careers.models import Area, EducationProgram, Occupation, ProgramLinkKind, Resource

MOST_PROGRAMS = 4
MOST_RESOURCES = 3
MOST_CAREERS = 3
"""Beside the career itself so many more fit into a comparison."""


@dataclass(frozen=True)
class ProgramNear:
    """A program of study that leads to a career, and how many open schools offer it: in the state, and in the chosen area of it."""

    program: EducationProgram
    in_state: int
    in_area: int


@dataclass(frozen=True)
class NextSteps:
    """Everything the section offers; a part without anything is left out of it."""

    programs: list[ProgramNear]
    state: str
    area: str
    """The chosen area within the state; empty where the state itself, or the nation, is chosen."""
    has_more_programs: bool
    resources: list[Resource]
    has_more_resources: bool
    related: list[Card]
    has_more_related: bool
    comparison: str
    """The address that puts the career beside its nearest relatives; empty where there are none."""
    slug: str
    """Of the career, to put into a list; empty where it is not public."""

    @property
    def is_offered(self) -> bool:
        """Whether any school in the state is known to offer one of the programs."""
        return any(near.in_state for near in self.programs)

    @property
    def has_any(self) -> bool:
        return bool(self.programs or self.resources or self.related or self.slug)


def next_steps(occupation: Occupation, related: list[Card], taught: Taught, state: str, area: Area | None) -> NextSteps:
    """`related` are cards of the career's relatives, in the order of its page; `taught` is what the schools of the `state` (`WA`)
    offer. No queries of its own."""
    links = sorted(occupation.program_links.all(), key=lambda link: link.kind != ProgramLinkKind.DIRECT)
    programs = _near([link.program for link in links], taught, area)
    resources = [link.resource for link in occupation.resource_links.all() if not link.resource.is_broken]
    is_public = occupation.status == Occupation.Status.PUBLISHED
    together = [occupation.slug, *(card.slug for card in related[:MOST_CAREERS])]
    comparison = f"{reverse('careers:compare')}?{urlencode({'careers': ','.join(together)}, safe=',')}"
    return NextSteps(
        programs=programs[:MOST_PROGRAMS],
        state=STATE_NAMES.get(state, state),
        area=area.short_name if area and area.kind not in (AreaKind.STATE, AreaKind.NATION) else "",
        has_more_programs=len(programs) > MOST_PROGRAMS,
        resources=resources[:MOST_RESOURCES],
        has_more_resources=len(resources) > MOST_RESOURCES,
        related=related[:MOST_CAREERS],
        has_more_related=len(related) > MOST_CAREERS,
        comparison=comparison if related and is_public else "",
        slug=occupation.slug if is_public else "",
    )


def _near(programs: list[EducationProgram], taught: Taught, area: Area | None) -> list[ProgramNear]:
    """Those first that most schools of the area offer, then those that any of the state does; of equal ones in the order given."""
    near = []
    for program in programs:
        schools = taught.get(program.pk, {})
        near.append(ProgramNear(program, len(schools), list(schools.values()).count(area.pk) if area else 0))
    return sorted(near, key=lambda one: (-one.in_area, not one.in_state))
