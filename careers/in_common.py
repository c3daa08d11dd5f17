"""What two or more careers have in common: work activities, skills, programs of study."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from careers.folding import Folded
from careers.models import EducationProgram, Task, WorkRequirement
from careers.overview import Career


@dataclass(frozen=True)
class Item:
    """Something that several careers have; a program of study has a page too."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Shared:
    """What the same careers have in common."""

    whose: str
    list: Folded


@dataclass(frozen=True)
class InCommon:
    """One kind of thing that careers have in common, those first that most of them share."""

    anchor: str
    title: str
    groups: list[Shared]


def in_common(careers: list[Career]) -> list[InCommon]:
    """What two or more of the careers share; kinds of which they share nothing are left out. Three queries."""
    keys = [career.pk for career in careers]
    kinds = [
        InCommon("activities", "Work activities", _shared(_activities(keys), careers)),
        InCommon("skills", "Skills and knowledge", _shared(_skills(keys), careers)),
        InCommon("programs", "Programs of study", _shared(_programs(keys), careers)),
    ]
    return [kind for kind in kinds if kind.groups]


def _activities(keys: list[int]) -> Iterable[tuple[int, Item]]:
    common = Task.objects.filter(kind=Task.Kind.COMMON, occupation__in=keys)
    return ((career, Item(statement)) for career, statement in common.values_list("occupation", "statement"))


def _skills(keys: list[int]) -> Iterable[tuple[int, Item]]:
    skills = WorkRequirement.objects.filter(group__in=WorkRequirement.SKILLS, occupation__in=keys)
    # Careers use the same kind of software with other examples of it.
    return (
        (career, Item(_sentence(text.partition(", such as ")[0])))
        for career, text in skills.values_list("occupation", "text")
    )


def _programs(keys: list[int]) -> Iterable[tuple[int, Item]]:
    programs = EducationProgram.objects.of_study().filter(program_links__occupation__in=keys).order_by("name")
    return (
        (career, Item(name, EducationProgram.address_of(code)))
        for career, name, code in programs.values_list("program_links__occupation", "name", "cip_code")
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _shared(pairs: Iterable[tuple[int, Item]], careers: list[Career]) -> list[Shared]:
    """The things that several have, by who has them; `pairs` are of the key of a career and a thing it has."""
    holders: dict[Item, set[int]] = defaultdict(set)
    for career, item in pairs:
        holders[item].add(career)
    by_careers: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item, keys in holders.items():
        if len(keys) > 1:
            by_careers[tuple(career.title for career in careers if career.pk in keys)].append(item)
    in_order = sorted(by_careers.items(), key=lambda group: -len(group[0]))
    return [Shared(_whose(titles, len(careers)), Folded(items)) for titles, items in in_order]


def _whose(titles: tuple[str, ...], out_of: int) -> str:
    """`Bakers; Welders`, `All three`. Many titles hold an “and” of their own."""
    if len(titles) == out_of:
        return {2: "Both", 3: "All three"}.get(out_of, "All four")
    return "; ".join(titles)
