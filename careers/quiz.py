"""The interest quiz: its statements, and the answers to them as they stand in an address."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db import models

from careers.codes import HollandInterest


class Rating(models.IntegerChoices):
    """How somebody feels about a statement; the number is what it adds to the score of its interest."""

    NOT_FOR_ME = 0, "Not for me"
    MAYBE = 1, "Maybe"
    LIKE = 2, "Yes, I like that"


@dataclass(frozen=True)
class Statement:
    """Something people do at work. Its number, from 1, is its place in the address of the answers."""

    number: int
    interest: HollandInterest
    text: str

    @property
    def name(self) -> str:
        """The parameter under which a form sends its rating."""
        return f"s{self.number}"


# An address of answers goes by this order: neither it nor the interest of a line may change once published, its words may.
_PARTS = (
    (
        ("R", "Fix a bike that does not ride well"),
        ("S", "Explain homework to a younger student"),
        ("I", "Find out why a plant keeps getting sick"),
        ("C", "Keep track of the money of a club, so that every dollar is accounted for"),
        ("A", "Design a poster"),
        ("E", "Lead a team that has a goal to reach"),
    ),
    (
        ("A", "Write a short story"),
        ("C", "Find the mistakes in a list of numbers"),
        ("E", "Talk people into trying something new"),
        ("R", "Grow vegetables and look after the soil"),
        ("I", "Plan an experiment to see which of two ideas is right"),
        ("S", "Listen to somebody who is having a hard time"),
    ),
    (
        ("I", "Look at water from a stream under a microscope"),
        ("E", "Sell things you made at a market"),
        ("S", "Look after a group of children at a summer camp"),
        ("A", "Play music or make up a tune"),
        ("C", "Sort hundreds of photos so that anybody can find the right one"),
        ("R", "Build a shelf from a plan"),
    ),
    (
        ("C", "Make a timetable that works out for everybody"),
        ("R", "Drive a tractor, a bus or a truck"),
        ("A", "Act in a play"),
        ("S", "Help somebody learn to walk again after an accident"),
        ("E", "Speak for your class in a meeting"),
        ("I", "Solve a puzzle that takes a long time to think through"),
    ),
    (
        ("E", "Start a small business with a friend"),
        ("I", "Read about how the brain works"),
        ("R", "Connect the wires of a lamp so that it works"),
        ("C", "Follow a checklist so that nothing is forgotten"),
        ("S", "Show new students around and help them feel at home"),
        ("A", "Choose the colors and shapes for a room"),
    ),
)


def _numbered() -> tuple[tuple[Statement, ...], ...]:
    numbers = iter(range(1, sum(map(len, _PARTS)) + 1))
    return tuple(
        tuple(Statement(next(numbers), HollandInterest(letter), text) for letter, text in part) for part in _PARTS
    )


PARTS = _numbered()
"""The parts of the quiz, each with one statement of every interest."""

STATEMENTS = tuple(statement for part in PARTS for statement in part)

HIGHEST = Rating.LIKE * len(PARTS)
"""The highest score an interest can have."""

OPEN = "-"
"""What stands in an address for a statement that nobody has rated yet."""


@dataclass(frozen=True)
class Answers:
    """A rating for each statement, in their order; None where it is open."""

    ratings: tuple[Rating | None, ...]

    @classmethod
    def read(cls, written: str) -> "Answers":
        """From an address (`210-…`): a character for each statement. One that says nothing leaves its statement open."""
        characters = written[: len(STATEMENTS)].ljust(len(STATEMENTS), OPEN)
        return cls(tuple(map(_rating, characters)))

    @classmethod
    def sent(cls, data: Mapping[str, str]) -> "Answers | None":
        """From the fields of a form; None where no statement is among them."""
        if not any(statement.name in data for statement in STATEMENTS):
            return None
        return cls(tuple(_rating(data.get(statement.name, OPEN)) for statement in STATEMENTS))

    def __str__(self) -> str:
        return "".join(OPEN if rating is None else str(rating.value) for rating in self.ratings)

    @property
    def count(self) -> int:
        """How many statements are rated."""
        return len(STATEMENTS) - len(self.missing)

    @cached_property
    def missing(self) -> list[Statement]:
        return [statement for statement, rating in zip(STATEMENTS, self.ratings, strict=True) if rating is None]

    @cached_property
    def scores(self) -> dict[HollandInterest, int]:
        """The sum of the ratings for each interest, 0 to `HIGHEST`."""
        sums: Counter[HollandInterest] = Counter()
        for statement, rating in zip(STATEMENTS, self.ratings, strict=True):
            sums[statement.interest] += rating or 0
        return {interest: sums[interest] for interest in HollandInterest}


@dataclass(frozen=True)
class Question:
    """A statement as the form shows it: each rating, and whether it is the chosen one."""

    statement: Statement
    ratings: list[tuple[Rating, bool]]
    is_open: bool


def questions(answers: Answers) -> list[list[Question]]:
    """The parts of the form."""
    rated = dict(zip(STATEMENTS, answers.ratings, strict=True))
    return [[_question(statement, rated[statement]) for statement in part] for part in PARTS]


def _question(statement: Statement, chosen: Rating | None) -> Question:
    return Question(statement, [(rating, rating is chosen) for rating in Rating], chosen is None)


def is_whole(written: str) -> bool:
    """Whether an address holds a rating, or the sign of an open one, for every statement and nothing else."""
    return bool(re.fullmatch(rf"[{OPEN}{''.join(map(str, Rating.values))}]{{{len(STATEMENTS)}}}", written))


_RATINGS = {str(rating.value): rating for rating in Rating}


def _rating(written: str) -> Rating | None:
    return _RATINGS.get(written)
