"""Find the coefficients that make a likelihood largest, and say when there are none.

Newton's steps with step halving, on columns made orthogonal first (QR), so that years beside their
fifth powers, or incomes beside shares, are no harder than any other columns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from thirdspace.methods.survival.spells import Floats
from thirdspace.problems import MethodProblem

#: A column this close to a combination of the others adds nothing but rounding.
INDEPENDENT_FROM = 1e-11
#: A likelihood gains less than this from the next step: it is at its top.
GAIN_AT_TOP = 1e-12
MOST_STEPS = 60
#: At a top the next step is no longer than this; where there is none it goes on by 1.
AT_REST = 0.1
#: A linear predictor beyond this means that the likelihood grows without end.
FARTHEST = 36.0

#: For coefficients: the log-likelihood, its slope and its information.
Likelihood = Callable[[Floats], tuple[float, Floats, Floats]]


@dataclass(frozen=True, eq=False)
class Columns:
    """Covariates as orthogonal columns, and the way back to those that were given."""

    orthogonal: Floats
    back: Floats

    def coefficients(self, found: Floats) -> Floats:
        """Return the coefficients of the columns that were given."""
        return self.back @ found

    def covariance(self, found: Floats) -> Floats:
        """Return the covariance of those coefficients."""
        return self.back @ found @ self.back.T


@dataclass(frozen=True, eq=False)
class Top:
    """Where a likelihood is largest: coefficients, log-likelihood at 0 and here, information."""

    found: Floats
    loglik_null: float
    loglik: float
    information: Floats

    @property
    def inverse(self) -> Floats:
        """Return the covariance of the coefficients."""
        return np.linalg.inv(self.information)


def columns(table: Floats, weights: Floats | None = None) -> Columns:
    """Make columns orthogonal; `weights` says how many rows each row stands for.

    Raises
    ------
    MethodProblem
        One column is a combination of the others, or is the same in every row.
    """
    scale = np.sqrt(len(table)) if weights is None else np.sqrt(weights.sum())
    size = np.abs(table).max(axis=0)
    size[size == 0] = 1
    rows = table / size if weights is None else table / size * np.sqrt(weights)[:, None]
    upper = np.linalg.qr(rows, mode="r")
    diagonal = np.abs(np.diag(upper))
    weak = diagonal <= INDEPENDENT_FROM * np.linalg.norm(rows, axis=0).max(initial=1e-300)
    if weak.any() or len(upper) < table.shape[1]:
        number = int(np.argmax(weak)) + 1 if weak.any() else len(upper) + 1
        raise MethodProblem(
            f"Column {number} of the model says nothing that the columns before it don’t.",
            "It is constant where it should vary, or can be computed from the others.",
            "Leave it out.",
            field="covariates",
        )
    inverse = np.linalg.inv(upper) * scale
    return Columns(table / size @ inverse, inverse / size[:, None])


def climb(likelihood: Likelihood, size: int, farthest: Callable[[Floats], float]) -> Top:
    """Return the top of a likelihood, from coefficients of 0.

    Parameters
    ----------
    likelihood : callable
        Returns log-likelihood, slope and information for `size` coefficients.
    size : int
        How many coefficients.
    farthest : callable
        Returns the largest linear predictor, without sign, that some coefficients give.

    Raises
    ------
    MethodProblem
        The likelihood has no top: it grows as a coefficient grows without end.
    """
    found = np.zeros(size)
    value, slope, information = likelihood(found)
    null = value
    for _ in range(MOST_STEPS):
        step = _step(information, slope)
        if float(step @ slope) <= GAIN_AT_TOP * (1 + abs(value)):
            if farthest(step) > AT_REST:
                break
            return Top(found, null, value, information)
        for _halving in range(30):
            if farthest(found + step) <= 2 * FARTHEST:
                after = likelihood(found + step)
                if after[0] >= value - GAIN_AT_TOP * (1 + abs(value)):
                    break
            step = step / 2
        else:
            break
        found = found + step
        value, slope, information = after
        if farthest(found) > FARTHEST:
            break
    raise no_finite_value()


def no_finite_value() -> MethodProblem:
    """Return the problem of a likelihood that grows as a coefficient grows without end."""
    return MethodProblem(
        "The coefficients have no finite value.",
        "Some combination of covariates splits those who had the event from those who did not.",
        "Leave a covariate out, or merge rare categories or periods.",
        field="covariates",
    )


def _step(information: Floats, slope: Floats) -> Floats:
    # Far out the information may vanish; the least step then leads to the end of the search.
    return np.linalg.lstsq(information, slope, rcond=None)[0]
