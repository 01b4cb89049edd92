"""Sigma from moving ranges: the distances between neighbors in time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.spc.kind import no_limits

D2 = 1.128  # expected range of two normal values, in sigma, rounded as the printed tables have it
SCREEN = 3.267  # upper limit of a moving range, in mean moving ranges (D4 for two)


def mean_range(values: NDArray[np.float64], *, screened: bool) -> NDArray[np.float64]:
    """Return the mean moving range along the last axis; NaN where there are no two neighbors.

    Parameters
    ----------
    values : array of float, shape (..., n)
        Series in order of time; NaN where a value is missing.
    screened : bool
        Leave out, once, ranges of at least `SCREEN` times their mean.
    """
    return mean_of_ranges(np.abs(np.diff(values, axis=-1)), screened=screened)


def mean_of_ranges(ranges: NDArray[np.float64], *, screened: bool) -> NDArray[np.float64]:
    """Return the mean of ranges along the last axis; as `mean_range`."""
    mean = _mean(ranges)
    if not screened:
        return mean
    kept = np.where(ranges < SCREEN * mean[..., None], ranges, np.nan)
    return np.where(mean > 0, _mean(kept), mean)


def known(mean: NDArray[np.float64]) -> float:
    """Return the mean range of one series.

    Raises
    ------
    MethodProblem
        There are no two neighbors.
    """
    if np.isnan(mean):
        raise no_limits("there are no two neighboring values")
    return float(mean)


def _mean(ranges: NDArray[np.float64]) -> NDArray[np.float64]:
    is_known = ~np.isnan(ranges)
    counts = is_known.sum(axis=-1)
    total = np.where(is_known, ranges, 0.0).sum(axis=-1)
    return np.where(counts > 0, total / np.maximum(counts, 1), np.nan)
