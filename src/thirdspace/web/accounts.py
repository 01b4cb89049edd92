"""Sign-in: nobody signs up by themselves, and a task from a link needs no sign-in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from thirdspace.access import links, registries, rows
from thirdspace.access.models import TaskLink
from thirdspace.access.scope import Scope
from thirdspace.problems import InputProblem, NotAllowed, TooMany
from thirdspace.web import mail


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """People are invited; there is no open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the library's mail into our outbox, so that it is tried again like all other."""
        request = current.request
        about = {"request": request, "email": email, "current_site": get_current_site(request)}
        message = self.render_mail(template_prefix, email, {**about, **context})
        mail.send_many([mail.written(email, message.subject, text=message.body)])

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
    if spent := links.spent(token):
        return _spent(request, *spent)
    _refuse_another(request, token)
    if request.method != "POST":
        return _shown(request, token)
    try:
        thanks = links.use(token, request.POST.dict())
    except InputProblem as problem:
        # The link is not used up, and what was typed is still on the page.
        return _shown(request, token, problem)
    return render(request, "web/task_done.html", {"thanks": thanks})


def _refuse_another(request: HttpRequest, token: str) -> None:
    """Refuse a link that was forwarded to somebody who is signed in as themselves."""
    link, _kind, _scope = links.look(token)
    if request.user.is_authenticated and request.user.pk != link.person_id:
        raise NotAllowed(
            _("This link is for %(name)s.") % {"name": link.person},
            _("You are signed in as somebody else. Nothing was changed."),
            _("Close the page. If you are %(name)s, sign out first.") % {"name": link.person},
        )


def _shown(request: HttpRequest, token: str, problem: InputProblem | None = None) -> HttpResponse:
    link, kind, scope = links.look(token)
    with rows.holding([scope.partnership_id]):
        shown = {
            "link": link, "task": kind, "scope": scope, "problem": problem,
            "sent": request.POST, **kind.context(scope, link),
        }  # fmt: skip
        return render(request, kind.template, shown, status=problem.status if problem else 200)


def _spent(request: HttpRequest, link: TaskLink, scope: Scope) -> HttpResponse:
    """Say when a link was used; a new one goes to its owner's own address, never to the screen."""
    asked = request.method == "POST" and "new_link" in request.POST
    if asked:
        _send_again(scope, link)
    context = {"link": link, "scope": scope, "asked": asked}
    return render(request, "web/task_spent.html", context, status=200 if asked else 410)


def _send_again(scope: Scope, link: TaskLink) -> None:
    kind = registries.link_tasks.get(link.task)
    with transaction.atomic(), rows.holding([scope.partnership_id]):
        if kind is None:
            return
        kind.context(scope, link)  # refuses what can't be answered any more
        token = links.renew(scope, link)
        if token is None:  # one is open already: a second mail would only confuse
            return
        mail.send(
            link.person.email,
            _("A new link: %(task)s") % {"task": kind.title},
            "web/mail/new_link",
            {"person": link.person, "title": kind.title, "partnership": scope.partnership_name,
             "url": mail.absolute(reverse("web:task", args=[token]))},
        )  # fmt: skip
