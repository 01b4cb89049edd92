"""C chart: counts of events, each point with the same exposure.

Question
--------
Which counts differ from the rest by more than chance gives?

Formula
-------
Drawn is the count. Center: the mean count of the baseline, c. Limits: c ± 3 √c, not below 0.

Assumptions
-----------
Events are independent and may happen anywhere in a large exposure, which is the same at each point:
months of about one length, one school.

When not to use it
------------------
Where exposure differs, use the U chart. Where counts vary more than chance alone, which is usual
for large ones, compare with an I chart. Where the mean is below about 2, use a chart for rare
events (G or T). A baseline without events puts the limits on the line.

References
----------
Mohammed, Worthington & Woodall (2008), Quality and Safety in Health Care 17(2), 137-145,
10.1136/qshc.2004.012047.
NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.1, 10.18434/M32189.
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
from thirdspace.methods.spc.sources import NIST, TUTORIAL


def _fit(base: Points, every: Points, _: Choices) -> Fit:
    center = float(np.nanmean(base.values))
    return Fit(center, np.full(every.n.shape, np.sqrt(center)))


KIND = Kind("c", "C chart", _fit, take="sum", lowest=0, floor=0, funnels=True)


@method(
    "spc.c-chart",
    title="C chart",
    question="Which counts are further off than chance explains?",
    cites=(TUTORIAL, NIST),
    since="0.1",
)
def c_chart(
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
    """Chart counts against limits for chance alone.

    Parameters
    ----------
    y : array of float, shape (n,), or as in `thirdspace.methods.spc.points`
        Counts, 0 or more; NaN where one is missing. Rows of one point are added up.
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
        Lines, signals and false-alarm rate.

    Raises
    ------
    MethodProblem
        Nothing to chart, no limits to be had, or a choice that makes no sense.

    Examples
    --------
    >>> chart = c_chart([21, 24, 16, 12, 15, 5, 28, 20, 31, 25])
    >>> round(chart.center[0], 1), round(chart.lower[0], 2), round(chart.upper[0], 2)
    (19.7, 6.38, 33.02)
    """
    choices = Choices(
        rules=rules, freeze=freeze, part=part, exclude=exclude, multiply=multiply, ordered=ordered
    )
    return charted(KIND, choices, y, x=x)
