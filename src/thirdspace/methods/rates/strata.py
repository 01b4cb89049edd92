"""The exact conditional law of several 2 x 2 tables: common odds ratio, interval and test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.rates.conditional import Conditional, as_likely
from thirdspace.problems import MethodProblem

#: Products that folding all strata together may take: about a second of work.
MOST_PRODUCTS = 10**9

#: Selected and total of two groups.
Table = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class ExactOdds:
    """The exact conditional odds ratio of several strata.

    Parameters
    ----------
    odds_ratio : float, optional
        Conditional maximum-likelihood estimate; None (with an open interval) at the least or most
        that the margins allow, where it is 0 or without end.
    low, high : float, optional
        Exact interval; None where it is open: 0 below, without end above.
    p : float
        Two-sided exact p, from 0 to 1.
    """

    odds_ratio: float | None
    low: float | None
    high: float | None
    p: float


@dataclass(frozen=True)
class Sum:
    """Law of the sum over strata: its first count, and the probabilities from there on."""

    first: int
    pmf: NDArray[np.float64]

    def from_(self, count: int, log_odds: float) -> float:
        """Return the probability of so many or more, at odds that differ by so much."""
        return float(self._tilted(log_odds)[count - self.first :].sum())

    def up_to(self, count: int, log_odds: float) -> float:
        """Return the probability of so many or fewer, at odds that differ by so much."""
        return float(self._tilted(log_odds)[: count - self.first + 1].sum())

    def _tilted(self, log_odds: float) -> NDArray[np.float64]:
        with np.errstate(divide="ignore"):
            logs = np.log(self.pmf) + np.arange(self.pmf.size) * log_odds
        weights = np.exp(logs - logs.max())
        return np.asarray(weights / weights.sum())


def exact_odds(
    chosen: NDArray[np.int64], everyone: NDArray[np.int64], confidence: float
) -> ExactOdds:
    """Return the exact odds ratio of the first row over the second, within columns.

    Raises
    ------
    MethodProblem
        More people than the exact law can be folded for in reasonable time.
    """
    tables: list[Table] = [
        ((a, b), (m, n)) for a, b, m, n in zip(*chosen.tolist(), *everyone.tolist(), strict=True)
    ]
    laws = [Conditional.of(*table) for table in tables]
    lowest, highest = sum(law.lowest for law in laws), sum(law.highest for law in laws)
    seen = int(chosen[0].sum())
    if lowest == highest:
        return ExactOdds(None, None, None, 1.0)
    p = _p(folded(tables, 0.0), seen)
    # At either end no odds make the mean what was seen; half a person inside it, some do.
    target = min(max(seen, lowest + 0.5), highest - 0.5)
    near = _root(lambda x: sum(_mean(table, x) for table in tables) - target, 0.0)
    law, tail = folded(tables, near), (1 - confidence) / 2
    return ExactOdds(
        odds_ratio=exp(near) if target == seen else None,
        low=exp(_root(lambda x: law.from_(seen, x - near) - tail, near)) if seen > lowest else None,
        high=exp(_root(lambda x: tail - law.up_to(seen, x - near), near))
        if seen < highest
        else None,
        p=p,
    )


def folded(tables: list[Table], log_odds: float) -> Sum:
    """Return the law of the sum of the first group's counts at a common log odds ratio."""
    laws = [Conditional.of(*table, log_odds) for table in tables]
    _check_work([law.log_ratios.size for law in laws])
    pmf = np.ones(1)
    for law in laws:
        pmf = np.convolve(pmf, law.pmf(log_odds))
    return Sum(sum(law.first for law in laws), pmf)


def _mean(table: Table, log_odds: float) -> float:
    return Conditional.of(*table, log_odds).mean(log_odds)


def _p(law: Sum, seen: int) -> float:
    place = seen - law.first
    there = float(law.pmf[place]) if 0 <= place < law.pmf.size else 0.0
    return min(1.0, float(law.pmf[as_likely(law.pmf, there)].sum()))


def _root(function: Callable[[float], float], near: float) -> float:
    """Return where an increasing function of the log odds ratio crosses 0."""
    from scipy.optimize import brentq

    reach = 1.0
    while function(near - reach) > 0 or function(near + reach) < 0:
        reach *= 2
    return float(brentq(function, near - reach, near + reach, xtol=1e-14, rtol=1e-14))


def _check_work(sizes: list[int]) -> None:
    if np.cumsum(sizes) @ np.array(sizes) > MOST_PRODUCTS:
        raise MethodProblem(
            "The exact test has too many people to count with.",
            "It folds every possible outcome of every stratum together.",
            "With so many, take the test without it (exact=False): the two hardly differ.",
            field="exact",
        )
