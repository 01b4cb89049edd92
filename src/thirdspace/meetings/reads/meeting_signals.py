"""What the rhythm of meetings asks of people, and what it says about structures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thirdspace.access import clock, dates
from thirdspace.access.once import once
from thirdspace.access.registries import Owed, Owes, Sign, Signal
from thirdspace.access.scope import Audience, Scope
from thirdspace.meetings import when
from thirdspace.meetings.letters.meetings import COMING
from thirdspace.meetings.models import (
    AgendaItem,
    Attendance,
    ItemState,
    Meeting,
    MeetingState,
    Presence,
    Series,
)
from thirdspace.meetings.reads.agenda import balance
from thirdspace.meetings.reads.meetings import every
from thirdspace.meetings.reads.series import kept
from thirdspace.meetings.rhythm_rules import GAPS, STANDING
from thirdspace.partnership.dynamics import Dynamic
from thirdspace.partnership.reads.who import members

#: How long before a meeting people should know what it is about.
SOON = timedelta(days=3)
#: How long after its end a meeting may stay open.
DAY = timedelta(days=1)
#: A series is late once its agreed gap and half of it are over.
PATIENCE = 1.5
MOST = 20
#: What counts as lately, how many meetings are enough to judge, and from which share on to talk:
#: this workspace's own lines.
LATELY = timedelta(days=90)
ENOUGH, MOSTLY = 3, 0.5
ANSWERS = (("yes", gettext_lazy("I’m coming")), ("no", gettext_lazy("I can’t come")))


def signals(scope: Scope) -> list[Signal]:
    """Return what meetings ask of the partnership; outside it, nothing."""
    if scope.audience is not Audience.PARTNERSHIP:
        return []
    known = every(scope)
    live = [each for each in known if each.state in (MeetingState.PLANNED, MeetingState.OPEN)]
    now = clock.now()
    return [
        *(_not_ready(scope, each) for each in _unready(scope, live)[:MOST]),
        *(_not_closed(scope, each) for each in live[:MOST] if each.starts_at < now - DAY),
        *_late_series(scope, known, {each.series_id for each in live})[:MOST],
        *_mostly_required(scope, known),
    ]


def owed(scope: Scope) -> list[Owed]:
    """Return the invitations that a person has not answered."""
    mine = Attendance.objects.within(scope).filter(
        person=scope.person_id or 0,
        state=Presence.INVITED,
        meeting__state=MeetingState.PLANNED,
        meeting__starts_at__gt=clock.now(),
    )
    invited = mine.exclude(meeting__invited_at=None).select_related("meeting")
    return [_asked(scope, row.meeting) for row in invited.order_by("meeting__starts_at")[:MOST]]


def signs(scope: Scope) -> list[Sign]:
    """Return, a month, how many meetings were held, and how many were canceled or missed."""
    if scope.audience is not Audience.PARTNERSHIP:
        return []
    counted: Counter[tuple[date, bool]] = Counter()
    latest: dict[tuple[date, bool], date] = {}
    over = clock.now() - DAY
    for meeting in (each for each in every(scope) if each.starts_at < over):
        day = when.day_of(meeting.starts_at, meeting.time_zone)
        key = (day.replace(day=1), _held(meeting))
        counted[key] += 1
        latest[key] = max(day, latest.get(key, day))
    return [_sign(month, held, n, latest[month, held]) for (month, held), n in counted.items()]


def _held(meeting: Meeting) -> bool:
    return meeting.state in (MeetingState.OPEN, MeetingState.CLOSED)


def _sign(month: date, held: bool, count: int, on: date) -> Sign:
    in_month = date_format(month, "F Y")
    words = (
        ngettext("%(n)d meeting held in %(month)s", "%(n)d meetings held in %(month)s", count)
        if held
        else ngettext(
            "%(n)d meeting not held in %(month)s", "%(n)d meetings not held in %(month)s", count
        )
    )
    return Sign(
        dynamic=Dynamic.STRUCTURES,
        strengthens=held,
        on=on,
        side="computed",
        organization_name="",
        computed=True,
        count=count,
        latest=words % {"n": count, "month": in_month},
    )


def _asked(scope: Scope, meeting: Meeting) -> Owed:
    return Owed(
        title=_("Do you come to %(title)s?") % {"title": meeting.title},
        detail=when.span(meeting.starts_at, meeting.minutes, meeting.time_zone),
        url=_page(scope, meeting),
        due=when.day_of(meeting.starts_at, meeting.time_zone),
        owes=Owes.ON_ME,
        act=_("Answer"),
        task=COMING,
        record_id=meeting.pk,
        answers=ANSWERS,
    )


@once
def _items(scope: Scope) -> Mapping[int, Sequence[AgendaItem]]:
    """Return what was on the agendas of the last 90 days, and is on those of the next three."""
    now = clock.now()
    near = [each.pk for each in every(scope) if now - LATELY <= each.starts_at <= now + SOON]
    found: dict[int, list[AgendaItem]] = defaultdict(list)
    if near:
        items = AgendaItem.objects.within(scope).filter(meeting__in=near)
        for item in items.only("meeting_id", "position", "kind", "origin", "minutes", "state"):
            found[item.meeting_id].append(item)
    return found


def _unready(scope: Scope, live: Sequence[Meeting]) -> list[Meeting]:
    """Return planned meetings within three days without invitations or without an agenda."""
    now = clock.now()
    soon = [
        each
        for each in live
        if each.state == MeetingState.PLANNED and now < each.starts_at <= now + SOON
    ]
    filled = {
        pk for pk, items in _items(scope).items() if any(i.position != STANDING for i in items)
    }
    return [each for each in soon if each.invited_at is None or each.pk not in filled]


def _mostly_required(scope: Scope, known: Iterable[Meeting]) -> Iterator[Signal]:
    """Say that most minutes of the last meetings went to what the funder asked for."""
    since = clock.now() - LATELY
    held = [each for each in known if each.state == MeetingState.CLOSED and each.starts_at >= since]
    # What was carried over counts where it was talked about.
    items = [
        item
        for each in held
        for item in _items(scope).get(each.pk, ())
        if item.state != ItemState.CARRIED
    ]
    share = balance(items).share
    if len(held) < ENOUGH or (share.required_share or 0) < MOSTLY:
        return
    yield Signal(
        need="talk",
        title=_("Most of our meetings went to what the funder asks for"),
        detail=share.sentence,
        url=reverse("meetings:index", args=[scope.partnership_key]),
        side="joint",
        organization_name="",
        held_by="",
        held_by_side="joint",
        since=dates.day(held[0].starts_at),
        next_step=_("Talk about what the time is for, and tell the funder what it takes."),
        weight=share.required_share or 0.0,
    )


def _late_series(scope: Scope, known: Iterable[Meeting], planned: Collection[int]) -> list[Signal]:
    """Return the series that have nothing ahead although their next meeting is overdue."""
    idle: dict[int, list[Meeting]] = defaultdict(list)
    for each in known:
        series = each.series
        if series.ended_on is None and series.cadence in GAPS and series.pk not in planned:
            idle[series.pk].append(each)
    return [
        _late(scope, series, days)
        for _pk, meetings in sorted(idle.items())
        if (days := kept(series := meetings[0].series, meetings).days_since_last) is not None
        and days > GAPS[series.cadence] * PATIENCE
    ]


def _not_ready(scope: Scope, meeting: Meeting) -> Signal:
    invited = meeting.invited_at is not None
    return _signal(
        scope,
        meeting,
        title=_("%(title)s has no agenda yet") % {"title": meeting.title}
        if invited
        else _("Nobody is invited to %(title)s yet") % {"title": meeting.title},
        detail=when.span(meeting.starts_at, meeting.minutes, meeting.time_zone),
        next_step=_("Put what both sides decide or make on it.")
        if invited
        else _("Look at the agenda, then invite."),
        weight=10.0,
    )


def _not_closed(scope: Scope, meeting: Meeting) -> Signal:
    return _signal(
        scope,
        meeting,
        title=_("%(title)s was not closed") % {"title": meeting.title},
        detail=_("Its minutes went to nobody, and what was not reached is on no agenda."),
        next_step=_("Close it, or cancel it if it did not take place."),
        weight=float((clock.now() - meeting.starts_at).days),
    )


def _signal(
    scope: Scope, meeting: Meeting, *, title: str, detail: str, next_step: str, weight: float
) -> Signal:
    origin = members(scope).ever.get(meeting.origin_id or 0)
    return Signal(
        need="act",
        title=title,
        detail=detail,
        url=_page(scope, meeting),
        side="joint",
        organization_name="",
        held_by=str(meeting.made_by or ""),
        held_by_side=origin.side if origin else "other",
        since=dates.day(when.day_of(meeting.starts_at, meeting.time_zone)),
        next_step=next_step,
        weight=weight,
    )


def _late(scope: Scope, series: Series, days: int) -> Signal:
    return Signal(
        need="look",
        title=_("%(name)s has no next meeting") % {"name": series.name},
        detail=_("The last one was %(days)d days ago; %(gap)d were agreed.")
        % {"days": days, "gap": GAPS[series.cadence]},
        url=reverse("meetings:series", args=[scope.partnership_key, series.pk]),
        side="joint",
        organization_name="",
        held_by="",
        held_by_side="joint",
        since=dates.day(clock.today() - timedelta(days=days)),
        next_step=_("Plan the next one, change the rhythm, or end the series."),
        weight=float(days),
    )


def _page(scope: Scope, meeting: Meeting) -> str:
    return reverse("meetings:meeting", args=[scope.partnership_key, meeting.pk])
