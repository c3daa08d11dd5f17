"""What the address of a shared list names: careers, programs of study and resources, each kind in the order of the address.

By the long address careers and resources go by the last part of their own, programs by their CIP codes; by the short one careers and
resources by their keys. Names that say nothing here are told apart from records, never an error.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from careers.codes import cip_code_of
from careers.models import EducationProgram, Occupation, PreviousSlug, Resource
from careers.shortlists import MOST, Held


@dataclass(frozen=True)
class Choice:
    """The records of one kind that an address names, in its order, each once, and the parts of it that name none."""

    records: list
    unknown: list[str]
    too_many: list[str]
    withdrawn: list[str] = field(default_factory=list)
    """Names of records that editors took off every page."""

    @property
    def is_full(self) -> bool:
        return len(self.records) >= MOST


class Chosen(NamedTuple):
    """What a list holds."""

    careers: Choice
    programs: Choice
    resources: Choice

    @property
    def is_empty(self) -> bool:
        return not any(choice.records for choice in self)

    @property
    def held(self) -> Held:
        """What the short form of the list holds."""
        return Held(
            [career.pk for career in self.careers.records],
            [int(program.cip_code.replace(".", "")) for program in self.programs.records],
            [resource.pk for resource in self.resources.records],
        )


def by_names(careers: list[str], programs: list[str], resources: list[str]) -> Chosen:
    """What the long address names. A query for each kind that it names, one more for careers that go by another address today."""
    return Chosen(
        _careers(careers[:MOST], careers[MOST:]),
        _programs(programs[:MOST], programs[MOST:]),
        _resources("slug", resources[:MOST], resources[MOST:]),
    )


def by_held(held: Held) -> Chosen:
    """What a code holds. A query for each kind. Of careers and resources that are gone nothing is known but their number."""
    careers, resources = list(dict.fromkeys(held.careers)), list(dict.fromkeys(held.resources))
    found = {career.pk: career for career in _once_public().filter(pk__in=careers)} if careers else {}
    programs = dict.fromkeys(cip_code_of(f"{number:06}") or str(number) for number in held.programs)
    return Chosen(_choice(careers, found), _programs(list(programs)), _resources("pk", resources))


def _careers(slugs: list[str], too_many: Sequence[str]) -> Choice:
    """Careers by their addresses, today's or earlier ones."""
    found = {career.slug: career for career in _once_public().filter(slug__in=slugs)} if slugs else {}
    if missing := [slug for slug in slugs if slug not in found]:
        renamed = PreviousSlug.objects.filter(slug__in=missing, occupation__in=Occupation.objects.once_public())
        found |= {row.slug: row.occupation for row in renamed.select_related("occupation__replaced_by")}
    return _choice(slugs, found, too_many)


def _once_public():
    return Occupation.objects.once_public().select_related("replaced_by")


def _programs(codes: list[str], too_many: Sequence[str] = ()) -> Choice:
    known = EducationProgram.objects.of_study().filter(cip_code__in=codes) if codes else ()
    return _choice(codes, {program.cip_code: program for program in known}, too_many)


def _resources(by: str, names: list, too_many: Sequence[str] = ()) -> Choice:
    known = Resource.objects.filter(**{f"{by}__in": names}) if names else ()
    public = {getattr(resource, by): resource for resource in known if resource.is_published}
    hidden = {getattr(resource, by) for resource in known if not resource.is_published}
    return _choice(names, public, too_many, hidden)


def _choice(names: list, found: dict[Any, Any], too_many: Sequence[str] = (), hidden: set[Any] = frozenset()) -> Choice:
    records = {found[name].pk: found[name] for name in names if name in found}
    unknown = [str(name)[:100] for name in names if name not in found and name not in hidden]
    withdrawn = [str(name) for name in names if name in hidden]
    return Choice(list(records.values()), unknown, list(too_many), withdrawn)
