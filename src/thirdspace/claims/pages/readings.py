"""Proposing a reading or a release, and answering one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.claims import actions
from thirdspace.claims.forms import AnswerForm, ReadingForm, ReleaseForm
from thirdspace.claims.pages.asking import asked
from thirdspace.claims.reads.page import claim_seen
from thirdspace.claims.reads.proposals import proposals_about, waiting
from thirdspace.claims.reads.rows import rows_of


def reading(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Propose how the claim is read."""
    claim = claim_seen(scope, number)
    now = {"status": claim.status, "reading": claim.reading, "look_again": claim.look_again}
    return asked(
        request,
        scope,
        claim,
        ReadingForm(scope, request.POST or None, initial=now),
        lambda values: actions.propose_reading(scope, number=number, **values),
        done=_("The reading is proposed. It stands once each organization that holds the "
               "claim says yes."),
        template="claims/reading.html",
        row=rows_of(scope, [claim])[0],
    )  # fmt: skip


def release(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Propose to show the claim outside the partnership."""
    return asked(
        request,
        scope,
        claim_seen(scope, number),
        ReleaseForm(scope, request.POST or None),
        lambda values: actions.propose_release(scope, number=number, **values),
        done=_("The release is proposed. Nothing leaves before each organization says yes."),
        template="claims/release.html",
    )


def answer(request: HttpRequest, scope: Scope, number: int, proposal_id: int) -> HttpResponse:
    """Say yes or no to a proposal for one's organization."""
    claim = claim_seen(scope, number)
    found = [
        p for p in waiting(scope, proposals_about(scope, claim)) if p.proposal_id == proposal_id
    ]
    if not found:
        raise nothing_here()
    return asked(
        request,
        scope,
        claim,
        AnswerForm(scope, request.POST or None),
        lambda values: actions.answer_proposal(
            scope,
            proposal_id=proposal_id,
            yes=values["answer"] == "yes",
            line=values["line"],
        ),
        done=_("The answer of your organization is stored."),
        template="claims/answer.html",
        proposal=found[0],
    )
