"""S chart: the spread within groups of values taken together.

Question
--------
Several values are taken at each point in time: where do they differ among themselves more, or less,
than usual?

Formula
-------
Drawn is the standard deviation of each subgroup (divisor n - 1). Center: the spread within. Spread
within: the mean of the subgroups' standard deviations if the baseline's subgroups have one size,
else the root of their pooled variances. Limits of a subgroup of n values: center ± 3 center √(1 -
c4(n)²) / c4(n), the lower one not below 0.

Assumptions
-----------
Values within a subgroup are independent and spread roughly like a bell; limits of this chart
suffer more from long tails than those of means.

When not to use it
------------------
A subgroup of one value has no spread and is missing here. With two or three values a subgroup the
chart sees only large changes.

References
----------
NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.1, 10.18434/M32189.
Montgomery (2013), Introduction to statistical quality control, 7th edition, chapter 6.
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
from thirdspace.methods.spc.kind import Choices, Fit, Kind
from thirdspace.methods.spc.points import Points
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.sources import MONTGOMERY, NIST, TUTORIAL
from thirdspace.methods.spc.within import c4_of, typical_spread


def _fit(base: Points, every: Points, _: Choices) -> Fit:
    center, expected = typical_spread(base), c4_of(every.n)
    return Fit(center, center * np.sqrt(1 - expected**2) / expected)


KIND = Kind("s", "S chart", _fit, take="sd", floor=0, funnels=True)


@method(
    "spc.s-chart",
    title="S chart",
    question="In which groups of values has the spread changed?",
    cites=(NIST, MONTGOMERY, TUTORIAL),
    since="0.1",
)
def s_chart(
    y: ArrayLike,
    *,
    x: Sequence[Any] | None = None,
    freeze: int | None = None,
    part: Sequence[int] = (),
    exclude: Sequence[int] = (),
    rules: str = "anhoej",
    multiply: float = 1.0,
    ordered: bool = True,
) -> ControlChart:
    """Chart the standard deviations of subgroups.

    Parameters
    ----------
    y : array of float, shape (n,) with `x`, or (points, size), or a list of lists
        Values, in any unit; NaN where one is missing.
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
    ordered : bool
        Whether points stand in order of time. If not, as in a funnel of sites, only single points
        are judged.

    Returns
    -------
    ControlChart
        Lines, signals and false-alarm rate. `n` is the number of values.

    Raises
    ------
    MethodProblem
        Nothing to chart, no limits to be had, or a choice that makes no sense.

    Examples
    --------
    >>> chart = s_chart([[5, 7, 6], [6, 8, 7], [4, 6, 5], [6, 6, 9]])
    >>> round(chart.center[0], 3), chart.lower[0], round(chart.upper[0], 3)
    (1.183, 0.0, 3.038)
    """
    choices = Choices(
        rules=rules, freeze=freeze, part=part, exclude=exclude, multiply=multiply, ordered=ordered
    )
    return charted(KIND, choices, y, x=x)
