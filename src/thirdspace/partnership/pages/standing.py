"""Pages of what waits, what happened, and who may do what."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import keys, routes
from thirdspace.access.models import Proposal
from thirdspace.access.scope import Scope
from thirdspace.partnership import actions, forms
from thirdspace.partnership import permissions as P
from thirdspace.partnership.pages.asking import ask, sent
from thirdspace.partnership.reads import members, standing


def waiting(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show what waits for a yes from each side."""
    shown = {"scope": scope, "waiting": standing.waiting(scope)}
    return render(request, "partnership/waiting.html", shown)


def answer(request: HttpRequest, scope: Scope, proposal_id: int) -> HttpResponse:
    """Say yes or no for one's organization; what has a page of its own is answered there."""
    form = forms.AnswerForm(request.POST)
    ours = {row.id for row in standing.waiting(scope) if not row.url}
    if proposal_id not in ours or not form.is_valid():
        raise routes.nothing_here()
    proposal = keys.answer(scope, proposal_id=proposal_id, **form.cleaned_data)
    said = {
        Proposal.State.AGREED: _("All have said yes: it is done."),
        Proposal.State.DECLINED: _("Your no is stored; it does not go ahead."),
        Proposal.State.OPEN: _("Your yes is stored; others are still asked."),
    }
    messages.success(request, said[Proposal.State(proposal.state)])
    return redirect("partnership:waiting", scope.partnership_key)


def events(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show what happened outside the workspace."""
    shown = {
        "scope": scope,
        "events": members.events(scope),
        "may_note": scope.may(P.NOTE),
    }
    return render(request, "partnership/events.html", shown)


def add_event(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Note something that happened."""

    def act(given: dict[str, Any]) -> str:
        actions.add_event(scope, **given)
        return _("Stored. It is in the timeline now.")

    return ask(
        request, scope, forms.EventForm(scope, sent(request)), act,
        back=reverse("partnership:events", args=[scope.partnership_key]),
        heading=_("Note what happened"), send=_("Store"),
    )  # fmt: skip


def roles(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show every role and right, as a superintendent can read it."""
    shown = {"scope": scope, "roles": standing.role_heads(), "rights": standing.rights()}
    return render(request, "partnership/roles.html", shown)
