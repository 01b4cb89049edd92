"""Gray's test: do groups differ in how many leave in one way?

Question
--------
With several kinds of leaving, do two or more groups differ in the cumulative incidence of one?

Formula
-------
As the log-rank test, but whoever left in another way stays, in part, among those at risk: with Y
at risk, F the incidence of the cause and S survival of group g, it counts ``R_g(t) = Y_g(t)
(1 - F_g(t-)) / S_g(t-)``. The score of a group is its ends by the cause less ``R_g / R`` of all
such ends, summed over time.

Covariance (Gray, section 3): with ``h_r = Y_r / S_r(t-)``, the common incidence ``dF0 = dN / h``,
``G = 1 - F0``, ``d_kr = h_k ([k = r] - h_r / h)`` and ``c_kr`` the rest of the integral of ``d_kr
dF0 / G(t-)`` after t, an end by the cause weighs ``d_kr + (1 - G / S_r) c_kr`` and one by another
cause ``-(G / S_r) c_kr``; the products are summed over groups r and times with ``dF0 / h_r`` and
``dF_other,r / h_r``. Of d ends tied among n, the variance is ``1 - (d - 1) / (n - 1)`` of that of
single ones; for the cause n is the common ``h S_r(t-)``.

Assumptions
-----------
Censoring has nothing to do with what would have come, and may differ between groups. Times need not
be distinct. Everyone is watched from the start: late entry is not covered.

When not to use it
------------------
It compares shares that left in one way, which the other ways change as well. To compare how strong
one way is by itself, take the log-rank test with the others censored. With few ends by the cause in
a group the p-value is rough.

References
----------
Gray (1988), Annals of Statistics 16(3), 1141-1154, 10.1214/aos/1176350951.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import count
from thirdspace.methods.registry import method
from thirdspace.methods.survival.groups import read_groups
from thirdspace.methods.survival.sources import GRAY
from thirdspace.methods.survival.spells import (
    Floats,
    Ints,
    Spells,
    at_risk,
    read_spells,
    risk_counts,
)
from thirdspace.methods.survival.tail import chi_square_tail, quadratic_form
from thirdspace.methods.survival.wording import gray_sentence


@dataclass(frozen=True)
class GrayTest:
    """Whether groups differ in the incidence of one cause.

    Parameters
    ----------
    groups : tuple of str
        Names, in order.
    people, events : tuple of int
        People of each group, and how many left by the cause.
    cause : int
        Number of the cause compared.
    statistic, p : float, optional
        Chi-square and its p-value; None if nobody left by the cause while two groups were at risk.
    df : int
        Degrees of freedom.
    """

    groups: tuple[str, ...]
    people: tuple[int, ...]
    events: tuple[int, ...]
    cause: int
    statistic: float | None
    df: int
    p: float | None

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return gray_sentence(self)


@method(
    "survival.gray-test",
    title="Gray’s test",
    question="Do groups differ in how many leave in one way?",
    cites=(GRAY,),
    since="0.1",
)
def gray_test(time: ArrayLike, cause: ArrayLike, group: ArrayLike, *, of: int = 1) -> GrayTest:
    """Compare the cumulative incidence of one cause between groups.

    Parameters
    ----------
    time : array of float, shape (n,)
        From the start of the clock to leaving or to the end of watching, in any unit.
    cause : array of int, shape (n,)
        0 if still there when watching ended (censored), else the number of the way of leaving.
    group : array of str or number, shape (n,)
        Group of each person.
    of : int
        Number of the cause to compare.

    Returns
    -------
    GrayTest
        Chi-square, degrees of freedom and p-value.

    Raises
    ------
    MethodProblem
        As `cumulative_incidence`; also fewer than two groups, or a group without a name.

    Examples
    --------
    >>> test = gray_test([1, 2, 3, 4, 5, 6], [1, 2, 1, 1, 2, 1], list("aaabbb"))
    >>> test.events, test.df
    ((2, 2), 1)
    """
    spells = read_spells(time, cause, None, name="cause")
    names, place = read_groups(group, len(spells.time), "group")
    own = spells.cause == count(of, "of", least=1)
    score, covariance = _scores(spells, own, place, len(names))
    statistic, df = quadratic_form(score, covariance)
    return GrayTest(
        groups=names,
        people=tuple(np.bincount(place).tolist()),
        events=tuple(np.bincount(place[own], minlength=len(names)).tolist()),
        cause=of,
        statistic=statistic,
        df=df,
        p=chi_square_tail(statistic, df),
    )


@dataclass(frozen=True, eq=False)
class _Group:
    """One group at each time anybody left: at risk, ends by the cause and otherwise, curves."""

    at_risk: Floats
    own: Floats
    other: Floats
    survival: Floats
    survival_before: Floats
    incidence_before: Floats

    @property
    def equivalent(self) -> Floats:
        """Return how many people those at risk stand for, had nobody left before."""
        return _divided(self.at_risk, self.survival_before)


def _scores(
    spells: Spells, own: NDArray[np.bool_], place: Ints, size: int
) -> tuple[Floats, Floats]:
    times = spells.event_times()
    if not own.any():
        return np.zeros(size), np.zeros((size, size))
    kinds = Spells(spells.time, np.where(own, 1, np.where(spells.cause > 0, 2, 0)), None)
    groups = [_group(times, kinds.part(place == number)) for number in range(size)]
    ends = np.sum([group.own for group in groups], axis=0)
    remaining = np.stack([g.equivalent * (1 - g.incidence_before) for g in groups])
    expected = remaining * _divided(ends, remaining.sum(axis=0))
    score = np.sum([group.own for group in groups] - expected, axis=1)
    return score, _covariance(groups, ends)


def _group(times: Floats, spells: Spells) -> _Group:
    found = risk_counts(spells, 2)
    place = np.searchsorted(times, found.times)
    still = found.events.sum(axis=1) > 0
    events = np.zeros((len(times), 2))
    events[place[still]] = found.events[still]
    remaining = at_risk(times, spells).astype(np.float64)
    survival = np.cumprod(1 - _divided(events.sum(axis=1), remaining))
    before = np.concatenate([[1.0], survival[:-1]])
    incidence = np.cumsum(before * _divided(events[:, 0], remaining))
    return _Group(
        remaining,
        events[:, 0],
        events[:, 1],
        survival,
        before,
        np.concatenate([[0.0], incidence[:-1]]),
    )


def _covariance(groups: list[_Group], ends: Floats) -> Floats:
    equivalent = np.stack([group.equivalent for group in groups])
    total = equivalent.sum(axis=0)
    common = _divided(ends, total)
    apart = 1 - np.cumsum(common)
    apart_before = np.concatenate([[1.0], apart[:-1]])
    covariance = np.zeros((len(groups), len(groups)))
    for number, group in enumerate(groups):
        is_this = (np.arange(len(groups)) == number)[:, None]
        direct = equivalent * (is_this - group.equivalent / total)
        passed = np.cumsum(direct * _divided(common, apart_before), axis=1)
        ahead = passed[:, -1:] - passed
        share = _divided(apart, group.survival)
        per_person = _divided(group.survival_before, group.at_risk)
        by_cause = per_person * common * _tied(ends, total * group.survival_before)
        otherwise = per_person**2 * group.other * _tied(group.other, group.at_risk)
        left = direct + (1 - share) * ahead
        covariance += (left * by_cause) @ left.T + (share * ahead * otherwise) @ (share * ahead).T
    return covariance


def _tied(ends: Floats, people: Floats) -> Floats:
    """Return what tied ends vary, beside as many single ones."""
    return 1 - np.where(ends > 1, _divided(ends - 1, people - 1), 0.0)


def _divided(part: Floats, whole: Floats) -> Floats:
    """Divide, with 0 where there is nothing to divide by: nobody is left there."""
    return np.divide(part, whole, out=np.zeros(np.shape(part)), where=whole > 0)
