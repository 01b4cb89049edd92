"""I chart (individuals, XmR): a measure over time with its natural limits.

Question
--------
Which points, or runs of points, are more than this measure's ordinary variation?

Formula
-------
Center: the mean of the baseline. Sigma: the mean moving range (distance between neighbors in
time) over 1.128. Limits: mean ± 3 sigma, which is mean ± 2.66 times the mean moving range; they
are not cut at 0. A point beyond a limit is a signal. Anhøj's run tests are applied to the mean.

With screening, moving ranges of at least 3.267 times their mean are left out once and the mean is
taken again, so that one wild point does not widen the limits. It changes answers, so it is a
stated choice: Wheeler, NIST and Montgomery do not screen; several health tools do.

Assumptions
-----------
Points in order of time, one value for each time, independent while nothing changes, and spread
roughly like a bell. A missing value breaks the moving range on both its sides; a point left out by
choice does not, its neighbors become neighbors.

When not to use it
------------------
Shares or counts with known denominators have charts of their own that know the denominators. With
fewer than about 12 baseline points limits are loose guesses. Seasons and trends make the limits too
narrow.

False alarms
------------
Limits are estimates, and loose ones when few points set them: with 12 points setting them for 24,
about one unchanged measure in five shows a signal. The rate is simulated for the chart's own shape
(`thirdspace.methods.spc.simulation`).

References
----------
NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2.1, 10.18434/M32189.
Nelson (1982), Control charts for individual measurements, Journal of Quality Technology 14(3),
172-173, 10.1080/00224065.1982.11978811.
Anhøj & Olesen (2014), PLoS ONE 9(11), e113825, 10.1371/journal.pone.0113825.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.registry import method
from thirdspace.methods.spc.charting import charted
from thirdspace.methods.spc.kind import Choices, Fit, Kind
from thirdspace.methods.spc.moving_range import D2, known, mean_range
from thirdspace.methods.spc.points import Points
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.rules.sources import ANHOEJ_2014
from thirdspace.methods.spc.sources import NELSON_1982, NIST


def _fit(base: Points, every: Points, choices: Choices) -> Fit:
    sigma = known(mean_range(base.values, screened=choices.screen_mr)) / D2
    return Fit(float(np.nanmean(base.values)), np.full(every.n.shape, sigma))


KIND = Kind("i", "I chart", _fit, denominators="maybe", screens=True)


@method(
    "spc.i-chart",
    title="I chart",
    question="Which points are more than this measure’s ordinary variation?",
    cites=(NIST, NELSON_1982, ANHOEJ_2014),
    since="0.1",
)
def i_chart(
    y: ArrayLike,
    n: ArrayLike | None = None,
    *,
    screen_mr: bool,
    x: Sequence[Any] | None = None,
    freeze: int | None = None,
    part: Sequence[int] = (),
    exclude: Sequence[int] = (),
    rules: str = "anhoej",
    multiply: float = 1.0,
) -> ControlChart:
    """Chart a measure against its mean and 3-sigma limits, and test for signals.

    Parameters
    ----------
    y : array of float, shape (n,), or as in `thirdspace.methods.spc.points`
        Values in order of time, in any unit; NaN where one is missing.
    n : array of float, of the shape of `y`, optional
        Denominators; what is drawn is then the sum of `y` over the sum of `n`. The limits do not
        know them: see the I′ chart.
    screen_mr : bool
        Leave very large moving ranges out of the limits.
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
        Lines, signals and false-alarm rate.

    Raises
    ------
    MethodProblem
        Nothing to chart, no limits to be had, or a choice that makes no sense.

    Examples
    --------
    >>> chart = i_chart([39, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40], screen_mr=False)
    >>> round(chart.center[0], 2), round(chart.lower[0], 2), round(chart.upper[0], 2)
    (41.42, 36.82, 46.01)
    """
    choices = Choices(
        rules=rules,
        freeze=freeze,
        part=part,
        exclude=exclude,
        multiply=multiply,
        screen_mr=screen_mr,
    )
    return charted(KIND, choices, y, n, x=x)
