"""How the sides met, what they decided and promised, and what is due: read for one reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thirdspace.access.scope import Scope
from thirdspace.meetings.models import DeliverableKind
from thirdspace.meetings.permissions import READ
from thirdspace.meetings.reads.decisions import DecisionRow, decisions, rows_of
from thirdspace.meetings.reads.deliverables import DeliverableRow
from thirdspace.meetings.reads.deliverables import index as deliverables
from thirdspace.meetings.reads.promises import OrganizationKept, kept_by_organization
from thirdspace.meetings.reads.reflections import coverage
from thirdspace.meetings.reads.series import SeriesRow
from thirdspace.meetings.reads.series import index as series

#: Newest decisions in a report; the rest are counted.
MOST = 25


@dataclass(frozen=True, slots=True)
class Together:
    """What the meetings left behind."""

    series: Sequence[SeriesRow]
    reflection: str
    decisions: Sequence[DecisionRow]
    earlier: int
    promises: Sequence[OrganizationKept]
    deliverables: Sequence[DeliverableRow]
    required: int


def together(scope: Scope) -> Together | None:
    """Return what the reader of a scope may know of the meetings; nothing where that is nothing."""
    if not scope.may(READ):
        return None
    found = decisions(scope).order_by("-made_at", "-id")
    due = deliverables(scope)
    rows = [*due.rows, *due.over]
    told = Together(
        series=series(scope).series,
        reflection=coverage(scope).sentence,
        decisions=rows_of(scope, list(found[:MOST])),
        earlier=max(0, found.count() - MOST),
        promises=kept_by_organization(scope),
        deliverables=rows,
        required=sum(row.kind == DeliverableKind.REQUIREMENT for row in rows),
    )
    return told if told.series or told.decisions or told.promises or rows else None
