"""Takes the answers to “Was this page useful?”."""

from urllib.parse import urlsplit

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from careers import feedback

ANSWERS = {"yes": True, "no": False}


# A token against forged requests needs a cookie, and public pages set none. Nobody is signed in here whose name could be misused;
# all that a forged request could do is to count an answer, and browsers say from which site it came.
@csrf_exempt
@require_POST
def useful(request: HttpRequest) -> HttpResponse:
    """Count an answer, and lead back to the page, to its words of thanks."""
    if not _is_from_here(request):
        return _refused(request, status=403)
    # Uploads would be written to the disk before they are looked at.
    if request.content_type != "application/x-www-form-urlencoded":
        return _refused(request)
    answer = ANSWERS.get(request.POST.get("answer", ""))
    try:
        path = feedback.path_of(request.POST.get("page", ""))
    except BadSignature:
        return _refused(request)
    if answer is None:
        return _refused(request)
    feedback.count(path, is_useful=answer)
    return _SeeOther(f"{path}{_query(request, path)}#useful-thanks")


class _SeeOther(HttpResponseRedirect):
    """To be fetched by GET, whatever was sent here."""

    status_code = 303


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the form was on a page of ours, as far as the browser says."""
    origin = request.headers.get("Origin")
    return origin is None or _split(origin).netloc == request.get_host()


def _query(request: HttpRequest, path: str) -> str:
    """What was chosen on the page that is answered, such as an area: `?area=49420`. It is in the address the browser comes from."""
    came_from = _split(request.headers.get("Referer", ""))
    is_page = (came_from.netloc, came_from.path) == (request.get_host(), path)
    return f"?{came_from.query}" if is_page and came_from.query else ""


def _split(address: str):
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _refused(request: HttpRequest, status: int = 400) -> HttpResponse:
    return render(request, "careers/useful_refused.html", status=status)
