"""Beta-binomial shrinkage: which rate does a small program show when chance is taken out?

Question
--------
Programs placed so many of so many. A program of two that placed both is not the best one. What is
each program's rate, given how much programs differ at all?

Formula
-------
Rates of programs follow a beta law, counts a binomial law within it. ``alpha`` and ``beta``
maximize ``Σ log B(alpha + x, beta + n - x) - log B(alpha, beta)``; a program's rate is then
``(alpha + x) / (alpha + beta + n)``, with the interval of ``Beta(alpha + x, beta + n - x)``.

The likelihood can lack a finite maximum. If programs differ no more than chance would make them, it
climbs toward equal rates: every program gets the pooled rate, with its Wilson interval. If each
program placed all or nobody, it climbs the other way: every program keeps its own rate and its own
Wilson interval.

Assumptions
-----------
Programs are a sample of one kind and tell of each other; people within one are independent. The
programs' sizes have nothing to do with their rates.

When not to use it
------------------
Intervals take alpha and beta as known, so with fewer than about ten programs they are too narrow.
Programs of different kinds should not be drawn toward each other. Shrunk rates are for judging
programs beside each other; the count that is reported stays the count. A rank of shrunk rates is
still mostly chance where intervals overlap.

References
----------
Griffiths (1973), Biometrics 29(4), 637-648.
Kleinman (1973), Journal of the American Statistical Association 68(341), 46-54,
10.1080/01621459.1973.10481332.
Morris (1983), Journal of the American Statistical Association 78(381), 47-55,
10.1080/01621459.1983.10477920.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import parts
from thirdspace.methods.rates.level import quantile
from thirdspace.methods.rates.wilson import bounds
from thirdspace.methods.registry import Citation, method
from thirdspace.methods.shrinkage.fit import Fit, fit
from thirdspace.methods.shrinkage.sources import MORRIS
from thirdspace.methods.shrinkage.wording import beta_binomial_sentence
from thirdspace.problems import MethodProblem

GRIFFITHS = Citation(
    "Griffiths DA (1973). Maximum likelihood estimation for the beta-binomial distribution and an "
    "application to the household distribution of the total number of cases of a disease. "
    "Biometrics 29(4), 637-648.",
)
KLEINMAN = Citation(
    "Kleinman JC (1973). Proportions with extraneous variance: single and independent samples. "
    "Journal of the American Statistical Association 68(341), 46-54.",
    "10.1080/01621459.1973.10481332",
)
Kind = Literal["shrunk", "pooled", "apart"]


@dataclass(frozen=True)
class BetaBinomial:
    """Rates of units, drawn toward all units.

    Parameters
    ----------
    kind : str
        ``shrunk``; ``pooled`` where units differ no more than chance makes them; ``apart`` where
        each has all or nobody.
    alpha, beta : float, optional
        Of the law of rates; None unless `kind` is ``shrunk``.
    log_likelihood : float
        Maximum, without binomial coefficients; what it climbs toward unless ``shrunk``.
    pooled_rate : float
        All who did, of all.
    counts, totals : tuple of int
        How many, of how many, in each unit.
    raw : tuple of float or None
        Each unit's own rate; None for a unit with nobody.
    rates : tuple of float
        Each unit's shrunk rate, from 0 to 1.
    low, high : tuple of float
        Its interval.
    confidence : float
        Share of such intervals that hold.
    """

    kind: Kind
    alpha: float | None
    beta: float | None
    log_likelihood: float
    pooled_rate: float
    counts: tuple[int, ...]
    totals: tuple[int, ...]
    raw: tuple[float | None, ...]
    rates: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    confidence: float

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return beta_binomial_sentence(self)


@method(
    "shrinkage.beta-binomial",
    title="Beta-binomial shrinkage",
    question="Which rate does a small program show when chance is taken out?",
    cites=(GRIFFITHS, KLEINMAN, MORRIS),
    since="0.1",
)
def beta_binomial(
    counts: ArrayLike, totals: ArrayLike, *, confidence: float = 0.95
) -> BetaBinomial:
    """Draw the rates of units toward all units, as far as chance asks.

    Parameters
    ----------
    counts, totals : array of int, shape (units,)
        How many did, of how many, in each unit; two units or more with somebody in them.
    confidence : float
        Share of such intervals that hold, between 0 and 1.

    Returns
    -------
    BetaBinomial
        Fitted law, and each unit's rate with its interval. A unit with nobody gets the rate that
        any new unit would.

    Raises
    ------
    MethodProblem
        Fewer than two units with people, more who did than there are, or no counts.

    Examples
    --------
    >>> found = beta_binomial([3, 0, 12, 18, 2, 24], [4, 3, 15, 21, 2, 52])
    >>> found.kind, [round(rate, 2) for rate in found.rates]
    ('shrunk', [0.69, 0.43, 0.76, 0.81, 0.74, 0.48])
    """
    x, n = parts(counts, totals, ("counts", "totals"))
    _check_units(n)
    z = quantile(confidence)
    found = fit(x[n > 0], n[n > 0])
    rates, low, high = _estimates(found, x, n, float(confidence), z)
    return BetaBinomial(
        kind=found.kind,
        alpha=found.alpha,
        beta=found.beta,
        log_likelihood=found.log_likelihood,
        pooled_rate=int(x.sum()) / int(n.sum()),
        counts=tuple(x.tolist()),
        totals=tuple(n.tolist()),
        raw=tuple(a / b if b else None for a, b in zip(x.tolist(), n.tolist(), strict=True)),
        rates=rates,
        low=low,
        high=high,
        confidence=float(confidence),
    )


def _check_units(totals: NDArray[np.int64]) -> None:
    if (totals > 0).sum() < 2:
        raise MethodProblem(
            f"{int((totals > 0).sum())} of the units have people in them.",
            "How much units differ can only be seen with two or more.",
            "Give more units, or show the one rate with its interval.",
            field="totals",
        )


Three = tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]


def _estimates(
    found: Fit, x: NDArray[np.int64], n: NDArray[np.int64], confidence: float, z: float
) -> Three:
    """Return each unit's rate, and the lower and upper bound of its interval."""
    if found.alpha is not None and found.beta is not None:
        return _posterior(found.alpha, found.beta, x, n, confidence)
    whole = int(x.sum()), int(n.sum())
    pooled = found.kind == "pooled"
    own = [
        whole if pooled or not b else (a, b) for a, b in zip(x.tolist(), n.tolist(), strict=True)
    ]
    limits = [bounds(a, b, z) for a, b in own]
    return (
        tuple(a / b for a, b in own),
        tuple(low for low, _ in limits),
        tuple(high for _, high in limits),
    )


def _posterior(
    alpha: float, beta: float, x: NDArray[np.int64], n: NDArray[np.int64], confidence: float
) -> Three:
    from scipy.special import betaincinv

    a, b = alpha + x, beta + (n - x)
    tail = (1 - confidence) / 2
    columns = a / (a + b), betaincinv(a, b, tail), betaincinv(a, b, 1 - tail)
    rates, low, high = (tuple(column.tolist()) for column in columns)
    return rates, low, high
