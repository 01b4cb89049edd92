"""What asks for people's attention, from all rooms, most pressing first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thirdspace.access import registries
from thirdspace.access.registries import Signal
from thirdspace.access.scope import Scope

#: Ember first: somebody must act now; last what is only worth a look.
NEEDS = ("act", "talk", "wait", "look")


@dataclass(frozen=True, slots=True)
class Attention:
    """The most pressing signals, and how many there are."""

    shown: Sequence[Signal]
    count: int
    now: int


def needing(scope: Scope, *, most: int | None = None) -> Attention:
    """Return signals by what they ask for, then by weight; `most` cuts the list, not the counts."""
    found = [s for source in registries.signals.entries() for s in source.signals(scope)]
    found.sort(key=lambda signal: (NEEDS.index(signal.need), -signal.weight, signal.title))
    return Attention(found[:most], len(found), sum(signal.need == "act" for signal in found))
