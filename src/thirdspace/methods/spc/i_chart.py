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

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.registry import Citation, method
from thirdspace.methods.spc.moving_range import D2, mean_range
from thirdspace.methods.spc.result import ControlChart, Lines, chart_of
from thirdspace.methods.spc.rules import ANHOEJ
from thirdspace.methods.spc.series import read_series
from thirdspace.problems import MethodProblem

NIST = Citation(
    "NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2.1 Individuals control charts.",
    "10.18434/M32189",
)
NELSON = Citation(
    "Nelson LS (1982). Control charts for individual measurements. Journal of Quality Technology "
    "14(3), 172-173.",
    "10.1080/00224065.1982.11978811",
)


@method(
    "spc.i-chart",
    title="I chart",
    question="Which points are more than this measure’s ordinary variation?",
    cites=(NIST, NELSON, *ANHOEJ.cites),
    since="0.1",
)
def i_chart(
    y: ArrayLike,
    *,
    screen_mr: bool,
    freeze: int | None = None,
    part: Sequence[int] = (),
    exclude: Sequence[int] = (),
) -> ControlChart:
    """Chart a measure against its mean and 3-sigma limits, and test for signals.

    Parameters
    ----------
    y : array of float, shape (n,)
        Values in order of time, in any unit; NaN where one is missing.
    screen_mr : bool
        Leave very large moving ranges out of the limits.
    freeze : int, optional
        Take the limits of the first phase from its first `freeze` points only.
    part : sequence of int
        Last point of each phase but the last, counted from 1.
    exclude : sequence of int
        Points drawn but left out of limits and runs, counted from 1.

    Returns
    -------
    ControlChart
        Lines, signals and false-alarm rate.

    Raises
    ------
    MethodProblem
        No two neighbors to take a moving range from, nothing to chart, or a choice that points
        outside the series.

    Examples
    --------
    >>> chart = i_chart([39, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40], screen_mr=False)
    >>> round(chart.center[0], 2), round(chart.lower[0], 2), round(chart.upper[0], 2)
    (41.42, 36.82, 46.01)
    """
    series = read_series(y, freeze=freeze, part=part, exclude=exclude)
    lines = tuple(
        _lines(series.values[members & series.baseline], screen_mr) for members in series.phases()
    )
    return chart_of("i", series, lines, freeze=freeze, screened=screen_mr)


def _lines(baseline: NDArray[np.float64], screen_mr: bool) -> Lines:
    moving_range = float(mean_range(baseline, screened=screen_mr))
    if np.isnan(moving_range):
        raise MethodProblem(
            "Limits can’t be computed: there are no two neighboring values.",
            "Limits come from the distances between neighbors in time.",
            "Add points to the baseline of each phase, or draw a run chart.",
            field="y",
        )
    center = float(np.nanmean(baseline))
    reach = 3 * moving_range / D2
    return Lines(center, center - reach, center + reach)
