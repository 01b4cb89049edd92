"""Chi-square statistics of several differences at once, and their p-values."""

from __future__ import annotations

import numpy as np

from thirdspace.methods.survival.spells import Floats

#: An eigenvalue this small beside the largest is no variance but rounding.
NO_VARIANCE = 1e-10


def chi_square_tail(statistic: float | None, df: int) -> float | None:
    """Return the chance of so large a chi-square; None where there is none."""
    from scipy.special import chdtrc

    return None if statistic is None or not df else float(chdtrc(df, max(statistic, 0.0)))


def quadratic_form(differences: Floats, covariance: Floats) -> tuple[float | None, int]:
    """Return differences squared in units of their covariance, and its rank; None if it is 0."""
    values, vectors = np.linalg.eigh(covariance)
    real = values > NO_VARIANCE * max(values.max(), np.finfo(float).tiny)
    if not real.any():
        return None, 0
    along = differences @ vectors[:, real]
    return float(np.sum(along**2 / values[real])), int(real.sum())
