"""The picture of a link's preview: a PNG of one size, on which nothing is lost at the edges."""

import struct
import zlib
from io import BytesIO
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from careers import drawing
from careers.drawing import FIELD_END, HEADER, HEIGHT, MARGIN, WIDTH, Picture, Room, Said, draw, fit, readable
from careers.formatting import contrast_with_white
from careers.palette import COLORS
from careers.previews import ACCENT

NURSES = Picture(
    "Registered Nurses", "Health Science", "#c0392f", "Career Portal",
    facts=(
        Said("Middle pay", "$46.63 an hour", "Half earn less, half earn more", "Washington, May 2024. An agency"),
        Said("Outlook", "Grows faster than all careers", "15.4% against 7.2% for all careers", "Washington, 2024 to 2034. An agency"),
    ),
)  # fmt: skip

words = st.text(st.characters(codec="utf-8"), max_size=300)
colors = st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True)
facts = st.builds(Said, words, words, words, words)
pictures = st.builds(
    Picture, title=words, kicker=words, color=colors, agency=words, logo=st.none(),
    facts=st.lists(facts, max_size=3).map(tuple), lead=words,
)  # fmt: skip


def opened(file: bytes) -> Image.Image:
    image = Image.open(BytesIO(file))
    image.load()
    return image


def boxes_of(picture: Picture) -> list[tuple[float, float, float, float]]:
    """Where the picture puts ink, a box for each line of words."""
    boxes = []
    write = ImageDraw.ImageDraw.text

    def noted(pen, place, text, **kwargs):
        if text:
            boxes.append(pen.textbbox(place, text, font=kwargs["font"], anchor=kwargs.get("anchor")))
        return write(pen, place, text, **kwargs)

    with patch.object(ImageDraw.ImageDraw, "text", noted):
        draw(picture)
    return boxes


def test_picture_is_a_png_of_the_size_previews_want():
    image = opened(draw(NURSES))
    assert (image.format, image.size) == ("PNG", (1200, 630))


def test_same_words_give_the_same_bytes_and_other_words_others():
    assert draw(NURSES) == draw(NURSES)
    assert draw(NURSES) != draw(Picture("Registered Nurse", *list(vars(NURSES).values())[1:]))


def test_file_holds_nothing_but_the_picture():
    file, chunks = BytesIO(draw(NURSES)[8:]), []
    while head := file.read(8):
        length, kind = struct.unpack(">I4s", head)
        chunks.append(kind)
        file.seek(length + 4, 1)
    assert set(chunks) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


def test_field_has_the_color_that_was_asked_for():
    assert opened(draw(NURSES)).convert("RGB").getpixel((10, 200)) == (0xC0, 0x39, 0x2F)


@given(pictures)
@settings(max_examples=25)
def test_any_words_in_any_color_stay_inside(picture):
    for left, top, right, bottom in boxes_of(picture):
        assert left >= 0
        assert top >= 0
        assert right <= WIDTH
        assert bottom <= HEIGHT


@pytest.mark.parametrize(
    "title",
    [
        "W" * 200, "Wa/" * 66, "Wa-" * 66, "Wäß ñ " * 33, "i" * 200,
        "Grinding, Lapping, Polishing, and Buffing Machine Tool Setters, Operators, and Tenders, Metal and Plastic",
    ],
)  # fmt: skip
def test_long_title_stays_between_the_margins_of_the_field(title):
    picture = Picture(title, title, "#c0392f", title, facts=(Said(title, title, title, title),) * 2)
    # An overhang of a letter or two: ink reaches a little beyond the advance that lines are measured by.
    slack = 8
    for left, top, right, bottom in boxes_of(picture):
        assert left >= MARGIN - slack
        assert right <= WIDTH - MARGIN + slack
        assert not (top < HEADER < bottom)
        assert not (top < FIELD_END < bottom)
        assert bottom <= HEIGHT


def test_words_become_smaller_before_they_are_cut():
    sizes = (100, 50)
    assert fit("Welders", drawing.BOLD, sizes, Room(1000)).font.size == 100
    smaller = fit("Welders, Cutters, Solderers, and Brazers", drawing.BOLD, sizes, Room(1200))
    assert (smaller.font.size, smaller.lines) == (50, ["Welders, Cutters, Solderers, and Brazers"])
    cut = fit("Welders, Cutters, Solderers, and Brazers", drawing.BOLD, sizes, Room(600))
    assert (cut.font.size, cut.lines[0][-1]) == (50, "…")


def test_lines_are_about_equally_long():
    lines = fit("Secondary School Teachers, Except Special and Technical", drawing.BOLD, (100,), Room(2112, 2)).lines
    assert lines == ["Secondary School Teachers,", "Except Special and Technical"]


def test_word_breaks_only_where_it_must():
    assert fit("Career/Technical Education", drawing.BOLD, (60,), Room(400, 3)).lines == [
        "Career/",
        "Technical",
        "Education",
    ]
    assert len(fit("W" * 60, drawing.BOLD, (60,), Room(500, 3)).lines) == 3


def test_letters_of_every_language_written_in_latin_are_in_the_font():
    for name in (drawing.MEDIUM, drawing.BOLD):
        font = fit("", name, (40,), Room(100)).font
        missing = bytes(font.getmask("\u4e2d"))
        for letter in "áéíóúüñÁÉÍÓÚÜÑ¿¡çãõàèâêôäöß–—−“”’…&/%$":
            assert bytes(font.getmask(letter)) != missing, letter


@pytest.mark.parametrize("color", [ACCENT, *COLORS.values(), "#ffffff", "#ffff00", "#000000"])
def test_white_is_readable_on_every_color(color):
    assert contrast_with_white(readable(color)) >= 4.5


@given(colors)
def test_readable_color_is_the_same_where_it_was_readable(color):
    kept = readable(color)
    assert contrast_with_white(kept) >= 4.5
    assert (kept == color.lower()) is (contrast_with_white(color) >= 4.5)


# The logo ------------------------------------------------------------------------------------------------------------


def with_logo(path) -> Picture:
    return Picture(NURSES.title, NURSES.kicker, NURSES.color, NURSES.agency, path, NURSES.facts)


def test_logo_stands_before_the_name(tmp_path):
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (300, 100), "#7a1f5c").save(logo)
    image = opened(draw(with_logo(logo))).convert("RGB")
    assert image.getpixel((MARGIN // 2 + 10, HEADER // 4)) == (0x7A, 0x1F, 0x5C)
    assert opened(draw(NURSES)).convert("RGB").getpixel((MARGIN // 2 + 10, HEADER // 4)) != (0x7A, 0x1F, 0x5C)


def test_what_is_no_logo_is_left_out(tmp_path):
    broken, text, huge = tmp_path / "broken.png", tmp_path / "text.png", tmp_path / "huge.png"
    Image.new("RGB", (100, 100), "red").save(broken)
    broken.write_bytes(broken.read_bytes()[:60])
    text.write_text("<svg/>")
    head = struct.pack(">II5B", 60_000, 60_000, 8, 2, 0, 0, 0)
    huge.write_bytes(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    )
    for logo in (broken, text, huge, tmp_path / "gone.png"):
        assert draw(with_logo(logo)) == draw(NURSES), logo
