"""What a set of rules says about one phase of a chart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from math import inf

from thirdspace.methods.spc.points import Floats
from thirdspace.methods.spc.rules import RuleSet, Signal, count_runs, signals_in
from thirdspace.methods.spc.rules.run_rules import box


@cache
def single_points(rules: RuleSet) -> RuleSet:
    """Return the rules that judge one point at a time; for points in no order, and for ranges."""
    return replace(rules, rules=tuple(rule for rule in rules.rules if rule.window == 1), runs=None)


@dataclass(frozen=True)
class Judged:
    """Runs of a phase and what they and other patterns say; the counts are those of `Phase`."""

    useful: int
    longest_run: int
    longest_run_max: int
    crossings: int
    crossings_min: int
    crossings_max: int
    unusual: bool
    enough: bool
    signals: tuple[Signal, ...]


def judge(z: Floats, rules: RuleSet, *, limits: bool) -> Judged:
    """Apply rules to one phase; where none is about all runs together, no count is unusual.

    Parameters
    ----------
    z : array of float, shape (points,)
        Distances from the center line.
    rules : RuleSet
        The rules to apply.
    limits : bool
        Whether the chart has limits.
    """
    counts, runs = count_runs(z), rules.runs
    useful, longest, crossings = int(counts.useful), int(counts.longest), int(counts.crossings)
    bounds = runs.bounds(useful) if runs else box(useful, 0, useful)
    in_range = bounds.crossings_min <= crossings <= bounds.crossings_max
    return Judged(
        useful=useful,
        longest_run=longest,
        longest_run_max=bounds.longest_run_max,
        crossings=crossings,
        crossings_min=bounds.crossings_min,
        crossings_max=bounds.crossings_max,
        unusual=not in_range or longest > bounds.longest_quiet(crossings),
        enough=useful >= (runs.least_useful if runs else 0),
        signals=tuple(sorted(signals_in(rules, z, limits=limits), key=_first_place)),
    )


def _first_place(signal: Signal) -> float:
    return signal.places[0] if signal.places else inf
