"""What a meeting leaves behind: decisions, promises, tensions, notes; and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypedDict

from thirdspace.access.scope import Scope
from thirdspace.demo.chronicle import Act, Told, at
from thirdspace.demo.story.meetings.apart import APART
from thirdspace.demo.story.meetings.left_behind import (
    Answer,
    Decision,
    Note,
    Outcome,
    Promise,
    Reply,
    Talked,
    Tension,
)
from thirdspace.demo.story.meetings.records import Item, Meeting
from thirdspace.demo.story.members import PEOPLE
from thirdspace.meetings import models
from thirdspace.meetings.actions.decisions import change_decision, decide, object_to
from thirdspace.meetings.actions.lines import set_level, write_line
from thirdspace.meetings.actions.needs_both import answer_decision, ask_both
from thirdspace.meetings.actions.promises import answer_promise, make_promise
from thirdspace.meetings.actions.tensions import surface, talk_about
from thirdspace.meetings.models import DecisionPart, Part

_NAME_OF = {person.key: person.name for person in PEOPLE}


class Where(TypedDict, total=False):
    """Where something comes from, as actions take it."""

    meeting_id: int
    item_id: int


@dataclass(frozen=True, slots=True)
class Place:
    """An item of a meeting, who runs it, and when it begins."""

    run_by: str
    meeting: Meeting
    item: Item
    begins: datetime

    @property
    def is_reached(self) -> bool:
        """Say whether the item began at all."""
        skipped = self.meeting.reflected and self.meeting.reflected.skipped
        return self.item.reached and not (self.item.kind == "reflect" and skipped)

    def of(self, told: Told) -> Where:
        """Return where something comes from that is said here."""
        key = self.meeting.key
        return {"meeting_id": told.meetings[key], "item_id": told.items[key, self.item.title]}


def acts(place: Place) -> Iterator[Act]:
    """Give the acts by which the outcomes of one item are written, and what follows."""
    step = timedelta(minutes=place.item.minutes) / (len(place.item.outcomes) + 2)
    for nth, outcome in enumerate(place.item.outcomes, 1):
        if place.meeting.typed and _is_typed(outcome):
            yield Act(place.begins + nth * step, partial(_type, place, nth, outcome))
        else:
            yield Act(place.begins + nth * step, partial(_write, place, outcome))
        yield from _after(outcome)


def acts_apart() -> Iterator[Act]:
    """Give the acts of what was promised and decided between two meetings."""
    for apart in APART:
        yield Act(at(apart.on, apart.hour), partial(_write, None, apart.what))
        yield from _after(apart.what)


def _after(outcome: Outcome) -> Iterator[Act]:
    match outcome:
        case Promise():
            for minute, answer in enumerate(outcome.answers):
                yield Act(at(answer.on, 14, minute), partial(_answer, outcome, answer))
        case Decision():
            replies = (*outcome.objections, *(outcome.asks.replies if outcome.asks else ()))
            for minute, reply in enumerate(replies):
                yield Act(at(reply.on, 6, 30 + minute), partial(_reply, outcome, reply))
        case Tension():
            for talked in outcome.talked:
                yield Act(at(talked.on, 15), partial(_talk, outcome, talked))
        case _:
            pass


# --- Typed in the notes, or written on a page --------------------------------------------------


def _is_typed(outcome: Outcome) -> bool:
    """Say whether a line of the notes can hold all of it: not for whom, nor together."""
    return not (isinstance(outcome, Promise) and (outcome.to or outcome.joint))


def _type(place: Place, nth: int, outcome: Outcome, told: Told) -> None:
    scope = told.scope(outcome.by or place.run_by)
    where = place.of(told)
    key = f"{place.meeting.key}-{where['item_id']}-{nth}"
    line = write_line(scope, key=key, text=_words(outcome), **where)
    became = line.record_id or 0 if line else 0
    match outcome:
        case Promise():
            promised = models.Promise.objects.within(scope).get(pk=became)
            _keep_promise(outcome, promised, told)
        case Decision():
            decided = models.Decision.objects.within(scope).get(pk=became)
            _finish(scope, outcome, decided, told)
        case Tension():
            set_level(scope, meeting_id=where["meeting_id"], key=key, level=outcome.level)
        case Note():
            pass


def _words(outcome: Outcome) -> str:
    match outcome:
        case Promise():
            by = f", by {outcome.due:%-d %B}" if outcome.due else ""
            return f"promise: @{_NAME_OF[outcome.owner]} {outcome.text}{by}"
        case Decision():
            return f"decision: {outcome.text}"
        case Tension():
            return f"tension: {outcome.text}"
        case Note():
            return outcome.text


def _write(place: Place | None, outcome: Outcome, told: Told) -> None:
    scope = told.scope(outcome.by or (place.run_by if place else ""))
    where = place.of(told) if place else Where()
    match outcome:
        case Promise():
            _promise(scope, outcome, where, told)
        case Decision():
            _decide(scope, outcome, where, told)
        case Tension():
            surface(
                scope,
                text=outcome.text,
                level=outcome.level,
                between_ids=[told.organizations[key] for key in outcome.between],
                **where,
            )
        case Note():
            raise LookupError("A note is typed in a meeting.")


# --- Promises ----------------------------------------------------------------------------------


def _promise(scope: Scope, promise: Promise, where: Where, told: Told) -> None:
    made = make_promise(
        scope,
        text=promise.text,
        owner_id=told.people[promise.owner],
        due=promise.due,
        joint=promise.joint,
        promised_to_id=told.organizations.get(promise.to),
        **where,
    )
    _keep_promise(promise, made, told)


def _keep_promise(promise: Promise, made: models.Promise, told: Told) -> None:
    told.promises[promise] = made.number
    told.cited["promise", promise.key] = made.pk


def _answer(promise: Promise, answer: Answer, told: Told) -> None:
    answer_promise(
        told.scope(answer.by or promise.owner),
        number=told.promises[promise],
        answer=answer.what,
        line=answer.line,
        due=answer.due,
    )


# --- Decisions ---------------------------------------------------------------------------------


def _decide(scope: Scope, decision: Decision, where: Where, told: Told) -> None:
    made = decide(
        scope,
        text=decision.text,
        proposed_by_id=told.organizations[decision.proposed_by],
        reason=decision.reason,
        **where,
    )
    _finish(scope, decision, made, told)


def _finish(scope: Scope, decision: Decision, made: models.Decision, told: Told) -> None:
    """Say whom a decision helps and costs, and ask whose yes it needs."""
    told.cited["decision", decision.key] = made.pk
    if decision.benefits or decision.bears or made.reason != decision.reason:
        _complete(scope, decision, made, told)
    if decision.asks:
        ask_both(
            scope,
            number=made.number,
            organization_ids=[told.organizations[key] for key in decision.asks.organizations],
            answer_by=decision.asks.answer_by,
            if_silent=decision.asks.if_silent,
        )


def _complete(scope: Scope, decision: Decision, made: models.Decision, told: Told) -> None:
    parts = DecisionPart.objects.within(scope).filter(decision=made)

    def whose(part: Part) -> list[int]:
        return list(parts.filter(part=part).values_list("organization_id", flat=True))

    change_decision(
        scope,
        number=made.number,
        text=made.text,
        proposed_by_id=told.organizations[decision.proposed_by],
        decided_ids=whose(Part.DECIDED),
        absent_ids=whose(Part.ABSENT),
        counts_for_ids=whose(Part.COUNTS_FOR),
        benefits={told.organizations[key]: line for key, line in decision.benefits},
        bears={told.organizations[key]: line for key, line in decision.bears},
        reason=decision.reason,
    )


def _reply(decision: Decision, reply: Reply, told: Told) -> None:
    scope, number = told.scope(reply.by), int(decision.key[2:])
    if reply.answer == "object":
        object_to(scope, number=number, line=reply.line)
    else:
        answer_decision(scope, number=number, answer=reply.answer, line=reply.line)


# --- Tensions ----------------------------------------------------------------------------------


def _talk(tension: Tension, talked: Talked, told: Told) -> None:
    talk_about(
        told.scope(talked.by),
        number=int(tension.key[2:]),
        state=talked.state,
        what_changed=talked.what_changed,
    )
