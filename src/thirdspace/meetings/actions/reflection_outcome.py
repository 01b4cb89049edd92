"""What comes of a reflection: a tension, an asset, an agreement to try, and its check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock
from thirdspace.access.actions import action
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.access.words import said, said_or_not
from thirdspace.meetings.actions.checked import whole
from thirdspace.meetings.actions.outcomes import not_past, source_of
from thirdspace.meetings.actions.reflection import close, found, record, refuse_unless
from thirdspace.meetings.actions.tensions import surface
from thirdspace.meetings.levels import Level
from thirdspace.meetings.models import (
    MeetingState,
    Reflection,
    ReflectionState,
    Trial,
    TrialState,
)
from thirdspace.meetings.permissions import NOTE
from thirdspace.meetings.when import day_of
from thirdspace.problems import InputProblem

#: How a check may end.
CHECKED = (TrialState.KEPT, TrialState.NOT_KEPT, TrialState.DROPPED)


@action(NOTE)
def outcome(
    scope: Scope,
    *,
    meeting_id: int,
    tension: str = "",
    level: str = Level.SHARED,
    between_ids: Iterable[int] = (),
    asset: str = "",
    trial: str = "",
    due: date | None = None,
    minutes: int | None = None,
    spoken_only: bool = False,
) -> Reflection:
    """Write down what came of a reflection, or that it stays spoken.

    Parameters
    ----------
    tension, level, between_ids
        One tension, and who sees it.
    asset : str
        One thing that works between the sides.
    trial, due : str and date
        One agreement to try, and until when; without a day, until the next reflection.
    minutes : int, optional
        What it took; without it, what was planned.
    spoken_only : bool
        Nothing of it is written down.

    Raises
    ------
    InputProblem
        Last time's agreement was not looked at, nothing or too much is said, or it is written
        already.
    """
    reflection = found(scope, meeting_id)
    refuse_unless(reflection, ReflectionState.PLANNED, ReflectionState.OPEN, ReflectionState.SHOWN)
    _refuse_unchecked(scope, reflection)
    _refuse_second(scope, reflection)
    _refuse_unclear(spoken_only, any(text.strip() for text in (tension, asset, trial)))
    reflection.asset = said_or_not(asset, most=300, field="asset")
    reflection.spoken_only = spoken_only
    reflection.minutes = _spent(reflection, minutes)
    if tension.strip():
        surface(scope, text=tension, level=level, between_ids=between_ids, meeting_id=meeting_id)
    if trial.strip():
        _try(scope, reflection, trial, due)
    _hold(scope, reflection)
    told = {"asset": reflection.asset, "spoken_only": spoken_only, "minutes": reflection.minutes}
    record(scope, "meetings.hold_reflection", reflection, told)
    return reflection


@action(NOTE)
def check_trial(scope: Scope, *, trial_id: int, state: str, line: str = "") -> Trial:
    """Say what became of an agreement to try: kept, not kept or dropped.

    Raises
    ------
    InputProblem
        It was looked at already, or ends in no such way.
    """
    audit.one_at_a_time(scope.partnership_id)
    trial = Trial.objects.within(scope).filter(pk=trial_id).first()
    if trial is None:
        raise nothing_here()
    if trial.state != TrialState.OPEN or state not in CHECKED:
        raise InputProblem(
            _("This can't be stored."),
            _("It stands at “%(state)s”, and is looked at once.")
            % {"state": trial.get_state_display()},
            _("Choose kept, not kept or dropped while it is being tried."),
            field="state",
        )
    trial.state, trial.checked_at = state, clock.now()
    trial.checked_line = said_or_not(line, most=300, field="line")
    trial.save(update_fields=["state", "checked_at", "checked_line"])
    told = {"state": state, "line": trial.checked_line}
    audit.record(scope, f"meetings.trial_{state}", trial, label=trial.text, after=told)
    return trial


def to_check(scope: Scope, reflection: Reflection) -> QuerySet[Trial]:
    """Return what was tried in this series before, is due, and nobody has looked at."""
    tried = Trial.objects.within(scope).filter(state=TrialState.OPEN, due__lte=clock.today())
    series = tried.filter(meeting__series=reflection.meeting.series_id)
    return series.exclude(meeting=reflection.meeting).order_by("due", "id")


def date_of_next(scope: Scope, reflection: Reflection) -> date | None:
    """Return the day of the next reflection planned in the same series, if there is one."""
    later = Reflection.objects.within(scope).filter(
        state=ReflectionState.PLANNED,
        meeting__series=reflection.meeting.series_id,
        meeting__starts_at__gt=reflection.meeting.starts_at,
    )
    planned = later.exclude(meeting__state=MeetingState.CANCELLED).select_related("meeting")
    first = planned.order_by("meeting__starts_at").first()
    return day_of(first.meeting.starts_at, first.meeting.time_zone) if first else None


def _hold(scope: Scope, reflection: Reflection) -> None:
    fields = ("asset", "spoken_only", "minutes")
    if reflection.state == ReflectionState.SHOWN:
        reflection.save(update_fields=fields)
    else:  # talked about without showing: what was answered stays private for good
        close(scope, reflection, ReflectionState.SHOWN, *fields)


def _try(scope: Scope, reflection: Reflection, text: str, due: date | None) -> None:
    day = not_past(due, field="due") or date_of_next(scope, reflection)
    if day is None:
        raise InputProblem(
            _("It doesn't say until when."),
            _("No further reflection is planned in this series."),
            _("Choose the day on which you look at it again."),
            field="due",
        )
    Trial.objects.add(
        scope,
        text=said(text, most=300, field="trial"),
        due=day,
        made_at=clock.now(),
        **source_of(scope, reflection.meeting_id, None, None).fields(),
    )


def _spent(reflection: Reflection, minutes: int | None) -> int:
    if minutes is None:
        return reflection.minutes
    return whole(minutes, 1, reflection.meeting.minutes, field="minutes")


def _refuse_unchecked(scope: Scope, reflection: Reflection) -> None:
    waiting = to_check(scope, reflection).first()
    if waiting is not None:
        raise InputProblem(
            _("Look first at what you tried last time."),
            _("“%(trial)s” is due.") % {"trial": waiting.text},
            _("Say whether it was kept; then write down the new."),
        )


def _refuse_second(scope: Scope, reflection: Reflection) -> None:
    tried = Trial.objects.within(scope).filter(meeting=reflection.meeting)
    if reflection.asset or reflection.spoken_only or tried.exists():
        raise InputProblem(
            _("This is written down already."),
            _("A reflection leaves one outcome, so that it stays short."),
            _("Add what is missing as a tension, a promise or a note."),
        )


def _refuse_unclear(spoken_only: bool, anything: bool) -> None:
    if spoken_only == anything:
        raise InputProblem(
            _("Spoken only means that nothing is written.")
            if spoken_only
            else _("There is nothing to write down."),
            _("An outcome is a tension, an asset or an agreement to try, or it stays spoken."),
            _("Take the words away, or the tick.")
            if spoken_only
            else _("Write one of the three, or tick “spoken only”."),
            field="spoken_only",
        )
