"""The careers that go with somebody's interests: answers to the quiz, or a code of letters."""

from dataclasses import replace
from functools import cached_property

import django_filters
from django import forms

from careers.cards import Card
from careers.codes import validate_holland
from careers.filters.occupations import CareerFilter
from careers.interests import Fit, Profile
from careers.models import Occupation
from careers.quiz import Answers, is_whole


class AnswersField(forms.CharField):
    """Answers as they stand in an address. What cannot be read of them is open, never an error."""

    def to_python(self, value: str | None) -> str:
        answers = Answers.read(super().to_python(value))
        return str(answers) if answers.count else ""


class AnswersFilter(django_filters.Filter):
    field_class = AnswersField


class CodeField(forms.CharField):
    """A Holland code as people type it: `ric` and `R-I-C` too."""

    default_validators = [validate_holland]

    def to_python(self, value: str | None) -> str:
        return "".join(letter for letter in super().to_python(value).upper() if letter not in " -,/.")


class CodeFilter(django_filters.Filter):
    UNKNOWN = "is not one to three different letters out of R, I, A, S, E and C"
    field_class = CodeField


class InterestFilter(CareerFilter):
    """Careers by how well they fit, narrowed like the list of all careers."""

    a = AnswersFilter(label="Answers")
    code = CodeFilter(label="Code of interests")

    class Meta:
        model = Occupation
        # The order of their names in an address.
        fields = ["a", "code", "education", "pay_min", "pay_period", "area"]

    @cached_property
    def answers(self) -> Answers:
        return Answers.read(self.chosen["a"])

    @property
    def has_damaged_answers(self) -> bool:
        """Whether part of the answers in the address could not be read."""
        return bool(self.data.get("a")) and not is_whole(self.data["a"])

    @property
    def is_answered(self) -> bool:
        return not self.answers.missing

    @cached_property
    def profile(self) -> Profile | None:
        """Made of all answers, or else of a code; None where there is neither."""
        if self.is_answered:
            return Profile(self.answers.scores)
        return Profile.of_code(self.chosen["code"]) if self.chosen["code"] and not self.answers.count else None

    @property
    def unused_code(self) -> str:
        """The code of an address that holds answers too: these come first, and the code is offered beside them."""
        return self.chosen["code"] if self.answers.count else ""

    @property
    def unused_code_address(self) -> str:
        """The page of that code alone, with the rest kept."""
        return super().address(a=[], change=[])

    @property
    def is_result(self) -> bool:
        """Whether there is anything to fit careers to."""
        return self.profile is not None and not self.profile.is_flat

    @cached_property
    def fits(self) -> dict[int, float]:
        """By the key of each rated career its correlation with the profile, the best first."""
        return self.catalogue.rated.fits(self.profile)

    @cached_property
    def listed(self) -> list[int]:
        return list(self.fits)

    @property
    def unrated(self) -> int:
        """How many careers are left out, because their interests are not rated."""
        return len(self.careers) - len(self.listed)

    def records(self, keys: list[int]) -> list[Card]:
        shown = zip(keys, super().records(keys), strict=True)
        return [replace(card, fit=Fit.of(self.fits[key]).label) for key, card in shown]

    def address(self, **changes: list[str]) -> str:
        """Leads back to the careers, past what is said of the interests."""
        return f"{super().address(**changes)}#careers"

    def result_address(self, answers: Answers) -> str:
        """The page of other answers, with the rest kept."""
        return super().address(a=[str(answers)], code=[])

    @property
    def change_address(self) -> str:
        """The quiz with the answers filled in."""
        return f"{self.result_address(self.answers)}&change=1"

    @property
    def kept_fields(self) -> list[tuple[str, str]]:
        """What is chosen beside the answers, for a form that changes these."""
        return [(name, value) for name, values in self.query.items() if name not in ("a", "code") for value in values]
