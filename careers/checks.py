"""What `manage.py check` says about the agency's settings."""

import re
from pathlib import Path

from django.conf import settings
from django.core import checks

from careers.formatting import contrast_with_white

_PAGE = r"https?://[^\s\"'<>@]+"
_MAIL = r"[^\s\"'<>@:/?&]+@[^\s\"'<>@:/?&]+"


def agency_accent(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """The accent colour carries white text and is text on white: 4.5 to 1 is WCAG's least."""
    accent = settings.AGENCY_ACCENT
    if not accent:
        return []
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", accent):
        return [
            checks.Error(
                f"AGENCY_ACCENT is “{accent}”.", hint="Write a colour as #rrggbb, like #0b5f6b.", id="careers.E001"
            )
        ]
    if (ratio := contrast_with_white(accent)) < 4.5:
        return [
            checks.Warning(
                f"AGENCY_ACCENT {accent} has a contrast of {ratio:.1f} to 1 with white; text needs 4.5.",
                hint="Take a darker tone of the same colour.",
                id="careers.W001",
            )
        ]
    return []


def agency_logo(app_configs, **kwargs) -> list[checks.CheckMessage]:
    if settings.AGENCY_LOGO and not Path(settings.AGENCY_LOGO).is_file():
        return [
            checks.Error(f"AGENCY_LOGO names {settings.AGENCY_LOGO}, and there is no such file.", id="careers.E002")
        ]
    return []


def agency_state(app_configs, **kwargs) -> list[checks.CheckMessage]:
    if not re.fullmatch(r"[A-Z]{2}", settings.AGENCY_STATE):
        return [
            checks.Error(
                f"AGENCY_STATE is “{settings.AGENCY_STATE}”.", hint="Write a postal code, like WA.", id="careers.E003"
            )
        ]
    return []


def agency_addresses(app_configs, **kwargs) -> list[checks.CheckMessage]:
    found = []
    if settings.AGENCY_URL and not re.fullmatch(_PAGE, settings.AGENCY_URL):
        found.append(("AGENCY_URL", settings.AGENCY_URL, "Write a web address, like https://www.example.org/.", "E004"))
    if settings.AGENCY_CONTACT and not re.fullmatch(rf"{_PAGE}|{_MAIL}", settings.AGENCY_CONTACT):
        hint = "Write an e-mail address, like careers@example.org, or the address of a page."
        found.append(("AGENCY_CONTACT", settings.AGENCY_CONTACT, hint, "E005"))
    return [
        checks.Error(f"{name} is “{value}”.", hint=hint, id=f"careers.{number}") for name, value, hint, number in found
    ]


def register() -> None:
    checks.register(agency_accent)
    checks.register(agency_logo)
    checks.register(agency_state)
    checks.register(agency_addresses)
