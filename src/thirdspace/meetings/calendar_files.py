"""Calendars (RFC 5545): the invitation to one meeting, its cancellation, and a person's feed.

Times are written in UTC, which every calendar shows in its owner's zone: a meeting that does not
repeat needs no rules for daylight saving. What a calendar shows is often seen by others, so it
tells no more than title, time and place; the agenda is behind the link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Thirdspace//Meetings//EN"
_QUOTES = str.maketrans({'"': "'", **dict.fromkeys((*range(32), 127), " ")})


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting as a calendar knows it."""

    id: int
    title: str
    starts_at: datetime
    minutes: int
    place: str
    url: str
    version: int  # SEQUENCE: how often what was sent has changed
    written_at: datetime
    canceled: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """A person as a calendar names them."""

    name: str
    email: str
    answer: str = "NEEDS-ACTION"  # or ACCEPTED, DECLINED


def invitation(entry: Entry, organizer: Address, guest: Address) -> str:
    """Return the invitation of one person to a meeting, or word of its change."""
    return _about_one(entry, organizer, guest, "REQUEST")


def cancellation(entry: Entry, organizer: Address, guest: Address) -> str:
    """Return the word that a meeting does not take place, or not with that person."""
    return _about_one(replace(entry, canceled=True), organizer, guest, "CANCEL")


def feed(name: str, entries: Iterable[Entry]) -> str:
    """Return meetings to look at, in a calendar with a name."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", _plain(name))
    for entry in entries:
        calendar.add_component(_event(entry))
    return _written(calendar)


def _about_one(entry: Entry, organizer: Address, guest: Address, method: str) -> str:
    event = _event(entry)
    event["organizer"] = _address(organizer)
    attendee = _address(guest)
    # Answers come by the link in the mail: they are counted there, and not in somebody's mailbox.
    for name, value in (("PARTSTAT", guest.answer), ("RSVP", "FALSE")):
        attendee.params[name] = vText(value)
    event.add("attendee", attendee, encode=False)
    calendar = _calendar(method)
    calendar.add_component(event)
    return _written(calendar)


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"meeting-{entry.id}@{urlsplit(entry.url).hostname}")
    event.add("sequence", entry.version)
    event.add("dtstamp", entry.written_at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.starts_at.astimezone(UTC) + timedelta(minutes=entry.minutes))
    event.add("summary", _plain(entry.title))
    event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.canceled else "CONFIRMED")
    if entry.place:
        event.add("location", _plain(entry.place))
    return event


def _address(who: Address) -> vCalAddress:
    address = vCalAddress(f"mailto:{who.email}")
    address.params["CN"] = vText(who.name.translate(_QUOTES))
    return address


def _plain(text: str) -> str:
    """Return text without control characters, which no calendar can hold."""
    return "".join(char if char.isprintable() or char.isspace() else " " for char in text)


def _written(calendar: Calendar) -> str:
    return str(calendar.to_ical(), "utf-8")
