"""What the door asks this room: which partnership a key names, and who holds which seat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from thirdspace.access import clock, entrance, rows
from thirdspace.partnership.models import Membership, Partnership, Seat


@dataclass(frozen=True, slots=True)
class MyPartnership:
    """A partnership in which a person holds a seat, and for whom they sit there."""

    key: str
    name: str
    organization_id: int
    organization_name: str
    side: str
    role: str


def partnerships_of(person_id: int) -> list[MyPartnership]:
    """Return every seat a person holds today, by partnership: their way in."""
    with rows.holding_all():
        held = (
            Seat.everywhere.filter(
                Seat.held_on(clock.today()), _still_member(), person_id=person_id
            )
            .select_related("organization", "partnership")
            .order_by("partnership__name", "id")
        )
        return [
            MyPartnership(
                key=seat.partnership.key,
                name=seat.partnership.name,
                organization_id=seat.organization_id,
                organization_name=str(seat.organization),
                side=seat.organization.side,
                role=seat.get_role_display(),
            )
            for seat in held
        ]


def _still_member() -> Exists:
    members = Membership.everywhere.filter(
        Q(left=None) | Q(left__gt=clock.today()),
        partnership=OuterRef("partnership"),
        organization=OuterRef("organization"),
    )
    return Exists(members)


def _place(key: str) -> entrance.Place | None:
    found = Partnership.everywhere.filter(key=key).first()
    return entrance.Place(found.pk, found.key, found.name) if found else None


def _seats(person_id: int, partnership_id: int) -> Sequence[entrance.SeatFacts]:
    today = clock.today()
    with rows.holding_all():
        members = Membership.everywhere.filter(
            Q(left=None) | Q(left__gt=today), partnership_id=partnership_id
        )
        held = list(
            Seat.everywhere.filter(
                Seat.held_on(today),
                person_id=person_id,
                partnership_id=partnership_id,
                person__is_active=True,
                organization__in=members.values("organization_id"),
            )
            .select_related("organization")
            .order_by("id")
        )
    by_organization: dict[int, list[Seat]] = {}
    for seat in held:
        by_organization.setdefault(seat.organization_id, []).append(seat)
    return [
        entrance.SeatFacts(
            organization_id=seats[0].organization_id,
            organization_name=str(seats[0].organization),
            organization_side=seats[0].organization.side,
            roles=tuple(seat.role for seat in seats),
        )
        for seats in by_organization.values()
    ]


def _open_to(person_id: int) -> Sequence[int]:
    with rows.holding_all():
        return list(
            Seat.everywhere.filter(
                Seat.held_on(clock.today()), _still_member(), person_id=person_id
            )
            .values_list("partnership_id", flat=True)
            .distinct()
        )


LOOKUPS = entrance.Lookups(place=_place, seats=_seats, open_to=_open_to)
