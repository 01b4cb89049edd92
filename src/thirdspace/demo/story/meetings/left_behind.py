"""What a meeting of the story leaves behind: decisions, promises, tensions, notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


def day(text: str) -> date:
    """Return the date of an ISO text."""
    return date.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a promise on a day: done, a new date, or can't."""

    on: date
    what: str
    line: str = ""
    due: date | None = None
    by: str = ""  # its owner if nobody else is named


def kept(on: str, line: str = "") -> Answer:
    """Return that a promise was kept."""
    return Answer(day(on), "done", line)


def moved(on: str, due: str, line: str = "") -> Answer:
    """Return that a promise got another date."""
    return Answer(day(on), "new_date", line, day(due))


def cant(on: str, line: str, by: str = "") -> Answer:
    """Return that a promise can't be kept, and why."""
    return Answer(day(on), "cant", line, by=by)


@dataclass(frozen=True, slots=True)
class Promise:
    """What one person promised; `to` is an organization, or nobody for all of them."""

    owner: str
    text: str
    due: date | None
    answers: tuple[Answer, ...]
    by: str = ""  # who wrote it down; whoever keeps the notes if it is not said
    to: str = ""
    joint: bool = False
    key: str = ""  # where a claim, a deliverable or a test names it


def promise(
    owner: str,
    text: str,
    due: str,
    *answers: Answer,
    by: str = "",
    to: str = "",
    joint: bool = False,
    key: str = "",
) -> Promise:
    """Return a promise with all that was answered to it."""
    return Promise(owner, text, day(due) if due else None, answers, by, to, joint, key)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person said for an organization: yes, not_yet, no, or that they object."""

    on: date
    by: str
    answer: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A decision put before the organizations it binds."""

    organizations: tuple[str, ...]
    answer_by: date
    if_silent: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by whom it was proposed, whom it helps and whom it costs."""

    key: str
    by: str  # who wrote it down
    proposed_by: str
    text: str
    reason: str = ""
    benefits: tuple[tuple[str, str], ...] = ()
    bears: tuple[tuple[str, str], ...] = ()
    asks: Question | None = None
    objections: tuple[Reply, ...] = ()


def decision(
    key: str,
    proposed_by: str,
    text: str,
    *,
    by: str = "",
    reason: str = "",
    benefits: tuple[tuple[str, str], ...] = (),
    bears: tuple[tuple[str, str], ...] = (),
    asks: Question | None = None,
    objections: tuple[Reply, ...] = (),
) -> Decision:
    """Return a decision that an organization proposed."""
    return Decision(key, by, proposed_by, text, reason, benefits, bears, asks, objections)


@dataclass(frozen=True, slots=True)
class Talked:
    """What became of a tension."""

    on: date
    by: str
    state: str
    what_changed: str = ""


@dataclass(frozen=True, slots=True)
class Tension:
    """Something that pulls in two directions; `level` is private, own or shared."""

    key: str
    by: str
    text: str
    level: str = "shared"
    between: tuple[str, ...] = ()
    talked: tuple[Talked, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the notes: plain words, or thanks to a person."""

    by: str
    text: str


Outcome = Decision | Promise | Tension | Note
