"""Sum of hazards: how many posts fall vacant, when each person has a chance of their own?

Question
--------
Every leader has a chance to leave within the year, by age and time in the post. How many vacancies
does that make, with which bounds, and does the supply suffice?

Formula
-------
The number who leave is a sum of independent tries with chances p: Poisson-binomial, computed
exactly by folding halves together (what is below 1e-150 counts as 0). Mean ``Σ p``, variance
``Σ p(1 - p)``; a quantile is the smallest number that is not exceeded with at least its
probability. Need = leavers + openings; gap = need - supply.

Assumptions
-----------
The chances are right, and people decide independently. A year that moves everyone (a pay offer, a
pandemic) spreads the sum wider than this: the back-test shows by how much.

When not to use it
------------------
Chances guessed for a handful of people: the bounds are those of the guess. A supply that is itself
uncertain: take the simulation of supply. A single person's chance must never be shown: it is known
of a group only.

References
----------
Hong (2013), Computational Statistics & Data Analysis 59, 41-51, 10.1016/j.csda.2012.10.006.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.forecast.sources import HONG
from thirdspace.methods.forecast.wording import hazard_sentence
from thirdspace.methods.inputs import count, number, numbers
from thirdspace.methods.rates.level import quantile as normal_quantile
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem

MOST_PEOPLE = 20_000
#: So many are added one at a time; more are folded together by halves.
FEW = 64
#: Below this a probability counts as 0; products of larger ones are numbers of full precision.
NOTHING = 1e-150
#: Sums of probabilities that reach a quantile but for rounding have reached it.
ROUNDING = 1e-12


@dataclass(frozen=True)
class HazardSum:
    """The law of the number who leave, and the gap it makes.

    Parameters
    ----------
    people : int
        How many chances were added.
    mean, variance : float
        Of the number who leave.
    pmf : tuple of float
        Probability that exactly 0, 1, 2, … leave.
    openings : int
        New posts less closed ones.
    supply : int, optional
        People ready to be placed.
    low, median, high : int
        Need: those who leave and openings, with its interval.
    gap_low, gap_median, gap_high : int, optional
        Need less supply; negative where supply is larger. None without a supply.
    confidence : float
        Share of intervals that hold if the chances are right.
    """

    people: int
    mean: float
    variance: float
    pmf: tuple[float, ...]
    openings: int
    supply: int | None
    low: int
    median: int
    high: int
    gap_low: int | None
    gap_median: int | None
    gap_high: int | None
    confidence: float

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return hazard_sentence(self)

    def quantile(self, share: float) -> int:
        """Return the smallest number who leave that is not exceeded with this probability."""
        wanted = number(share, "share", low=0, high=1)
        return quantile_of(np.asarray(self.pmf), wanted)


@method(
    "forecast.hazard-sum",
    title="Sum of individual hazards",
    question="How many posts fall vacant, when each person has a chance of their own?",
    cites=(HONG,),
    since="0.1",
)
def hazard_sum(
    p: ArrayLike, *, openings: int = 0, supply: int | None = None, confidence: float = 0.9
) -> HazardSum:
    """Add up the chances of people to leave.

    Parameters
    ----------
    p : array of float, shape (people,)
        Chance of each person to leave within the year, from 0 to 1.
    openings : int
        New posts less closed ones; may be negative.
    supply : int, optional
        People ready to be placed.
    confidence : float
        Share of intervals that hold if the chances are right, between 0 and 1.

    Returns
    -------
    HazardSum
        Exact law, need and gap.

    Raises
    ------
    MethodProblem
        Nobody, too many people, or a chance off 0 to 1.

    Examples
    --------
    >>> found = hazard_sum([0.05] * 20 + [0.12] * 25 + [0.35] * 10 + [0.6] * 3, supply=8)
    >>> found.low, found.median, found.high, found.gap_median
    (5, 9, 14, 1)
    """
    chances = numbers(p, "p", low=0, high=1)
    pmf = poisson_binomial(chances)
    normal_quantile(confidence)
    tail = (1 - float(confidence)) / 2
    opened = _whole(openings)
    ready = None if supply is None else count(supply, "supply")
    low, median, high = (opened + quantile_of(pmf, q) for q in (tail, 0.5, 1 - tail))
    gaps = (None,) * 3 if ready is None else tuple(n - ready for n in (low, median, high))
    return HazardSum(
        people=chances.size,
        mean=float(chances.sum()),
        variance=float((chances * (1 - chances)).sum()),
        pmf=tuple(pmf.tolist()),
        openings=opened,
        supply=ready,
        low=low,
        median=median,
        high=high,
        gap_low=gaps[0],
        gap_median=gaps[1],
        gap_high=gaps[2],
        confidence=float(confidence),
    )


def _whole(openings: int) -> int:
    size = count(abs(number(openings, "openings")), "openings")
    return size if openings >= 0 else -size


def poisson_binomial(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probability that 0, 1, 2, … of independent tries succeed.

    Raises
    ------
    MethodProblem
        More tries than can be folded together in reasonable time.
    """
    if chances.size > MOST_PEOPLE:
        raise MethodProblem(
            f"“p” has {chances.size} people.",
            f"The exact law folds up to {MOST_PEOPLE} people together.",
            "Add up districts separately.",
            field="p",
        )
    return _folded(chances)


def _folded(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fold halves together; every term is positive, so small probabilities stay exact."""
    if chances.size > FEW:
        half = chances.size // 2
        pmf = np.convolve(_folded(chances[:half]), _folded(chances[half:]))
        return np.where(pmf > NOTHING, pmf, 0.0)
    pmf = np.zeros(chances.size + 1)
    pmf[0] = 1.0
    for added, p in enumerate(chances, start=1):
        pmf[1 : added + 1] = pmf[1 : added + 1] * (1 - p) + pmf[:added] * p
        pmf[0] *= 1 - p
    return pmf


def quantile_of(pmf: NDArray[np.float64], share: float) -> int:
    """Return the smallest number that is not exceeded with at least this probability."""
    return int(np.argmax(np.cumsum(pmf) >= min(share, 1 - ROUNDING) - ROUNDING))
