"""T chart: the time between rare events.

Question
--------
Something happens rarely: has the time from one event to the next become longer, or shorter?

Formula
-------
Waiting times are very skew. Their power 1/3.6 is close to a bell (Nelson 1994), so lines are those
of an I chart of y^(1/3.6), brought back by the power 3.6; the lower limit is not below 0. Center
and limits thus are no averages of the times themselves. `screen_mr` as in the I chart.

Assumptions
-----------
Events come independently and at a steady rate while nothing changes. Times may be 0.

When not to use it
------------------
Where several events fall on most days, count them (C or U chart). If exposure differs, take the
number of cases between events (G chart). The chart can only speak when an event happens: a long
quiet spell that still goes on is not on it.

References
----------
Nelson (1994), A control chart for parts-per-million nonconforming items, Journal of Quality
Technology 26(3), 239-240.
Mohammed, Worthington & Woodall (2008), Quality and Safety in Health Care 17(2), 137-145,
10.1136/qshc.2004.012047.
Benneyan (2001), Health Care Management Science 4(4), 305-318, 10.1023/A:1011846412909.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.registry import method
from thirdspace.methods.spc.charting import charted
from thirdspace.methods.spc.kind import Choices, Fit, Kind
from thirdspace.methods.spc.moving_range import D2, known, mean_range
from thirdspace.methods.spc.points import Points
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.sources import BENNEYAN, NELSON_1994, TUTORIAL

ROOT = 3.6


def _fit(base: Points, every: Points, choices: Choices) -> Fit:
    times = base.values ** (1 / ROOT)
    sigma = known(mean_range(times, screened=choices.screen_mr)) / D2
    return Fit(float(np.nanmean(times)), np.full(every.n.shape, sigma))


KIND = Kind("t", "T chart", _fit, gathers=False, lowest=0, floor=0, root=ROOT, screens=True)


@method(
    "spc.t-chart",
    title="T chart",
    question="Has the time between rare events become longer or shorter?",
    cites=(NELSON_1994, TUTORIAL, BENNEYAN),
    since="0.1",
)
def t_chart(
    y: ArrayLike,
    *,
    screen_mr: bool,
    freeze: int | None = None,
    part: Sequence[int] = (),
    exclude: Sequence[int] = (),
    rules: str = "anhoej",
    multiply: float = 1.0,
) -> ControlChart:
    """Chart the times between rare events.

    Parameters
    ----------
    y : array of float, shape (n,)
        Time since the event before, in any unit, 0 or more; NaN where one is missing.
    screen_mr : bool
        Leave very large moving ranges out of the limits.
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
    >>> chart = t_chart([12, 3, 30, 8, 17, 25, 6, 40, 2, 19], screen_mr=False)
    >>> round(chart.center[0], 1), chart.lower[0], round(chart.upper[0], 1)
    (12.7, 0.0, 199.3)
    """
    choices = Choices(
        rules=rules,
        freeze=freeze,
        part=part,
        exclude=exclude,
        multiply=multiply,
        screen_mr=screen_mr,
    )
    return charted(KIND, choices, y)
