"""NHS “Making Data Count” chart: is the latest point unusual, and will the target be met?

Question
--------
Is the latest point of this measure ordinary, better or worse than usual, and can the process be
counted on to meet its target?

Formula
-------
An individuals chart for each phase: the mean of the baseline, and process limits at 2.66 times the
mean moving range on both sides. With screening, moving ranges of at least 3.267 times their mean
are left out once and the mean is taken again. The baseline is the first `fix_after` points of each
phase, or all of them.

A point is of special cause, for the first of these that holds within its phase:

1. outside: beyond a process limit;
2. trend: one of `points` (7) in a row that all rise or all fall; where a fall turns into a rise,
   the turning point belongs to the later one;
3. two of three: close to a limit (inside it, beyond two thirds of the way from the mean), one of
   at least two such points among three neighbors that lie on one side of the mean;
4. shift: one of `points` (7) in a row on one side of the mean.

The direction of improvement makes high or rising points good or bad. That of the last point is the
variation icon. Assurance compares the target with the limits of the last phase: outside them it
will be met or missed again and again, inside it will be hit and missed by chance.

Assumptions
-----------
One value for each period in order of time, independent while nothing changes. A missing value ends
any row of points.

When not to use it
------------------
Four rules at once raise many false alarms: with nothing changed, about two in five charts of 60
points show a signal. With fewer than about 12 points limits are guesses. Percentages of small
totals and rare events have charts of their own. The program's own tools differ from each other in
details (screening, 6 or 7 points), so the choices are stated with the result.

References
----------
Mohammed, Worthington & Woodall (2008), Quality and Safety in Health Care 17(2), 137-145,
10.1136/qshc.2004.012047.
Nelson (1982), Control charts for individual measurements, Journal of Quality Technology 14(3),
172-173, 10.1080/00224065.1982.11978811.
NHS England, Making Data Count: strengthening your decisions (variation and assurance icons).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import chosen, count, number
from thirdspace.methods.registry import method
from thirdspace.methods.spc.moving_range import mean_range
from thirdspace.methods.spc.rules.sources import NHS_ENGLAND
from thirdspace.methods.spc.series import read_series
from thirdspace.methods.spc.sources import NELSON_1982, TUTORIAL
from thirdspace.methods.words import counted, joined, plain
from thirdspace.problems import MethodProblem

PER_RANGE = 2.66  # 3 sigma in mean moving ranges, rounded as the program has it

Improvement = Literal["increase", "decrease", "neutral"]
Assurance = Literal["consistent_pass", "consistent_fail", "inconsistent"]
BETTER = {"increase": 1, "decrease": -1, "neutral": 0}
VARIATION = {
    "common_cause": "ordinary",
    "special_cause_improvement": "a sign of improvement",
    "special_cause_concern": "a sign of concern",
    "special_cause_neutral_high": "unusually high",
    "special_cause_neutral_low": "unusually low",
}
ASSURANCE = {
    "consistent_pass": "will be met again and again",
    "consistent_fail": "will be missed again and again",
    "inconsistent": "will be met and missed by chance",
}
FEW = 12


@dataclass(frozen=True)
class NhsChart:
    """A measure charted by the rules of Making Data Count.

    Parameters
    ----------
    values, mean, lower, upper : tuple of float
        A value for each point; limits are NaN in a phase without two neighboring values.
    phase : tuple of int
        Number of each point's phase, from 1.
    outside, close : tuple of bool
        Beyond a limit; within the limits but beyond two thirds of the way to one.
    rule : tuple of str
        ``none``, ``outside``, ``trend``, ``two_of_three`` or ``shift``.
    direction : tuple of int
        1 where a special cause is high or rising, -1 where low or falling, else 0.
    point_type : tuple of str
        ``common_cause``, ``special_cause_improvement``, ``special_cause_concern``,
        ``special_cause_neutral_high`` or ``special_cause_neutral_low``.
    target : float, optional
        What the measure should reach.
    assurance : str, optional
        ``consistent_pass``, ``consistent_fail`` or ``inconsistent``; None without a target, without
        a direction of improvement, or without limits.
    improvement : str
        ``increase``, ``decrease`` or ``neutral``.
    screened : bool
        Whether very large moving ranges were left out of the limits.
    points : int
        How many points make a trend or a shift.
    baseline : int
        How many measured points the limits of the last phase are taken from.
    """

    values: tuple[float, ...]
    mean: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    phase: tuple[int, ...]
    outside: tuple[bool, ...]
    close: tuple[bool, ...]
    rule: tuple[str, ...]
    direction: tuple[int, ...]
    point_type: tuple[str, ...]
    target: float | None
    assurance: Assurance | None
    improvement: Improvement
    screened: bool
    points: int
    baseline: int

    @property
    def variation(self) -> str:
        """Return the type of the last point: the variation icon."""
        return self.point_type[-1]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what the chart shows."""
        measured = int(np.isfinite(self.values).sum())
        special = sum(rule != "none" for rule in self.rule)
        limits = f"{plain(round(self.lower[-1], 4))} to {plain(round(self.upper[-1], 4))}"
        return joined(
            f"{counted(measured, 'point')}, {special} of special cause",
            f"the latest is {VARIATION[self.variation]}",
            self._about_target(),
            f"limits {limits}, large jumps {'left out' if self.screened else 'kept'}"
            if np.isfinite(self.lower[-1])
            else "no limits: the last phase has no two neighboring values",
            f"limits are taken from fewer than {FEW} points, so they are guesses"
            if self.baseline < FEW
            else "",
        )

    def _about_target(self) -> str:
        if self.target is None:
            return ""
        if self.assurance is None:
            return f"nothing can be said about the target of {plain(self.target)}"
        if self.baseline < FEW:
            return f"too few points to say whether the target of {plain(self.target)} will be met"
        return f"the target of {plain(self.target)} {ASSURANCE[self.assurance]}"


@method(
    "spc.nhs-making-data-count",
    title="NHS Making Data Count chart",
    question="Is the latest point unusual, for better or worse, and will the target be met?",
    cites=(TUTORIAL, NELSON_1982, NHS_ENGLAND),
    since="0.1",
)
def nhs_chart(
    y: ArrayLike,
    *,
    improvement: Improvement,
    screen_outliers: bool,
    target: float | None = None,
    part: Sequence[int] = (),
    fix_after: int | None = None,
    points: int = 7,
) -> NhsChart:
    """Chart a measure with variation and assurance icons.

    Parameters
    ----------
    y : array of float, shape (n,)
        Values in order of time, in any unit; NaN where one is missing.
    improvement : str
        ``increase`` if more is better, ``decrease`` if less is, ``neutral`` if neither.
    screen_outliers : bool
        Leave very large moving ranges out of the limits; the program's tools differ.
    target : float, optional
        What the measure should reach, in its unit.
    part : sequence of int
        Last point of each phase but the last, counted from 1; the next one is rebased.
    fix_after : int, optional
        Take limits of each phase from its first `fix_after` points.
    points : int
        How many points make a trend or a shift: 7, or 6 in some tools.

    Returns
    -------
    NhsChart
        Limits, the rule each point meets, and the two icons.

    Raises
    ------
    MethodProblem
        Nothing to chart, a choice that is none of those offered, or one that points outside the
        series.

    Examples
    --------
    >>> chart = nhs_chart([5, 6, 4, 5, 6, 4, 5, 6, 4, 5, 6, 20], improvement="decrease",
    ...                   screen_outliers=False, target=25)
    >>> chart.rule[-1], chart.variation, chart.assurance
    ('outside', 'special_cause_concern', 'consistent_pass')
    """
    better = BETTER[chosen(improvement, tuple(BETTER), "improvement")]
    goal = None if target is None else number(target, "target")
    size = count(points, "points", least=2)
    series = read_series(y, freeze=None, part=part, exclude=())
    fixed = series.values.size if fix_after is None else count(fix_after, "fix_after", least=1)
    phases = [
        _read_phase(series.values[members], fixed, screen_outliers, size, series.resolution)
        for members in series.phases()
    ]
    last = series.values[series.phase == series.phase[-1]]
    columns = _Columns._make(np.concatenate(parts) for parts in zip(*phases, strict=True))
    return NhsChart(
        values=tuple(series.values.tolist()),
        phase=tuple(series.phase.tolist()),
        **{name: tuple(column.tolist()) for name, column in columns._asdict().items()},
        point_type=tuple(_point_type(d, better) for d in columns.direction.tolist()),
        target=goal,
        assurance=_assurance(goal, columns.lower[-1], columns.upper[-1], better),
        improvement=improvement,
        screened=screen_outliers,
        points=size,
        baseline=int(np.isfinite(last[:fixed]).sum()),
    )


class _Columns(NamedTuple):
    """What is known of each point of a phase."""

    mean: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    outside: NDArray[np.bool_]
    close: NDArray[np.bool_]
    rule: NDArray[np.str_]
    direction: NDArray[np.int_]


def _read_phase(
    values: NDArray[np.float64], fixed: int, screened: bool, points: int, resolution: float
) -> _Columns:
    baseline = values[:fixed]
    if np.isnan(baseline).all():
        raise MethodProblem(
            "A phase has no value among those that set its limits.",
            "Its mean is taken from its first points.",
            "Raise “fix_after”, or move the start of the phase.",
            field="fix_after",
        )
    mean = float(np.nanmean(baseline))
    reach = PER_RANGE * float(mean_range(baseline, screened=screened))
    distance = values - mean
    side = np.where(np.abs(distance) > resolution, np.sign(distance), 0.0)
    outside = np.abs(distance) > reach + resolution
    close = (np.abs(distance) > 2 * reach / 3 + resolution) & ~outside
    rule, direction = _rules(values, side, outside, close, points)
    center, lower, upper = (np.full(values.size, y) for y in (mean, mean - reach, mean + reach))
    return _Columns(center, lower, upper, outside, close, rule, direction)


def _rules(
    values: NDArray[np.float64],
    side: NDArray[np.float64],
    outside: NDArray[np.bool_],
    close: NDArray[np.bool_],
    points: int,
) -> tuple[NDArray[np.str_], NDArray[np.int_]]:
    """Give each point the first rule it meets, and the direction of that rule."""
    trend = _trend(values, points)
    same_side = [_whole(side == s, 3) for s in (1, -1)]
    two = np.convolve(close, np.ones(3), "valid")[: max(close.size - 2, 0)] >= 2
    met = {
        "outside": outside,
        "trend": trend != 0,
        "two_of_three": close & _members((same_side[0] | same_side[1]) & two, 3, values.size),
        "shift": sum(_members(_whole(side == s, points), points, values.size) for s in (1, -1)) > 0,
    }
    rule = np.select(list(met.values()), list(met), "none")
    direction = np.where(rule == "trend", trend, side) * (rule != "none")
    return rule, np.nan_to_num(direction).astype(int)


def _trend(values: NDArray[np.float64], points: int) -> NDArray[np.float64]:
    """Return 1 for each point of a row that rises, -1 of one that falls; the later row wins."""
    steps = np.diff(values)
    rising, falling = (
        _members(_whole(steps * way > 0, points - 1), points, values.size) for way in (1, -1)
    )
    turning_up = np.append(steps, np.nan) > 0
    return np.where(rising & falling, np.where(turning_up, 1.0, -1.0), 1.0 * rising - falling)


def _whole(marked: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    """Say for each window of `size` neighbors whether all are marked."""
    if marked.size < size:
        return np.zeros(0, dtype=bool)
    return np.asarray(sliding_window_view(marked, size).all(axis=1))


def _members(windows: NDArray[np.bool_], size: int, points: int) -> NDArray[np.bool_]:
    """Mark each point that lies in one of the windows of `size` points."""
    marked = np.zeros(points, dtype=bool)
    for offset in range(size if windows.size else 0):
        marked[offset : offset + windows.size] |= windows
    return marked


def _point_type(direction: int, better: int) -> str:
    if not direction:
        return "common_cause"
    if not better:
        return f"special_cause_neutral_{'high' if direction > 0 else 'low'}"
    return f"special_cause_{'improvement' if direction == better else 'concern'}"


def _assurance(target: float | None, lower: float, upper: float, better: int) -> Assurance | None:
    if target is None or not better or np.isnan(lower):
        return None
    if lower <= target <= upper:
        return "inconsistent"
    return "consistent_pass" if (target < lower) == (better > 0) else "consistent_fail"
