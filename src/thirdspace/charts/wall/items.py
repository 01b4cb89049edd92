"""Small charts from results of control charts."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

import numpy as np

from thirdspace.charts.wall.picture import WallItem
from thirdspace.methods.spc import ControlChart, FalseDiscovery, ManyCharts
from thirdspace.methods.spc.false_discovery import WORTH_A_LOOK
from thirdspace.methods.words import counted
from thirdspace.problems import MethodProblem

WHOLE = " The number of crossings is the signal."


def item_of(name: str, chart: ControlChart) -> WallItem:
    """Return a chart of one site for a wall; its lines are those of the last phase.

    Parameters
    ----------
    name : str
        Whose it is.
    chart : ControlChart
        The chart.
    """
    limits = chart.kind != "run"
    return WallItem(
        name=name,
        values=chart.values,
        center=chart.center[-1],
        lower=chart.lower if limits else (),
        upper=chart.upper if limits else (),
        signals=chart.signal_points,
        signal=chart.signal,
        judged=all(phase.enough for phase in chart.phases),
        note=chart.sentence,
    )


def items_of(
    charts: ManyCharts,
    names: Sequence[str],
    rules: str = "",
    chance: FalseDiscovery | None = None,
) -> tuple[WallItem, ...]:
    """Return all charts of a network for a wall.

    Parameters
    ----------
    charts : ManyCharts
        The charts of m sites.
    names : sequence of str, length m
        What the sites are called.
    rules : str
        Id of the rule set that says what is a signal; the first one if not given.
    chance : FalseDiscovery, optional
        What chance would have given; then signals it would hardly give stand first.

    Raises
    ------
    MethodProblem
        Another number of names, or rules that were not applied.
    """
    if len(names) != len(charts.values):
        raise MethodProblem(
            f"There are {counted(len(charts.values), 'chart')} and {counted(len(names), 'name')}.",
            "Each chart on the wall needs to say whose it is.",
            "Give one name for each row of values.",
            field="names",
        )
    chosen = rules or first_rules(charts)
    flags, flagged, outside = charts.flags(chosen), charts.flagged(chosen), charts.outside
    first = np.zeros(len(names), dtype=bool) if chance is None else chance.q <= WORTH_A_LOOK
    values = _drawn(charts)
    limits = charts.kind != "run"
    judged = ~np.isnan(charts.sigma if limits else charts.center)
    lower, upper = (charts.lower.tolist(), charts.upper.tolist()) if limits else ((), ())
    return tuple(
        WallItem(
            name=name,
            values=values[row],
            center=float(charts.center[row]),
            lower=lower[row] if limits else (),
            upper=upper[row] if limits else (),
            signals=frozenset((np.flatnonzero(flags[row]) + 1).tolist()),
            signal=bool(flagged[row]),
            first=bool(flagged[row] and first[row]),
            judged=bool(judged[row]),
            note=_note(charts, row, int(outside[row].sum()))
            + (WHOLE if flagged[row] and not flags[row].any() else ""),
        )
        for row, name in enumerate(names)
    )


def first_rules(charts: ManyCharts) -> str:
    """Return the id of the first set of rules applied.

    Raises
    ------
    MethodProblem
        No rules were applied, so nothing says what is a signal.
    """
    if not charts.rules:
        raise MethodProblem(
            "No rules were applied to these charts.",
            "A wall groups charts by their signals, and rules say what is one.",
            "Chart them again and name a set of rules.",
            field="rules",
        )
    return charts.rules[0].id


def _drawn(charts: ManyCharts) -> list[list[float]]:
    """Return what is drawn: shares and rates where there are denominators."""
    drawn = np.asarray(charts.values, dtype=float)
    if charts.denominators is not None:
        drawn = drawn / np.where(charts.denominators > 0, charts.denominators, np.nan)
    rows: list[list[float]] = drawn.tolist()
    return rows


def _note(charts: ManyCharts, row: int, outside: int) -> str:
    if isnan(charts.center[row]):
        return "No points."
    said = (
        f"{counted(int(charts.used[row]), 'point')}, longest run {charts.longest_run[row]}, "
        f"{counted(int(charts.crossings[row]), 'crossing')}"
    )
    return f"{said}." if charts.kind == "run" else f"{said}, {outside} outside the limits."
