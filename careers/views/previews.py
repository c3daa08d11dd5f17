"""What staff see at an address before the public does."""

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers


def may_preview(request: HttpRequest, model: type[models.Model]) -> bool:
    """Whether a member of staff asks who may look at records of this model.

    Nobody is looked at who sends no session: what visitors get must not depend on it, nor may its headers tell a draft's
    address from one that never was.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_staff and request.user.has_perm(f"careers.view_{model._meta.model_name}")


def as_preview(response: HttpResponse) -> HttpResponse:
    """The response, kept out of every cache and every search engine."""
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response
