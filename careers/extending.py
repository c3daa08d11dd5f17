"""More for a shared list: what a search found that a list can hold, each with the list that holds it too.

This is how somebody without script puts a list together: every page is a link further than the one before.
"""

from dataclasses import dataclass
from itertools import groupby

from careers.search import Result, Results
from careers.sharing import SharedList

MOST_OFFERED = 6
"""So many of each kind; whoever looks for more takes more words."""


@dataclass(frozen=True)
class Offer:
    """Something that a search found, and what can be done with it."""

    result: Result
    address: str
    """The list with it too; empty where the list has it already, or has no room."""
    is_listed: bool


@dataclass(frozen=True)
class Offers:
    """Those of one kind."""

    label: str
    offers: list[Offer]


def offers(shared: SharedList, typed: str, results: Results) -> list[Offers]:
    """What a list can take of what was found, by kind; where nothing was found, of the careers that come nearest."""
    found = [result for group in results.groups for result in group.results] or results.nearest
    held = [result for result in found if result.listed_under]
    return [
        Offers(kind.label, [_offer(shared, typed, result) for result in list(group)[:MOST_OFFERED]])
        for kind, group in groupby(held, key=lambda result: result.document.kind)
    ]


def _offer(shared: SharedList, typed: str, result: Result) -> Offer:
    kind, name = result.listed_under, result.listed_as
    is_listed = name in shared.names[kind]
    has_room = not is_listed and not getattr(shared.chosen, kind).is_full
    return Offer(result, shared.address_with(kind, name, typed) if has_room else "", is_listed)
