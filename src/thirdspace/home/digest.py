"""A person's week as a mail: how it reads, and its sending on the days they chose."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thirdspace.access import dates, links, rows
from thirdspace.access.links import Wanted
from thirdspace.access.once import remembering
from thirdspace.access.registries import Owes
from thirdspace.home import choices
from thirdspace.home.choices import Reader
from thirdspace.home.reads.today import MeetingToday
from thirdspace.home.reads.week import Thing, Week, scopes_of, week_of
from thirdspace.web import mail
from thirdspace.web.models import Letter

T = TypeVar("T")
logger = logging.getLogger(__name__)

#: For how long a link in the mail opens its task: until the same day of the next week.
LIFETIME: Final = timedelta(days=7)
#: Lines of one list; the rest is in the workspace.
MOST: Final = 20
#: People whose mail is stored in one transaction: the database is never held for long.
BATCH: Final = 50
#: How the address of a thing's one act is made.
Address = Callable[[Thing], str]


# --- How it reads --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: when or who, what, and the link that answers it."""

    lead: str
    is_late: bool
    words: str
    act: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three lists, and how many more things it has."""

    title: str
    lines: Sequence[Line]
    more: int


@dataclass(frozen=True, slots=True)
class Digest:
    """A week as a mail."""

    subject: str
    greeting: str
    meetings: Sequence[str]
    parts: Sequence[Part]
    until: date


def digest_of(week: Week, name: str, address: Address) -> Digest:
    """Return how a week reads as a mail.

    Parameters
    ----------
    week : Week
        Of the person.
    name : str
        Theirs.
    address : callable
        Gives each thing the address that its link leads to.
    """
    lists = [(_owe_words(week, capital=True), week.owe), (_on_me_words(week), week.on_me),
             (_wait_words(week, capital=True), week.wait)]  # fmt: skip
    several = len(week.partnerships) > 1
    return Digest(
        subject=_subject(week),
        greeting=_greeting(week.now, name),
        meetings=[_meeting(each) for each in week.meetings],
        parts=[
            Part(
                title,
                [_line(thing, several=several, address=address) for thing in things[:MOST]],
                max(len(things) - MOST, 0),
            )
            for title, things in lists
            if things
        ],
        until=(week.now + LIFETIME).date(),
    )


def _subject(week: Week) -> str:
    counts = [
        words
        for words, things in (
            (_owe_words(week, late=week.late), week.owe),
            (_on_me_words(week), week.on_me),
            (_wait_words(week, late=week.wait_late), week.wait),
        )
        if things
    ]
    counted = ", ".join(counts) or _("your week is clear")
    return _("%(day)s: %(counts)s") % {"day": date_format(week.now, "l"), "counts": counted}


def _owe_words(week: Week, *, capital: bool = False, late: int = 0) -> str:
    words = _("You owe %(n)d") if capital else _("you owe %(n)d")
    return words % {"n": len(week.owe)} + _late_words(late)


def _on_me_words(week: Week) -> str:
    n = len(week.on_me)
    return ngettext("%(n)d waits on you", "%(n)d wait on you", n) % {"n": n}


def _wait_words(week: Week, *, capital: bool = False, late: int = 0) -> str:
    words = _("You wait for %(n)d") if capital else _("you wait for %(n)d")
    return words % {"n": len(week.wait)} + _late_words(late)


def _late_words(late: int) -> str:
    return _(" (%(n)d late)") % {"n": late} if late else ""


def _greeting(now: datetime, name: str) -> str:
    hello = _("Good morning, %(name)s.") if now.hour < 12 else _("Hello, %(name)s.")
    return hello % {"name": name}


def _meeting(meeting: MeetingToday) -> str:
    words = (
        _("%(title)s is today at %(at)s, %(place)s.")
        if meeting.place
        else _("%(title)s is today at %(at)s.")
    )
    return words % {"title": meeting.title, "at": meeting.at, "place": meeting.place}


def _line(thing: Thing, *, several: bool, address: Address) -> Line:
    owed = thing.owed
    lead = [
        owed.who if owed.owes is Owes.ON_ME else "",
        _when(thing),
        thing.scope.partnership_name if several else "",
    ]
    said = ", ".join(filter(None, lead))
    has_it = f"{owed.who}, " if owed.owes is Owes.WAIT and owed.who else ""
    return Line(
        lead=f"{said}:" if said else "",
        is_late=thing.days_late > 0 and owed.owes is not Owes.ON_ME,
        words=f"{has_it}{owed.title}",
        act=_act_words(thing),
        url=address(thing),
    )


def _when(thing: Thing) -> str:
    if thing.owed.owes is Owes.ON_ME:
        n = thing.days_waiting
        return ngettext("%(n)d day", "%(n)d days", n) % {"n": n} if thing.owed.since else ""
    if n := thing.days_late:
        return ngettext("%(n)d day late", "%(n)d days late", n) % {"n": n}
    return _("By %(day)s") % {"day": dates.day(thing.owed.due)} if thing.owed.due else ""


def _act_words(thing: Thing) -> str:
    """Return the words of the link to a thing, or nothing where the person can only wait."""
    owed = thing.owed
    if owed.owes is Owes.WAIT and not owed.post:
        return ""
    labels = [str(label) for _value, label in owed.answers]
    return get_text_list(labels, _("or")) if labels else str(owed.act) or _("Open")


# --- How it is sent ------------------------------------------------------------------------


def send_due(now: datetime) -> str:
    """Send their week to all whose time has come today: the tick of the digest.

    A letter is stored together with the note that it was made, so each is made once, whatever
    happens in between. What goes wrong for one person is noted and stops no other.
    """
    readers = choices.due(now)
    sent = sum(
        _send(readers[start : start + BATCH], now) for start in range(0, len(readers), BATCH)
    )
    return ngettext("%(n)d digest sent.", "%(n)d digests sent.", sent) % {"n": sent} if sent else ""


def _send(readers: Sequence[Reader], now: datetime) -> int:
    weeks = [(reader, _guarded(reader, _week, reader)) for reader in readers]
    with transaction.atomic():
        letters = [
            letter
            for reader, week in weeks
            if week and (letter := _guarded(reader, _letter, reader, week, now))
        ]
        mail.send_many(letters)
    return len(letters)


def _guarded(reader: Reader, make: Callable[..., T], *parts: object) -> T | None:
    try:
        with translation.override(reader.language or translation.get_language()):
            return make(*parts)
    except Exception:  # whatever it is, the others wait for their mail
        logger.exception("The digest of person %s could not be made.", reader.id)
        return None


def _week(reader: Reader) -> Week:
    scopes = scopes_of(reader.id, reader.name)
    with rows.holding(scope.partnership_id for scope in scopes), remembering(reading=True):
        return week_of(scopes)


def _letter(reader: Reader, week: Week, now: datetime) -> Letter | None:
    with transaction.atomic():
        if not choices.take(reader.id, timezone.localdate(now)) or week.is_clear:
            return None
        digest = digest_of(week, reader.name, _addresses(reader, week))
        stop_url = mail.absolute(reverse("home:stop_mail", args=[choices.stop_token(reader.id)]))
        return mail.ready(
            reader.email,
            digest.subject,
            "home/mail/digest",
            {
                "digest": digest,
                "week_url": mail.absolute(reverse("home:week")),
                "choice_url": mail.absolute(reverse("home:mail_choice")),
                "stop_url": stop_url,
            },
            stop_url=stop_url,
        )


def _addresses(reader: Reader, week: Week) -> Address:
    tokens = _tokens(reader, [*week.owe[:MOST], *week.on_me[:MOST]])

    def address(thing: Thing) -> str:
        token = tokens.get(thing.same)
        path = reverse("web:task", args=[token]) if token else thing.owed.url
        return mail.absolute(path)

    return address


def _tokens(reader: Reader, things: Sequence[Thing]) -> Mapping[tuple[object, ...], str]:
    """Make a link for each thing that can be answered from a mail; all of a seat at once."""
    found: dict[tuple[object, ...], str] = {}
    linked = [thing for thing in things if thing.owed.task]
    for scope in dict.fromkeys(thing.scope for thing in linked):
        mine = [thing for thing in linked if thing.scope == scope]
        wanted = [
            Wanted(each.owed.task, each.owed.record_id, reader.id, scope.organization_id or 0)
            for each in mine
        ]
        with rows.holding([scope.partnership_id]):
            made = links.make_many(scope, wanted, lifetime=LIFETIME)
        found |= {each.same: token for each, token in zip(mine, made, strict=True)}
    return found
