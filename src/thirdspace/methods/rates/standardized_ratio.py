"""Standardized ratio: would the groups' rates still differ if all had applied alike?

Question
--------
Groups spread differently over departments, districts or years that select differently. What would
each group's rate be if every group were spread like a standard, and what is their ratio?

Formula
-------
Direct standardization: with the share w of the standard in each stratum and the group's rate p of
its n people there, the standardized rate is ``r = Σ w p``, with variance ``v = Σ w² p(1 - p) / n``.
The ratio of two such rates has the interval ``exp(log ratio ± z sqrt(v₁/r₁² + v₂/r₂²))``.
The standard is everyone in all groups unless one is given.

Assumptions
-----------
Within a stratum people are alike but for their group. Every group has people in every stratum of
the standard; where it has none, its rate is not known and nothing is filled in. Strata are a cause
of being selected, not a result of it.

When not to use it
------------------
If the strata are themselves the barrier (who gets into which department), standardizing hides it:
show the crude ratio beside. With few people in a stratum the interval is too narrow, and it has no
width where a group's rates are all 0 or all 1. Ratios that differ between strata are better shown
stratum by stratum.

References
----------
Keiding & Clayton (2014), Statistical Science 29(4), 529-558, 10.1214/13-STS453.
Bickel, Hammel & O'Connell (1975), Science 187(4175), 398-404, 10.1126/science.187.4175.398.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import numbers, parts, same_shape
from thirdspace.methods.rates.groups import names_of, place_of
from thirdspace.methods.rates.level import quantile
from thirdspace.methods.rates.sources import BICKEL
from thirdspace.methods.rates.wording import standardized_sentence
from thirdspace.methods.registry import Citation, method
from thirdspace.problems import MethodProblem

KEIDING = Citation(
    "Keiding N, Clayton D (2014). Standardization and control for confounding in observational "
    "studies: a historical perspective. Statistical Science 29(4), 529-558.",
    "10.1214/13-STS453",
)


@dataclass(frozen=True)
class StandardizedRate:
    """One group's rate as it is, and as it would be if it were spread like the standard.

    Parameters
    ----------
    group : str
        Its label.
    total : int
        People in it.
    crude_rate, rate : float, optional
        As it is, and standardized; None where nobody is in it, or in a stratum of the standard.
    standard_error : float, optional
        Of the standardized rate.
    crude_ratio, ratio : float, optional
        Over the reference's; None if either is not known or the reference's is 0.
    low, high : float, optional
        Interval of the standardized ratio; None for the reference and where a rate is 0.
    empty_strata : int
        Strata of the standard in which the group has nobody.
    """

    group: str
    total: int
    crude_rate: float | None
    rate: float | None
    standard_error: float | None
    crude_ratio: float | None
    ratio: float | None
    low: float | None
    high: float | None
    empty_strata: int


@dataclass(frozen=True)
class Standardized:
    """The rates of several groups, each spread over strata like one standard.

    Parameters
    ----------
    reference : str
        Label of the group that ratios are taken over.
    groups : tuple of StandardizedRate
        In the order given.
    strata : int
        Strata with somebody of the standard.
    confidence : float
        Share of such intervals that hold.
    """

    reference: str
    groups: tuple[StandardizedRate, ...]
    strata: int
    confidence: float

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return standardized_sentence(self)


@method(
    "rates.standardized-ratio",
    title="Standardized rates and their ratio",
    question="Would rates still differ if every group were spread over the strata alike?",
    cites=(KEIDING, BICKEL),
    since="0.1",
)
def standardized_ratio(
    selected: ArrayLike,
    total: ArrayLike,
    *,
    groups: Sequence[str],
    reference: str | None = None,
    standard: ArrayLike | None = None,
    confidence: float = 0.95,
) -> Standardized:
    """Standardize the rates of groups directly.

    Parameters
    ----------
    selected, total : array of int, shape (groups, strata)
        How many were selected, of how many.
    groups : sequence of str
        Labels of the groups, each once.
    reference : str, optional
        Label that ratios are taken over; the group with the highest crude rate if none is named.
    standard : array of float, shape (strata,), optional
        People or weights of the standard, 0 or more; everyone in all groups if none is given.
    confidence : float
        Share of such intervals that hold, between 0 and 1.

    Returns
    -------
    Standardized
        Crude and standardized rates and ratios; None where a group has nobody in a stratum.

    Raises
    ------
    MethodProblem
        Wrong shapes, labels that do not fit, a standard with nobody in it, or impossible counts.

    Examples
    --------
    >>> found = standardized_ratio([[10, 80], [30, 20]], [[20, 100], [90, 30]], groups=["a", "b"])
    >>> [round(group.rate, 4) for group in found.groups]
    [0.6625, 0.5139]
    """
    chosen, everyone = parts(selected, total, ("selected", "total"), ndim=2)
    names = names_of(groups, len(chosen))
    crude = _divided(chosen.sum(axis=1), everyone.sum(axis=1))
    at = place_of(reference, names, crude, everyone.sum(axis=1))
    weights = _weights(standard, everyone)
    rates, errors = _rates(chosen, everyone, weights)
    ratio_of = _Ratio(crude, rates, errors, at, quantile(confidence))
    empty = ((everyone == 0) & (weights > 0)).sum(axis=1)
    found = tuple(
        StandardizedRate(
            name, int(everyone[i].sum()), _known(crude[i]), _known(rates[i]), _known(errors[i]),
            *ratio_of(i), int(empty[i]),
        )
        for i, name in enumerate(names)
    )  # fmt: skip
    return Standardized(names[at], found, int((weights > 0).sum()), float(confidence))


def _weights(standard: ArrayLike | None, everyone: NDArray[np.int64]) -> NDArray[np.float64]:
    weights = everyone.sum(axis=0).astype(np.float64)
    if standard is not None:
        given = numbers(standard, "standard", low=0)
        same_shape(weights, given, ("total", "standard"))
        weights = given
    if not weights.sum():
        raise MethodProblem(
            "The standard has nobody in it.",
            "Rates are averaged with its people as weights.",
            "Give a stratum of the standard a weight above 0.",
            field="standard",
        )
    return np.asarray(weights / weights.sum())


def _rates(
    chosen: NDArray[np.int64], everyone: NDArray[np.int64], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return rates and standard errors; NaN for a group without people in a needed stratum."""
    within = _divided(chosen, everyone)
    spread = within * (1 - within) / np.where(everyone > 0, everyone, 1)
    used = weights > 0
    rates = within[:, used] @ weights[used]
    return rates, np.sqrt(spread[:, used] @ weights[used] ** 2)


@dataclass(frozen=True)
class _Ratio:
    """Crude ratio, standardized ratio and bounds of a group over the reference."""

    crude: NDArray[np.float64]
    rates: NDArray[np.float64]
    errors: NDArray[np.float64]
    at: int
    z: float

    def __call__(self, i: int) -> tuple[float | None, float | None, float | None, float | None]:
        crude = _known(_divided(self.crude[[i]], self.crude[[self.at]])[0])
        ratio = _known(_divided(self.rates[[i]], self.rates[[self.at]])[0])
        if i == self.at or not ratio:
            return crude, ratio, None, None
        relative = [float(self.errors[k] / self.rates[k]) for k in (i, self.at)]
        reach = self.z * sqrt(sum(error**2 for error in relative))
        return crude, ratio, exp(log(ratio) - reach), exp(log(ratio) + reach)


def _divided(part: NDArray[np.generic], whole: NDArray[np.generic]) -> NDArray[np.float64]:
    """Divide place by place; NaN where the whole is 0 or not known."""
    bottom = np.asarray(whole, dtype=np.float64)
    safe = np.where(bottom > 0, bottom, np.nan)
    return np.asarray(np.asarray(part, dtype=np.float64) / safe)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
