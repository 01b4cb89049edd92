"""One factor by maximum likelihood: what a set of items shares, and what each has of its own.

For uniquenesses u the best loadings come from the largest eigenvalue of R scaled by them; u is
searched so that the others are as near to 1 as can be (Jöreskog 1967, Psychometrika 32(4), 443-482,
10.1007/BF02289658).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
#: A unique variance at this bound is a Heywood case: the item is taken for the factor itself.
LEAST_UNIQUE = 0.005


def one_factor(correlations: Array) -> tuple[Array, Array]:
    """Return loadings and unique variances of one factor.

    Parameters
    ----------
    correlations : array of float, shape (k, k)
        Correlations of three items or more.
    """
    from scipy.optimize import minimize

    start = np.clip(0.5 / _own_precision(correlations), LEAST_UNIQUE, 1)
    found = minimize(
        _misfit,
        start,
        args=(correlations,),
        jac=True,
        method="L-BFGS-B",
        bounds=[(LEAST_UNIQUE, 1.0)] * len(correlations),
        options={"ftol": 1e-14, "gtol": 1e-9, "maxiter": 500},
    )
    unique = np.asarray(found.x)
    return _loadings(unique, correlations), unique


def _own_precision(correlations: Array) -> Array:
    """Diagonal of the inverse; a little is added where items repeat each other."""
    ridge = correlations + 1e-6 * np.eye(len(correlations))
    return np.asarray(np.diag(np.linalg.inv(ridge)))


def _eigen(unique: Array, correlations: Array) -> tuple[Array, Array]:
    root = np.sqrt(unique)
    values, vectors = np.linalg.eigh(correlations / np.outer(root, root))
    return np.maximum(values, 1e-12), vectors


def _loadings(unique: Array, correlations: Array) -> Array:
    values, vectors = _eigen(unique, correlations)
    first = vectors[:, -1] * np.sqrt(unique * max(values[-1] - 1, 0))
    return np.asarray(first if first.sum() >= 0 else -first)


def _misfit(unique: Array, correlations: Array) -> tuple[float, Array]:
    values, _ = _eigen(unique, correlations)
    others = values[:-1]
    loadings = _loadings(unique, correlations)
    residual = np.outer(loadings, loadings) + np.diag(unique) - correlations
    return float((others - np.log(others) - 1).sum()), np.diag(residual) / unique**2
