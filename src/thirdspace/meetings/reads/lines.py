"""Lines of the notes as they are shown: who typed them, what they say, what they became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access.scope import Scope, Visibility
from thirdspace.meetings import when
from thirdspace.meetings.levels import Level
from thirdspace.meetings.lines_grammar import Typed, read_line, split_lead
from thirdspace.meetings.models import (
    Decision,
    DecisionPart,
    Line,
    LineKind,
    LineVersion,
    Meeting,
    Part,
    Promise,
    Tension,
)
from thirdspace.meetings.permissions import WRITE
from thirdspace.meetings.questions import questions
from thirdspace.meetings.reads.meetings import following
from thirdspace.meetings.reads.named import known
from thirdspace.meetings.sitting import seats


@dataclass(frozen=True, slots=True)
class Side:
    """A person or an organization with the side whose mark they carry."""

    name: str
    side: str


@dataclass(frozen=True, slots=True)
class Became:
    """The record a line became, as far as its reader may see it."""

    words: str
    icon: str = ""
    look: str = ""
    url: str = ""
    proposed_by: Side | None = None
    owner: Side | None = None
    organization: Side | None = None
    due: date | None = None
    undated: bool = False
    absent: str = ""
    object_until: date | None = None
    levels: tuple[str, ...] = ()  # that can be chosen now
    level: str = ""  # that was chosen
    thanked: Side | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One line on the screen."""

    key: str
    version: int
    change: int  # the meeting's count when it last changed
    place: int  # its place among the others
    text: str
    lead: str  # the word that makes it a record, as it was typed
    body: str
    by: Side
    typed: str
    became: Became | None
    questions: tuple[str, ...]
    own: bool  # kept on one's own side


def seen(scope: Scope, meeting: Meeting) -> QuerySet[Line]:
    """Return the lines of a meeting that a scope may see and nobody took away, in order."""
    rows = Line.objects.within(scope).filter(meeting=meeting, removed_at=None)
    return rows.select_related("person", "origin", "about").order_by("position", "id")


def last_writer(scope: Scope, meeting: Meeting, key: str) -> str:
    """Return who gave a line the words it has now."""
    versions = LineVersion.objects.within(scope).filter(line__meeting=meeting, line__key=key)
    newest = versions.order_by("-version").values_list("person__name", flat=True).first()
    return newest or ""


def show(scope: Scope, meeting: Meeting, rows: Iterable[Line]) -> list[Shown]:
    """Return lines as they are shown; a constant number of queries."""
    lines = list(rows)
    records = {kind: find(scope, _ids(lines, kind)) for kind, find in _FINDERS.items()}
    reading = Reading(scope, meeting)
    return [_shown(scope, meeting, line, records, reading) for line in lines]


def _ids(lines: Sequence[Line], kind: str) -> list[int]:
    return [pk for line in lines if line.kind == kind and (pk := _points_to(line))]


def _points_to(line: Line) -> int | None:
    """Return the id of what a line is about: a person who is thanked, or its record."""
    return line.about_id if line.kind == LineKind.THANKS else line.record_id


class Reading:
    """Reads lines with the people and days of one meeting, looked up when first needed."""

    def __init__(self, scope: Scope, meeting: Meeting) -> None:
        self.scope, self.meeting = scope, meeting
        self._facts: dict[str, Any] = {}

    def of(self, line: Line) -> Typed:
        """Return what a line means."""
        kind, _word, _rest = split_lead(line.text)
        if kind == LineKind.PLAIN:
            return Typed(kind, line.text)
        if not self._facts:
            after = following(self.scope, self.meeting)
            zone = self.meeting.time_zone
            self._facts = {
                "people": known(self.scope),
                "next_meeting": when.day_of(after.starts_at, zone) if after else None,
            }
        today = when.day_of(line.typed_at, self.meeting.time_zone)
        return read_line(line.text, today=today, **self._facts)


def _shown(
    scope: Scope,
    meeting: Meeting,
    line: Line,
    records: Mapping[str, Mapping[int, Any]],
    reading: Reading,
) -> Shown:
    _kind, lead, body = split_lead(line.text)
    record = records.get(line.kind, {}).get(_points_to(line) or 0)
    typed = reading.of(line) if line.kind == LineKind.PLAIN and lead else None
    return Shown(
        key=line.key,
        version=line.version,
        change=line.change,
        place=line.position,
        text=line.text,
        lead=lead,
        body=body,
        by=Side(str(line.person or ""), line.origin.side if line.origin else "other"),
        typed=when.hour(line.typed_at, meeting.time_zone),
        became=_WORDED[line.kind](scope, line, record) if line.kind in _WORDED else None,
        questions=questions(typed, may_write=scope.may(WRITE)) if typed else (),
        own=line.visibility == Visibility.OWN,
    )


# --- Records, by kind --------------------------------------------------------------------------


def _decisions(scope: Scope, ids: Sequence[int]) -> dict[int, tuple[Decision, list[str]]]:
    if not ids:
        return {}
    found = Decision.objects.within(scope).filter(pk__in=ids).select_related("proposed_by")
    parts = DecisionPart.objects.within(scope).filter(decision__in=ids, part=Part.ABSENT)
    absent: dict[int, list[str]] = defaultdict(list)
    for part in parts.select_related("organization"):
        absent[part.decision_id].append(str(part.organization))
    return {each.pk: (each, absent[each.pk]) for each in found}


def _promises(scope: Scope, ids: Sequence[int]) -> dict[int, Promise]:
    if not ids:
        return {}
    found = Promise.objects.within(scope).select_related("owner", "organization")
    return found.in_bulk(ids)


def _tensions(scope: Scope, ids: Sequence[int]) -> dict[int, Tension]:
    return Tension.objects.within(scope).in_bulk(ids) if ids else {}


def _sides(scope: Scope, ids: Sequence[int]) -> dict[int, str]:
    held = seats(scope).filter(person__in=ids) if ids else []
    return {seat.person_id: seat.organization.side for seat in held}


_FINDERS: dict[str, Callable[[Scope, Sequence[int]], Mapping[int, Any]]] = {
    LineKind.DECISION: _decisions,
    LineKind.PROMISE: _promises,
    LineKind.TENSION: _tensions,
    LineKind.THANKS: _sides,
}


def _decision(scope: Scope, _line: Line, found: tuple[Decision, list[str]] | None) -> Became:
    if found is None:
        return Became(_("decision"), "decision")
    decision, absent = found
    by = decision.proposed_by
    return Became(
        _("decision %(short)s") % {"short": decision.short},
        "decision",
        url=reverse("meetings:decision", args=[scope.partnership_key, decision.number]),
        proposed_by=Side(str(by), by.side) if by else None,
        absent=", ".join(absent),
        object_until=decision.object_until,
    )


def _promise(scope: Scope, _line: Line, promise: Promise | None) -> Became:
    if promise is None:
        return Became(_("promise"), "check")
    words = _("promise %(short)s, both sides") if promise.joint else _("promise %(short)s")
    whose = promise.organization
    return Became(
        words % {"short": promise.short},
        "check",
        "straw" if promise.joint else "",
        reverse("meetings:promise", args=[scope.partnership_key, promise.number]),
        owner=Side(str(promise.owner), whose.side),
        organization=Side(_("Joint"), "joint") if promise.joint else Side(str(whose), whose.side),
        due=promise.due,
        undated=promise.due is None,
    )


def _tension(scope: Scope, line: Line, tension: Tension | None) -> Became:
    if tension is None:
        return Became(_("tension"), "talk")
    level = _level(line, tension)
    chosen = {Level.SHARED: (), Level.OWN: (Level.SHARED,)}
    own = scope.organization_id == tension.origin_id
    return Became(
        _("tension %(short)s") % {"short": tension.short},
        "talk",
        url=reverse("meetings:tension", args=[scope.partnership_key, tension.number]),
        level=str(level.label) if level else "",
        levels=chosen[level] if level else (Level.SHARED, Level.OWN) if own else (),
    )


def _level(line: Line, tension: Tension) -> Level | None:
    """Return the level that was chosen; none while nobody was asked.

    Until then the record stays on the writer's own side, though the line stands in the notes.
    """
    if tension.visibility != Visibility.OWN:
        return Level.SHARED
    return Level.OWN if line.visibility == Visibility.OWN else None


def _thanks(_scope: Scope, line: Line, side: str | None) -> Became:
    about = line.about
    return Became(_("thanks"), thanked=Side(str(about), side or "other") if about else None)


_WORDED: dict[str, Callable[[Scope, Line, Any], Became]] = {
    LineKind.DECISION: _decision,
    LineKind.PROMISE: _promise,
    LineKind.TENSION: _tension,
    LineKind.THANKS: _thanks,
}
