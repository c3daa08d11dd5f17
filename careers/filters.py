"""The filters of list pages: what a visitor chose, read from the address."""

import django_filters
from django import forms
from django.http import QueryDict

from careers.models import CareerCluster, Occupation


class ForgivingFilterSet(django_filters.FilterSet):
    """A filter set for shared addresses: a value it does not know is left out and named, never an error.

    Links outlive what they name: a cluster is renamed, a choice goes. `ignored` tells the page what to say.
    """

    def __init__(self, data: QueryDict, **kwargs):
        super().__init__(data, **kwargs)
        self.ignored = [(self.form.fields[name].label, data.get(name, "")) for name in self.form.errors]
        if self.ignored:
            known = data.copy()
            for name in self.form.errors:
                known.pop(name, None)
            super().__init__(known, **kwargs)

    @property
    def is_filtering(self) -> bool:
        """Whether anything is chosen at all."""
        return any(self.form.cleaned_data.values()) if self.form.is_valid() else False


class Words(forms.CharField):
    """What a visitor types: cut to a length that any title has, control characters left out, never an error."""

    LENGTH = 100

    def to_python(self, value: str | None) -> str:
        words = " ".join(super().to_python(value).split())
        return "".join(letter for letter in words if letter.isprintable())[: self.LENGTH].strip()


class WordsFilter(django_filters.CharFilter):
    field_class = Words


class OccupationFilter(ForgivingFilterSet):
    """The career list: words in a title, another name or a code, and a cluster."""

    q = WordsFilter(method="filter_words", label="Words or code")
    cluster = django_filters.ModelChoiceFilter(
        queryset=CareerCluster.objects.all(),
        to_field_name="slug",
        field_name="pathways__cluster",
        label="Career cluster",
        empty_label="All clusters",
        distinct=True,
    )

    class Meta:
        model = Occupation
        fields = ["q", "cluster"]

    def filter_words(self, queryset, name: str, words: str):
        return queryset.matching(words)
