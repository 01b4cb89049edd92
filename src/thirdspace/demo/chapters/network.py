"""A network of partnerships in the state, and what this one lets it see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from thirdspace.access import entrance
from thirdspace.demo.chronicle import KEY, Act, Told, at
from thirdspace.network.actions import add_reader, key_of, make_network, release

NAME = "State Leader Partnerships"
#: Who may read in it: the State Office that convenes it, and both coordinators.
READERS = ("priya", "marcus", "ingrid")


def acts() -> Iterator[Act]:
    """Give the acts of this chapter."""
    yield Act(at(date(2026, 2, 2), 9), _set_up)
    yield Act(at(date(2026, 6, 10), 9), _release)


def _set_up(told: Told) -> None:
    scope = entrance.operate(KEY)
    make_network(scope, name=NAME)
    for reader in READERS:
        add_reader(scope, network_key=key_of(NAME), person_id=told.people[reader])


def _release(told: Told) -> None:
    release(told.scope("renee"), network_key=key_of(NAME))
