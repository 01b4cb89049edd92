"""Many charts at once: a whole network's measures, charted in one pass.

Question
--------
In which of thousands of series is something more than ordinary variation, and how many of those
would chance alone have brought up?

Formula
-------
Each series gets the lines of the chart of its kind, as if it were charted alone: run (median), I
(mean and moving ranges), P, P′, C, U and U′, over one phase, set by all points or by the first
`freeze`. Every set of rules named is applied to the distances from the center line in sigmas.
Nothing is shared between series. Work goes in blocks, so memory grows with the answer alone: one
byte for each point.

Assumptions
-----------
Those of the chart of each kind. Series have the same length; a missing value is NaN.

When not to use it
------------------
Ten thousand charts raise hundreds of false signals by themselves: never read a list of flagged
series without the number expected by chance (`expected_false_signals`). When one event reaches many
sites, use the network-adjusted charts first.

References
----------
NIST/SEMATECH e-Handbook of Statistical Methods, 6.3, 10.18434/M32189.
Anhøj & Olesen (2014), PLoS ONE 9(11), e113825, 10.1371/journal.pone.0113825.
Laney (2002), Improved control charts for attributes, Quality Engineering 14(4), 531-537,
10.1081/QEN-120003555.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import chosen, count, numbers, same_shape
from thirdspace.methods.registry import method
from thirdspace.methods.spc.many_lines import (
    MANY_KINDS,
    RATES,
    SHARES,
    Floats,
    ManyKind,
    ManyLines,
    lines_of,
)
from thirdspace.methods.spc.rules import Rule, RuleSet, find_rules
from thirdspace.methods.spc.rules.engine import members, shown
from thirdspace.methods.spc.rules.rule import LinePolicy
from thirdspace.methods.spc.rules.run_counts import runs_in
from thirdspace.methods.spc.rules.sources import ANHOEJ_2014
from thirdspace.methods.spc.sources import LANEY, NIST
from thirdspace.methods.words import counted, joined
from thirdspace.problems import MethodProblem

BLOCK = 60_000  # values worked on together: they fit a core's own cache
MOST_SETS = 7  # one bit each beside that for points beyond the limits
OUTSIDE = np.uint8(1)


@dataclass(frozen=True, eq=False)
class ManyCharts:
    """Charts of m series of n points.

    Parameters
    ----------
    kind : str
        ``run``, ``i``, ``p``, ``pp``, ``c``, ``u`` or ``up``.
    rules : tuple of RuleSet
        The sets of rules applied.
    screened : bool
        Whether very large moving ranges were left out of the limits.
    freeze : int, optional
        So many first points set the lines; None for all.
    values, denominators : array, shape (m, n)
        As handed over; denominators are None for kinds without them.
    center, sigma : float array, shape (m,)
        Center line; sigma of a point (of one with denominator 1). NaN where a series has none.
    farthest : float array, shape (m,)
        Largest distance from the center line, in sigmas; NaN without limits.
    used, baseline : int array, shape (m,)
        Points measured, and how many of them set the lines.
    useful, longest_run, crossings : int array, shape (m,)
        Points off the center line, the longest run and crossings.
    marks : uint8 array, shape (m, n)
        Bit 0: beyond a limit; bit k: part of a signal of the k-th set of rules.
    signals : bool array, shape (number of sets, m)
        Whether each series has a signal of each set.
    """

    kind: ManyKind
    rules: tuple[RuleSet, ...]
    screened: bool
    freeze: int | None
    values: NDArray[Any]
    denominators: NDArray[Any] | None
    center: Floats
    sigma: Floats
    farthest: Floats
    used: NDArray[np.int32]
    baseline: NDArray[np.int32]
    useful: NDArray[np.int32]
    longest_run: NDArray[np.int32]
    crossings: NDArray[np.int32]
    marks: NDArray[np.uint8]
    signals: NDArray[np.bool_]

    @property
    def outside(self) -> NDArray[np.bool_]:
        """Return which points lie beyond a limit, shape (m, n)."""
        return (self.marks & OUTSIDE) > 0

    def flags(self, rules: str) -> NDArray[np.bool_]:
        """Return which points are part of a signal of a set of rules, shape (m, n)."""
        return (self.marks >> (self._place(rules) + 1)) & OUTSIDE > 0

    def flagged(self, rules: str) -> NDArray[np.bool_]:
        """Return which series have a signal of a set of rules, shape (m,)."""
        return np.asarray(self.signals[self._place(rules)])

    def _place(self, rules: str) -> int:
        ids = tuple(found.id for found in self.rules)
        return ids.index(chosen(rules, ids, "rules"))

    @cached_property
    def lower(self) -> Floats:
        """Lower limits, shape (m, n); NaN for run charts."""
        limit = self.center[:, None] - 3 * self._spread
        return limit if self.kind == "i" else np.maximum(limit, 0)

    @cached_property
    def upper(self) -> Floats:
        """Upper limits, shape (m, n); NaN for run charts."""
        limit = self.center[:, None] + 3 * self._spread
        return np.minimum(limit, 1) if self.kind in SHARES else limit

    @property
    def _spread(self) -> Floats:
        if self.denominators is None:
            return np.broadcast_to(self.sigma[:, None], self.values.shape)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(self.sigma[:, None] / np.sqrt(self.denominators))

    @property
    def unjudged(self) -> int:
        """Number of series without lines to judge them by: too few values."""
        return int(np.isnan(self.center if self.kind == "run" else self.sigma).sum())

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found, and that chance has a part in it."""
        series, points = self.values.shape
        found = ", ".join(
            f"{int(flagged.sum()):,} by {rules.name}"
            for rules, flagged in zip(self.rules, self.signals, strict=True)
        )
        return joined(
            f"{counted(series, 'chart')} of up to {counted(points, 'point')}",
            f"with a signal: {found}" if found else "no rules applied",
            f"{self.unjudged:,} too short to judge" if self.unjudged else "",
            "some signals are false: compare with the number expected by chance" if found else "",
        )


@method(
    "spc.many-charts",
    title="Many charts",
    question="In which of thousands of series is something more than ordinary variation?",
    cites=(NIST, ANHOEJ_2014, LANEY),
    since="0.1",
)
def many_charts(
    values: ArrayLike,
    *,
    screen_mr: bool,
    kind: ManyKind = "i",
    n: ArrayLike | None = None,
    rules: str | Sequence[str] = ("anhoej",),
    freeze: int | None = None,
) -> ManyCharts:
    """Chart many series of one length.

    Parameters
    ----------
    values : array, shape (m, n)
        A row for each series in order of time, NaN where a value is missing; counts for all kinds
        but ``run`` and ``i``.
    screen_mr : bool
        Leave very large moving ranges out of the limits (kinds ``i``, ``pp`` and ``up``).
    kind : str
        Kind of chart.
    n : array, shape (m, n), optional
        Denominators, for kinds ``p``, ``pp``, ``u`` and ``up``; 0 where there is none.
    rules : sequence of str
        Ids of the sets of rules to apply, at most seven.
    freeze : int, optional
        Take the lines from the first `freeze` points only.

    Returns
    -------
    ManyCharts
        Lines, marks and signals. A series too short for lines has NaN and no signals.

    Raises
    ------
    MethodProblem
        Not a table of numbers, infinite values, counts or denominators that can't be, or a choice
        that is none of those offered.

    Examples
    --------
    >>> table = [[5, 6, 5, 7, 6, 5, 6, 30, 5, 6, 6, 5], [1, 2, 1, 3, 2, 1, 2, 1, 3, 2, 2, 1]]
    >>> found = many_charts(table, screen_mr=True, rules=("anhoej", "western_electric"))
    >>> found.outside.any(axis=1).tolist(), found.flagged("western_electric").tolist()
    ([True, False], [True, False])
    """
    chosen(kind, MANY_KINDS, "kind")
    table, parts = _read(values, n, kind)
    sets = _rule_sets(rules)
    points = table.shape[1]
    first = points if freeze is None else count(freeze, "freeze", least=1)
    if first > points:
        raise _refused("freeze", f"Only {counted(points, 'point')} can set the lines.")
    charts = _empty(table, parts, kind, sets, screen_mr, freeze)
    size = max(BLOCK // points, 1)
    for start in range(0, len(table), size):
        _chart(charts, slice(start, start + size), first)
    return charts


def _empty(
    table: NDArray[Any],
    parts: NDArray[Any] | None,
    kind: ManyKind,
    sets: tuple[RuleSet, ...],
    screened: bool,
    freeze: int | None,
) -> ManyCharts:
    """Return charts to be filled block by block."""
    lines = [np.full(len(table), np.nan) for _ in range(3)]
    counts = [np.zeros(len(table), dtype=np.int32) for _ in range(5)]
    return ManyCharts(
        kind=kind,
        rules=sets,
        screened=screened,
        freeze=freeze,
        values=table,
        denominators=parts,
        center=lines[0],
        sigma=lines[1],
        farthest=lines[2],
        used=counts[0],
        baseline=counts[1],
        useful=counts[2],
        longest_run=counts[3],
        crossings=counts[4],
        marks=np.zeros(table.shape, dtype=np.uint8),
        signals=np.zeros((len(sets), len(table)), dtype=np.bool_),
    )


def _chart(charts: ManyCharts, block: slice, first: int) -> None:
    """Fill in one block of series."""
    y = _time_first(charts.values[block])
    n = None if charts.denominators is None else _time_first(charts.denominators[block])
    _check(charts.kind, y, n)
    if n is not None:
        n[n == 0] = np.nan
    lines = lines_of(charts.kind, y, n, first, screened=charts.screened)
    charts.center[block], charts.sigma[block] = lines.center, lines.sigma
    if charts.kind != "run":
        charts.farthest[block] = np.fmax.reduce(np.abs(lines.z), axis=0)
    known = ~np.isnan(y if n is None else y + n)
    charts.used[block] = np.add.reduce(known, axis=0, dtype=np.int32)
    charts.baseline[block] = np.add.reduce(known[:first], axis=0, dtype=np.int32)
    _judge(charts, block, lines)


def _judge(charts: ManyCharts, block: slice, lines: ManyLines) -> None:
    """Apply the sets of rules; a rule that stands in several of them is applied once."""
    limits = charts.kind != "run"
    runs = runs_in(lines.z)
    counts = runs.counts()
    charts.useful[block], charts.longest_run[block] = counts.useful, counts.longest
    charts.crossings[block] = counts.crossings
    marks = lines.outside.astype(np.uint8)
    members_of = cache(lambda rule, policy: _members(rule, lines.z, policy))
    for place, rules in enumerate(charts.rules):
        found = np.zeros(lines.z.shape, dtype=bool)
        for rule in rules.rules_for(limits=limits):
            found |= members_of(rule, "reset" if rule.needs_limits else rules.line_policy)
        if rules.runs:
            runs.kept.mark(found, runs.in_long(rules.runs))
            charts.signals[place, block] = counts.signals(rules.runs)
        charts.signals[place, block] |= found.any(axis=0)
        marks |= found.view(np.uint8) << np.uint8(place + 1)
    charts.marks[block] = marks.T


def _members(rule: Rule, z: Floats, policy: LinePolicy) -> NDArray[np.bool_]:
    """Mark the points of windows that meet a rule."""
    found = np.zeros(z.shape, dtype=bool)
    kept, sides = shown(rule, z, policy)
    for side in sides:
        kept.mark(found, members(rule, side))
    return found


def _time_first(rows: NDArray[Any]) -> Floats:
    return np.array(rows.T, dtype=np.float64, order="C")


def _read(
    values: ArrayLike, n: ArrayLike | None, kind: ManyKind
) -> tuple[NDArray[Any], NDArray[Any] | None]:
    if (n is not None) != (kind in SHARES + RATES):
        raise _refused(
            "n", f"Charts of kind “{kind}” take {'no ' if n is not None else ''}denominators."
        )
    table = _table(values, "values")
    if n is None:
        return table, None
    parts = _table(n, "n")
    same_shape(table, parts, ("values", "n"))
    return table, parts


def _table(values: ArrayLike, field: str) -> NDArray[Any]:
    """Return a table as it is, without a copy: it may be most of the memory there is."""
    if hasattr(values, "__array__"):
        table = np.asarray(values)
        if table.ndim == 2 and table.size and table.dtype.kind in "iuf":
            return table
    return numbers(values, field, ndim=2, missing=True)


def _check(kind: ManyKind, y: Floats, n: Floats | None) -> None:
    """Refuse what a chart of this kind can't use."""
    for field, table in (("values", y), ("n", n)):
        if table is not None and np.isinf(table).any():
            raise _refused(field, "There is an infinite value.")
        if table is not None and kind not in ("run", "i") and (table < 0).any():
            raise _refused(field, "There is a negative count.")
    if n is not None and (y > (n if kind in SHARES else np.where(n > 0, np.inf, 0))).any():
        raise _refused("values", "There is a count larger than its denominator allows.")


def _rule_sets(rules: str | Sequence[str]) -> tuple[RuleSet, ...]:
    ids = [rules] if isinstance(rules, str) else list(rules)
    if len(ids) > MOST_SETS or len(set(ids)) < len(ids):
        raise _refused("rules", f"At most {MOST_SETS} different sets can be applied at once.")
    return tuple(find_rules(name) for name in ids)


def _refused(field: str, why: str) -> MethodProblem:
    return MethodProblem(
        f"“{field}” can’t be used.", why, "Mend it, or leave that place out.", field=field
    )
