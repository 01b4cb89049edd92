"""Log-rank test: do groups leave at different speeds?

Question
--------
Do two or more groups differ in how soon the event comes, over the whole time watched?

Formula
-------
At each time with d events among n at risk, group g is expected to have ``d n_g / n`` of them. The
differences between observed and expected, summed over time, are compared with their hypergeometric
covariance ``d (n - d) / (n - 1) (n_g / n) ([g = h] - n_h / n)``: chi-square with one degree of
freedom less than groups. With strata, differences and covariances are summed over the strata.

Assumptions
-----------
Censoring and late entry say nothing about the event, within each group. The test sees best a ratio
of hazards that stays the same; groups whose curves cross may look alike to it.

When not to use it
------------------
It says that groups differ, not by how much: show the curves and their intervals. For one of several
kinds of leaving take Gray's test. With fewer than about five expected events in a group the p-value
is rough.

References
----------
Mantel (1966), Cancer Chemotherapy Reports 50, 163-170.
Peto & Peto (1972), Journal of the Royal Statistical Society A 135(2), 185-207, 10.2307/2344317.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.registry import method
from thirdspace.methods.survival.groups import read_groups
from thirdspace.methods.survival.sources import LOG_RANK
from thirdspace.methods.survival.spells import (
    Floats,
    Ints,
    Spells,
    at_risk,
    read_spells,
    summed,
)
from thirdspace.methods.survival.tail import chi_square_tail, quadratic_form
from thirdspace.methods.survival.wording import log_rank_sentence


@dataclass(frozen=True)
class LogRank:
    """Observed and expected events, and whether the groups differ.

    Parameters
    ----------
    groups : tuple of str
        Names, in order.
    people, observed : tuple of int
        People and events of each group.
    expected : tuple of float
        Events expected of each group, if all left at the same speed.
    statistic, p : float, optional
        Chi-square and its p-value; None if no time had an event with two groups at risk.
    df : int
        Degrees of freedom.
    """

    groups: tuple[str, ...]
    people: tuple[int, ...]
    observed: tuple[int, ...]
    expected: tuple[float, ...]
    statistic: float | None
    df: int
    p: float | None

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return log_rank_sentence(self)


@method(
    "survival.log-rank",
    title="Log-rank test",
    question="Do groups leave at different speeds?",
    cites=(LOG_RANK,),
    since="0.1",
)
def log_rank(
    time: ArrayLike,
    event: ArrayLike,
    group: ArrayLike,
    *,
    entry: ArrayLike | None = None,
    strata: ArrayLike | None = None,
) -> LogRank:
    """Compare the hazards of two or more groups.

    Parameters
    ----------
    time, event, entry : array, shape (n,)
        As for `kaplan_meier`.
    group : array of str or number, shape (n,)
        Group of each person.
    strata : array of str or number, shape (n,), optional
        Compare only people of the same stratum.

    Returns
    -------
    LogRank
        Observed and expected events, chi-square and p-value.

    Raises
    ------
    MethodProblem
        As `kaplan_meier`; also fewer than two groups, or a group without a name.

    Examples
    --------
    >>> test = log_rank([1, 2, 3, 4], [1, 1, 1, 1], ["east", "east", "west", "west"])
    >>> test.observed, round(test.statistic, 3)
    ((2, 2), 2.882)
    """
    spells = read_spells(time, event, entry)
    names, place = read_groups(group, len(spells.time), "group")
    layer = _layers(strata, len(place))
    expected, covariance = np.zeros(len(names)), np.zeros((len(names), len(names)))
    for number in range(layer.max() + 1):
        members = layer == number
        more = _expected(spells.part(members), place[members], len(names))
        expected, covariance = expected + more[0], covariance + more[1]
    observed = summed(place, spells.cause, len(names))
    statistic, df = quadratic_form(observed - expected, covariance)
    return LogRank(
        groups=names,
        people=tuple(np.bincount(place).tolist()),
        observed=tuple(int(events) for events in observed),
        expected=tuple(expected.tolist()),
        statistic=statistic,
        df=df,
        p=chi_square_tail(statistic, df),
    )


def _layers(strata: ArrayLike | None, size: int) -> Ints:
    if strata is None:
        return np.zeros(size, dtype=np.int64)
    return read_groups(strata, size, "strata", least=1)[1]


def _expected(spells: Spells, place: Ints, groups: int) -> tuple[Floats, Floats]:
    """Return each group's expected events and their covariance, within one stratum."""
    times = spells.event_times()
    by_group = [at_risk(times, spells.part(place == number)) for number in range(groups)]
    rank = np.searchsorted(times, spells.time[spells.cause > 0])
    events, n = np.bincount(rank, minlength=len(times)), np.sum(by_group, axis=0)
    shares = np.stack(by_group, axis=1) / n[:, None]
    # A time with one person at risk varies in nothing: its weight is 0, whatever it is divided by.
    weights = events * (n - events) / np.maximum(n - 1, 1)
    covariance = np.diag(weights @ shares) - (shares * weights[:, None]).T @ shares
    return events @ shares, covariance
