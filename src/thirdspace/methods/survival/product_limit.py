"""The product-limit curve, its uncertainty and its median: shared by life table and Kaplan-Meier.

Survival is the product of one minus the share of those at risk who had the event. Greenwood's
standard error is the survival times ``sqrt(sum d / (n (n - d)))``. The 95% interval is symmetric
on the scale of ``log(-log S)``, so it stays between 0 and 1; where nobody or everybody has had the
event that scale has no value and there is no interval.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.normal import Z
from thirdspace.methods.survival.spells import Floats, Ints

#: Survival this close to one half lies on it; sums of products are not exact.
HALF_WITHIN = 1e-9
#: A share this close to 1 is 1: fewer than one person in ten billion is rounding.
NOBODY = 1e-10


@dataclass(frozen=True, eq=False)
class ProductLimit:
    """Survival after each time; NaN where an interval is not defined. All of shape (m,)."""

    survival: Floats
    se: Floats
    low: Floats
    high: Floats


def product_limit(at_risk: Ints, events: Ints) -> ProductLimit:
    """Return the curve for counts in order of time."""
    stayed = at_risk - events
    survival = np.cumprod(_share(stayed, at_risk, empty=1.0))
    # Where all at risk had the event survival is 0 and stays there: its error is taken as 0.
    se_log = np.sqrt(np.cumsum(_share(events, at_risk * stayed.astype(float), empty=0.0)))
    low, high = log_log_interval(survival, survival * se_log)
    return ProductLimit(survival, survival * se_log, low, high)


def log_log_interval(estimate: Floats, se: Floats) -> tuple[Floats, Floats]:
    """Return the 95% interval on the log-log scale; NaN where the estimate is 0 or 1."""
    inside = (estimate > 0) & (estimate < 1 - NOBODY)
    log = np.log(np.where(inside, estimate, np.nan))
    reach = Z * se / (np.where(inside, estimate, np.nan) * log)
    return np.exp(log * np.exp(-reach)), np.exp(log * np.exp(reach))


def step_median(times: Floats, survival: Floats) -> float | None:
    """Return the first time at which half or fewer are left; None if more are left at the end.

    A curve that runs along one half has its median in the middle of that stretch.
    """
    below = np.flatnonzero(survival <= 0.5 + HALF_WITHIN)
    if not len(below):
        return None
    first = below[0]
    after = np.flatnonzero(survival < 0.5 - HALF_WITHIN)
    on_half = survival[first] >= 0.5 - HALF_WITHIN
    if on_half and len(after):
        return float(times[first] + times[after[0]]) / 2
    return float(times[first])


def _share(part: NDArray, whole: NDArray, empty: float) -> Floats:
    found: Floats = np.divide(part, whole, out=np.full(len(part), empty), where=whole > 0)
    return found
