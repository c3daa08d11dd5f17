"""Long lists that fold: what a reader sees of them at once, and what a click opens."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Folded:
    """Of a list of `items`: what stands open, and what a click unfolds.

    A list longer than `LONG` folds all but `SHOWN`: official sources list dozens of things of a career.
    """

    LONG: ClassVar = 15
    SHOWN: ClassVar = 12

    items: list

    @property
    def shown(self) -> list:
        return self.items if len(self.items) <= self.LONG else self.items[: self.SHOWN]

    @property
    def folded(self) -> list:
        return self.items[len(self.shown) :]
