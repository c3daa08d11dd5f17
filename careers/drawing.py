"""The picture that a link unfolds to in a chat or a post: words on a field of colour, as a PNG.

It knows nothing of careers: it draws what it is given. Whatever the words, they stay inside: they wrap, then they become
smaller, then they are cut with an ellipsis.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageColor, ImageDraw, ImageFont

from careers.formatting import contrast_with_white

SIZE = 1200, 630
"""Pixels, the shape that link previews are cut to."""
DESIGN = 1
"""Raised when the same words give another picture, so that nobody keeps the old one."""

FONTS = Path(__file__).parent / "fonts"
MEDIUM, BOLD = "Figtree-Medium.ttf", "Figtree-Bold.ttf"

# Everything below is in pixels of a drawing twice the size of the picture: small letters keep their distances that way.
WIDTH, HEIGHT = 2 * SIZE[0], 2 * SIZE[1]
PAPER, INK, SOFT, WHITE = "#ffffff", "#1d2529", "#4d5b63", "#ffffff"
MARGIN = 144
GUTTER = 96
HEADER = 176
FIELD_END = 768
LOGO = 520, 104
"""The most room a logo takes."""
MOST_LOGO_PIXELS = 4_000_000
"""A larger file is left out: opening it would take more memory than the picture is worth."""
MOST_LETTERS = 300
BALANCE = 24
"""Lines are balanced no finer than this."""
READABLE = 4.5
"""The contrast that WCAG 2.2 asks of text."""


@dataclass(frozen=True)
class Said:
    """A fact of the picture: what it is, in a few words; what to compare it with; where, of when and from whom."""

    label: str
    value: str
    more: str
    note: str


@dataclass(frozen=True)
class Picture:
    """What a picture says. `color` is `#rrggbb`, made darker where white could not be read on it."""

    title: str
    kicker: str
    """A few words above the title."""
    color: str
    agency: str
    logo: Path | None = None
    """A PNG file, shown beside the agency's name; another kind of file, or a broken one, is left out."""
    facts: tuple[Said, ...] = ()
    """At most two; where there are none the field is the whole picture, with `lead` under the title."""
    lead: str = ""


def draw(picture: Picture) -> bytes:
    """The picture as a PNG file of `SIZE`."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    end = FIELD_END if picture.facts else HEIGHT
    _header(image, pen, picture)
    _field(pen, readable(picture.color), end)
    _headline(pen, picture, end)
    width = (WIDTH - 2 * MARGIN - GUTTER) // 2
    for place, fact in enumerate(picture.facts[:2]):
        _fact(pen, fact, MARGIN + place * (width + GUTTER), width)
    file = BytesIO()
    # A palette is a third of the size, and flat colours lose nothing by it.
    image.reduce(2).quantize(160, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


def _header(image: Image.Image, pen: ImageDraw.ImageDraw, picture: Picture) -> None:
    left, middle = MARGIN, HEADER // 2
    if logo := picture.logo and _logo(picture.logo):
        image.paste(logo, (left, middle - logo.height // 2), logo)
        left += logo.width + 40
    text = fit(picture.agency, BOLD, (60, 52, 44), Room(WIDTH - MARGIN - left))
    pen.text((left, middle), text.lines[0], fill=INK, font=text.font, anchor="lm")


def _field(pen: ImageDraw.ImageDraw, color: str, end: int) -> None:
    """The colour, with steps rising to the right: darker ones, so that white stays readable on them."""
    pen.rectangle((0, HEADER, WIDTH, end - 1), fill=color)
    height = end - HEADER
    for step in range(5):
        left = WIDTH - (5 - step) * 208
        top = end - height * (step + 1) // 6
        pen.rectangle((left, top, left + 207, end - 1), fill=_mixed(color, "#000000", 0.05 + 0.025 * step))


def _headline(pen: ImageDraw.ImageDraw, picture: Picture, end: int) -> None:
    """Kicker, title and lead, in the middle of the field."""
    room, width = end - HEADER, WIDTH - 2 * MARGIN
    kicker = fit(picture.kicker, MEDIUM, (60, 52, 44), Room(width)) if picture.kicker else None
    lead = fit(picture.lead, MEDIUM, (76, 68, 60), Room(width, 2)) if picture.lead else None
    beside = (kicker.height + 32 if kicker else 0) + (lead.height + 56 if lead else 0)
    largest = 184 if picture.facts else 224
    title = fit(picture.title, BOLD, range(largest, 71, -8), Room(width, 3, room - beside - 128))
    top = HEADER + (room - beside - title.height) // 2
    if kicker:
        top = _write(pen, kicker, MARGIN, top, WHITE) + 32
    top = _write(pen, title, MARGIN, top, WHITE) + 56
    if lead:
        _write(pen, lead, MARGIN, top, WHITE)


def _fact(pen: ImageDraw.ImageDraw, fact: Said, left: int, width: int) -> None:
    top = _write(pen, fit(fact.label, MEDIUM, (48,), Room(width)), left, FIELD_END + 48, SOFT)
    # Values of two sizes stand on one line.
    value = fit(fact.value, BOLD, range(96, 51, -4), Room(width))
    pen.text((left, top + 100), value.lines[0], fill=INK, font=value.font, anchor="ls")
    top += 132
    if fact.more:
        top = _write(pen, fit(fact.more, MEDIUM, (56, 52, 48, 44), Room(width)), left, top, INK) + 8
    _write(pen, fit(fact.note, MEDIUM, (44, 40), Room(width, 3, HEIGHT - 48 - top)), left, top + 8, SOFT)


# Words ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fitted:
    """Words in lines that fit, and the font they fit in."""

    font: ImageFont.FreeTypeFont
    lines: list[str]

    @property
    def line_height(self) -> int:
        return round(self.font.size * 1.12)

    @property
    def height(self) -> int:
        return len(self.lines) * self.line_height


class Room(NamedTuple):
    """Where words go: how wide, in how many lines, how high."""

    width: int
    lines: int = 1
    height: int = HEIGHT


@lru_cache(maxsize=64)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / name, size)


def fit(text: str, font: str, sizes: Iterable[int], room: Room) -> Fitted:
    """The words in the largest of `sizes` (pixels, falling) in which they fit; cut in the smallest, if even that is too large."""
    pieces = _pieces(text)
    for size in sizes:
        fitted = Fitted(_font(font, size), _wrap(pieces, _font(font, size), room.width))
        if (
            len(fitted.lines) <= room.lines
            and fitted.height <= room.height
            and not _is_wider(pieces, fitted.font, room.width)
        ):
            return Fitted(fitted.font, _balanced(pieces, fitted, room.width))
    most = max(1, min(room.lines, room.height // fitted.line_height))
    return Fitted(
        fitted.font,
        _cut(_wrap(_letters(pieces, fitted.font, room.width), fitted.font, room.width), most, fitted.font, room.width),
    )


def _pieces(text: str) -> list[str]:
    """The words with the spaces behind them; a line may also end after a slash or a hyphen."""
    letters = unicodedata.normalize("NFC", text)
    printable = "".join(letter if letter.isprintable() else " " for letter in letters)
    return re.findall(r"[^ ]+?(?:[/-]+|(?= |$)) *", " ".join(printable.split())[:MOST_LETTERS])


def _wrap(pieces: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and font.getlength((lines[-1] + piece).rstrip()) > width:
            lines.append(piece)
        else:
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def _balanced(pieces: list[str], fitted: Fitted, width: int) -> list[str]:
    """The same number of lines, about equally long: a last line of one word looks lost."""
    lines, narrow, wide = fitted.lines, width // 3, width
    while len(fitted.lines) > 1 and wide - narrow > BALANCE:
        middle = (narrow + wide) // 2
        tried = _wrap(pieces, fitted.font, middle)
        if len(tried) > len(fitted.lines) or _is_wider(pieces, fitted.font, middle):
            narrow = middle
        else:
            lines, wide = tried, middle
    return lines


def _is_wider(pieces: list[str], font: ImageFont.FreeTypeFont, width: int) -> bool:
    """Whether one word alone is wider than a line."""
    return any(font.getlength(piece.rstrip()) > width for piece in pieces)


def _letters(pieces: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The pieces, those that are wider than a line letter by letter."""
    return [part for piece in pieces for part in (piece if _is_wider([piece], font, width) else (piece,))]


def _cut(lines: list[str], most: int, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font.getlength(f"{last}…") > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' ,;:')}…"]


def _write(pen: ImageDraw.ImageDraw, text: Fitted, left: int, top: int, color: str) -> int:
    """Write the lines; the answer is where the next thing may begin."""
    for number, line in enumerate(text.lines):
        pen.text((left, top + number * text.line_height), line, fill=color, font=text.font)
    return top + text.height


# Colours and logos ---------------------------------------------------------------------------------------------------


def readable(color: str) -> str:
    """The colour, made just so much darker that white can be read on it."""
    for step in range(20):
        darker = _mixed(color, "#000000", step / 20)
        if contrast_with_white(darker) >= READABLE:
            return darker
    return INK


def _mixed(color: str, other: str, share: float) -> str:
    pairs = zip(ImageColor.getrgb(color), ImageColor.getrgb(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _logo(path: Path) -> Image.Image | None:
    """The logo no larger than `LOGO`; None where it is no PNG file or cannot be read."""
    try:
        with Image.open(path, formats=["PNG"]) as file:
            if file.width * file.height > MOST_LOGO_PIXELS:
                return None
            logo = file.convert("RGBA")
    # Pillow has an error of its own for every way a file can be broken.
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    logo.thumbnail(LOGO, Image.Resampling.LANCZOS)
    return logo
