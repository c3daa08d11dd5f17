"""What the preview of a link says: a description in a sentence or two, and the words of a picture."""

import re
from pathlib import Path

from django.conf import settings

from careers.cards import Card, FigureLine, cards
from careers.codes import Measure, OutlookWord, PayPeriod
from careers.drawing import Picture, Said
from careers.figures import Table, wage_figure
from careers.formatting import count, first_sentence, growth_in_words, percent, shortened
from careers.models import CareerCluster, Occupation
from careers.overview import Career, Outlook, Overview, Pay
from careers.palette import COLORS

LONGEST = 160
"""Letters of a description that search engines and previews show."""

ACCENT = "#0b5f6b"
"""The portal's own accent, as in tokens.css."""


def accent() -> str:
    """The agency's accent colour; the portal's own where none is set, or none that `manage.py check` lets pass."""
    return settings.AGENCY_ACCENT if re.fullmatch(r"#[0-9a-fA-F]{6}", settings.AGENCY_ACCENT) else ACCENT


def career_description(occupation: Occupation, wages: Table) -> str:
    """What a career is, in its own first sentence, and what it pays here; at most `LONGEST` letters."""
    pay = _pay_sentence(wages)
    if len(pay) > LONGEST // 2:  # an area whose name is a list of counties
        pay = ""
    sentence = (
        first_sentence(occupation.summary) or f"What {occupation.plural} do, how to become one, and what is ahead."
    )
    return " ".join(filter(None, (shortened(sentence, LONGEST - len(pay) - 1), pay)))


def _pay_sentence(wages: Table) -> str:
    """`Middle pay: $45.20 an hour (Washington, May 2024).` Empty where none is published."""
    for row in wages.leading():
        for name, unit in (("hourly_median", PayPeriod.HOUR), ("annual_median", PayPeriod.YEAR)):
            if not (figure := wage_figure(row.stat, name)).is_missing:
                whose = ", of a larger group" if wages.larger_group(row) else ""
                return (
                    f"Middle pay{whose}: {figure.text} {unit.label} ({row.name}, {row.stat.release.reference_period})."
                )
    return ""


def career_picture(career: Career, cluster: CareerCluster | None, overview: Overview) -> Picture:
    """What a career pays and promises, with whose figures these are."""
    [card] = cards([career], overview, PayPeriod.HOUR)
    return Picture(
        career.title,
        cluster.name if cluster else "",
        COLORS[cluster.look] if cluster else accent(),
        settings.AGENCY_NAME,
        logo(),
        (_pay(career, card, overview), _outlook(career, card, overview)),
    )


def portal_picture() -> Picture:
    """The picture of every page that has none of its own."""
    lead = "What people do, what it pays, how to get in, and what is ahead."
    return Picture("Find a career that fits", "", accent(), settings.AGENCY_NAME, logo(), lead=lead)


def logo() -> Path | None:
    """The agency's logo, if it is a file that can be drawn."""
    path = Path(settings.AGENCY_LOGO)
    return path if path.suffix.lower() == ".png" and path.is_file() else None


def _pay(career: Career, card: Card, overview: Overview) -> Said:
    note = _behind(career, overview.pay.get(career.pk), card.pay, overview, Measure.WAGES)
    if card.pay.release is None:
        return Said("Middle pay", _capital(card.pay.text.removeprefix("Pay ")), "", note)
    return Said("Middle pay", _capital(card.pay.text), "Half earn less, half earn more", note)


def _outlook(career: Career, card: Card, overview: Overview) -> Said:
    figure = overview.outlook.get(career.pk)
    note = _behind(career, figure, card.outlook, overview, Measure.OUTLOOK)
    if figure is None:
        return Said("Outlook", "Not published", "", note)
    value, more = OutlookWord.NOT_PUBLISHED.label, ""
    if figure.change is not None:
        of_all = overview.growth_of_all(figure)
        value = growth_in_words(figure.change, of_all).partition(" (")[0]
        more = "" if of_all is None else f"{percent(figure.change)} against {percent(of_all)} for all careers"
    openings = f"About {count(figure.openings)} openings a year. " if figure.openings is not None else ""
    return Said("Outlook", value, more, openings + note)


def _behind(
    career: Career, figure: Pay | Outlook | None, line: FigureLine, overview: Overview, measure: Measure
) -> str:
    """Where a figure holds, of when it is and from whom; or why there is none."""
    if figure is None:
        left_out = overview.is_left_out(career, measure)
        return "Given only for a larger group." if left_out else "No figure is published for this career here."
    release = overview.releases[figure.release_id]
    whose = "Counted with a larger group. " if line.group else ""
    return f"{whose}{overview.place(figure)}, {release.reference_period}. {release.source}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
