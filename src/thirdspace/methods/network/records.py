"""What the methods of network read, one record each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Act:
    """Something people did together.

    Parameters
    ----------
    people : sequence of str
        Who took part; a person named twice counts once.
    day : date, optional
        When; None if nobody knows, and then it never grows old.
    weight : float
        How much such an act ties people; 0 or more.
    """

    people: Sequence[str]
    day: date | None = None
    weight: float = 1.0


@dataclass(frozen=True)
class Tie:
    """Two people who work with each other, how strongly, and in how many acts."""

    first: str
    second: str
    weight: float = 1.0
    acts: int = 1
