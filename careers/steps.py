"""A career pathway as a flight of steps: its careers by how much preparation they take."""

from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from careers.codes import JobZone
from careers.folding import Folded
from careers.models import CareerPathway, Occupation


@dataclass(frozen=True)
class Step(Folded):
    """The careers of one job zone, by title."""

    # Steps stand beside each other in narrow columns.
    LONG: ClassVar = 10
    SHOWN: ClassVar = 8

    zone: JobZone


@dataclass(frozen=True)
class Steps:
    """A pathway drawn: steps that hold careers, the least preparation first, and the careers that O*NET has not rated."""

    pathway: CareerPathway
    steps: list[Step]
    unrated: list[Occupation]

    @property
    def career_count(self) -> int:
        return sum(len(step.items) for step in self.steps) + len(self.unrated)


def steps(pathway: CareerPathway) -> Steps:
    """The careers of a pathway on their steps. Runs no query where `occupations` is prefetched by title."""
    careers = list(pathway.occupations.all())
    rated = sorted((career for career in careers if career.job_zone), key=_zone)
    return Steps(
        pathway,
        [Step(list(group), JobZone(zone)) for zone, group in groupby(rated, key=_zone)],
        [career for career in careers if not career.job_zone],
    )


def _zone(career: Occupation) -> int:
    return career.job_zone
