"""Answering a promise, taking the answer back, asking for one."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thirdspace.access import audit, clock, dates, links, search
from thirdspace.access.actions import action
from thirdspace.access.scope import Scope
from thirdspace.access.words import said, said_or_not
from thirdspace.meetings.actions.outcomes import label, not_past, numbered
from thirdspace.meetings.letters.promises import TASK, UNDO, nudge_owner, tell_answer
from thirdspace.meetings.models import Promise, PromiseAnswer, PromiseState
from thirdspace.meetings.permissions import NOTE, READ
from thirdspace.meetings.sitting import coordinates, seat_of, seats
from thirdspace.problems import InputProblem, NotAllowed

#: What a promise is after each answer, and how the answer is called in the trail.
OUTCOME = {
    "done": PromiseState.DONE,
    "new_date": PromiseState.OPEN,
    "cant": PromiseState.CANT,
}
VERBS = {
    "done": "meetings.keep_promise",
    "new_date": "meetings.move_promise",
    "cant": "meetings.give_up_promise",
}
UNDO_FOR = timedelta(minutes=10)
NUDGE_EVERY = timedelta(days=7)
REMIND_BEFORE = timedelta(days=2)


def may_answer(scope: Scope, promise: Promise) -> bool:
    """Say whether a scope answers a promise: its owner, or a coordinator of their organization."""
    organization_id = promise.organization_id
    own = scope.person_id is not None and scope.person_id == promise.owner_id
    if own and scope.organization_id != organization_id:  # they act for another one just now
        return seats(scope).filter(person=promise.owner_id, organization=organization_id).exists()
    return own or coordinates(scope, organization_id)


@action(NOTE)
def answer_promise(
    scope: Scope, *, number: int, answer: str, line: str = "", due: date | None = None
) -> Promise:
    """Say how a promise stands: done, a new date, or can't.

    Parameters
    ----------
    answer : str
        ``done``, ``new_date`` or ``cant``.
    line : str
        A line about it; needed for ``cant``.
    due : date, optional
        The new day; needed for ``new_date``.

    Raises
    ------
    InputProblem
        No such answer, what it needs is missing, or it was answered so before.
    NotAllowed
        The scope neither owns it nor coordinates its organization.
    """
    promise = numbered(scope, Promise, number)
    if not may_answer(scope, promise):
        raise not_yours(promise)
    words = said_or_not(line, most=500, field="line")
    _check(promise, answer, words, due)
    before = {"state": promise.state, "due": promise.due}
    given = PromiseAnswer.objects.add(
        scope, promise=promise, answer=answer, line=words, person_id=scope.person_id,
        due_before=promise.due, due_after=due if answer == "new_date" else promise.due,
        at=clock.now(),
    )  # fmt: skip
    if answer == "new_date":
        move(promise, due)
    _stand(scope, promise, given)
    audit.record(
        scope, VERBS[answer], promise, label=_for_whom(scope, promise), before=before,
        after={"state": promise.state, "due": promise.due, "line": words, "answer": given.pk},
    )  # fmt: skip
    links.void(scope, promise, TASK)
    tell_answer(scope, promise, given)
    return promise


def not_yours(promise: Promise) -> NotAllowed:
    return NotAllowed(
        _("You can't answer this promise."),
        _("It is %(name)s’s, for %(organization)s.")
        % {"name": promise.owner, "organization": promise.organization},
        _("Its owner answers, or a coordinator of %(organization)s.")
        % {"organization": promise.organization},
    )


def _check(promise: Promise, answer: str, line: str, due: date | None) -> None:
    if answer not in OUTCOME:
        raise InputProblem(
            _("There is no answer in what was sent."),
            _("It must say done, new date or can't."),
            _("Choose one of the three."),
            field="answer",
        )
    if promise.state == PromiseState.WITHDRAWN:
        refuse_closed(promise)
    if answer == "cant":
        said(line, most=500, field="line")
    if answer == "new_date":
        _check_day(promise, due)
    elif promise.state == OUTCOME[answer]:
        refuse_closed(promise)


def _check_day(promise: Promise, due: date | None) -> None:
    if due is None or due == promise.due:
        raise InputProblem(
            _("There is no new day."),
            _("The other side sees both days, the old one and the new one."),
            _("Choose the day by which you can keep it."),
            field="due",
        )
    not_past(due, field="due")


def _stand(scope: Scope, promise: Promise, answer: PromiseAnswer | None) -> None:
    """Let a promise stand as an answer left it, or as open when there is none."""
    promise.state = OUTCOME[answer.answer] if answer else PromiseState.OPEN
    promise.answered_at = answer.at if answer and promise.state != PromiseState.OPEN else None
    promise.answer_line = answer.line if answer else ""
    promise.save(update_fields=[
        "state", "answered_at", "answer_line", "due", "first_due", "moves", "reminded_before",
    ])  # fmt: skip
    findable(scope, promise)


def _for_whom(scope: Scope, promise: Promise) -> str:
    if scope.person_id == promise.owner_id:
        return label(promise)
    return _("%(promise)s, for %(owner)s") % {"promise": label(promise), "owner": promise.owner}


def latest_answer(scope: Scope, promise: Promise) -> PromiseAnswer | None:
    """Return the answer by which a promise stands."""
    given = PromiseAnswer.objects.within(scope).filter(promise=promise, undone_at=None)
    return given.order_by("-id").first()


@action(NOTE)
def undo_answer(scope: Scope, *, number: int) -> Promise:
    """Take back one's own answer of the last ten minutes; the promise is as it was before.

    Raises
    ------
    InputProblem
        There is none, it is older, or somebody else's.
    """
    promise = numbered(scope, Promise, number)
    latest = latest_answer(scope, promise)
    if latest is None or not may_undo(scope, latest):
        raise InputProblem(
            _("There is nothing to take back."),
            _("Only one's own answer can be taken back, for ten minutes."),
            _("Answer the promise again, with a new date if there is more to do."),
        )
    latest.undone_at = clock.now()
    latest.save(update_fields=["undone_at"])
    before = {"state": promise.state, "due": promise.due}
    if latest.answer == "new_date" and promise.due == latest.due_after:
        promise.due = latest.due_before
        promise.first_due = promise.first_due if promise.due else None
        promise.moves -= promise.due is not None
    _stand(scope, promise, latest_answer(scope, promise))
    audit.record(
        scope, "meetings.undo_answer", promise, label=_for_whom(scope, promise), before=before,
        after={"state": promise.state, "due": promise.due, "answer": latest.pk},
    )  # fmt: skip
    links.void(scope, latest, UNDO)
    tell_answer(scope, promise, latest, undone=True)
    return promise


def may_undo(scope: Scope, answer: PromiseAnswer) -> bool:
    """Say whether a scope may take an answer back now."""
    return answer.person_id == scope.person_id and clock.now() - answer.at <= UNDO_FOR


# --- Asking for it -----------------------------------------------------------------------------


def may_nudge(scope: Scope, promise: Promise) -> bool:
    """Say whether a scope waits for a promise: noted it, it was made to them, or coordinates."""
    if scope.person_id == promise.owner_id or promise.state != PromiseState.OPEN:
        return False
    waits = scope.person_id == promise.made_by_id
    made_to = promise.promised_to_id is not None and scope.organization_id == promise.promised_to_id
    return waits or made_to or coordinates(scope, scope.organization_id or 0)


@action(READ)
def nudge(scope: Scope, *, number: int) -> Promise:
    """Ask for a promise by one mail that says from whom; at most one a week, whoever asks.

    Raises
    ------
    InputProblem
        The last nudge is less than a week ago, or its owner does not sit here any more.
    NotAllowed
        It is answered, one's own, or one does not wait for it.
    """
    promise = numbered(scope, Promise, number)
    if not may_nudge(scope, promise):
        raise NotAllowed(
            _("You can't ask for this promise."),
            _("Only who waits for an open promise asks: who noted it, whom it was made to, or a "
              "coordinator."),
            _("Bring it to the next meeting."),
        )  # fmt: skip
    _refuse_too_soon(promise)
    seat_of(scope, promise.owner_id, promise.organization_id)
    promise.nudged_at = clock.now()
    promise.save(update_fields=["nudged_at"])
    audit.record(scope, "meetings.nudge_promise", promise, label=label(promise))
    nudge_owner(scope, promise)
    return promise


def _refuse_too_soon(promise: Promise) -> None:
    if promise.nudged_at is None or clock.now() - promise.nudged_at >= NUDGE_EVERY:
        return
    again = promise.nudged_at + NUDGE_EVERY
    days = (clock.now() - promise.nudged_at).days
    raise InputProblem(
        _("%(name)s was asked %(when)s.")
        % {
            "name": promise.owner,
            "when": ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
            if days
            else _("today"),
        },
        _("One nudge a week is the limit, whoever sends it."),
        _("Wait until %(day)s, or talk to each other.") % {"day": dates.day(again)},
    )


# --- What every act on a promise shares ------------------------------------------------------


def findable(scope: Scope, promise: Promise) -> None:
    path = reverse("meetings:promise", args=[scope.partnership_key, promise.number])
    search.put(
        scope,
        [
            search.entry(
                promise, kind="promise", record_id=promise.pk,
                title=f"{promise.short} {promise.text}",
                body="\n".join([str(promise.organization), promise.answer_line]),
                url=path, at=promise.made_at,
            )
        ],
    )  # fmt: skip


def move(promise: Promise, due: date | None) -> None:
    """Set another day; the first one is no move."""
    promise.moves += promise.due is not None
    promise.first_due = promise.first_due or due
    promise.due = due
    promise.reminded_before = known_before(due) or promise.reminded_before


def known_before(due: date | None) -> date | None:
    """Return a day so near that nobody needs a reminder of it: they just said it."""
    return due if due and due <= clock.today() + REMIND_BEFORE else None


def refuse_closed(promise: Promise) -> None:
    if promise.state != PromiseState.OPEN:
        raise InputProblem(
            _("%(short)s is no longer open.") % {"short": promise.short},
            _("It stands as: %(state)s.") % {"state": promise.get_state_display()},
            _("Note a new promise if there is more to do."),
        )
