"""Run chart: a measure over time against its median.

Question
--------
Has this measure shifted, or is it only going up and down as it always does?

Formula
-------
The center line is the median of the baseline. Points on it are dropped. With n points left there
is a signal if the longest run on one side is longer than ``round(log2(n) + 3)``, or if the points
cross the line fewer times than the 5 % quantile of Binomial(n - 1, 1/2) (Anhøj's rules; others can
be chosen, see `thirdspace.methods.spc.rules`). Runs never go on from one phase into the next.

Assumptions
-----------
Points in order of time, independent while nothing changes. The shape of the distribution does not
matter.

When not to use it
------------------
With fewer than 10 points off the median the chart is drawn and no signal is given. When more than
half of the values are equal the median says little: use a chart for rare events. To find single
unusual points use an I chart: a run chart has no limits, and rules that need them are left out.
Strong seasons make runs of their own.

References
----------
Anhøj & Olesen (2014), Run charts revisited, PLoS ONE 9(11), e113825, 10.1371/journal.pone.0113825.
Anhøj & Wentzel-Larsen (2020), Smooth operator, PLoS ONE 15(6), e0233920,
10.1371/journal.pone.0233920.
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
from thirdspace.methods.spc.rules.sources import ANHOEJ_2014, ANHOEJ_2020


def _fit(base: Points, every: Points, _: Choices) -> Fit:
    return Fit(float(np.nanmedian(base.values)), np.full(every.n.shape, np.nan))


KIND = Kind("run", "run chart", _fit, denominators="maybe", has_limits=False)


@method(
    "spc.run-chart",
    title="Run chart",
    question="Has this measure shifted, or is it only varying?",
    cites=(ANHOEJ_2014, ANHOEJ_2020),
    since="0.1",
)
def run_chart(
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
    """Chart a measure against its median and test for a shift.

    Parameters
    ----------
    y : array of float, shape (n,), or as in `thirdspace.methods.spc.points`
        Values in order of time, in any unit; NaN where one is missing.
    n : array of float, of the shape of `y`, optional
        Denominators; what is drawn is then the sum of `y` over the sum of `n`.
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
        Lines, signals and false-alarm rate; lower and upper are NaN.

    Raises
    ------
    MethodProblem
        Nothing to chart, no limits to be had, or a choice that makes no sense.

    Examples
    --------
    >>> chart = run_chart([3, 5, 4, 6, 5, 3, 6, 4, 7, 8, 9, 8, 7, 9, 8, 9, 8], freeze=8)
    >>> chart.sentence
    '17 points; 9 in a row above the median from point 9: a shift.'
    """
    choices = Choices(rules=rules, freeze=freeze, part=part, exclude=exclude, multiply=multiply)
    return charted(KIND, choices, y, n, x=x)
