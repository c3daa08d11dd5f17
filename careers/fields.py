"""Model fields for public text. Whatever an editor types or an importer reads goes through one of these.

All of them refuse a line that starts with `#`: in the pages this portal replaces, such lines were staff notes, and some
reached the public. Notes have a table of their own here.
"""

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.html import strip_tags
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from django_prose_editor.fields import ProseEditorField

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


def _cleaner() -> nh3.Cleaner:
    """The editor's own list of tags; of attributes only the address of a link."""
    allowed = allowlist_from_extensions(expand_extensions(PROSE_EXTENSIONS))
    return nh3.Cleaner(
        tags=allowed["tags"], attributes={"*": set(), "a": {"href"}}, url_schemes=allowed["url_schemes"], link_rel=None
    )


_clean = _cleaner().clean

_EMPTY = re.compile(r"^(?:<(\w+)></\1>|\s)*$")
_BREAKS = re.compile(r"<(?:br|/?(?:p|li|ul|ol|h[1-6]|div|tr|td|blockquote))\b[^>]*>", re.IGNORECASE)


def sanitize_prose(html: str) -> str:
    """Rich text with nothing in it but what the editor offers; an empty paragraph, which editors leave, is no text."""
    cleaned = _clean(html)
    return "" if _EMPTY.match(cleaned) else cleaned


def refuse_note_lines(value: str) -> None:
    """Refuse plain text with a line whose first visible character is `#`, in any of its forms."""
    for line in value.splitlines():
        visible = "".join(
            letter for letter in unicodedata.normalize("NFKC", line) if unicodedata.category(letter) != "Cf"
        )
        if visible.strip().startswith("#"):
            raise ValidationError(NOTE_LINE_MESSAGE, code="note_line", params={"line": visible.strip()[:60]})


def refuse_note_lines_in_prose(value: str) -> None:
    """The same of rich text, whose lines are its paragraphs, headings, items and line breaks."""
    refuse_note_lines(unescape(strip_tags(_BREAKS.sub("\n", value))))


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
            return
        for name, value in attrs:
            address = re.sub(r"[\s\x00-\x20]", "", value or "").replace("\\", "/").lower()
            scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
            if name.startswith("on"):
                self.found = f"the attribute “{name}”"
            elif name in ("href", "src") and scheme and scheme[0] not in ("http:", "https:"):
                self.found = f"a link starting with “{scheme[0][:30]}”"
            elif name in ("href", "src") and address.startswith("//"):
                self.found = "a link without https: before its //"


def refuse_active_content(value: str) -> None:
    """Refuse script, embedded objects and links that are not web addresses, by name; styling is only cleaned away."""
    parser = _ActiveContent()
    parser.feed(value)
    parser.close()
    if parser.found:
        raise ValidationError(
            "This text held %(found)s, which public pages do not carry. The editor may have dropped it by now: if the text "
            "below is as you want it, save again. Headings, lists, bold, italic and links to web pages are welcome.",
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

    default_validators = [refuse_note_lines_in_prose]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs, extensions=PROSE_EXTENSIONS, sanitize=sanitize_prose)

    def clean(self, value: str, instance: models.Model | None) -> str:
        """The sanitised value. What could run is refused with a sentence before anything is cleaned away in silence.

        The validators run again on the result: taking out a tag may bring a `#` to the start of its line.
        """
        refuse_active_content(value or "")
        value = super().clean(value, instance)
        self.run_validators(value)
        return value


WEB_ADDRESS_FORMAT = r"^https?://"
WEB_ADDRESS_MESSAGE = "Enter a web address that starts with https:// or http://."


class WebAddressField(models.URLField):
    """A URL that a browser may safely be sent to: http or https and nothing else. `example.org` becomes https."""

    default_validators = [URLValidator(schemes=["http", "https"], message=WEB_ADDRESS_MESSAGE)]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 500, **kwargs})

    def to_python(self, value: str | None) -> str | None:
        value = super().to_python(value)
        return value and re.sub(r"^https?://", lambda scheme: scheme[0].lower(), value, flags=re.IGNORECASE)

    def formfield(self, **kwargs) -> forms.Field:
        field = super().formfield(**{"assume_scheme": "https", **kwargs})
        field.error_messages["invalid"] = WEB_ADDRESS_MESSAGE
        return field


def is_pdf_address(url: str) -> bool:
    """Whether a web address leads to a PDF, by the end of its path."""
    return urlsplit(url).path.lower().endswith(".pdf")


def web_address_constraint(name: str, field: str = "url") -> models.CheckConstraint:
    """A table constraint: the field is empty or a web address."""
    return models.CheckConstraint(
        condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": WEB_ADDRESS_FORMAT}),
        name=name,
        violation_error_message=WEB_ADDRESS_MESSAGE,
    )
