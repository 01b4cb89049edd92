"""Newcombe's interval of a difference: how far apart are two rates?

Question
--------
Two separate groups were counted: between which values may the difference of their rates lie?

Formula
-------
With rates p1 and p2 and their Wilson bounds (l1, u1) and (l2, u2), for ``d = p1 - p2``:
``d - sqrt((p1 - l1)² + (u2 - p2)²)`` to ``d + sqrt((u1 - p1)² + (p2 - l2)²)`` (method 10).

Assumptions
-----------
The groups are separate people, each one try of their group's habit, independent of the others.

When not to use it
------------------
The same people before and after, or pairs: their difference has another interval. A difference of
rates is no cause. Where the groups differ in what they applied for, compare within strata
(`thirdspace.methods.rates.mantel_haenszel`).

References
----------
Newcombe (1998), Statistics in Medicine 17(8), 873-890,
10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from thirdspace.methods.inputs import parts
from thirdspace.methods.rates.level import quantile
from thirdspace.methods.rates.sources import NEWCOMBE_DIFFERENCE
from thirdspace.methods.rates.wilson import bounds
from thirdspace.methods.rates.wording import difference_sentence
from thirdspace.methods.registry import method


@dataclass(frozen=True)
class Difference:
    """The rate of a first group less that of a second one.

    Parameters
    ----------
    counts, totals : tuple of int
        How many did, of how many, in the first and the second group.
    difference, low, high : float, optional
        From -1 to 1; None if a group has nobody in it.
    confidence : float
        Share of such intervals that hold.
    """

    counts: tuple[int, int]
    totals: tuple[int, int]
    difference: float | None
    low: float | None
    high: float | None
    confidence: float

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return difference_sentence(self)


@method(
    "rates.newcombe-difference",
    title="Newcombe’s interval of a difference of rates",
    question="How far apart may two rates be?",
    cites=(NEWCOMBE_DIFFERENCE,),
    since="0.1",
)
def newcombe_difference(
    count1: int, of1: int, count2: int, of2: int, *, confidence: float = 0.95
) -> Difference:
    """Compare the rates of two separate groups.

    Parameters
    ----------
    count1, of1, count2, of2 : int
        How many did, of how many, in the first and the second group.
    confidence : float
        Share of such intervals that hold, between 0 and 1.

    Returns
    -------
    Difference
        First rate less second rate, with bounds; None if a group has nobody in it.

    Raises
    ------
    MethodProblem
        A number that is no count, more who did than there are, or an impossible confidence.

    Examples
    --------
    >>> found = newcombe_difference(56, 70, 48, 80)
    >>> round(found.difference, 4), round(found.low, 4), round(found.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    one = tuple(int(n) for n in parts(count1, of1, ("count1", "of1"), ndim=0))
    two = tuple(int(n) for n in parts(count2, of2, ("count2", "of2"), ndim=0))
    z = quantile(confidence)
    both = one[1] and two[1]
    difference, low, high = (
        _hybrid((one[0], one[1]), (two[0], two[1]), z) if both else (None, None, None)
    )
    counts, totals = (one[0], two[0]), (one[1], two[1])
    return Difference(counts, totals, difference, low, high, float(confidence))


def _hybrid(
    first: tuple[int, int], second: tuple[int, int], z: float
) -> tuple[float, float, float]:
    """Return difference and bounds for (count, of) of two groups with somebody in them."""
    rate1, rate2 = (count / of for count, of in (first, second))
    (low1, high1), (low2, high2) = (bounds(*group, z) for group in (first, second))
    difference = rate1 - rate2
    return (
        difference,
        difference - hypot(rate1 - low1, high2 - rate2),
        difference + hypot(high1 - rate1, rate2 - low2),
    )
