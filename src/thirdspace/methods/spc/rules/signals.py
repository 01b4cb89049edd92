"""What a set of rules finds: signals of one phase, and marks for thousands of series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.spc.rules.engine import Shown, members, shown
from thirdspace.methods.spc.rules.layout import Bools, Floats, Kept, as_given, time_first
from thirdspace.methods.spc.rules.rule import Rule, RuleSet
from thirdspace.methods.spc.rules.run_counts import runs_in
from thirdspace.methods.spc.rules.run_rules import RunRules
from thirdspace.methods.spc.runs import runs_of
from thirdspace.problems import MethodProblem


@dataclass(frozen=True)
class Signal:
    """Points that together are a signal.

    Parameters
    ----------
    rule : str
        Name of the rule in its set; or ``longest_run``, ``crossings_few``, ``crossings_many``.
    places : tuple of int
        Its points in the phase, counted from 0; none where the phase as a whole is the signal.
    above : bool, optional
        Above the line, or rising; None where the pattern has no side.
    """

    rule: str
    places: tuple[int, ...]
    above: bool | None


def signals_in(rules: RuleSet, z: ArrayLike, *, limits: bool = True) -> tuple[Signal, ...]:
    """Find the signals of one phase; windows that share points are one signal.

    Parameters
    ----------
    rules : RuleSet
        The rules.
    z : array of float, shape (n,)
        Distances from the center line in sigmas, in order of time; NaN where one is missing.
        Without limits any unit will do.
    limits : bool
        Whether the chart has limits; without them rules that need them are left out.

    Returns
    -------
    tuple of Signal
        In the order of the rules, then of time.

    Raises
    ------
    MethodProblem
        A value that is no number, or more than one series.

    Examples
    --------
    >>> from thirdspace.methods.spc.rules import find_rules
    >>> signals_in(find_rules("western_electric"), [0.2, 2.4, 0.1, 2.2, -0.4])
    (Signal(rule='we2_2of3_beyond_2s', places=(1, 3), above=True),)
    """
    table, shape = time_first(z)
    if len(shape) != 1:
        raise MethodProblem(
            f"The series has the shape {shape}.",
            "Signals are found in one phase of one series.",
            "Give one series at a time, or ask flags for many.",
            field="z",
        )
    found = [
        Signal(rule.name, places, side.above)
        for rule in rules.rules_for(limits=limits)
        for kept, side in _sides(rule, table, rules)
        for places in _windows(rule, side, kept)
    ]
    if rules.runs:
        found.extend(_run_signals(rules.runs, table))
    return tuple(found)


def flags(rules: RuleSet, z: ArrayLike, *, limits: bool = True) -> Bools:
    """Say for each point of many series whether it is part of a signal.

    Parameters
    ----------
    rules, limits
        As in `signals_in`.
    z : array of float, shape (..., n)
        As in `signals_in`; each series is one phase.

    Returns
    -------
    array of bool, shape (..., n)
        A signal of a phase as a whole, as of too few crossings, marks no point: see `any_signal`.

    Raises
    ------
    MethodProblem
        A value that is no number.
    """
    table, shape = time_first(z)
    marked = np.zeros(table.shape, dtype=bool)
    for rule in rules.rules_for(limits=limits):
        for kept, side in _sides(rule, table, rules):
            kept.mark(marked, members(rule, side))
    if rules.runs:
        runs = runs_in(table)
        runs.kept.mark(marked, runs.in_long(rules.runs))
    return as_given(marked, shape)


def any_signal(rules: RuleSet, z: ArrayLike, *, limits: bool = True) -> Bools:
    """Say for each of many series whether there is a signal.

    Parameters
    ----------
    rules, z, limits
        As in `flags`.

    Returns
    -------
    array of bool, shape (...)
        True for a series with a signal.

    Raises
    ------
    MethodProblem
        A value that is no number.
    """
    table, shape = time_first(z)
    found = np.zeros(table.shape[1], dtype=bool)
    for rule in rules.rules_for(limits=limits):
        for _, side in _sides(rule, table, rules):
            found |= side.complete.any(axis=0)
    if rules.runs:
        found |= runs_in(table).counts().signals(rules.runs)
    return found.reshape(shape[:-1])


def _sides(rule: Rule, table: Floats, rules: RuleSet) -> Iterator[tuple[Kept, Shown]]:
    kept, sides = shown(rule, table, rules.line_policy)
    for side in sides:
        yield kept, side


def _windows(rule: Rule, side: Shown, kept: Kept) -> Iterator[tuple[int, ...]]:
    """Yield the points of each row of windows that share points."""
    ends = np.flatnonzero(side.complete)
    if not ends.size:
        return
    inside = np.flatnonzero(members(rule, side))
    joined: list[int] = []
    for end in ends:
        window = inside[(inside > end - rule.window) & (inside <= end)].tolist()
        if joined and joined[-1] < window[0]:
            yield tuple(kept.rows(np.array(joined)).tolist())
            joined = []
        joined += [place for place in window if not joined or place > joined[-1]]
    yield tuple(kept.rows(np.array(joined)).tolist())


def _run_signals(rules: RunRules, table: Floats) -> Iterator[Signal]:
    counts = runs_in(table).counts()
    if not counts.signals(rules)[0]:
        return
    longest = int(counts.longest_quiet(rules)[0])
    sides = np.sign(np.nan_to_num(table[:, 0])).astype(int).tolist()
    for run in runs_of(range(len(sides)), sides):
        if run.length > longest:
            yield Signal("longest_run", run.points, run.above)
    bounds, crossings = rules.bounds(int(counts.useful[0])), int(counts.crossings[0])
    if crossings < bounds.crossings_min:
        yield Signal("crossings_few", (), None)
    if crossings > bounds.crossings_max:
        yield Signal("crossings_many", (), None)
