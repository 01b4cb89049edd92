"""Series of meetings: their rhythm, their usual place, their reflection."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from thirdspace.access import audit, clock
from thirdspace.access.actions import action
from thirdspace.access.models import naming
from thirdspace.access.scope import Scope, Visibility
from thirdspace.access.words import said, said_or_not
from thirdspace.meetings import when
from thirdspace.meetings.actions.checked import one_of, ones_of, whole
from thirdspace.meetings.models import Cadence, Meeting, MeetingState, Series, Voice
from thirdspace.meetings.permissions import RUN
from thirdspace.meetings.reads.series import series_seen
from thirdspace.problems import InputProblem

#: Whom a series may be shown to; what is released outside is released item by item.
INSIDE = (Visibility.PARTNERSHIP, Visibility.NAMED, Visibility.OWN)
_WHOLE = {
    "minutes": (5, 480),
    "reflect_every": (0, 12),
    "reflect_minutes": (1, 60),
    "long_every_months": (0, 24),
    "long_minutes": (1, 240),
}


@action(RUN)
def start_series(
    scope: Scope,
    *,
    name: str,
    cadence: str,
    minutes: int,
    place: str,
    time_zone: str,
    purpose: str = "",
    reflect_every: int = 2,
    reflect_minutes: int = 8,
    long_every_months: int = 3,
    long_minutes: int = 45,
    voices: Iterable[str] = (),
    visibility: str = Visibility.PARTNERSHIP,
    named: Iterable[int] = (),
) -> Series:
    """Start a series of meetings.

    Raises
    ------
    InputProblem
        A name that is taken, an unknown zone or rhythm, or minutes out of range.
    """
    fields = _fields(
        name=name, cadence=cadence, minutes=minutes, place=place, time_zone=time_zone,
        purpose=purpose, reflect_every=reflect_every, reflect_minutes=reflect_minutes,
        long_every_months=long_every_months, long_minutes=long_minutes, voices=voices,
    )  # fmt: skip
    _refuse_taken(scope, fields["name"])
    series = Series.objects.add(scope, **fields, **_seen_by(scope, visibility, named))
    audit.record(
        scope, "meetings.start_series", series, label=series.name,
        after={"cadence": series.cadence, "minutes": series.minutes},
    )  # fmt: skip
    return series


@action(RUN)
def change_series(scope: Scope, /, *, series_id: int, **changes: Any) -> Series:
    """Change a series; meetings that are planned already stay as they are.

    Parameters
    ----------
    scope : Scope
        Who changes it.
    series_id : int
        Which.
    **changes
        Any of what :func:`start_series` takes, except who sees it.

    Raises
    ------
    InputProblem
        As for :func:`start_series`.
    NotThere
        No such series.
    """
    series = series_seen(scope, series_id)
    fields = _fields(**changes)
    if fields.get("name", series.name) != series.name:
        _refuse_taken(scope, fields["name"])
    before = {name: getattr(series, name) for name in fields}
    after = {name: value for name, value in fields.items() if before[name] != value}
    for name, value in after.items():
        setattr(series, name, value)
    series.save(update_fields=list(after))
    audit.record(
        scope, "meetings.change_series", series, label=series.name,
        before={name: before[name] for name in after}, after=after,
    )  # fmt: skip
    return series


@action(RUN)
def end_series(scope: Scope, *, series_id: int) -> Series:
    """End a series: nothing more is planned in it, and all of it can still be read.

    Raises
    ------
    InputProblem
        A meeting of it is still planned or in session.
    """
    series = series_seen(scope, series_id)
    ahead = Meeting.objects.within(scope).filter(
        series=series, state__in=(MeetingState.PLANNED, MeetingState.OPEN)
    )
    if ahead.exists():
        raise InputProblem(
            _("The series still has a meeting ahead."),
            _("Whoever was invited would wait for it."),
            _("Hold it or cancel it first."),
        )
    series.ended_on = clock.today()
    series.save(update_fields=["ended_on"])
    audit.record(scope, "meetings.end_series", series, label=series.name)
    return series


def _fields(**given: Any) -> dict[str, Any]:
    """Return what was given of a series, checked."""
    checks: dict[str, Callable[[Any], Any]] = {
        "name": lambda value: said(value, most=120, field="name"),
        "purpose": lambda value: said_or_not(value, most=300, field="purpose"),
        "place": lambda value: said_or_not(value, most=300, field="place"),
        "cadence": lambda value: one_of(value, Cadence.values, field="cadence"),
        "time_zone": lambda value: one_of(value, when.known_zones(), field="time_zone"),
        "voices": lambda value: ones_of(value, Voice.values, field="voices"),
    }
    checked = {name: check(given[name]) for name, check in checks.items() if name in given}
    numbers = {
        name: whole(given[name], *limits, field=name)
        for name, limits in _WHOLE.items()
        if name in given
    }
    return {**checked, **numbers}


def _seen_by(scope: Scope, visibility: str, named: Iterable[int]) -> dict[str, str]:
    level = one_of(visibility, INSIDE, field="visibility")
    if level != Visibility.NAMED:
        return {"visibility": level}
    own = {scope.organization_id} if scope.organization_id else set()
    return {"visibility": level, "named": naming({*named, *own})}


def _refuse_taken(scope: Scope, name: str) -> None:
    audit.one_at_a_time(scope.partnership_id)
    if Series.objects.taken(scope, name=name):
        raise InputProblem(
            _("A series of that name is there already."),
            _("Meetings are called by the name of their series and a number."),
            _("Choose another name."),
            field="name",
        )
