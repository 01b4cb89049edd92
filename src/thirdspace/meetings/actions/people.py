"""The list of people of a meeting: whoever works inside, sees it and has a seat today."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from thirdspace.access.scope import Scope
from thirdspace.meetings.actions.outcomes import sees
from thirdspace.meetings.models import Attendance, Meeting, Presence, Voice
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


def fill(scope: Scope, meeting: Meeting) -> None:
    """Bring the list up to today's seats: add who is new, take out who left before it began."""
    sitting = _sitting(scope, meeting)
    rows = Attendance.objects.within(scope).filter(meeting=meeting).exclude(person=None)
    rows.filter(state__in=_NOT_YET_HERE).exclude(person__in=sitting).delete()
    known = set(rows.values_list("person_id", flat=True))
    new = [seat for seat in sitting.values() if seat.person_id not in known]
    voices = _last_voices(scope, [seat.person_id for seat in new])
    Attendance.objects.add_many(
        scope,
        [
            {
                "meeting": meeting,
                "person_id": seat.person_id,
                "organization_id": seat.organization_id,
                "voice": voices.get(seat.person_id) or voice_of(seat.organization.kind),
            }
            for seat in new
        ],
    )


def voice_of(kind: str) -> str:
    """Return whose voice somebody of an organization of that kind most likely brings."""
    return VOICES.get(Kind(kind), Voice.OTHER)


def _sitting(scope: Scope, meeting: Meeting) -> dict[int, Seat]:
    """Return the first seat of each person whose organization sees the meeting."""
    found: dict[int, Seat] = {}
    for seat in seats(scope):
        if sees(meeting, seat.organization_id):
            found.setdefault(seat.person_id, seat)
    return found


def _last_voices(scope: Scope, person_ids: list[int]) -> dict[int, str]:
    latest = Attendance.objects.within(scope).filter(person=OuterRef("pk"))
    latest = latest.order_by("-meeting__starts_at", "-pk")
    people = Person.objects.within(scope).filter(pk__in=person_ids)
    return dict(
        people.annotate(voice=Subquery(latest.values("voice")[:1])).values_list("pk", "voice")
    )
