"""Meetings: planned, invited, held item by item, closed; and who was there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, links
from thirdspace.access.actions import action
from thirdspace.access.scope import Scope
from thirdspace.access.words import said, said_or_not
from thirdspace.meetings.actions import attended, carrying, people
from thirdspace.meetings.actions.checked import conceivable, whole
from thirdspace.meetings.finding import put_in_search
from thirdspace.meetings.holding import seen_like
from thirdspace.meetings.letters import meetings as letters
from thirdspace.meetings.letters import minutes as minutes_letters
from thirdspace.meetings.models import (
    AgendaItem,
    Attendance,
    ItemState,
    Meeting,
    MeetingState,
    Presence,
    Series,
)
from thirdspace.meetings.permissions import RUN
from thirdspace.meetings.reads.meetings import find
from thirdspace.meetings.reads.series import series_seen
from thirdspace.problems import Conflict, InputProblem

#: An invitation that was sent this short ago is not sent again: a button was pressed twice.
PRESSED_TWICE = timedelta(minutes=2)


@action(RUN)
def plan_meeting(
    scope: Scope,
    *,
    series_id: int,
    starts_at: datetime,
    minutes: int | None = None,
    place: str | None = None,
    title: str = "",
) -> Meeting:
    """Plan the next meeting of a series, with the agenda and the people it starts with.

    On the list of a series' first meeting is everybody who works inside, sees it and has a seat
    today; on that of a later one, who was on the list of the meeting before and still has a seat.
    What was not reached at the meeting before is carried over, and a reflection is planned when
    the rhythm asks for it.

    Raises
    ------
    InputProblem
        The series has ended, or something sent can't be used.
    """
    audit.one_at_a_time(scope.partnership_id)
    series = series_seen(scope, series_id)
    _refuse_ended(series)
    number = _next_number(scope, series)
    meeting = Meeting.objects.add(
        scope,
        **seen_like(series),
        series=series,
        number=number,
        title=said_or_not(title, most=160, field="title") or f"{series.name} {number}",
        starts_at=conceivable(starts_at, field="day"),
        minutes=whole(minutes or series.minutes, 5, 480, field="minutes"),
        place=series.place if place is None else said_or_not(place, most=300, field="place"),
        time_zone=series.time_zone,
        made_by_id=scope.person_id,
        made_at=clock.now(),
    )
    people.fill(scope, meeting)
    carrying.first_agenda(scope, meeting)
    put_in_search(scope, meeting)
    audit.record(
        scope, "meetings.plan_meeting", meeting, label=meeting.title,
        after={"starts_at": starts_at, "minutes": meeting.minutes},
    )  # fmt: skip
    return meeting


@action(RUN)
def change_meeting(
    scope: Scope, *, meeting_id: int, starts_at: datetime, minutes: int, place: str, title: str
) -> Meeting:
    """Change when and where a planned meeting is; who was invited is told.

    Raises
    ------
    InputProblem
        It is not planned any more, or something sent can't be used.
    """
    meeting = _in_state(scope, meeting_id, MeetingState.PLANNED)
    sent = {
        "starts_at": conceivable(starts_at, field="day"),
        "minutes": whole(minutes, 5, 480, field="minutes"),
        "place": said_or_not(place, most=300, field="place"),
        "title": said(title, most=160, field="title"),
    }
    before = {name: getattr(meeting, name) for name in sent}
    after = {name: value for name, value in sent.items() if before[name] != value}
    if after and meeting.invited_at:
        after["calendar_version"] = meeting.calendar_version + 1
    _store(meeting, **after)
    put_in_search(scope, meeting)
    audit.record(
        scope, "meetings.change_meeting", meeting, label=meeting.title,
        before={name: before[name] for name in after if name in before}, after=after,
    )  # fmt: skip
    if after and meeting.invited_at:
        letters.invite(scope, meeting, _asked(scope, meeting), changed=True)
    return meeting


@action(RUN)
def cancel_meeting(scope: Scope, *, meeting_id: int, why: str) -> Meeting:
    """Cancel a planned meeting; who was invited is told, and its items are kept for the next.

    Raises
    ------
    InputProblem
        It is not planned any more, or there is no reason.
    """
    meeting = _in_state(scope, meeting_id, MeetingState.PLANNED)
    reason = said(why, most=300, field="why")
    version = meeting.calendar_version + 1
    _store(meeting, state=MeetingState.CANCELLED, cancelled_why=reason, calendar_version=version)
    carrying.leave_undone(scope, meeting)
    links.void(scope, meeting, letters.COMING)
    put_in_search(scope, meeting)
    audit.record(
        scope, "meetings.cancel_meeting", meeting, label=meeting.title, after={"why": reason}
    )
    if meeting.invited_at:
        letters.cancel(scope, meeting, _people(scope, meeting))
    return meeting


@action(RUN)
def invite(scope: Scope, *, meeting_id: int) -> Meeting:
    """Invite everybody on the list; a second time, only those who have not answered.

    Raises
    ------
    InputProblem
        It is not planned any more.
    Conflict
        The invitations went out a moment ago.
    """
    meeting = _in_state(scope, meeting_id, MeetingState.PLANNED)
    _refuse_pressed_twice(meeting)
    people.drop_who_left(scope, meeting)
    asked = list(_asked(scope, meeting))
    if meeting.invited_at:
        asked = [row for row in asked if row.state == Presence.INVITED]
    _store(meeting, invited_at=clock.now())
    audit.record(
        scope, "meetings.invite", meeting, label=meeting.title, after={"people": len(asked)}
    )
    letters.invite(scope, meeting, asked, changed=False)
    return meeting


@action(RUN)
def open_meeting(scope: Scope, *, meeting_id: int) -> Meeting:
    """Open a meeting: its first item begins.

    Raises
    ------
    InputProblem
        It is not planned any more.
    """
    meeting = _in_state(scope, meeting_id, MeetingState.PLANNED)
    people.drop_who_left(scope, meeting)
    _store(meeting, state=MeetingState.OPEN, opened_at=clock.now())
    _begin_next(scope, meeting)
    audit.record(scope, "meetings.open_meeting", meeting, label=meeting.title)
    return meeting


@action(RUN)
def next_item(scope: Scope, *, meeting_id: int, seen: int | None = None) -> AgendaItem | None:
    """End the item that is on and begin the next; return it, or None after the last.

    Parameters
    ----------
    scope : Scope
        Who moves on.
    meeting_id : int
        Which meeting.
    seen : int, optional
        The item that is on as far as the person's screen knows, 0 for none. Not given: move on
        from whatever is on.

    Raises
    ------
    InputProblem
        The meeting is not in session.
    Conflict
        Somebody else moved on a moment ago.
    """
    meeting = _in_state(scope, meeting_id, MeetingState.OPEN)
    on = _items(scope, meeting).filter(state=ItemState.NOW).first()
    if seen is not None and seen != (on.pk if on else 0):
        raise _moved_already(on)
    _end_item(scope, meeting)
    begun = _begin_next(scope, meeting)
    audit.record(
        scope, "meetings.next_item", meeting, label=meeting.title,
        after={"item": begun.title if begun else ""},
    )  # fmt: skip
    return begun


@action(RUN)
def close_meeting(scope: Scope, *, meeting_id: int, send_minutes: bool = True) -> Meeting:
    """Close a meeting: what was not reached is carried over, and the minutes go out.

    Who was not marked as here is absent.

    Raises
    ------
    InputProblem
        The meeting is not in session.
    """
    meeting = _in_state(scope, meeting_id, MeetingState.OPEN)
    _end_item(scope, meeting)
    carrying.leave_undone(scope, meeting)
    unmarked = Attendance.objects.within(scope).filter(meeting=meeting, state__in=_UNMARKED)
    unmarked.update(state=Presence.ABSENT)
    attended.settle(scope, meeting)
    _store(meeting, state=MeetingState.CLOSED, closed_at=clock.now())
    put_in_search(scope, meeting)
    audit.record(scope, "meetings.close_meeting", meeting, label=meeting.title)
    if send_minutes:
        minutes_letters.send(scope, meeting, _people(scope, meeting))
    return meeting


_UNMARKED = (Presence.INVITED, Presence.COMING, Presence.NOT_COMING)


# --- What they share -------------------------------------------------------------------------


def _in_state(scope: Scope, meeting_id: int, state: str) -> Meeting:
    """Return a meeting in a state, held still for the rest of the transaction."""
    audit.one_at_a_time(scope.partnership_id)
    meeting = find(scope, meeting_id)
    if meeting.state != state:
        raise InputProblem(
            _("The meeting is not %(state)s.") % {"state": MeetingState(state).label.lower()},
            _("It is: %(now)s.") % {"now": meeting.get_state_display()},
            _("Look at its page again; somebody else may have been quicker."),
        )
    return meeting


def _store(meeting: Meeting, **fields: object) -> None:
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=list(fields))


def _refuse_ended(series: Series) -> None:
    if series.ended_on:
        raise InputProblem(
            _("The series has ended."),
            _("Nothing more is planned in it."),
            _("Start a new series."),
        )


def _next_number(scope: Scope, series: Series) -> int:
    held = Meeting.objects.within(scope).filter(series=series)
    return int(held.aggregate(highest=Max("number"))["highest"] or 0) + 1


def _refuse_pressed_twice(meeting: Meeting) -> None:
    if meeting.invited_at and clock.now() - meeting.invited_at < PRESSED_TWICE:
        raise Conflict(
            _("The invitations went out a moment ago."),
            _("Sent again at once, everybody would have two."),
            _("Wait some minutes if you want to remind those who have not answered."),
            theirs=_("invited"),
            yours=_("invite again"),
        )


def _people(scope: Scope, meeting: Meeting) -> QuerySet[Attendance]:
    rows = Attendance.objects.within(scope).filter(meeting=meeting).exclude(person=None)
    return rows.select_related("person", "organization").order_by("pk")


def _asked(scope: Scope, meeting: Meeting) -> QuerySet[Attendance]:
    return _people(scope, meeting).exclude(state=Presence.NOT_COMING)


def _items(scope: Scope, meeting: Meeting) -> QuerySet[AgendaItem]:
    items = AgendaItem.objects.within(scope).filter(meeting=meeting)
    return items.order_by("position", "pk")


def _end_item(scope: Scope, meeting: Meeting) -> None:
    on = _items(scope, meeting).filter(state=ItemState.NOW)
    on.update(state=ItemState.DONE, ended_at=clock.now())


def _begin_next(scope: Scope, meeting: Meeting) -> AgendaItem | None:
    begun = _items(scope, meeting).filter(state=ItemState.WAITING).first()
    if begun is not None:
        begun.state, begun.started_at = ItemState.NOW, clock.now()
        begun.save(update_fields=["state", "started_at"])
    return begun


def _moved_already(on: AgendaItem | None) -> Conflict:
    return Conflict(
        _("Somebody else went on a moment ago."),
        _("One press moves one item, whoever presses."),
        _("Look at what is on now."),
        theirs=on.title if on else _("all items are done"),
        yours=_("the next item"),
    )
