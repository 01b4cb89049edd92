"""Linking, answering and withdrawing evidence."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.claims import actions
from thirdspace.claims.forms import LinkForm, RecordsForm, ReplyForm, WithdrawForm
from thirdspace.claims.models import Claim, EvidenceLink
from thirdspace.claims.pages.asking import asked
from thirdspace.claims.reads import choices
from thirdspace.claims.reads.evidence import evidence_of, linked
from thirdspace.claims.reads.page import claim_seen


def link(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Choose a record and say how it bears on the claim."""
    search = RecordsForm(scope, request.GET)
    came = search.came_with()
    kept = search.cleaned_data
    cards = choices.records(scope, kept.get("q", ""), kept.get("kind", ""), came)

    def store(values: dict[str, Any]) -> None:
        kind, record_id = values.pop("cited")
        actions.link_evidence(scope, number=number, kind=kind, record_id=record_id, **values)

    return asked(
        request,
        scope,
        claim_seen(scope, number),
        LinkForm(scope, request.POST or None, cards=cards),
        store,
        done=_("The record is linked and counts."),
        template="claims/link.html",
        search=search,
        cards=cards,
    )


def reply(request: HttpRequest, scope: Scope, number: int, link_id: int) -> HttpResponse:
    """Answer a piece of evidence."""
    claim = claim_seen(scope, number)
    row = _link(scope, claim, link_id)
    return asked(
        request,
        scope,
        claim,
        ReplyForm(scope, request.POST or None),
        lambda values: actions.reply_to_link(scope, link_id=link_id, **values),
        done=_("Your answer stands beside the evidence."),
        template="claims/reply.html",
        evidence=evidence_of(scope, row),
    )


def withdraw(request: HttpRequest, scope: Scope, number: int, link_id: int) -> HttpResponse:
    """Take back a link of one's own."""
    claim = claim_seen(scope, number)
    row = _link(scope, claim, link_id)
    return asked(
        request,
        scope,
        claim,
        WithdrawForm(scope, request.POST or None),
        lambda values: actions.withdraw_link(scope, link_id=link_id, **values),
        done=_("Your link is withdrawn; it stays in the history."),
        template="claims/withdraw.html",
        look="grave",
        evidence=evidence_of(scope, row),
    )


def _link(scope: Scope, claim: Claim, link_id: int) -> EvidenceLink:
    found = linked(scope, claim).filter(pk=link_id).first()
    if found is None:
        raise nothing_here()
    return found
