"""How figures read on a page: pure functions of plain values."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from html import unescape

from django.utils.html import strip_tags
from django.utils.timesince import timesince

from careers.codes import FigureStatus, OutlookWord

NOT_GIVEN = {
    FigureStatus.ANNUAL_ONLY: "by year only",
    FigureStatus.HOURLY_ONLY: "by hour only",
    FigureStatus.WITHHELD: "withheld",
    FigureStatus.NOT_PUBLISHED: "not published",
    FigureStatus.NOT_IN_SOURCE: "–",
}
"""What stands in a table in place of a missing figure, the more telling reason first."""

REASONS = {
    FigureStatus.TOP_CODED: "“or more”: the source prints no wage above this one.",
    FigureStatus.WITHHELD: "“withheld”: the source left this figure out, mostly because few answers stand behind it or it is above what it prints.",
    FigureStatus.NOT_PUBLISHED: "“not published”: the source gives no figure for this group in this area.",
    FigureStatus.NOT_IN_SOURCE: "“–”: this source does not publish this kind of figure.",
    FigureStatus.ANNUAL_ONLY: "“by year only”: the hours vary so much that the source publishes yearly pay alone.",
    FigureStatus.HOURLY_ONLY: "“by hour only”: few work all year, so the source publishes hourly pay alone.",
}
"""The reasons spelled out, for the foot of a table that needs them."""


def dollars(amount: Decimal | int, *, cents: bool = False) -> str:
    """`$21.22` with cents, `$44,130` without."""
    return f"${amount:,.2f}" if cents else f"${amount:,.0f}"


def count(number: Decimal | int) -> str:
    """`87,100`"""
    return f"{number:,.0f}"


def percent(number: Decimal) -> str:
    """`2.6%`, `−2.1%` with a real minus sign, one decimal as published."""
    return f"{number:.1f}%".replace("-", "\u2212")


def ago(moment: datetime, now: datetime) -> str:
    """How long before `now` something was: `today`, `3 days ago`, `2 months ago`. One unit is enough."""
    return "today" if now - moment < timedelta(days=1) else f"{timesince(moment, now, depth=1)} ago"


def wage_in_words(amount: Decimal | None, status: str, top: Decimal | int | None, write: Callable[..., str]) -> str:
    """A wage, written by `write`, or why it is missing; `top` is the release's top code, which stands in for a top-coded one."""
    if status == FigureStatus.PUBLISHED:
        return write(amount)
    if status == FigureStatus.TOP_CODED:
        return f"{write(top)} or more" if top is not None else "above the source's limit"
    return NOT_GIVEN[status]


def growth_in_words(change: Decimal, of_all: Decimal | None, place: str = "") -> str:
    """Growth over the period of a projection, beside that of all occupations in the same place where it is known.

    `Grows faster than all careers (15.4% against 7.2%)`, `Shrinks by 2.1% (all careers: 15.0%)`; with a place `Grows slower than
    all careers in Washington (4.1% against 7.2%)`.
    """
    word = OutlookWord.of(change, of_all)
    here = f" in {within(place)}" if place else ""
    if word is OutlookWord.GROWS:
        return f"Grows by {percent(change)}"
    if word is OutlookWord.SHRINKS:
        words = f"Shrinks by {percent(-change)}" if change else "Stays the same"
        return words if of_all is None else f"{words} (all careers{here}: {percent(of_all)})"
    return f"{word.label}{here} ({percent(change)} against {percent(of_all)})"


def within(place: str) -> str:
    """The name of a place as it follows "in": `the United States`, `Washington`."""
    return f"the {place}" if place == "United States" or place.endswith(" area") else place


def first_sentence(html: str) -> str:
    """The first sentence of rich text, as plain text. A point ends it that a capital follows, not one inside `U.S. pay`."""
    text = " ".join(unescape(strip_tags(html.replace("</p>", " </p>"))).split())
    return re.split(r"(?<=[^.\s][^.A-Z\s][.!?])\s+(?=[A-Z])", text, maxsplit=1)[0]


def shortened(text: str, most: int) -> str:
    """The text, or as many whole words of its beginning as `most` letters hold, with an ellipsis behind them."""
    if len(text) <= most:
        return text
    words = text[:most].rpartition(" ")[0] or text[: most - 1]
    return f"{words[: most - 1].rstrip(' ,;:.–-')}…"


def contrast_with_white(color: str) -> float:
    """WCAG contrast ratio, 1 to 21, of a colour `#rrggbb` against white."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(color[i : i + 2], 16)) for i in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
