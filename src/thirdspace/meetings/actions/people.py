"""The list of people of a meeting: seats of whoever works inside and sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.db.models import OuterRef, Subquery

from thirdspace.access.scope import Scope
from thirdspace.meetings.actions.outcomes import sees
from thirdspace.meetings.models import Attendance, Meeting, Presence, Voice
from thirdspace.meetings.reads.meetings import before
from thirdspace.meetings.sitting import seats
from thirdspace.partnership.models import Kind, Person, Seat

#: Whose voice somebody brings, until it was said otherwise at a meeting.
VOICES = {
    Kind.DISTRICT: Voice.DISTRICT_LEADER,
    Kind.SCHOOL: Voice.SCHOOL_LEADER,
    Kind.UNIVERSITY: Voice.FACULTY,
    Kind.STATE: Voice.STATE,
    Kind.COMMUNITY: Voice.COMMUNITY,
    Kind.FUNDER: Voice.FUNDER,
}
_NOT_YET_HERE = (Presence.INVITED, Presence.COMING, Presence.NOT_COMING)
_AS_USUAL: Mapping[int, str] = MappingProxyType({})


def fill(scope: Scope, meeting: Meeting) -> None:
    """Give a new meeting its list: who was on it the time before; the first time, everybody."""
    last = before(scope, meeting)
    put(scope, meeting, _sitting(scope, meeting) if last is None else _again(scope, meeting, last))


def put(
    scope: Scope, meeting: Meeting, held: Iterable[Seat], voices: Mapping[int, str] = _AS_USUAL
) -> list[Attendance]:
    """Put who holds some seats on the list, each person once; return those who are new on it.

    Parameters
    ----------
    scope : Scope
        Who makes the list.
    meeting : Meeting
        Whose list.
    held : iterable of Seat
        The seats.
    voices : mapping, optional
        By id of the seat, the `Voice` its holder brings; who is not named brings the usual one.
    """
    rows = Attendance.objects.within(scope).filter(meeting=meeting)
    known = set(rows.values_list("person_id", flat=True))
    new = {seat.person_id: seat for seat in held if seat.person_id not in known}
    usual = _last_voices(scope, new)
    Attendance.objects.add_many(
        scope,
        [
            {
                "meeting": meeting,
                "person_id": person_id,
                "organization_id": seat.organization_id,
                "voice": voices.get(seat.pk)
                or usual.get(person_id)
                or voice_of(seat.organization.kind),
            }
            for person_id, seat in new.items()
        ],
    )
    return list(rows.filter(person__in=new).select_related("person", "organization"))


def drop_who_left(scope: Scope, meeting: Meeting) -> None:
    """Take from the list who has no seat any more, if the meeting has not begun for them."""
    people = [seat.person_id for seat in _sitting(scope, meeting)]
    rows = Attendance.objects.within(scope).filter(meeting=meeting, state__in=_NOT_YET_HERE)
    rows.exclude(person=None).exclude(person__in=people).delete()


def voice_of(kind: str) -> str:
    """Return whose voice somebody of an organization of that kind most likely brings."""
    return VOICES.get(Kind(kind), Voice.OTHER)


def _sitting(scope: Scope, meeting: Meeting) -> list[Seat]:
    """Return one seat of each person whose organization sees the meeting."""
    return _one_each(seat for seat in seats(scope) if sees(meeting, seat.organization_id))


def _again(scope: Scope, meeting: Meeting, last: Meeting) -> list[Seat]:
    """Return the seats of who was on the list of `last`, for the same organization if they can."""
    rows = Attendance.objects.within(scope).filter(meeting=last).exclude(person=None)
    were = set(rows.values_list("person_id", "organization_id"))
    held = [seat for seat in seats(scope) if sees(meeting, seat.organization_id)]
    held.sort(key=lambda seat: (seat.person_id, seat.organization_id) not in were)
    people = {person_id for person_id, _organization in were}
    return _one_each(seat for seat in held if seat.person_id in people)


def _one_each(held: Iterable[Seat]) -> list[Seat]:
    found: dict[int, Seat] = {}
    for seat in held:
        found.setdefault(seat.person_id, seat)
    return list(found.values())


def _last_voices(scope: Scope, person_ids: Iterable[int]) -> dict[int, str]:
    latest = Attendance.objects.within(scope).filter(person=OuterRef("pk"))
    latest = latest.order_by("-meeting__starts_at", "-pk")
    people = Person.objects.within(scope).filter(pk__in=person_ids)
    return dict(
        people.annotate(voice=Subquery(latest.values("voice")[:1])).values_list("pk", "voice")
    )
