"""Reliability: do the items of a scale measure one thing, and how exactly?

Question
--------
Several items are added up to one score. How much of the score's variance is shared by the items,
and does each item belong?

Formula
-------
For k items with variances v and total variance V of the sum:

* Cronbach's alpha = k / (k - 1) (1 - sum(v) / V). Feldt's 95% interval: 1 - (1 - alpha) F, F the
  0.975 and 0.025 quantiles of F with n - 1 and (n - 1)(k - 1) degrees of freedom.
* McDonald's omega = (sum of loadings)² / ((sum of loadings)² + sum of unique variances), loadings
  in the items' own units from one factor fitted by maximum likelihood.
* Item-rest: correlation of an item with the sum of the others. Alpha without: alpha of the others.

Assumptions
-----------
Answers of different people, independent. Omega asks for one factor; alpha, besides, for equal
loadings, and is otherwise too low. A row with a missing answer is left out and counted.

When not to use it
------------------
Not for items that make up an index (days absent, courses taken): they need not agree. High alpha
does not show that a scale measures what its name says, nor that it is one thing. Under about 50
people the interval is wide. An item that runs against the others has to be turned around first.

References
----------
Cronbach (1951), Psychometrika 16(3), 297-334, 10.1007/BF02310555.
Feldt (1965), Psychometrika 30(3), 357-370, 10.1007/BF02289499.
Revelle & Zinbarg (2009), Psychometrika 74(1), 145-154, 10.1007/s11336-008-9102-z.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.gaps.one_factor import one_factor
from thirdspace.methods.gaps.wording import reliability_sentence
from thirdspace.methods.inputs import numbers
from thirdspace.methods.registry import Citation, method
from thirdspace.problems import MethodProblem

Array = NDArray[np.float64]
CRONBACH = Citation(
    "Cronbach LJ (1951). Coefficient alpha and the internal structure of tests. Psychometrika "
    "16(3), 297-334.",
    "10.1007/BF02310555",
)
FELDT = Citation(
    "Feldt LS (1965). The approximate sampling distribution of Kuder-Richardson reliability "
    "coefficient twenty. Psychometrika 30(3), 357-370.",
    "10.1007/BF02289499",
)
OMEGA = Citation(
    "Revelle W, Zinbarg RE (2009). Coefficients alpha, beta, omega, and the glb: comments on "
    "Sijtsma. Psychometrika 74(1), 145-154.",
    "10.1007/s11336-008-9102-z",
)


@dataclass(frozen=True)
class Reliability:
    """How well items hang together.

    Parameters
    ----------
    people, items, left_out : int
        Complete rows, items, and rows with a missing answer.
    alpha, alpha_low, alpha_high : float, optional
        Cronbach's alpha and its 95% interval; None if undefined, for `reason`.
    omega : float, optional
        McDonald's omega; None if undefined, for `omega_reason`.
    item_rest, alpha_without : tuple of float
        For each item; NaN where undefined.
    """

    people: int
    items: int
    left_out: int
    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    omega: float | None
    item_rest: tuple[float, ...]
    alpha_without: tuple[float, ...]
    reason: str = ""
    omega_reason: str = ""

    @property
    def sentence(self) -> str:
        """Say in one plain sentence how well the items hang together."""
        return reliability_sentence(self)


@method(
    "gaps.reliability",
    title="Reliability (alpha and omega)",
    question="Do the items of a scale measure one thing, and how exactly?",
    cites=(CRONBACH, FELDT, OMEGA),
    since="0.1",
)
def reliability(answers: ArrayLike) -> Reliability:
    """Return alpha, omega, and how each item belongs.

    Parameters
    ----------
    answers : array of float, shape (people, items)
        One row a person; NaN where there is no answer.

    Returns
    -------
    Reliability
        Coefficients with interval; None and a reason where undefined.

    Raises
    ------
    MethodProblem
        Not a table of numbers, or fewer than two items.

    Examples
    --------
    >>> found = reliability([[4, 5, 4], [2, 2, 3], [3, 3, 3], [5, 4, 5], [1, 2, 1]])
    >>> round(found.alpha, 3), found.people, found.items
    (0.945, 5, 3)
    """
    table = numbers(answers, "answers", ndim=2, missing=True)
    if table.shape[1] < 2:
        raise MethodProblem(
            "There is only one item.",
            "Reliability is how far several items agree.",
            "Give two items or more, one column each.",
            field="answers",
        )
    complete = table[~np.isnan(table).any(axis=1)]
    size = (len(complete), table.shape[1], len(table) - len(complete))
    reason = _reason(complete)
    if reason:
        return Reliability(*size, None, None, None, None, (), (), reason, reason)
    covariance = np.cov(complete, rowvar=False)
    alpha = _alpha(covariance)
    omega, omega_reason = _omega(covariance)
    items = range(table.shape[1])
    return Reliability(
        *size,
        alpha,
        *_feldt(alpha, *size[:2]),
        omega,
        tuple(_item_rest(covariance, item) for item in items),
        tuple(_alpha(np.delete(np.delete(covariance, i, 0), i, 1)) for i in items),
        omega_reason=omega_reason,
    )


def _reason(complete: Array) -> str:
    if len(complete) < 3:
        return "it takes three people who answered everything"
    if (complete == complete[0]).all():
        return "everybody gave the same answers"
    if complete.sum(axis=1).var() <= 0:
        return "everybody has the same sum"
    return ""


def _alpha(covariance: Array) -> float:
    items, total = len(covariance), covariance.sum()
    if items < 2 or total <= 0:
        return float("nan")
    return float(items / (items - 1) * (1 - np.trace(covariance) / total))


def _feldt(alpha: float, people: int, items: int) -> tuple[float, float]:
    from scipy.special import fdtri

    freedom = people - 1, (people - 1) * (items - 1)
    low, high = (1 - (1 - alpha) * float(fdtri(*freedom, tail)) for tail in (0.975, 0.025))
    return low, high


def _omega(covariance: Array) -> tuple[float | None, str]:
    deviations = np.sqrt(np.diag(covariance))
    if len(covariance) < 3:
        return None, "one factor can’t be fitted to two items"
    if (deviations == 0).any():
        return None, "an item was answered alike by everybody"
    loadings, unique = one_factor(covariance / np.outer(deviations, deviations))
    shared = float((loadings * deviations).sum() ** 2)
    return shared / (shared + float((unique * deviations**2).sum())), ""


def _item_rest(covariance: Array, item: int) -> float:
    others = np.arange(len(covariance)) != item
    variance = covariance[item, item] * covariance[np.ix_(others, others)].sum()
    return float(covariance[item, others].sum() / np.sqrt(variance)) if variance > 0 else np.nan
