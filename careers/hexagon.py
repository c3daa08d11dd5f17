"""The six interests drawn as a hexagon: where its corners, rings and labels lie."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, pi, sin

from careers.codes import HollandInterest

SIZE = 300
"""The drawing is a square with sides of so many units."""

_CENTER = SIZE / 2
_RADIUS = 112
_LABELS_AT = 1.16
"""The letters lie a little outside the outermost ring."""

_RINGS = (1 / 3, 2 / 3, 1)


@dataclass(frozen=True)
class Corner:
    """An interest at its corner of the hexagon: the end of its axis, where its letter stands, where its score lies."""

    interest: HollandInterest
    end: tuple[str, str]
    label: tuple[str, str]
    score: tuple[str, str]


@dataclass(frozen=True)
class Hexagon:
    """Points as the attributes of an SVG take them."""

    size: int
    center: str
    corners: list[Corner]
    rings: list[str]
    shape: str


def hexagon(scores: Mapping[HollandInterest, float], highest: float) -> Hexagon:
    """Scores from 0 to `highest`, from the top clockwise in the order of the interests."""
    corners = [
        Corner(interest, _point(place, 1), _point(place, _LABELS_AT), _point(place, scores[interest] / highest))
        for place, interest in enumerate(HollandInterest)
    ]
    rings = [_polygon(_point(place, share) for place in range(len(corners))) for share in _RINGS]
    return Hexagon(SIZE, f"{_CENTER:.0f}", corners, rings, _polygon(corner.score for corner in corners))


def _point(place: int, share: float) -> tuple[str, str]:
    """On the axis of a corner, at a share of its length from the center."""
    angle = place * pi / 3
    return f"{_CENTER + share * _RADIUS * sin(angle):.1f}", f"{_CENTER - share * _RADIUS * cos(angle):.1f}"


def _polygon(points: Iterable[tuple[str, str]]) -> str:
    return " ".join(",".join(point) for point in points)
