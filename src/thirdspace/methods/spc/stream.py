"""One more observation at a time: what the newest point says, without charting all over again.

A `Monitor` holds what the next point needs. While its baseline grows, each point moves the lines,
so all points are judged anew in one vectorized pass. Once the lines are frozen it holds only the
last points that each rule can still see and the state of the runs, and a point costs the same
however long the series has become. Either way, what it says of a point equals what the chart of
all points so far says of its last one.

>>> monitor = Monitor([5, 6, 5, 7, 6, 5, 6, 5, 6, 6], screen_mr=False, baseline=10)
>>> monitor.append(6).signal, monitor.append(12).rules
(False, ('beyond_3s',))
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from math import nan
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import chosen, count, numbers
from thirdspace.methods.spc.many_lines import ROUNDING, Floats, ManyLines, distances, lines_of
from thirdspace.methods.spc.rules import Rule, RuleSet, RunCounts, count_runs, find_rules, matches
from thirdspace.methods.spc.rules.rule import LinePolicy
from thirdspace.methods.words import joined, plain
from thirdspace.problems import MethodProblem

MonitorKind = Literal["run", "i"]
KINDS: tuple[MonitorKind, ...] = ("run", "i")


@dataclass(frozen=True)
class Reading:
    """What the newest point says.

    Parameters
    ----------
    point : int
        Its number, counted from 1.
    value, center, lower, upper : float
        The point and its lines; NaN where there is none.
    outside : bool
        Beyond a limit.
    rules : tuple of str
        Rules that a window ending at this point meets.
    useful, longest_run, crossings : int
        Of all points so far: those off the center line, the longest run, and changes of side.
    runs_signal : bool
        Whether the test of all runs gives a signal for the points so far.
    """

    point: int
    value: float
    center: float
    lower: float
    upper: float
    outside: bool
    rules: tuple[str, ...]
    useful: int
    longest_run: int
    crossings: int
    runs_signal: bool

    @property
    def signal(self) -> bool:
        """Whether the point completes a signal, or the runs so far are one."""
        return self.outside or bool(self.rules) or self.runs_signal

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what the newest point says."""
        if np.isnan(self.value):
            return joined(f"point {self.point} is missing")
        where = ", ".join(self.rules) or ("beyond a limit" if self.outside else "no rule is met")
        return joined(
            f"point {self.point} is {plain(round(self.value, 4))}: {where}",
            "runs are a signal" if self.runs_signal else "",
            f"center {plain(round(self.center, 4))}",
            f"limits {plain(round(self.lower, 4))} to {plain(round(self.upper, 4))}"
            if np.isfinite(self.lower)
            else "no limits",
        )


class Monitor:
    """Watch one measure.

    Parameters
    ----------
    y : array of float, shape (n,)
        Values so far, in order of time; NaN where one is missing. May be empty.
    screen_mr : bool
        Leave very large moving ranges out of the limits.
    kind : str
        ``i`` (mean and limits) or ``run`` (median).
    rules : str
        Id of the set of rules.
    baseline : int, optional
        Freeze the lines when there are so many points; if None every point moves them.

    Raises
    ------
    MethodProblem
        Something that is no number, a choice that is none of those offered, or a baseline that sets
        no lines.
    """

    def __init__(
        self,
        y: ArrayLike = (),
        *,
        screen_mr: bool,
        kind: MonitorKind = "i",
        rules: str = "anhoej",
        baseline: int | None = None,
    ) -> None:
        self._kind: MonitorKind = "run" if chosen(kind, KINDS, "kind") == "run" else "i"
        self._rules = find_rules(rules)
        self._screened = screen_mr
        self._baseline = None if baseline is None else count(baseline, "baseline", least=1)
        self._frozen: _Frozen | None = None
        values = numbers(y, "y", least=0, missing=True).tolist()
        self._grown = values[: self._baseline]
        for value in values[len(self._grown) :]:
            self.append(value)

    @property
    def frozen(self) -> bool:
        """Whether the lines have stopped moving."""
        return self._frozen is not None

    def append(self, value: float) -> Reading:
        """Take one more point, NaN if it is missing, and say what it says.

        Raises
        ------
        MethodProblem
            The value is no number.
        """
        taken = float(numbers([value], "value", missing=True)[0])
        if self._frozen is None and len(self._grown) == self._baseline:
            self._frozen = _Frozen(self._kind, self._rules, np.array(self._grown), self._lines())
        if self._frozen is not None:
            return self._frozen.take(taken)
        self._grown.append(taken)
        return self._judged_anew()

    def _lines(self) -> ManyLines:
        table = np.array(self._grown)[:, None]
        return lines_of(self._kind, table, None, len(table), screened=self._screened)

    def _judged_anew(self) -> Reading:
        lines = self._lines()
        z = lines.z[:, 0]
        met = tuple(
            rule.name
            for rule in self._rules.rules_for(limits=self._kind != "run")
            if matches(rule, z, line_policy=self._rules.line_policy)[-1]
        )
        runs, outside = count_runs(lines.z.T), bool(lines.outside[-1, 0])
        return _reading(len(self._grown), self._grown[-1], lines, outside, met, runs, self._rules)


class _Frozen:
    """Lines that stay: of the series only its end is remembered."""

    def __init__(self, kind: MonitorKind, rules: RuleSet, values: Floats, lines: ManyLines) -> None:
        if np.isnan(lines.center if kind == "run" else lines.sigma)[0]:
            raise MethodProblem(
                "The baseline sets no lines.",
                "A center takes one value, limits take two neighbors in time.",
                "Make the baseline longer.",
                field="baseline",
            )
        self.kind, self.rules, self.lines = kind, rules, lines
        self.largest = float(np.fmax.reduce(np.abs(values)))
        self.points = values.size
        self.tails = [
            _Tail(rule, rules.line_policy) for rule in rules.rules_for(limits=kind != "run")
        ]
        self.runs = _Runs()
        for z in lines.z[:, 0].tolist():
            self.judge(z)

    def take(self, value: float) -> Reading:
        self.points += 1
        self.largest = max(self.largest, abs(value)) if value == value else self.largest
        z, outside = distances(
            self.kind,
            np.array([value]),
            self.lines.center,
            self.lines.sigma,
            np.array([ROUNDING * self.largest]),
        )
        met = self.judge(float(z[0]))
        return _reading(
            self.points, value, self.lines, bool(outside[0]), met, self.runs.counts(), self.rules
        )

    def judge(self, z: float) -> tuple[str, ...]:
        """Take one distance; return the names of the rules met by a window that ends with it."""
        if np.isnan(z):
            return ()
        self.runs.take(z)
        return tuple(tail.rule.name for tail in self.tails if tail.meets(z))


class _Tail:
    """The last points that a rule can still see, oldest first."""

    def __init__(self, rule: Rule, policy: LinePolicy) -> None:
        self.rule, self.policy = rule, policy
        self.seen: deque[float] = deque(maxlen=rule.window)
        drops = policy == "drop" and not rule.needs_limits
        self.drops_line = drops and rule.pattern == "zone"
        self.drops_ties = drops and rule.pattern == "trend"
        self.before = nan

    def meets(self, z: float) -> bool:
        """Take one more measured point; say whether a window that meets the rule ends there."""
        passed_over = (self.drops_line and z == 0) or (self.drops_ties and z == self.before)
        self.before = z
        if passed_over:
            return False
        self.seen.append(z)
        return bool(matches(self.rule, [*self.seen], line_policy=self.policy)[-1])


class _Runs:
    """Runs so far, and the one that goes on."""

    def __init__(self) -> None:
        self.useful = self.longest = self.crossings = self.length = 0
        self.above: bool | None = None

    def take(self, z: float) -> None:
        if z == 0:
            return
        above = z > 0
        self.crossings += self.above is not None and above != self.above
        self.length = self.length + 1 if above == self.above else 1
        self.above = above
        self.useful += 1
        self.longest = max(self.longest, self.length)

    def counts(self) -> RunCounts:
        return RunCounts(*(np.array([x]) for x in (self.useful, self.longest, self.crossings)))


def _reading(
    point: int,
    value: float,
    lines: ManyLines,
    outside: bool,
    met: tuple[str, ...],
    runs: RunCounts,
    rules: RuleSet,
) -> Reading:
    center, reach = float(lines.center[0]), 3 * float(lines.sigma[0])
    return Reading(
        point=point,
        value=value,
        center=center,
        lower=center - reach,
        upper=center + reach,
        outside=outside,
        rules=met,
        useful=int(runs.useful[0]),
        longest_run=int(runs.longest[0]),
        crossings=int(runs.crossings[0]),
        runs_signal=bool(rules.runs and runs.signals(rules.runs)[0]),
    )
