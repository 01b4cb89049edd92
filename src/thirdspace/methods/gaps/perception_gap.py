"""Perception gap: do two organizations see the same thing differently, and how surely?

Question
--------
People of two organizations answered the same question on the same scale. How far apart are their
answers, and does each side agree within itself?

Formula
-------
* Gap: mean of the first side minus mean of the second, in points of the scale.
* Cliff's delta: of all pairs with one answer from each side, the share in which the first is higher
  minus the share in which it is lower; -1 to 1, and only the order of answers counts. Its 95%
  interval is Feng and Cliff's, which holds for small and unequal sides and stays within -1 to 1;
  where no answers overlap at all, the nearer bound is (n - z²) / (n + z²), n the smaller side.
* Hedges' g: the gap over the pooled standard deviation, times 1 - 3 / (4 df - 1).
* Agreement within a side: r_wg = 1 - s² / ((m² - 1) / 12), s² the variance of its answers, m the
  points of the scale. 1 is one voice, 0 as wide as chance; below 0 is split into camps. Beside it
  the mean absolute deviation from the side's own mean.
* Size, by the distance of delta from 0: aligned under .15, leaning under .33, apart under .47, far
  apart from .47. A side with r_wg under .5 is mixed inside: its mean speaks for nobody.

Assumptions
-----------
Same question, same scale, one answer a person, answered apart from each other. Missing answers
(NaN, “can't say”) are left out and counted.

When not to use it
------------------
A difference in answers is not an error of one side. With two or three people a side the interval
spans nearly everything: talk, don't judge. Whether answers may be shown at all, the small-group
rules decide. Different words mean different things to two sides: from about 200 answers a side,
check the question itself by item functioning.

References
----------
Cliff (1993), Psychological Bulletin 114(3), 494-509, 10.1037/0033-2909.114.3.494.
Hedges (1981), Journal of Educational Statistics 6(2), 107-128, 10.3102/10769986006002107.
James, Demaree & Wolf (1984), Journal of Applied Psychology 69(1), 85-98,
10.1037/0021-9010.69.1.85.
Feng & Cliff (2004), Journal of Modern Applied Statistical Methods 3(2), 322-332: the interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.gaps.wording import gap_sentence
from thirdspace.methods.inputs import count, numbers
from thirdspace.methods.normal import Z
from thirdspace.methods.registry import Citation, method

CLIFF = Citation(
    "Cliff N (1993). Dominance statistics: ordinal analyses to answer ordinal questions. "
    "Psychological Bulletin 114(3), 494-509.",
    "10.1037/0033-2909.114.3.494",
)
HEDGES = Citation(
    "Hedges LV (1981). Distribution theory for Glass's estimator of effect size and related "
    "estimators. Journal of Educational Statistics 6(2), 107-128.",
    "10.3102/10769986006002107",
)
R_WG = Citation(
    "James LR, Demaree RG, Wolf G (1984). Estimating within-group interrater reliability with and "
    "without response bias. Journal of Applied Psychology 69(1), 85-98.",
    "10.1037/0021-9010.69.1.85",
)
#: Upper bound of |delta| for each size, and the least agreement that lets a mean speak for a side.
SIZES = ((0.15, "aligned"), (0.33, "leaning"), (0.47, "apart"), (float("inf"), "far apart"))
LEAST_AGREEMENT = 0.5


@dataclass(frozen=True)
class Side:
    """One side's answers.

    Parameters
    ----------
    answers, missing : int
        Answers given, and places without one.
    mean : float, optional
        On the scale; None without an answer.
    agreement, mean_deviation : float, optional
        r_wg, and the mean distance from the side's own mean; None below two answers.
    """

    answers: int
    missing: int
    mean: float | None
    agreement: float | None
    mean_deviation: float | None

    @property
    def mixed(self) -> bool:
        """Whether the side is too divided for its mean to speak for it."""
        return self.agreement is not None and self.agreement < LEAST_AGREEMENT


@dataclass(frozen=True)
class PerceptionGap:
    """A difference in answers between two sides.

    Parameters
    ----------
    points : int
        Points of the scale.
    first, second : Side
        The two sides.
    gap : float, optional
        Mean of the first minus mean of the second; None if a side has no answer.
    delta, delta_low, delta_high : float, optional
        Cliff's delta and its 95% interval, which needs two answers a side.
    d, g : float, optional
        The gap in pooled standard deviations, as it is and with Hedges' correction; None below two
        answers a side or if nobody differs within either side.
    size : str, optional
        aligned, leaning, apart or far apart.
    """

    points: int
    first: Side
    second: Side
    gap: float | None
    delta: float | None
    delta_low: float | None
    delta_high: float | None
    d: float | None
    g: float | None
    size: str | None

    @property
    def mixed_inside(self) -> bool:
        """Whether one of the sides is divided within itself."""
        return self.first.mixed or self.second.mixed

    @property
    def sentence(self) -> str:
        """Say in one plain sentence how far apart the answers are."""
        return gap_sentence(self)


@method(
    "gaps.perception-gap",
    title="Perception gap",
    question="Do two organizations see the same thing differently, and how surely?",
    cites=(CLIFF, HEDGES, R_WG),
    since="0.1",
)
def perception_gap(first: ArrayLike, second: ArrayLike, *, points: int) -> PerceptionGap:
    """Compare the answers of two sides to one question.

    Parameters
    ----------
    first, second : array of float, shape (n,) and (m,)
        Answers from 1 to `points`; NaN where there is none.
    points : int
        Points of the scale, 2 or more.

    Returns
    -------
    PerceptionGap
        Gap, effect sizes with interval, agreement inside each side; None where undefined.

    Raises
    ------
    MethodProblem
        An answer off the scale, text, or a scale of fewer than 2 points.

    Examples
    --------
    >>> found = perception_gap([4, 4, 5, 3, 4], [2, 3, 2, 3], points=5)
    >>> found.gap, round(found.delta, 2), round(found.g, 2), found.size
    (1.5, 0.9, 2.04, 'far apart')
    """
    points = count(points, "points", least=2)
    read = [
        numbers(answers, name, least=0, missing=True, low=1, high=points)
        for answers, name in ((first, "first"), (second, "second"))
    ]
    one, other = (answers[~np.isnan(answers)] for answers in read)
    sides = [
        _side(known, given.size - known.size, points)
        for known, given in zip((one, other), read, strict=True)
    ]
    gap, delta, size = None, None, None
    if one.size and other.size:
        gap = float(one.mean() - other.mean())
        delta = cliffs_delta(one, other)
        size = next(name for bound, name in SIZES if abs(delta) < bound)
    low, high = _delta_interval(one, other)
    d, g = _standardized(one, other)
    return PerceptionGap(points, sides[0], sides[1], gap, delta, low, high, d, g, size)


def cliffs_delta(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Return the share of pairs in which the first is higher, minus that in which it is lower."""
    ordered = np.sort(second)
    lower = np.searchsorted(ordered, first, side="left")
    not_higher = np.searchsorted(ordered, first, side="right")
    return float((lower + not_higher - ordered.size).sum() / (first.size * second.size))


def _side(known: NDArray[np.float64], missing: int, points: int) -> Side:
    if known.size < 2:
        return Side(known.size, missing, float(known[0]) if known.size else None, None, None)
    by_chance = (points**2 - 1) / 12
    return Side(
        known.size,
        missing,
        float(known.mean()),
        1 - float(known.var(ddof=1)) / by_chance,
        float(np.abs(known - known.mean()).mean()),
    )


def _delta_interval(
    first: NDArray[np.float64], second: NDArray[np.float64]
) -> tuple[float, float] | tuple[None, None]:
    n, m = first.size, second.size
    if min(n, m) < 2:
        return None, None
    dominance = np.sign(first[:, None] - second[None, :])
    delta = float(dominance.mean())
    if abs(delta) == 1:  # no overlap: the variance is 0 and says nothing
        least = (min(n, m) - Z**2) / (min(n, m) + Z**2)
        return (least, 1.0) if delta > 0 else (-1.0, -least)
    rows = m**2 * ((dominance.mean(axis=1) - delta) ** 2).sum()
    columns = n**2 * ((dominance.mean(axis=0) - delta) ** 2).sum()
    cells = ((dominance - delta) ** 2).sum()
    variance = (rows + columns - cells) / (n * m * (n - 1) * (m - 1))
    variance = max(float(variance), (1 - delta**2) / (n * m - 1))
    center, weight = delta - delta**3, 1 - delta**2 + Z**2 * variance
    reach = Z * sqrt(variance) * sqrt((1 - delta**2) ** 2 + Z**2 * variance)
    return max((center - reach) / weight, -1.0), min((center + reach) / weight, 1.0)


def _standardized(
    first: NDArray[np.float64], second: NDArray[np.float64]
) -> tuple[float, float] | tuple[None, None]:
    if min(first.size, second.size) < 2:
        return None, None
    freedom = first.size + second.size - 2
    squares = first.var() * first.size + second.var() * second.size
    if squares <= 0:
        return None, None
    d = float((first.mean() - second.mean()) / sqrt(squares / freedom))
    return d, d * (1 - 3 / (4 * freedom - 1))
