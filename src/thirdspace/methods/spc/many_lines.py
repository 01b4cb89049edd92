"""Lines of many charts at once; series stand beside each other in a table, time first."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.spc.moving_range import D2, mean_range

Floats = NDArray[np.float64]
ManyKind = Literal["run", "i", "p", "pp", "c", "u", "up"]
MANY_KINDS: tuple[ManyKind, ...] = ("run", "i", "p", "pp", "c", "u", "up")
SHARES, RATES = ("p", "pp"), ("u", "up")
PRIME = ("pp", "up")
ROUNDING = 1e-12  # of the largest value: distances under it are rounding in the computer


class ManyLines(NamedTuple):
    """Lines of m series of n points, and how far points lie from them.

    Parameters
    ----------
    center : float array, shape (m,)
        Center line of each series.
    sigma : float array, shape (m,)
        Sigma of a point, or of a point with denominator 1; NaN without limits.
    z : float array, shape (n, m)
        Distance from the center line in sigmas, 0 on it; NaN where a point is missing or there are
        no lines. Run charts have it in the unit of the values.
    outside : bool array, shape (n, m)
        Beyond a limit.
    """

    center: Floats
    sigma: Floats
    z: Floats
    outside: NDArray[np.bool_]


def lines_of(
    kind: ManyKind, y: Floats, n: Floats | None, first: int, *, screened: bool
) -> ManyLines:
    """Return the lines of a table of series, set by their first points.

    Parameters
    ----------
    kind : str
        Kind of chart.
    y, n : float array, shape (n, m)
        Values or counts, and denominators above 0; NaN where one is missing.
    first : int
        So many points set the lines.
    screened : bool
        Leave very large moving ranges out.
    """
    values = y if n is None else y / n
    center = _center(kind, values, y[:first], None if n is None else n[:first])
    sigma, spread = _sigma(kind, center, values[:first], n, screened=screened)
    rounding = ROUNDING * np.fmax.reduce(np.abs(values), axis=0)
    return ManyLines(center, sigma, *distances(kind, values, center, spread, rounding))


def distances(
    kind: ManyKind, values: Floats, center: Floats, spread: Floats, rounding: Floats
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return distances from the center line in sigmas, and which points lie beyond the limits.

    Rounding moves no point off the line or over a limit. Where sigma is 0 whatever is off the line
    is infinitely far; where it is NaN so is the distance, but for run charts, which have no sigma.
    """
    gap = values - center
    on_line = np.abs(gap) <= rounding
    outside = np.zeros(gap.shape, dtype=bool)
    if kind == "run":
        gap[on_line] = 0
        return gap, outside
    upper, lower = center + 3 * spread, center - 3 * spread
    z = np.where(gap > 0, upper - center, center - lower)
    with np.errstate(divide="ignore", invalid="ignore"):
        np.divide(3 * gap, z, out=z)
    z[on_line & ~np.isnan(spread)] = 0
    far = np.nonzero(np.abs(z) >= 3)  # few: no other point can lie beyond a limit
    limits = upper + rounding, lower - rounding
    high, low = (np.broadcast_to(limit, z.shape)[far] for limit in limits)
    outside[far] = (values[far] > high) | (values[far] < low)
    z[far] = np.where(outside[far], z[far], np.clip(z[far], -3, 3))
    return z, outside


def _sigma(
    kind: ManyKind, center: Floats, baseline: Floats, n: Floats | None, *, screened: bool
) -> tuple[Floats, Floats]:
    """Return sigma of each series (for a denominator of 1) and of each point."""
    if kind == "run":
        none = np.full_like(center, np.nan)
        return none, none
    if kind == "i":
        sigma = mean_range(baseline.T, screened=screened) / D2
        return sigma, sigma
    variance = center * (1 - center) if kind in SHARES else center
    sigma, spread = np.sqrt(variance), np.sqrt(variance if n is None else variance / n)
    if kind not in PRIME:
        return sigma, spread
    between = _between(baseline, center, spread[: len(baseline)], screened=screened)
    between[variance == 0] = 1  # nothing, or everything, was counted: all lie on the line
    return sigma * between, spread * between


def _between(values: Floats, center: Floats, spread: Floats, *, screened: bool) -> Floats:
    """Return sigma of the distances in sigmas: by how much points vary more than chance."""
    with np.errstate(invalid="ignore", divide="ignore"):
        z = (values - center) / spread
    return mean_range(z.T, screened=screened) / D2


def _center(kind: ManyKind, values: Floats, y: Floats, n: Floats | None) -> Floats:
    baseline = values[: len(y)]
    known = ~np.isnan(baseline)
    if kind == "run":
        return _median(baseline)
    if n is not None:
        totals = (np.where(known, table, 0).sum(axis=0) for table in (y, n))
        return _ratio(*totals)
    if known.all():
        return np.asarray(baseline.mean(axis=0))
    return _ratio(np.where(known, baseline, 0).sum(axis=0), known.sum(axis=0))


def _median(values: Floats) -> Floats:
    """Return the median of each column, NaN left out; NaN sorts last."""
    ordered = np.sort(values.T, axis=1)
    known = ordered.shape[1] - np.isnan(ordered).sum(axis=1)
    rows, last = np.arange(len(ordered)), ordered.shape[1] - 1
    # Without a value both places hold NaN.
    low = ordered[rows, np.maximum(known - 1, 0) // 2]
    high = ordered[rows, np.minimum(known // 2, last)]
    return np.asarray((low + high) / 2)


def _ratio(part: Floats, whole: NDArray[Any]) -> Floats:
    """Divide; NaN where nothing was measured."""
    ratio = np.full(part.shape, np.nan)
    np.divide(part, whole, out=ratio, where=np.asarray(whole > 0))
    return ratio
