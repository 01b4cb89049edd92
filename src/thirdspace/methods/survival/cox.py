"""Cox regression: what goes with leaving sooner, when real dates are known?

Question
--------
By which factor does the hazard of the event differ for one unit more of each covariate?

Formula
-------
Hazard = baseline(t) exp(x b). The partial likelihood compares, at each event time, the person who
had the event with all those then at risk (``entry < t <= time``); tied events by Efron's or
Breslow's approximation. Newton's method with step halving; standard errors from the observed
information; likelihood-ratio test against a model without covariates. A weighted person counts as
that many; Efron gives tied events their mean weight.

Assumptions
-----------
The ratio of hazards between two people stays the same over time. Given the covariates, censoring
and late entry say nothing about the event. People are independent. Covariates are known when the
clock starts; one that changes is written as several spells of a person, each with its entry.

When not to use it
------------------
With few distinct times and many ties, as in annual rosters, take the discrete-time hazard model.
With several kinds of leaving, a model of one with the others censored compares the strength of that
one, not shares of people: for shares see Fine-Gray. Fewer than about five events for each
coefficient are too few.

References
----------
Cox (1972), Journal of the Royal Statistical Society B 34(2), 187-220,
10.1111/j.2517-6161.1972.tb00899.x.
Efron (1977), 10.1080/01621459.1977.10480613. Breslow (1974), 10.2307/2529620.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import chosen, numbers, same_length
from thirdspace.methods.normal import Z
from thirdspace.methods.registry import method
from thirdspace.methods.survival.design import Covariates, read_covariates
from thirdspace.methods.survival.newton import Top
from thirdspace.methods.survival.partial_likelihood import partial_likelihood
from thirdspace.methods.survival.risk_sets import risk_sets
from thirdspace.methods.survival.sources import BRESLOW, COX, EFRON
from thirdspace.methods.survival.spells import Floats, Spells, read_spells
from thirdspace.methods.survival.tail import chi_square_tail
from thirdspace.methods.survival.wording import cox_sentence
from thirdspace.problems import MethodProblem

TIES = ("efron", "breslow")
#: The heaviest row may weigh so many times the lightest.
MOST_TIMES = 1e9


@dataclass(frozen=True)
class ProportionalHazards:
    """A fitted model; one place in each tuple for each covariate.

    Parameters
    ----------
    people, events : int
        Spells used, and how many ended by the event.
    measure : str
        What `ratio` is a ratio of.
    names : tuple of str
        The covariates.
    coef, se : tuple of float
        Coefficients on the log scale, and standard errors.
    ratio, low, high : tuple of float
        Hazard ratio for one unit more, and its 95% interval.
    p : tuple of float
        p-value of each coefficient, by Wald's test.
    loglik_null, loglik : float
        Log partial likelihood without covariates and with them.
    lr, lr_p : float
        Likelihood-ratio statistic and its p-value.
    df : int
        Number of covariates.
    """

    people: int
    events: int
    measure: str
    names: tuple[str, ...]
    coef: tuple[float, ...]
    se: tuple[float, ...]
    ratio: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    p: tuple[float, ...]
    loglik_null: float
    loglik: float
    lr: float
    df: int
    lr_p: float

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return cox_sentence(self)


@method(
    "survival.cox",
    title="Cox regression",
    question="What goes with leaving sooner, when real dates are known?",
    cites=(COX, EFRON, BRESLOW),
    since="0.1",
)
def cox(
    time: ArrayLike,
    event: ArrayLike,
    covariates: ArrayLike,
    *,
    entry: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    ties: str = "efron",
    names: Sequence[str] | None = None,
) -> ProportionalHazards:
    """Fit hazard ratios.

    Parameters
    ----------
    time, event, entry : array, shape (n,)
        As for `kaplan_meier`.
    covariates : array of float, shape (n, k) or (n,)
        What is known about each person.
    weights : array of float, shape (n,), optional
        How many people each row stands for, above 0.
    ties : str
        efron or breslow.
    names : sequence of str, optional
        Names of the covariates.

    Returns
    -------
    ProportionalHazards
        Coefficients, hazard ratios and likelihoods.

    Raises
    ------
    MethodProblem
        As `kaplan_meier`; also no event, a covariate that is constant or can be computed from the
        others, or coefficients without a finite value.

    Examples
    --------
    >>> model = cox([1, 2, 3, 4, 5, 6], [1, 1, 1, 0, 1, 1], [1, 0, 1, 0, 0, 1])
    >>> round(model.ratio[0], 3), round(model.loglik, 3)
    (1.106, -5.476)
    """
    spells = read_spells(time, event, entry)
    known = required_covariates(covariates, len(spells.time), names)
    heavy = _weights(weights, spells)
    model = partial_likelihood(
        known.table, heavy, risk_sets(spells), efron=chosen(ties, TIES, "ties") == "efron"
    )
    top = model.maximize()
    variance = model.design.covariance(top.inverse)
    coef = model.design.coefficients(top.found)
    return summarized(spells, known, coef, variance, top, measure="hazard ratio")


def required_covariates(
    covariates: ArrayLike, rows: int, names: Sequence[str] | None
) -> Covariates:
    """Read at least one covariate; as `read_covariates`."""
    known = read_covariates(covariates, rows, names)
    if not known.names:
        raise MethodProblem(
            "There is no covariate.",
            "The model compares people by what is known about them.",
            "Give at least one column, or draw the curve of all with Kaplan-Meier.",
            field="covariates",
        )
    return known


def summarized(
    spells: Spells, known: Covariates, coef: Floats, variance: Floats, top: Top, *, measure: str
) -> ProportionalHazards:
    """Return coefficients with what follows from them and their variance."""
    se = np.sqrt(np.diag(variance))
    lr = max(2 * (top.loglik - top.loglik_null), 0.0)
    return ProportionalHazards(
        people=len(spells.time),
        events=int((spells.cause == 1).sum()),
        measure=measure,
        names=known.names,
        coef=tuple(coef.tolist()),
        se=tuple(se.tolist()),
        ratio=_exponentials(coef),
        low=_exponentials(coef - Z * se),
        high=_exponentials(coef + Z * se),
        p=tuple(chi_square_tail(z**2, 1) or 0.0 for z in (coef / se).tolist()),
        loglik_null=top.loglik_null,
        loglik=top.loglik,
        lr=lr,
        df=len(coef),
        lr_p=chi_square_tail(lr, len(coef)) or 0.0,
    )


def _exponentials(values: Floats) -> tuple[float, ...]:
    """Return e to these powers; where that is beyond numbers, the largest there is."""
    return tuple(np.exp(np.clip(values, -700, 700)).tolist())


def _weights(weights: ArrayLike | None, spells: Spells) -> Floats:
    if weights is None:
        return np.ones(len(spells.time))
    heavy = numbers(weights, "weights", low=0)
    same_length(spells.time, heavy, ("time", "weights"))
    if not heavy.all():
        raise MethodProblem(
            "“weights” holds 0.",
            "A weight says how many people a row stands for.",
            "Leave out rows that stand for nobody.",
            field="weights",
        )
    if heavy.max() > MOST_TIMES * heavy.min():
        raise MethodProblem(
            f"“weights” go from {heavy.min():g} to {heavy.max():g}.",
            "Beside such a row the others would be lost in rounding.",
            "Mend the weights, or leave out rows that hardly count.",
            field="weights",
        )
    return heavy
