"""Funnel: which sites differ from the target by more than chance, given their size?

Question
--------
Which sites have a share, or a rate, that chance alone would hardly give a site of their size?

Formula
-------
The target is the pooled share (all successes over all totals), or one that was agreed. For a site
of size n, a limit at probability p is a quantile of the exact distribution of its count, Binomial
(n, target) for shares and Poisson(n × target) for rates, made continuous: with r the smallest count
whose cumulative probability F(r) is at least p, the limit is (r − a) / n, where a is
(F(r) − p) / (F(r) − F(r − 1)). Limits at 95% (p = 0.025 and 0.975) and at 99.8% (p = 0.001 and
0.999); those below 0 are cut at 0. The lines are for the eye: at the upper one, a count that sits
just above it can still be likely enough in a small site. So a site is called outside by the exact
probability of its count or one further out, which must be below 0.025 (or 0.001) on its side.

Dispersion is the mean of the squared z of the sites, z being the distance from the target in
standard errors under it. It is near 1 if chance explains the differences, and is tested against
chi-squared (one degree of freedom less when the target is pooled).

Assumptions
-----------
Cases are independent and sites are comparable: their cases have the same risk while nothing is
special about the site. One period, one count for each site.

When not to use it
------------------
Never as a ranking: places inside the funnel differ by chance, and order among them says nothing.
When dispersion is clearly above 1, sites differ for many small reasons (whom they serve, how they
count), and limits from chance alone flag too many; then look for the reasons before looking at
sites. With totals under about 10 a site can hardly fall outside. For change over time use a chart
of each site.

References
----------
Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine
24(8), 1185-1202, 10.1002/sim.1970.
Spiegelhalter (2005), Handling over-dispersion of performance indicators, Quality and Safety in
Health Care 14(5), 347-351, 10.1136/qshc.2005.013755.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import chosen, counts, number, numbers, same_shape
from thirdspace.methods.registry import Citation, method
from thirdspace.methods.words import counted, joined, plain
from thirdspace.problems import MethodProblem

FUNNEL = Citation(
    "Spiegelhalter DJ (2005). Funnel plots for comparing institutional performance. Statistics in "
    "Medicine 24(8), 1185-1202.",
    "10.1002/sim.1970",
)
DISPERSION = Citation(
    "Spiegelhalter DJ (2005). Handling over-dispersion of performance indicators. Quality and "
    "Safety in Health Care 14(5), 347-351.",
    "10.1136/qshc.2005.013755",
)

Kind = Literal["share", "rate"]
KINDS = ("share", "rate")
WARNING, ALARM = 0.05, 0.002  # both tails together: limits at 95% and 99.8%
DOUBTFUL = 0.01


@dataclass(frozen=True)
class Funnel:
    """Sites against limits that depend on their size, in the order they were given.

    Parameters
    ----------
    kind : str
        ``share`` (part of a whole) or ``rate`` (count for an exposure).
    target : float
        What sites are compared with.
    pooled : bool
        Whether the target was computed from these sites.
    sizes : tuple of float
        Total or exposure of each site.
    values : tuple of float
        Share or rate of each site; NaN where its total is 0.
    lower_95, upper_95, lower_998, upper_998 : tuple of float
        Limits of each site, in the unit of `values`; NaN where its total is 0.
    outside_95, outside_998 : tuple of bool
        Whether the exact probability of each site's count, or one further out, is that small.
    dispersion : float, optional
        Mean squared z; None with fewer than two sites, or if the target allows no variation.
    dispersion_p : float, optional
        Probability of at least this dispersion by chance.
    """

    kind: Kind
    target: float
    pooled: bool
    sizes: tuple[float, ...]
    values: tuple[float, ...]
    lower_95: tuple[float, ...]
    upper_95: tuple[float, ...]
    lower_998: tuple[float, ...]
    upper_998: tuple[float, ...]
    outside_95: tuple[bool, ...]
    outside_998: tuple[bool, ...]
    dispersion: float | None
    dispersion_p: float | None

    @property
    def overdispersed(self) -> bool:
        """Whether sites differ by clearly more than chance explains."""
        return (
            self.dispersion is not None
            and self.dispersion_p is not None
            and self.dispersion > 1
            and self.dispersion_p < DOUBTFUL
        )

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found; sites are never ranked."""
        sites = int(np.sum(np.asarray(self.sizes) > 0))
        empty = len(self.sizes) - sites
        target = plain(float(f"{self.target:.4g}"))
        return joined(
            f"{sum(self.outside_998)} of {counted(sites, 'site')} beyond the 99.8% limits and "
            f"{sum(self.outside_95)} beyond the 95% limits around a {self.kind} of {target}"
            f"{' (pooled)' if self.pooled else ''}",
            f"chance alone would put up to {plain(round(WARNING * sites, 1))} beyond the 95% ones",
            self._about_dispersion(),
            f"{counted(empty, 'site')} had no cases" if empty else "",
        )

    def _about_dispersion(self) -> str:
        if self.dispersion is None:
            return "dispersion can’t be computed"
        found = f"dispersion {self.dispersion:.2f}"
        if self.overdispersed:
            return f"{found}: sites differ for more reasons than chance, so limits are too narrow"
        return f"{found}, which chance can explain"


@method(
    "spc.funnel",
    title="Funnel plot",
    question="Which sites differ from the target by more than chance, given their size?",
    cites=(FUNNEL, DISPERSION),
    since="0.1",
)
def funnel(
    successes: ArrayLike, totals: ArrayLike, *, target: float | None = None, kind: Kind = "share"
) -> Funnel:
    """Compare sites of different sizes with one target.

    Parameters
    ----------
    successes : array of int, shape (m,)
        Count of each site.
    totals : array, shape (m,)
        Cases of each site (whole numbers) for shares; exposure of each site for rates.
    target : float, optional
        Share from 0 to 1, or rate for one unit of exposure; the pooled one if not given.
    kind : str
        ``share`` for parts of a whole, ``rate`` for events in an exposure.

    Returns
    -------
    Funnel
        Values, limits and dispersion; a site with a total of 0 has NaN.

    Raises
    ------
    MethodProblem
        Counts that are negative, not whole or (shares) above their total; no cases at all.

    Examples
    --------
    >>> found = funnel([8, 22, 40, 81], [20, 40, 90, 100])
    >>> round(found.target, 3), found.outside_998
    (0.604, (False, False, False, True))
    """
    chosen(kind, KINDS, "kind")
    events, sizes = _read(successes, totals, kind)
    goal = float(events.sum() / sizes.sum())
    if target is not None:
        goal = number(target, "target", low=0, high=1 if kind == "share" else None)
    known = sizes > 0
    values = np.full(sizes.shape, np.nan)
    values[known] = events[known] / sizes[known]
    bounds = {
        name: funnel_limits(sizes, goal, probability, kind)
        for name, probability in (
            ("lower_95", WARNING / 2),
            ("upper_95", 1 - WARNING / 2),
            ("lower_998", ALARM / 2),
            ("upper_998", 1 - ALARM / 2),
        )
    }
    tail = _tail(events, sizes, goal, kind)
    dispersion, chance = _dispersion(values[known], sizes[known], goal, kind, target is None)
    return Funnel(
        kind=kind,
        target=goal,
        pooled=target is None,
        sizes=tuple(sizes.tolist()),
        values=tuple(values.tolist()),
        **{name: tuple(bound.tolist()) for name, bound in bounds.items()},
        outside_95=tuple((tail < WARNING / 2).tolist()),
        outside_998=tuple((tail < ALARM / 2).tolist()),
        dispersion=dispersion,
        dispersion_p=chance,
    )


def funnel_limits(
    sizes: NDArray[np.float64], target: float, probability: float, kind: Kind
) -> NDArray[np.float64]:
    """Return the limit at a probability for each size, as drawn; NaN for a size of 0."""
    law = _law(sizes, target, kind)
    count = np.maximum(law.ppf(probability), 0)
    reached, before = law.cdf(count), law.cdf(count - 1)
    step = np.where(reached > before, reached - before, 1)
    limit = np.maximum(count - (reached - probability) / step, 0)
    # A target of 0 or 1 leaves one possible count, and the limit lies on it.
    limit = np.where(reached - before == 1, count, limit)
    return np.where(sizes > 0, limit / np.where(sizes > 0, sizes, 1), np.nan)


def _law(sizes: NDArray[np.float64], target: float, kind: Kind) -> Any:
    """Return the distribution of each site's count if it is on target."""
    from scipy import stats

    return stats.binom(sizes, target) if kind == "share" else stats.poisson(sizes * target)


def _read(
    successes: ArrayLike, totals: ArrayLike, kind: Kind
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    names = ("successes", "totals")
    events = counts(successes, names[0]).astype(float)
    sizes = (
        counts(totals, names[1]).astype(float)
        if kind == "share"
        else numbers(totals, names[1], low=0)
    )
    same_shape(events, sizes, names)
    over = events > sizes if kind == "share" else (events > 0) & (sizes == 0)
    if over.any():
        place = int(np.argmax(over))
        raise MethodProblem(
            f"Site {place + 1} has {plain(events[place])} of {plain(sizes[place])}.",
            "A part can’t be larger than its whole, and nothing can happen without cases.",
            "Mend one of the two.",
            field=names[0],
        )
    if not sizes.sum() > 0:
        raise MethodProblem(
            "No site has any cases.",
            "A funnel compares shares or rates, and all totals are 0.",
            "Give the sites’ totals.",
            field=names[1],
        )
    return events, sizes


def _dispersion(
    values: NDArray[np.float64], sizes: NDArray[np.float64], target: float, kind: Kind, pooled: bool
) -> tuple[float | None, float | None]:
    spread = target * (1 - target) if kind == "share" else target
    freedom = values.size - pooled
    if spread <= 0 or freedom < 1 or values.size < 2:
        return None, None
    from scipy.special import chdtrc

    squares = float(np.sum(((values - target) / sqrt(spread)) ** 2 * sizes))
    return squares / freedom, float(chdtrc(freedom, squares))


def _tail(
    events: NDArray[np.float64], sizes: NDArray[np.float64], target: float, kind: Kind
) -> NDArray[np.float64]:
    """Return the probability of each count or one further out on its side."""
    law = _law(sizes, target, kind)
    return np.asarray(np.minimum(law.cdf(events), law.sf(events - 1)))
