"""Best box and cut box: bounds on the longest run and crossings that find a shift best.

A box is all pairs of at least c crossings and a longest run of at most l; a series in the box gives
no signal. Of the boxes that hold at least 92.5 % of random series, the best box holds the fewest
series whose points have shifted by 0.8 sigma, so that it raises the most true alarms. The cut box
takes more away from the best box, from the corner of fewest crossings and longest run along its two
edges, each time where more shifted series are, as long as 92.5 % of random series are left.

Random series are counted in whole numbers, shifted ones in floating point; see `orders`.

References
----------
Anhøj & Wentzel-Larsen (2020), Smooth operator, PLoS ONE 15(6), e0233920,
10.1371/journal.pone.0233920.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate, count
from math import comb
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.spc.rules.orders import ways, weights
from thirdspace.methods.spc.rules.run_rules import RunBounds, box

#: Random series that a box holds, in thousandths; the shift it should find, in sigmas.
KEPT, SHIFT = 925, 0.8


@dataclass(frozen=True)
class _Law:
    """Series by longest run (row) and crossings (column), both from 0.

    `random` counts orders of chance, as whole numbers of any size; `shifted` has the probabilities
    after the shift; `kept` is how many orders a box must hold.
    """

    random: NDArray[Any]
    shifted: NDArray[np.float64]
    kept: int


@cache
def best_box(useful: int) -> RunBounds:
    """Return the best box for this many points off the line, 1 or more."""
    law = _law(useful)
    random, shifted = _in_box(law.random), _in_box(law.shifted)
    allowed = (law.random > 0) & (random >= law.kept)
    longest, crossings = np.unravel_index(
        np.argmin(np.where(allowed, shifted, np.inf)), shifted.shape
    )
    return box(int(longest), int(crossings), useful)


@cache
def cut_box(useful: int) -> RunBounds:
    """Return the cut box for this many points off the line, 1 or more."""
    whole = best_box(useful)
    longest, crossings = corner = whole.longest_run_max, whole.crossings_min
    law = _law(useful)
    spare = _in_box(law.random)[corner] - law.kept - law.random[corner]
    if spare < 0:
        return whole
    border_longest, border_crossings = longest - 1, crossings + 1
    while True:
        next_cells = (longest, border_crossings), (border_longest, crossings)
        removable = [cell for cell in next_cells if 0 < law.random[cell] <= spare]
        if not removable:
            return RunBounds(longest, crossings, useful, border_longest, border_crossings)
        removed = max(removable, key=lambda cell: float(law.shifted[cell]))
        spare -= law.random[removed]
        border_crossings += removed == next_cells[0]
        border_longest -= removed == next_cells[1]


def _in_box(law: NDArray[Any]) -> NDArray[Any]:
    """Add up runs no longer and crossings no fewer."""
    return np.asarray(law.cumsum(axis=0)[:, ::-1].cumsum(axis=1)[:, ::-1])


@cache
def _law(useful: int) -> _Law:
    """Count series up to the longest run beyond which a box gains nothing by being larger."""
    kept = -(-KEPT * 2 ** (useful - 1) // 1000)
    most = _most_crossings(useful, kept)
    within: list[list[int]] = [[0] * (useful + 1)]
    shifted = [np.zeros(useful + 1)]
    for longest in count(1):
        within.append([ways(useful, runs, longest) for runs in range(1, useful + 2)])
        shifted.append(np.append(weights(useful, longest, NormalDist().cdf(SHIFT)), 0.0))
        if sum(within[-1][most:]) >= kept:
            break
    random = np.diff(np.array(within, dtype=object), axis=0, prepend=0)
    return _Law(random, np.diff(shifted, axis=0, prepend=0), kept)


def _most_crossings(useful: int, kept: int) -> int:
    """Return the most crossings that so many random orders reach, whatever their runs."""
    reached = accumulate(comb(useful - 1, crossings) for crossings in reversed(range(useful)))
    return useful - 1 - sum(orders < kept for orders in reached)
