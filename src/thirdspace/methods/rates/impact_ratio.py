"""Impact ratio: are some groups selected at a lower rate, and could that be chance?

Question
--------
Of those who applied, which groups were selected at a lower rate than the group with the highest
rate, how much lower, and how sure is that?

Formula
-------
Impact ratio: a group's rate over the reference's; below four fifths (compared in whole numbers) it
is flagged. Katz interval: ``exp(log ratio ± z sqrt(1/x₁ - 1/n₁ + 1/x₂ - 1/n₂))``, not defined when
nobody was selected in either. Beside it stand the difference of rates with Newcombe's interval,
Fisher's exact test with mid-P and Holm's correction over the groups, the pooled z
``(p₁ - p₂) / sqrt(p(1 - p)(1/n₁ + 1/n₂))``, and the shortfall: how many more of the group would
have been selected at the pooled rate of the two. One-person switch: whether the flag would be gone
with one more selected in the group and one fewer in the reference.

Assumptions
-----------
Each person applied once to the same choice. The reference is the group with the highest rate (the
largest of these if several are equal, then the first by name) unless one is named.

When not to use it
------------------
A flag is a difference to look into, never a finding of discrimination, and its absence is no
clearance. With few people the ratio jumps with a single person; the exact test then says how little
is known. Where groups applied to different places, compare within them
(`thirdspace.methods.rates.mantel_haenszel`). A group under 2% of the pool is noted: its own rate
says little. Where everyone was selected in both, the Katz interval has no width and says nothing.

References
----------
Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4D; questions and answers
(1979), number 21.
Roth, Bobko & Switzer (2006), Journal of Applied Psychology 91(3), 507-522,
10.1037/0021-9010.91.3.507.
Katz and others (1978), Biometrics 34(3), 469-474, 10.2307/2530610.
Newcombe (1998), 10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
Fisher (1935), 10.2307/2342435.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import numbers, parts
from thirdspace.methods.rates.fisher_exact import FisherExact, test_of
from thirdspace.methods.rates.groups import names_of, place_of
from thirdspace.methods.rates.holm import holm
from thirdspace.methods.rates.level import quantile
from thirdspace.methods.rates.newcombe_difference import Difference, newcombe_difference
from thirdspace.methods.rates.sources import (
    FISHER,
    FOUR_FIFTHS,
    KATZ,
    NEWCOMBE_DIFFERENCE,
    ROTH,
)
from thirdspace.methods.rates.wording import impact_sentence
from thirdspace.methods.registry import method

SMALL_SHARE = 0.02
Group = tuple[int, int]


@dataclass(frozen=True)
class GroupImpact:
    """One group held against the reference.

    Parameters
    ----------
    group : str
        Its label.
    selected, total : int
        How many were selected, of how many.
    small : bool
        Fewer than 2 in 100 of the pool.
    rate : float
        Share selected.
    impact_ratio : float, optional
        Over the reference's rate; None if nobody was selected at all.
    low, high : float, optional
        Katz interval of it; None if nobody was selected in one of the two.
    four_fifths_flag : bool, optional
        Below four fifths: a difference to look into. None without a ratio.
    fisher : FisherExact
        How often chance alone would part the two so unevenly.
    holm_p : float
        Its two-sided p, for having looked at every group.
    z_pooled : float, optional
        Pooled two-sample z; None if nobody or everybody was selected.
    difference : Difference
        Rate less the reference's, with Newcombe's interval.
    shortfall : float
        People fewer than at the pooled rate of the two; negative if more.
    one_person_switch : bool, optional
        Whether one person selected here instead of there would clear the flag; None without a flag.
    """

    group: str
    selected: int
    total: int
    small: bool
    rate: float
    impact_ratio: float | None
    low: float | None
    high: float | None
    four_fifths_flag: bool | None
    fisher: FisherExact
    holm_p: float
    z_pooled: float | None
    difference: Difference
    shortfall: float
    one_person_switch: bool | None


@dataclass(frozen=True)
class Impact:
    """Every group with people in it held against the reference.

    Parameters
    ----------
    reference : str
        Label of the reference.
    reference_rate : float, optional
        Its rate; None if it is empty, and then no group is compared.
    reference_small : bool
        The reference is fewer than 2 in 100 of the pool.
    pool : int
        People in all groups.
    groups : tuple of GroupImpact
        All others, in the order given.
    empty : tuple of str
        Labels of groups with nobody in them.
    confidence : float
        Share of such intervals that hold.
    """

    reference: str
    reference_rate: float | None
    reference_small: bool
    pool: int
    groups: tuple[GroupImpact, ...]
    empty: tuple[str, ...]
    confidence: float

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return impact_sentence(self)


@method(
    "rates.impact-ratio",
    title="Impact ratio",
    question="Are some groups selected at a lower rate, and could that be chance?",
    cites=(FOUR_FIFTHS, ROTH, KATZ, NEWCOMBE_DIFFERENCE, FISHER),
    since="0.1",
)
def impact_ratio(
    selected: ArrayLike,
    total: ArrayLike,
    *,
    groups: Sequence[str],
    reference: str | None = None,
    confidence: float = 0.95,
) -> Impact:
    """Hold the selection rate of each group against a reference.

    Parameters
    ----------
    selected, total : array of int, shape (groups,)
        How many were selected, of how many who applied.
    groups : sequence of str
        Labels of the groups, each once.
    reference : str, optional
        Label of the reference; the group with the highest rate if none is named.
    confidence : float
        Share of such intervals that hold, between 0 and 1.

    Returns
    -------
    Impact
        Ratio, difference, exact test and shortfall of each group; None where not defined.

    Raises
    ------
    MethodProblem
        Labels that do not fit, nobody in any group, or impossible counts.

    Examples
    --------
    >>> found = impact_ratio([26, 206], [48, 259], groups=["first", "second"])
    >>> group = found.groups[0]
    >>> found.reference, round(group.impact_ratio, 3), group.four_fifths_flag
    ('second', 0.681, True)
    """
    numbers(selected, "selected", least=2)
    chosen, everyone = parts(selected, total, ("selected", "total"))
    names = names_of(groups, chosen.size)
    z = quantile(confidence)
    safe = np.where(everyone > 0, everyone, np.nan)
    at = place_of(reference, names, chosen / safe, everyone)
    counts = [(int(x), int(n)) for x, n in zip(chosen, everyone, strict=True)]
    pool = int(everyone.sum())
    others = [
        (name, count)
        for i, (name, count) in enumerate(zip(names, counts, strict=True))
        if i != at and count[1] and counts[at][1]
    ]
    tests = [test_of((x, counts[at][0]), (n, counts[at][1])) for _, (x, n) in others]
    adjusted = holm([test.two_sided for test in tests]).adjusted if tests else ()
    return Impact(
        reference=names[at],
        reference_rate=counts[at][0] / counts[at][1] if counts[at][1] else None,
        reference_small=counts[at][1] < SMALL_SHARE * pool,
        pool=pool,
        groups=tuple(
            _compared(name, count, counts[at], pool, test, p, z, confidence)
            for (name, count), test, p in zip(others, tests, adjusted, strict=True)
        ),
        empty=tuple(name for name, (_, n) in zip(names, counts, strict=True) if not n),
        confidence=float(confidence),
    )


def _compared(
    name: str,
    group: Group,
    other: Group,
    pool: int,
    test: FisherExact,
    adjusted: float,
    z: float,
    confidence: float,
) -> GroupImpact:
    flag = _flagged(group, other)
    low, high = katz(group, other, z) or (None, None)
    (x1, n1), (x2, n2) = group, other
    return GroupImpact(
        group=name,
        selected=x1,
        total=n1,
        small=n1 < SMALL_SHARE * pool,
        rate=x1 / n1,
        impact_ratio=(x1 / n1) / (x2 / n2) if x2 else None,
        low=low,
        high=high,
        four_fifths_flag=flag,
        fisher=test,
        holm_p=adjusted,
        z_pooled=_pooled_z(group, other),
        difference=newcombe_difference(x1, n1, x2, n2, confidence=confidence),
        shortfall=n1 * (x1 + x2) / (n1 + n2) - x1,
        one_person_switch=not _flagged((x1 + 1, n1), (x2 - 1, n2)) if flag else None,
    )


def katz(first: Group, second: Group, z: float) -> tuple[float, float] | None:
    """Return Katz's bounds of the ratio of two rates; None if nobody was selected in one."""
    (x1, n1), (x2, n2) = first, second
    if not (x1 and x2):
        return None
    middle = log(x1 / n1) - log(x2 / n2)
    reach = z * sqrt((n1 - x1) / (x1 * n1) + (n2 - x2) / (x2 * n2))
    return exp(middle - reach), exp(middle + reach)


def _flagged(group: Group, other: Group) -> bool | None:
    """Compare with four fifths in whole numbers, where 0.8 is exactly 0.8."""
    (x1, n1), (x2, n2) = group, other
    if not x2:
        return None
    return 5 * x1 * n2 < 4 * x2 * n1


def _pooled_z(group: Group, other: Group) -> float | None:
    (x1, n1), (x2, n2) = group, other
    pooled = (x1 + x2) / (n1 + n2)
    if not 0 < pooled < 1:
        return None
    return (x1 / n1 - x2 / n2) / sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
