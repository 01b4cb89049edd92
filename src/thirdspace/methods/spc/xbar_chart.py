"""X̄ chart: the means of groups of values taken together.

Question
--------
Several values are taken at each point in time: which means are further off than the spread within
the groups explains?

Formula
-------
Drawn is the mean of each subgroup. Center: the mean of all values of the baseline.
Spread within: the mean of the subgroups' standard deviations if the baseline's subgroups have one
size, else the root of their pooled variances.
Limits of a subgroup of n values: center ± 3 spread / (c4(n) √n), with c4 the expected standard
deviation of n normal values, in sigmas. They widen where a subgroup is small.

Assumptions
-----------
Values within a subgroup are independent and vary as much as subgroups do while nothing changes;
roughly a bell. Read it beside the S chart: if spread has changed these limits mislead.

When not to use it
------------------
If subgroups differ among themselves for ordinary reasons (classes, days of the week), the spread
within them is too small a yardstick and nearly every point is a signal: chart the means on an I
chart. A subgroup of one value has no limits here.

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
from thirdspace.methods.spc.dispersion import weighted_mean
from thirdspace.methods.spc.kind import Choices, Fit, Kind
from thirdspace.methods.spc.points import Points
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.sources import MONTGOMERY, NIST, TUTORIAL
from thirdspace.methods.spc.within import c4_of, typical_spread


def _fit(base: Points, every: Points, _: Choices) -> Fit:
    sigma = typical_spread(base) / (c4_of(every.n) * np.sqrt(every.n))
    return Fit(weighted_mean(base), sigma)


KIND = Kind("xbar", "X̄ chart", _fit, funnels=True)


@method(
    "spc.xbar-chart",
    title="X̄ chart",
    question="Which groups of values have a mean beyond what their own spread explains?",
    cites=(NIST, MONTGOMERY, TUTORIAL),
    since="0.1",
)
def xbar_chart(
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
    """Chart the means of subgroups against limits from the spread within them.

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
    >>> chart = xbar_chart([[5, 7, 6], [6, 8, 7], [4, 6, 5], [6, 6, 9]])
    >>> round(chart.center[0], 3), round(chart.lower[0], 3), round(chart.upper[0], 3)
    (6.25, 3.938, 8.562)
    """
    choices = Choices(
        rules=rules, freeze=freeze, part=part, exclude=exclude, multiply=multiply, ordered=ordered
    )
    return charted(KIND, choices, y, x=x)
