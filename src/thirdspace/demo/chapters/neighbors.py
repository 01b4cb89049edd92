"""Two partnerships nearby: set up by the operator, coded by a researcher, released by a sponsor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from thirdspace.access import entrance
from thirdspace.access.permissions import Role
from thirdspace.access.scope import Scope
from thirdspace.demo.chapters.network import NAME
from thirdspace.demo.chronicle import Act, Told, at
from thirdspace.demo.interviews import Interview, interviews
from thirdspace.demo.story.neighbors import NEIGHBORS, Neighbor
from thirdspace.evidence.actions import add_code, add_source, code_passage
from thirdspace.evidence.models import Code, TextVersion
from thirdspace.meetings.actions.agenda import add_item
from thirdspace.meetings.actions.meetings import (
    close_meeting,
    next_item,
    open_meeting,
    plan_meeting,
)
from thirdspace.meetings.actions.presence import take_attendance
from thirdspace.meetings.actions.series import start_series
from thirdspace.meetings.models import Attendance, Meeting, MeetingState, Presence, Series
from thirdspace.network.actions import key_of, release
from thirdspace.partnership.actions.organizations import add_organization
from thirdspace.partnership.actions.people import give_seat
from thirdspace.partnership.models import Kind, Organization, Partnership, Person

_CODED, _PLANNED = timedelta(days=6), timedelta(days=5)
#: What each table of a neighbor talks about: kind, minutes, words, whether the funder asks.
_AGENDA = (
    ("make", 25, "What candidates do in the schools", "own"),
    ("update", 35, "Numbers for the state", "funder"),
)


def acts() -> Iterator[Act]:
    """Give the acts of this chapter."""
    for neighbor in NEIGHBORS:
        yield Act(at(neighbor.started, 8), partial(_found, neighbor))
        for interview in interviews(neighbor.key):
            yield Act(at(interview.when + _CODED, 10), partial(_code, neighbor, interview))
        yield Act(at(neighbor.tables[0] - _PLANNED, 9), partial(_start, neighbor))
        for table in neighbor.tables:
            yield Act(at(table - _PLANNED, 10), partial(_plan, neighbor, table))
            yield Act(at(table, 14), partial(_open, neighbor))
            yield Act(at(table, 14, 25), partial(_next, neighbor))
            yield Act(at(table, 15), partial(_close, neighbor))
        yield Act(at(neighbor.released, 9), partial(_release, neighbor))


def _found(neighbor: Neighbor, _told: Told) -> None:
    Partnership(key=neighbor.key, name=neighbor.name, started=neighbor.started.isoformat()).save()
    scope = entrance.operate(neighbor.key)
    district = add_organization(scope, name=neighbor.district, kind=Kind.DISTRICT)
    college = add_organization(scope, name=neighbor.university, kind=Kind.UNIVERSITY)
    for name, role, organization in (
        (neighbor.sponsor, Role.SPONSOR, college),
        (neighbor.researcher, Role.RESEARCHER, college),
        (neighbor.coordinator, Role.COORDINATOR, district),
    ):
        address = f"{name.split()[0].lower()}@{neighbor.key}.example"
        person = Person.objects.create_user(address, name=name)
        give_seat(scope, person=person, organization_id=organization.pk, role=role)


def _as(neighbor: Neighbor, name: str) -> Scope:
    person = Person.objects.get(name=name)
    return entrance.enter(person_id=person.pk, person_name=name, key=neighbor.key)


def _code(neighbor: Neighbor, interview: Interview, _told: Told) -> None:
    scope = _as(neighbor, neighbor.researcher)
    head = interview.head
    speaks_for = Organization.objects.within(scope).get(kind=head["organization"])
    source = add_source(
        scope,
        file=interview.file,
        data=interview.text.encode(),
        organization_id=speaks_for.pk,
        title=head["title"],
        role=head["role"],
        kind="interview",
        when=head["when"],
    )
    text = TextVersion.objects.within(scope).get(source=source)
    for passage in interview.passages:
        code_passage(
            scope,
            version_id=text.pk,
            start=passage.start,
            end=passage.end,
            code_id=_code_named(scope, passage.code),
            direction=passage.direction,
        )


def _code_named(scope: Scope, name: str) -> int:
    known = Code.objects.within(scope).filter(name=name).first()
    return (known or add_code(scope, name=name)).pk


def _start(neighbor: Neighbor, _told: Told) -> None:
    start_series(
        _as(neighbor, neighbor.coordinator),
        name="Table",
        cadence="month",
        minutes=60,
        place=neighbor.district,
        time_zone="America/New_York",
        reflect_every=0,
        long_every_months=0,
    )


def _plan(neighbor: Neighbor, table: date, _told: Told) -> None:
    scope = _as(neighbor, neighbor.coordinator)
    series = Series.objects.within(scope).get()
    meeting = plan_meeting(scope, series_id=series.pk, starts_at=at(table, 14))
    for kind, minutes, title, origin in _AGENDA:
        add_item(
            scope, meeting_id=meeting.pk, title=title, kind=kind, minutes=minutes, origin=origin
        )


def _open(neighbor: Neighbor, _told: Told) -> None:
    scope = _as(neighbor, neighbor.coordinator)
    meeting_id = _meeting(scope, MeetingState.PLANNED)
    open_meeting(scope, meeting_id=meeting_id)
    rows = Attendance.objects.within(scope).filter(meeting=meeting_id)
    states = dict.fromkeys(rows.values_list("pk", flat=True), Presence.HERE)
    take_attendance(scope, meeting_id=meeting_id, states=states)


def _meeting(scope: Scope, state: MeetingState) -> int:
    return Meeting.objects.within(scope).get(state=state).pk


def _next(neighbor: Neighbor, _told: Told) -> None:
    scope = _as(neighbor, neighbor.coordinator)
    next_item(scope, meeting_id=_meeting(scope, MeetingState.OPEN))


def _close(neighbor: Neighbor, _told: Told) -> None:
    scope = _as(neighbor, neighbor.coordinator)
    close_meeting(scope, meeting_id=_meeting(scope, MeetingState.OPEN), send_minutes=False)


def _release(neighbor: Neighbor, _told: Told) -> None:
    release(_as(neighbor, neighbor.sponsor), network_key=key_of(NAME))
