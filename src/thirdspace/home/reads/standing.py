"""How old and how large the partnership is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from thirdspace.access import clock
from thirdspace.access.scope import Scope
from thirdspace.formats.dates import read_date
from thirdspace.partnership import permissions
from thirdspace.partnership.models import Membership, Partnership, Seat


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
    members = Membership.objects.within(scope).filter(Q(left=None) | Q(left__gt=today))
    seats = Seat.objects.within(scope).filter(
        Seat.held_on(today), organization__in=members.values("organization_id")
    )
    people = seats.values("person_id").distinct().count()
    return Standing(today, started, month, members.count(), people)


def started_on(scope: Scope) -> date | None:
    """Return the first day the partnership may have started, as exact as it is known."""
    written = Partnership.objects.within(scope).values_list("started", flat=True).get()
    return read_date(written).first_day if written else None


def months_between(first: date, last: date) -> int:
    """Return how many calendar months lie between the months of two days."""
    return (last.year - first.year) * 12 + last.month - first.month
