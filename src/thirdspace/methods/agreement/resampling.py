"""Draw units or documents again and again, and see how far a coefficient moves.

Nothing is counted again in a draw: what each thing contributes is known, and a draw only says how
often it counts. Coefficients that are drawn together see the same draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from thirdspace.methods import inputs
from thirdspace.methods.agreement.labels import Codes
from thirdspace.methods.agreement.ratings import Floats
from thirdspace.methods.agreement.statistic import Statistic

#: Numbers held at once, to keep memory in bounds.
AT_ONCE = 4_000_000
MOST_REPLICATES = 1_000_000


@dataclass(frozen=True)
class Plan:
    """How to draw: how often, for which level, from which seed."""

    replicates: int
    level: float
    seed: int


def plan(replicates: int, level: float, seed: int) -> Plan:
    """Check a plan.

    Raises
    ------
    MethodProblem
        Fewer than 100 draws or more than a million, a level outside .5 to .999, or a negative seed.
    """
    draws = inputs.number(replicates, "replicates", low=100, high=MOST_REPLICATES)
    share = inputs.number(level, "level", low=0.5, high=0.999)
    return Plan(inputs.count(draws, "replicates"), share, inputs.count(seed, "seed"))


def resample(statistics: Sequence[Statistic], groups: Codes, chosen: Plan) -> list[Floats]:
    """Return the value of each statistic in each draw; NaN where it is undefined.

    Parameters
    ----------
    statistics : sequence of Statistic
        All about the same things.
    groups : array of int, shape (things,)
        Number of the group that is drawn as a whole, from 0; -1 for things that are never drawn.
    chosen : Plan
        How to draw.
    """
    if not (groups >= 0).any():
        return [np.full(chosen.replicates, np.nan) for _ in statistics]
    width = len(groups) + max(statistic.width for statistic in statistics)
    found = [
        [statistic.values(weights) for statistic in statistics]
        for weights in _draws(groups, chosen, max(1, AT_ONCE // width))
    ]
    return [np.concatenate(values) for values in zip(*found, strict=True)]


def _draws(groups: Codes, chosen: Plan, at_once: int) -> Iterator[Floats]:
    """Yield how often each thing is drawn, shape (draws, things)."""
    rng = np.random.default_rng(chosen.seed)
    many = int(groups.max(initial=-1)) + 1
    for start in range(0, chosen.replicates, at_once):
        rows = min(at_once, chosen.replicates - start)
        drawn = rng.integers(many, size=(rows, many)) + many * np.arange(rows)[:, None]
        often = np.bincount(drawn.ravel(), minlength=rows * many).reshape(rows, many)
        weights = np.zeros((rows, len(groups)))
        weights[:, groups >= 0] = often[:, groups[groups >= 0]]
        yield weights
