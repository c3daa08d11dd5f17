"""The filters of list pages: what a visitor chose, read from the address."""

from careers.filters.areas import AreaFilterSet
from careers.filters.base import ForgivingFilterSet, ListFilterSet, Words
from careers.filters.interests import InterestFilter
from careers.filters.occupations import OccupationFilter
from careers.filters.programs import ProgramFilter, SchoolsOfProgramFilter
from careers.filters.resources import ResourceFilter
from careers.filters.schools import SchoolFilter

__all__ = [
    "AreaFilterSet",
    "ForgivingFilterSet",
    "InterestFilter",
    "ListFilterSet",
    "OccupationFilter",
    "ProgramFilter",
    "ResourceFilter",
    "SchoolFilter",
    "SchoolsOfProgramFilter",
    "Words",
]
