"""Who was invited, who is here, and which organizations and voices are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from thirdspace.access.scope import Scope
from thirdspace.meetings import when
from thirdspace.meetings.actions.outcomes import sees
from thirdspace.meetings.models import Attendance, Meeting, MeetingState, Presence, Voice
from thirdspace.meetings.sitting import seats
from thirdspace.partnership.models import Membership, Seat
from thirdspace.web.templatetags.thirdspace import initials

#: What is known of somebody who has not said or done that they are away.
AWAY = (Presence.NOT_COMING, Presence.ABSENT)


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person, or a guest by name, at one meeting."""

    attendance_id: int
    person_id: int | None
    name: str
    initials: str
    organization_id: int
    organization: str
    side: str
    voice: str
    state: str
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Which organizations have somebody here, which have nobody, and when the last one left.

    `here` and `absent` together are the organizations invited; `left` tells of those in `absent`
    that were here. Before a meeting opens nobody is here and nobody is absent.
    """

    here: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()
    left: dict[int, datetime] | None = None


def who(scope: Scope, meeting: Meeting) -> list[Attendee]:
    """Return everybody invited, by organization in the order of the partnership; two queries."""
    return who_at(scope, [meeting]).get(meeting.pk, [])


def who_at(scope: Scope, meetings: Sequence[Meeting]) -> dict[int, list[Attendee]]:
    """Return the same for many meetings; two queries."""
    rows = Attendance.objects.within(scope).filter(meeting__in=[each.pk for each in meetings])
    members = Membership.objects.within(scope).order_by("position", "id")
    places = {
        pk: place for place, pk in enumerate(members.values_list("organization_id", flat=True))
    }
    found: dict[int, list[Attendee]] = defaultdict(list)
    for row in rows.select_related("person", "organization"):
        found[row.meeting_id].append(_attendee(row))
    for people in found.values():
        people.sort(key=lambda p: (places[p.organization_id], p.name, p.attendance_id))
    return found


def not_on_list(scope: Scope, meeting: Meeting) -> list[Seat]:
    """Return the seats of people who could be on the list and are not, the newest first."""
    rows = Attendance.objects.within(scope).filter(meeting=meeting).exclude(person=None)
    others = seats(scope).exclude(person__in=rows.values("person_id"))
    newest = others.order_by(F("since").desc(nulls_last=True), "person__name", "id")
    return [seat for seat in newest if sees(meeting, seat.organization_id)]


def _attendee(row: Attendance) -> Attendee:
    name = str(row.person) if row.person else row.guest
    return Attendee(
        attendance_id=row.pk,
        person_id=row.person_id,
        name=name,
        initials=initials(name),
        organization_id=row.organization_id,
        organization=str(row.organization),
        side=row.organization.side,
        voice=row.voice,
        state=row.state,
        left_at=row.left_at,
    )


def standing_of(scope: Scope, meeting: Meeting) -> Standing:
    """Return which organizations are here now, or were here to the end."""
    if not begun(meeting):
        return Standing(left={})
    return standing(who(scope, meeting))


def standing(people: Sequence[Attendee]) -> Standing:
    """Return the same from people already read."""
    invited = tuple(dict.fromkeys(each.organization_id for each in people))
    here = {each.organization_id for each in people if each.state == Presence.HERE}
    left: dict[int, datetime] = {}
    for each in people:
        if each.left_at and each.organization_id not in here and each.state == Presence.LEFT:
            known = left.get(each.organization_id, each.left_at)
            left[each.organization_id] = max(known, each.left_at)
    return Standing(
        here=tuple(pk for pk in invited if pk in here),
        absent=tuple(pk for pk in invited if pk not in here),
        left=left,
    )


@dataclass(frozen=True, slots=True)
class Group:
    """One organization's people at a meeting; `told` names who comes or came."""

    organization_id: int
    organization: str
    side: str
    people: Sequence[Attendee]
    told: str

    @property
    def invited(self) -> int:
        """Return how many of them there are."""
        return len(self.people)

    @property
    def came(self) -> Sequence[Attendee]:
        """Return those who are here or were here."""
        return [p for p in self.people if p.state in (Presence.HERE, Presence.LEFT)]

    @property
    def coming(self) -> Sequence[Attendee]:
        """Return those who said that they come."""
        return [p for p in self.people if p.state == Presence.COMING]

    @property
    def expected(self) -> Sequence[Attendee]:
        """Return those who have not said that they can't come."""
        return [p for p in self.people if p.state not in AWAY]


def groups(meeting: Meeting, people: Sequence[Attendee]) -> list[Group]:
    """Return people by organization, in their order."""
    found: dict[int, list[Attendee]] = defaultdict(list)
    for each in people:
        found[each.organization_id].append(each)
    return [
        Group(
            some[0].organization_id, some[0].organization, some[0].side, some, _told(meeting, some)
        )
        for some in found.values()
    ]


def begun(meeting: Meeting) -> bool:
    """Say whether a meeting is or was held."""
    return meeting.state in (MeetingState.OPEN, MeetingState.CLOSED)


def _told(meeting: Meeting, people: Sequence[Attendee]) -> str:
    """Name who was here, with when somebody left; before it begins, who is expected."""
    if not begun(meeting):
        return ", ".join(p.name for p in people if p.state not in AWAY)
    names = []
    for each in people:
        if each.state == Presence.LEFT and each.left_at:
            at = when.hour(each.left_at, meeting.time_zone)
            names.append(_("%(name)s, left at %(time)s") % {"name": each.name, "time": at})
        elif each.state in (Presence.HERE, Presence.LEFT):
            names.append(each.name)
    return ", ".join(names)


@dataclass(frozen=True, slots=True)
class Missing:
    """Who is missing: organizations without anybody, and kinds of participant that were wanted."""

    organizations: Sequence[str]
    voices: Sequence[str]

    @property
    def anybody(self) -> bool:
        """Say whether somebody is missing at all."""
        return bool(self.organizations or self.voices)


def missing(meeting: Meeting, people: Sequence[Attendee]) -> Missing:
    """Return whose voice is missing: before a meeting by who is expected, then by who came."""
    in_room = [
        (group, group.came if begun(meeting) else group.expected)
        for group in groups(meeting, people)
    ]
    heard = {person.voice for _group, some in in_room for person in some}
    return Missing(
        organizations=[group.organization for group, some in in_room if not some],
        voices=[str(Voice(v).label) for v in meeting.series.voices if v not in heard],
    )
