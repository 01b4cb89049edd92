"""Sigma of shares and rates: what chance alone gives for a denominator, and how far off that is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from thirdspace.methods.spc.kind import Choices, Fit, no_limits
from thirdspace.methods.spc.moving_range import D2, known, mean_range
from thirdspace.methods.spc.points import Floats, Points

#: Variance of a share or rate for a denominator of 1, from its center.
Variance = Callable[[float], float]


def binomial(center: float) -> float:
    """Return the variance of a share of one."""
    return max(center * (1 - center), 0.0)  # rounding may put the center just above 1


def poisson(center: float) -> float:
    """Return the variance of a rate per one."""
    return center


def weighted_mean(base: Points) -> float:
    """Return the mean of all that was counted: sum over sum."""
    return float(np.nansum(base.values * base.n) / np.nansum(base.n))


def chance_fit(base: Points, every: Points, variance: Variance) -> Fit:
    """Estimate lines for points that vary by chance alone."""
    center = weighted_mean(base)
    return Fit(center, np.sqrt(variance(center) / every.n))


def prime_fit(base: Points, every: Points, choices: Choices, variance: Variance) -> Fit:
    """Estimate lines for points that vary more, or less, than by chance; after Laney."""
    fit = chance_fit(base, every, variance)
    if not variance(fit.center):  # nothing, or everything, was counted: all lie on the line
        return fit
    z = (base.values - fit.center) / np.sqrt(variance(fit.center) / base.n)
    return Fit(fit.center, fit.sigma * _sigma_of(z, choices))


def _sigma_of(z: Floats, choices: Choices) -> float:
    if choices.ordered:
        return known(mean_range(z, screened=choices.screen_mr)) / D2
    if np.sum(~np.isnan(z)) < 2:
        raise no_limits("there are no two values")
    return float(np.nanstd(z, ddof=1))
