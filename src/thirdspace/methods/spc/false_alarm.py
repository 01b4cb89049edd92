"""How often rules flag a series in which nothing has changed.

Question
--------
If a measure only varies by chance, how likely is it that the rules call a signal?

Formula
-------
For tests of runs, orders of points are counted. A number a can be written as r parts, each from 1
to l, in this many orders (Schilling 2012)::

    W(a, r, l) = sum over j of (-1)^j C(r, j) C(a - j l - 1, r - 1)

* Line known beforehand: each of n points is above it like the toss of a coin. Up to swapping
  sides there are 2^(n-1) orders; those with c crossings and no run over l number W(n, c + 1, l).
* Median of the same points: half of them lie above it, so there are C(n, n/2) orders. Those with
  c crossings have their runs in turn above and below, so the counts of the two sides multiply.

The rate is 1 minus the share of orders that pass the tests. Whole numbers throughout, so exact up
to 1,000 points. Above that the tests' rates are added up, each bounded for a line known
beforehand, which is at most about a tenth too high.

Where limits are estimated, or patterns in windows are looked for, nothing can be counted: the rate
is the share among random series of the same shape (`thirdspace.methods.spc.simulation`), with its
standard error.

Assumptions
-----------
Independent points; where the rate is simulated, spread as the kind of chart assumes.

When not to use it
------------------
Measures that follow the season or remember last month raise more false alarms than this says.

References
----------
Schilling (2012), 10.4169/math.mag.85.2.141; Anhøj & Wentzel-Larsen (2020),
10.1371/journal.pone.0233920.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import comb, sqrt

from thirdspace.methods.inputs import chosen, count
from thirdspace.methods.registry import method
from thirdspace.methods.spc.judging import single_points
from thirdspace.methods.spc.rules import ANHOEJ, RuleSet, RunRules, find_rules
from thirdspace.methods.spc.rules.orders import ways, ways_by_side
from thirdspace.methods.spc.rules.sources import ANHOEJ_2020, SCHILLING
from thirdspace.methods.spc.simulation import KINDS, NO_STEP, Shape, Step, simulated
from thirdspace.methods.words import counted
from thirdspace.problems import MethodProblem

EXACT_UP_TO = 1000


@dataclass(frozen=True)
class AlarmRate:
    """How often charts of one shape raise a signal under one set of rules.

    Parameters
    ----------
    rules : str
        Id and version of the rules.
    points : int
        Points of each series.
    rate : float
        Share of series with a signal, 0 to 1.
    standard_error : float
        Of the rate, from the simulation; 0 if it was counted.
    series : int
        Random series simulated; 0 if it was counted.
    """

    rules: str
    points: int
    rate: float
    standard_error: float
    series: int

    @property
    def sentence(self) -> str:
        """Say in one plain sentence how often."""
        how = (
            f"simulated from {self.series:,} series, right within "
            f"{200 * self.standard_error:.1f} of 100"
            if self.series
            else "counted exactly"
        )
        return (
            f"With {counted(self.points, 'point')} that only vary by chance, {100 * self.rate:.1f} "
            f"of 100 charts show a signal under the rules {self.rules} ({how}); points that "
            "remember each other raise more."
        )


@method(
    "spc.false-alarm",
    title="False-alarm rate",
    question="How often do these rules flag a chart on which nothing has changed?",
    cites=(SCHILLING, ANHOEJ_2020),
    since="0.1",
)
def false_alarm_rate(
    n: int,
    *,
    rules: str = "anhoej",
    kind: str = "i",
    freeze: int | None = None,
    screen_mr: bool = False,
) -> AlarmRate:
    """Return how often a chart of this shape shows a signal by chance alone.

    Parameters
    ----------
    n : int
        Points of the series: 2 or more, 1 for a run chart.
    rules : str
        Id of a set of rules.
    kind : str
        Kind of chart: run, i, mr, xbar, s, t, p, pp, c, u, up, g or ip.
    freeze : int, optional
        The lines are set by the first so many points; by all if None.
    screen_mr : bool
        Very large moving ranges are left out of the limits.

    Returns
    -------
    AlarmRate
        Counted where that is possible, else simulated from a fixed seed.

    Raises
    ------
    MethodProblem
        Too few points or too many, unknown rules or kind, a baseline longer than the series.

    Examples
    --------
    >>> alarm = false_alarm_rate(24, kind="run")
    >>> round(alarm.rate, 4), alarm.standard_error
    (0.0306, 0.0)
    """
    return rate_of(find_rules(rules), read_shape(n, kind, freeze, screen_mr=screen_mr))


def read_shape(n: int, kind: str, freeze: int | None, *, screen_mr: bool) -> Shape:
    """Check what the rates of a chart depend on.

    Raises
    ------
    MethodProblem
        As `false_alarm_rate`.
    """
    least = 1 if chosen(kind, tuple(KINDS), "kind") == "run" else 2
    used = count(n, "n", least=least)
    baseline = used if freeze is None else count(freeze, "freeze", least=least)
    if baseline > used or used > EXACT_UP_TO:
        raise MethodProblem(
            f"There is no rate for {used} points with a baseline of {baseline}.",
            f"The baseline is part of the series, which may have up to {EXACT_UP_TO} points.",
            "Give the number of points, and how many of the first ones set the lines.",
            field="freeze" if baseline > used else "n",
        )
    return Shape(kind, used, baseline, screen_mr)


def rate_of(rules: RuleSet, shape: Shape, step: Step = NO_STEP) -> AlarmRate:
    """Return how often a chart of this shape shows a signal: after a step, the power of the rules.

    Counted if nothing has changed and only runs about the median of all points are tested. Moving
    ranges share values with their neighbors, so only single ones are judged.
    """
    applied = single_points(rules) if shape.kind == "mr" else rules
    patterns = applied.rules_for(limits=shape.limits)
    own_median = shape.kind == "run" and shape.baseline == shape.used
    if not patterns and not applied.runs:
        return AlarmRate(rules.name, shape.used, 0.0, 0.0, 0)
    if rules.runs and not patterns and own_median and not step.size:
        off_line = shape.used - shape.used % 2
        rate = false_alarm(off_line, own_median=True, rules=rules.runs)
        return AlarmRate(rules.name, shape.used, rate, 0.0, 0)
    rate = simulated(applied, shape, step)
    # Half a series more of either kind: no signal in 10,000 series is not a certain 0.
    near = (rate * shape.series + 0.5) / (shape.series + 1)
    error = sqrt(near * (1 - near) / shape.series)
    return AlarmRate(rules.name, shape.used, rate, error, shape.series)


@cache
def false_alarm(useful: int, *, own_median: bool = False, rules: RunRules = ANHOEJ) -> float:
    """Count how often a test of runs raises a signal by chance.

    Parameters
    ----------
    useful : int
        Points off the center line, 0 or more.
    own_median : bool
        The line is the median of these points; otherwise it was known beforehand.
    rules : RunRules
        The test.

    Returns
    -------
    float
        Between 0 and 1; 0 for fewer points than the test asks for.
    """
    if useful < rules.least_useful:
        return 0.0
    if useful > EXACT_UP_TO:
        return _bound(useful, rules)
    bounds = rules.bounds(useful)
    crossings = range(bounds.crossings_min, min(bounds.crossings_max, useful - 1) + 1)
    quiet = ((c + 1, bounds.longest_quiet(c)) for c in crossings)
    if own_median:
        half = useful // 2
        held = sum(ways_by_side(half, useful - half, runs, longest) for runs, longest in quiet)
        return 1 - held / comb(useful, half)
    return 1 - sum(ways(useful, runs, longest) for runs, longest in quiet) / (1 << (useful - 1))


def _bound(useful: int, rules: RunRules) -> float:
    """Add the chances of too few or too many crossings, and of a long run from each point on."""
    longest, fewest, most, _, _ = rules.bounds(useful)
    unusual = [*range(fewest), *range(most + 1, useful)]
    crossings = sum(comb(useful - 1, c) for c in unusual)
    return crossings / (1 << (useful - 1)) + (useful - longest + 1) / (1 << (longest + 1))
