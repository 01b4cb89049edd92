"""How old and how large the partnership is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thirdspace.access import clock
from thirdspace.access.scope import Scope
from thirdspace.formats.dates import read_date
from thirdspace.partnership import permissions
from thirdspace.partnership.reads import who


@dataclass(frozen=True, slots=True)
class Standing:
    """The partnership today; numbers are None where the reader may not see who takes part."""

    today: date
    started: date | None
    month: int | None
    organizations: int | None = None
    people: int | None = None


def standing(scope: Scope) -> Standing:
    """Return the age of the partnership and, for those inside, how many take part."""
    today = clock.today()
    started = started_on(scope)
    month = months_between(started, today) + 1 if started and started <= today else None
    if not scope.may(permissions.READ):
        return Standing(today, started, month)
    people = {seat.person_id for seat in who.seats(scope)}
    return Standing(today, started, month, len(who.members(scope).today), len(people))


def started_on(scope: Scope) -> date | None:
    """Return the first day the partnership may have started, as exact as it is known."""
    written = who.members(scope).started
    return read_date(written).first_day if written else None


def months_between(first: date, last: date) -> int:
    """Return how many calendar months lie between the months of two days."""
    return (last.year - first.year) * 12 + last.month - first.month
