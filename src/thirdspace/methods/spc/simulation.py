"""How often random series raise a signal, where no exact count is at hand.

Limits are themselves estimates, and so are lines frozen on a few points; loose lines raise more
false alarms than textbooks say for known ones. So the rate is taken from independent random series
of the same shape: same kind of chart, number of points, baseline and rules. The series are drawn
from a fixed seed, so a chart always states the same rate; it is right within about one point in a
hundred (two standard errors) for up to 60 points.

What is drawn: normal values for most kinds (shares and counts are near them unless events are very
rare); waiting times, which are exponential, for charts of rare events (t, g); means and standard
deviations of subgroups of five for charts of subgroups (xbar, s); ranges of normal neighbors (mr).
A step adds so many sigmas to what is charted, from its first point on: to ranges and standard
deviations it is a change of spread. Waiting times are drawn with a mean that has grown by so many
of itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import sqrt
from types import MappingProxyType

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from thirdspace.methods.spc.moving_range import D2, SCREEN, mean_range
from thirdspace.methods.spc.rules import RULES, RuleSet, RunCounts, any_signal, count_runs
from thirdspace.methods.spc.within import c4

SEED = 20140925
VALUES = 600_000  # drawn in all: 10,000 series of 60 points
SUBGROUP = 5
T_POWER = 1 / 3.6
C4 = c4(SUBGROUP)

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Shape:
    """What the rates of a chart depend on, beside its rules.

    Parameters
    ----------
    kind : str
        Kind of chart.
    used, baseline : int
        Points of the series; the first so many set the lines.
    screened : bool
        Very large moving ranges are left out of the limits.
    """

    kind: str
    used: int
    baseline: int
    screened: bool = False

    @property
    def limits(self) -> bool:
        """Whether the chart has limits."""
        return self.kind != "run"

    @property
    def series(self) -> int:
        """How many series are drawn for a rate."""
        return max(VALUES // self.used, 1000)


@dataclass(frozen=True)
class Step:
    """A lasting change: by how many sigmas, and its first point, counted from 1."""

    size: float
    first: int


NO_STEP = Step(0.0, 1)


def simulated_false_alarm(
    kind: str,
    used: int,
    baseline: int,
    *,
    screened: bool = False,
    rules: RuleSet = RULES["anhoej"],
) -> float:
    """Return the share of random series that raise a signal.

    Parameters
    ----------
    kind : str
        Kind of chart: one of `KINDS`.
    used : int
        Points of the series.
    baseline : int
        The first so many set the lines.
    screened : bool
        Large moving ranges are left out of the limits.
    rules : RuleSet
        The rules applied.
    """
    return simulated(rules, Shape(kind, used, baseline, screened))


@cache
def simulated(rules: RuleSet, shape: Shape, step: Step = NO_STEP) -> float:
    """Return the share of random series of this shape, after a step, that raise a signal."""
    patterns = replace(rules, runs=None)
    found = any_signal(patterns, standardized(shape, step), limits=shape.limits)
    if rules.runs:
        found |= _runs(shape, step).signals(rules.runs)
    return float(found.mean())


@lru_cache(maxsize=4)
def _runs(shape: Shape, step: Step) -> RunCounts:
    """Count the runs once for all sets of rules that test them."""
    return count_runs(standardized(shape, step))


@lru_cache(maxsize=4)
def standardized(shape: Shape, step: Step) -> NDArray[np.float32]:
    """Draw series and measure them from their own lines, in sigmas; shape (series, used)."""
    shift = np.where(np.arange(1, shape.used + 1) >= step.first, step.size, 0.0)
    return KINDS[shape.kind](shape, np.random.default_rng(SEED), shift).astype(np.float32)


def _run(shape: Shape, random: Generator, shift: Values) -> Values:
    """Distances from the median; there are no limits."""
    values = random.normal(shift, size=(shape.series, shape.used))
    return values - _median(values[:, : shape.baseline])


def _individuals(shape: Shape, random: Generator, shift: Values) -> Values:
    """Sigma from moving ranges."""
    return _from_ranges(random.normal(shift, size=(shape.series, shape.used)), shape)


def _waiting_times(shape: Shape, random: Generator, shift: Values) -> Values:
    """The same, of exponential times drawn together into a bell."""
    return _from_ranges(_exponential(shape, random, shift) ** T_POWER, shape)


def _known_sigma(shape: Shape, random: Generator, shift: Values) -> Values:
    """Sigma follows from the mean and the denominators, as of shares and counts."""
    values = random.normal(shift, size=(shape.series, shape.used))
    return values - _mean(values[:, : shape.baseline])


def _moving_ranges(shape: Shape, random: Generator, shift: Values) -> Values:
    """Ranges of neighbors; there is one more value than there are ranges."""
    values = random.normal(size=(shape.series, shape.used + 1))
    sigma = (SCREEN - 1) / 3
    ranges = np.abs(np.diff(values, axis=1)) + shift * sigma * D2
    mean = _mean(ranges[:, : shape.baseline])
    return (ranges - mean) / (sigma * mean)


def _subgroup_means(shape: Shape, random: Generator, shift: Values) -> Values:
    """Sigma from the spread inside subgroups."""
    means = random.normal(shift, size=(shape.series, shape.used))
    spread = _mean(_deviations(shape, random)[:, : shape.baseline])
    return (means - _mean(means[:, : shape.baseline])) / spread * C4


def _subgroup_deviations(shape: Shape, random: Generator, shift: Values) -> Values:
    """Sigma from their mean."""
    sigma = sqrt(1 - C4**2) / C4
    deviations = _deviations(shape, random) + shift * sigma * C4
    mean = _mean(deviations[:, : shape.baseline])
    return (deviations - mean) / (sigma * mean)


def _cases_between(shape: Shape, random: Generator, shift: Values) -> Values:
    """Line at the median, limits about the mean; sigma is as large as the mean."""
    between = _exponential(shape, random, shift)
    baseline = between[:, : shape.baseline]
    line, mean = _median(baseline), _mean(baseline)
    gap = between - line
    return 3 * gap / (3 * mean + np.where(gap > 0, mean - line, line - mean))


def _from_ranges(values: Values, shape: Shape) -> Values:
    baseline = values[:, : shape.baseline]
    sigma = mean_range(baseline, screened=shape.screened)[:, None] / D2
    return (values - _mean(baseline)) / sigma


def _exponential(shape: Shape, random: Generator, shift: Values) -> Values:
    return random.exponential(1 + shift.clip(-0.99), size=(shape.series, shape.used))


def _deviations(shape: Shape, random: Generator) -> Values:
    size = (shape.series, shape.used)
    return np.sqrt(random.chisquare(SUBGROUP - 1, size) / (SUBGROUP - 1))


def _mean(values: Values) -> Values:
    return np.asarray(values.mean(axis=1, keepdims=True))


def _median(values: Values) -> Values:
    return np.median(values, axis=1, keepdims=True)


KINDS: Mapping[str, Callable[[Shape, Generator, Values], Values]] = MappingProxyType(
    {
        "run": _run,
        **dict.fromkeys(("i", "pp", "up", "ip"), _individuals),
        **dict.fromkeys(("p", "c", "u"), _known_sigma),
        "mr": _moving_ranges,
        "xbar": _subgroup_means,
        "s": _subgroup_deviations,
        "t": _waiting_times,
        "g": _cases_between,
    }
)
