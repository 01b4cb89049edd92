"""Who belongs on the list of a meeting, changed by whoever runs it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thirdspace.access import audit
from thirdspace.access.actions import action
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.meetings.actions import people
from thirdspace.meetings.actions.checked import one_of
from thirdspace.meetings.actions.outcomes import sees
from thirdspace.meetings.letters import meetings as letters
from thirdspace.meetings.models import Attendance, Meeting, MeetingState, Presence, Voice
from thirdspace.meetings.permissions import RUN
from thirdspace.meetings.reads.meetings import find
from thirdspace.meetings.sitting import listed, names, seats
from thirdspace.partnership.models import Seat
from thirdspace.problems import InputProblem

CHANGEABLE = (MeetingState.PLANNED, MeetingState.OPEN)
#: Who is marked so was in the room, and stays on the list.
WAS_THERE = (Presence.HERE, Presence.LEFT)


@action(RUN)
def add_people(scope: Scope, *, meeting_id: int, voices: Mapping[int, str]) -> list[Attendance]:
    """Put people on the list of a meeting, and of those planned after it in its series.

    Who is added to a meeting that was invited gets the invitation at once.

    Parameters
    ----------
    scope : Scope
        Who adds them.
    meeting_id : int
        From which meeting on.
    voices : mapping
        By id of a seat held today, the `Voice` its holder brings; "" for the usual one.

    Raises
    ------
    InputProblem
        The meeting is over, or a voice is none.
    NotThere
        Nobody holds that seat today, or its organization does not see the meeting.
    """
    meeting = _changing(scope, meeting_id)
    said = {pk: one_of(voice, Voice.values, field="voice") for pk, voice in voices.items() if voice}
    held = _seats(scope, meeting, voices)
    added = [_add(scope, each, held, said) for each in _from_on(scope, meeting)]
    audit.record(
        scope, "meetings.add_people", meeting, label=meeting.title, after={"names": names(held)}
    )
    return added[0]


@action(RUN)
def take_off(scope: Scope, *, meeting_id: int, attendance_ids: Collection[int]) -> None:
    """Take people off the list of a meeting, and of those planned after it in its series.

    Who was invited is told, so that it leaves their calendar.

    Raises
    ------
    InputProblem
        The meeting is over, or somebody is marked as here.
    NotThere
        Somebody is not on its list.
    """
    meeting = _changing(scope, meeting_id)
    rows = _on_list(scope, meeting).filter(pk__in=attendance_ids)
    leaving = list(rows.select_related("person"))
    if len(leaving) != len(set(attendance_ids)):
        raise nothing_here()
    _refuse_who_was_there(leaving)
    off = Q(pk__in=attendance_ids) | Q(person__in=[row.person_id for row in leaving if row.person])
    for each in _from_on(scope, meeting):
        _take(scope, each, _on_list(scope, each).filter(off))
    audit.record(
        scope, "meetings.take_off", meeting, label=meeting.title,
        after={"names": ", ".join(_name(row) for row in leaving)},
    )  # fmt: skip


def _changing(scope: Scope, meeting_id: int) -> Meeting:
    audit.one_at_a_time(scope.partnership_id)
    meeting = find(scope, meeting_id)
    if meeting.state not in CHANGEABLE:
        raise InputProblem(
            _("The list of this meeting is closed."),
            _("It is: %(state)s.") % {"state": meeting.get_state_display()},
            _("Change the list of the next meeting of its series."),
        )
    return meeting


def _from_on(scope: Scope, meeting: Meeting) -> list[Meeting]:
    """Return a meeting and those planned after it in its series."""
    later = Meeting.objects.within(scope).filter(
        series=meeting.series_id, starts_at__gt=meeting.starts_at, state=MeetingState.PLANNED
    )
    return [meeting, *later.select_related("series", "made_by").order_by("starts_at", "pk")]


def _on_list(scope: Scope, meeting: Meeting) -> QuerySet[Attendance]:
    return Attendance.objects.within(scope).filter(meeting=meeting)


def _seats(scope: Scope, meeting: Meeting, ids: Collection[int]) -> list[Seat]:
    held = [each for each in seats(scope).filter(pk__in=ids) if sees(meeting, each.organization_id)]
    if len(held) != len(ids):
        raise nothing_here()
    return held


def _add(
    scope: Scope, meeting: Meeting, held: Collection[Seat], voices: Mapping[int, str]
) -> list[Attendance]:
    new = people.put(scope, meeting, held, voices)
    if new and _expected(meeting):
        letters.invite(scope, meeting, new, changed=False)
    return new


def _take(scope: Scope, meeting: Meeting, rows: QuerySet[Attendance]) -> None:
    told = list(rows.exclude(person=None).select_related("person", "organization").order_by("pk"))
    rows.delete()
    if told and _expected(meeting):
        # A calendar takes what is newer than the invitation it has.
        meeting.calendar_version += 1
        meeting.save(update_fields=["calendar_version"])
        letters.take_off(scope, meeting, told)


def _expected(meeting: Meeting) -> bool:
    """Say whether people were invited to a meeting that is still to come."""
    return meeting.invited_at is not None and meeting.state == MeetingState.PLANNED


def _name(row: Attendance) -> str:
    return str(row.person) if row.person else row.guest


def _refuse_who_was_there(rows: Collection[Attendance]) -> None:
    there = [_name(row) for row in rows if row.state in WAS_THERE]
    if there:
        raise InputProblem(
            _("%(names)s stays on the list.") % {"names": listed(there)},
            _("Who is or was in the room belongs to the minutes."),
            _("Mark them as absent first, if that was a mistake."),
        )
