"""The one place that makes a :class:`Scope`.

The room that knows seats registers itself with :func:`register`; the door imports no room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from thirdspace.access.permissions import (
    READERS,
    Role,
    every_permission,
    permissions_of,
)
from thirdspace.access.scope import Audience, Scope
from thirdspace.problems import NotThere


@dataclass(frozen=True, slots=True)
class Place:
    """A partnership, as the door needs to know it."""

    id: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One organization a person may act for in a partnership, and the roles held there."""

    organization_id: int
    organization_name: str
    organization_side: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lookups:
    """What the room of seats answers for the door."""

    place: Callable[[str], Place | None]
    seats: Callable[[int, int], Sequence[SeatFacts]]
    open_to: Callable[[int], Sequence[int]]


_lookups: list[Lookups] = []


def register(lookups: Lookups) -> None:
    """Let the room of seats answer for the door."""
    _lookups[:] = [lookups]


def _place(key: str) -> Place:
    place = _lookups[0].place(key)
    if place is None:
        raise NotThere(
            _("There is nothing here."),
            _("The address is wrong, or it is not yours to see."),
            _("Go back to your partnerships and start from there."),
        )
    return place


def open_to(person_id: int) -> Sequence[int]:
    """Return the ids of the partnerships in which a person has a seat today."""
    return _lookups[0].open_to(person_id)


def enter(
    *, person_id: int, person_name: str, key: str, organization_id: int | None = None
) -> Scope:
    """Open a partnership for a person who has a seat in it today.

    Parameters
    ----------
    person_id, person_name
        Who comes.
    key : str
        The partnership's key, from the address.
    organization_id : int, optional
        Which of the person's organizations they act for; the first seat's if it is not given.

    Raises
    ------
    NotThere
        No such partnership, or no seat: the two can't be told apart.
    """
    place = _place(key)
    seats = _lookups[0].seats(person_id, place.id)
    if not seats:
        _place("")
    seat = next((s for s in seats if s.organization_id == organization_id), seats[0])
    return Scope(
        partnership_id=place.id,
        partnership_key=place.key,
        partnership_name=place.name,
        permissions=permissions_of(seat.roles),
        audience=(
            Audience.FUNDER
            if set(seat.roles) <= {Role.FUNDER, Role.CANDIDATE}
            else Audience.PARTNERSHIP
        ),
        organization_id=seat.organization_id,
        organization_name=seat.organization_name,
        organization_side=seat.organization_side,
        person_id=person_id,
        person_name=person_name,
        role=seat.roles[0],
    )


def operate(key: str, *, person_id: int | None = None, person_name: str = "") -> Scope:
    """Open a partnership for the operator of this machine: command line, imports, the demo."""
    place = _place(key)
    return Scope(
        partnership_id=place.id,
        partnership_key=place.key,
        partnership_name=place.name,
        permissions=frozenset(p.name for p in every_permission()),
        person_id=person_id,
        person_name=person_name or "Operator",
        operator=True,
    )


def jointly(scope: Scope) -> Scope:
    """Return the scope that performs what all sides agreed: no side's own, recorded as joint."""
    return replace(
        scope,
        operator=True,
        organization_id=None,
        organization_name="",
        organization_side="joint",
        permissions=frozenset(p.name for p in every_permission()),
    )


def read_as(key: str, audience: Audience) -> Scope:
    """Open a partnership for an audience without a seat, to read only (a report for the public).

    No organization: what one side keeps to itself, or shows to named others, stays closed.
    """
    place = _place(key)
    reading = READERS if audience is Audience.PARTNERSHIP else (Role.FUNDER,)
    return Scope(
        partnership_id=place.id,
        partnership_key=place.key,
        partnership_name=place.name,
        permissions=frozenset(
            p.name
            for p in every_permission()
            if p.name.endswith(".read") and set(reading) & set(p.roles)
        ),
        audience=audience,
    )
