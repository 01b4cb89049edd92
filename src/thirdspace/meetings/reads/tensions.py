"""Tensions by age, one tension, and what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone

from thirdspace.access import clock
from thirdspace.access.models import AuditEvent
from thirdspace.access.registries import Happening
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.access.told import told
from thirdspace.meetings.levels import WIDER, Level, level_of, may_open
from thirdspace.meetings.models import Meeting, Tension, TensionState
from thirdspace.partnership.models import Organization


@dataclass(frozen=True, slots=True)
class Between:
    """An organization a tension is between."""

    name: str
    side: str


@dataclass(frozen=True, slots=True)
class TensionRow:
    """One tension as lists show it; `days` only while it is open."""

    number: int
    short: str
    text: str
    level: str
    level_label: str
    state: str
    state_label: str
    opened_on: date
    days: int | None
    between: tuple[Between, ...]
    surfaced_by: str
    side: str
    organization: str
    meeting_title: str
    meeting_url: str
    url: str
    what_changed: str


@dataclass(frozen=True, slots=True)
class TensionPage:
    """One tension, where it may still be opened to, and what happened to it."""

    row: TensionRow
    wider: tuple[Level, ...]
    events: Sequence[Happening]


def tensions(scope: Scope) -> list[TensionRow]:
    """Return what a scope may see, open ones first and the oldest on top."""
    return _rows(scope, _seen(scope).order_by(_open_first(), "opened_at", "id"))


def of_meeting(scope: Scope, meeting: Meeting) -> list[TensionRow]:
    """Return the tensions that came from a meeting, in the order they were surfaced."""
    return _rows(scope, _seen(scope).filter(meeting=meeting).order_by("opened_at", "id"))


def tension(scope: Scope, number: int) -> TensionPage:
    """Return one tension.

    Raises
    ------
    NotThere
        No such tension, or not the scope's to see.
    """
    found = _seen(scope).filter(number=number).first()
    if found is None:
        raise nothing_here()
    acts = AuditEvent.objects.within(scope).filter(
        kind=Tension._meta.label_lower, record_id=found.pk
    )
    return TensionPage(
        row=_rows(scope, [found])[0],
        wider=_wider(scope, found),
        events=told(scope, acts.order_by("-at", "-id"), linked=False),
    )


def _seen(scope: Scope) -> QuerySet[Tension]:
    return Tension.objects.within(scope).select_related("meeting", "surfaced_by", "origin")


def _open_first() -> Case:
    order = [TensionState.OPEN, TensionState.TALKED, TensionState.SETTLED]
    return Case(
        *(When(state=state, then=Value(place)) for place, state in enumerate(order)),
        output_field=IntegerField(),
    )


def _wider(scope: Scope, found: Tension) -> tuple[Level, ...]:
    wider = WIDER[WIDER.index(level_of(found)) + 1 :]
    return wider if wider and may_open(scope, found) else ()


def _rows(scope: Scope, found: QuerySet[Tension] | Sequence[Tension]) -> list[TensionRow]:
    known = {each.pk: Between(str(each), each.side) for each in Organization.objects.within(scope)}
    # A meeting the reader may not see keeps its name.
    seen = set(
        Meeting.objects.within(scope)
        .filter(pk__in={each.meeting_id for each in found})
        .values_list("pk", flat=True)
    )
    return [_row(scope, each, known, seen) for each in found]


def _row(
    scope: Scope, found: Tension, known: dict[int, Between], seen_meetings: set[int]
) -> TensionRow:
    level, key = level_of(found), scope.partnership_key
    meeting = found.meeting if found.meeting_id in seen_meetings else None
    opened = timezone.localdate(found.opened_at)
    return TensionRow(
        number=found.number,
        short=found.short,
        text=found.text,
        level=level.value,
        level_label=str(level.label),
        state=found.state,
        state_label=found.get_state_display(),
        opened_on=opened,
        days=None if found.state == TensionState.SETTLED else (clock.today() - opened).days,
        between=tuple(known[pk] for pk in _ids(found.between) if pk in known),
        surfaced_by=str(found.surfaced_by or ""),
        side=found.origin.side if found.origin else "joint",
        organization=str(found.origin or ""),
        meeting_title=meeting.title if meeting else "",
        meeting_url=reverse("meetings:meeting", args=[key, meeting.pk]) if meeting else "",
        url=reverse("meetings:tension", args=[key, found.number]),
        what_changed=found.what_changed,
    )


def _ids(written: str) -> list[int]:
    return [int(part) for part in written.split(",") if part]
