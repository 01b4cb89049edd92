"""When a person wants mail: their own choice, over all their partnerships."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core import signing
from django.db.models import Q
from django.utils import timezone

from thirdspace.access.routes import nothing_here
from thirdspace.partnership.models import MailChoice, Person, Seat

_STOP = "thirdspace.stop-mail"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody whose mail is due."""

    id: int
    name: str
    email: str
    language: str


def choice_of(person_id: int) -> MailChoice:
    """Return what a person chose; the usual days and time where they never did."""
    chosen = MailChoice.everywhere.filter(person_id=person_id).first()
    return chosen or MailChoice(person_id=person_id)


def choose(person_id: int, *, days: Iterable[str], at: time, before: bool, after: bool) -> None:
    """Keep a person's choice.

    Parameters
    ----------
    person_id : int
        Whose mail.
    days : iterable of str
        ISO weekdays, Monday is ``"1"``; none stops the mail of the week.
    at : time
        From when on, in the installation's zone.
    before, after : bool
        Whether to be reminded of one's own dates.
    """
    MailChoice.everywhere.update_or_create(
        person_id=person_id,
        defaults={"days": "".join(sorted(days)), "at": at, "before": before, "after": after},
    )


# --- Stopping it without signing in --------------------------------------------------------


def stop_token(person_id: int) -> str:
    """Return what lets whoever has it stop a person's mail, for as long as the mail is kept."""
    return signing.dumps(person_id, salt=_STOP)


def stopping(token: str) -> int:
    """Return whose mail a token stops.

    Raises
    ------
    NotThere
        It was not made here.
    """
    try:
        person_id: int = signing.loads(token, salt=_STOP)
    except signing.BadSignature:
        raise nothing_here() from None
    return person_id


def stop(person_id: int) -> None:
    """Send no more mail of the week to a person; their reminders stay as they were."""
    MailChoice.everywhere.update_or_create(person_id=person_id, defaults={"days": ""})


# --- Whose mail is due ---------------------------------------------------------------------


def due(now: datetime) -> list[Reader]:
    """Return the people with a seat who want mail today, whose time has come, who had none yet."""
    local = timezone.localtime(now)
    seated = Seat.everywhere.filter(Seat.held_on(local.date())).values("person_id")
    people = Person.everywhere.filter(is_active=True, pk__in=seated)
    _give_the_usual(people.exclude(pk__in=MailChoice.everywhere.values("person_id")))
    waiting = MailChoice.everywhere.filter(
        _had_none(local.date()),
        person__in=people,
        days__contains=str(local.isoweekday()),
        at__lte=local.time(),
    )
    found = waiting.select_related("person").order_by("person_id")
    return [
        Reader(each.person_id, str(each.person), each.person.email, each.person.language)
        for each in found
    ]


def take(person_id: int, today: date) -> bool:
    """Take today's mail of a person, so that nobody else makes it; False if it was made."""
    mine = MailChoice.everywhere.filter(_had_none(today), person_id=person_id)
    return bool(mine.update(digest_on=today))


def _had_none(today: date) -> Q:
    return Q(digest_on=None) | Q(digest_on__lt=today)


def _give_the_usual(people: Iterable[Person]) -> None:
    MailChoice.everywhere.bulk_create(
        (MailChoice(person=person) for person in people), ignore_conflicts=True, batch_size=500
    )
