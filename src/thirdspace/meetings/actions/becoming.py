"""What a typed line becomes follows the line: made, corrected, taken back and brought back.

What the line became may have been answered meanwhile; then its words stay as they were answered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thirdspace.access import audit, search
from thirdspace.access.scope import Scope
from thirdspace.meetings.actions.answers import may_answer
from thirdspace.meetings.actions.decisions import change_decision, decide, withdraw_decision
from thirdspace.meetings.actions.outcomes import label
from thirdspace.meetings.actions.parts import parts_of
from thirdspace.meetings.actions.promises import change_promise, make_promise, withdraw_promise
from thirdspace.meetings.actions.tensions import found_by, surface, talk_about
from thirdspace.meetings.levels import Level
from thirdspace.meetings.lines_grammar import Typed
from thirdspace.meetings.models import (
    Decision,
    DecisionState,
    Line,
    LineKind,
    Meeting,
    Part,
    Promise,
    PromiseState,
    Tension,
    TensionState,
)
from thirdspace.meetings.permissions import WRITE
from thirdspace.meetings.reads.lines import Reading


def follow(scope: Scope, meeting: Meeting, line: Line) -> None:
    """Let what a line became follow its words."""
    typed = Reading(scope, meeting).of(line)
    kind = _kind(scope, typed)
    if kind == line.kind == LineKind.PLAIN:
        return
    was_about = line.about_id
    if kind != line.kind:
        take_back(scope, line)
        line.kind, line.record_id = kind, None
    line.about_id = typed.person_id if kind == LineKind.THANKS else None
    records = _RECORDS.get(kind)
    if records and line.record_id:
        records.change(scope, line.record_id, typed)
    elif records:
        line.record_id = records.make(scope, line, typed)
    elif line.about_id != was_about or kind == LineKind.THANKS:
        audit.record(scope, "meetings.thank", line, label=typed.text)
    line.save(update_fields=["kind", "record_id", "about"])


def take_back(scope: Scope, line: Line) -> None:
    """Withdraw what a line became, if it became something."""
    if line.record_id:
        _RECORDS[line.kind].take_back(scope, line.record_id)


def bring_back(scope: Scope, line: Line) -> None:
    """Let what a line had become stand again; what is not one's own to restore is made anew."""
    if line.record_id and not _RECORDS[line.kind].bring_back(scope, line.record_id):
        line.kind, line.record_id = LineKind.PLAIN, None


def _kind(scope: Scope, typed: Typed) -> str:
    needs_write = typed.kind in (LineKind.DECISION, LineKind.PROMISE)
    allowed = scope.may(WRITE) or not needs_write
    return typed.kind if typed.settled and allowed else LineKind.PLAIN


def _why() -> str:
    return _("Its line was changed or taken out of the notes.")


# --- Decisions ---------------------------------------------------------------------------------


def _decide(scope: Scope, line: Line, typed: Typed) -> int:
    return decide(
        scope,
        text=typed.text,
        meeting_id=line.meeting_id,
        item_id=line.item_id,
        line_id=line.pk,
    ).pk


def _reword_decision(scope: Scope, pk: int, typed: Typed) -> None:
    decision = Decision.objects.within(scope).get(pk=pk)
    if decision.needs_both or decision.state != DecisionState.DECIDED:
        return
    parts = parts_of(scope, decision)
    change_decision(
        scope,
        number=decision.number,
        text=typed.text,
        proposed_by_id=decision.proposed_by_id,
        decided_ids=list(parts[Part.DECIDED]),
        absent_ids=list(parts[Part.ABSENT]),
        counts_for_ids=list(parts[Part.COUNTS_FOR]),
        benefits=parts[Part.BENEFITS],
        bears=parts[Part.BEARS],
        reason=decision.reason,
    )


def _take_back_decision(scope: Scope, pk: int) -> None:
    number = Decision.objects.within(scope).get(pk=pk).number
    withdraw_decision(scope, number=number, why=_why())


def _bring_back_decision(scope: Scope, pk: int) -> bool:
    decision = Decision.objects.within(scope).get(pk=pk)
    # What each side was asked stands by its answers alone: never again without a new question.
    own = scope.organization_id in (decision.proposed_by_id, decision.origin_id)
    if decision.needs_both or decision.state != DecisionState.WITHDRAWN or not own:
        return False
    decision.state = DecisionState.DECIDED
    decision.save(update_fields=["state"])
    audit.record(scope, "meetings.restore_decision", decision, label=label(decision))
    return True


# --- Promises ----------------------------------------------------------------------------------


def _promise(scope: Scope, line: Line, typed: Typed) -> int:
    owner = typed.person_id or 0  # a promise without an owner stays plain
    return make_promise(
        scope,
        text=typed.text,
        owner_id=owner,
        due=typed.due,
        joint=typed.joint,
        meeting_id=line.meeting_id,
        item_id=line.item_id,
        line_id=line.pk,
    ).pk


def _reword_promise(scope: Scope, pk: int, typed: Typed) -> None:
    promise = Promise.objects.within(scope).get(pk=pk)
    if promise.state != PromiseState.OPEN or promise.moves:
        return
    change_promise(
        scope,
        number=promise.number,
        text=typed.text,
        owner_id=typed.person_id or promise.owner_id,
        due=typed.due,
        joint=typed.joint,
        promised_to_id=promise.promised_to_id,
    )


def _take_back_promise(scope: Scope, pk: int) -> None:
    number = Promise.objects.within(scope).get(pk=pk).number
    withdraw_promise(scope, number=number, why=_why())


def _bring_back_promise(scope: Scope, pk: int) -> bool:
    promise = Promise.objects.within(scope).get(pk=pk)
    own = scope.person_id == promise.made_by_id or may_answer(scope, promise)
    if promise.state != PromiseState.WITHDRAWN or not own:
        return False
    promise.state, promise.answered_at, promise.answer_line = PromiseState.OPEN, None, ""
    promise.save(update_fields=["state", "answered_at", "answer_line"])
    audit.record(scope, "meetings.restore_promise", promise, label=label(promise))
    return True


# --- Tensions ----------------------------------------------------------------------------------


def _surface(scope: Scope, line: Line, typed: Typed) -> int:
    # On one's own side until somebody says “shared”: a level only ever opens further.
    return surface(
        scope,
        text=typed.text,
        level=Level.OWN,
        meeting_id=line.meeting_id,
        item_id=line.item_id,
        line_id=line.pk,
    ).pk


def _reword_tension(scope: Scope, pk: int, typed: Typed) -> None:
    tension = Tension.objects.within(scope).filter(pk=pk).first()
    if tension is None or tension.text == typed.text or tension.state != TensionState.OPEN:
        return
    before = {"text": tension.text}
    tension.text = typed.text
    tension.save(update_fields=["text"])
    audit.record(
        scope, "meetings.reword_tension", tension, label=f"{tension.short} {tension.text}",
        before=before, after={"text": tension.text},
    )  # fmt: skip
    search.put(scope, [found_by(scope, tension)])


def _take_back_tension(scope: Scope, pk: int) -> None:
    for tension in Tension.objects.within(scope).filter(pk=pk):
        talk_about(scope, number=tension.number, state=TensionState.SETTLED, what_changed=_why())


def _bring_back_tension(scope: Scope, pk: int) -> bool:
    tension = Tension.objects.within(scope).filter(pk=pk).first()
    if tension is None:
        return False
    talk_about(scope, number=tension.number, state=TensionState.OPEN)
    return True


@dataclass(frozen=True, slots=True)
class _Records:
    make: Callable[[Scope, Line, Typed], int]
    change: Callable[[Scope, int, Typed], None]
    take_back: Callable[[Scope, int], None]
    bring_back: Callable[[Scope, int], bool]


_RECORDS: dict[str, _Records] = {
    LineKind.DECISION: _Records(
        _decide, _reword_decision, _take_back_decision, _bring_back_decision
    ),
    LineKind.PROMISE: _Records(_promise, _reword_promise, _take_back_promise, _bring_back_promise),
    LineKind.TENSION: _Records(_surface, _reword_tension, _take_back_tension, _bring_back_tension),
}
