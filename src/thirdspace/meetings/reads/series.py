"""Series of meetings: what is next in each, and whether its rhythm is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thirdspace.access import clock
from thirdspace.access.paging import Page, newest_first
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.meetings import when
from thirdspace.meetings.models import AgendaItem, Meeting, MeetingState, Presence, Series, Voice
from thirdspace.meetings.reads.agenda import Balance, balance
from thirdspace.meetings.reads.presence import Attendee, Missing, missing, who_at
from thirdspace.meetings.rhythm_rules import GAPS
from thirdspace.methods.reflection import Cadence, PlannedMeeting, cadence

#: Meetings ahead on one page; more than these are found in their series.
AHEAD = 12
OVER = (MeetingState.CLOSED, MeetingState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Next:
    """A meeting ahead: when, what its minutes go to, and who is missing so far."""

    id: int
    title: str
    url: str
    when: str
    place: str
    state: str
    invited: bool
    people: int
    coming: int
    here: int
    items: int
    balance: Balance
    missing: Missing


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series: its rhythm, and how it was kept."""

    id: int
    name: str
    url: str
    purpose: str
    rhythm: str
    ended_on: date | None
    kept: str
    found: Cadence


@dataclass(frozen=True, slots=True)
class Past:
    """A meeting that is over."""

    title: str
    url: str
    when: str
    series: str
    state: str
    state_label: str
    why: str


@dataclass(frozen=True, slots=True)
class Index:
    """The first page of the room."""

    next: Sequence[Next]
    series: Sequence[SeriesRow]
    past: int


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """One series with what is ahead and what is over."""

    row: SeriesRow
    series: Series
    zone: str
    voices: Sequence[str]
    seen_by: str
    next: Sequence[Next]
    past: Sequence[Past]
    pages: Page[Meeting]


def series_seen(scope: Scope, pk: int) -> Series:
    """Return a series.

    Raises
    ------
    NotThere
        No such series, or not the scope's to see.
    """
    found = Series.objects.within(scope).filter(pk=pk).first()
    if found is None:
        raise nothing_here()
    return found


def index(scope: Scope) -> Index:
    """Return what is ahead, and every series; a constant number of queries."""
    every = Series.objects.within(scope).order_by("ended_on", "name")
    return Index(
        next=ahead(scope),
        series=_rows(scope, every),
        past=Meeting.objects.within(scope).filter(state__in=OVER).count(),
    )


def one(scope: Scope, pk: int, *, cursor: str = "") -> SeriesPage:
    """Return one series; a constant number of queries."""
    series = series_seen(scope, pk)
    past = Meeting.objects.within(scope).filter(series=series, state__in=OVER)
    page = newest_first(past.select_related("series"), field="starts_at", cursor=cursor, size=25)
    return SeriesPage(
        row=_rows(scope, [series])[0],
        series=series,
        zone=when.zone_name(series.time_zone),
        voices=[str(Voice(voice).label) for voice in series.voices],
        seen_by=series.get_visibility_display(),
        next=ahead(scope, series=series),
        past=[past_row(scope, each) for each in page.rows],
        pages=page,
    )


def past_page(scope: Scope, *, cursor: str = "") -> Page[Meeting]:
    """Return one page of all meetings that are over, newest first."""
    past = Meeting.objects.within(scope).filter(state__in=OVER).select_related("series")
    return newest_first(past, field="starts_at", cursor=cursor)


def past_row(scope: Scope, meeting: Meeting) -> Past:
    """Return a meeting that is over as a row."""
    return Past(
        title=meeting.title,
        url=reverse("meetings:meeting", args=[scope.partnership_key, meeting.pk]),
        when=when.short_day(meeting.starts_at, meeting.time_zone),
        series=meeting.series.name,
        state=meeting.state,
        state_label=_("canceled") if meeting.state == MeetingState.CANCELLED else _("held"),
        why=meeting.cancelled_why,
    )


def ahead(scope: Scope, *, series: Series | None = None) -> list[Next]:
    """Return the meetings that are planned or in session, the first first; four queries."""
    rows = Meeting.objects.within(scope).filter(state__in=(MeetingState.PLANNED, MeetingState.OPEN))
    rows = rows.filter(series=series) if series else rows
    meetings = list(rows.select_related("series").order_by("starts_at", "pk")[:AHEAD])
    people = who_at(scope, meetings)
    items: dict[int, list[AgendaItem]] = defaultdict(list)
    for item in AgendaItem.objects.within(scope).filter(meeting__in=[m.pk for m in meetings]):
        items[item.meeting_id].append(item)
    return [_next(scope, each, items[each.pk], people.get(each.pk, [])) for each in meetings]


def _next(
    scope: Scope, meeting: Meeting, items: Sequence[AgendaItem], people: Sequence[Attendee]
) -> Next:
    return Next(
        id=meeting.pk,
        title=meeting.title,
        url=reverse("meetings:meeting", args=[scope.partnership_key, meeting.pk]),
        when=when.span(meeting.starts_at, meeting.minutes, meeting.time_zone),
        place=meeting.place,
        state=meeting.state,
        invited=meeting.invited_at is not None,
        people=len(people),
        coming=sum(each.state == Presence.COMING for each in people),
        here=sum(each.state in (Presence.HERE, Presence.LEFT) for each in people),
        items=len(items),
        balance=balance(items),
        missing=missing(meeting, people),
    )


def _rows(scope: Scope, every: Iterable[Series]) -> list[SeriesRow]:
    known = list(every)
    kept = cadences(scope, known)
    return [_row(scope, series, kept[series.pk]) for series in known]


def _row(scope: Scope, series: Series, found: Cadence) -> SeriesRow:
    return SeriesRow(
        id=series.pk,
        name=series.name,
        url=reverse("meetings:series", args=[scope.partnership_key, series.pk]),
        purpose=series.purpose,
        rhythm=_("%(how_often)s, %(minutes)d minutes")
        % {"how_often": series.get_cadence_display(), "minutes": series.minutes},
        ended_on=series.ended_on,
        kept=kept_sentence(found),
        found=found,
    )


def cadences(scope: Scope, every: Sequence[Series]) -> Mapping[int, Cadence]:
    """Return for each series how its meetings were kept up to today; one query."""
    rows = Meeting.objects.within(scope).filter(series__in=[each.pk for each in every])
    planned: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in rows.only("series_id", "starts_at", "time_zone", "state"):
        planned[meeting.series_id].append(meeting)
    return {each.pk: kept(each, planned[each.pk]) for each in every}


def kept(series: Series, meetings: Iterable[Meeting]) -> Cadence:
    """Return how the meetings of a series were kept up to today."""
    return cadence(
        [_planned(each) for each in meetings],
        on=clock.today(),
        every_days=GAPS.get(series.cadence),
    )


def _planned(meeting: Meeting) -> PlannedMeeting:
    day = when.day_of(meeting.starts_at, meeting.time_zone)
    begun = meeting.state in (MeetingState.OPEN, MeetingState.CLOSED)
    return PlannedMeeting(
        day, held=day if begun else None, canceled=meeting.state == MeetingState.CANCELLED
    )


def kept_sentence(found: Cadence) -> str:
    """Say how a rhythm was kept: 9 of 10 planned meetings held; 14 days apart, 14 agreed."""
    planned = found.adherence
    if not planned.of:
        return _("No meeting so far.")
    held = ngettext(
        "%(held)d of %(of)d planned meeting held",
        "%(held)d of %(of)d planned meetings held",
        planned.of,
    ) % {"held": planned.count, "of": planned.of}
    parts = [held]
    if found.median_gap is not None:
        gap = ngettext("%(n)g day apart", "%(n)g days apart", round(found.median_gap))
        parts.append(gap % {"n": found.median_gap})
    if found.median_gap is not None and found.planned_gap:
        parts[-1] += _(" (%(n)d agreed)") % {"n": found.planned_gap}
    return f"{'; '.join(parts)}."
