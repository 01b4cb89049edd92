"""What happened: acts in the workspace and events outside it, merged newest first."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice

from django.db.models import Q, QuerySet

from thirdspace.access import registries
from thirdspace.access.models import AuditEvent
from thirdspace.access.registries import EventSource, Happening
from thirdspace.access.scope import Scope
from thirdspace.access.told import told

SIZE = 50
#: Lines on the board.
FEW = 8
#: More than this is said as "more than".
MANY = 100


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a reader asked to see: one room, one organization, or all."""

    room: str = ""
    organization_id: int | None = None
    organization_name: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """How far a reader has come: everything newer was shown.

    Acts of the moment `at` come before events of it. `act` is the last act shown; once events of
    the moment were shown it is 0, and `events` says how many.
    """

    at: datetime
    act: int = 0
    events: int = 0

    def written(self) -> str:
        """Return the place as an address carries it."""
        plain = json.dumps([self.at.isoformat(), self.act, self.events])
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, written: str) -> Place | None:
        """Read a place from an address; one that can't be read is the top."""
        try:
            plain = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
            at, act, events = json.loads(plain)
            moment = datetime.fromisoformat(at)
            return cls(moment, int(act), max(int(events), 0)) if moment.tzinfo else None
        except (ValueError, TypeError, binascii.Error):
            return None


@dataclass(frozen=True, slots=True)
class Line:
    """A happening, and the place of a reader who has just read it."""

    happening: Happening
    place: Place


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One page of the timeline and the cursor of the next ("" when this is the last)."""

    events: Sequence[Happening]
    next_cursor: str


@dataclass(frozen=True, slots=True)
class News:
    """What changed since a visit: the newest of it, and how many acts in all."""

    since: datetime | None
    events: Sequence[Happening]
    count: int

    @property
    def many(self) -> bool:
        """Say whether there were more than are counted."""
        return self.count > MANY


def happened(
    scope: Scope, *, narrowed: Narrowed | None = None, cursor: str = "", size: int = SIZE
) -> TimelinePage:
    """Return one page of what happened, newest first.

    Parameters
    ----------
    scope : Scope
        Who looks; only what they may see is told.
    narrowed : Narrowed, optional
        One room or one organization only.
    cursor : str
        The `next_cursor` of the page before.
    size : int
        Lines a page.
    """
    narrowed = narrowed or Narrowed()
    place = Place.read(cursor)
    found = list(islice(_lines(scope, narrowed, place, size + 1), size + 1))
    more = found[size - 1].place.written() if len(found) > size else ""
    return TimelinePage([line.happening for line in found[:size]], more)


def news_since(scope: Scope, moment: datetime | None) -> News:
    """Return what changed since a person's last visit; the newest happenings on a first one."""
    if moment is None:
        return News(None, happened(scope, size=FEW).events, 0)
    acts = AuditEvent.objects.within(scope).filter(at__gt=moment).order_by("-at", "-id")
    count = acts[: MANY + 1].count()
    events = happened(scope, size=FEW).events if count else ()
    return News(moment, [event for event in events if event.at > moment], count)


def _lines(scope: Scope, narrowed: Narrowed, place: Place | None, batch: int) -> Iterator[Line]:
    acts = _acts(scope, narrowed, place, batch)
    return merge(acts, _events(scope, narrowed, place, batch), key=_moment, reverse=True)


def _moment(line: Line) -> datetime:
    return line.happening.at


def _acts(scope: Scope, narrowed: Narrowed, place: Place | None, batch: int) -> Iterator[Line]:
    # Read in batches as they are asked for; one is enough unless a filter drops much.
    acts = AuditEvent.objects.within(scope).order_by("-at", "-id")
    if narrowed.room:
        acts = acts.filter(verb__startswith=f"{narrowed.room}.")
    if narrowed.organization_id:
        acts = acts.filter(organization_id=narrowed.organization_id)
    while True:
        found = list(_after(acts, place)[:batch])
        for act, happening in zip(found, told(scope, found), strict=True):
            place = Place(act.at, act.pk)
            yield Line(happening, place)
        if len(found) < batch:
            return


def _after(acts: QuerySet[AuditEvent], place: Place | None) -> QuerySet[AuditEvent]:
    if place is None:
        return acts
    # The first bound lets the database start at the row; the OR alone would scan.
    return acts.filter(at__lte=place.at).filter(
        Q(at__lt=place.at) | Q(at=place.at, pk__lt=place.act)
    )


def _events(scope: Scope, narrowed: Narrowed, place: Place | None, batch: int) -> Iterator[Line]:
    names = [narrowed.room] if narrowed.room else registries.events.names()
    sources = [source for name in names if (source := registries.events.get(name))]
    until, skipped = (place.at, place.events) if place else (None, 0)
    streams = (_happenings(scope, source, until, batch) for source in sources)
    moment, number = until, 0
    for happening in merge(*streams, key=lambda h: h.at, reverse=True):
        if narrowed.organization_name not in ("", happening.organization_name):
            continue
        number = number + 1 if happening.at == moment else 1
        moment = happening.at
        if moment != until or number > skipped:
            yield Line(happening, Place(moment, 0, number))


def _happenings(
    scope: Scope, source: EventSource, until: datetime | None, batch: int
) -> Iterator[Happening]:
    """Yield a source's happenings up to and with the moment `until`, batch by batch.

    Many events have only a day, so that their moments are equal: each batch starts again at the
    moment the last one ended with, and leaves out what it had of it.
    """
    had = 0
    while True:
        before = until + timedelta(microseconds=1) if until else None
        found = source.happenings(scope, before, batch + had)
        yield from found[had:]
        if len(found) < batch + had:
            return
        until = found[-1].at
        had = sum(happening.at == until for happening in found)
