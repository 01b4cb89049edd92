"""The screen on which notes are typed: what is on now, what changed, who is typing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from thirdspace.access import clock
from thirdspace.access.scope import Scope, Visibility
from thirdspace.meetings import when
from thirdspace.meetings.days_grammar import offer_days
from thirdspace.meetings.models import (
    AgendaItem,
    ItemState,
    LineKind,
    LineVersion,
    Meeting,
    MeetingState,
)
from thirdspace.meetings.reads.lines import Shown, seen, show
from thirdspace.meetings.reads.meetings import following
from thirdspace.meetings.sitting import listed

#: Who stored a line so lately counts as typing.
TYPING = timedelta(seconds=20)
_LATELY = 30  # changes to look back over


@dataclass(frozen=True, slots=True)
class Head:
    """What is on now."""

    item_id: int | None
    heading: str
    lead: str
    state: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What changed since a reader asked last.

    `standing` is how many lines the reader should have now. Who has another number (a line was
    taken out, or its side keeps it to itself) asks again from the beginning.
    """

    change: int
    standing: int
    lines: list[Shown]
    head: Head
    counts: str


def feed(scope: Scope, meeting: Meeting, since: int) -> Feed:
    """Return the lines that changed after the count `since`, and all around them."""
    # The count was read with the meeting, before the lines: a change between the two comes twice.
    lines = seen(scope, meeting)
    changed = lines.filter(change__gt=since) if since else lines
    head = head_of(scope, meeting)
    return Feed(
        change=meeting.line_changes,
        lines=show(scope, meeting, changed),
        standing=lines.count(),
        head=head,
        counts=_counts(scope, meeting, head),
    )


def head_of(scope: Scope, meeting: Meeting) -> Head:
    """Return what is on now, with its minutes, and who is typing."""
    items = list(
        AgendaItem.objects.within(scope).filter(meeting=meeting).order_by("position", "id")
    )
    place = next((n for n, item in enumerate(items, 1) if item.state == ItemState.NOW), 0)
    around = [_typing(scope, meeting), _seen_by(meeting)]
    if not place:
        lead = f"{meeting.get_state_display()}."
        return Head(None, meeting.title, lead, _joined(_next_step(meeting), *around))
    item = items[place - 1]
    heading = _("Item %(n)d: %(title)s") % {"n": place, "title": item.title}
    lead = _("Item %(n)d of %(all)d") % {"n": place, "all": len(items)}
    left, times = _minutes(item, meeting.time_zone)
    return Head(
        item.pk, heading, f"{lead}, {left}." if left else f"{lead}.", _joined(times, *around)
    )


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _next_step(meeting: Meeting) -> str:
    if meeting.state == MeetingState.PLANNED:
        return _("What you type now is there when it begins.")
    if meeting.state == MeetingState.OPEN:
        return _("No item is on now.")
    return _("Its notes can't be changed any more.")


def _minutes(item: AgendaItem, zone: str) -> tuple[str, str]:
    """Return how many minutes are left or over, and from when to when the item is."""
    if item.started_at is None:
        return "", ""
    end, now = item.started_at + timedelta(minutes=item.minutes), clock.now()
    over = int((now - end).total_seconds() // 60)
    left = -over
    said = (
        ngettext("%(n)d minute over", "%(n)d minutes over", over) % {"n": over}
        if over > 0
        else ngettext("%(n)d minute left", "%(n)d minutes left", left) % {"n": left}
    )
    times = _("%(start)s to %(end)s, now %(now)s.") % {
        "start": when.hour(item.started_at, zone),
        "end": when.hour(end, zone),
        "now": when.hour(now, zone),
    }
    return said, times


def _typing(scope: Scope, meeting: Meeting) -> str:
    """Name who stored a line just now."""
    lately = LineVersion.objects.within(scope).filter(
        line__meeting=meeting,
        line__change__gt=meeting.line_changes - _LATELY,
        at__gte=clock.now() - TYPING,
    )
    names = sorted(set(lately.values_list("person__name", flat=True)) - {None})
    if not names:
        return ""
    facts = {"n": len(names), "names": listed(names)}
    return (
        ngettext("Typing now: %(names)s.", "%(n)d people are typing: %(names)s.", len(names))
        % facts
    )


def _seen_by(meeting: Meeting) -> str:
    if meeting.visibility in (Visibility.OWN, Visibility.NAMED):
        return _("Seen only by who sees this meeting.")
    return _("Seen by the whole partnership.")


def _counts(scope: Scope, meeting: Meeting, head: Head) -> str:
    """Say what the lines of this item became."""
    rows = seen(scope, meeting).filter(item=head.item_id).order_by().values_list("kind")
    counts = dict(rows.annotate(n=Count("pk")))
    forms = {
        LineKind.DECISION: ngettext_lazy("%(n)d decision", "%(n)d decisions", "n"),
        LineKind.PROMISE: ngettext_lazy("%(n)d promise", "%(n)d promises", "n"),
        LineKind.TENSION: ngettext_lazy("%(n)d tension", "%(n)d tensions", "n"),
        LineKind.THANKS: ngettext_lazy("%(n)d thanks", "%(n)d thanks", "n"),
    }
    some = [words % {"n": counts[kind]} for kind, words in forms.items() if kind in counts]
    if not some:
        return _("Nothing became a record here yet.")
    return _("Now %(counts)s in this item.") % {"counts": ", ".join(some)}


# --- Days to choose while typing ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """A day to choose: as it is typed, as ISO (“” for no day), and what helps to choose."""

    label: str
    iso: str
    note: str


def offers(scope: Scope, meeting: Meeting, prefix: str) -> list[Offer]:
    """Return the days that an unfinished word may mean, and that there is none yet."""
    today = when.day_of(clock.now(), meeting.time_zone)
    after = following(scope, meeting)
    table = when.day_of(after.starts_at, meeting.time_zone) if after else None
    days = offer_days(prefix[:40], today, table)
    none = Offer(_("No date yet"), "", _("asks you again at the end"))
    return [*(_offer(day, today, table) for day in days), none]


def _offer(day: date, today: date, table: date | None) -> Offer:
    away = (day - today).days
    near = ngettext("in %(n)d day", "in %(n)d days", away) % {"n": away} if 0 < away < 22 else ""
    note = [date_format(day, "l"), near, _("next meeting") if day == table else ""]
    return Offer(date_format(day, "j F Y"), day.isoformat(), ", ".join(filter(None, note)))
