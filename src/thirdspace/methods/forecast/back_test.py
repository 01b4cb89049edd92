"""Back-test: would the forecast have been right in the years that are known?

Question
--------
Had we forecast each past year's vacancies from the years before it, how often would the interval
have held what then came, and how much do years differ beyond chance?

Formula
-------
For each year after the first few: from the years before, the pooled rate p, and the variance of
rates between years by moments, ``t = max(0, (X - (T - 1)) p(1 - p) / (N - Σ n²/N - (T - 1)))``
with Pearson's ``X = Σ (x - np)² / np(1 - p)`` and N people in T years (Kleinman), or 0 where
that has no denominator above 0, as with one post a year. The year to come is beta-binomial with
mean p and variance of its rate ``t + p(1 - p)/N + t Σ n²/N²``: the year's own, and what is not
known of p. Its interval runs between quantiles. Overdispersion: ``X / (T - 1)`` over all years; 1
is what chance makes. Years are said to differ beyond chance if chance alone would make X so large
(chi-squared, T - 1 degrees of freedom) less than once in twenty.

The goal for a 90% interval is to hold in 80 to 97 of 100 years. Below, it is called too narrow, and
above, too wide, only if a true 90% interval would hold in so few, or so many, years less than once
in twenty: with fewer than 29 years, holding every time proves nothing, and the verdict says so.

Assumptions
-----------
Years are alike but for chance and a shift of their own; no trend. Every year counts all posts.

When not to use it
------------------
With fewer than about eight years it can hardly judge. A trend or a reform makes past years a poor
guide however well they were forecast. An interval that holds says nothing about single schools.

References
----------
Tashman (2000), International Journal of Forecasting 16(4), 437-450, 10.1016/S0169-2070(00)00065-0.
Kleinman (1973), Journal of the American Statistical Association 68(341), 46-54,
10.1080/01621459.1973.10481332.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.forecast.hazard_sum import quantile_of
from thirdspace.methods.forecast.wording import back_test_sentence
from thirdspace.methods.inputs import count, parts
from thirdspace.methods.registry import Citation, method
from thirdspace.problems import MethodProblem

TASHMAN = Citation(
    "Tashman LJ (2000). Out-of-sample tests of forecasting accuracy: an analysis and review. "
    "International Journal of Forecasting 16(4), 437-450.",
    "10.1016/S0169-2070(00)00065-0",
)
KLEINMAN = Citation(
    "Kleinman JC (1973). Proportions with extraneous variance: single and independent samples. "
    "Journal of the American Statistical Association 68(341), 46-54.",
    "10.1080/01621459.1973.10481332",
)
CONFIDENCE = 0.9
GOAL = (0.80, 0.97)
RARE = 0.05
MOST_POSTS = 10**6
Verdict = Literal["within the goal", "too narrow", "too wide", "too few years to tell"]


@dataclass(frozen=True)
class HeldYear:
    """One past year, forecast from those before it.

    Parameters
    ----------
    place : int
        Which year it is in the order given, from 1.
    vacancies, posts : int
        What came, of how many.
    low, median, high : int
        The 90% interval of vacancies that was forecast, and its middle.
    """

    place: int
    vacancies: int
    posts: int
    low: int
    median: int
    high: int

    @property
    def covered(self) -> bool:
        """Whether the interval held."""
        return self.low <= self.vacancies <= self.high


@dataclass(frozen=True)
class BackTest:
    """How the forecast would have done, and what it says of the year to come.

    Parameters
    ----------
    years : tuple of HeldYear
        The years that were forecast.
    training : int
        Years before the first of them.
    coverage : float
        Share of them in which the interval held.
    verdict : str
        How that stands to the goal of 80 to 97 of 100.
    rate : float
        Vacancies for each post, over all years.
    overdispersion : float, optional
        Spread between years over that of chance alone; None if posts were always or never vacant.
    year_sd : float
        Standard deviation of the rate between years beyond chance; 0 if none is seen.
    next_low, next_median, next_high : int
        The year to come, with the posts of the last one.
    """

    years: tuple[HeldYear, ...]
    training: int
    coverage: float
    verdict: Verdict
    rate: float
    overdispersion: float | None
    year_sd: float
    next_low: int
    next_median: int
    next_high: int

    @property
    def covered(self) -> int:
        """Years in which the interval held."""
        return sum(year.covered for year in self.years)

    @property
    def beyond_chance(self) -> bool:
        """Whether chance alone would make years differ so much less than once in twenty."""
        from scipy.special import chdtrc

        free = self.training + len(self.years) - 1
        chi = (self.overdispersion or 0.0) * free
        return self.year_sd > 0 and bool(chdtrc(free, chi) < RARE)

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return back_test_sentence(self)


@method(
    "forecast.back-test",
    title="Back-test of a forecast of vacancies",
    question="Would the forecast have been right in the years that are known?",
    cites=(TASHMAN, KLEINMAN),
    since="0.1",
)
def back_test(vacancies: ArrayLike, posts: ArrayLike, *, training: int = 3) -> BackTest:
    """Forecast each past year from those before it, with a 90% interval.

    Parameters
    ----------
    vacancies, posts : array of int, shape (years,)
        Posts that fell vacant, of all posts, in order of time.
    training : int
        Years that the first forecast rests on, 2 or more.

    Returns
    -------
    BackTest
        Each year's interval, coverage, spread between years, and the year to come.

    Raises
    ------
    MethodProblem
        No year left to forecast, a year without posts or with too many, or no counts.

    Examples
    --------
    >>> found = back_test([24, 21, 21, 26, 18, 22, 24, 20, 20, 21, 31, 16], [150] * 12)
    >>> found.covered, len(found.years), (found.next_low, found.next_high)
    (8, 9, (15, 30))
    """
    x, n = parts(vacancies, posts, ("vacancies", "posts"))
    first = count(training, "training", least=2)
    _check_years(n, first)
    years = tuple(
        HeldYear(t + 1, int(x[t]), int(n[t]), *_forecast(x[:t], n[:t], int(n[t])))
        for t in range(first, x.size)
    )
    held = sum(year.covered for year in years)
    chi, variance = _spread(x, n)
    low, middle, high = _forecast(x, n, int(n[-1]))
    return BackTest(
        years=years,
        training=first,
        coverage=held / len(years),
        verdict=_verdict(held, len(years)),
        rate=int(x.sum()) / int(n.sum()),
        overdispersion=None if chi is None else chi / (x.size - 1),
        year_sd=variance**0.5,
        next_low=low,
        next_median=middle,
        next_high=high,
    )


def _check_years(n: NDArray[np.int64], training: int) -> None:
    if n.size <= training:
        raise MethodProblem(
            f"There are {n.size} years; the first {training} are needed to forecast from.",
            "A back-test needs years left over to hold the forecast against.",
            "Give more years, or fewer to begin with.",
            field="posts",
        )
    if n.min() < 1 or n.max() > MOST_POSTS:
        raise MethodProblem(
            f"A year has {n.min() if n.min() < 1 else n.max()} posts.",
            f"Each year needs 1 to {MOST_POSTS} posts.",
            "Leave out years without posts; add up large networks separately.",
            field="posts",
        )


def _verdict(held: int, years: int) -> Verdict:
    low, high = GOAL
    if low * years <= held <= high * years:
        return "within the goal"
    if held < low * years:
        return "too narrow" if _chance(range(held + 1), years) < RARE else "too few years to tell"
    return "too wide" if _chance(range(held, years + 1), years) < RARE else "too few years to tell"


def _chance(numbers: range, years: int) -> float:
    """Return how likely a true interval holds in one of these numbers of years."""
    return sum(
        comb(years, held) * CONFIDENCE**held * (1 - CONFIDENCE) ** (years - held)
        for held in numbers
    )


def _spread(x: NDArray[np.int64], n: NDArray[np.int64]) -> tuple[float | None, float]:
    """Return Pearson's statistic, and the variance of rates between years beyond chance."""
    total = float(n.sum())
    p = float(x.sum()) / total
    if p in (0.0, 1.0):
        return None, 0.0
    chi = float(((x - n * p) ** 2 / (n * p * (1 - p))).sum())
    free = x.size - 1
    weight = total - float((n.astype(float) ** 2).sum()) / total - free
    if weight <= 0:
        return chi, 0.0
    return chi, max(0.0, (chi - free) * p * (1 - p) / weight)


def _forecast(x: NDArray[np.int64], n: NDArray[np.int64], posts: int) -> tuple[int, int, int]:
    """Return the 90% interval and the middle of the next year's vacancies."""
    from scipy.special import betaln, gammaln

    total = float(n.sum())
    # Where no post, or every one, fell vacant so far, half a vacancy stands for what is not known.
    p = min(max(float(x.sum()), 0.5), total - 0.5) / total
    between = _spread(x, n)[1]
    known = p * (1 - p) / total + between * float((n.astype(float) ** 2).sum()) / total**2
    size = p * (1 - p) / min(between + known, 0.999 * p * (1 - p)) - 1
    k = np.arange(posts + 1)
    logs = betaln(p * size + k, (1 - p) * size + posts - k) - betaln(p * size, (1 - p) * size)
    logs += gammaln(posts + 1) - gammaln(k + 1) - gammaln(posts - k + 1)
    pmf = np.exp(logs)
    tail = (1 - CONFIDENCE) / 2
    low, middle, high = (quantile_of(pmf / pmf.sum(), q) for q in (tail, 0.5, 1 - tail))
    return low, middle, high
