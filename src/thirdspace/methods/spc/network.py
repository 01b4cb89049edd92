"""Network-adjusted charts: which signals are a site's own, and which did the whole network share?

Question
--------
When many sites are charted, which signals come from events that reached them all (a storm, a
holiday, a new test), and which local ones did those events hide?

Formula
-------
Each site gets an I chart: mean ± 3 sigma, sigma being the mean moving range over 1.128. Then the
median over the sites at each time is subtracted from every value, and what is left is charted
again. A signal is a point beyond a limit:

* shared: only in the raw chart, gone once the network's median is taken out;
* masked: only in the adjusted chart, hidden before by movements that all sites shared;
* clear: in both.

A shared event is a time when at least a quarter of the sites measured, and at least three, have a
raw signal on the same side.

Assumptions
-----------
Sites measure the same thing at the same times, and a shared event moves all of them by about the
same amount. The median stands for what is shared: fewer than half of the sites may have something
of their own at the same time.

When not to use it
------------------
With fewer than three sites it is refused, with fewer than ten it is doubtful: each site is a large
part of the median it is compared with, and local signals fade or turn up at the neighbors. When
sites react to the same event in unlike ways, subtracting the median makes signals of its own. What
the network shares is not always weather: if all sites get worse together, that is the finding.

References
----------
Mortell & Runger (1995), Statistical process control of multiple stream processes, Journal of
Quality Technology 27(1), 1-12: what streams share and what each has of its own.
Nelson (1982), Control charts for individual measurements, Journal of Quality Technology 14(3),
172-173, 10.1080/00224065.1982.11978811.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import numbers
from thirdspace.methods.registry import Citation, method
from thirdspace.methods.spc.many import many_charts
from thirdspace.methods.spc.sources import NELSON_1982
from thirdspace.methods.words import counted, joined
from thirdspace.problems import MethodProblem

MORTELL = Citation(
    "Mortell RR, Runger GC (1995). Statistical process control of multiple stream processes. "
    "Journal of Quality Technology 27(1), 1-12."
)
FEWEST, DOUBTFUL = 3, 10
SHARED_FROM = 0.25

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class NetworkAdjusted:
    """Signals of m sites at n times, before and after what they share is taken out.

    Parameters
    ----------
    shared_level : float array, shape (n,)
        Median over the sites at each time; NaN where fewer than three measured.
    adjusted_values : float array, shape (m, n)
        Values less the shared level; NaN where either is missing.
    raw, adjusted : bool array, shape (m, n)
        Points beyond the limits of the raw and of the adjusted charts.
    events : tuple of int
        Times that many sites signal on the same side, counted from 1.
    unjudged : int
        Sites without two neighboring values, which have no limits.
    """

    shared_level: NDArray[np.float64]
    adjusted_values: NDArray[np.float64]
    raw: Bools
    adjusted: Bools
    events: tuple[int, ...]
    unjudged: int

    @property
    def clear(self) -> Bools:
        """Return the signals that both charts show."""
        return self.raw & self.adjusted

    @property
    def shared(self) -> Bools:
        """Return the raw signals that are gone after the adjustment."""
        return self.raw & ~self.adjusted

    @property
    def masked(self) -> Bools:
        """Return the local signals that the raw charts hid."""
        return self.adjusted & ~self.raw

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was shared and what was local."""
        sites = len(self.raw)
        return joined(
            f"{counted(int(self.raw.sum()), 'raw signal')} in {_sites(self.raw)} of {sites} sites",
            f"after taking out what the network shares, {int(self.adjusted.sum())} in "
            f"{counted(_sites(self.adjusted), 'site')}, {int(self.clear.sum())} of them in both",
            f"so {int(self.shared.sum())} raw {_were(self.shared)} shared, and "
            f"{int(self.masked.sum())} local {_were(self.masked)} masked",
            f"{counted(len(self.events), 'time')} when many sites signaled together",
            f"{counted(self.unjudged, 'site')} too short to judge" if self.unjudged else "",
            f"fewer than {DOUBTFUL} sites, so the shared level is doubtful"
            if sites < DOUBTFUL
            else "",
        )


@method(
    "spc.network-adjustment",
    title="Network-adjusted charts",
    question="Which signals are a site’s own, and which did the whole network share?",
    cites=(MORTELL, NELSON_1982),
    since="0.1",
)
def network_adjusted(values: ArrayLike, *, screen_mr: bool) -> NetworkAdjusted:
    """Tell shared events from local signals.

    Parameters
    ----------
    values : array of float, shape (m, n)
        A row for each site in order of time, a column for each time; NaN where one is missing.
    screen_mr : bool
        Leave very large moving ranges out of the limits.

    Returns
    -------
    NetworkAdjusted
        Signals before and after, and the times of shared events.

    Raises
    ------
    MethodProblem
        Not a table of numbers, or fewer than three sites.

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(1)
    >>> table = rng.normal(90, 1, size=(20, 30))
    >>> table[:, 14] -= 30  # a storm
    >>> table[3, 20] -= 6  # something at one school
    >>> found = network_adjusted(table, screen_mr=False)
    >>> found.events, bool(found.raw[3, 20]), bool(found.adjusted[3, 20])
    ((15,), False, True)
    """
    table = numbers(values, "values", ndim=2, missing=True)
    if len(table) < FEWEST:
        raise MethodProblem(
            f"There are {counted(len(table), 'site')} to compare.",
            f"What sites share is their median, and that takes {FEWEST} or more.",
            "Chart each site alone, or add sites that measure the same.",
            field="values",
        )
    level = _shared_level(table)
    adjusted_values = table - level
    raw = many_charts(table, kind="i", screen_mr=screen_mr, rules=())
    adjusted = many_charts(adjusted_values, kind="i", screen_mr=screen_mr, rules=())
    return NetworkAdjusted(
        shared_level=level,
        adjusted_values=adjusted_values,
        raw=raw.outside,
        adjusted=adjusted.outside,
        events=_events(table, raw.outside, raw.center),
        unjudged=raw.unjudged,
    )


def _shared_level(table: NDArray[np.float64]) -> NDArray[np.float64]:
    known = ~np.isnan(table)
    enough = known.sum(axis=0) >= FEWEST
    level = np.full(table.shape[1], np.nan)
    level[enough] = np.nanmedian(table[:, enough], axis=0)
    return level


def _events(table: NDArray[np.float64], raw: Bools, center: NDArray[np.float64]) -> tuple[int, ...]:
    above = table > center[:, None]
    together = np.maximum((raw & above).sum(axis=0), (raw & ~above).sum(axis=0))
    measured = (~np.isnan(table)).sum(axis=0)
    many = (together >= FEWEST) & (together >= SHARED_FROM * measured)
    return tuple((np.flatnonzero(many) + 1).tolist())


def _were(signals: Bools) -> str:
    return "was" if signals.sum() == 1 else "were"


def _sites(signals: Bools) -> int:
    return int(signals.any(axis=1).sum())
