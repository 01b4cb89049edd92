"""Tells a story act by act, each at its own moment, by the person who did it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from thirdspace.access import clock, entrance
from thirdspace.access.scope import Scope
from thirdspace.demo.story.claims.records import Link
from thirdspace.demo.story.meetings.left_behind import Promise
from thirdspace.partnership.models import Person

KEY = "harbor"
NAME = "Harbor Leaders Partnership"


@dataclass(slots=True)
class Told:
    """What has been told so far: ids of records by the keys of the story."""

    organizations: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    seats: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    sources: dict[int, int] = field(default_factory=dict)
    texts: dict[int, int] = field(default_factory=dict)
    #: What can be cited: kind and key of the story -> id.
    cited: dict[tuple[str, str], int] = field(default_factory=dict)
    measures: dict[str, str] = field(default_factory=dict)
    claims: dict[str, int] = field(default_factory=dict)
    links: dict[tuple[str, Link], int] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)
    #: Items of agendas by the key of their meeting and their title.
    items: dict[tuple[str, str], int] = field(default_factory=dict)
    #: Numbers of promises, and of deliverables by their key.
    promises: dict[Promise, int] = field(default_factory=dict)
    deliverables: dict[str, int] = field(default_factory=dict)
    #: Who has come in on a day, and how.
    _inside: dict[tuple[str, date], Scope] = field(default_factory=dict)

    def scope(self, person: str) -> Scope:
        """Open the partnership as one of its people, with the seat they hold on this day."""
        today = person, clock.today()
        if today not in self._inside:
            found = Person.objects.get(pk=self.people[person])
            self._inside[today] = entrance.enter(
                person_id=found.pk, person_name=found.name, key=KEY
            )
        return self._inside[today]


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the story."""

    at: datetime
    do: Callable[[Told], None]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a day; minutes past the hour may run on."""
    return datetime.combine(day, time(hour), UTC) + timedelta(minutes=minute)


def tell(acts: Iterable[Act], *, progress: Callable[[str], None]) -> Told:
    """Do all acts in the order of their moments; acts of one moment in the order given."""
    told, month = Told(), ""
    for act in sorted(acts, key=lambda act: act.at):
        if act.at.strftime("%B %Y") != month:
            month = act.at.strftime("%B %Y")
            progress(month)
        with clock.at(act.at):
            act.do(told)
    return told
