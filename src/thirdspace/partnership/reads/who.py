"""Which organizations and people take part: asked once a request, whatever room asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import Q, QuerySet

from thirdspace.access import clock
from thirdspace.access.once import once
from thirdspace.access.scope import Scope
from thirdspace.partnership.models import Membership, Organization, Seat


@dataclass(frozen=True, slots=True)
class Members:
    """The organizations of a partnership, and since when there is one."""

    ever: Mapping[int, Organization]  # by id, those that left too: their records stay
    today: tuple[Organization, ...]  # in their order
    started: str  # a date as exact as it is known, or nothing


@once
def members(scope: Scope) -> Members:
    """Return which organizations take part, and which ever did."""
    rows = Membership.objects.within(scope).select_related("organization", "partnership")
    found = list(rows.order_by("position", "id"))
    day = clock.today()
    return Members(
        ever=MappingProxyType({each.organization_id: each.organization for each in found}),
        today=tuple(each.organization for each in found if each.left is None or each.left > day),
        started=found[0].partnership.started if found else "",
    )


def held(scope: Scope) -> QuerySet[Seat]:
    """Return the seats held today for an organization that takes part, the oldest first."""
    day = clock.today()
    present = Membership.objects.within(scope).filter(Q(left=None) | Q(left__gt=day))
    found = Seat.objects.within(scope).filter(
        Seat.held_on(day),
        person__is_active=True,
        organization__in=present.values("organization_id"),
    )
    return found.select_related("person", "organization").order_by("id")


@once
def seats(scope: Scope) -> tuple[Seat, ...]:
    """Return all of these seats: asked once a request."""
    return tuple(held(scope))
