"""What is made of the public content and kept in this process until the content changes.

Everything here hangs on the edition. Within a second (`settings.EDITION_LOOKS_EVERY`) a change that another process made is seen.
"""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from careers.models import Edition

Made = TypeVar("Made")

_all: list["_Kept"] = []


class _Kept(Generic[Made]):
    """The last thing made, and the edition it was made of."""

    def __init__(self, make: Callable[[], Made]):
        self.make = make
        self.making = threading.Lock()
        self.forget()
        _all.append(self)

    def get(self) -> Made:
        edition = Edition.objects.seen()
        # One assignment for both, so that no thread sees the one without the other.
        made_of, made = self.last
        if made_of != edition:
            with self.making:
                made_of, made = self.last
                if made_of != edition:
                    made = self.make()
                    self.last = edition, made
        return made

    def forget(self) -> None:
        self.last = None, None


def kept(make: Callable[[], Made]) -> Callable[[], Made]:
    """A function whose answer is kept as long as the edition stays the same. It takes no arguments, and nobody changes its answer."""
    return _Kept(make).get


def forget_all() -> None:
    """Begin anew, as a process does that has just started."""
    for one in _all:
        one.forget()
