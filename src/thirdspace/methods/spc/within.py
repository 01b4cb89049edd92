"""Sigma from subgroups: how values vary that were taken at one point."""

from __future__ import annotations

from functools import cache
from math import exp, lgamma, sqrt

import numpy as np

from thirdspace.methods.spc.kind import no_limits
from thirdspace.methods.spc.points import Floats, Points

LARGE = 1000  # from here on the series below is closer than the difference of two large logarithms


@cache
def c4(size: int) -> float:
    """Return the expected standard deviation of so many normal values, in sigmas."""
    if size < 2:
        return 0.0
    if size >= LARGE:
        return 1 - 1 / (4 * size) - 7 / (32 * size**2) - 19 / (128 * size**3)
    return sqrt(2 / (size - 1)) * exp(lgamma(size / 2) - lgamma((size - 1) / 2))


def c4_of(sizes: Floats) -> Floats:
    """Return `c4` for each size; NaN for fewer than two values, which have no spread."""
    return np.array([c4(int(size)) or np.nan for size in sizes.tolist()])


def typical_spread(base: Points) -> float:
    """Return the standard deviation within the subgroups of a baseline.

    Their mean if all have one size, else from the pooled variances.

    Raises
    ------
    MethodProblem
        No subgroup has two values.
    """
    has = ~np.isnan(base.spread)
    if not has.any():
        raise no_limits("no subgroup has two values")
    sizes = base.n[base.n > 0]
    if (sizes == sizes[0]).all():
        return float(base.spread[has].mean())
    freedom = base.n[has] - 1
    return sqrt(float(freedom @ base.spread[has] ** 2) / float(freedom.sum()))
