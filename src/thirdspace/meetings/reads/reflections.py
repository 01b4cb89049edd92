"""Reflection over all meetings: coverage, follow-through, signals, signs and tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thirdspace.access import clock, dates
from thirdspace.access.once import once
from thirdspace.access.registries import Owed, Owes, Sign, Signal
from thirdspace.access.scope import Audience, Scope
from thirdspace.meetings.letters.reflection import TASK
from thirdspace.meetings.models import (
    Attendance,
    Meeting,
    MeetingState,
    Presence,
    Reflection,
    ReflectionAnswer,
    ReflectionState,
    Tension,
    TensionState,
    Trial,
    TrialState,
)
from thirdspace.meetings.permissions import REFLECT, RUN
from thirdspace.meetings.reads.meetings import every
from thirdspace.meetings.reads.reflection import TrialRow, trial_row
from thirdspace.meetings.reads.tensions import TensionRow, tensions
from thirdspace.meetings.when import day_of
from thirdspace.methods.reflection import (
    FollowThrough,
    MeetingReflection,
    Pledge,
    ReflectionCoverage,
    follow_through,
    reflection_coverage,
)
from thirdspace.partnership.dynamics import Dynamic

#: How long a tension may stay open before the sides are asked to talk.
PATIENCE = timedelta(days=60)
#: More of one kind than this say nothing more on the board.
MOST = 20
ENDED = (ReflectionState.SHOWN, ReflectionState.SKIPPED)


@dataclass(frozen=True, slots=True)
class ReflectionRow:
    """One reflection in the list."""

    title: str
    url: str
    day: date
    minutes: int
    state: str
    state_label: str
    said: str  # the asset, or why it was skipped
    spoken_only: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """How the partnership looks at its own work."""

    coverage: ReflectionCoverage
    follow: FollowThrough
    rows: Sequence[ReflectionRow]
    trials: Sequence[TrialRow]
    tensions: Sequence[TensionRow]


def overview(scope: Scope) -> Overview:
    """Return coverage, follow-through, all reflections, what is tried and what is in tension."""
    tried = list(Trial.objects.within(scope).select_related("meeting").order_by("due", "id"))
    return Overview(
        coverage=coverage(scope),
        follow=follow_through([_pledge(each) for each in tried], on=clock.today()),
        rows=[_row(scope, each) for each in reversed(_reflections(scope))],
        trials=[trial_row(each) for each in tried if each.state == TrialState.OPEN],
        tensions=[row for row in tensions(scope) if row.state != TensionState.SETTLED],
    )


@once
def _reflections(scope: Scope) -> tuple[Reflection, ...]:
    """Return all reflections with their meetings, the earliest first."""
    found = Reflection.objects.within(scope).select_related("meeting").only(
        "minutes", "state", "skipped_why", "asset", "spoken_only",
        "meeting__title", "meeting__state", "meeting__starts_at", "meeting__time_zone",
        "meeting__series",
    )  # fmt: skip
    return tuple(found.order_by("meeting__starts_at", "id"))


def _ended(scope: Scope) -> list[Reflection]:
    return [each for each in _reflections(scope) if each.state in ENDED]


def coverage(scope: Scope) -> ReflectionCoverage:
    """Return how many planned reflections were held, and how much time they got."""
    planned = {each.meeting_id: each for each in _reflections(scope)}
    meetings = [each for each in every(scope) if each.state != MeetingState.CANCELLED]
    told = [(meeting, planned.get(meeting.pk)) for meeting in meetings]
    return reflection_coverage(
        [_reflected(meeting, found) for meeting, found in told if _is_over(meeting, found)],
        on=clock.today(),
    )


def _is_over(meeting: Meeting, found: Reflection | None) -> bool:
    # A meeting in session may still come to its reflection.
    ended = meeting.state == MeetingState.CLOSED or (found is not None and found.state in ENDED)
    return ended or day_of(meeting.starts_at, meeting.time_zone) < clock.today()


def _reflected(meeting: Meeting, found: Reflection | None) -> MeetingReflection:
    done = found is not None and found.state == ReflectionState.SHOWN
    spent = found.minutes if found is not None and done else None
    held = meeting.state in (MeetingState.OPEN, MeetingState.CLOSED)
    fits = spent is None or spent <= meeting.minutes
    return MeetingReflection(
        day=day_of(meeting.starts_at, meeting.time_zone),
        planned=found is not None,
        done=done,
        minutes=meeting.minutes if held and fits else None,
        reflection_minutes=spent,
    )


def _pledge(trial: Trial) -> Pledge:
    made = timezone.localdate(trial.made_at)
    if trial.state != TrialState.KEPT or trial.checked_at is None:
        return Pledge(made, "open" if trial.state == TrialState.OPEN else "could not", trial.due)
    # It was to be tried until its day; the look at it comes at the next reflection, maybe later.
    done = min(timezone.localdate(trial.checked_at), trial.due)
    return Pledge(made, "kept", trial.due, done)


def _row(scope: Scope, found: Reflection) -> ReflectionRow:
    return ReflectionRow(
        title=found.meeting.title,
        url=_page(scope, found.meeting_id),
        day=day_of(found.meeting.starts_at, found.meeting.time_zone),
        minutes=found.minutes,
        state=found.state,
        state_label=found.stands,
        said=found.asset or found.skipped_why,
        spoken_only=found.spoken_only,
    )


def _page(scope: Scope, meeting_id: int) -> str:
    return reverse("meetings:reflection", args=[scope.partnership_key, meeting_id])


# --- What reflection asks of people --------------------------------------------------------


def signals(scope: Scope) -> list[Signal]:
    """Return what reflection asks of the partnership; outside it, nothing."""
    if scope.audience is not Audience.PARTNERSHIP:
        return []
    return [
        *_none_held(scope),
        *_skipped_again(scope),
        *(_trial_due(scope, each) for each in _due(scope)[:MOST]),
        *(_old_tension(scope, each) for each in _old(scope)[:MOST]),
    ]


def _signal(need: str, title: str, detail: str, url: str, since: date | datetime | None,
            next_step: str) -> Signal:  # fmt: skip
    began = timezone.localdate(since) if isinstance(since, datetime) else since
    return Signal(
        need=need, title=title, detail=detail, url=url, side="joint", organization_name="",
        held_by="", held_by_side="joint", since=dates.day(began) if began else "",
        next_step=next_step, weight=float((clock.today() - began).days) if began else 0.0,
    )  # fmt: skip


def _none_held(scope: Scope) -> list[Signal]:
    found = coverage(scope)
    if not found.alarm:
        return []
    days = found.days_since_last
    return [
        _signal(
            "talk",
            _("No reflection held for %(days)d days") % {"days": days}
            if days is not None
            else _("No reflection held yet"),
            found.sentence,
            reverse("meetings:reflections", args=[scope.partnership_key]),
            None if days is None else clock.today() - timedelta(days=days),
            _("Keep eight minutes free in the next meeting."),
        )
    ]


def _skipped_again(scope: Scope) -> list[Signal]:
    by_series: dict[int, list[Reflection]] = defaultdict(list)
    for each in reversed(_ended(scope)):
        by_series[each.meeting.series_id].append(each)
    twice = [rows[:2] for rows in by_series.values() if len(rows) > 1]
    return [
        _signal(
            "look",
            _("The last two reflections were skipped"),
            _("%(first)s; then: %(second)s")
            % {"first": rows[1].skipped_why, "second": rows[0].skipped_why},
            _page(scope, rows[0].meeting_id),
            rows[1].meeting.starts_at,
            _("Put it earlier on the agenda, or make it shorter."),
        )
        for rows in twice
        if all(each.state == ReflectionState.SKIPPED for each in rows)
    ]


def _due(scope: Scope) -> QuerySet[Trial]:
    tried = Trial.objects.within(scope).filter(state=TrialState.OPEN)
    return tried.filter(due__lt=clock.today()).order_by("due", "id")


def _trial_due(scope: Scope, trial: Trial) -> Signal:
    return _signal(
        "talk",
        _("We wanted to try “%(trial)s”") % {"trial": trial.text},
        _("Its day is over, and nobody has looked at it."),
        reverse("meetings:check_trial", args=[scope.partnership_key, trial.pk]),
        trial.due,
        _("Say whether it was kept."),
    )


def _old(scope: Scope) -> QuerySet[Tension]:
    # A private one is nobody's business, not even as a reminder on a screen that others see.
    open_ones = Tension.objects.within(scope).filter(private=False, state=TensionState.OPEN)
    before = clock.now() - PATIENCE
    return open_ones.filter(opened_at__lt=before).order_by("opened_at", "id")


def _old_tension(scope: Scope, tension: Tension) -> Signal:
    return _signal(
        "talk",
        _("Still in tension: “%(text)s”") % {"text": tension.text},
        _("Open for more than 60 days. Staying open is no failure; silence about it may be."),
        reverse("meetings:tension", args=[scope.partnership_key, tension.number]),
        tension.opened_at,
        _("Talk about it in the next reflection."),
    )


def signs(scope: Scope) -> list[Sign]:
    """Return a computed sign for each reflection held or skipped."""
    return [
        Sign(
            dynamic=Dynamic.STRUCTURES,
            strengthens=each.state == ReflectionState.SHOWN,
            on=day_of(each.meeting.starts_at, each.meeting.time_zone),
            side="joint",
            organization_name="",
            computed=True,
            latest=_("Reflection of %(meeting)s") % {"meeting": each.meeting.title},
        )
        for each in _ended(scope)
    ]


def owed(scope: Scope) -> list[Owed]:
    """Return the questions a person has not answered, and what a coordinator is to look at."""
    return [*_unanswered(scope), *(_checks(scope) if scope.may(RUN) else ())]


def _unanswered(scope: Scope) -> list[Owed]:
    if not scope.may(REFLECT) or not scope.person_id:
        return []
    mine = Attendance.objects.within(scope).filter(person_id=scope.person_id)
    here = mine.exclude(state__in=(Presence.ABSENT, Presence.NOT_COMING))
    answered = ReflectionAnswer.objects.within(scope).values("reflection_id")
    waiting = (
        Reflection.objects.within(scope)
        .filter(state=ReflectionState.OPEN, meeting__in=here.values("meeting_id"))
        .exclude(meeting__state=MeetingState.CANCELLED)
    )
    found = waiting.exclude(pk__in=answered).select_related("meeting").order_by("opened_at", "id")
    return [_asks(scope, each) for each in found[:MOST]]


def _asks(scope: Scope, found: Reflection) -> Owed:
    return Owed(
        title=_("How do we work together?"),
        detail=_("%(meeting)s. Private; two minutes.") % {"meeting": found.meeting.title},
        url=reverse("meetings:answer_reflection", args=[scope.partnership_key, found.meeting_id]),
        owes=Owes.ON_ME,
        since=timezone.localdate(found.opened_at) if found.opened_at else None,
        act=_("Answer"),
        task=TASK,
        record_id=found.pk,
    )


def _checks(scope: Scope) -> list[Owed]:
    """Return what is to be looked at by who runs meetings and is on the series' latest list."""
    latest = Meeting.objects.within(scope).filter(series=OuterRef("meeting__series"))
    mine = Attendance.objects.within(scope).filter(
        person_id=scope.person_id or 0,
        meeting=Subquery(latest.order_by("-starts_at", "-pk").values("pk")[:1]),
    )
    own = Q(meeting=None) | Q(meeting__series__in=mine.values("meeting__series"))
    due = Trial.objects.within(scope).filter(own, state=TrialState.OPEN, due__lte=clock.today())
    return [
        Owed(
            title=_("Was it kept? “%(trial)s”") % {"trial": each.text},
            detail=_("Something both sides wanted to try."),
            url=reverse("meetings:check_trial", args=[scope.partnership_key, each.pk]),
            due=each.due,
            owes=Owes.ON_ME,
            since=timezone.localdate(each.made_at),
            act=_("Look at it"),
        )
        for each in due.order_by("due", "id")[:MOST]
    ]
