"""Model fields for public text. Whatever an editor types or an importer reads goes through one of these.

All of them refuse a line that starts with `#`: in the pages this portal replaces, such lines were staff notes, and some
reached the public. Notes have a table of their own here.
"""

import re
from html import unescape
from html.parser import HTMLParser

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.html import strip_tags
from django_prose_editor.fields import ProseEditorField, create_sanitizer

NOTE_LINE_MESSAGE = (
    "A line starts with “#”: “%(line)s”. Public text cannot hold notes. "
    "Move it to “Editorial notes” at the foot of this form, where only staff see it."
)

PROSE_EXTENSIONS = {
    # The browser's spell checker stays on.
    "NoSpellCheck": False,
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https"]},
}
"""What prose may hold. The editor's buttons and the sanitiser are both made from this list."""

sanitize_prose = create_sanitizer(PROSE_EXTENSIONS)

_BREAKS = re.compile(r"<(?:br|/?(?:p|li|ul|ol|h[1-6]|div|tr|td|blockquote))\b[^>]*>", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def refuse_note_lines(value: str) -> None:
    """Refuse text, plain or rich, with a line whose first visible character is `#` (or its full-width form)."""
    text = unescape(strip_tags(_BREAKS.sub("\n", value))) if "<" in value or "&" in value else value
    for line in text.translate(_INVISIBLE).splitlines():
        if line.strip().startswith(("#", "\uff03")):
            raise ValidationError(NOTE_LINE_MESSAGE, code="note_line", params={"line": line.strip()[:60]})


class _ActiveContent(HTMLParser):
    """Names the first thing in a piece of HTML that could run, embed or disguise something."""

    TAGS = frozenset({"script", "style", "iframe", "object", "embed", "form", "svg", "math", "img", "video", "audio",
                      "base", "meta", "link", "template", "input", "button"})  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.found:
            return
        if tag in self.TAGS:
            self.found = f"<{tag}>"
        for name, value in attrs:
            scheme = re.sub(r"[\s\x00-\x20]", "", value or "").partition(":")
            if name.startswith("on"):
                self.found = f"the attribute “{name}”"
            elif (
                name in ("href", "src")
                and scheme[1]
                and "/" not in scheme[0]
                and scheme[0].lower() not in ("http", "https")
            ):
                self.found = f"a link starting with “{scheme[0][:30]}:”"


def refuse_active_content(value: str) -> None:
    """Refuse script, embedded objects and links that are not web addresses, by name; styling is only cleaned away."""
    parser = _ActiveContent()
    parser.feed(value)
    parser.close()
    if parser.found:
        raise ValidationError(
            "This text holds %(found)s, which public pages do not carry. Take it out; headings, lists, bold, italic "
            "and links to web pages are welcome.",
            code="active_content",
            params={"found": parser.found},
        )


class PublicCharField(models.CharField):
    """One line of public text."""

    default_validators = [refuse_note_lines]


class PublicTextField(models.TextField):
    """Plain public text of several lines."""

    default_validators = [refuse_note_lines]


class LinesField(PublicTextField):
    """A public list written as one item a line; blank lines and spaces around items are dropped. `items()` reads it."""

    def to_python(self, value: str | None) -> str | None:
        value = super().to_python(value)
        return value and "\n".join(items(value))


def items(text: str) -> list[str]:
    """The items of a text with one item a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class ProseField(ProseEditorField):
    """Rich public text: paragraphs, headings, lists, bold, italic, links. Sanitised HTML in the database."""

    default_validators = [refuse_note_lines]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs, extensions=PROSE_EXTENSIONS, sanitize=True)

    def clean(self, value: str, instance: models.Model | None) -> str:
        """The sanitised value. What could run is refused with a sentence before anything is cleaned away in silence.

        The validators run again on the result: taking out a tag may bring a `#` to the start of its line.
        """
        refuse_active_content(value or "")
        value = super().clean(value, instance)
        self.run_validators(value)
        return value


WEB_ADDRESS_FORMAT = r"^https?://[^\s]+$"
WEB_ADDRESS_MESSAGE = "Enter a web address that starts with https:// or http://."


class WebAddressField(models.URLField):
    """A URL that a browser may safely be sent to: http or https and nothing else. `example.org` becomes https."""

    default_validators = [URLValidator(schemes=["http", "https"], message=WEB_ADDRESS_MESSAGE)]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 500, **kwargs})

    def formfield(self, **kwargs) -> forms.Field:
        field = super().formfield(**{"assume_scheme": "https", **kwargs})
        field.error_messages["invalid"] = WEB_ADDRESS_MESSAGE
        return field
