"""How any kind of chart is made: gather, estimate phase by phase, draw, judge."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import number
from thirdspace.methods.spc.judging import Judged, judge, single_points
from thirdspace.methods.spc.kind import Choices, Kind
from thirdspace.methods.spc.lines import LINES, Drawn, draw
from thirdspace.methods.spc.points import Floats, read_points
from thirdspace.methods.spc.result import ControlChart, Finding, Lines, Phase
from thirdspace.methods.spc.rules import RuleSet, find_rules
from thirdspace.methods.spc.runs import Run
from thirdspace.methods.spc.series import Series, read_series

Members = NDArray[np.bool_]


def charted(
    kind: Kind,
    choices: Choices,
    y: ArrayLike,
    n: ArrayLike | None = None,
    x: Sequence[Any] | None = None,
) -> ControlChart:
    """Make one chart.

    Parameters
    ----------
    kind : Kind
        Which one.
    choices : Choices
        What the person decided.
    y, n, x
        As in `thirdspace.methods.spc.points.read_points`.

    Raises
    ------
    MethodProblem
        Nothing to chart, no limits to be had, or a choice that makes no sense.
    """
    rules = find_rules(choices.rules)
    factor = number(choices.multiply, "multiply", low=1e-50, high=1e50)
    series = _read(kind, choices, y, n, x)
    fits = [
        kind.fit(series.points.at(members & series.baseline), series.points.at(members), choices)
        for members in series.phases()
    ]
    drawn = draw(kind, series, fits)
    applied = rules if kind.judges_runs(choices) else single_points(rules)
    judged = [
        judge(drawn.z[members], applied, limits=kind.has_limits) for members in series.phases()
    ]
    return _result(kind, choices, rules, series, drawn.times(factor), judged, factor)


def _read(
    kind: Kind, choices: Choices, y: ArrayLike, n: ArrayLike | None, x: Sequence[Any] | None
) -> Series:
    take = kind.take if n is None else "ratio"
    points = read_points(y, n, x, take=take, lowest=kind.lowest, parts=kind.parts)
    series = read_series(points, freeze=choices.freeze, part=choices.part, exclude=choices.exclude)
    return series.showing(_ranges(series)) if kind.ranges else series


def _ranges(series: Series) -> Floats:
    """Return the distance of each point from the one before it in its phase.

    A point left out is passed over: it has a range, and the next one starts before it.
    """
    ranges = np.full(series.values.size, np.nan)
    for members in series.phases():
        values = np.where(members, series.values, np.nan)
        kept = np.flatnonzero(members & ~series.excluded)
        ranges[kept[1:]] = np.abs(np.diff(values[kept]))
        for ghost in np.flatnonzero(members & series.excluded):
            before = kept[kept < ghost]
            if before.size:
                ranges[ghost] = abs(values[ghost] - values[before[-1]])
    return ranges


def _result(
    kind: Kind,
    choices: Choices,
    rules: RuleSet,
    series: Series,
    drawn: Drawn,
    judged: list[Judged],
    factor: float,
) -> ControlChart:
    phases = tuple(
        _phase(members, series, drawn, found)
        for members, found in zip(series.phases(), judged, strict=True)
    )
    signals = tuple(
        Finding(found.rule, number_, tuple(phase.first + p for p in found.places), found.above)
        for number_, (phase, part) in enumerate(zip(phases, judged, strict=True), start=1)
        for found in part.signals
    )
    in_run = {point for phase in phases for run in phase.long_runs for point in run.points}
    return ControlChart(
        kind=kind.id,
        rules=rules.name,
        screened=choices.screen_mr,
        ordered=choices.ordered,
        freeze=choices.freeze,
        labels=series.points.labels,
        values=tuple((series.values * factor).tolist()),
        **{name: tuple(getattr(drawn, name).tolist()) for name in LINES},
        n=tuple(series.points.n.tolist()),
        phase=tuple(series.phase.tolist()),
        excluded=tuple(series.excluded.tolist()),
        outside=tuple(drawn.outside.tolist()),
        in_run=tuple(place in in_run for place in range(1, series.values.size + 1)),
        phases=phases,
        signals=signals,
    )


def _phase(members: Members, series: Series, drawn: Drawn, judged: Judged) -> Phase:
    """Sum a phase up; its points are neighbors, so a place in it is a point less its first."""
    points = np.flatnonzero(members)
    first = int(points[0]) + 1
    counts = {name: getattr(judged, name) for name in COUNTS}
    return Phase(
        first=first,
        last=int(points[-1]) + 1,
        lines=Lines(
            float(drawn.center[members][0]),
            _only(drawn.lower[members]),
            _only(drawn.upper[members]),
        ),
        used=int(np.sum(series.used & members)),
        baseline=int(np.sum(series.used & members & series.baseline)),
        long_runs=tuple(
            Run(tuple(first + place for place in found.places), bool(found.above))
            for found in judged.signals
            if found.rule == "longest_run"
        ),
        **counts,
    )


COUNTS = (
    *("useful", "longest_run", "longest_run_max", "crossings", "crossings_min", "crossings_max"),
    *("unusual", "enough"),
)


def _only(level: Floats) -> float:
    return float(level[0]) if (level == level[0]).all() else nan
