"""False discoveries: how many of a network's signals would chance alone have brought up?

Question
--------
When thousands of measures are charted at once, how many false signals are to be expected, and which
series are worth a look first?

Formula
-------
Expected: the sum over series of the false-alarm rate of a chart of its shape (kind, number of
points, baseline, screening, rules) while nothing changes; the rates are simulated.

Evidence of a series: the largest distance from the center line in sigmas, the longest run, and few
crossings, each compared with the same in simulated unchanged series of that shape; p of each is the
share (plus one) of simulated series at least as far out, and three times the smallest is the p of
the series. Over all series p becomes q by Benjamini and Hochberg's step-up rule: among series with
q up to 10%, about one in ten is expected to be a false discovery.

Assumptions
-----------
While nothing changes values are independent in time and spread as the simulation draws them (like a
bell, for most kinds). Series may depend on each other, as those of one network do, as long as they
move together rather than against each other.

When not to use it
------------------
The order is one for looking, not a ranking of sites: a small q says that something happened, not
that a site is good or bad. The smallest possible p is three in the number of simulated series
(100,000 of 60 points), so in a very large network the first ones come out equal. When one event
reaches many sites, adjust for it first.

References
----------
Benjamini & Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical
Society B 57(1), 289-300, 10.1111/j.2517-6161.1995.tb02031.x.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.registry import Citation, method
from thirdspace.methods.spc.many import ManyCharts
from thirdspace.methods.spc.many_lines import Floats
from thirdspace.methods.spc.rules import count_runs
from thirdspace.methods.spc.simulation import KINDS, SEED, Shape, simulated
from thirdspace.methods.words import counted, joined

BENJAMINI = Citation(
    "Benjamini Y, Hochberg Y (1995). Controlling the false discovery rate: a practical and "
    "powerful approach to multiple testing. Journal of the Royal Statistical Society B 57(1), "
    "289-300.",
    "10.1111/j.2517-6161.1995.tb02031.x",
)
WORTH_A_LOOK = 0.1
BATCHES = 10  # each as large as the sample that a false-alarm rate is taken from


@dataclass(frozen=True, eq=False)
class FalseDiscovery:
    """What chance would have given, and where to look first.

    Parameters
    ----------
    rules : tuple of str
        Name and version of each set of rules.
    expected, found : tuple of float, tuple of int
        Series with a signal of each set: expected while nothing changes, and found.
    p, q : float array, shape (m,)
        Evidence of each series and its false discovery rate; NaN for series that can't be judged.
    order : int array, shape (m,)
        Places of the series, counted from 0, in the order for looking.
    """

    rules: tuple[str, ...]
    expected: tuple[float, ...]
    found: tuple[int, ...]
    p: Floats
    q: Floats
    order: NDArray[np.intp]

    @property
    def worth_a_look(self) -> int:
        """Number of series with a false discovery rate of at most 10%."""
        return int((self.q <= WORTH_A_LOOK).sum())

    @property
    def sentence(self) -> str:
        """Say in one plain sentence how much of what was found is chance."""
        return joined(
            *(
                f"by {name}, {found:,} of {counted(self.p.size, 'chart')} have a signal, and about "
                f"{expected:,.0f} would if nothing had changed"
                for name, found, expected in zip(self.rules, self.found, self.expected, strict=True)
            ),
            f"{counted(self.worth_a_look, 'chart')} to look at first, about one in ten by chance"
            if self.worth_a_look
            else "no chart stands out from what chance would give",
        )


@method(
    "spc.false-discovery",
    title="False discoveries",
    question="How many of a network’s signals would chance alone have brought up?",
    cites=(BENJAMINI,),
    since="0.1",
)
def false_discovery(charts: ManyCharts) -> FalseDiscovery:
    """Compare what many charts found with what chance would have given.

    Parameters
    ----------
    charts : ManyCharts
        The charts of m series.

    Returns
    -------
    FalseDiscovery
        Expected numbers for each set of rules, and q for each series.

    Examples
    --------
    >>> import numpy as np
    >>> from thirdspace.methods.spc import many_charts
    >>> table = np.random.default_rng(2).normal(size=(200, 24))
    >>> table[7, 12:] += 4  # one measure changes
    >>> found = false_discovery(many_charts(table, screen_mr=False))
    >>> int(found.order[0]), bool(found.q[7] < 0.1), found.worth_a_look
    (7, True, 1)
    """
    judged = ~np.isnan(charts.center if charts.kind == "run" else charts.sigma)
    p = np.full(judged.size, np.nan)
    expected = np.zeros(len(charts.rules))
    for shape, members in _shapes(charts, judged):
        rates = [simulated(rules, shape) for rules in charts.rules]
        expected += np.multiply(rates, members.size)
        p[members] = _evidence(charts, members, _chance(shape))
    q = _step_up(p)
    strength = np.nan_to_num(charts.farthest, nan=-1.0)
    return FalseDiscovery(
        rules=tuple(rules.name for rules in charts.rules),
        expected=tuple(expected.tolist()),
        found=tuple(charts.signals.sum(axis=1).tolist()),
        p=p,
        q=q,
        order=np.lexsort((-strength, p, q)),
    )


def _shapes(
    charts: ManyCharts, judged: NDArray[np.bool_]
) -> Iterator[tuple[Shape, NDArray[np.intp]]]:
    """Yield each shape of chart with the places of the series that have it."""
    places = np.flatnonzero(judged)
    sizes = np.stack([charts.used[places], charts.baseline[places]], axis=1)
    for used, baseline in np.unique(sizes, axis=0).tolist():
        members = places[(sizes == (used, baseline)).all(axis=1)]
        yield Shape(charts.kind, used, baseline, charts.screened), members


class _Chance(NamedTuple):
    """What unchanged series of one shape show, each in ascending order."""

    farthest: Floats
    longest: Floats
    few_crossings: Floats


@lru_cache(maxsize=16)
def _chance(shape: Shape) -> _Chance:
    found = []
    for batch in range(BATCHES):
        random = np.random.default_rng((SEED, batch))
        z = KINDS[shape.kind](shape, random, np.zeros(shape.used)).astype(np.float32)
        runs = count_runs(z)
        found.append((np.abs(z).max(axis=1), runs.longest, -runs.crossings))
    return _Chance(*np.sort(np.concatenate(found, axis=1).astype(float), axis=1))


def _evidence(charts: ManyCharts, members: NDArray[np.intp], chance: _Chance) -> Floats:
    tests = [
        _share_beyond(charts.longest_run[members], chance.longest),
        _share_beyond(-charts.crossings[members], chance.few_crossings),
    ]
    if charts.kind != "run":
        tests.append(_share_beyond(charts.farthest[members], chance.farthest))
    return np.asarray(np.minimum(np.min(tests, axis=0) * len(tests), 1))


def _share_beyond(ours: NDArray[Any], chance: Floats) -> Floats:
    """Return the share of simulated values that are at least as large, counting one more."""
    below = np.searchsorted(chance, ours, side="left")
    return np.asarray((chance.size - below + 1) / (chance.size + 1))


def _step_up(p: Floats) -> Floats:
    """Return Benjamini and Hochberg's q; NaN where p is."""
    q = np.full(p.size, np.nan)
    places = np.flatnonzero(~np.isnan(p))
    order = places[np.argsort(p[places])]
    scaled = p[order] * order.size / np.arange(1, order.size + 1)
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return q
