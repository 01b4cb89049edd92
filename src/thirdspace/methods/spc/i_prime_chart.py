"""I′ chart (normalized individuals): averages or rates that rest on different amounts.

Question
--------
Which values differ from the rest by more than usual, given that those which rest on little vary
more?

Formula
-------
Drawn is v = y / n. Center: all y of the baseline over all n. For neighbors in time,
d = |v2 - v1| / √(1 / n1 + 1 / n2); sigma for n = 1 is s = √(π / 2) times the mean of d. Limits of a
point: center ± 3 s / √n, not cut. `screen_mr` as in the I chart, applied to d.

Assumptions
-----------
Points in order of time, independent while nothing changes; the variance of a value falls as 1 / n.
No distribution is assumed, so it serves shares, rates and averages alike.

When not to use it
------------------
Where all n are about equal the I chart says the same. Where part of the variation does not shrink
with n (seasons, say), points with large n get limits that are too narrow.

References
----------
Taylor (2017), Normalized individuals (IN) control chart.
Laney (2002), Improved control charts for attributes, Quality Engineering 14(4), 531-537,
10.1081/QEN-120003555.
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
from thirdspace.methods.spc.moving_range import known, mean_of_ranges
from thirdspace.methods.spc.points import Points
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.sources import LANEY, TAYLOR


def _fit(base: Points, every: Points, choices: Choices) -> Fit:
    weights = 1 / base.n
    ranges = np.abs(np.diff(base.values)) / np.sqrt(weights[1:] + weights[:-1])
    sigma = np.sqrt(np.pi / 2) * known(mean_of_ranges(ranges, screened=choices.screen_mr))
    return Fit(weighted_mean(base), sigma / np.sqrt(every.n))


KIND = Kind("ip", "I′ chart", _fit, denominators="always", screens=True)


@method(
    "spc.i-prime-chart",
    title="I′ chart",
    question="Which values are unusual, given how much each of them rests on?",
    cites=(TAYLOR, LANEY),
    since="0.1",
)
def i_prime_chart(
    y: ArrayLike,
    n: ArrayLike,
    *,
    screen_mr: bool,
    x: Sequence[Any] | None = None,
    freeze: int | None = None,
    part: Sequence[int] = (),
    exclude: Sequence[int] = (),
    rules: str = "anhoej",
    multiply: float = 1.0,
) -> ControlChart:
    """Chart values against limits that know what each rests on.

    Parameters
    ----------
    y : array of float, shape (n,), or as in `thirdspace.methods.spc.points`
        Sums, such as counts or totals; NaN where one is missing. Rows of one point are added up.
    n : array of float, of the shape of `y`
        What each sum rests on; a row with 0 is left out.
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
    >>> chart = i_prime_chart([426, 543, 428, 67], [90, 110, 90, 40], screen_mr=False)
    >>> round(chart.center[0], 2), [round(limit, 2) for limit in chart.upper]
    (4.44, [6.93, 6.7, 6.93, 8.18])
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
