"""What public text may hold."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from careers import models
from careers.fields import (
    LinesField,
    ProseField,
    PublicCharField,
    PublicTextField,
    WebAddressField,
    items,
    refuse_active_content,
    refuse_note_lines,
    refuse_note_lines_in_prose,
    sanitize_prose,
)

NOTES = [
    "#Checked link 11/29/16",
    "A sentence.\n# and a note",
    "A sentence.\r\n   #note",
    "\u200b#hidden behind a zero-width space",
    "\xa0# after a hard space",
    "\uff03 full-width",
    "\ufe5f small",
    "\u200e# behind a mark of direction",
    "\u2062# behind an invisible operator",
    "Weigh it <a\n# Checked link 11/29/16 cj>",
    "A\u2028# after a line separator",
]
NOTES_IN_PROSE = [
    "<p>Fine.</p><p>#note</p>",
    "<p>Fine.<br># note</p>",
    "<ul><li><strong># note</strong></li></ul>",
    "<p>&#35;note</p>",
    "<p>&ZeroWidthSpace;# note</p>",
]
NOT_NOTES = [
    "We are #1",
    "C# and F#",
    "<p>Ask for item #4</p>",
    '<p><a href="https://example.org/#top">top</a></p>',
    "",
]


@pytest.mark.parametrize("text", NOTES)
def test_line_starting_with_hash_is_refused_with_the_place_for_notes(text):
    with pytest.raises(ValidationError, match="Editorial notes"):
        refuse_note_lines(text)


@pytest.mark.parametrize("html", NOTES_IN_PROSE)
def test_paragraph_starting_with_hash_is_refused_in_prose(html):
    with pytest.raises(ValidationError, match="Editorial notes"):
        refuse_note_lines_in_prose(html)


@pytest.mark.parametrize("text", NOT_NOTES)
def test_hash_inside_a_line_is_kept(text):
    assert refuse_note_lines(text) is None
    assert refuse_note_lines_in_prose(text) is None


ACTIVE = {
    "<p>Hi</p><script>alert(1)</script>": "<script>",
    "<SCRIPT SRC=//x></SCRIPT>": "<script>",
    '<p onclick="x()">Hi</p>': "onclick",
    '<p onerror="x()">': "onerror",
    '<a href="javascript:alert(1)">x</a>': "javascript:",
    '<a href="&#106;avascript:alert(1)">x</a>': "javascript:",
    '<a href=" java\tscript:alert(1)">x</a>': "javascript:",
    '<a href="data:text/html,x">x</a>': "data:",
    "<svg><a href=x></svg>": "<svg>",
    "<iframe src=x></iframe>": "<iframe>",
    "<style>p{}</style>": "<style>",
    '<a href="//evil.example.org/x">x</a>': "without https:",
    '<a href="/\\evil.example.org">x</a>': "without https:",
    '<a href="VBScript:x">x</a>': "vbscript:",
}


@pytest.mark.parametrize(("html", "named"), ACTIVE.items())
def test_active_content_is_refused_by_name(html, named):
    with pytest.raises(ValidationError) as refusal:
        refuse_active_content(html)
    assert named in refusal.value.messages[0]


@pytest.mark.parametrize("href", ["https://example.org/?a:b", "/about/", "?a:b", "#wages", "HTTPS://example.org"])
def test_link_to_a_page_is_no_active_content(href):
    assert refuse_active_content(f'<a href="{href}">x</a>') is None


def test_prose_carries_no_attribute_but_the_address_of_a_link():
    html = (
        '<p title="# Checked link 4/10/19 cj" lang="xx" class="a" id="b">'
        '<a href="https://example.org" title="# note">x</a></p><ol start="3"><li>y</li></ol>'
    )
    assert sanitize_prose(html) == '<p><a href="https://example.org">x</a></p><ol><li>y</li></ol>'


@pytest.mark.parametrize("html", ["<p></p>", " <p></p>\n<p></p>", ""])
def test_empty_paragraphs_are_no_text(html):
    assert ProseField(blank=True).clean(html, None) == ""


def test_prose_keeps_what_the_editor_offers_and_nothing_else():
    field = ProseField()
    assert field.clean(
        '<h3>A</h3><p class="MsoNormal" style="color:red"><strong>b</strong> <em>c</em> <u>d</u><br>'
        '<a href="https://example.org" target="_blank">e</a></p><ul><li>f</li></ul><h1>g</h1>',
        None,
    ) == ('<h3>A</h3><p><strong>b</strong> <em>c</em> d<br><a href="https://example.org">e</a></p><ul><li>f</li></ul>g')


def test_prose_with_a_note_brought_out_by_cleaning_is_refused():
    with pytest.raises(ValidationError, match="Editorial notes"):
        ProseField().clean("<p><u></u>#note</p>", None)


@given(st.text(alphabet="<>/=\"'abonclickscript:javdathref# \n&;x0123", max_size=60))
def test_sanitised_prose_never_carries_script(text):
    cleaned = sanitize_prose(text).lower()
    assert "<script" not in cleaned
    assert "javascript:" not in cleaned.replace("&", "") or "href" not in cleaned


def test_lines_drop_blank_ones_and_spaces():
    assert LinesField().clean("  a \n\n\r\n b\n", None) == "a\nb"
    assert items("a\n\n b ") == ["a", "b"]


NOT_TEXT = {
    "code",
    "abbreviation",
    "state",
    "zip_code",
    "unit_id",
    "cip_code",
    "onet_soc_code",
    "source_key",
    "dot_code",
    "holland_code",
}
"""Short official codes; their own formats leave no room for a note."""


def test_every_public_text_field_refuses_note_lines():
    unguarded = [
        f"{model.__name__}.{field.name}"
        for model in models.PUBLIC_MODELS
        for field in model._meta.fields
        if field.get_internal_type() in ("CharField", "TextField")
        and not field.choices
        and field.name not in NOT_TEXT
        and not isinstance(field, PublicCharField | PublicTextField | ProseField | WebAddressField)
    ]
    assert unguarded == []
