"""P chart: shares, such as pupils absent of pupils enrolled.

Question
--------
Which shares differ from the rest by more than chance gives for denominators of their size?

Formula
-------
Drawn is y / n. Center: all y of the baseline over all n, p. Limits of a point: p ± 3 √(p (1 - p) /
n), not below 0 and not above 1. They widen where n is small.

Assumptions
-----------
Each of the n is counted or not, independently of the others and with the same chance while nothing
changes.

When not to use it
------------------
People in one school share a bus, a season and a teacher, so large denominators make the limits far
too narrow: from some hundreds on compare with the P′ chart. Where n p or n (1 - p) is below about
5, limits are rough. For events that may happen twice to one person use the U chart. A baseline
with no event, or nothing but events, puts the limits on the line.

References
----------
Mohammed, Worthington & Woodall (2008), Quality and Safety in Health Care 17(2), 137-145,
10.1136/qshc.2004.012047.
NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2, 10.18434/M32189.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from numpy.typing import ArrayLike

from thirdspace.methods.registry import method
from thirdspace.methods.spc.charting import charted
from thirdspace.methods.spc.dispersion import binomial, chance_fit
from thirdspace.methods.spc.kind import Choices, Fit, Kind
from thirdspace.methods.spc.points import Points
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.sources import NIST, TUTORIAL


def _fit(base: Points, every: Points, _: Choices) -> Fit:
    return chance_fit(base, every, binomial)


KIND = Kind(
    "p",
    "P chart",
    _fit,
    denominators="always",
    parts=True,
    lowest=0,
    floor=0,
    ceiling=1,
    funnels=True,
)


@method(
    "spc.p-chart",
    title="P chart",
    question="Which shares are further off than their denominators explain?",
    cites=(TUTORIAL, NIST),
    since="0.1",
)
def p_chart(
    y: ArrayLike,
    n: ArrayLike,
    *,
    x: Sequence[Any] | None = None,
    freeze: int | None = None,
    part: Sequence[int] = (),
    exclude: Sequence[int] = (),
    rules: str = "anhoej",
    multiply: float = 1.0,
    ordered: bool = True,
) -> ControlChart:
    """Chart shares against limits that know their denominators.

    Parameters
    ----------
    y : array of float, shape (n,), or as in `thirdspace.methods.spc.points`
        Counts, 0 or more; NaN where one is missing. Rows of one point are added up.
    n : array of float, of the shape of `y`
        Of how many; a row with 0 is left out.
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
    >>> chart = p_chart([12, 15, 8, 10], [50, 50, 40, 60])
    >>> round(chart.center[0], 3), [round(limit, 3) for limit in chart.upper]
    (0.225, [0.402, 0.402, 0.423, 0.387])
    """
    choices = Choices(
        rules=rules, freeze=freeze, part=part, exclude=exclude, multiply=multiply, ordered=ordered
    )
    return charted(KIND, choices, y, n, x=x)
