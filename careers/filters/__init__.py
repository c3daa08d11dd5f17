"""The filters of list pages: what a visitor chose, read from the address."""

from careers.filters.areas import AreaFilterSet
from careers.filters.base import ForgivingFilterSet, ListFilterSet, Words
from careers.filters.occupations import OccupationFilter
from careers.filters.programs import ProgramFilter, SchoolsOfProgramFilter
from careers.filters.resources import ResourceFilter
from careers.filters.schools import SchoolFilter
from careers.filters.shared_lists import SharedListFilter

__all__ = [
    "AreaFilterSet",
    "ForgivingFilterSet",
    "ListFilterSet",
    "OccupationFilter",
    "ProgramFilter",
    "ResourceFilter",
    "SchoolFilter",
    "SchoolsOfProgramFilter",
    "SharedListFilter",
    "Words",
]
