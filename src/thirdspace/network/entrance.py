"""The one place that makes a :class:`NetworkScope`, and that looks across partnerships for it.

A network sees a partnership only while that partnership's own release stands. Nothing here is
kept between requests, so a withdrawn release is gone with the next page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from thirdspace.access import rows
from thirdspace.access.entrance import Place
from thirdspace.access.permissions import Permission
from thirdspace.access.routes import nothing_here
from thirdspace.network.models import Network, NetworkSeat, Release
from thirdspace.network.permissions import READ


@dataclass(frozen=True, slots=True)
class NetworkScope:
    """One person reading in one network: the partnerships that let it see their counts today."""

    network_id: int
    network_key: str
    network_name: str
    person_id: int
    person_name: str
    places: tuple[Place, ...]
    permissions: frozenset[str]

    @property
    def partnership_ids(self) -> tuple[int, ...]:
        """Return the ids of the partnerships whose counts may be read."""
        return tuple(place.id for place in self.places)

    def may(self, permission: Permission | str) -> bool:
        """Say whether this scope holds a permission."""
        return str(permission) in self.permissions


def open_network(request: HttpRequest, key: str) -> NetworkScope:
    """Open a network for the person who signed in.

    Raises
    ------
    NotThere
        No such network, or no seat in it: the two can't be told apart.
    """
    seats = NetworkSeat.everywhere.select_related("network").filter(network__key=key)
    seat = seats.filter(person_id=request.user.pk or 0, person__is_active=True).first()
    if seat is None:
        raise nothing_here()
    return NetworkScope(
        network_id=seat.network_id,
        network_key=seat.network.key,
        network_name=seat.network.name,
        person_id=seat.person_id,
        person_name=str(request.user),
        places=_released(seat.network_id),
        permissions=frozenset({READ.name}),
    )


def _released(network_id: int) -> tuple[Place, ...]:
    with rows.holding_all():
        found = Release.everywhere.filter(
            network_id=network_id, what=Release.What.CODINGS, withdrawn_at=None
        ).values_list("partnership_id", "partnership__key", "partnership__name")
        places = [Place(*row) for row in found]
    # By name and by nothing else: any other order would be read as a ranking.
    return tuple(sorted(places, key=lambda place: (place.name.casefold(), place.key)))


def networks_of(person_id: int) -> list[tuple[str, str]]:
    """Return key and name of each network a person may read in, by name."""
    seats = NetworkSeat.everywhere.filter(person_id=person_id).order_by("network__name")
    return list(seats.values_list("network__key", "network__name"))


def network_keyed(key: str) -> Network | None:
    """Return the network with that key, if there is one."""
    return Network.everywhere.filter(key=key).first()


def store_network(key: str, name: str, extra: dict[str, Any]) -> Network:
    """Store a new network."""
    return Network.everywhere.create(key=key, name=name, extra=extra)


def give_seat(network: Network, person_id: int) -> bool:
    """Let a person read in a network; says whether that is new."""
    _seat, new = NetworkSeat.everywhere.get_or_create(network=network, person_id=person_id)
    return new


def others_released(network: Network, partnership_ids: Iterable[int]) -> bool:
    """Say whether any other partnership lets this network see something."""
    with rows.holding_all():
        standing = Release.everywhere.filter(network=network, withdrawn_at=None)
        return standing.exclude(partnership_id__in=list(partnership_ids)).exists()
