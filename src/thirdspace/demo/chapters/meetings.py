"""Series are started, meetings planned, held item by item, and closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from thirdspace.access.scope import Scope
from thirdspace.demo.chapters import outcomes, reflections
from thirdspace.demo.chapters.outcomes import Place
from thirdspace.demo.chronicle import Act, Told, at
from thirdspace.demo.story.meetings import SERIES, VOICES
from thirdspace.demo.story.meetings.records import Change, Item, Meeting, Series
from thirdspace.demo.story.members import SEAT_OF
from thirdspace.meetings.actions.agenda import add_item, change_item, move_item
from thirdspace.meetings.actions.listing import add_people, take_off
from thirdspace.meetings.actions.meetings import (
    cancel_meeting,
    close_meeting,
    invite,
    next_item,
    open_meeting,
    plan_meeting,
)
from thirdspace.meetings.actions.presence import (
    add_guest,
    say_coming,
    set_presence,
    take_attendance,
)
from thirdspace.meetings.actions.series import change_series, end_series, start_series
from thirdspace.meetings.models import AgendaItem, Attendance, Deliverable, ItemKind, Presence
from thirdspace.meetings.sitting import seats

ZONE = "America/New_York"
#: Before that day the coordinators sent invitations and minutes by hand.
MAILED_SINCE = date(2026, 6, 2)
#: A meeting is planned so many days before, and invited to two days later.
_AHEAD, _INVITED = timedelta(days=8), timedelta(days=2)


def acts() -> Iterator[Act]:
    """Give the acts of this chapter."""
    for series in SERIES:
        yield Act(at(series.started, 9), partial(_start, series))
        for change in series.changes:
            yield Act(at(change.on, 9), partial(_change, series, change))
        last = series.started
        for meeting in series.meetings:
            yield from _around(series, meeting, last)
            last = meeting.on
        if series.ended:
            yield Act(at(series.ended, 15), partial(_end, series))


def _around(series: Series, meeting: Meeting, last: date) -> Iterator[Act]:
    """Give the acts of one meeting: before it, in it, and after it."""
    day_after = last + timedelta(days=1)
    planned = day_after if meeting.ahead else max(day_after, meeting.on - _AHEAD)
    yield Act(at(planned, 13), partial(_plan, series, meeting))
    if meeting.cancelled:
        yield Act(at(meeting.on - _INVITED, 10), partial(_cancel, series, meeting))
        return
    if meeting.coming or planned >= MAILED_SINCE:
        yield Act(at(planned + _INVITED, 9), partial(_invite, series, meeting))
    for minute, (person, coming) in enumerate(meeting.coming):
        when = at(planned + _INVITED, 12, 17 * minute)
        yield Act(when, partial(_say_coming, meeting, person, coming=coming))
    if not meeting.ahead:
        yield from _in_session(series, meeting)


def begins(series: Series, meeting: Meeting) -> datetime:
    """Return when a meeting begins."""
    local = datetime.combine(meeting.on, time(series.hour, series.minute), ZoneInfo(ZONE))
    return local.astimezone(UTC)


def _in_session(series: Series, meeting: Meeting) -> Iterator[Act]:
    start = begins(series, meeting)
    yield Act(start, partial(_open, series, meeting))
    yield Act(start + timedelta(minutes=1), partial(_take_attendance, series, meeting))
    for person, minute in meeting.left:
        yield Act(start + timedelta(minutes=minute), partial(_leave, series, meeting, person))
    now = start
    for item in meeting.items:
        place = Place(series.run_by, meeting, item, now)
        if now > start and place.is_reached:
            yield Act(now, partial(_next, series, meeting))
        if item.kind == ItemKind.REFLECT and meeting.reflected:
            yield from reflections.acts(place, meeting.reflected)
        yield from outcomes.acts(place)
        now += timedelta(minutes=item.minutes)
    yield Act(now, partial(_close, series, meeting))


# --- Series ------------------------------------------------------------------------------------


def _start(series: Series, told: Told) -> None:
    started = start_series(
        told.scope(series.run_by),
        name=series.name,
        purpose=series.purpose,
        cadence=series.cadence,
        minutes=series.minutes,
        place=series.place,
        time_zone=ZONE,
        reflect_every=series.reflect_every,
        reflect_minutes=series.reflect_minutes,
        long_every_months=series.long_every_months,
        long_minutes=series.long_minutes,
        voices=series.voices,
    )
    told.series[series.key] = started.pk


def _change(series: Series, change: Change, told: Told) -> None:
    change_series(told.scope(change.by), series_id=told.series[series.key], **dict(change.fields))


def _end(series: Series, told: Told) -> None:
    end_series(told.scope(series.run_by), series_id=told.series[series.key])


# --- Before a meeting --------------------------------------------------------------------------


def _plan(series: Series, meeting: Meeting, told: Told) -> None:
    scope = told.scope(series.run_by)
    planned = plan_meeting(
        scope,
        series_id=told.series[series.key],
        starts_at=begins(series, meeting),
        minutes=meeting.minutes or None,
        place=meeting.place or None,
    )
    told.meetings[meeting.key] = planned.pk
    _keep_list(series, meeting, told)
    for item in (each for each in meeting.items if not each.later):
        pk = _came(scope, planned.pk, item) if item.came else _add(scope, planned.pk, item, told)
        told.items[meeting.key, item.title] = pk
    _put_reflection(scope, meeting, told)


def _keep_list(series: Series, meeting: Meeting, told: Told) -> None:
    """Leave on the list who sits in the series, and who comes for this once."""
    scope, meeting_id = told.scope(series.run_by), told.meetings[meeting.key]
    rows = _rows(scope, meeting_id, told)
    expected = {*series.sits, *meeting.visitors}
    off = [pk for key, pk in rows.items() if key not in expected]
    if off:
        take_off(scope, meeting_id=meeting_id, attendance_ids=off)
    new = {told.people[key]: key for key in expected - {*rows} if key in told.people}
    held = seats(scope).filter(person__in=new).values_list("pk", "person_id")
    voices = {pk: VOICES.get(new[person], "") for pk, person in held}
    if voices:
        add_people(scope, meeting_id=meeting_id, voices=voices)


def _add(scope: Scope, meeting_id: int, item: Item, told: Told) -> int:
    return add_item(
        scope,
        meeting_id=meeting_id,
        title=item.title,
        kind=item.kind,
        origin="funder" if item.funder else "own",
        minutes=item.minutes,
        note=item.note,
        led_by_id=told.people[item.led_by],
        brought_by_id=told.organizations[SEAT_OF[item.led_by]],
        deliverable_id=_deliverable(scope, item, told),
    ).pk


def _deliverable(scope: Scope, item: Item, told: Told) -> int | None:
    if not item.deliverable:
        return None
    number = told.deliverables[item.deliverable]
    return Deliverable.objects.within(scope).get(number=number).pk


def _came(scope: Scope, meeting_id: int, item: Item) -> int:
    """Return an item that the plan brought with it."""
    found = AgendaItem.objects.within(scope).filter(meeting=meeting_id)
    return found.get(title__startswith=item.title).pk


def _put_reflection(scope: Scope, meeting: Meeting, told: Told) -> None:
    """Give the reflection its place, its minutes and whoever leads it."""
    titles = [item.title for item in meeting.items]
    for place, item in enumerate(meeting.items):
        if item.kind != ItemKind.REFLECT:
            continue
        which = {"meeting_id": told.meetings[meeting.key],
                 "item_id": told.items[meeting.key, item.title]}  # fmt: skip
        change_item(scope, **which, minutes=item.minutes, led_by_id=told.people[item.led_by])
        for _later in titles[place + 1 :]:
            move_item(scope, **which, up=True)


def _cancel(series: Series, meeting: Meeting, told: Told) -> None:
    scope = told.scope(series.run_by)
    cancel_meeting(scope, meeting_id=told.meetings[meeting.key], why=meeting.cancelled)


def _invite(series: Series, meeting: Meeting, told: Told) -> None:
    invite(told.scope(series.run_by), meeting_id=told.meetings[meeting.key])


def _say_coming(meeting: Meeting, person: str, told: Told, *, coming: bool) -> None:
    say_coming(told.scope(person), meeting_id=told.meetings[meeting.key], coming=coming)


# --- In session --------------------------------------------------------------------------------


def _open(series: Series, meeting: Meeting, told: Told) -> None:
    _keep_list(series, meeting, told)  # who took a seat since it was planned
    open_meeting(told.scope(series.run_by), meeting_id=told.meetings[meeting.key])


def _take_attendance(series: Series, meeting: Meeting, told: Told) -> None:
    scope, meeting_id = told.scope(series.run_by), told.meetings[meeting.key]
    for name, organization, voice in meeting.guests:
        add_guest(
            scope,
            meeting_id=meeting_id,
            name=name,
            organization_id=told.organizations[organization],
            voice=voice,
        )
    rows = _rows(scope, meeting_id, told)
    sits = [key for key in (*series.sits, *meeting.visitors) if key in rows]
    take_attendance(
        scope,
        meeting_id=meeting_id,
        states={
            rows[key]: Presence.ABSENT if key in meeting.away else Presence.HERE for key in sits
        },
        voices={rows[key]: VOICES[key] for key in sits if key in VOICES},
    )


def _rows(scope: Scope, meeting_id: int, told: Told) -> dict[str, int]:
    """Return the ids of the list of people, by the keys of the story."""
    keys = {pk: key for key, pk in told.people.items()}
    rows = Attendance.objects.within(scope).filter(meeting=meeting_id).exclude(person=None)
    return {keys[person]: pk for pk, person in rows.values_list("pk", "person_id")}


def _leave(series: Series, meeting: Meeting, person: str, told: Told) -> None:
    scope, meeting_id = told.scope(series.run_by), told.meetings[meeting.key]
    row = _rows(scope, meeting_id, told)[person]
    set_presence(scope, meeting_id=meeting_id, attendance_id=row, state=Presence.LEFT)


def _next(series: Series, meeting: Meeting, told: Told) -> None:
    next_item(told.scope(series.run_by), meeting_id=told.meetings[meeting.key])


def _close(series: Series, meeting: Meeting, told: Told) -> None:
    close_meeting(
        told.scope(series.run_by),
        meeting_id=told.meetings[meeting.key],
        send_minutes=meeting.on >= MAILED_SINCE,
    )
