"""A pair of records, with what speaks for and against one person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.linkage.records import People
from thirdspace.methods.linkage.scoring import Scored
from thirdspace.methods.linkage.wording import pair_sentence


@dataclass(frozen=True)
class Part:
    """What one comparison says: its level in words, and its weight in bits (minus: against)."""

    comparison: str
    agreement: str
    weight: float


@dataclass(frozen=True)
class Pair:
    """Two records that may be one person.

    Parameters
    ----------
    left, right : int
        Places in the lists as they were handed over, from 0.
    chance : float
        Chance that they are one person.
    weight : float
        Weight in bits: that of any pair, `start`, and those of the parts.
    start : float
        Weight that any pair begins with.
    parts : tuple of Part
        What each comparison says.
    """

    left: int
    right: int
    chance: float
    weight: float
    start: float
    parts: tuple[Part, ...]

    @property
    def sentence(self) -> str:
        """Say what speaks for and against one person."""
        return pair_sentence(self)


def explained(
    found: Scored,
    left: People,
    right: People,
    places: NDArray[np.int64],
    chances: NDArray[np.float64],
) -> tuple[Pair, ...]:
    """Return some of the scored pairs, each with its parts."""
    agreements = found.agreements
    rows = zip(
        agreements.pairs[places],
        agreements.levels[places],
        found.parts[places],
        found.weights[places],
        chances,
        strict=True,
    )
    return tuple(
        Pair(
            int(left.places[pair[0]]),
            int(right.places[pair[1]]),
            float(chance),
            float(weight),
            found.model.start,
            _parts(found, levels, bits),
        )
        for pair, levels, bits, weight, chance in rows
    )


def _parts(found: Scored, levels: NDArray[np.int8], bits: NDArray[np.float64]) -> tuple[Part, ...]:
    agreements = found.agreements
    named = zip(agreements.comparisons, agreements.labels, levels.tolist(), bits, strict=True)
    return tuple(
        Part(comparison, labels[level] if level >= 0 else "not known", float(weight))
        for comparison, labels, level, weight in named
    )
