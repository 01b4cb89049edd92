"""One decision: who had which part, who has not answered, what happened, what one may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thirdspace.access.registries import Happening
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.meetings.actions.decisions import may_object, may_withdraw
from thirdspace.meetings.actions.parts import parts_of
from thirdspace.meetings.models import Decision, DecisionState
from thirdspace.meetings.permissions import DECIDE, WRITE
from thirdspace.meetings.reads.decisions import DecisionRow, decisions, rows_of
from thirdspace.meetings.reads.promise_page import events_of


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision with all that its page shows."""

    row: DecisionRow
    made_by: str
    seen_by: str
    events: Sequence[Happening]
    may_change: bool
    may_ask: bool
    may_answer: bool
    may_object: bool
    may_withdraw: bool


def decision_seen(scope: Scope, number: int) -> Decision:
    """Return a decision with all that a row names.

    Raises
    ------
    NotThere
        No such decision, or not the scope's to see.
    """
    found = decisions(scope).select_related("made_by").filter(number=number).first()
    if found is None:
        raise nothing_here()
    return found


def decision_page(scope: Scope, number: int) -> DecisionPage:
    """Return the page of a decision.

    Raises
    ------
    NotThere
        No such decision, or not the scope's to see.
    """
    decision = decision_seen(scope, number)
    row = rows_of(scope, [decision])[0]
    open_to_object = row.object_until is None or row.may_still_object
    return DecisionPage(
        row=row,
        made_by=str(decision.made_by or ""),
        seen_by=str(decision.get_visibility_display()),
        events=events_of(scope, decision),
        may_change=scope.may(WRITE) and decision.state != DecisionState.WITHDRAWN,
        may_ask=scope.may(WRITE) and _may_be_asked(decision),
        may_answer=asks(scope, row) and scope.organization_id in {org.id for org in row.silent},
        may_object=open_to_object and may_object(scope, decision, parts_of(scope, decision)),
        may_withdraw=scope.may(WRITE) and may_withdraw(scope, decision),
    )


def _may_be_asked(decision: Decision) -> bool:
    over = decision.state in (DecisionState.WAITING, DecisionState.WITHDRAWN)
    return not over and not (decision.needs_both and decision.state == DecisionState.DECIDED)


def asks(scope: Scope, row: DecisionRow) -> bool:
    """Say whether a decision waits for an answer that this scope may give."""
    asked = scope.organization_id in {voice.org.id for voice in row.voices}
    return row.waits and asked and scope.may(DECIDE)
