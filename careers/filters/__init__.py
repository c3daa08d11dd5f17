"""The filters of list pages: what a visitor chose, read from the address."""

from careers.filters.base import ForgivingFilterSet, ListFilterSet
from careers.filters.occupations import OccupationFilter

__all__ = ["ForgivingFilterSet", "ListFilterSet", "OccupationFilter"]
