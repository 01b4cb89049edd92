"""Binomial regression by iteratively reweighted least squares: logit or complementary log-log."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from thirdspace.methods.survival.newton import AT_REST, Columns, columns, no_finite_value
from thirdspace.methods.survival.spells import Floats, Ints

LINKS = ("logit", "cloglog")
#: The fit ends when the deviance changes by less than this share of it.
STILL = 1e-8
MOST_STEPS = 50
#: Predictors are kept where both links give hazards that differ from 0 and 1.
LOWEST, HIGHEST = -34.0, {"logit": 34.0, "cloglog": 3.5}


@dataclass(frozen=True, eq=False)
class Fitted:
    """Coefficients, standard errors and log-likelihood of single trials."""

    coef: Floats
    se: Floats
    loglik: float


@dataclass(frozen=True, eq=False)
class _Trials:
    """Trials that are alike, apart by outcome: how many of each row of the design had it or not."""

    design: Columns
    outcome: Floats
    number: Floats
    link: str

    def step(self, predictor: Floats) -> tuple[Floats, Floats]:
        """Return the next coefficients, and the information that weighed them."""
        hazard, slope = _hazard(predictor, self.link)
        weight = self.number * slope**2 / (hazard * (1 - hazard))
        aim = predictor + (self.outcome - hazard) / slope
        x = self.design.orthogonal
        information = (x * weight[:, None]).T @ x
        return np.linalg.solve(information, (weight * aim) @ x), information

    def predictor(self, found: Floats) -> Floats:
        """Return the linear predictor of each kind of trial."""
        return np.clip(self.design.orthogonal @ found, LOWEST, HIGHEST[self.link])

    def loglik(self, predictor: Floats) -> float:
        """Return the log-likelihood."""
        hazard, _ = _hazard(predictor, self.link)
        return float(self.number @ np.log(np.where(self.outcome == 1, hazard, 1 - hazard)))


def fit(table: Floats, rows: Ints, events: Ints, link: str) -> Fitted:
    """Fit how many of each kind of row hold the event.

    Starts from hazards of 3/4 where the event took place and 1/4 where it did not. Standard errors
    come from the weights of the last step, as in most software for such models.

    Parameters
    ----------
    table : array of float, shape (kinds, k)
        Columns of the model.
    rows, events : array of int, shape (kinds,)
        Rows of each kind, and how many of them hold the event.
    link : str
        One of `LINKS`.

    Raises
    ------
    MethodProblem
        Columns that depend on each other, or no finite coefficients.
    """
    trials = _trials(table, rows, events, link)
    predictor = _predictor(0.25 + trials.outcome / 2, link)
    loglik = trials.loglik(predictor)
    for _ in range(MOST_STEPS):
        found, information = trials.step(predictor)
        predictor, before = trials.predictor(found), loglik
        loglik = trials.loglik(predictor)
        if abs(loglik - before) < STILL * (abs(loglik) + 0.05):
            break
    onward = trials.predictor(trials.step(predictor)[0])
    if np.abs(onward - predictor).max() > AT_REST:
        raise no_finite_value()
    covariance = trials.design.covariance(np.linalg.inv(information))
    return Fitted(trials.design.coefficients(found), np.sqrt(np.diag(covariance)), loglik)


def _trials(table: Floats, rows: Ints, events: Ints, link: str) -> _Trials:
    number = np.concatenate([events, rows - events]).astype(np.float64)
    outcome = np.repeat([1.0, 0.0], len(rows))
    there = number > 0
    design = columns(np.vstack([table, table])[there], number[there])
    return _Trials(design, outcome[there], number[there], link)


def _hazard(predictor: Floats, link: str) -> tuple[Floats, Floats]:
    """Return the hazard, and how fast it grows with the predictor."""
    if link == "logit":
        hazard = 1 / (1 + np.exp(-predictor))
        return hazard, hazard * (1 - hazard)
    rate = np.exp(predictor)
    return -np.expm1(-rate), rate * np.exp(-rate)


def _predictor(hazard: Floats, link: str) -> Floats:
    if link == "logit":
        return np.log(hazard / (1 - hazard))
    return np.log(-np.log1p(-hazard))
