"""Sign-in: nobody signs up by themselves, and a task from a link needs no sign-in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from thirdspace.access import links, rows
from thirdspace.problems import InputProblem, TooMany


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """People are invited; there is no open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Let a sign-in be tried, but not again and again.

        Raises
        ------
        TooMany
            Too many failed for this address or from this place.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            raise TooMany(
                _("Too many sign-ins failed."),
                _("The limit keeps others from guessing passwords."),
                _("Wait five minutes, or ask for a new password on the sign-in page."),
            ) from None


@cache_control(private=True, no_store=True)
def task(request: HttpRequest, token: str) -> HttpResponse:
    """Show a task from a signed link (GET changes nothing), or do it (POST, once)."""
    if request.method != "POST":
        return _shown(request, token)
    try:
        thanks = links.use(token, request.POST.dict())
    except InputProblem as problem:
        # The link is not used up, and what was typed is still on the page.
        return _shown(request, token, problem)
    return render(request, "web/task_done.html", {"thanks": thanks})


def _shown(request: HttpRequest, token: str, problem: InputProblem | None = None) -> HttpResponse:
    link, kind, scope = links.look(token)
    with rows.holding([scope.partnership_id]):
        shown = {
            "link": link, "task": kind, "scope": scope, "problem": problem,
            "sent": request.POST, **kind.context(scope, link),
        }  # fmt: skip
        return render(request, kind.template, shown, status=problem.status if problem else 200)
