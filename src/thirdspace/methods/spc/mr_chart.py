"""MR chart (moving range): how far a measure jumps from one point to the next.

Question
--------
Is the distance between neighbors in time larger than usual: has the measure become less steady?

Formula
-------
Drawn is the distance of each point from the one before it; the first of a phase has none. Center:
the mean range of the baseline. Upper limit: 3.267 times it, the 3-sigma limit for ranges of two
normal values. Lower limit: 0. A range is a distance from 0, so the line at 2 sigma lies at two
thirds of the upper limit.

Assumptions
-----------
Points in order of time, independent while nothing changes, spread roughly like a bell.

When not to use it
------------------
Neighboring ranges share a point, so runs of them mean nothing: only single ranges are judged,
whatever the rule set. Most jumps that matter show on the I chart; draw this one beside it, not
alone.

References
----------
NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, 10.18434/M32189.
Mohammed, Worthington & Woodall (2008), Quality and Safety in Health Care 17(2), 137-145,
10.1136/qshc.2004.012047.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.registry import method
from thirdspace.methods.spc.charting import charted
from thirdspace.methods.spc.kind import Choices, Fit, Kind, no_limits
from thirdspace.methods.spc.moving_range import SCREEN
from thirdspace.methods.spc.points import Points
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.sources import NIST, TUTORIAL


def _fit(base: Points, every: Points, _: Choices) -> Fit:
    if np.isnan(base.values).all():
        raise no_limits("there are no two neighboring values")
    center = float(np.nanmean(base.values))
    return Fit(center, np.full(every.n.shape, SCREEN * center / 3), middle=0)


KIND = Kind("mr", "MR chart", _fit, denominators="maybe", floor=0, ranges=True)


@method(
    "spc.mr-chart",
    title="MR chart",
    question="Did a measure jump further between neighbors in time than it usually does?",
    cites=(NIST, TUTORIAL),
    since="0.1",
)
def mr_chart(
    y: ArrayLike,
    n: ArrayLike | None = None,
    *,
    x: Sequence[Any] | None = None,
    freeze: int | None = None,
    part: Sequence[int] = (),
    exclude: Sequence[int] = (),
    rules: str = "anhoej",
    multiply: float = 1.0,
) -> ControlChart:
    """Chart the distances between neighbors in time.

    Parameters
    ----------
    y : array of float, shape (n,), or as in `thirdspace.methods.spc.points`
        Values in order of time, in any unit; NaN where one is missing.
    n : array of float, of the shape of `y`, optional
        Denominators; ranges are then those of the sum of `y` over the sum of `n`.
    x : sequence of date, number or str, optional
        The point that each row of `y` belongs to; see `thirdspace.methods.spc.points`.
    freeze : int, optional
        Take the lines of the first phase from its first `freeze` points only.
    part : sequence of int
        Last point of each phase but the last, counted from 1.
    exclude : sequence of int
        Points drawn but left out of lines and rules, counted from 1.
    rules : str
        Id of a rule set.
    multiply : float
        Unit to show: 1000 for “per 1,000”.

    Returns
    -------
    ControlChart
        Lines, signals and false-alarm rate; `values` are the ranges.

    Raises
    ------
    MethodProblem
        Nothing to chart, no limits to be had, or a choice that makes no sense.

    Examples
    --------
    >>> chart = mr_chart([39, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40])
    >>> round(chart.center[0], 3), round(chart.upper[0], 3)
    (1.727, 5.643)
    """
    choices = Choices(rules=rules, freeze=freeze, part=part, exclude=exclude, multiply=multiply)
    return charted(KIND, choices, y, n, x=x)
