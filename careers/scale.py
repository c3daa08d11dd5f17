"""A scale of dollars from nothing to a round number, for pictures."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from careers.formatting import dollars

MOST_STEPS = 5


@dataclass(frozen=True)
class Tick:
    """A line of the scale: its place in percent of the width, its label, and where the label is anchored."""

    place: str
    label: str
    anchor: str


@dataclass(frozen=True)
class Scale:
    """From 0 to `end` dollars in steps of `step`."""

    step: int
    end: int

    def place(self, amount: Decimal | int) -> str:
        """Where an amount stands, in percent of the width: `41.2`."""
        return f"{100 * amount / self.end:.1f}"

    @property
    def ticks(self) -> list[Tick]:
        amounts = range(0, self.end + 1, self.step)
        return [Tick(self.place(amount), dollars(amount), self._anchor(amount)) for amount in amounts]

    def _anchor(self, amount: int) -> str:
        """The labels at the ends stay within the picture."""
        return {0: "start", self.end: "end"}.get(amount, "middle")


def scale_to(most: Decimal | int) -> Scale:
    """The scale that holds `most` in at most five steps of 1, 2 or 5 and zeros."""
    step = next(
        size * 10**zeros
        for zeros in count()
        for size in (1, 2, 5)
        if most <= size * 10**zeros * MOST_STEPS
    )  # fmt: skip
    steps = -(-int(most) // step) if most == int(most) else int(most) // step + 1
    return Scale(step, step * max(steps, 1))
