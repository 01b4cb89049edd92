"""One promise: who holds it, what was answered, what happened, what one may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thirdspace.access import clock, paging
from thirdspace.access.models import AuditEvent
from thirdspace.access.registries import Happening
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.access.told import told
from thirdspace.meetings.actions.answers import (
    NUDGE_EVERY,
    latest_answer,
    may_answer,
    may_nudge,
    may_undo,
)
from thirdspace.meetings.models import Decision, Promise, PromiseAnswer, PromiseState
from thirdspace.meetings.permissions import WRITE
from thirdspace.meetings.reads.promises import PromiseRow, promises, row_of
from thirdspace.meetings.sitting import seats

TIMELINE = 50


@dataclass(frozen=True, slots=True)
class Given:
    """One answer, with both days."""

    answer: str
    due_before: date | None
    due_after: date | None
    line: str
    person: str
    for_owner: bool
    at: datetime
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class PromisePage:
    """One promise with all that its page shows."""

    row: PromiseRow
    made_by: str
    seen_by: str
    owner_sits: bool
    answers: Sequence[Given]
    events: Sequence[Happening]
    may_answer: bool
    may_nudge: bool
    nudge_again: datetime | None
    may_change: bool
    may_undo: bool


def promise_seen(scope: Scope, number: int) -> Promise:
    """Return a promise with all that a row names.

    Raises
    ------
    NotThere
        No such promise, or not the scope's to see.
    """
    found = promises(scope).select_related("made_by").filter(number=number).first()
    if found is None:
        raise nothing_here()
    return found


def promise_page(scope: Scope, number: int) -> PromisePage:
    """Return the page of a promise.

    Raises
    ------
    NotThere
        No such promise, or not the scope's to see.
    """
    promise = promise_seen(scope, number)
    latest = latest_answer(scope, promise)
    nudged = promise.nudged_at
    again = nudged + NUDGE_EVERY if nudged and clock.now() - nudged < NUDGE_EVERY else None
    holds = seats(scope).filter(person=promise.owner_id, organization=promise.organization_id)
    return PromisePage(
        row=row_of(scope, promise),
        made_by=str(promise.made_by or ""),
        seen_by=str(promise.get_visibility_display()),
        owner_sits=holds.exists(),
        answers=_answers(scope, promise),
        events=events_of(scope, promise),
        may_answer=may_answer(scope, promise) and promise.state != PromiseState.WITHDRAWN,
        may_nudge=may_nudge(scope, promise),
        nudge_again=again,
        may_change=scope.may(WRITE) and promise.state == PromiseState.OPEN,
        may_undo=latest is not None and may_undo(scope, latest),
    )


def _answers(scope: Scope, promise: Promise) -> list[Given]:
    rows = PromiseAnswer.objects.within(scope).filter(promise=promise).select_related("person")
    return [
        Given(
            answer=row.answer,
            due_before=row.due_before,
            due_after=row.due_after,
            line=row.line,
            person=str(row.person or ""),
            for_owner=row.person_id != promise.owner_id,
            at=row.at,
            undone_at=row.undone_at,
        )
        for row in rows.order_by("-id")
    ]


def events_of(scope: Scope, thing: Promise | Decision) -> list[Happening]:
    """Return what happened to a promise or decision, newest first."""
    acts = AuditEvent.objects.within(scope).filter(kind=thing._meta.label_lower, record_id=thing.pk)
    page = paging.newest_first(acts, field="at", size=TIMELINE)
    return told(scope, page.rows, linked=False)
