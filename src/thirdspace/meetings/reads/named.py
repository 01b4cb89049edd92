"""Whom a line of the notes can name."""

from __future__ import annotations

from dataclasses import dataclass

from thirdspace.access.permissions import INSIDE
from thirdspace.access.scope import Scope
from thirdspace.meetings.lines_grammar import Known
from thirdspace.meetings.models import Attendance, Meeting, Presence
from thirdspace.meetings.sitting import seats
from thirdspace.partnership.models import Seat


@dataclass(frozen=True, slots=True)
class Offered:
    """Somebody to choose after an @."""

    name: str
    side: str
    organization: str
    here: bool


def known(scope: Scope) -> list[Known]:
    """Return everybody who works here or did, each once; two queries."""
    sitting = set(seats(scope).values_list("person_id", flat=True))
    ever = Seat.objects.within(scope).filter(role__in=INSIDE).order_by("person_id")
    people = dict(ever.values_list("person_id", "person__name"))
    return [Known(pk, name, gone=pk not in sitting) for pk, name in people.items()]


def offered(scope: Scope, meeting: Meeting) -> list[Offered]:
    """Return who can be named: those in the room first, then the rest; two queries."""
    there = Attendance.objects.within(scope).filter(meeting=meeting, state=Presence.HERE)
    here = set(there.values_list("person_id", flat=True))
    people = {seat.person_id: seat for seat in reversed(seats(scope))}
    found = [
        Offered(str(seat.person), seat.organization.side, str(seat.organization), pk in here)
        for pk, seat in people.items()
    ]
    return sorted(found, key=lambda one: (not one.here, one.name))
