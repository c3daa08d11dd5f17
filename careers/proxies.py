"""The proxy rule: whose figures a career shows.

A career shows the figures of its SOC group; where that group has none, those of the broad, then the minor group above it,
decided for each measure and for the state and the nation apart. Whenever the group shown is larger than the career itself, a
sentence says so, or, where an editor switched the stand-in off, its figures are left out.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Protocol, TypeVar

from careers.codes import AreaKind, AreaLevel, Measure, SocLevel
from careers.wording import Wording

PROXY_WORDINGS = {
    (Measure.WAGES, AreaLevel.STATE): Wording.PROXY_WAGES_STATE,
    (Measure.WAGES, AreaLevel.NATION): Wording.PROXY_WAGES_NATION,
    (Measure.OUTLOOK, AreaLevel.STATE): Wording.PROXY_OUTLOOK_STATE,
    (Measure.OUTLOOK, AreaLevel.NATION): Wording.PROXY_OUTLOOK_NATION,
}
"""The sentence about a larger group, by what is measured and where."""


class Group(Protocol):
    """What the rule needs to know of a SOC group."""

    pk: int
    level: str


AnyGroup = TypeVar("AnyGroup", bound=Group)


def level_of(kind: str) -> AreaLevel:
    """The level at which areas of this kind are decided together."""
    return AreaLevel.NATION if kind == AreaKind.NATION else AreaLevel.STATE


def chain(group: AnyGroup, larger: Callable[[AnyGroup], AnyGroup | None]) -> Iterator[AnyGroup]:
    """The group and those above it that may stand in, up to the minor group: a major one is too wide to say anything.

    `larger` gives the next group above one, if any.
    """
    yield group
    # Four at most, where a combination of the surveys stands between an occupation and its broad group.
    for _ in range(3):
        above = larger(group) if group.level in (SocLevel.DETAILED, SocLevel.BROAD) else None
        if above is None or above.level not in (SocLevel.BROAD, SocLevel.MINOR):
            return
        yield above
        group = above


def first(groups: Iterable[AnyGroup], spoken_of: Collection[int]) -> AnyGroup | None:
    """The first of the groups whose key is among those a source speaks of."""
    for group in groups:
        if group.pk in spoken_of:
            return group
    return None
