"""What a new agenda starts with: what was not reached, the promises, and the reflection."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thirdspace.access.scope import Scope
from thirdspace.meetings import when
from thirdspace.meetings.models import (
    AgendaItem,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
    Reflection,
    ReflectionState,
)
from thirdspace.meetings.reads.meetings import before, following
from thirdspace.meetings.rhythm_rules import STANDING, Earlier, reflection_minutes

STANDING_MINUTES = 8
_COPIED = (
    "title", "note", "kind", "origin", "minutes", "led_by_id", "brought_by_id", "deliverable_id",
)  # fmt: skip


def first_agenda(scope: Scope, meeting: Meeting) -> None:
    """Give a new meeting the items it starts with."""
    last = before(scope, meeting)
    if last is not None:
        _look_back(scope, meeting, last)
    if last is not None and last.state in (MeetingState.CLOSED, MeetingState.CANCELLED):
        carry(scope, last, meeting)
    minutes = _reflection_due(scope, meeting)
    if minutes:
        plan_reflection(scope, meeting, minutes)
        _reflection_item(scope, meeting, minutes)


def leave_undone(scope: Scope, meeting: Meeting) -> None:
    """Carry what was not reached to the next planned meeting, or keep it for the next one made.

    The look back and the reflection are not copied: the next agenda has its own.
    """
    items = AgendaItem.objects.within(scope).filter(meeting=meeting)
    items.filter(state=ItemState.WAITING).update(state=ItemState.CARRIED)
    settle_reflection(scope, meeting)
    target = following(scope, meeting)
    if target is not None:
        carry(scope, meeting, target)


def carry(scope: Scope, source: Meeting, target: Meeting) -> None:
    """Copy what was not reached at `source` to the agenda of `target`, each item once."""
    copies = AgendaItem.objects.within(scope).filter(carried_from__meeting=source)
    items = AgendaItem.objects.within(scope).filter(meeting=source, state=ItemState.CARRIED)
    left = items.exclude(pk__in=copies.values("carried_from_id")).order_by("position", "id")
    rows = [item for item in left if item.goes_on]
    first = place_for(scope, target, len(rows))
    AgendaItem.objects.add_many(
        scope,
        (
            {
                **{name: getattr(item, name) for name in _COPIED},
                "meeting": target,
                "carried_from": item,
                "position": first + offset,
            }
            for offset, item in enumerate(rows)
        ),
    )


def settle_reflection(scope: Scope, meeting: Meeting) -> None:
    """Let the item of a reflection say if it was held: one that was skipped is due again."""
    held = Reflection.objects.within(scope).filter(meeting=meeting, state=ReflectionState.SHOWN)
    items = AgendaItem.objects.within(scope).filter(meeting=meeting, kind=ItemKind.REFLECT)
    items.update(state=ItemState.DONE if held.exists() else ItemState.CARRIED)


def place_for(scope: Scope, meeting: Meeting, count: int = 1) -> int:
    """Return the first of `count` places at the end, before a reflection that comes last."""
    items = AgendaItem.objects.within(scope).filter(meeting=meeting)
    last = items.order_by("-position", "-pk").first()
    if last is None:
        return STANDING + 1
    if last.kind != ItemKind.REFLECT or last.state != ItemState.WAITING:
        return last.position + 1
    items.filter(pk=last.pk).update(position=last.position + count)
    return last.position


def plan_reflection(scope: Scope, meeting: Meeting, minutes: int) -> None:
    """Plan the reflection of a meeting, or plan it again after it was skipped."""
    planned = Reflection.objects.within(scope).filter(meeting=meeting)
    if not planned.exists():
        Reflection.objects.add(scope, meeting=meeting, minutes=minutes)
    # Never once it was opened: answers were given to these questions, under this rule.
    free = planned.filter(
        state__in=(ReflectionState.PLANNED, ReflectionState.SKIPPED), opened_at=None
    )
    free.update(state=ReflectionState.PLANNED, minutes=minutes, skipped_why="")


def lengthen_reflection(scope: Scope, meeting: Meeting, minutes: int) -> None:
    """Give a reflection that is still planned another length."""
    planned = Reflection.objects.within(scope).filter(meeting=meeting)
    planned.filter(state=ReflectionState.PLANNED).update(minutes=minutes)


def _reflection_item(scope: Scope, meeting: Meeting, minutes: int) -> None:
    AgendaItem.objects.add(
        scope,
        meeting=meeting,
        position=place_for(scope, meeting),
        title=_("Reflection: how did we work?"),
        note=_("Private answers first, then by organization"),
        kind=ItemKind.REFLECT,
        minutes=minutes,
        led_by_id=scope.person_id,
    )


def _look_back(scope: Scope, meeting: Meeting, last: Meeting) -> None:
    AgendaItem.objects.add(
        scope,
        meeting=meeting,
        position=STANDING,
        title=_("Promises since %(day)s") % {"day": when.short_day(last.starts_at, last.time_zone)},
        kind=ItemKind.UPDATE,
        minutes=STANDING_MINUTES,
        led_by_id=scope.person_id,
    )


def _reflection_due(scope: Scope, meeting: Meeting) -> int:
    series = meeting.series
    return reflection_minutes(
        when.day_of(meeting.starts_at, meeting.time_zone),
        _earlier(scope, meeting),
        every=series.reflect_every,
        minutes=series.reflect_minutes,
        long_every_months=series.long_every_months,
        long_minutes=series.long_minutes,
    )


def _earlier(scope: Scope, meeting: Meeting) -> list[Earlier]:
    held = Meeting.objects.within(scope).filter(
        series=meeting.series_id, starts_at__lt=meeting.starts_at
    )
    held = held.exclude(state=MeetingState.CANCELLED)
    states = dict(
        Reflection.objects.within(scope)
        .filter(meeting__in=held.values("pk"))
        .values_list("meeting_id", "state")
    )
    planned = dict(
        AgendaItem.objects.within(scope)
        .filter(meeting__in=held.values("pk"), kind=ItemKind.REFLECT)
        .values_list("meeting_id", "minutes")
    )
    return [
        Earlier(
            day=when.day_of(each.starts_at, each.time_zone),
            minutes=planned.get(each.pk, 0),
            skipped=_lost(each, states.get(each.pk, "")),
        )
        for each in held
    ]


def _lost(meeting: Meeting, state: str) -> bool:
    """Say whether a reflection did not take place, by a word or because its meeting is over."""
    over = meeting.state == MeetingState.CLOSED and state != ReflectionState.SHOWN
    return over or state == ReflectionState.SKIPPED
