"""Interests as profiles of six scores: of a person, of all careers, and how well the two go together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np

from careers.codes import HollandInterest

INTEREST_COLUMNS = tuple(f"interest_{interest.name.lower()}" for interest in HollandInterest)
"""The fields of a career with its six scores, in the order of the interests."""

STRONGEST = 3
"""So many letters make a Holland code."""


class Fit(Enum):
    """A correlation in words; the least that each word takes.

    Six pairs of numbers correlate at 0.73 or more by chance alone in one of twenty cases, at 0.9 in one of a hundred.
    """

    VERY_CLOSE = 0.9, "Very close fit"
    CLOSE = 0.73, "Close fit"
    PARTLY = 0.4, "Fits in part"
    LITTLE = -1.0, "Not a close fit"

    def __init__(self, least: float, label: str):
        self.least = least
        self.label = label

    @classmethod
    def of(cls, correlation: float) -> "Fit":
        return next((fit for fit in cls if correlation >= fit.least), cls.LITTLE)


@dataclass(frozen=True)
class Profile:
    """How strong each of the six interests of a person is, on any scale."""

    scores: Mapping[HollandInterest, int]

    @classmethod
    def of_code(cls, holland_code: str) -> "Profile":
        """The letters of a code in their order: 3 for the first, then 2 and 1, 0 for those it does not name."""
        weights = {letter: STRONGEST - place for place, letter in enumerate(holland_code)}
        return cls({interest: weights.get(interest.value, 0) for interest in HollandInterest})

    @property
    def is_flat(self) -> bool:
        """Whether all six are equally strong, so that nothing fits better than anything else."""
        return len(set(self.scores.values())) == 1

    @cached_property
    def strongest(self) -> list[HollandInterest]:
        """Up to three interests, the strongest first, equal ones in their fixed order; none without a score."""
        by_score = sorted(self.scores, key=lambda interest: -self.scores[interest])
        return [interest for interest in by_score if self.scores[interest]][:STRONGEST]

    @property
    def just_as_strong(self) -> list[HollandInterest]:
        """Interests left out of the strongest although they are as strong as the last of them."""
        least = self.scores[self.strongest[-1]]
        return [
            interest for interest, score in self.scores.items() if score == least and interest not in self.strongest
        ]

    @property
    def code(self) -> str:
        return "".join(self.strongest)


class RatedCareers:
    """The careers that all six interests are scored for, ready to be compared with any profile."""

    def __init__(self, rows: Iterable[tuple]):
        """Rows of a key and `INTEREST_COLUMNS`. Careers without all of them, or with six equal ones, are left out."""
        rated = [(key, scores) for key, *scores in rows if None not in scores and len(set(scores)) > 1]
        self.keys = [key for key, _ in rated]
        self._careers = _standardized([scores for _, scores in rated])

    def fits(self, profile: Profile) -> dict[int, float]:
        """The correlation (Pearson) of each career's scores with a profile that is not flat; the best first, equal ones as given."""
        own = _standardized([[profile.scores[interest] for interest in HollandInterest]])[0]
        # Rounded, so that careers with the same scores stay equal whatever the last bits say.
        correlations = np.round(self._careers @ own, 9)
        order = np.argsort(-correlations, kind="stable")
        return {self.keys[place]: float(correlations[place]) for place in order}


def _standardized(profiles: list) -> np.ndarray:
    """Rows of six scores, each with mean 0 and length 1: their products are correlations."""
    scores = np.array(profiles, dtype=float).reshape(-1, len(INTEREST_COLUMNS))
    deviations = scores - scores.mean(axis=1, keepdims=True)
    return deviations / np.linalg.norm(deviations, axis=1, keepdims=True)
