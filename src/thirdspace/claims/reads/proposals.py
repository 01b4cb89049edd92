"""Readings and releases that wait for a yes: whose they need, and who said what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from thirdspace.access import keys
from thirdspace.access.models import Proposal
from thirdspace.access.registries import two_key_acts
from thirdspace.access.scope import Scope
from thirdspace.claims.models import Claim, Status
from thirdspace.claims.wording import READING, RELEASE_ACT
from thirdspace.partnership.models import Organization
from thirdspace.partnership.reads import asked
from thirdspace.partnership.reads.who import members


@dataclass(frozen=True, slots=True)
class Voice:
    """What one organization said to a proposal; None is no answer, never a yes."""

    organization: str
    side: str
    yes: bool | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal about a claim that not all have answered."""

    proposal_id: int
    claim_number: int
    sentence: str
    is_reading: bool
    status: str
    reading: str
    look_again: date | None
    person: str
    side: str
    at: datetime
    voices: Sequence[Voice]
    mine_to_answer: bool
    answered: bool
    url: str

    @property
    def waits_for(self) -> list[str]:
        """Return the organizations that have not answered."""
        return [voice.organization for voice in self.voices if voice.yes is None]


def proposals_about(scope: Scope, claim: Claim) -> list[Proposal]:
    """Return all proposals about a claim, open or closed, newest first."""
    return list(
        Proposal.objects.within(scope)
        .filter(act__in=(READING, RELEASE_ACT), record_id=claim.pk)
        .select_related("proposed_by")
        .order_by("-id")
    )


def open_proposals(scope: Scope) -> list[Waiting]:
    """Return what waits for an answer about any claim the scope may see, oldest first."""
    acts = (READING, RELEASE_ACT)
    return waiting(scope, [each for each in asked.open_proposals(scope) if each.act in acts])


def waiting(scope: Scope, proposals: Sequence[Proposal]) -> list[Waiting]:
    """Return the open ones of some proposals about claims that the scope may see.

    With each comes what each organization said.
    """
    still_open = [p for p in proposals if p.state == Proposal.State.OPEN]
    if not still_open:
        return []
    organizations = members(scope).ever
    numbers = dict(
        Claim.objects.within(scope)
        .filter(pk__in=[p.record_id for p in still_open])
        .values_list("pk", "number")
    )
    answers = keys.standing(scope, still_open)
    return [
        _waiting(scope, proposal, numbers[proposal.record_id], organizations, answers[proposal.pk])
        for proposal in still_open
        if proposal.record_id in numbers
    ]


def _waiting(
    scope: Scope,
    proposal: Proposal,
    number: int,
    organizations: Mapping[int, Organization],
    answers: Mapping[int, bool],
) -> Waiting:
    required = sorted(proposal.required_ids())
    status = proposal.payload.get("status", "")
    again = proposal.payload.get("look_again")
    return Waiting(
        proposal_id=proposal.pk,
        claim_number=number,
        sentence=proposal.sentence,
        is_reading=proposal.act == READING,
        status=str(Status(status).label) if status else "",
        reading=proposal.payload.get("reading", ""),
        look_again=date.fromisoformat(again) if again else None,
        person=str(proposal.proposed_by or ""),
        side=(
            organizations[proposal.origin_id or 0].side
            if proposal.origin_id in organizations
            else "joint"
        ),
        at=proposal.proposed_at,
        voices=[
            Voice(str(organizations[pk]), organizations[pk].side, answers.get(pk))
            for pk in required
        ],
        mine_to_answer=may_answer(scope, proposal),
        answered=scope.organization_id in answers,
        url=reverse("claims:answer", args=[scope.partnership_key, number, proposal.pk]),
    )


def may_answer(scope: Scope, proposal: Proposal) -> bool:
    """Say whether a scope may answer a proposal for its organization."""
    act = two_key_acts.get(proposal.act)
    return (
        act is not None
        and scope.organization_id in proposal.required_ids()
        and scope.may(keys.ANSWER)
        and scope.may(act.permission)
    )
