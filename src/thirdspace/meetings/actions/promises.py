"""Promises: noted, corrected, handed over, withdrawn. Answers to them are in `answers`."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, dates, links
from thirdspace.access.actions import action
from thirdspace.access.scope import Scope
from thirdspace.access.words import said
from thirdspace.meetings.actions.answers import (
    answer_promise,
    findable,
    known_before,
    may_answer,
    move,
    not_yours,
    nudge,
    refuse_closed,
    undo_answer,
)
from thirdspace.meetings.actions.outcomes import (
    label,
    mark_of,
    next_number,
    not_past,
    numbered,
    refuse_stale,
    sees,
    source_of,
)
from thirdspace.meetings.letters.promises import TASK, links_for, tell_owner
from thirdspace.meetings.models import Promise, PromiseState
from thirdspace.meetings.permissions import WRITE
from thirdspace.meetings.sitting import seat_of
from thirdspace.partnership.models import Seat
from thirdspace.partnership.reads.who import members
from thirdspace.problems import InputProblem

__all__ = [
    "answer_promise",
    "change_promise",
    "links_for",
    "make_promise",
    "nudge",
    "seen_mark",
    "undo_answer",
    "withdraw_promise",
]


@action(WRITE)
def make_promise(
    scope: Scope,
    *,
    text: str,
    owner_id: int,
    organization_id: int | None = None,
    due: date | None = None,
    joint: bool = False,
    promised_to_id: int | None = None,
    meeting_id: int | None = None,
    item_id: int | None = None,
    line_id: int | None = None,
) -> Promise:
    """Note what one person promises for their organization.

    Parameters
    ----------
    owner_id, organization_id : int
        Who keeps it, and for which of their organizations; the scope's own if it is theirs.
    due : date, optional
        By when; without a day it is asked again.
    joint : bool
        Both sides do it together.
    promised_to_id : int, optional
        The organization it is made to; nobody named: the whole partnership.
    meeting_id, item_id, line_id : int, optional
        Where it comes from. In a meeting nobody is mailed: the minutes tell everybody.

    Raises
    ------
    InputProblem
        No words, a day that is over, or an owner who does not sit here today or would not see it.
    """
    source = source_of(scope, meeting_id, item_id, line_id)
    seat = seat_of(scope, owner_id, organization_id)
    day = not_past(due, field="due")
    promise = Promise.objects.add(
        scope,
        number=next_number(scope, Promise),
        text=said(text, most=500, field="text"),
        owner=seat.person,
        organization=seat.organization,
        joint=joint,
        promised_to_id=_member(scope, promised_to_id),
        first_due=day,
        due=day,
        reminded_before=known_before(day),
        made_by_id=scope.person_id,
        made_at=clock.now(),
        **source.fields(),
    )
    _refuse_unseen(promise, seat)
    audit.record(
        scope, "meetings.make_promise", promise, label=label(promise),
        after={"owner": str(seat.person), "organization": str(seat.organization), "due": day},
    )  # fmt: skip
    findable(scope, promise)
    if source.meeting is None:
        tell_owner(scope, promise)
    return promise


def _member(scope: Scope, organization_id: int | None) -> int | None:
    known = {each.pk for each in members(scope).today}
    if organization_id is None or organization_id in known:
        return organization_id
    raise InputProblem(
        _("This organization takes no part here."),
        _("A promise is made to an organization of the partnership, or to all."),
        _("Choose one from the list."),
        field="promised_to",
    )


def _refuse_unseen(promise: Promise, seat: Seat) -> None:
    if not sees(promise, seat.organization_id):
        raise InputProblem(
            _("%(name)s could not see this promise.") % {"name": seat.person},
            _("It is seen by whoever sees the meeting, and %(organization)s does not.")
            % {"organization": seat.organization},
            _("Give it to somebody who sees the meeting."),
            field="owner",
        )


def seen_mark(promise: Promise) -> str:
    """Return the mark of a promise as it stands, to be sent back with a change."""
    return mark_of(
        promise.text, promise.owner_id, promise.organization_id, promise.due, promise.joint,
        promise.promised_to_id, promise.state,
    )  # fmt: skip


@action(WRITE)
def change_promise(
    scope: Scope,
    *,
    number: int,
    text: str,
    owner_id: int,
    due: date | None,
    organization_id: int | None = None,
    joint: bool = False,
    promised_to_id: int | None = None,
    seen: str = "",
) -> Promise:
    """Correct an open promise, or give it to somebody else.

    Raises
    ------
    InputProblem
        It is answered already, or as for :func:`make_promise`.
    Conflict
        Somebody changed it meanwhile (`seen` is the mark of what was on the page).
    """
    promise = numbered(scope, Promise, number)
    words = said(text, most=500, field="text")
    refuse_stale(seen, seen_mark(promise), theirs=_in_words(promise), yours=words)
    refuse_closed(promise)
    before = {"text": promise.text, "owner": str(promise.owner), "due": promise.due}
    seat = _next_owner(scope, promise, owner_id, organization_id)
    handed_over = seat.person_id != promise.owner_id
    promise.text, promise.joint = words, joint
    promise.owner, promise.organization = seat.person, seat.organization
    promise.promised_to_id = _member(scope, promised_to_id)
    if due != promise.due:
        move(promise, not_past(due, field="due"))
    _refuse_unseen(promise, seat)
    promise.save(update_fields=[
        "text", "joint", "owner", "organization", "promised_to", "first_due", "due", "moves",
        "reminded_before",
    ])  # fmt: skip
    after = {"text": words, "owner": str(promise.owner), "due": promise.due}
    audit.record(
        scope, "meetings.change_promise", promise, label=label(promise), before=before, after=after
    )
    findable(scope, promise)
    if handed_over:
        links.void(scope, promise, TASK)
        tell_owner(scope, promise)
    return promise


def _next_owner(scope: Scope, promise: Promise, owner_id: int, organization_id: int | None) -> Seat:
    stays = owner_id == promise.owner_id and organization_id is None
    return seat_of(scope, owner_id, promise.organization_id if stays else organization_id)


def _in_words(promise: Promise) -> str:
    due = dates.day(promise.due) if promise.due else _("no day")
    state = promise.get_state_display()
    return f"{promise.text} ({promise.owner}, {due}, {state})"


@action(WRITE)
def withdraw_promise(scope: Scope, *, number: int, why: str) -> Promise:
    """Take out a promise that was noted by mistake; it stays readable, with the reason.

    Raises
    ------
    InputProblem
        No reason, or it is not open.
    NotAllowed
        It is neither one's own, nor noted by oneself, nor of the organization one coordinates.
    """
    promise = numbered(scope, Promise, number)
    refuse_closed(promise)
    if scope.person_id != promise.made_by_id and not may_answer(scope, promise):
        raise not_yours(promise)
    promise.answer_line = said(why, most=500, field="why")
    promise.state, promise.answered_at = PromiseState.WITHDRAWN, clock.now()
    promise.save(update_fields=["state", "answered_at", "answer_line"])
    audit.record(
        scope, "meetings.withdraw_promise", promise, label=label(promise),
        after={"why": promise.answer_line},
    )  # fmt: skip
    links.void(scope, promise, TASK)
    return promise
