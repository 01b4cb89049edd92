"""What a typed line means: a decision, a promise, a tension, thanks, or a plain note.

Pure: a text in, what it means out. A line becomes something only when it begins with the word and
a colon (``promise: @Ana Lindqvist move the reading, by 30 June``) or with a short form (``/p``).
What it leaves open is asked, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thirdspace.meetings.days_grammar import Calendar, Fault, FoundDay, days_in, fold

#: First words of a line and what it then is, in both languages.
WORDS = {
    "decision": "decision", "promise": "promise", "promesa": "promise", "tension": "tension",
    "thanks": "thanks", "gracias": "thanks",
}  # fmt: skip
SHORT = {"d": "decision", "p": "promise", "t": "tension"}
#: How long the words of a record can be.
LONGEST = 500


class About(StrEnum):
    """What a line leaves open."""

    EMPTY = "empty"  # the word and nothing after it
    TOO_LONG = "too_long"
    OWNER = "owner"  # nobody is named
    AMBIGUOUS = "ambiguous"  # a name that several people have
    UNKNOWN = "unknown"  # a name that nobody here has
    GONE = "gone"  # somebody who has no seat any more
    PAST = Fault.PAST.value
    IMPOSSIBLE = Fault.IMPOSSIBLE.value
    UNCLEAR = Fault.UNCLEAR.value
    UNPLANNED = Fault.UNPLANNED.value
    NO_DATE = "no_date"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to whoever typed the line, and the words it is about."""

    about: About
    words: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody a line can name; `gone` when they have no seat any more."""

    person_id: int
    name: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What a line means."""

    kind: str  # plain · decision · promise · tension · thanks
    text: str  # without the first word; of a promise also without person and day
    person_id: int | None = None
    due: date | None = None
    joint: bool = False  # both sides together
    asks: tuple[Ask, ...] = ()

    @property
    def settled(self) -> bool:
        """Say whether it can become a record: only the day may be missing."""
        return all(ask.about is About.NO_DATE for ask in self.asks)


_LEAD = re.compile(
    rf"\s*(?:(?P<word>{'|'.join(WORDS)})\s*:|/(?P<short>[{''.join(SHORT)}])(?=\s|$))\s*"
)
_TOGETHER = r"\b(?:both sides|together|jointly|ambas partes|los dos lados|juntos|juntas)\b"
_JOINT = re.compile(_TOGETHER)


def split_lead(text: str) -> tuple[str, str, str]:
    """Return what a line is by its first word, that word as typed, and the rest."""
    match = _LEAD.match(fold(text[:40]))
    if not match:
        return "plain", "", text
    kind = WORDS[match["word"]] if match["word"] else SHORT[match["short"]]
    return kind, text[: match.end()].strip(), text[match.end() :]


def read_line(
    text: str, *, people: Sequence[Known], today: date, next_meeting: date | None
) -> Typed:
    """Return what a line means.

    Parameters
    ----------
    text : str
        The line as it was typed.
    people : sequence of Known
        Everybody it can name.
    today : date
        The day on which it was typed.
    next_meeting : date or None
        The day that “next table” means.
    """
    kind, _word, rest = split_lead(unicodedata.normalize("NFC", text))
    body = rest.strip()
    if kind == "plain":
        return Typed(kind, text)
    if not body:
        return Typed(kind, "", asks=(Ask(About.EMPTY),))
    if kind == "promise":
        return _promise(body, people, Calendar(today, next_meeting))
    if kind == "thanks":
        return _thanks(body, people)
    return Typed(kind, body, asks=_too_long(body))


def _too_long(text: str) -> tuple[Ask, ...]:
    return (Ask(About.TOO_LONG),) if len(text) > LONGEST else ()


# --- People ----------------------------------------------------------------------------------

_AT = re.compile(r"(?<![\w.])@")
_NAME = re.compile(r"[\w'’.-]+")
_TO = re.compile(r"(?:to|a)\s+")


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    person_id: int | None = None
    ask: Ask | None = None


def _forms(name: str) -> set[str]:
    """Return the ways a person is called: whole name, first, last, first and last."""
    parts = fold(unicodedata.normalize("NFC", name)).split()
    return {" ".join(parts), *parts[:1], *parts[-1:], " ".join((*parts[:1], *parts[-1:]))}


def _called(folded: str, at: int, people: Sequence[Known]) -> tuple[int, list[Known]]:
    """Return the longest name that stands at a place, as its length, and whose it is."""
    longest, whose = 0, list[Known]()
    for person in people:
        fitting = [len(form) for form in _forms(person.name) if _stands(folded, at, form)]
        length = max(fitting, default=0)
        if length > longest:
            longest, whose = length, [person]
        elif length and length == longest:
            whose.append(person)
    return longest, whose


def _stands(folded: str, at: int, form: str) -> bool:
    after = folded[at + len(form) : at + len(form) + 1]
    return bool(form) and folded.startswith(form, at) and not after.isalnum()


def _mention(body: str, people: Sequence[Known]) -> _Mention | None:
    """Return the first person named with an @."""
    folded = fold(body)
    at = _AT.search(folded)
    if not at:
        return None
    length, whose = _called(folded, at.end(), people)
    if length:
        return _decide(at.start(), at.end() + length, body[at.end() : at.end() + length], whose)
    name = _NAME.match(body, at.end())
    words = name[0] if name else ""
    about = About.UNKNOWN if words else About.OWNER
    return _Mention(at.start(), at.end() + len(words), ask=Ask(about, words))


def _decide(start: int, end: int, words: str, whose: Sequence[Known]) -> _Mention:
    here = [person for person in whose if not person.gone]
    if len(here) == 1:
        return _Mention(start, end, here[0].person_id)
    if here:
        names = ", ".join(sorted(person.name for person in here))
        return _Mention(start, end, ask=Ask(About.AMBIGUOUS, names))
    return _Mention(start, end, ask=Ask(About.GONE, whose[0].name if len(whose) == 1 else words))


def _thanks(body: str, people: Sequence[Known]) -> Typed:
    """Read thanks; a name at the beginning needs no @."""
    named = _mention(body, people)
    if named is None:
        folded = fold(body)
        to = _TO.match(folded)
        start = to.end() if to else 0
        length, whose = _called(folded, start, people)
        named = (
            _decide(start, start + length, body[start : start + length], whose) if whose else None
        )
    asks = _too_long(body) + ((named.ask,) if named and named.ask else ())
    return Typed("thanks", body, named.person_id if named else None, asks=asks)


# --- Promises --------------------------------------------------------------------------------

_BY = re.compile(
    r"(?:[,;]\s*)?(?<!\w)(?:by|until|till|on|before|due|no later than|para|hasta|antes de)"
    r"(?:\s+(?:the|el))?\s+$"
)
_AT_END = re.compile(rf"(?:[\s.!;,)]|{_TOGETHER})+$")
_COMMA = re.compile(r"[,;(–—-]\s*$|^\s*$")
#: After such a word a day at the end belongs to what is promised, not to when.
_BELONGS = re.compile(
    r"(?<!\w)(?:for|of|from|since|in|to|at|the|last|every|each|that|de|del|desde|al|cada|ultimo)\s+$"
)


def _due(body: str, calendar: Calendar) -> tuple[int, FoundDay] | None:
    """Return the day a promise is for, and where the words that lead to it begin.

    A day counts after “by” and the like wherever it stands (the last of them), else at the end.
    """
    folded = fold(body)
    days = days_in(folded, calendar)
    for day in reversed(days):
        lead = _BY.search(folded[: day.start])
        if lead:
            return lead.start(), day
    end = len(_AT_END.sub("", folded))
    last = days[-1] if days and days[-1].end >= end else None
    if last is None or _BELONGS.search(folded[: last.start]):
        return None
    comma = _COMMA.search(folded[: last.start])
    if last.weak and not comma:
        return None
    return comma.start() if comma else last.start, last


def _promise(body: str, people: Sequence[Known], calendar: Calendar) -> Typed:
    named, due = _mention(body, people), _due(body, calendar)
    spans = [(named.start, named.end)] if named else []
    spans += [(due[0], due[1].end)] if due else []
    text = _without(body, spans)
    asks = [*_too_long(text)] if text else [Ask(About.EMPTY)]
    if named is None:
        asks.append(Ask(About.OWNER))
    elif named.ask:
        asks.append(named.ask)
    if due is None:
        asks.append(Ask(About.NO_DATE))
    elif due[1].fault:
        asks.append(Ask(About(due[1].fault.value), body[due[1].start : due[1].end]))
    return Typed(
        "promise",
        text,
        named.person_id if named else None,
        due[1].day if due else None,
        bool(_JOINT.search(fold(body))),
        tuple(asks),
    )


def _without(body: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a promise without the person and the day, mended where they stood."""
    for start, end in sorted(spans, reverse=True):
        body = f"{body[:start]} {body[end:]}"
    body = re.sub(r"\(\s*\)", "", body)
    body = re.sub(r"[ \t]+", " ", body)
    body = re.sub(r"\s+(?=[,;.:!?])", "", body)
    body = re.sub(r"([,;])(?:\s*[,;])+", r"\1", body)
    body = body.strip(" \t\n,;:–—-")
    return re.sub(r"^(?:will|to|va a)\s+", "", body, flags=re.IGNORECASE)
