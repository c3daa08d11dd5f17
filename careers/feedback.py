"""“Was this page useful?”: a yes or a no, counted for a page and a day, and nothing about who said it."""

from django.core.signing import Signer
from django.db import Error, transaction
from django.utils import timezone

from careers.models import PageFeedback

_signer = Signer(salt="careers.feedback")


def signed(path: str) -> str:
    """What a page's form sends in place of its address: the address and our signature, the same for everybody.

    Only pages that the portal itself rendered can be counted; nobody fills the table with addresses of their own.
    """
    return _signer.sign(path)


def path_of(sent: str) -> str:
    """The address behind what a form sent; `BadSignature` where we did not sign it."""
    return _signer.unsign(sent)


def count(path: str, *, is_useful: bool) -> None:
    """Count an answer. When the database refuses, it is lost: counts are a hint, not a record."""
    try:
        with transaction.atomic():
            PageFeedback.objects.add(path, timezone.localdate(), is_useful=is_useful)
    except Error:
        # Another process may hold the table, as an import does.
        return
