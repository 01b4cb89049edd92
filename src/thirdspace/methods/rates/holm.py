"""Holm's correction: which of several p-values still say something when all are looked at?

Question
--------
Several groups, or several measures, were tested at once. Which findings stand when one false alarm
among all of them is to be rare?

Formula
-------
Sort the m p-values; the adjusted value of the i-th smallest is the largest, up to and with it, of
``(m - j + 1) p_j``, at most 1. Rejecting what is not above α keeps the chance of one or more false
alarms at or below α, however the tests depend on each other.

Assumptions
-----------
Every test that was looked at is in the list. Each p-value is valid by itself.

When not to use it
------------------
One question asked before the data were seen needs no correction. Tests left out because they showed
nothing make the result wrong. With hundreds of tests, where a share of false alarms is bearable,
methods for the false discovery rate find more. A raw p-value belongs beside each adjusted one.

References
----------
Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of
Statistics 6(2), 65-70.
Wright (1992), Biometrics 48(4), 1005-1013, 10.2307/2532694: adjusted p-values.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import number, numbers
from thirdspace.methods.rates.wording import holm_sentence
from thirdspace.methods.registry import Citation, method

HOLM = Citation(
    "Holm S (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal "
    "of Statistics 6(2), 65-70.",
)
WRIGHT = Citation(
    "Wright SP (1992). Adjusted p-values for simultaneous inference. Biometrics 48(4), 1005-1013.",
    "10.2307/2532694",
)


@dataclass(frozen=True)
class Holm:
    """P-values beside what is left of them when all are looked at.

    Parameters
    ----------
    raw, adjusted : tuple of float
        In the order given, from 0 to 1.
    alpha : float
        Chance of one or more false alarms that is accepted.
    stands : tuple of bool
        Whether the adjusted value is not above it.
    """

    raw: tuple[float, ...]
    adjusted: tuple[float, ...]
    alpha: float
    stands: tuple[bool, ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return holm_sentence(self)


@method(
    "rates.holm",
    title="Holm’s correction",
    question="Which of several findings stand when one false alarm among all is to be rare?",
    cites=(HOLM, WRIGHT),
    since="0.1",
)
def holm(p: ArrayLike, *, alpha: float = 0.05) -> Holm:
    """Adjust p-values for having looked at all of them.

    Parameters
    ----------
    p : array of float, shape (m,)
        One p-value a test, from 0 to 1.
    alpha : float
        Accepted chance of one or more false alarms, from 0 to 1.

    Returns
    -------
    Holm
        Raw and adjusted values in the order given.

    Raises
    ------
    MethodProblem
        No p-values, or a number that is none.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03]).adjusted
    (0.03, 0.06, 0.06)
    """
    raw = numbers(p, "p", low=0, high=1)
    level = number(alpha, "alpha", low=0, high=1)
    order = np.argsort(raw, kind="stable")
    adjusted = np.empty_like(raw)
    climbing = np.maximum.accumulate(raw[order] * np.arange(raw.size, 0, -1))
    adjusted[order] = np.minimum(climbing, 1)
    stands = tuple((adjusted <= level).tolist())
    return Holm(tuple(raw.tolist()), tuple(adjusted.tolist()), level, stands)
