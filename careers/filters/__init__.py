"""The filters of list pages: what a visitor chose, read from the address."""

from careers.filters.areas import AreaFilterSet
from careers.filters.base import ForgivingFilterSet, ListFilterSet
from careers.filters.occupations import OccupationFilter

__all__ = ["AreaFilterSet", "ForgivingFilterSet", "ListFilterSet", "OccupationFilter"]
