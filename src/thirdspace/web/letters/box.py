"""Every query on the outbox.

Tries are planned by the machine's own time. The clock of the workspace may stand still (the demo
partnership lives on one day), and then the next try would never come.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Max, Q, QuerySet
from django.utils.timezone import now as machine_time

from thirdspace.access.paging import Page, newest_first
from thirdspace.web.models import Bounce, Letter

logger = logging.getLogger(__name__)

#: How long after each failed try comes the next; after the last, in about two days, none does.
WAITS: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 480, 720, 1440))
#: Longer than any talk with a mail server lasts: whoever took a letter and is still silent died.
CLAIM: Final = timedelta(minutes=15)
State = Letter.State


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a letter was not taken: in the server's words, for good or not, and whose fault."""

    why: str
    final: bool = False
    of_letter: bool = False  # its address or its content, not the server as a whole


def put(letters: Sequence[Letter]) -> list[int]:
    """Store new letters and return their ids."""
    return [letter.pk for letter in Letter.everywhere.bulk_create(letters, batch_size=500)]


def claim(letter_id: int) -> Letter | None:
    """Take a letter that is due, so that nobody else sends it; None if it is not to be had."""
    now = machine_time()
    due = Letter.everywhere.filter(pk=letter_id, state=State.WAITING, next_try_at__lte=now)
    # One statement: of two workers, only one changes the row.
    taken = due.update(tries=F("tries") + 1, next_try_at=now + CLAIM, last_error="")
    return Letter.everywhere.get(pk=letter_id) if taken else None


def mark_sent(letter: Letter) -> None:
    """Note that a server took a letter, and forget what it said."""
    _change(
        letter, state=State.SENT, sent_at=machine_time(), next_try_at=None, last_error="",
        text="", html="", calendar="", attachments=[], stop_url="",
    )  # fmt: skip


def mark_failed(letter: Letter, trouble: Trouble) -> None:
    """Plan the next try of a letter, or give it up."""
    logger.warning("Letter %s was not taken: %s", letter.pk, trouble.why)
    if not trouble.final and letter.tries <= len(WAITS):
        next_try = machine_time() + WAITS[letter.tries - 1]
        _change(letter, next_try_at=next_try, last_error=trouble.why)
        return
    _change(letter, state=State.REFUSED, next_try_at=None, last_error=trouble.why)
    if trouble.of_letter:
        note_bounce(letter.to, trouble.why)


def _change(letter: Letter, **fields: object) -> None:
    Letter.everywhere.filter(pk=letter.pk).update(**fields)


def due(now: datetime, most: int) -> list[int]:
    """Return the ids of letters whose next try has come, the longest waiting first."""
    waiting = Letter.everywhere.filter(state=State.WAITING, next_try_at__lte=now)
    return list(waiting.order_by("next_try_at", "pk").values_list("pk", flat=True)[:most])


def make_due(letter_ids: Collection[int] = ()) -> list[int]:
    """Let letters be tried anew, at once; return which.

    Parameters
    ----------
    letter_ids : collection of int
        Also refused and kept ones, as long as their words are there. None: all that wait and are
        not being sent.
    """
    now = machine_time()
    # A claim leaves a letter with a try, without an error and with time ahead of it.
    being_sent = Q(state=State.WAITING, tries__gt=0, last_error="", next_try_at__gt=now)
    asked = Q(pk__in=letter_ids) & ~Q(text="") if letter_ids else Q(state=State.WAITING)
    wanted = Letter.everywhere.filter(asked).exclude(being_sent)
    found = list(wanted.order_by("pk").values_list("pk", flat=True))
    Letter.everywhere.filter(pk__in=found).update(state=State.WAITING, next_try_at=now, tries=0)
    return found


def unsent(letter_ids: Collection[int]) -> int:
    """Return how many of the letters no server has taken."""
    return Letter.everywhere.filter(pk__in=letter_ids).exclude(state=State.SENT).count()


def in_states(states: Collection[str]) -> QuerySet[Letter]:
    """Return the letters in some states, newest first."""
    return Letter.everywhere.filter(state__in=states).order_by("-pk")


# --- Of an address -------------------------------------------------------------------------


def page_of(address: str, cursor: str) -> Page[Letter]:
    """Return one page of the letters to an address, newest first, without their words."""
    mine = Letter.everywhere.filter(to=address.lower())
    return newest_first(
        mine.defer("text", "html", "calendar", "attachments"), field="made_at", cursor=cursor
    )


def letter_to(address: str, letter_id: int) -> Letter | None:
    """Return a letter if it is addressed to this address."""
    return Letter.everywhere.filter(to=address.lower(), pk=letter_id).first()


def note_bounce(address: str, why: str) -> None:
    """Note that mail for an address was not taken."""
    Bounce.everywhere.create(address=address.lower(), at=machine_time(), why=why[:1000])


def refused_addresses(addresses: Collection[str]) -> dict[str, str]:
    """Return the addresses that don't work, each with why.

    One of which the last we heard is that mail for it was not taken, and nothing was taken since.
    """
    asked = {address.lower(): address for address in addresses}
    bounces = Bounce.everywhere.filter(address__in=asked).order_by("at", "pk")
    last = {bounce.address: bounce for bounce in bounces}
    sent = Letter.everywhere.filter(to__in=last, state=State.SENT)
    worked = dict(sent.values_list("to").annotate(latest=Max("sent_at")))
    return {
        asked[address]: bounce.why
        for address, bounce in last.items()
        if address not in worked or worked[address] < bounce.at
    }
