"""Who comes, who is here, who left: said by oneself, or noted by whoever takes notes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from thirdspace.access import audit, clock
from thirdspace.access.actions import action
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.access.words import said
from thirdspace.meetings.actions.checked import one_of
from thirdspace.meetings.models import Attendance, Meeting, MeetingState, Presence, Voice
from thirdspace.meetings.permissions import NOTE
from thirdspace.meetings.reads.meetings import find
from thirdspace.partnership.models import Organization
from thirdspace.problems import InputProblem

_BEFORE = (Presence.INVITED, Presence.COMING, Presence.NOT_COMING)
_IN_ROOM = (Presence.HERE, Presence.LEFT, Presence.ABSENT)
#: What can be noted of somebody, by the state of the meeting.
POSSIBLE: dict[str, tuple[str, ...]] = {
    MeetingState.PLANNED: _BEFORE,
    MeetingState.OPEN: (*_BEFORE, *_IN_ROOM),
    MeetingState.CLOSED: _IN_ROOM,
}


@action(NOTE)
def set_presence(scope: Scope, *, meeting_id: int, attendance_id: int, state: str) -> Attendance:
    """Note that one person is here, left, is absent, or comes.

    Raises
    ------
    InputProblem
        That can't be said of anybody at this point of the meeting.
    """
    meeting = find(scope, meeting_id)
    row = _rows(scope, meeting, [attendance_id])[0]
    _mark(meeting, row, state)
    audit.record(
        scope, "meetings.set_presence", row, label=meeting.title, within=meeting,
        after={"name": _name(row), "state": state, "said": row.get_state_display()},
    )  # fmt: skip
    return row


@action(NOTE)
def take_attendance(
    scope: Scope,
    *,
    meeting_id: int,
    states: Mapping[int, str],
    voices: Mapping[int, str] | None = None,
) -> int:
    """Note who is here and whose voice they bring, for many at once; return how many changed.

    Parameters
    ----------
    scope : Scope
        Who notes it.
    meeting_id : int
        Which meeting.
    states, voices : mapping
        By id of the attendance: a `Presence`, a `Voice`.

    Raises
    ------
    InputProblem
        As for :func:`set_presence`.
    """
    meeting = find(scope, meeting_id)
    given = voices or {}
    changed = [
        row
        for row in _rows(scope, meeting, {*states, *given})
        if _mark(meeting, row, states.get(row.pk, row.state), given.get(row.pk, row.voice))
    ]
    audit.record(
        scope, "meetings.take_attendance", meeting, label=meeting.title,
        after={_name(row): row.state for row in changed},
    )  # fmt: skip
    return len(changed)


@action(NOTE)
def say_coming(scope: Scope, *, meeting_id: int, coming: bool) -> Attendance:
    """Say whether one comes oneself.

    Raises
    ------
    InputProblem
        The meeting has begun, is over or was canceled, or one is not on its list.
    """
    meeting = find(scope, meeting_id)
    mine = Attendance.objects.within(scope).filter(meeting=meeting, person=scope.person_id or 0)
    row = mine.first()
    if row is None or meeting.state != MeetingState.PLANNED:
        raise InputProblem(
            _("Nobody asks whether you come."),
            _("The meeting has begun, is over, was canceled, or you are not on its list."),
            _("Look at the page of the meeting."),
        )
    _mark(meeting, row, Presence.COMING if coming else Presence.NOT_COMING)
    audit.record(
        scope, "meetings.say_coming", row, label=meeting.title, within=meeting,
        after={"said": row.get_state_display()},
    )  # fmt: skip
    return row


@action(NOTE)
def add_guest(
    scope: Scope, *, meeting_id: int, name: str, organization_id: int, voice: str = Voice.OTHER
) -> Attendance:
    """Add somebody without a seat to the people of a meeting, by name.

    Raises
    ------
    InputProblem
        There is no name, or the meeting was canceled.
    NotThere
        The organization takes no part in the partnership.
    """
    meeting = find(scope, meeting_id)
    if meeting.state == MeetingState.CANCELLED:
        raise _not_now(meeting)
    if not Organization.objects.within(scope).filter(pk=organization_id).exists():
        raise nothing_here()
    begun = meeting.state != MeetingState.PLANNED
    row = Attendance.objects.add(
        scope,
        meeting=meeting,
        guest=said(name, most=120, field="name"),
        organization_id=organization_id,
        voice=one_of(voice, Voice.values, field="voice"),
        state=Presence.HERE if begun else Presence.COMING,
    )
    audit.record(
        scope, "meetings.add_guest", row, label=meeting.title, within=meeting,
        after={"name": row.guest},
    )  # fmt: skip
    return row


def _rows(scope: Scope, meeting: Meeting, ids: set[int] | list[int]) -> list[Attendance]:
    found = Attendance.objects.within(scope).filter(meeting=meeting, pk__in=ids)
    rows = list(found.select_related("person"))
    if len(rows) != len(ids):
        raise nothing_here()
    return rows


def _mark(meeting: Meeting, row: Attendance, state: str, voice: str = "") -> bool:
    """Store a state and a voice; say whether anything changed."""
    possible = POSSIBLE.get(meeting.state, ())
    if state != row.state and state not in possible:
        raise _not_now(meeting)
    before = (row.state, row.voice)
    if state == Presence.LEFT and row.state != Presence.LEFT:
        row.left_at = meeting.closed_at or clock.now()
    row.state = state
    row.voice = one_of(voice or row.voice, Voice.values, field="voice")
    if state != Presence.LEFT:
        row.left_at = None
    row.save(update_fields=["state", "voice", "left_at"])
    return before != (row.state, row.voice)


def _name(row: Attendance) -> str:
    return str(row.person) if row.person else row.guest


def _not_now(meeting: Meeting) -> InputProblem:
    return InputProblem(
        _("That can't be noted of this meeting."),
        _("It is: %(state)s.") % {"state": meeting.get_state_display()},
        _("Say who comes before it, and who is here once it is open."),
        field="state",
    )
