"""Efron-Morris shrinkage: many averages of one kind, each drawn toward their mean.

Question
--------
Many units were measured equally well. How much of their differences would chance make, and what is
each unit's level without it?

Formula
-------
``z = ȳ + c (y - ȳ)`` with ``c = 1 - (k - 3) s² / Σ(y - ȳ)²`` for k units whose values each have
the variance s² by chance; for rates of n people, ``s² = ȳ(1 - ȳ) / n``. A negative c is taken as 0
(positive part), so that nobody is drawn past the mean. Interval (Morris): with ``B = 1 - c``,
``z ± q sqrt(s² (1 - (k - 1)/k B) + 2 B² (y - ȳ)² / (k - 3))``, q the normal quantile and B not
above (k - 3)/(k - 1).

Assumptions
-----------
Every value has the same chance variance and is spread roughly like a bell; units are of one kind.
The sum of squared errors over all units is smaller than that of the raw values for four or more;
a single outstanding unit may be drawn in too far.

When not to use it
------------------
Units of very different size: take the beta-binomial law (`thirdspace.methods.shrinkage`). Rates
near 0 or 1, or of fewer than about ten people, are not bell-shaped. With fewer than four units the
formula is not defined.

References
----------
Efron & Morris (1977), Scientific American 236(5), 119-127, 10.1038/scientificamerican0577-119.
Morris (1983), Journal of the American Statistical Association 78(381), 47-55,
10.1080/01621459.1983.10477920.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import count, number, numbers
from thirdspace.methods.rates.level import quantile
from thirdspace.methods.registry import Citation, method
from thirdspace.methods.shrinkage.sources import MORRIS
from thirdspace.methods.shrinkage.wording import efron_morris_sentence
from thirdspace.problems import MethodProblem

EFRON_MORRIS = Citation(
    "Efron B, Morris C (1977). Stein’s paradox in statistics. Scientific American 236(5), 119-127.",
    "10.1038/scientificamerican0577-119",
)


#: Squared distances this much smaller than chance alone would make them are none.
NOTHING = 1e-200


@dataclass(frozen=True)
class EfronMorris:
    """Levels of units, drawn toward their mean.

    Parameters
    ----------
    mean : float
        Mean of all values, in their unit.
    variance : float
        Chance variance of one value.
    c : float, optional
        Share of each distance from the mean that the formula keeps; None if all values are equal.
    kept : float, optional
        The share that was kept: `c`, or 0 where `c` is negative and its positive part is taken.
    raw, estimates : tuple of float
        Each unit's value, and its level once drawn in.
    low, high : tuple of float
        Interval of each level.
    confidence : float
        Share of such intervals that hold.
    """

    mean: float
    variance: float
    c: float | None
    kept: float | None
    raw: tuple[float, ...]
    estimates: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    confidence: float

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return efron_morris_sentence(self)


@method(
    "shrinkage.efron-morris",
    title="Efron-Morris shrinkage",
    question="How much of the differences of many units would chance make?",
    cites=(EFRON_MORRIS, MORRIS),
    since="0.1",
)
def efron_morris(
    y: ArrayLike,
    *,
    n: int | None = None,
    variance: float | None = None,
    positive_part: bool = True,
    confidence: float = 0.95,
) -> EfronMorris:
    """Draw the values of equally well measured units toward their mean.

    Parameters
    ----------
    y : array of float, shape (k,)
        A value for each of four or more units; rates from 0 to 1 if `n` is given.
    n : int, optional
        People behind each rate; give this or `variance`.
    variance : float, optional
        Chance variance of one value, above 0.
    positive_part : bool
        Take a negative share as 0; without it units may be drawn past the mean.
    confidence : float
        Share of such intervals that hold, between 0 and 1.

    Returns
    -------
    EfronMorris
        Share kept, and each unit's level with its interval.

    Raises
    ------
    MethodProblem
        Fewer than four units, both or neither of `n` and `variance`, or rates off 0 to 1.

    Examples
    --------
    >>> found = efron_morris([0.40, 0.35, 0.31, 0.22, 0.20, 0.16], n=45)
    >>> round(found.c, 3), round(found.estimates[0], 3)
    (0.701, 0.362)
    """
    if (n is None) == (variance is None):
        raise MethodProblem(
            "The chance variance is given twice, or not at all.",
            "It comes either from the people behind each rate or from a known variance.",
            "Give one of “n” and “variance”.",
            field="n",
        )
    rates = n is not None
    values = numbers(y, "y", least=4, low=0 if rates else None, high=1 if rates else None)
    mean = float(values.mean())
    if variance is None:
        spread = mean * (1 - mean) / count(n, "n", least=1)
    else:
        spread = number(variance, "variance", low=0)
    z, k = quantile(confidence), values.size
    away = values - mean
    apart = float(away @ away)
    differ = values.min() < values.max() and apart > NOTHING * spread
    c = 1 - (k - 3) * spread / apart if differ else None
    kept = c if c is None or not positive_part else max(0.0, c)
    share = 0.0 if kept is None else kept
    drawn = min(1 - share, (k - 3) / (k - 1))
    estimates = mean + share * away
    inner = spread * (1 - (k - 1) / k * drawn) + 2 * drawn**2 * away**2 / (k - 3)
    reach = z * np.sqrt(np.maximum(inner, 0.0))
    return EfronMorris(
        mean=mean,
        variance=spread,
        c=c,
        kept=kept,
        raw=tuple(values.tolist()),
        estimates=tuple(estimates.tolist()),
        low=tuple((estimates - reach).tolist()),
        high=tuple((estimates + reach).tolist()),
        confidence=float(confidence),
    )
