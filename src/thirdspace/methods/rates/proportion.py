"""So many of so many, with the interval that says how little a small number tells.

The 95% interval is Wilson's (`thirdspace.methods.rates.wilson`): it stays between 0 and 1 and holds
for small n. It treats each thing counted as one try of the same habit, independent of the others.
"""

from __future__ import annotations

from dataclasses import dataclass

from thirdspace.methods.rates.wilson import wilson

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
    """Return `count` of `of` with Wilson's 95% interval; ``0 <= count <= of``.

    Raises
    ------
    MethodProblem
        As `wilson`.
    """
    found = wilson(count, of)
    return Proportion(count, of, found.rate, found.low, found.high, too_few=of < LEAST_TO_JUDGE)


def share(part: float, whole: float) -> float | None:
    """Return the part's share of the whole; None if the whole is 0."""
    return part / whole if whole else None
