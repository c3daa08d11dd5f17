"""What every page knows without a query."""

from django.conf import settings
from django.http import HttpRequest

from careers.previews import accent


def agency(request: HttpRequest) -> dict[str, str]:
    """The agency's name, state, logo and accent, from the settings."""
    logo = settings.AGENCY_LOGO
    return {
        "agency_name": settings.AGENCY_NAME,
        "agency_state": settings.AGENCY_STATE,
        "agency_logo": f"agency/{logo.rpartition('/')[2]}" if logo else "",
        "agency_accent": settings.AGENCY_ACCENT,
        "theme_color": accent(),
    }
