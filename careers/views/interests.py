"""The interest quiz and what comes of it. The answers are in the address alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from careers.filters import InterestFilter
from careers.hexagon import hexagon
from careers.models import Occupation
from careers.quiz import HIGHEST, STATEMENTS, Answers, questions


@require_safe
def interests(request: HttpRequest) -> HttpResponse:
    """The careers that fit, where the address holds all answers or a code; the quiz where not, or to change answers."""
    chosen = InterestFilter(request.GET, queryset=Occupation.objects.none(), request=request)
    sent = Answers.sent(request.GET)
    if sent is not None:
        return redirect(chosen.result_address(sent))
    if chosen.is_result and "change" not in request.GET:
        return _result(request, chosen)
    return _quiz(request, chosen)


def _quiz(request: HttpRequest, chosen: InterestFilter) -> HttpResponse:
    context = {
        "filter": chosen,
        "parts": questions(chosen.answers),
        "total": len(STATEMENTS),
        "is_flat": chosen.is_answered and not chosen.is_result,
        "is_begun": bool(chosen.answers.count) and not chosen.is_answered,
    }
    return render(request, "careers/interests.html", context)


def _result(request: HttpRequest, chosen: InterestFilter) -> HttpResponse:
    context = {"filter": chosen, "profile": chosen.profile, "highest": HIGHEST}
    if chosen.is_answered:
        context["hexagon"] = hexagon(chosen.profile.scores, HIGHEST)
    return render(request, "careers/interests_result.html", context)
