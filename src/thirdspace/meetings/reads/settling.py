"""What is still to settle before a meeting is closed: no date, no owner, no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access.scope import Scope
from thirdspace.meetings.models import (
    Attendance,
    Decision,
    DecisionState,
    Line,
    LineKind,
    Meeting,
    Presence,
    Promise,
    PromiseState,
    Reflection,
    ReflectionState,
)
from thirdspace.meetings.permissions import RUN, WRITE
from thirdspace.meetings.reads.agenda import Agenda

_UNFINISHED = (LineKind.DECISION, LineKind.PROMISE, LineKind.TENSION)
_NOT_MARKED = (Presence.INVITED, Presence.COMING)


@dataclass(frozen=True, slots=True)
class Loose:
    """One loose end: what it is, what it lacks, and where it can be settled."""

    what: str
    lacks: str
    url: str = ""
    act: str = ""


def to_settle(scope: Scope, meeting: Meeting) -> list[Loose]:
    """Return what lacks a date, an owner or an answer; five queries."""
    return [
        *_promises(scope, meeting),
        *_lines(scope, meeting),
        *_decisions(scope, meeting),
        *_reflection(scope, meeting),
        *_people(scope, meeting),
    ]


def not_reached(items: Agenda) -> Sequence[str]:
    """Return the titles of what goes to the next agenda if the meeting is closed now."""
    return [row.title for row in items.waiting if row.goes_on]


def _promises(scope: Scope, meeting: Meeting) -> list[Loose]:
    undated = Promise.objects.within(scope).filter(
        meeting=meeting, state=PromiseState.OPEN, due=None
    )
    key, may = scope.partnership_key, scope.may(WRITE)
    return [
        Loose(
            f"{each.short} {each.text}",
            _("no date yet"),
            reverse("meetings:edit_promise", args=[key, each.number]) if may else "",
            _("Give it a date"),
        )
        for each in undated.order_by("number")
    ]


def _lines(scope: Scope, meeting: Meeting) -> list[Loose]:
    typed = Line.objects.within(scope).filter(
        meeting=meeting, removed_at=None, record_id=None, kind__in=_UNFINISHED
    )
    notes = reverse("meetings:notes", args=[scope.partnership_key, meeting.pk])
    return [
        Loose(
            each.text[:200], _("no record yet: it lacks a person or words"), notes, _("Finish it")
        )
        for each in typed.order_by("position", "pk")
    ]


def _decisions(scope: Scope, meeting: Meeting) -> list[Loose]:
    waiting = Decision.objects.within(scope).filter(meeting=meeting, state=DecisionState.WAITING)
    key = scope.partnership_key
    return [
        Loose(
            f"{each.short} {each.text}",
            _("waits for the other side"),
            reverse("meetings:decision", args=[key, each.number]),
            _("Look at it"),
        )
        for each in waiting.order_by("number")
    ]


def _reflection(scope: Scope, meeting: Meeting) -> list[Loose]:
    open_ones = (ReflectionState.PLANNED, ReflectionState.OPEN)
    planned = Reflection.objects.within(scope).filter(meeting=meeting, state__in=open_ones)
    key, may = scope.partnership_key, scope.may(RUN)
    return [
        Loose(
            _("Reflection, %(n)d minutes") % {"n": each.minutes},
            _("not held; it is due again next time"),
            reverse("meetings:skip_reflection", args=[key, meeting.pk]) if may else "",
            _("Say why it was skipped"),
        )
        for each in planned
    ]


def _people(scope: Scope, meeting: Meeting) -> list[Loose]:
    rows = Attendance.objects.within(scope).filter(meeting=meeting, state__in=_NOT_MARKED)
    names = [str(row.person or row.guest) for row in rows.select_related("person").order_by("pk")]
    if not names:
        return []
    people = reverse("meetings:people", args=[scope.partnership_key, meeting.pk])
    lacks = _("not marked as here; they will count as absent")
    return [Loose(", ".join(names), lacks, people, _("Say who is here"))]
