"""What a claim said before: wordings, readings, withdrawn evidence, former mind changers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from thirdspace.access.models import AuditEvent
from thirdspace.access.scope import Scope
from thirdspace.claims.models import Claim, EvidenceLink, MindChanger, Status, Wording
from thirdspace.claims.reads.cards import cards_of
from thirdspace.claims.reads.evidence import Said, by
from thirdspace.claims.reads.page import claim_seen
from thirdspace.claims.reads.tallies import kind_label


@dataclass(frozen=True, slots=True)
class PastReading:
    """A reading that stood from a day on."""

    at: datetime
    status: str
    reading: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Evidence that its author took back, and why."""

    stance: str
    kind: str
    why: str
    linked: Said
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class History:
    """What was once said about a claim; nothing of it is lost."""

    short: str
    statement: str
    number: int
    wordings: Sequence[Said]
    readings: Sequence[PastReading]
    withdrawn: Sequence[Withdrawn]
    minds: Sequence[Said]


def history(scope: Scope, number: int) -> History:
    """Return the history of a claim, the newest of each kind first.

    Raises
    ------
    NotThere
        No such claim, or not the scope's to see.
    """
    claim = claim_seen(scope, number)
    return History(
        short=claim.short,
        statement=claim.statement,
        number=claim.number,
        wordings=_wordings(scope, claim),
        readings=_readings(scope, claim),
        withdrawn=_withdrawn(scope, claim),
        minds=_minds(scope, claim),
    )


def _wordings(scope: Scope, claim: Claim) -> list[Said]:
    rows = Wording.objects.within(scope).filter(claim=claim)
    found = rows.select_related("person", "organization").order_by("-id")
    return [by(row, row.statement, row.at) for row in found]


def _readings(scope: Scope, claim: Claim) -> list[PastReading]:
    acts = AuditEvent.objects.within(scope).filter(
        kind=Claim._meta.label_lower, record_id=claim.pk, verb="claims.set_reading"
    )
    return [
        PastReading(act.at, str(Status(act.after["status"]).label), act.after["reading"])
        for act in acts.order_by("-id")
        if act.after
    ]


def _withdrawn(scope: Scope, claim: Claim) -> list[Withdrawn]:
    taken_back = EvidenceLink.objects.within(scope).filter(claim=claim, withdrawn_at__isnull=False)
    rows = list(
        taken_back.select_related("person", "organization").order_by("-withdrawn_at", "-id")
    )
    seen = cards_of(scope, ((row.kind, row.record_id) for row in rows))
    return [
        Withdrawn(
            stance=row.stance,
            kind=kind_label(row.kind),
            why=row.why if (row.kind, row.record_id) in seen else "",
            linked=by(row, row.why, row.linked_at),
            at=row.withdrawn_at or row.linked_at,
            reason=row.withdrawn_why,
        )
        for row in rows
    ]


def _minds(scope: Scope, claim: Claim) -> list[Said]:
    rows = MindChanger.objects.within(scope).filter(claim=claim, replaced_at__isnull=False)
    found = rows.select_related("person", "organization").order_by("-id")
    return [by(row, row.text, row.at) for row in found]
