"""Tests of all runs of a phase together: the longest run, and how often the line is crossed.

Points on the line are dropped; n is the number left. A run is a row of points on one side; a
crossing is a change of side. Each test is a set of bounds on the two numbers, which depend on n:

* ``anhoej``: a signal if the longest run is longer than ``round(log2(n) + 3)``, about the length
  that random points pass once in twenty charts, or if crossings are fewer than the 5 % quantile of
  Binomial(n - 1, 1/2).
* ``bestbox``, ``cutbox``: the bounds that find a shift best while raising as few false alarms
  (`thirdspace.methods.spc.rules.boxes`).
* ``run_count``: too few or too many runs, beyond the 5 % points of Swed and Eisenhart for as many
  points above the line as below. Tables printed for run charts may differ by one for odd n.

References
----------
Anhøj & Olesen (2014), Run charts revisited, PLoS ONE 9(11), e113825, 10.1371/journal.pone.0113825.
Schilling (2012), The surprising predictability of long runs, Mathematics Magazine 85(2), 141-149,
10.4169/math.mag.85.2.141.
Swed & Eisenhart (1943), 10.1214/aoms/1177731494.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import comb, inf, log2
from typing import Literal, NamedTuple

from thirdspace.methods.registry import Citation
from thirdspace.methods.spc.rules.orders import ways_by_side
from thirdspace.problems import MethodProblem

RunTest = Literal["anhoej", "bestbox", "cutbox", "run_count"]


class RunBounds(NamedTuple):
    """The runs that are no signal: a box, from which a corner may be cut.

    Parameters
    ----------
    longest_run_max : int
        Longest run that is no signal.
    crossings_min, crossings_max : int
        Fewest and most crossings that are no signal.
    border_longest : int
        Longest run that is no signal where crossings are the fewest.
    border_crossings : int
        Fewest crossings that are no signal where the run is the longest.
    """

    longest_run_max: int
    crossings_min: int
    crossings_max: int
    border_longest: int
    border_crossings: int

    def longest_quiet(self, crossings: int) -> int:
        """Return the longest run that is no signal beside so many crossings."""
        if crossings <= self.crossings_min:
            return self.border_longest
        return self.longest_run_max - (crossings < self.border_crossings)


def box(longest: int, crossings: int, most: int) -> RunBounds:
    """Return a box with all its corners."""
    return RunBounds(longest, crossings, most, longest, crossings)


@dataclass(frozen=True)
class RunRules:
    """A test of all runs together.

    Parameters
    ----------
    id, version : str
        Printed under every chart.
    cites : tuple of Citation
        Where it was published.
    test : str
        How the bounds follow from the number of points.
    least_useful : int
        With fewer points off the center line no signal is given.
    most_useful : float
        For more points off the center line there are no bounds.
    """

    id: str
    version: str
    cites: tuple[Citation, ...]
    test: RunTest
    least_useful: int = 10
    most_useful: float = inf

    @property
    def name(self) -> str:
        """Id and version as printed: ``anhoej 1``."""
        return f"{self.id} {self.version}"

    def bounds(self, useful: int) -> RunBounds:
        """Return what is no signal among this many useful points.

        Raises
        ------
        MethodProblem
            There are more than `most_useful`.
        """
        if useful > self.most_useful:
            raise MethodProblem(
                f"The rules {self.name} can’t judge {useful} points.",
                f"Their bounds are worked out for up to {self.most_useful} points in a phase.",
                "Start a new phase where the work changed, or use the anhoej rules.",
                field="rules",
            )
        return _run_bounds(self.test, useful)

    def longest_run_max(self, useful: int) -> int:
        """Return the longest run that is no signal among this many useful points (0 for none)."""
        return self.bounds(useful).longest_run_max

    def crossings_min(self, useful: int) -> int:
        """Return the fewest crossings that are no signal among this many useful points."""
        return self.bounds(useful).crossings_min


@cache
def _run_bounds(test: RunTest, useful: int) -> RunBounds:
    """Return the bounds of a test for this many useful points, 0 or more."""
    if not useful:
        return box(0, 0, 0)
    if test == "run_count":
        return _run_count_bounds(useful)
    if test == "anhoej":
        return box(round(log2(useful) + 3), _binomial_quantile(useful - 1), useful)
    from thirdspace.methods.spc.rules.boxes import best_box, cut_box

    return best_box(useful) if test == "bestbox" else cut_box(useful)


def _binomial_quantile(trials: int) -> int:
    """Smallest c with P(X <= c) >= 1/20 for X ~ Binomial(trials, 1/2); whole numbers, so exact."""
    ways = accumulate(comb(trials, successes) for successes in range(trials + 1))
    return next(c for c, total in enumerate(ways) if 20 * total >= 2**trials)


def _run_count_bounds(useful: int) -> RunBounds:
    """Bounds on runs, said as crossings: one fewer."""
    half = useful // 2
    orders = [ways_by_side(half, useful - half, runs, useful) for runs in range(useful + 1)]
    total = comb(useful, half)
    few = sum(20 * ways <= total for ways in accumulate(orders))
    many = sum(20 * ways <= total for ways in accumulate(reversed(orders)))
    return box(useful, max(few - 2, 0), useful - many)
