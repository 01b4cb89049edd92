"""P′ chart (Laney): shares with large denominators.

Question
--------
Which shares differ from the rest by more than shares here usually do, beyond what chance gives for
their denominators?

Formula
-------
Center p and sigma_i = √(p (1 - p) / n) as on the P chart; z = (y / n - p) / sigma_i. Limits:
p ± 3 sigma_i sigma_z, not below 0 and not above 1.
sigma_z is the mean moving range of the z over 1.128 (`screen_mr` as in the I chart); in a funnel,
where points have no neighbors in time, their standard deviation. Above 1, points vary more than by
chance alone; below 1 less, and the limits are then narrower than on the P chart.

Assumptions
-----------
Points in order of time and independent while nothing changes; or, in a funnel, sites that vary
like one population.

When not to use it
------------------
With small denominators sigma_z is near 1 and the P chart says the same with fewer estimates. With
fewer than about 12 baseline points sigma_z is a loose guess.

References
----------
Laney (2002), Improved control charts for attributes, Quality Engineering 14(4), 531-537,
10.1081/QEN-120003555.
Mohammed, Worthington & Woodall (2008), Quality and Safety in Health Care 17(2), 137-145,
10.1136/qshc.2004.012047.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from numpy.typing import ArrayLike

from thirdspace.methods.registry import method
from thirdspace.methods.spc.charting import charted
from thirdspace.methods.spc.dispersion import binomial, prime_fit
from thirdspace.methods.spc.kind import Choices, Fit, Kind
from thirdspace.methods.spc.points import Points
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.sources import LANEY, TUTORIAL


def _fit(base: Points, every: Points, choices: Choices) -> Fit:
    return prime_fit(base, every, choices, binomial)


KIND = Kind(
    "pp",
    "P′ chart",
    _fit,
    denominators="always",
    parts=True,
    lowest=0,
    floor=0,
    ceiling=1,
    screens=True,
    funnels=True,
)


@method(
    "spc.p-prime-chart",
    title="P′ chart",
    question="Which shares are unusual, given that shares vary more than chance alone?",
    cites=(LANEY, TUTORIAL),
    since="0.1",
)
def p_prime_chart(
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
    ordered: bool = True,
) -> ControlChart:
    """Chart shares against limits that know how much shares vary.

    Parameters
    ----------
    y : array of float, shape (n,), or as in `thirdspace.methods.spc.points`
        Counts, 0 or more; NaN where one is missing. Rows of one point are added up.
    n : array of float, of the shape of `y`
        Of how many; a row with 0 is left out.
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
    >>> chart = p_prime_chart([480, 510, 430, 520], [1000, 1000, 900, 1100], screen_mr=False)
    >>> round(chart.center[0], 3), [round(limit, 3) for limit in chart.upper]
    (0.485, [0.545, 0.545, 0.548, 0.542])
    """
    choices = Choices(
        rules=rules,
        freeze=freeze,
        part=part,
        exclude=exclude,
        multiply=multiply,
        ordered=ordered,
        screen_mr=screen_mr,
    )
    return charted(KIND, choices, y, n, x=x)
