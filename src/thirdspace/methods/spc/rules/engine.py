"""The engine of patterns: where in a series a window meets a rule.

Each pattern becomes a mark at every point that shows it: beyond a zone, or higher than the point
before, or a turn. A window is complete where enough of the last marks are set.
Comparisons are exact; whoever makes `z` sets what is on the line, but for rounding, to exactly 0.
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import chosen
from thirdspace.methods.spc.rules.layout import Bools, Floats, Kept, as_given, time_first
from thirdspace.methods.spc.rules.rule import LinePolicy, Rule

#: Points at the start of a window that can show no mark: a step takes two points, a turn three.
LEAD = {"zone": 0, "trend": 1, "alternating": 2}


class Shown(NamedTuple):
    """One side of a pattern in a closed table: the points that show it, the ends of windows."""

    at: Bools
    complete: Bools
    above: bool | None


def matches(rule: Rule, z: ArrayLike, *, line_policy: LinePolicy = "reset") -> Bools:
    """Say for each point whether a window that meets the rule ends there.

    Parameters
    ----------
    rule : Rule
        The rule.
    z : array of float, shape (..., n)
        Distance from the center line in sigmas, in order of time; NaN where a point is missing: its
        neighbors become neighbors. Any unit will do for a rule that doesn't need limits.
    line_policy : str
        What a point on the line (in a trend: one equal to the point before) does: see `RuleSet`.

    Returns
    -------
    array of bool, shape (..., n)
        True at the last point of each window.

    Raises
    ------
    MethodProblem
        A value that is no number, or an unknown policy.

    Examples
    --------
    >>> from thirdspace.methods.spc.rules import find_rules
    >>> beyond = find_rules("western_electric").rules[0]
    >>> matches(beyond, [0.5, 3.2, -1.0, -3.1]).tolist()
    [False, True, False, True]
    """
    table, shape = time_first(z)
    chosen(line_policy, ("drop", "reset"), "line_policy")
    kept, sides = shown(rule, table, line_policy)
    found = np.zeros(table.shape, dtype=bool)
    for side in sides:
        kept.mark(found, side.complete)
    return as_given(found, shape)


def shown(rule: Rule, table: Floats, line_policy: LinePolicy) -> tuple[Kept, list[Shown]]:
    """Return the points of a table, shape (n, m), that count, and the sides of the pattern."""
    kept = _counting(rule, table, line_policy)
    closed = kept.closed(table)
    marks = _marks(rule, closed)
    lead = LEAD[rule.pattern]
    window, need = rule.window - lead, rule.need - lead
    sides = [
        Shown(at, complete(at, window, need, completing=rule.completing), above)
        for above, at in marks.items()
    ]
    return kept, [_within_span(rule, closed, side) for side in sides]


def members(rule: Rule, side: Shown) -> Bools:
    """Return the points of the windows that are complete, without those that don't show it."""
    points = spread_back(side.complete, rule.window)
    return points & side.at if rule.need < rule.window else points


def _counting(rule: Rule, table: Floats, line_policy: LinePolicy) -> Kept:
    measured = Kept.where(~np.isnan(table))
    if line_policy == "reset" or rule.needs_limits or rule.pattern == "alternating":
        return measured
    if rule.pattern == "zone":
        return Kept.where(~np.isnan(table) & (table != 0))
    tied = np.zeros(table.shape, dtype=bool)
    closed = measured.closed(table)
    ties = np.zeros(table.shape, dtype=bool)
    ties[1:] = closed[1:] == closed[:-1]
    measured.mark(tied, ties)
    return Kept.where(~np.isnan(table) & ~tied)


def _marks(rule: Rule, table: Floats) -> dict[bool | None, Bools]:
    """Return the points that show each side of a pattern."""
    if rule.pattern == "zone":
        return _zone_marks(rule, table)
    rises, falls = (np.zeros(table.shape, dtype=bool) for _ in range(2))
    np.greater(table[1:], table[:-1], out=rises[1:])
    np.less(table[1:], table[:-1], out=falls[1:])
    if rule.pattern == "trend":
        return {True: rises, False: falls}
    turns = np.zeros(table.shape, dtype=bool)
    turns[1:] = (rises[1:] & falls[:-1]) | (falls[1:] & rises[:-1])
    return {None: turns}


def _zone_marks(rule: Rule, table: Floats) -> dict[bool | None, Bools]:
    beyond, below = (np.greater, np.less) if rule.strict else (np.greater_equal, np.less_equal)
    if rule.side == "same":
        marks: dict[bool | None, Bools] = {
            True: beyond(table, rule.zone),
            False: below(table, -rule.zone),
        }
        if rule.outer < inf:
            return {above: at & (np.abs(table) <= rule.outer) for above, at in marks.items()}
        return marks
    return {None: (below if rule.side == "within" else beyond)(np.abs(table), rule.zone)}


def _within_span(rule: Rule, table: Floats, side: Shown) -> Shown:
    """Leave out windows whose points, whether they show the pattern or not, lie elsewhere."""
    if rule.span == "any":
        return side
    one_side = _all_of(table > 0, rule.window) | _all_of(table < 0, rule.window)
    return side._replace(complete=side.complete & (one_side == (rule.span == "one_side")))


def complete(at: Bools, window: int, need: int, *, completing: bool = True) -> Bools:
    """Say where, of the last `window` marks, at least `need` are set.

    If the last one must be set, the row may be younger than the window; else the window is full.
    """
    if need == window:
        return _all_of(at, window)
    total = at.astype(np.int8)
    for back in range(1, min(window, len(at))):
        total[back:] += at[:-back]
    enough = total >= need
    if completing:
        return np.asarray(enough & at)
    enough[: window - 1] = False
    return np.asarray(enough)


def _all_of(at: Bools, window: int) -> Bools:
    """Say where a row of `window` marks ends; each pass joins two rows."""
    found, covered = at, 1
    while covered < window:
        step = min(covered, window - covered)
        joined = np.zeros(at.shape, dtype=bool)
        np.logical_and(found[step:], found[:-step], out=joined[step:])
        found, covered = joined, covered + step
    return found


def spread_back(ends: Bools, window: int) -> Bools:
    """Mark the points of each window that ends at a mark; each pass doubles the reach."""
    found, covered = ends, 1
    while covered < window:
        step = min(covered, window - covered)
        wider = found.copy()
        wider[:-step] |= found[step:]
        found, covered = wider, covered + step
    return found
