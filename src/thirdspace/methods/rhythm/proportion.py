"""So many of so many, with the interval that says how little a small number tells.

The 95% interval is Wilson's score interval: for x of n, with p = x / n and z = 1.96,
``(p + z²/2n ± z sqrt(p(1 - p)/n + z²/4n²)) / (1 + z²/n)``. It stays between 0 and 1 and holds for
small n. It treats each thing counted as one try of the same habit, independent of the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054  # normal quantile at 0.975
LEAST_TO_JUDGE = 5


@dataclass(frozen=True)
class Proportion:
    """`count` of `of` things.

    Parameters
    ----------
    count, of : int
        How many, of how many.
    rate, low, high : float, optional
        Their share and its 95% interval, each between 0 and 1; None if `of` is 0.
    too_few : bool
        There are fewer than five things, so the share judges nothing.
    """

    count: int
    of: int
    rate: float | None
    low: float | None
    high: float | None
    too_few: bool


def proportion(count: int, of: int) -> Proportion:
    """Return `count` of `of` with Wilson's 95% interval; ``0 <= count <= of``."""
    if of == 0:
        return Proportion(count, of, None, None, None, too_few=True)
    rate, weight = count / of, Z * Z / of
    center = (rate + weight / 2) / (1 + weight)
    reach = sqrt(rate * (1 - rate) * weight + weight * weight / 4) / (1 + weight)
    return Proportion(
        count,
        of,
        rate,
        # At 0 and at all, the bound is exact; rounding must not push it past.
        0.0 if count == 0 else center - reach,
        1.0 if count == of else center + reach,
        too_few=of < LEAST_TO_JUDGE,
    )


def share(part: float, whole: float) -> float | None:
    """Return the part's share of the whole; None if the whole is 0."""
    return part / whole if whole else None
