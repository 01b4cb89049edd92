"""The law of a 2 x 2 table whose margins are given: Fisher's (noncentral) hypergeometric."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from thirdspace.problems import MethodProblem

#: Probabilities equal but for rounding count as equal, as in R's exact tests.
SAME = 1 + 1e-7
#: Half the width of the window around the most likely count: 40 standard deviations and 250 more.
DEVIATIONS, MORE = 40, 250
LARGEST = 10**10


@dataclass(frozen=True)
class Conditional:
    """How many of the first group are selected when all margins are given.

    Far from the most likely count the probability is below the smallest number of the machine; the
    law keeps a window around it, so that groups of a thousand million cost no memory.

    Parameters
    ----------
    first : int
        First count of the window.
    lowest, highest : int
        Fewest and most that the margins allow.
    log_ratios : array of float, shape (m,)
        Log of each probability over that of the count before, at equal odds; the first is 0.
    """

    first: int
    lowest: int
    highest: int
    log_ratios: NDArray[np.float64]

    @classmethod
    def of(
        cls, selected: tuple[int, int], total: tuple[int, int], log_odds: float = 0.0
    ) -> Conditional:
        """Return the law for counts of two groups; the window is where these odds put it.

        Raises
        ------
        MethodProblem
            More people than the window can span.
        """
        _check_size(total)
        drawn, group, other = sum(selected), *total
        lowest, highest = max(0, drawn - other), min(drawn, group)
        mode = min(max(_mode(drawn, group, other, log_odds), lowest), highest)
        reach = DEVIATIONS * (isqrt(min(mode - lowest, highest - mode)) + 1) + MORE
        first, last = max(lowest, mode - reach), min(highest, mode + reach)
        k = np.arange(first + 1, last + 1, dtype=np.float64)
        steps = np.log(group - k + 1) + np.log(drawn - k + 1)
        steps -= np.log(k) + np.log(other - drawn + k)
        return cls(first, lowest, highest, np.concatenate([[0.0], steps]))

    @property
    def counts(self) -> NDArray[np.float64]:
        """The counts of the window."""
        return self.first + np.arange(self.log_ratios.size, dtype=np.float64)

    def pmf(self, log_odds: float = 0.0) -> NDArray[np.float64]:
        """Return the probability of each count of the window at a log odds ratio."""
        steps = self.log_ratios + log_odds
        steps[0] = 0.0
        # Summed away from the most likely count, rounding stays where there is no weight.
        top = int(np.argmax(np.cumsum(steps)))
        logs = np.zeros(steps.size)
        logs[top + 1 :] = np.cumsum(steps[top + 1 :])
        logs[:top] = -np.cumsum(steps[top:0:-1])[::-1]
        weights = np.exp(logs)
        return np.asarray(weights / weights.sum())

    def mean(self, log_odds: float) -> float:
        """Return the mean count at a log odds ratio."""
        return float(self.pmf(log_odds) @ self.counts)


def as_likely(pmf: NDArray[np.float64], seen: float) -> NDArray[np.bool_]:
    """Say which outcomes are no more likely than the one seen."""
    return np.asarray(pmf <= seen * SAME)


def _check_size(total: tuple[int, int]) -> None:
    if max(total) > LARGEST:
        raise MethodProblem(
            f"A group has {max(total)} people.",
            f"Exact tests go up to {LARGEST} in a group.",
            "With so many, look at the difference and its interval instead.",
            field="total",
        )


def _mode(drawn: int, group: int, other: int, log_odds: float) -> int:
    """Return the most likely count: the root of a quadratic, as ratios cross 1 there."""
    odds = float(np.exp(np.clip(log_odds, -300, 300)))
    a, b = odds - 1, -((group + drawn + 2) * odds + other - drawn)
    c = (group + 1.0) * (drawn + 1.0) * odds
    root = np.sqrt(max(0.0, b * b - 4 * a * c))
    return int(2 * c / (root - b))
