"""G chart: the number of cases between rare events.

Question
--------
Something goes wrong rarely: has the number of cases that go well in between become larger or
smaller?

Formula
-------
With m the mean of the baseline, limits are m ± 3 √(m (m + 1)), the lower one not below 0 (geometric
distribution, counted from 0). The center line is drawn at the median of the baseline, because the
counts are so skew that most lie below their mean and runs about it would mean nothing.

Assumptions
-----------
Each case goes wrong independently and with one chance while nothing changes; cases in order.

When not to use it
------------------
Where most subgroups have an event, use the P or U chart. The lower limit is nearly always 0, so
that a worsening shows only in runs. Where the time between events is known but not the cases, use
the T chart.

References
----------
Benneyan (2001), Health Care Management Science 4(4), 305-318, 10.1023/A:1011846412909.
Mohammed, Worthington & Woodall (2008), Quality and Safety in Health Care 17(2), 137-145,
10.1136/qshc.2004.012047.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.registry import method
from thirdspace.methods.spc.charting import charted
from thirdspace.methods.spc.kind import Choices, Fit, Kind
from thirdspace.methods.spc.points import Points
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.sources import BENNEYAN, TUTORIAL


def _fit(base: Points, every: Points, _: Choices) -> Fit:
    mean = float(np.nanmean(base.values))
    sigma = np.full(every.n.shape, np.sqrt(mean * (mean + 1)))
    return Fit(float(np.nanmedian(base.values)), sigma, middle=mean)


KIND = Kind("g", "G chart", _fit, gathers=False, lowest=0, floor=0)


@method(
    "spc.g-chart",
    title="G chart",
    question="Has the number of cases between rare events changed?",
    cites=(BENNEYAN, TUTORIAL),
    since="0.1",
)
def g_chart(
    y: ArrayLike,
    *,
    freeze: int | None = None,
    part: Sequence[int] = (),
    exclude: Sequence[int] = (),
    rules: str = "anhoej",
    multiply: float = 1.0,
) -> ControlChart:
    """Chart the number of cases between rare events.

    Parameters
    ----------
    y : array of float, shape (n,)
        Cases since the event before, not counting either, 0 or more; NaN where one is missing.
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
        Lines, signals and false-alarm rate.

    Raises
    ------
    MethodProblem
        Nothing to chart, no limits to be had, or a choice that makes no sense.

    Examples
    --------
    >>> chart = g_chart([8, 0, 13, 0, 1, 5, 2, 3, 0, 9, 4, 1])
    >>> chart.center[0], chart.lower[0], round(chart.upper[0], 2)
    (2.5, 0.0, 16.75)
    """
    choices = Choices(rules=rules, freeze=freeze, part=part, exclude=exclude, multiply=multiply)
    return charted(KIND, choices, y)
