"""The lines of a chart at each of its points, and how far each point lies from them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.spc.kind import Fit, Kind
from thirdspace.methods.spc.points import Floats
from thirdspace.methods.spc.series import Series

#: Where limits are not known the side of a point is, not its distance: closer than any zone.
FAR = 1e6
LINES = ("center", "lower", "upper", "lower2", "upper2")


@dataclass(frozen=True, eq=False)
class Drawn:
    """Arrays with a place for each point.

    Parameters
    ----------
    center, lower, upper, lower2, upper2 : float array
        Center line, limits, and the lines at 2 sigma, in the unit of the values.
    outside : bool array
        Beyond the limits.
    z : float array
        Distance from the center line in sigmas, 0 on it; NaN for points that do not count.
    """

    center: Floats
    lower: Floats
    upper: Floats
    lower2: Floats
    upper2: Floats
    outside: NDArray[np.bool_]
    z: Floats

    def times(self, factor: float) -> Drawn:
        """Return the lines in another unit."""
        return replace(self, **{name: getattr(self, name) * factor for name in LINES})


def draw(kind: Kind, series: Series, fits: list[Fit]) -> Drawn:
    """Draw the lines of each phase and say how far each point is from them."""
    table = np.empty((5, series.values.size))
    z = np.empty(series.values.size)
    estimated = kind.estimated(series.values)
    for members, fit in zip(series.phases(), fits, strict=True):
        level = np.full(fit.sigma.shape, fit.center)
        table[:, members] = (level, fit.at(-3), fit.at(3), fit.at(-2), fit.at(2))
        z[members] = _distances(estimated[members], fit)
    center, lower, upper, lower2, upper2 = kind.drawn(table)
    outside = (series.values > upper + series.resolution) | (
        series.values < lower - series.resolution
    )
    z = np.where(outside, z, np.clip(z, -3, 3))  # rounding moves no point over a limit
    on_line = np.abs(series.values - center) <= series.resolution
    z[on_line] = 0
    flat = upper - lower <= 2 * series.resolution  # nothing varied: there are no zones to lie in
    z[~series.used | (on_line & flat)] = np.nan
    return Drawn(center, lower, upper, lower2, upper2, outside, z)


def _distances(values: Floats, fit: Fit) -> Floats:
    """Measure from the center so that the limits, wherever their middle is, lie at 3 sigma."""
    gap = values - fit.center
    reach = np.where(gap > 0, fit.at(3) - fit.center, fit.center - fit.at(-3))
    reach[np.isnan(fit.sigma)] = FAR * np.fmax.reduce(np.abs(gap), initial=1e-300)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # lines may coincide
        return np.asarray(3 * gap / reach)
