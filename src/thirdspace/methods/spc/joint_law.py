"""Longest run and crossings together, when points fall on the two sides of a line by chance.

Question
--------
How likely is it that points cross the line so many times, with so long a longest run?

Formula
-------
Each point is above the line with probability p, whatever the others do. A number a can be written
as r parts, each from 1 to l, in this many orders (Schilling 2012)::

    W(a, r, l) = sum over j of (-1)^j C(r, j) C(a - j l - 1, r - 1)

With p = 1/2, and up to swapping the sides, there are 2^(n-1) orders of n points; those with c
crossings and no run over l number W(n, c + 1, l): whole numbers, so exact. With another p the runs
are in turn above and below, so the weights W(a, r, l) p^a of the two sides multiply and are added
up over a. From it follows exactly how often a test of runs raises a signal.

Assumptions
-----------
Independent points, none on the line, a line known beforehand. With p other than 1/2 all points have
shifted: by the p-quantile of a bell curve, in sigmas, if they are spread like one.

When not to use it
------------------
The median of the same points has half of them on each side: `spc.false-alarm` counts those orders.
Measures that follow the season or remember last month make longer runs than this says.

References
----------
Anhøj & Wentzel-Larsen (2020), Smooth operator, PLoS ONE 15(6), e0233920,
10.1371/journal.pone.0233920.
Schilling (2012), 10.4169/math.mag.85.2.141.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.inputs import count, number
from thirdspace.methods.registry import method
from thirdspace.methods.spc.rules import RunRules
from thirdspace.methods.spc.rules.orders import ways, weights
from thirdspace.methods.spc.rules.sources import ANHOEJ_2020, SCHILLING
from thirdspace.methods.words import counted, percent, plain
from thirdspace.problems import MethodProblem

LARGEST = 200


@dataclass(frozen=True, eq=False)
class JointLaw:
    """The law of crossings and longest run of n points.

    Parameters
    ----------
    points : int
        n.
    above : float
        Probability of each point to lie above the line.
    probabilities : array of float, shape (n, n + 1)
        By crossings (row, from 0) and longest run (column, from 0).
    counts : tuple of tuple of int, optional
        The same as numbers of orders out of ``2 ** (n - 1)``; None unless `above` is 1/2.
    """

    points: int
    above: float
    probabilities: NDArray[np.float64]
    counts: tuple[tuple[int, ...], ...] | None

    def signal_rate(self, rules: RunRules) -> float:
        """Return how often a test of runs raises a signal: by chance, or after a shift.

        Parameters
        ----------
        rules : RunRules
            The test.

        Returns
        -------
        float
            Between 0 and 1; 0 for fewer points than the test asks for.
        """
        if self.points < rules.least_useful:
            return 0.0
        bounds = rules.bounds(self.points)
        quiet = range(bounds.crossings_min, min(bounds.crossings_max, self.points - 1) + 1)
        held = sum(self.probabilities[c, : bounds.longest_quiet(c) + 1].sum() for c in quiet)
        return float(min(max(1 - held, 0.0), 1.0))

    @cached_property
    def median_longest(self) -> int:
        """The longest run that at least half of all series do not pass."""
        return int(np.argmax(self.probabilities.sum(axis=0).cumsum() >= 0.5 - 1e-12))

    @property
    def mean_crossings(self) -> float:
        """How often the line is crossed on average."""
        return 2 * (self.points - 1) * self.above * (1 - self.above)

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what is usual."""
        return (
            f"If each of {counted(self.points, 'independent point')} lies above the line with a "
            f"chance of {percent(self.above)}, the line is crossed "
            f"{plain(round(self.mean_crossings, 1))} times on average, and in half of all series "
            f"no run is longer than {self.median_longest}."
        )


@method(
    "spc.joint-law",
    title="Joint law of runs",
    question="How likely are so many crossings with so long a longest run?",
    cites=(ANHOEJ_2020, SCHILLING),
    since="0.1",
)
def joint_law(n: int, above: float = 0.5) -> JointLaw:
    """Work out the law of crossings and longest run.

    Parameters
    ----------
    n : int
        Points off the line, 1 to 200.
    above : float
        Probability of each point to lie above the line, 0 to 1.

    Returns
    -------
    JointLaw
        Exact counts for 1/2, probabilities always.

    Raises
    ------
    MethodProblem
        Too many points or none, or no probability.

    Examples
    --------
    >>> law = joint_law(10)
    >>> law.counts[1][5:7]
    (1, 2)
    >>> from thirdspace.methods.spc.rules import ANHOEJ
    >>> round(law.signal_rate(ANHOEJ), 4)
    0.0449
    """
    points, share = count(n, "n", least=1), number(above, "above", low=0, high=1)
    if points > LARGEST:
        raise MethodProblem(
            f"The law of {points} points is too large a table.",
            f"It has a row and a column for each of up to {LARGEST} points.",
            "Ask false_alarm for the rate itself, or take fewer points.",
            field="n",
        )
    if share == 0.5:
        counts = _counts(points)
        probabilities = np.array([[c / 2 ** (points - 1) for c in row] for row in counts])
        return JointLaw(points, share, probabilities, counts)
    within = [
        np.zeros(points),
        *(weights(points, largest, share) for largest in range(1, points + 1)),
    ]
    return JointLaw(points, share, np.diff(within, axis=0, prepend=0).T.clip(0), None)


def _counts(points: int) -> tuple[tuple[int, ...], ...]:
    within = [
        [ways(points, crossings + 1, longest) for longest in range(points + 1)]
        for crossings in range(points)
    ]
    return tuple(tuple(a - b for a, b in zip(row, [0, *row], strict=False)) for row in within)
