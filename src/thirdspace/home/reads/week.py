"""What a person owes, what waits on them, what they wait for: in all their partnerships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from thirdspace.access import clock, entrance, registries
from thirdspace.access.registries import Owed, Owes
from thirdspace.access.scope import Scope
from thirdspace.home.reads.today import MeetingToday, meetings_today
from thirdspace.partnership.seats import partnerships_of

#: One thing seen from two seats is shown once, where it presses most.
PRESSING = (Owes.OWE, Owes.ON_ME, Owes.WAIT)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of a person's week, and the seat from which they answer it."""

    owed: Owed
    scope: Scope
    today: date

    @property
    def days_late(self) -> int:
        """Return for how many days it has been late; 0 when it is not."""
        return max((self.today - self.owed.due).days, 0) if self.owed.due else 0

    @property
    def days_waiting(self) -> int:
        """Return for how many days somebody has been waiting."""
        return max((self.today - self.owed.since).days, 0) if self.owed.since else 0

    @property
    def same(self) -> tuple[object, ...]:
        """Return what makes it one thing, from whichever seat it is seen."""
        owed = self.owed
        named = (owed.task, owed.record_id) if owed.task else (owed.url, str(owed.title))
        return (self.scope.partnership_id, *named)


@dataclass(frozen=True, slots=True)
class Share:
    """A partnership of the person, and how many things of their week are in it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Week:
    """A person's week: the three lists, the oldest first."""

    now: datetime
    partnerships: Sequence[Share]
    meetings: Sequence[MeetingToday]
    owe: Sequence[Thing]
    on_me: Sequence[Thing]
    wait: Sequence[Thing]

    @property
    def is_clear(self) -> bool:
        """Say whether there is nothing in any of the lists."""
        return not (self.owe or self.on_me or self.wait)

    @property
    def late(self) -> int:
        """Return how much of what the person owes is late."""
        return sum(thing.days_late > 0 for thing in self.owe)

    @property
    def wait_late(self) -> int:
        """Return how much of what the person waits for is late."""
        return sum(thing.days_late > 0 for thing in self.wait)


def week_of(scopes: Sequence[Scope]) -> Week:
    """Return a person's week, as seen from all their seats.

    Parameters
    ----------
    scopes : sequence of Scope
        Of one person: what :func:`scopes_of` returns.
    """
    things = _once(_things(scopes))
    counts = Counter(thing.scope.partnership_id for thing in things)
    places = {scope.partnership_id: scope.partnership_name for scope in scopes}
    by_part = {part: [t for t in things if t.owed.owes == part] for part in PRESSING}
    return Week(
        now=timezone.localtime(clock.now()),
        partnerships=[Share(name, counts[pk]) for pk, name in places.items()],
        meetings=meetings_today(scopes),
        owe=sorted(by_part[Owes.OWE], key=_by_due),
        on_me=sorted(by_part[Owes.ON_ME], key=_by_since),
        wait=sorted(by_part[Owes.WAIT], key=_by_due),
    )


def scopes_of(person_id: int, person_name: str) -> list[Scope]:
    """Return one scope for each organization a person sits for today, by partnership."""
    seats = dict.fromkeys((s.key, s.organization_id) for s in partnerships_of(person_id))
    return [
        entrance.enter(
            person_id=person_id, person_name=person_name, key=key, organization_id=organization_id
        )
        for key, organization_id in seats
    ]


def _things(scopes: Iterable[Scope]) -> list[Thing]:
    today = clock.today()
    sources = registries.tasks.entries()
    return [
        Thing(owed, scope, today)
        for scope in scopes
        for source in sources
        for owed in source.owed(scope)
    ]


def _once(things: Iterable[Thing]) -> list[Thing]:
    found: dict[tuple[object, ...], Thing] = {}
    for thing in sorted(things, key=lambda thing: PRESSING.index(thing.owed.owes)):
        found.setdefault(thing.same, thing)
    return list(found.values())


def _by_due(thing: Thing) -> date:
    return thing.owed.due or date.max


def _by_since(thing: Thing) -> date:
    return thing.owed.since or date.max
