"""The filters of list pages: what a visitor chose, read from the address."""

from careers.filters.areas import AreaFilterSet
from careers.filters.base import ForgivingFilterSet, ListFilterSet, Words, carried_area
from careers.filters.career_page import CareerPageFilter
from careers.filters.compare import ComparisonFilter
from careers.filters.interests import InterestFilter
from careers.filters.occupations import OccupationFilter
from careers.filters.programs import ProgramFilter, SchoolsOfProgramFilter
from careers.filters.resources import ResourceFilter
from careers.filters.schools import SchoolFilter
from careers.filters.shared_lists import SharedListFilter

__all__ = [
    "AreaFilterSet",
    "CareerPageFilter",
    "ComparisonFilter",
    "ForgivingFilterSet",
    "InterestFilter",
    "ListFilterSet",
    "OccupationFilter",
    "ProgramFilter",
    "ResourceFilter",
    "SchoolFilter",
    "SchoolsOfProgramFilter",
    "SharedListFilter",
    "Words",
    "carried_area",
]
