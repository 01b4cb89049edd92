"""Linking evidence, answering it, and taking back what one linked oneself."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, registries
from thirdspace.access.actions import action
from thirdspace.access.registries import Card
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.access.words import said
from thirdspace.claims.actions.found import changed, chosen, claim_numbered, count
from thirdspace.claims.models import Claim, EvidenceLink, Reply, Stance, Strength
from thirdspace.claims.permissions import COMMENT, WRITE
from thirdspace.problems import Conflict, NotAllowed


@action(WRITE)
def link_evidence(
    scope: Scope,
    *,
    number: int,
    kind: str,
    record_id: int,
    stance: str,
    why: str,
    strength: int = Strength.ONE,
) -> EvidenceLink:
    """Link a record to a claim that it supports, contrasts with or mentions.

    Raises
    ------
    NotThere
        No such claim or record, or not the scope's to see.
    Conflict
        One's own organization linked this record to this claim already.
    """
    audit.one_at_a_time(scope.partnership_id)
    claim = claim_numbered(scope, number)
    card = _card(scope, kind, record_id)
    _refuse_second(scope, claim, card)
    link = EvidenceLink.objects.add(
        scope,
        claim=claim,
        kind=kind,
        record_id=record_id,
        stance=chosen(stance, Stance, field="stance"),
        strength=chosen(strength, Strength, field="strength"),
        why=said(why, most=500, field="why"),
        side=card.side,
        record_organization_id=card.owner_id,
        person_id=scope.person_id,
        organization_id=scope.organization_id,
        linked_at=clock.now(),
    )
    count(scope, claim, link.stance, +1)
    # No word of the record: the trail is seen by all who see the claim, the record perhaps not.
    audit.record(
        scope, f"claims.link_{link.stance}", claim, label=claim.short,
        after={"link": link.pk, "kind": kind, "record_id": record_id, "strength": link.strength},
    )  # fmt: skip
    return link


def _card(scope: Scope, kind: str, record_id: int) -> Card:
    citable = registries.citables.get(kind)
    card = citable.cards(scope, [record_id]).get(record_id) if citable else None
    if card is None:
        raise nothing_here()
    return card


def _refuse_second(scope: Scope, claim: Claim, card: Card) -> None:
    first = (
        EvidenceLink.objects.within(scope)
        .filter(
            claim=claim,
            kind=card.kind,
            record_id=card.record_id,
            withdrawn_at=None,
        )
        .filter(Q(organization=scope.organization_id))
        .first()
    )
    if first is not None:
        raise Conflict(
            _("Your organization linked this record to this claim already."),
            _("One record counts once for each organization that links it."),
            _("Withdraw the first link if it should say something else."),
            theirs=f"{first.get_stance_display()}: {first.why}",
            yours=card.source_label,
        )


def _link(scope: Scope, link_id: int) -> EvidenceLink:
    audit.one_at_a_time(scope.partnership_id)
    link = (
        EvidenceLink.objects.within(scope)
        .select_related("claim")
        .filter(pk=link_id, withdrawn_at=None)
        .first()
    )
    if link is None:
        raise nothing_here()
    return link


@action(WRITE)
def withdraw_link(scope: Scope, *, link_id: int, why: str) -> EvidenceLink:
    """Take back a link of one's own, with a reason; it stays in the history.

    Raises
    ------
    NotAllowed
        Somebody else linked it: evidence can be answered, never taken away.
    """
    link = _link(scope, link_id)
    if link.person_id is None or link.person_id != scope.person_id:
        raise NotAllowed(
            _("You can't withdraw this evidence."),
            _("Only the person who linked it can, so that contrast is never lost."),
            _("Answer it instead; your answer stands beside it."),
        )
    link.withdrawn_at = clock.now()
    link.withdrawn_why = said(why, most=500, field="why")
    link.save(update_fields=["withdrawn_at", "withdrawn_why"])
    count(scope, link.claim, link.stance, -1)
    audit.record(
        scope, "claims.withdraw_link", link.claim, label=link.claim.short,
        after={"link": link.pk, "why": link.withdrawn_why},
    )  # fmt: skip
    return link


@action(COMMENT)
def reply_to_link(scope: Scope, *, link_id: int, text: str) -> Reply:
    """Answer a piece of evidence; it stays in the tally."""
    link = _link(scope, link_id)
    reply = Reply.objects.add(
        scope,
        link=link,
        text=said(text, most=2000, field="text"),
        person_id=scope.person_id,
        organization_id=scope.organization_id,
        at=clock.now(),
    )
    audit.record(
        scope, "claims.reply_to_link", link.claim, label=link.claim.short,
        after={"link": link.pk, "reply": reply.pk},
    )  # fmt: skip
    changed(scope, link.claim)
    return reply
