"""What every chart answers with: lines, signals, and one honest sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import nan, prod

from thirdspace.methods.spc.judging import single_points
from thirdspace.methods.spc.kind import ChartKind
from thirdspace.methods.spc.points import Label
from thirdspace.methods.spc.rules import RuleSet, find_rules
from thirdspace.methods.spc.runs import Run


@dataclass(frozen=True)
class Lines:
    """Center line and limits of one phase.

    Limits are NaN where there are none, as on a run chart, and where they differ from point to
    point: `ControlChart` has them for each.
    """

    center: float
    lower: float = nan
    upper: float = nan


@dataclass(frozen=True)
class Finding:
    """One signal on a chart.

    Parameters
    ----------
    rule : str
        Name of the rule in its set; or ``longest_run``, ``crossings_few``, ``crossings_many``.
    phase : int
        Number of its phase, from 1.
    points : tuple of int
        Its points, counted from 1; none where the phase as a whole is the signal.
    above : bool, optional
        Above the line, or rising; None where the pattern has no side.
    """

    rule: str
    phase: int
    points: tuple[int, ...]
    above: bool | None


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
    crossings, crossings_min, crossings_max : int
        Crossings found, and the fewest and most that are no signal.
    unusual : bool
        Whether a test of runs fails, however few the points are.
    long_runs : tuple of Run
        The runs that are a signal.
    enough : bool
        Whether there are enough useful points for a signal of the tests of runs.
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
    crossings_max: int
    unusual: bool
    long_runs: tuple[Run, ...]
    enough: bool

    @property
    def signal(self) -> bool:
        """Whether the tests of runs give a signal."""
        return self.enough and self.unusual


@dataclass(frozen=True)
class ControlChart:
    """A charted measure: for each point its lines and whether it belongs to a signal.

    Parameters
    ----------
    kind : str
        ``run``, ``i``, ``p`` and so on.
    rules : str
        Name and version of the rule set.
    screened : bool
        Whether very large moving ranges were left out of the limits.
    ordered : bool
        Whether points stand in order of time; if not, only single points are judged.
    freeze : int, optional
        Last point that set the lines of the first phase.
    labels : tuple of str or float
        Names of the points, if they were given.
    values, center, lower, upper : tuple of float
        A value for each point, in the unit of the measure; NaN where there is none.
    lower2, upper2 : tuple of float
        The lines 2 sigma from the middle.
    n : tuple of float
        Denominator of each point, or the number of its values.
    phase : tuple of int
        Number of each point's phase, from 1.
    excluded, outside, in_run : tuple of bool
        Left out by choice; beyond the limits; part of a run that is a signal.
    phases : tuple of Phase
        The runs analysis of each phase.
    signals : tuple of Finding
        All that the rules found, phase by phase.
    """

    kind: ChartKind
    rules: str
    screened: bool
    ordered: bool
    freeze: int | None
    labels: tuple[Label, ...]
    values: tuple[float, ...]
    center: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    lower2: tuple[float, ...]
    upper2: tuple[float, ...]
    n: tuple[float, ...]
    phase: tuple[int, ...]
    excluded: tuple[bool, ...]
    outside: tuple[bool, ...]
    in_run: tuple[bool, ...]
    phases: tuple[Phase, ...]
    signals: tuple[Finding, ...]

    @property
    def rule_set(self) -> RuleSet:
        """The rules, as data."""
        return find_rules(self.rules.partition(" ")[0])

    @property
    def judges_runs(self) -> bool:
        """Whether rules on several points were applied, not only those on single ones."""
        return self.ordered and self.kind != "mr"

    @property
    def applied_rules(self) -> RuleSet:
        """Return those of the rules that were applied."""
        return self.rule_set if self.judges_runs else single_points(self.rule_set)

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
        return bool(self.signals)

    @cached_property
    def signal_points(self) -> frozenset[int]:
        """Points that are part of a signal, counted from 1."""
        return frozenset(point for found in self.signals for point in found.points)

    @cached_property
    def false_alarm(self) -> float:
        """Probability that a chart of this shape, with nothing changed, raises a signal.

        Counted exactly for a run chart on the median of its own points, else simulated; phases
        are taken as independent.
        """
        return 1 - prod(1 - self._false_alarm_in(phase) for phase in self.phases)

    def _false_alarm_in(self, phase: Phase) -> float:
        from thirdspace.methods.spc.false_alarm import false_alarm
        from thirdspace.methods.spc.simulation import simulated_false_alarm

        rules = self.applied_rules
        own_median = self.kind == "run" and phase.baseline == phase.used
        if own_median and rules.runs and not rules.rules_for(limits=False):
            return false_alarm(phase.useful, own_median=True, rules=rules.runs)
        return simulated_false_alarm(
            self.kind, phase.used, phase.baseline, screened=self.screened, rules=rules
        )

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what the chart shows."""
        from thirdspace.methods.spc.wording import sentence

        return sentence(self)
