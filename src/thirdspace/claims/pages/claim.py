"""The page of a claim, and what is said and changed on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.claims import actions
from thirdspace.claims.forms import CommentForm, HolderForm, MindForm, SeenByForm, WordingForm
from thirdspace.claims.pages.asking import asked, sent, to_claim
from thirdspace.claims.permissions import COMMENT, WRITE
from thirdspace.claims.reads.history import history as history_of
from thirdspace.claims.reads.page import claim_page, claim_seen, holders_of


def claim(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Show a claim: the evidence both ways, who holds it, what next, what happened."""
    return _shown(request, scope, number, CommentForm(scope))


def _shown(request: HttpRequest, scope: Scope, number: int, form: CommentForm) -> HttpResponse:
    return render(
        request,
        "claims/claim.html",
        {
            "scope": scope,
            "page": claim_page(scope, number, request.GET.dict()),
            "form": form,
            "may_write": scope.may(WRITE),
            "may_comment": scope.may(COMMENT),
        },
        status=422 if form.is_bound else 200,
    )


def comment(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Add a line to the discussion."""
    form = CommentForm(scope, request.POST)
    if sent(request, form, lambda values: actions.comment(scope, number=number, **values)):
        messages.success(request, _("Your comment is stored."))
        return to_claim(scope, number)
    return _shown(request, scope, number, form)


def wording(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Say the claim in other words."""
    found = claim_seen(scope, number)
    now = {"statement": found.statement, "seen": found.statement}
    return asked(
        request,
        scope,
        found,
        WordingForm(scope, request.POST or None, initial=now),
        lambda values: actions.reword_claim(scope, number=number, **values),
        done=_("The new words are stored; the former ones stay in the history."),
        template="claims/wording.html",
    )


def seen_by(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Let more people inside the partnership see the claim."""
    found = claim_seen(scope, number)
    now = {"visibility": found.visibility, "named": found.named.strip(",").split(",")}
    return asked(
        request,
        scope,
        found,
        SeenByForm(scope, request.POST or None, initial=now),
        lambda values: actions.share_claim(scope, number=number, **values),
        done=_("More people see the claim now."),
        template="claims/seen_by.html",
    )


def mind(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Say what would change one's mind."""
    return asked(
        request,
        scope,
        claim_seen(scope, number),
        MindForm(scope, request.POST or None),
        lambda values: actions.state_mind_changer(scope, number=number, **values),
        done=_("Stored. The former words stay in the history."),
        template="claims/mind.html",
    )


def holders(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Add somebody who holds the claim, or take out one of one's own."""
    found = claim_seen(scope, number)

    def add(values: dict[str, Any]) -> None:
        person_id, organization_id = values["holder"]
        actions.add_holder(
            scope, number=number, person_id=person_id, organization_id=organization_id
        )

    return asked(
        request,
        scope,
        found,
        HolderForm(scope, request.POST or None),
        add,
        done=_("The claim has one more holder; its reading needs their organization’s yes."),
        template="claims/holders.html",
        holders=holders_of(scope, found),
    )


def remove_holder(request: HttpRequest, scope: Scope, number: int, holder_id: int) -> HttpResponse:
    """Take out a holder of one's own organization."""
    if holder_id not in [each.holder_id for each in holders_of(scope, claim_seen(scope, number))]:
        raise nothing_here()
    actions.remove_holder(scope, holder_id=holder_id)
    messages.success(request, _("The claim has one holder fewer."))
    return to_claim(scope, number)


def history(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Show what was once said about a claim."""
    context = {"scope": scope, "history": history_of(scope, number)}
    return render(request, "claims/history.html", context)
