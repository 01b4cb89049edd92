"""In how many orders points can fall on the two sides of a line, by number of runs and longest run.

A number a can be written as r parts, each from 1 to l, in this many orders (Schilling 2012)::

    W(a, r, l) = sum over j of (-1)^j C(r, j) C(a - j l - 1, r - 1)

so n points make r runs, none over l, in W(n, r, l) orders up to swapping the sides. If points lie
above with probability p, the runs are in turn above and below: the weights W(a, r, l) p^a of the
two sides multiply and are added up over a. All terms are positive, so rounding does no harm.

References
----------
Schilling (2012), 10.4169/math.mag.85.2.141.
"""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import NDArray


def ways(total: int, parts: int, largest: int) -> int:
    """Count the orders in which `total` points fall into `parts` runs of at most `largest`."""
    if parts == 0 or largest == 0 or parts > total:
        return int(total == parts == 0)
    overfull = range(min(parts, (total - parts) // largest) + 1)
    return sum(
        (-1) ** j * comb(parts, j) * comb(total - j * largest - 1, parts - 1) for j in overfull
    )


def ways_by_side(above: int, below: int, runs: int, largest: int) -> int:
    """Count the orders of so many points above and below that make `runs` runs."""
    more, fewer = (runs + 1) // 2, runs // 2
    return ways(above, more, largest) * ways(below, fewer, largest) + ways(
        above, fewer, largest
    ) * ways(below, more, largest)


def weights(total: int, largest: int, above: float) -> NDArray[np.float64]:
    """Return the probability of c crossings and no run over `largest`, for c from 0.

    Parameters
    ----------
    total : int
        Points, 1 or more.
    largest : int
        Longest run allowed.
    above : float
        Probability that a point lies above the line.
    """
    up, down = (_side_weights(total, largest, share) for share in (above, 1 - above))
    runs = np.arange(1, total + 1)
    more, fewer = (runs + 1) // 2, runs // 2
    return np.asarray(
        (up[more] * down[fewer, ::-1]).sum(axis=1) + (up[fewer] * down[more, ::-1]).sum(axis=1)
    )


def _side_weights(total: int, largest: int, share: float) -> NDArray[np.float64]:
    """Return W(a, r, l) share^a in row r and column a."""
    one_run = np.concatenate([[0.0], share ** np.arange(1, largest + 1)])
    rows = [np.eye(1, total + 1)[0]]
    for _ in range((total + 1) // 2):
        rows.append(np.convolve(rows[-1], one_run)[: total + 1])
    return np.array(rows)
