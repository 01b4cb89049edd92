"""Decisions: noted, corrected, objected to, withdrawn. What needs both is in `needs_both`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, dates, search
from thirdspace.access.actions import action
from thirdspace.access.scope import Scope
from thirdspace.access.words import said, said_or_not
from thirdspace.meetings.actions.attended import may_object_until, parts_when_noted
from thirdspace.meetings.actions.needs_both import answer_decision, ask_both, close_question
from thirdspace.meetings.actions.outcomes import (
    label,
    next_number,
    not_past,
    numbered,
    refuse_stale,
    source_of,
)
from thirdspace.meetings.actions.parts import (
    Parts,
    in_words,
    parts_of,
    put_parts,
    refuse_unknown,
    seen_mark,
)
from thirdspace.meetings.letters.decisions import tell_absent
from thirdspace.meetings.models import Decision, DecisionState, MeetingState, Part
from thirdspace.meetings.permissions import DECIDE, WRITE
from thirdspace.problems import InputProblem, NotAllowed

__all__ = [
    "answer_decision",
    "ask_both",
    "change_decision",
    "decide",
    "may_object",
    "may_withdraw",
    "object_to",
    "withdraw_decision",
]


@action(WRITE)
def decide(
    scope: Scope,
    *,
    text: str,
    meeting_id: int | None = None,
    item_id: int | None = None,
    line_id: int | None = None,
    proposed_by_id: int | None = None,
    reason: str = "",
    object_until: date | None = None,
) -> Decision:
    """Note what was decided.

    From a meeting, the organizations with somebody there decided. Those without are told, by the
    minutes while it lasts, and may object. Without a meeting the writer's organization decided,
    and it counts for all.

    Parameters
    ----------
    meeting_id, item_id, line_id : int, optional
        Where it comes from.
    proposed_by_id : int, optional
        The organization that proposed it; the writer's if it is not said.
    object_until : date, optional
        Until when who was absent may object; nine days if it is not said.

    Raises
    ------
    InputProblem
        No words, a day that is over, or an unknown organization.
    """
    source = source_of(scope, meeting_id, item_id, line_id)
    proposer = proposed_by_id or scope.organization_id
    refuse_unknown(scope, [proposer])
    parts = parts_when_noted(scope, source.meeting, clock.now())
    absent = parts[Part.ABSENT]
    until = not_past(object_until, field="object_until")
    decision = Decision.objects.add(
        scope,
        number=next_number(scope, Decision),
        text=said(text, most=500, field="text"),
        reason=said_or_not(reason, most=500, field="reason"),
        proposed_by_id=proposer,
        decided_at=clock.now(),
        object_until=(until or may_object_until()) if absent else None,
        made_by_id=scope.person_id,
        made_at=clock.now(),
        **source.fields(),
    )
    put_parts(scope, decision, parts)
    audit.record(
        scope, "meetings.decide", decision, label=label(decision), after=in_words(scope, parts)
    )
    findable(scope, decision)
    if not (source.meeting and source.meeting.state == MeetingState.OPEN):
        tell_absent(scope, decision, absent)  # else the minutes do, once it is really said
    return decision


def findable(scope: Scope, decision: Decision) -> None:
    """Let a decision be found by its words."""
    path = reverse("meetings:decision", args=[scope.partnership_key, decision.number])
    entry = search.entry(
        decision, kind="decision", record_id=decision.pk,
        title=f"{decision.short} {decision.text}", body=decision.reason, url=path,
        at=decision.made_at,
    )  # fmt: skip
    search.put(scope, [entry])


# --- Changing one ------------------------------------------------------------------------------


@action(WRITE)
def change_decision(
    scope: Scope,
    *,
    number: int,
    text: str,
    proposed_by_id: int | None,
    decided_ids: Collection[int],
    absent_ids: Collection[int],
    counts_for_ids: Collection[int],
    benefits: Mapping[int, str],
    bears: Mapping[int, str],
    reason: str,
    seen: str = "",
) -> Decision:
    """Correct a decision: its words, who had a part, for whom it counts, who gains, who pays.

    Parameters
    ----------
    benefits, bears : mapping of int to str
        By organization, how it benefits or which cost it bears.
    seen : str
        The mark of what the writer saw.

    Raises
    ------
    InputProblem
        No words, an organization both deciding and absent, or words that others were asked about.
    Conflict
        Somebody changed it meanwhile.
    """
    decision = numbered(scope, Decision, number)
    words = said(text, most=500, field="text")
    refuse_stale(seen, seen_mark(scope, decision), theirs=_told(scope, decision), yours=words)
    before = parts_of(scope, decision)
    parts = _parts_sent(before, decided_ids, absent_ids, counts_for_ids, benefits, bears)
    refuse_unknown(scope, [proposed_by_id, *(pk for lines in parts.values() for pk in lines)])
    because = said_or_not(reason, most=500, field="reason")
    _refuse_what_was_asked(decision, (words, because, proposed_by_id), before, parts)
    was = {"text": decision.text, "reason": decision.reason, **in_words(scope, before)}
    added = set(parts[Part.ABSENT]) - set(before[Part.ABSENT])
    decision.text = words
    decision.reason = because
    decision.proposed_by_id = proposed_by_id
    if added:
        decision.object_until = max(decision.object_until or date.min, may_object_until())
    decision.save(update_fields=["text", "reason", "proposed_by", "object_until"])
    put_parts(scope, decision, parts)
    after = {"text": words, "reason": decision.reason, **in_words(scope, parts)}
    audit.record(
        scope, "meetings.change_decision", decision, label=label(decision), before=was, after=after
    )
    findable(scope, decision)
    tell_absent(scope, decision, added)
    return decision


def _told(scope: Scope, decision: Decision) -> str:
    parts = in_words(scope, parts_of(scope, decision))
    named = (f"{Part(part).label}: {words}" for part, words in parts.items())
    return "\n".join([decision.text, *named])


def _parts_sent(
    before: Parts,
    decided: Collection[int],
    absent: Collection[int],
    counts_for: Collection[int],
    benefits: Mapping[int, str],
    bears: Mapping[int, str],
) -> Parts:
    if set(decided) & set(absent):
        raise InputProblem(
            _("An organization both decided and was absent."),
            _("It can only be one of the two."),
            _("Take away one of its two marks."),
            field="absent",
        )
    return {
        Part.DECIDED: dict.fromkeys(decided, ""),
        # When somebody left is kept; a hand can't know it better.
        Part.ABSENT: {pk: before[Part.ABSENT].get(pk, "") for pk in absent},
        Part.COUNTS_FOR: dict.fromkeys(counts_for, ""),
        Part.BENEFITS: dict(benefits),
        Part.BEARS: dict(bears),
    }


def _refuse_what_was_asked(
    decision: Decision, words: tuple[str, str, int | None], before: Parts, parts: Parts
) -> None:
    """Refuse to change what others were asked about, or all agreed to: the cost of it too."""
    settled = decision.state in (DecisionState.WAITING, DecisionState.DECIDED)
    if not (decision.needs_both and settled):
        return
    asked = (decision.text, decision.reason, decision.proposed_by_id)
    if words != asked or any(before[part] != parts[part] for part in parts):
        raise InputProblem(
            _("This decision can't be changed by one side."),
            _("The organizations were asked about it as it stands."),
            _("Withdraw it and ask anew, or propose another decision."),
            field="text",
        )


# --- Objecting and withdrawing ------------------------------------------------------------------


def may_object(scope: Scope, decision: Decision, parts: Mapping[str, Collection[int]]) -> bool:
    """Say whether a scope's organization may object: absent, or it counts for them unasked."""
    own = scope.organization_id
    apart = own in parts[Part.ABSENT] or own in parts[Part.COUNTS_FOR]
    standing = decision.state == DecisionState.DECIDED
    return scope.may(DECIDE) and standing and apart and own not in parts[Part.DECIDED]


@action(DECIDE)
def object_to(scope: Scope, *, number: int, line: str) -> Decision:
    """Object for one's organization to what was decided without it; shown wherever it is.

    Raises
    ------
    InputProblem
        No words, or the day until which one may object is over.
    NotAllowed
        The organization had a part in it, or it doesn't count for them.
    """
    decision = numbered(scope, Decision, number)
    parts = parts_of(scope, decision)
    if not may_object(scope, decision, parts):
        raise NotAllowed(
            _("Your organization can't object here."),
            _("Who was absent objects, or for whom it counts without having been asked."),
            _("Bring it to the next meeting."),
        )
    if decision.object_until and decision.object_until < clock.today():
        raise InputProblem(
            _("The time to object is over."),
            _("It ended on %(day)s.") % {"day": dates.day(decision.object_until)},
            _("Bring it to the next meeting."),
        )
    words = said(line, most=300, field="line")
    objections = {**parts[Part.OBJECTS], scope.organization_id or 0: words}
    put_parts(scope, decision, {Part.OBJECTS: objections})
    audit.record(
        scope, "meetings.object_to_decision", decision, label=label(decision),
        after={"line": words},
    )  # fmt: skip
    return decision


def may_withdraw(scope: Scope, decision: Decision) -> bool:
    """Say whether a scope's organization may withdraw a decision alone."""
    agreed = decision.needs_both and decision.state == DecisionState.DECIDED
    own = {decision.proposed_by_id, decision.origin_id}
    over = decision.state == DecisionState.WITHDRAWN
    return not agreed and not over and (scope.operator or scope.organization_id in own)


@action(WRITE)
def withdraw_decision(scope: Scope, *, number: int, why: str) -> Decision:
    """Take back a decision or a question to the other side; it stays readable, with the reason.

    Raises
    ------
    InputProblem
        No reason.
    NotAllowed
        Another organization proposed it, or all agreed to it.
    """
    decision = numbered(scope, Decision, number)
    if not may_withdraw(scope, decision):
        raise NotAllowed(
            _("You can't withdraw this decision alone."),
            _("What all agreed to binds all; else whoever proposed or noted it takes it back."),
            _("Propose a new decision that needs both."),
        )
    words = said(why, most=500, field="why")
    before = {"state": decision.state}
    close_question(scope, decision)
    decision.state = DecisionState.WITHDRAWN
    decision.save(update_fields=["state"])
    audit.record(
        scope, "meetings.withdraw_decision", decision, label=label(decision), before=before,
        after={"why": words},
    )  # fmt: skip
    return decision
