"""What templates need beyond plain values: prose made safe, links elsewhere marked as such, icons."""

import re
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from careers import feedback
from careers.fields import is_pdf_address, sanitize_prose
from careers.filters import carried_area
from careers.formatting import ago, count, shortened
from careers.models import Resource

register = template.Library()

_LINK = re.compile(r'<a href="(?P<url>https?://[^"]*)">.*?</a>', re.DOTALL | re.IGNORECASE)


@register.filter
def prose(html: str) -> SafeString:
    """Rich text for a page: sanitised once more, links elsewhere marked in words.

    It was sanitised when it was saved; this holds even for what reached the table by another way.
    """
    return mark_safe(_LINK.sub(_marked, sanitize_prose(html)))  # noqa: S308 - sanitised in the same expression


def _marked(link: re.Match) -> str:
    return format_html("{}{}", mark_safe(link[0]), _mark(link["url"]))  # noqa: S308 - a piece of sanitised HTML


def _mark(url: str, *, is_pdf: bool = False) -> str:
    """The words behind a link: what a reader meets when following it."""
    return format_html(
        ' <span class="link-mark">({})</span>', "PDF" if is_pdf or is_pdf_address(url) else "external link"
    )


@register.filter
def thousands(number: int) -> str:
    """`6,756`"""
    return count(number)


@register.filter
def breakable(name: str) -> SafeString:
    """A name that may break after its slashes: *Cosmetology/Cosmetologist* is too long for a line on a phone."""
    return mark_safe(escape(name).replace("/", "/<wbr>"))  # noqa: S308 - escaped in the same expression


@register.simple_tag
def external_link(url: str, text: str, *, is_pdf: bool = False, is_broken: bool = False) -> SafeString:
    """A link to a page elsewhere, marked in words. A broken one is text that says so, not a link."""
    if is_broken:
        return format_html(
            '{} <span class="link-mark">(this link is broken; we are looking for the new address)</span>', text
        )
    return format_html('<a href="{}" rel="external">{}</a>{}', url, text, _mark(url, is_pdf=is_pdf))


@register.filter
def link_state(resource: Resource) -> str:
    """What we know of a link, for those who follow it: `Link checked 3 days ago`."""
    if resource.link_state == Resource.LinkState.UNCHECKED or resource.link_checked_at is None:
        return "Link not checked yet"
    when = ago(resource.link_checked_at, timezone.now())
    match resource.link_state:
        case Resource.LinkState.REDIRECTED:
            return f"Moved to another address; link checked {when}"
        case Resource.LinkState.BROKEN:
            return f"Did not answer when we checked {when}"
    return f"Link checked {when}"


@register.simple_block_tag
def plain(content: str, most: int | None = None) -> str:
    """What a block holds as plain text, on one line, of `most` letters at most; escaped again wherever it is put."""
    text = " ".join(unescape(content).split())
    return shortened(text, most) if most else text


@register.filter
def without_agency(title: str) -> str:
    """The title of a page without the agency's name behind it, for where that stands already."""
    return title.removesuffix(f" | {settings.AGENCY_NAME}")


@register.simple_tag(takes_context=True)
def absolute(context: Context, address: str) -> str:
    """An address of ours as one that works elsewhere; that of a page, not of a place in it."""
    return context.request.build_absolute_uri(address.partition("#")[0])


@register.simple_tag(takes_context=True)
def keep_area(context: Context, address: str) -> str:
    """An address of ours, with the area that is chosen on this page, if one is: `/careers/welders/?area=49420`."""
    area = _area(context)
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'area': area})}" if area else address


@register.simple_tag(takes_context=True)
def list_of(context: Context, kind: str, name: str) -> str:
    """The address of a shared list that begins with this: a career where `kind` is `careers`."""
    return keep_area(context, f"{reverse('careers:shared_list')}?{kind}={name}")


@register.simple_tag
def list_key(kind: str, name: str) -> str:
    """What a browser remembers of something in its list: `welders`, `programs:15.0613`. Careers go by their addresses alone, as
    they did when there was nothing else to remember."""
    return name if kind == "careers" else f"{kind}:{name}"


@register.simple_tag(takes_context=True)
def area_field(context: Context) -> SafeString:
    """What a form needs to keep the area that is chosen on this page."""
    area = _area(context)
    return format_html('<input type="hidden" name="area" value="{}">', area) if area else SafeString("")


@register.simple_tag(takes_context=True)
def signed_page(context: Context) -> str:
    """What the form “Was this page useful?” sends in place of this page's address."""
    return feedback.signed(context["request"].path)


def _area(context: Context) -> str:
    request = getattr(context, "request", None)
    return carried_area(request) if request else ""


@cache
def _drawing(name: str) -> str:
    """What is drawn in an icon of `static/icons/lucide`."""
    svg = Path(settings.BASE_DIR, "static", "icons", "lucide", f"{name}.svg").read_text()
    return " ".join(re.findall(r"<(?:path|circle|rect|line|polyline|polygon|ellipse)[^>]*/>", svg))


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the size and colour of the words beside it. It says nothing to a screen reader: those words do."""
    return mark_safe(  # noqa: S308 - a file of ours
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">'
        f"{_drawing(name)}</svg>"
    )
