"""The gallery of components, for staff who work on the pages."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.admin.views.decorators import staff_member_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from careers.codes import ClusterLook
from careers.gallery import exhibits

STATIC = Path(settings.BASE_DIR, "static")

EVERYWHERE = {"tokens", "base", "layout", "components", "print", "admin"}
"""Style sheets that the head of every page names, and that of the admin."""

ROLES = {
    "ink": "text",
    "ink-soft": "text that says less",
    "paper": "the page",
    "surface": "what lies on it: cards, fields",
    "sunken": "what lies below it",
    "line": "borders that only part things",
    "accent": "the agency's own color",
    "button": "what does something",
    "on-accent": "words on a button",
    "link": "what leads on, what has the focus",
    "tint": "what is chosen",
    "notice": "what to know before reading on",
    "notice-line": "its border",
}
"""What the colours of `tokens.css` are for."""


@never_cache
@staff_member_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Colours, type and icons, and the list of all components."""
    icons = sorted(path.stem for path in (STATIC / "icons" / "lucide").glob("*.svg"))
    context = {"exhibits": exhibits(), "roles": ROLES.items(), "looks": ClusterLook, "icons": icons}
    return render(request, "careers/styleguide.html", context | _styles())


@never_cache
@staff_member_required
@require_safe
def component(request: HttpRequest, name: str) -> HttpResponse:
    """One component: what it is for, its arguments, and its states."""
    shown = exhibits()
    exhibit = next((exhibit for exhibit in shown if exhibit.name == name), None)
    if exhibit is None:
        raise Http404(name)
    context = {"exhibits": shown, "exhibit": exhibit, "specimens": exhibit.specimens(request)}
    return render(request, "careers/styleguide_component.html", context | _styles())


def _styles() -> dict[str, Any]:
    """A component may belong to any kind of page, so the gallery has the styles of all of them."""
    names = sorted(path.stem for path in (STATIC / "css").glob("*.css"))
    return {"style_sheets": [f"css/{name}.css" for name in names if name not in EVERYWHERE]}
