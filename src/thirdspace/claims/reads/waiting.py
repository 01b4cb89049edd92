"""What claims ask of people: contrast nobody answered, a second look, a yes or no."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thirdspace.access import clock, dates, keys
from thirdspace.access.registries import Owed, Signal
from thirdspace.access.scope import Audience, Scope
from thirdspace.claims.models import Claim, EvidenceLink, Holder, Reply, Stance
from thirdspace.claims.reads.proposals import Waiting, open_proposals
from thirdspace.claims.wording import READING

#: More of one kind than this say nothing more; the list of claims has them all.
MOST = 20
#: How long contrast may stand unanswered before the sides are asked to talk.
PATIENCE = timedelta(days=30)


def signals(scope: Scope) -> list[Signal]:
    """Return what claims ask of the partnership; outside it, nothing."""
    if scope.audience is not Audience.PARTNERSHIP:
        return []
    unanswered, overdue = _unanswered(scope), _overdue(scope)
    held = _holders(scope, {row["claim_id"] for row in unanswered} | {c.pk for c in overdue})
    return [
        *(_contrast(scope, row, held) for row in unanswered),
        *(_look_again(scope, claim, held) for claim in overdue),
        *(_waits(scope, each) for each in open_proposals(scope) if _asks(scope, each)),
    ]


def owed(scope: Scope) -> list[Owed]:
    """Return the proposals that wait for the answer of a person's organization."""
    if not scope.may(keys.ANSWER):
        return []
    return [
        Owed(
            title=each.sentence,
            detail=_("Proposed by %(who)s. No answer is never a yes.") % {"who": each.person},
            url=each.url,
            who=each.person,
            who_side=each.side,
            since=timezone.localdate(each.at),
            act=_("Agree or not"),
            task=READING if each.is_reading else "",
            record_id=each.proposal_id,
        )
        for each in open_proposals(scope)
        if _asks(scope, each)
    ]


def _asks(scope: Scope, proposal: Waiting) -> bool:
    return proposal.mine_to_answer and not proposal.answered


def _unanswered(scope: Scope) -> list[dict[str, Any]]:
    """Return claims whose contrast no other organization has answered, the most contested first."""
    replies = Reply.objects.within(scope).exclude(organization=F("link__organization"))
    answered = replies.values("link_id")
    links = EvidenceLink.objects.within(scope).filter(
        stance=Stance.CONTRASTS, withdrawn_at=None, linked_at__lt=clock.now() - PATIENCE
    )
    rows = (
        links.exclude(pk__in=answered)
        .values("claim_id", "claim__number", "claim__statement")
        .annotate(n=Count("pk"), first=Min("linked_at"))
        .order_by("-n", "claim_id")[:MOST]
    )
    return [dict(row) for row in rows]


def _overdue(scope: Scope) -> list[Claim]:
    late = Claim.objects.within(scope).filter(look_again__lt=clock.today())
    return list(late.order_by("look_again", "id")[:MOST])


def _holders(scope: Scope, claim_ids: Collection[int]) -> dict[int, Holder]:
    """Return the first holder of each claim: whom the signal names."""
    rows = Holder.objects.within(scope).filter(claim__in=claim_ids)
    found: dict[int, Holder] = {}
    for row in rows.select_related("person", "organization").order_by("id"):
        found.setdefault(row.claim_id, row)
    return found


def _signal(
    scope: Scope,
    number: int,
    holder: Holder | None,
    *,
    need: str,
    title: str,
    detail: str,
    since: str,
    next_step: str,
    weight: float,
) -> Signal:
    organization = holder.organization if holder else None
    return Signal(
        need=need,
        title=title,
        detail=detail,
        url=reverse("claims:claim", args=[scope.partnership_key, number]),
        side="joint",
        organization_name="",
        held_by=str(holder.person) if holder else "",
        held_by_side=organization.side if organization else "other",
        since=since,
        next_step=next_step,
        weight=weight,
    )


def _contrast(scope: Scope, row: dict[str, Any], held: dict[int, Holder]) -> Signal:
    return _signal(
        scope,
        row["claim__number"],
        held.get(row["claim_id"]),
        need="talk",
        title=ngettext(
            "%(n)d record contrasts with “%(claim)s”, and nobody answered",
            "%(n)d records contrast with “%(claim)s”, and nobody answered",
            row["n"],
        )
        % {"n": row["n"], "claim": row["claim__statement"]},
        detail=_("Contrast that no other organization has answered for more than 30 days."),
        since=dates.day(row["first"]),
        next_step=_("Read it together; answer it or change the reading."),
        weight=float(row["n"]),
    )


def _look_again(scope: Scope, claim: Claim, held: dict[int, Holder]) -> Signal:
    due = claim.look_again or clock.today()
    return _signal(
        scope,
        claim.number,
        held.get(claim.pk),
        need="act",
        title=_("Time to look again at “%(claim)s”") % {"claim": claim.statement},
        detail=_("Read as: %(status)s.") % {"status": claim.get_status_display()},
        since=dates.day(due),
        next_step=_("Propose a reading, the same or another."),
        weight=float((clock.today() - due).days),
    )


def _waits(scope: Scope, proposal: Waiting) -> Signal:
    return Signal(
        need="act",
        title=proposal.sentence,
        detail=_("Waits for %(who)s.") % {"who": ", ".join(proposal.waits_for)},
        url=proposal.url,
        side="joint",
        organization_name="",
        held_by=scope.organization_name,
        held_by_side=scope.organization_side,
        since=dates.day(proposal.at),
        next_step=_("Say yes or no for your organization."),
        weight=float((clock.now() - proposal.at).days),
    )
