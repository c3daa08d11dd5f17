"""What every list has in common: filters read from a shared address, a count beside each choice, chips, and pages.

A list is a `ListFilterSet`. Each of its filters answers with the keys of the records that fit; what is shown is what all of
them have in common, and the counts are made of the same sets, so that a count never promises what the list does not hold.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from careers.codes import AREA_FORMAT
from careers.search import Kind, Listed, find

MOST_VALUES = 100
"""So many values of one parameter are looked at; no form of ours sends more."""


def carried_area(request: HttpRequest) -> str:
    """The code of the area that the links of a page keep: the one it leads with, or on pages that know none the one in the address,
    which pages further on may know. Empty where there is none."""
    known = getattr(request, "area_code", None)
    if known is not None:
        return known
    code = request.GET.get("area", "")
    return code if re.fullmatch(AREA_FORMAT, code) else ""


@dataclass(frozen=True)
class Ignored:
    """A value of a shared address that was left out, and why."""

    label: str
    value: str
    why: str


@dataclass(frozen=True)
class SelectOption:
    """An option of a setting."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Select:
    """A setting as a form shows it: its options, under headings; those of the empty heading stand alone."""

    name: str
    label: str
    default: str
    groups: list[tuple[str, list[SelectOption]]]


class ForgivingFilterSet(django_filters.FilterSet):
    """A filter set for shared addresses: a value it does not know is left out and named, never an error.

    Links outlive what they name: a cluster is renamed, a choice goes. `ignored` tells the page what to say. Of several
    values of one parameter only those unknown are left out.
    """

    def __init__(self, data: QueryDict, **kwargs):
        super().__init__(_distinct(data), **kwargs)
        self.ignored = [ignored for name in self.form.errors for ignored in self._leave_out(name)]
        if self.ignored:
            del self._form

    def _leave_out(self, name: str) -> list[Ignored]:
        values = self.data.getlist(name)
        unknown = [value for value in values if not self._knows(name, value)]
        self.data.setlist(name, [value for value in values if value not in unknown])
        why = getattr(self.filters[name], "UNKNOWN", Choice.UNKNOWN)
        # A made-up address may be long; the first few say enough.
        return [Ignored(self.form.fields[name].label, value[:100], why) for value in unknown[:5]]

    def _knows(self, name: str, value: str) -> bool:
        field = self.form.fields[name]
        try:
            field.clean(field.widget.value_from_datadict(MultiValueDict({name: [value]}), {}, name))
        except forms.ValidationError:
            return False
        return True

    @cached_property
    def chosen(self) -> dict:
        """The value of each filter, empty where nothing is chosen; of a setting its default."""
        self.form.is_valid()
        return {
            name: self.form.cleaned_data.get(name) or getattr(filter_, "default", "")
            for name, filter_ in self.filters.items()
        }

    @cached_property
    def query(self) -> dict[str, list[str]]:
        """What is chosen, as the parameters of an address, in the order of the filters. Defaults are left out."""
        return {
            name: _written(value)
            for name, value in self.chosen.items()
            if value and value != getattr(self.filters[name], "default", "")
        }

    @cached_property
    def selects(self) -> dict[str, Select]:
        """The settings of the page by name, as a form shows them."""
        return {name: self._select(name, choice) for name, choice in self.filters.items() if isinstance(choice, Choice)}

    def _select(self, name: str, choice: "Choice") -> Select:
        groups: dict[str, list[SelectOption]] = {}
        for value, label in choice.field.choices:
            # Django's form of a group: its heading, and the pairs below it.
            heading, pairs = (value, label) if isinstance(label, list | tuple) else ("", [(value, label)])
            groups.setdefault(heading, []).extend(
                SelectOption(value, label, value == self.chosen[name]) for value, label in pairs if choice.offers(value)
            )
        return Select(name, choice.label, choice.default, list(groups.items()))

    def address(self, **changes: list[str]) -> str:
        """This page with some parameters changed and the rest kept, except `page`: another list begins at its first."""
        area = carried_area(self.request)
        query = ({"area": [area]} if area else {}) | self.query | changes
        # `area` once more: a list that knows no areas hands it on all the same.
        ordered = {name: query[name] for name in dict.fromkeys((*self.filters, "area", "page")) if query.get(name)}
        return f"{self.request.path}?{urlencode(ordered, doseq=True)}" if ordered else self.request.path


def _distinct(data: QueryDict) -> QueryDict:
    """A copy with each value once, so that a made-up address is no more work than one of ours."""
    copy = data.copy()
    for name, values in data.lists():
        copy.setlist(name, list(dict.fromkeys(values))[:MOST_VALUES])
    return copy


def _written(value: str | list | Decimal) -> list[str]:
    if isinstance(value, Decimal):
        return [f"{value:f}"]
    return value if isinstance(value, list) else [str(value)]


# Filters -------------------------------------------------------------------------------------------------------------


class NamedChoices:
    """For choices that are in the database: `choices` may name a method of the filter set that gives them."""

    @property
    def field(self) -> forms.Field:
        if isinstance(self.extra["choices"], str):
            self.extra["choices"] = getattr(self.parent, self.extra["choices"])()
        return super().field


class Choice(NamedChoices, django_filters.ChoiceFilter):
    """A setting of the page: one of its choices always holds, `default` unless another is chosen. It narrows nothing."""

    UNKNOWN = "is not one of our choices any more"

    def __init__(self, *args, choices: Iterable | str, default: str = "", **kwargs):
        super().__init__(*args, choices=choices, empty_label=None, **kwargs)
        self._default = default

    @property
    def default(self) -> str:
        return self._default

    def offers(self, choice: str) -> bool:
        """Whether the choice makes sense beside the others made."""
        return True


class Narrowing(django_filters.Filter):
    """A filter that leaves some records: those whose keys the filter set's method `find` gives for the value."""

    def __init__(self, *args, find: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.find = find

    def fitting(self, value) -> set[int]:
        return getattr(self.parent, self.find)(value)

    def described(self, value) -> list[tuple[str, list[str]]]:
        """What is chosen in words, each with the values that stay when it is taken away."""
        return [(f"“{value}”", [])]


class Words(forms.CharField):
    """What a visitor types: cut to a length that any title has, control characters left out, never an error."""

    LENGTH = 100

    def to_python(self, value: str | None) -> str:
        words = " ".join(super().to_python(value).split())
        return "".join(letter for letter in words if letter.isprintable())[: self.LENGTH].strip()


class WordsFilter(Narrowing):
    """Words, for which the search finds the records of one kind."""

    field_class = Words

    def __init__(self, *args, kind: Kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind

    @cached_property
    def search(self) -> Listed:
        """What the search says of the words: the keys of all records that fit, the best first, and how they were read."""
        return find(self.kind, self.parent.chosen[self.field_name])

    def fitting(self, value: str) -> set[int]:
        return set(self.search.pks)


class Dollars(forms.DecimalField):
    """An amount of dollars, as people type it: `$50,000` too."""

    def to_python(self, value: str | None) -> Decimal | None:
        typed = (value or "").replace("$", "").strip()
        # A comma parts thousands; as the point of a decimal it would make 205 of 20,5.
        return super().to_python(typed.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d*)?", typed) else typed)


class DollarsFilter(Narrowing):
    UNKNOWN = "is not an amount in dollars"
    field_class = Dollars

    def __init__(self, *args, **kwargs):
        super().__init__(*args, min_value=0, max_digits=9, decimal_places=2, **kwargs)


class Facet(NamedChoices, Narrowing):
    """A filter with several choices, any of which a record may fit, and a count beside each."""

    UNKNOWN = Choice.UNKNOWN
    field_class = django_filters.MultipleChoiceFilter.field_class

    def __init__(self, *args, choices: Iterable | str, pairs: str = "", is_open: bool = False, **kwargs):
        """`pairs` names a method of the filter set for pairs of value and key, where `field_name` does not give them."""
        super().__init__(*args, choices=choices, **kwargs)
        self.pairs = pairs
        self.is_open = is_open

    @cached_property
    def labels(self) -> dict[str, str]:
        return {str(value): label for value, label in self.field.choices}

    @cached_property
    def members(self) -> dict[str, set[int]]:
        """By choice, the keys of all records that fit it. One query, unless the filter set knows the pairs already."""
        members: dict[str, set[int]] = defaultdict(set)
        for value, key in self._pairs():
            members[value].add(key)
        return members

    def _pairs(self) -> Iterable[tuple[str, int]]:
        if self.pairs:
            return getattr(self.parent, self.pairs)()
        rows = self.parent.queryset.order_by().values_list(self.field_name, "pk")
        return ((str(value), key) for value, key in rows)

    def fitting(self, value: list[str]) -> set[int]:
        return set().union(*(self.members[choice] for choice in value if choice in self.members))

    def described(self, value: list[str]) -> list[tuple[str, list[str]]]:
        return [(self.labels[choice], [other for other in value if other != choice]) for choice in value]

    def offers(self, choice: str) -> bool:
        """Whether the choice is worth a line: one that no record fits, whatever else is chosen, is not."""
        return choice in self.members


# Lists ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Option:
    """A choice of a facet, and how many records it would leave; beside choices made already, how many it would add."""

    value: str
    label: str
    count: int
    is_chosen: bool
    sign: str
    """`+` where the count is what the choice would add."""
    words: str
    """The count for ears: `57 more careers`."""


@dataclass(frozen=True)
class Fieldset:
    """A facet as the form shows it."""

    name: str
    label: str
    options: list[Option]
    chosen_count: int
    is_open: bool


@dataclass(frozen=True)
class Chip:
    """Something chosen, and the address of the list without it."""

    label: str
    text: str
    address: str


@dataclass(frozen=True)
class PageLink:
    """A page of the list by its number; a gap in the numbers has no address."""

    text: str
    address: str
    is_current: bool


class ListFilterSet(ForgivingFilterSet):
    """A list with its filters. The declared order of the filters is that of their names in an address."""

    PER_PAGE = 24
    SINGULAR, PLURAL = "result", "results"

    @cached_property
    def listed(self) -> list[int]:
        """The keys of all records, in the order of the queryset. One query."""
        return list(self.queryset.values_list("pk", flat=True))

    @property
    def words(self) -> Listed | None:
        """What the search says of the words that are chosen."""
        return self.filters["q"].search if self.chosen.get("q") else None

    @cached_property
    def fitting(self) -> dict[str, set[int]]:
        """By its name, for each filter in which something is chosen, the records that fit it."""
        return {
            name: filter_.fitting(self.chosen[name])
            for name, filter_ in self.filters.items()
            if isinstance(filter_, Narrowing) and self.chosen[name]
        }

    def left_by_others(self, name: str) -> set[int]:
        """The records that all filters but this one leave."""
        return set(self.listed).intersection(*(keys for other, keys in self.fitting.items() if other != name))

    @cached_property
    def found(self) -> set[int]:
        return set(self.listed).intersection(*self.fitting.values())

    @property
    def count(self) -> int:
        return len(self.found)

    @property
    def is_filtering(self) -> bool:
        """Whether anything is chosen that narrows the list."""
        return bool(self.fitting)

    def filter_queryset(self, queryset):
        return queryset.filter(pk__in=self.found)

    @cached_property
    def facets(self) -> list[Fieldset]:
        return [self._fieldset(name, facet) for name, facet in self.filters.items() if isinstance(facet, Facet)]

    def _fieldset(self, name: str, facet: Facet) -> Fieldset:
        chosen = self.chosen[name]
        left, had = self.left_by_others(name), self.fitting.get(name, set())
        options = []
        for value, label in facet.labels.items():
            is_chosen = value in chosen
            if is_chosen or facet.offers(value):
                fits = left & facet.members.get(value, set())
                count = len(fits if is_chosen else fits - had)
                sign, more = ("+", "more ") if chosen and not is_chosen else ("", "")
                words = f"{count} {more}{self.SINGULAR if count == 1 else self.PLURAL}"
                options.append(Option(value, label, count, is_chosen, sign, words))
        return Fieldset(name, facet.label, options, len(chosen), facet.is_open or bool(chosen))

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(filter_.label, text, self.address(**{name: remaining}))
            for name, filter_ in self.filters.items()
            if name in self.fitting
            for text, remaining in filter_.described(self.chosen[name])
        ]

    @property
    def clear_address(self) -> str:
        """The list with nothing chosen that narrows it; how it is shown stays."""
        return self.address(**{name: [] for name in self.fitting})

    @cached_property
    def page(self) -> Page:
        """The keys of the page asked for; the last page when the list has become shorter."""
        return Paginator(self.in_order(), self.PER_PAGE).get_page(self.data.get("page"))

    @cached_property
    def results(self) -> list:
        """What the page asked for shows."""
        return self.records(self.page.object_list)

    @property
    def page_links(self) -> list[PageLink]:
        """Links to this and other pages by number; none where there is only one."""
        if not self.page.has_other_pages():
            return []
        return [
            PageLink(
                str(number), self.page_address(number) if isinstance(number, int) else "", number == self.page.number
            )
            for number in self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        ]

    @property
    def own_address(self) -> str:
        """The list with nothing chosen, at the page shown; its first page where something is chosen, whose pages are others."""
        is_as_listed = self.query.keys() <= {"area"}
        number = self.page.number if is_as_listed else 1
        return f"{self.request.path}?page={number}" if number > 1 else self.request.path

    @property
    def previous_address(self) -> str:
        return self.page_address(self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next_address(self) -> str:
        return self.page_address(self.page.number + 1) if self.page.has_next() else ""

    def page_address(self, number: int) -> str:
        return self.address(page=[str(number)] if number > 1 else [])

    def in_order(self) -> list[int]:
        """The keys of what was found, in the order they are shown: the best first where there are words."""
        return self.by_relevance() if self.chosen.get("q") else self.as_listed()

    def by_relevance(self) -> list[int]:
        return [key for key in self.filters["q"].search.pks if key in self.found]

    def as_listed(self) -> list[int]:
        """In the order of the queryset."""
        return [key for key in self.listed if key in self.found]

    def records(self, keys: list[int]) -> list:
        """What the page shows of these records, in their order. One query."""
        records = self.queryset.in_bulk(keys)
        return [records[key] for key in keys if key in records]
