"""What school lists have in common: web addresses, streets and ZIP codes, as they are written there."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

_valid = URLValidator(schemes=["http", "https"])


def web_address(words: str) -> str:
    """A web address with its scheme; empty for what is none: a space, `N/A`, a mail address."""
    words = words.strip().strip('"').replace("\\", "/")
    if not words or " " in words or "@" in words or "." not in words:
        return ""
    address = words if re.match(r"https?://", words, re.IGNORECASE) else f"https://{words.lstrip('/')}"
    try:
        _valid(address)
    except ValidationError:
        return ""
    return re.sub(r"^\w+", lambda scheme: scheme[0].lower(), address) if len(address) <= 500 else ""


def zip_code(words: str) -> str:
    """Five digits, with the zeros that a spreadsheet program took: `07016` of `7016`; ZIP codes are never shorter."""
    return words.zfill(5) if re.fullmatch(r"\d{3,4}", words) else words[:10]


def street(words: str) -> str:
    """A street whose line does not start with `#`, which marks notes of the staff: `No. 1 Hill St` of `#1 Hill St`."""
    return re.sub(r"^#\s*", "No. ", words)
