"""U chart: rates, such as referrals per school day.

Question
--------
Which rates differ from the rest by more than chance gives for exposures of their size?

Formula
-------
Drawn is y / n. Center: all y of the baseline over all n, u. Limits of a point: u ± 3 √(u / n), not
below 0. They widen where n is small.

Assumptions
-----------
Events are independent, may happen more than once to one person, and come at one rate while nothing
changes.

When not to use it
------------------
With large exposures rates vary more than chance alone: compare with the U′ chart. Where fewer than
about 2 events are expected at a point, limits are rough: use a chart for rare events. A baseline
without events puts the limits on the line.

References
----------
Mohammed, Worthington & Woodall (2008), Quality and Safety in Health Care 17(2), 137-145,
10.1136/qshc.2004.012047.
NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.1, 10.18434/M32189.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from numpy.typing import ArrayLike

from thirdspace.methods.registry import method
from thirdspace.methods.spc.charting import charted
from thirdspace.methods.spc.dispersion import chance_fit, poisson
from thirdspace.methods.spc.kind import Choices, Fit, Kind
from thirdspace.methods.spc.points import Points
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.sources import NIST, TUTORIAL


def _fit(base: Points, every: Points, _: Choices) -> Fit:
    return chance_fit(base, every, poisson)


KIND = Kind(
    "u",
    "U chart",
    _fit,
    denominators="always",
    lowest=0,
    floor=0,
    funnels=True,
)


@method(
    "spc.u-chart",
    title="U chart",
    question="Which rates are further off than their exposure explains?",
    cites=(TUTORIAL, NIST),
    since="0.1",
)
def u_chart(
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
    """Chart rates against limits that know their exposure.

    Parameters
    ----------
    y : array of float, shape (n,), or as in `thirdspace.methods.spc.points`
        Counts, 0 or more; NaN where one is missing. Rows of one point are added up.
    n : array of float, of the shape of `y`
        Exposure, such as days or visits; a row with 0 is left out.
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
    >>> chart = u_chart([14, 4, 5, 13], [39, 45, 46, 48])
    >>> round(chart.center[0], 3), [round(limit, 3) for limit in chart.upper]
    (0.202, [0.418, 0.403, 0.401, 0.397])
    """
    choices = Choices(
        rules=rules, freeze=freeze, part=part, exclude=exclude, multiply=multiply, ordered=ordered
    )
    return charted(KIND, choices, y, n, x=x)
