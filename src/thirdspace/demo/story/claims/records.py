"""What a claim of the story is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cited:
    """A record that is evidence: a coded passage, a measure, an event, what a meeting left."""

    kind: str  # quote · signal · event · decision · promise
    key: str  # interview number, measure, event, decision or promise
    code: str = ""
    words: str = ""


def quote(interview: int, code: str, words: str = "") -> Cited:
    """Cite a coded passage: its interview, its code and, where that is not enough, its start."""
    return Cited("quote", str(interview), code, words)


def signal(measure: str) -> Cited:
    """Cite what the chart of a measure says."""
    return Cited("signal", measure)


def event(key: str) -> Cited:
    """Cite something that happened."""
    return Cited("event", key)


def decided(key: str) -> Cited:
    """Cite a decision."""
    return Cited("decision", key)


def promised(key: str) -> Cited:
    """Cite a promise."""
    return Cited("promise", key)


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of evidence, who linked it, and the sentence that ties it to the claim."""

    stance: str
    on: date
    by: str
    cited: Cited
    why: str
    strength: int = 2
    replies: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a person on a day: a comment, a reply, a new wording."""

    on: date
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading that one person proposed, and who then said yes for their organization."""

    on: date
    by: str
    agreed_by: tuple[str, ...]
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Release:
    """A release to the funder that one person proposed, and the sponsors who said yes."""

    on: date
    by: str
    agreed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MindChanger:
    """What would change one organization's mind, or everybody's where it is joint."""

    on: date
    by: str
    text: str
    joint: bool = False
    check_on: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim with its whole history."""

    key: str
    made: date
    by: str
    statement: str
    holders: tuple[str, ...]
    links: tuple[Link, ...]
    dynamic: str = ""
    theme: str = ""
    readings: tuple[Reading, ...] = ()
    wordings: tuple[Said, ...] = ()
    comments: tuple[Said, ...] = ()
    mind_changers: tuple[MindChanger, ...] = ()
    look_again: date | None = None
    release: Release | None = None


def day(text: str) -> date:
    """Return the date of an ISO text."""
    return date.fromisoformat(text)


def supports(on: str, by: str, cited: Cited, why: str, *replies: Said, strength: int = 2) -> Link:
    """Return evidence for a claim."""
    return Link("supports", day(on), by, cited, why, strength, replies)


def contrasts(on: str, by: str, cited: Cited, why: str, *replies: Said, strength: int = 2) -> Link:
    """Return evidence against a claim."""
    return Link("contrasts", day(on), by, cited, why, strength, replies)


def mentions(on: str, by: str, cited: Cited, why: str) -> Link:
    """Return something that bears on a claim without taking a side."""
    return Link("mentions", day(on), by, cited, why)


def said(on: str, by: str, text: str) -> Said:
    """Return what a person said on a day."""
    return Said(day(on), by, text)
