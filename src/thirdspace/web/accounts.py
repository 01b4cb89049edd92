"""Sign-in: nobody signs up by themselves, and a task from a link needs no sign-in."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thirdspace.access import links, rows


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """People are invited; there is no open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def task(request: HttpRequest, token: str) -> HttpResponse:
    """Show a task from a signed link (GET changes nothing), or do it (POST, once)."""
    if request.method == "POST":
        thanks = links.use(token, request.POST.dict())
        return render(request, "web/task_done.html", {"thanks": thanks})
    link, kind, scope = links.look(token)
    with rows.holding([scope.partnership_id]):
        shown = kind.context(scope, link)
        return render(request, kind.template, {"link": link, "task": kind, "scope": scope, **shown})
