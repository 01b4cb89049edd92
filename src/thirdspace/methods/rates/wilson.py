"""Wilson's interval: so many of so many, and how far the rate behind them may lie from theirs.

Question
--------
x of n did: between which rates may the habit behind them lie?

Formula
-------
With ``p = x / n`` and the normal quantile z, the rates that a score test does not refuse:
``(p + z²/2n ± z sqrt(p(1 - p)/n + z²/4n²)) / (1 + z²/n)``.

With continuity correction, the bounds are
``(2np + z² - 1 - z sqrt(z² - 2 - 1/n + 4p(n(1 - p) + 1))) / (2(n + z²))`` and
``(2np + z² + 1 + z sqrt(z² + 2 - 1/n + 4p(n(1 - p) - 1))) / (2(n + z²))``. At x = 0 the
lower bound is 0, at x = n the upper one is 1.

Assumptions
-----------
Each of the n is one try of the same habit, independent of the others. The n is not chosen by
looking at x.

When not to use it
------------------
People counted twice, classes that go through together, or a rate that drifts: the interval is then
too narrow. For everyone there ever was, nothing is estimated and the rate stands alone. The
corrected interval covers at least as often as it says and is wider than needed.

References
----------
Wilson (1927), 10.1080/01621459.1927.10502953.
Newcombe (1998), Statistics in Medicine 17(8), 857-872, methods 3 and 4,
10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from thirdspace.methods.inputs import parts
from thirdspace.methods.rates.level import quantile
from thirdspace.methods.rates.wording import rate_sentence
from thirdspace.methods.registry import method
from thirdspace.methods.sources import NEWCOMBE, WILSON


@dataclass(frozen=True)
class Rate:
    """So many of so many.

    Parameters
    ----------
    count, of : int
        How many, of how many.
    rate, low, high : float, optional
        Their share and its interval, each from 0 to 1; None if `of` is 0.
    confidence : float
        Share of such intervals that hold.
    continuity : bool
        Whether the bounds are corrected for counts being whole.
    """

    count: int
    of: int
    rate: float | None
    low: float | None
    high: float | None
    confidence: float
    continuity: bool

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return rate_sentence(self)


@method(
    "rates.wilson",
    title="Wilson’s interval of a rate",
    question="How far may the rate behind so many of so many lie from theirs?",
    cites=(WILSON, NEWCOMBE),
    since="0.1",
)
def wilson(count: int, of: int, *, confidence: float = 0.95, continuity: bool = False) -> Rate:
    """Return a rate with its interval.

    Parameters
    ----------
    count, of : int
        How many did, of how many; ``0 <= count <= of``.
    confidence : float
        Share of such intervals that hold, between 0 and 1.
    continuity : bool
        Correct for counts being whole; wider, and never covers less often than it says.

    Returns
    -------
    Rate
        The share and its bounds; None if `of` is 0.

    Raises
    ------
    MethodProblem
        A number that is no count, more who did than there are, or an impossible confidence.

    Examples
    --------
    >>> found = wilson(81, 263)
    >>> round(found.low, 4), round(found.high, 4)
    (0.2553, 0.3662)
    """
    part, whole = (int(n) for n in parts(count, of, ("count", "of"), ndim=0))
    z = quantile(confidence)
    rate = part / whole if whole else None
    low, high = bounds(part, whole, z, continuity=continuity) if whole else (None, None)
    return Rate(part, whole, rate, low, high, float(confidence), continuity)


def bounds(count: int, of: int, z: float, *, continuity: bool = False) -> tuple[float, float]:
    """Return Wilson's bounds for 1 or more tries, at a normal quantile."""
    low, high = (_corrected if continuity else _score)(count, of, z)
    # At none and at all a bound is exact; rounding must not push it past.
    return 0.0 if count == 0 else max(0.0, low), 1.0 if count == of else min(1.0, high)


def _score(count: int, of: int, z: float) -> tuple[float, float]:
    rate, weight = count / of, z * z / of
    center = (rate + weight / 2) / (1 + weight)
    reach = sqrt(rate * (1 - rate) * weight + weight * weight / 4) / (1 + weight)
    return center - reach, center + reach


def _corrected(count: int, of: int, z: float) -> tuple[float, float]:
    rate, square = count / of, z * z
    inner = square - 1 / of + 4 * rate * (of - count)
    # A side at its end has no root and no use for one: its bound is exact.
    down = z * sqrt(max(0.0, inner + 4 * rate - 2))
    up = z * sqrt(max(0.0, inner + 2 - 4 * rate))
    scale = 2 * (of + square)
    return (2 * count + square - 1 - down) / scale, (2 * count + square + 1 + up) / scale
