"""Readings and releases: what binds every organization that a claim speaks of."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, keys, links
from thirdspace.access.actions import action
from thirdspace.access.models import Proposal
from thirdspace.access.scope import Scope, Visibility
from thirdspace.access.words import said
from thirdspace.claims.actions.found import changed, chosen, claim_numbered
from thirdspace.claims.models import Claim, EvidenceLink, Holder, Status
from thirdspace.claims.permissions import WRITE
from thirdspace.claims.tell import ask_holders
from thirdspace.claims.wording import READING, RELEASE_ACT, quoted
from thirdspace.problems import Conflict, InputProblem

#: How far outside a claim reaches; what is not listed stays inside.
REACH: dict[str, int] = {Visibility.FUNDER: 1, Visibility.PUBLIC: 2}


@action(WRITE)
def propose_reading(
    scope: Scope, *, number: int, status: str, reading: str, look_again: date | None = None
) -> Proposal:
    """Propose how a claim is read; it stands once each organization that holds it says yes.

    Raises
    ------
    Conflict
        Another reading of this claim waits for an answer.
    """
    claim = claim_numbered(scope, number)
    said_status = Status(chosen(status, Status, field="status"))
    sentence = _("%(claim)s: %(status)s") % {
        "claim": quoted(claim), "status": said_status.label
    }  # fmt: skip
    _refuse_second(scope, claim, READING, sentence)
    proposal = keys.propose(
        scope,
        act=READING,
        record_id=claim.pk,
        sentence=sentence,
        organizations=holding(scope, claim),
        payload={
            "status": said_status.value,
            "reading": said(reading, most=2000, field="reading"),
            "look_again": look_again.isoformat() if look_again else None,
        },
    )
    ask_holders(scope, claim, proposal)
    return proposal


@action(WRITE)
def propose_release(scope: Scope, *, number: int, to: str) -> Proposal:
    """Propose to show a claim outside the partnership.

    It needs a yes from each organization that holds the claim or whose records it cites.

    Raises
    ------
    InputProblem
        It is released that far already, or `to` is no audience outside.
    Conflict
        Another release of this claim waits for an answer.
    """
    claim = claim_numbered(scope, number)
    if REACH.get(to, 0) <= REACH.get(claim.visibility, 0):
        raise InputProblem(
            _("The claim can't be released to that audience."),
            _("It is released that far already, or the audience is unknown."),
            _("Choose the funder or the public."),
            field="to",
        )
    sentence = _("Release %(claim)s: %(to)s") % {
        "claim": quoted(claim), "to": Visibility(to).label
    }  # fmt: skip
    _refuse_second(scope, claim, RELEASE_ACT, sentence)
    return keys.propose(
        scope,
        act=RELEASE_ACT,
        record_id=claim.pk,
        sentence=sentence,
        organizations=holding(scope, claim) | _cited(scope, claim),
        payload={"to": to},
    )


def _refuse_second(scope: Scope, claim: Claim, act: str, sentence: str) -> None:
    waiting = (
        Proposal.objects.within(scope)
        .filter(act=act, record_id=claim.pk, state=Proposal.State.OPEN)
        .first()
    )
    if waiting is not None:
        raise Conflict(
            _("A proposal about this claim waits for an answer already."),
            _("Two at once could both be agreed."),
            _("Answer the first one. Saying no to it makes room for yours."),
            theirs=waiting.sentence,
            yours=sentence,
        )


def holding(scope: Scope, claim: Claim) -> set[int]:
    """Return the organizations that hold a claim; whoever made it where nobody does."""
    held = Holder.objects.within(scope).filter(claim=claim)
    found = set(held.values_list("organization_id", flat=True))
    maker = claim.origin_id or scope.organization_id
    return found or ({maker} if maker else set())


def _cited(scope: Scope, claim: Claim) -> set[int]:
    cited = EvidenceLink.objects.within(scope).filter(claim=claim, withdrawn_at=None)
    owners = cited.values_list("record_organization_id", flat=True)
    return {owner for owner in owners if owner}


@action(keys.ANSWER)
def answer_proposal(scope: Scope, *, proposal_id: int, yes: bool, line: str = "") -> Proposal:
    """Say yes or no to a reading or a release for one's organization; a no says why.

    Raises
    ------
    InputProblem
        A no without a line.
    NotThere, NotAllowed
        As for :func:`thirdspace.access.keys.answer`.
    """
    if not yes:
        said(line, most=500, field="line")
    proposal = keys.answer(scope, proposal_id=proposal_id, yes=yes, line=line.strip())
    if proposal.state != Proposal.State.OPEN:
        links.void(scope, proposal, READING)
    return proposal


# --- What the door performs once all have said yes -----------------------------------------


def set_reading(scope: Scope, proposal: Proposal) -> None:
    """Write the reading that all who hold the claim agreed on."""
    claim = Claim.objects.within(scope).get(pk=proposal.record_id)
    before = {"status": claim.status, "reading": claim.reading}
    again = proposal.payload["look_again"]
    claim.status = proposal.payload["status"]
    claim.reading = proposal.payload["reading"]
    claim.look_again = date.fromisoformat(again) if again else None
    claim.read_at = clock.now()
    claim.read_by = proposal.required
    audit.record(
        scope, "claims.set_reading", claim,
        label=f"{claim.short}, {claim.get_status_display()}", before=before,
        after={"status": claim.status, "reading": claim.reading, "look_again": again,
               "proposal": proposal.pk},
    )  # fmt: skip
    changed(scope, claim, "status", "reading", "look_again", "read_at", "read_by")


def release(scope: Scope, proposal: Proposal) -> None:
    """Show a claim as far outside as all it speaks of agreed."""
    claim = Claim.objects.within(scope).get(pk=proposal.record_id)
    before = {"visibility": claim.visibility}
    claim.visibility = Visibility(proposal.payload["to"])
    audit.record(
        scope, "claims.release", claim,
        label=f"{claim.short}, {Visibility(claim.visibility).label}", before=before,
        after={"visibility": claim.visibility, "proposal": proposal.pk},
    )  # fmt: skip
    changed(scope, claim, "visibility")
