"""What a run chart and an I chart have in common: lines, signals, and one honest sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Literal

import numpy as np

from thirdspace.methods.spc.false_alarm import false_alarm
from thirdspace.methods.spc.rules import ANHOEJ, RunRules
from thirdspace.methods.spc.runs import Run, runs_of
from thirdspace.methods.spc.series import Series
from thirdspace.methods.spc.simulation import simulated_false_alarm

ChartKind = Literal["run", "i"]


@dataclass(frozen=True)
class Lines:
    """Center line and limits of one phase; a run chart has no limits (NaN)."""

    center: float
    lower: float = float("nan")
    upper: float = float("nan")


@dataclass(frozen=True)
class Phase:
    """One phase of a chart: its lines and its runs.

    Parameters
    ----------
    first, last : int
        Its points, counted from 1.
    lines : Lines
        Center line and limits, in the unit of the measure.
    used, baseline : int
        Points measured and not left out, and how many of them set the lines.
    useful : int
        Those of them off the center line.
    longest_run, longest_run_max : int
        Longest run found, and the longest that is no signal.
    crossings, crossings_min : int
        Crossings found, and the fewest that are no signal.
    long_runs : tuple of Run
        The runs that are a signal.
    enough : bool
        Whether there are enough useful points for a signal.
    """

    first: int
    last: int
    lines: Lines
    used: int
    baseline: int
    useful: int
    longest_run: int
    longest_run_max: int
    crossings: int
    crossings_min: int
    long_runs: tuple[Run, ...]
    enough: bool

    @property
    def unusual(self) -> bool:
        """Whether a test fails, however few the points are."""
        return self.longest_run > self.longest_run_max or self.crossings < self.crossings_min

    @property
    def signal(self) -> bool:
        """Whether the run tests give a signal."""
        return self.enough and self.unusual


@dataclass(frozen=True)
class ControlChart:
    """A charted measure: for each point its lines and whether it belongs to a signal.

    Parameters
    ----------
    kind : str
        ``run`` (center: median) or ``i`` (center: mean, with 3-sigma limits).
    rules : str
        Name and version of the run rules.
    screened : bool
        Whether very large moving ranges were left out of the limits.
    freeze : int, optional
        Last point that set the lines of the first phase.
    values, center, lower, upper : tuple of float
        A value for each point, in the unit of the measure; NaN where there is none.
    phase : tuple of int
        Number of each point's phase, from 1.
    excluded, outside, in_run : tuple of bool
        Left out by choice; beyond the limits; part of a run that is a signal.
    phases : tuple of Phase
        The runs analysis of each phase.
    """

    kind: ChartKind
    rules: str
    screened: bool
    freeze: int | None
    values: tuple[float, ...]
    center: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    phase: tuple[int, ...]
    excluded: tuple[bool, ...]
    outside: tuple[bool, ...]
    in_run: tuple[bool, ...]
    phases: tuple[Phase, ...]

    @cached_property
    def outside_points(self) -> tuple[int, ...]:
        """Points beyond the limits, counted from 1, without those left out by choice."""
        return tuple(
            place
            for place, beyond in enumerate(self.outside, start=1)
            if beyond and not self.excluded[place - 1]
        )

    @property
    def signal(self) -> bool:
        """Whether anything on the chart is a signal."""
        return bool(self.outside_points) or any(phase.signal for phase in self.phases)

    @cached_property
    def signal_points(self) -> frozenset[int]:
        """Points that are part of a signal, counted from 1."""
        in_run = (point for phase in self.phases for run in phase.long_runs for point in run.points)
        return frozenset(self.outside_points).union(in_run)

    @cached_property
    def false_alarm(self) -> float:
        """Probability that a chart of this shape, with nothing changed, raises a signal.

        Counted exactly for a run chart on the median of its own points, else simulated; phases
        are taken as independent.
        """
        return 1 - prod(1 - self._false_alarm_in(phase) for phase in self.phases)

    def _false_alarm_in(self, phase: Phase) -> float:
        if self.kind == "run" and phase.baseline == phase.used:
            return false_alarm(phase.useful, own_median=True)
        return simulated_false_alarm(self.kind, phase.used, phase.baseline, screened=self.screened)

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what the chart shows."""
        from thirdspace.methods.spc.wording import sentence

        return sentence(self)


def chart_of(
    kind: ChartKind,
    series: Series,
    lines: tuple[Lines, ...],
    *,
    freeze: int | None,
    screened: bool = False,
    rules: RunRules = ANHOEJ,
) -> ControlChart:
    """Apply the tests to a series whose lines are known, one `Lines` for each phase."""
    by_point = [lines[number - 1] for number in series.phase]
    center, lower, upper = np.array([(p.center, p.lower, p.upper) for p in by_point]).T
    sides = np.where(
        np.abs(series.values - center) > series.resolution, np.sign(series.values - center), 0
    )
    sides[~series.used] = 0
    phases = tuple(
        _phase(members, series, sides, line, rules)
        for members, line in zip(series.phases(), lines, strict=True)
    )
    beyond = (series.values > upper + series.resolution) | (
        series.values < lower - series.resolution
    )
    in_long_run = {point for phase in phases for run in phase.long_runs for point in run.points}
    return ControlChart(
        kind=kind,
        rules=rules.name,
        screened=screened,
        freeze=freeze,
        values=tuple(series.values.tolist()),
        center=tuple(center.tolist()),
        lower=tuple(lower.tolist()),
        upper=tuple(upper.tolist()),
        phase=tuple(series.phase.tolist()),
        excluded=tuple(series.excluded.tolist()),
        outside=tuple(beyond.tolist()),
        in_run=tuple(place in in_long_run for place in range(1, series.values.size + 1)),
        phases=phases,
    )


def _phase(
    members: np.ndarray, series: Series, sides: np.ndarray, lines: Lines, rules: RunRules
) -> Phase:
    points = (np.flatnonzero(members) + 1).tolist()
    runs = runs_of(points, sides[members].astype(int).tolist())
    useful = sum(run.length for run in runs)
    allowed = rules.longest_run_max(useful)
    enough = useful >= rules.least_useful
    return Phase(
        first=points[0],
        last=points[-1],
        lines=lines,
        used=int(np.sum(series.used & members)),
        baseline=int(np.sum(series.used & members & series.baseline)),
        useful=useful,
        longest_run=max((run.length for run in runs), default=0),
        longest_run_max=allowed,
        crossings=max(len(runs) - 1, 0),
        crossings_min=rules.crossings_min(useful),
        long_runs=tuple(run for run in runs if enough and run.length > allowed),
        enough=enough,
    )
