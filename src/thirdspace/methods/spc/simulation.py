"""How often random series raise a signal, where no exact count is at hand.

Limits are themselves estimates, and so are lines frozen on a few points; loose lines raise more
false alarms than textbooks say for known ones. So the rate is taken from independent normal series
of the same shape: same number of points, same baseline, same rules. The series are drawn from a
fixed seed, so a chart always states the same rate; it is right within about half a point in a
hundred for up to 60 points.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.spc.moving_range import D2, mean_range
from thirdspace.methods.spc.rules import ANHOEJ, RunRules

SEED = 20140925
VALUES = 600_000  # drawn in all: 10,000 series of 60 points


@cache
def simulated_false_alarm(
    kind: Literal["run", "i"],
    used: int,
    baseline: int,
    *,
    screened: bool = False,
    rules: RunRules = ANHOEJ,
) -> float:
    """Return the share of random normal series that raise a signal.

    Parameters
    ----------
    kind : str
        ``run`` (median) or ``i`` (mean and limits).
    used : int
        Points of the series.
    baseline : int
        The first so many set the lines.
    screened : bool
        Large moving ranges are left out of the limits.
    rules : RunRules
        The run tests applied.
    """
    trials = max(VALUES // used, 1000)
    series = np.random.default_rng(SEED).normal(size=(trials, used))
    first = series[:, :baseline]
    center = np.median(first, axis=1) if kind == "run" else first.mean(axis=1)
    signals = _run_signals(np.sign(series - center[:, None]), rules)
    if kind == "i":
        reach = 3 * mean_range(first, screened=screened) / D2
        signals |= (np.abs(series - center[:, None]) > reach[:, None]).any(axis=1)
    return float(signals.mean())


def _run_signals(sides: NDArray[np.float64], rules: RunRules) -> NDArray[np.bool_]:
    """Apply the run tests to each row of sides: 1 above, -1 below, 0 on the line (dropped)."""
    rows = sides.shape[0]
    side, current, longest, crossings = (np.zeros(rows) for _ in range(4))
    for column in sides.T:
        off, same = column != 0, column == side
        crossings += off & ~same & (side != 0)
        current = np.where(off, np.where(same, current + 1, 1), current)
        longest = np.maximum(longest, current)
        side = np.where(off, column, side)
    useful = np.count_nonzero(sides, axis=1)
    counts = range(sides.shape[1] + 1)
    longest_max = np.array([rules.longest_run_max(n) for n in counts])[useful]
    crossings_min = np.array([rules.crossings_min(n) for n in counts])[useful]
    enough = useful >= rules.least_useful
    return np.asarray(enough & ((longest > longest_max) | (crossings < crossings_min)))
