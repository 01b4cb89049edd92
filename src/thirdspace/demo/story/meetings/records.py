"""What a meeting of the story is made of, and what is due beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thirdspace.demo.story.meetings.left_behind import Outcome


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an agenda.

    `came` says that the plan brought it, `later` that an answer brought it after the plan.
    """

    kind: str
    minutes: int
    title: str
    led_by: str
    note: str = ""
    funder: bool = False
    outcomes: tuple[Outcome, ...] = ()
    came: bool = False
    later: bool = False
    reached: bool = True
    deliverable: str = ""


def item(
    kind: str,
    minutes: int,
    title: str,
    led_by: str,
    *outcomes: Outcome,
    note: str = "",
    funder: bool = False,
    reached: bool = True,
    deliverable: str = "",
) -> Item:
    """Return an item that somebody put on the agenda."""
    return Item(
        kind, minutes, title, led_by, note, funder, outcomes,
        reached=reached, deliverable=deliverable,
    )  # fmt: skip


def look_back(led_by: str, *outcomes: Outcome) -> Item:
    """Return the look back at promises, which opens each meeting of a series but the first."""
    return Item("update", 8, LOOK_BACK, led_by, outcomes=outcomes, came=True)


def carried(minutes: int, title: str, led_by: str, *outcomes: Outcome) -> Item:
    """Return an item that was not reached the time before."""
    return Item("make", minutes, title, led_by, outcomes=outcomes, came=True)


def brought(minutes: int, title: str, led_by: str) -> Item:
    """Return an item that a “not yet” put on the agenda."""
    return Item("decide", minutes, title, led_by, later=True)


#: How the two items are found that a plan starts with.
LOOK_BACK, REFLECTION = "Promises since", "Reflection: how did we work?"


def reflection(minutes: int, led_by: str, *outcomes: Outcome, came: bool = True) -> Item:
    """Return the place of the reflection; it came with the plan unless it was added by hand."""
    return Item("reflect", minutes, REFLECTION, led_by, outcomes=outcomes, came=came)


@dataclass(frozen=True, slots=True)
class Private:
    """One person's private answer: how we worked, what the others will say, and three lines."""

    by: str
    our_view: int
    their_view: int
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reflected:
    """What a reflection left behind, or why it was skipped."""

    answers: tuple[Private, ...] = ()
    three_is_enough: bool = False
    last_trial: tuple[str, str] = ("", "")  # what became of what was tried: state and line
    asset: str = ""
    trial: str = ""
    until: date | None = None
    spoken_only: bool = False
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting: when, what was on the agenda, who was away."""

    key: str
    on: date
    items: tuple[Item, ...]
    away: tuple[str, ...] = ()
    left: tuple[tuple[str, int], ...] = ()  # who left early, after how many minutes
    visitors: tuple[str, ...] = ()  # people with a seat who came for once
    guests: tuple[tuple[str, str, str], ...] = ()  # name, organization, voice
    reflected: Reflected | None = None
    place: str = ""
    minutes: int = 0  # its series' if none are named
    typed: bool = False  # outcomes were typed in the notes, line by line
    cancelled: str = ""
    ahead: bool = False  # it is planned, not held yet
    coming: tuple[tuple[str, bool], ...] = ()  # who said that they come, or can't


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a series' rhythm."""

    on: date
    by: str
    fields: tuple[tuple[str, int | str], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A series with the people who sit in it, and all its meetings."""

    key: str
    name: str
    purpose: str
    cadence: str
    minutes: int
    place: str
    started: date
    run_by: str
    hour: int  # on the clocks of the county
    minute: int
    sits: tuple[str, ...]
    meetings: tuple[Meeting, ...]
    voices: tuple[str, ...] = ()
    reflect_every: int = 0
    reflect_minutes: int = 8
    long_every_months: int = 0
    long_minutes: int = 45
    changes: tuple[Change, ...] = ()
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who can't go on before a deliverable is there."""

    since: date
    by: str
    organization: str
    what: str


@dataclass(frozen=True, slots=True)
class Deliverable:
    """What is due to somebody, by somebody, and how far it came."""

    key: str
    on: date
    by: str
    title: str
    due: date | None
    note: str = ""
    person: str = ""
    organization: str = ""
    owed_to: str = ""  # the funder whose requirement it is
    states: tuple[tuple[date, str], ...] = ()
    waiting: tuple[Waiting, ...] = ()
    evidence: tuple[tuple[date, str, str, str], ...] = ()  # day, kind, key, why
