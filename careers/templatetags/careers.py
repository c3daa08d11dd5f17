"""What templates need beyond plain values: prose made safe, and links elsewhere marked as such."""

import re
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from careers.fields import is_pdf_address, sanitize_prose
from careers.filters import carried_area
from careers.formatting import ago, count
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


def _area(context: Context) -> str:
    request = getattr(context, "request", None)
    return carried_area(request) if request else ""
