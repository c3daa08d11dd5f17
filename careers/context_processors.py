"""What every page knows without a query."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from careers.previews import accent

NAVIGATION = {
    "careers:occupation_list": "Careers",
    "careers:interests": "Interests",
    "careers:cluster_list": "Clusters",
    "careers:program_list": "Programs",
    "careers:school_list": "Schools",
    "careers:resource_list": "Resources",
}
"""What the head of every page leads to."""


def agency(request: HttpRequest) -> dict[str, str]:
    """The agency's name, state, logo, accent and where to reach it, from the settings."""
    logo, contact = settings.AGENCY_LOGO, settings.AGENCY_CONTACT
    return {
        "agency_name": settings.AGENCY_NAME,
        "agency_state": settings.AGENCY_STATE,
        "agency_logo": f"agency/{logo.rpartition('/')[2]}" if logo else "",
        "agency_accent": settings.AGENCY_ACCENT,
        "agency_url": settings.AGENCY_URL,
        "agency_contact": f"mailto:{contact}" if "@" in contact else contact,
        "theme_color": accent(),
    }


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The links at the head: address, words, and whether the page is there or below it."""
    links = [(reverse(name), words) for name, words in NAVIGATION.items()]
    return {"navigation": [(address, words, request.path.startswith(address)) for address, words in links]}
