"""The agenda as a page shows it: times, who leads, minutes as length, and its balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import get_args

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thirdspace.access import clock
from thirdspace.access.scope import Scope
from thirdspace.meetings import when
from thirdspace.meetings.models import AgendaItem, ItemKind, ItemOrigin, ItemState, Meeting
from thirdspace.meetings.models import MeetingState as Stage
from thirdspace.meetings.reads.presence import Attendee
from thirdspace.meetings.reads.promises import since
from thirdspace.meetings.rhythm_rules import STANDING
from thirdspace.methods.reflection import ItemMinutes, Kind, RequirementShare, requirement_share
from thirdspace.partnership.models import Seat

#: The kinds of items as the method of shares names them.
KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
#: A minute is drawn six pixels long, as long as the longest item leaves room for it.
PIXELS_A_MINUTE, LONGEST = 6.0, 90.0
OVER = (Stage.CLOSED, Stage.CANCELLED)
OWN, FUNDER, REFLECTION = "own", "funder", "reflection"


@dataclass(frozen=True, slots=True)
class Row:
    """One item of an agenda."""

    id: int
    number: int
    time: str
    title: str
    note: str
    use: str  # own · funder · reflection
    kind: str
    work: str  # decide, make together, update, reflect
    led_by: str
    led_by_side: str
    brought_by: str
    brought_by_side: str
    minutes: int
    bar: float
    state: str
    state_label: str
    took: str  # real times, once it has begun
    over: int  # minutes over its time
    carried: bool
    movable: bool
    goes_on: bool  # not reached, it comes to the next agenda
    closed: bool  # its meeting is over

    @property
    def css(self) -> str:
        """Return how its minutes are drawn: filled, sunk for the funder, hollow for reflection."""
        return {OWN: "bar", FUNDER: "bar-q", REFLECTION: "bar-r"}[self.use]

    @property
    def changeable(self) -> bool:
        """Say whether it may still be changed."""
        return self.state in (ItemState.WAITING, ItemState.NOW) and not self.closed

    @property
    def width(self) -> float:
        """Return the width of the drawing, with room for its edges."""
        return self.bar + 2


@dataclass(frozen=True, slots=True)
class Balance:
    """What the minutes of an agenda go to."""

    minutes: int
    own: int
    funder: int
    reflection: int
    share: RequirementShare

    @property
    def sentence(self) -> str:
        """Say what the minutes go to: our own work, the funder, reflection."""
        if not self.minutes:
            return _("Nothing on it yet.")
        parts = (
            _("Our own work %(share)s") % {"share": self._share(self.own)},
            _("asked by the funder %(share)s") % {"share": self._share(self.funder)},
            _("reflection %(share)s") % {"share": self._share(self.reflection)},
        )
        return f"{', '.join(parts)}."

    @property
    def joint_sentence(self) -> str:
        """Say how much is deciding and making together, and how much is updates."""
        if not self.minutes:
            return ""
        return _("Deciding and making together %(joint)s, updates %(updates)s.") % {
            "joint": self._share(round(self.share.co_design_minutes)),
            "updates": self._share(round(self.share.update_minutes)),
        }

    def _share(self, minutes: int) -> str:
        return _("%(minutes)d (%(percent)d %%)") % {
            "minutes": minutes, "percent": round(100 * minutes / self.minutes)
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items of a meeting and their balance."""

    rows: Sequence[Row]
    balance: Balance

    @property
    def on(self) -> Row | None:
        """Return the item that is on now."""
        return next((row for row in self.rows if row.state == ItemState.NOW), None)

    @property
    def waiting(self) -> Sequence[Row]:
        """Return the items that have not begun."""
        return [row for row in self.rows if row.state == ItemState.WAITING]


def agenda(scope: Scope, meeting: Meeting, people: Sequence[Attendee]) -> Agenda:
    """Return the agenda of a meeting; `people` say on which side who leads stands."""
    items = list(
        AgendaItem.objects.within(scope)
        .filter(meeting=meeting)
        .select_related("led_by", "brought_by")
        .order_by("position", "pk")
    )
    sides = _sides(scope, items, people)
    longest = max((item.minutes for item in items), default=1)
    scale = min(PIXELS_A_MINUTE, LONGEST / longest)
    starts, rows = meeting.starts_at, []
    for number, item in enumerate(items, start=1):
        rows.append(
            Row(
                id=item.pk,
                number=number,
                time=when.hour(starts, meeting.time_zone),
                title=item.title,
                note=_note(scope, meeting, item),
                use=use_of(item),
                kind=_kind(item),
                work="" if item.kind == ItemKind.REFLECT else item.get_kind_display().lower(),
                led_by=str(item.led_by or ""),
                led_by_side=sides.get(item.led_by_id, "other"),
                brought_by=str(item.brought_by or ""),
                brought_by_side=item.brought_by.side if item.brought_by else "other",
                minutes=item.minutes,
                bar=round(scale * item.minutes, 1),
                state=item.state,
                state_label=_state(meeting, item),
                took=_took(meeting, item),
                over=over(item),
                carried=item.carried_from_id is not None,
                movable=item.state == ItemState.WAITING and item.position != STANDING,
                goes_on=item.goes_on,
                closed=meeting.state in OVER,
            )
        )
        starts += timedelta(minutes=item.minutes)
    return Agenda(rows, balance(items))


def _sides(
    scope: Scope, items: Sequence[AgendaItem], people: Sequence[Attendee]
) -> dict[int | None, str]:
    """Return on which side each person stands; who leads an item may not be on the list."""
    sides = {each.person_id: each.side for each in people}
    others = {item.led_by_id for item in items} - {None, *sides}
    if others:
        seats = Seat.objects.within(scope).filter(person__in=others).select_related("organization")
        sides |= {seat.person_id: seat.organization.side for seat in seats.order_by("id")}
    return sides


def balance(items: Sequence[AgendaItem]) -> Balance:
    """Return what the minutes of some items go to."""
    spent = dict.fromkeys((OWN, FUNDER, REFLECTION), 0)
    for item in items:
        spent[use_of(item)] += item.minutes
    share = requirement_share(
        [
            ItemMinutes(KINDS[item.kind], item.minutes, item.origin == ItemOrigin.FUNDER)
            for item in items
        ]
    )
    return Balance(sum(spent.values()), spent[OWN], spent[FUNDER], spent[REFLECTION], share)


def use_of(item: AgendaItem) -> str:
    """Return what an item's minutes count for."""
    if item.kind == ItemKind.REFLECT:
        return REFLECTION
    return FUNDER if item.origin == ItemOrigin.FUNDER else OWN


def over(item: AgendaItem) -> int:
    """Return how many whole minutes an item took, or takes by now, more than it has."""
    if item.started_at is None:
        return 0
    took = (item.ended_at or clock.now()) - item.started_at
    return max(0, int(took.total_seconds() // 60) - item.minutes)


def _kind(item: AgendaItem) -> str:
    return {
        OWN: _("our own work"), FUNDER: _("asked by the funder"), REFLECTION: _("reflection")
    }[use_of(item)]  # fmt: skip


def _note(scope: Scope, meeting: Meeting, item: AgendaItem) -> str:
    if item.note or item.position != STANDING:
        return item.note
    found = since(scope, meeting.series_id, meeting.starts_at)
    parts = (
        ngettext("%(n)d kept", "%(n)d kept", found.kept) % {"n": found.kept},
        ngettext("%(n)d late", "%(n)d late", found.late) % {"n": found.late},
        ngettext("%(n)d open", "%(n)d open", found.open) % {"n": found.open},
    )
    return ", ".join(parts)


def _state(meeting: Meeting, item: AgendaItem) -> str:
    left = item.state == ItemState.CARRIED and not item.goes_on
    if left or (item.state == ItemState.WAITING and meeting.state in OVER):
        return _("not held") if item.kind == ItemKind.REFLECT else _("not reached")
    return "" if item.state == ItemState.WAITING else item.get_state_display().lower()


def _took(meeting: Meeting, item: AgendaItem) -> str:
    if item.started_at is None or item.ended_at is None:
        return ""
    return _("%(start)s to %(end)s") % {
        "start": when.hour(item.started_at, meeting.time_zone),
        "end": when.hour(item.ended_at, meeting.time_zone),
    }
