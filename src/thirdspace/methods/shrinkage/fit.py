"""The likelihood of a beta-binomial law, and where it is highest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

#: Sums of alpha and beta from which the search starts.
STARTS = (0.5, 5.0, 50.0, 500.0)
#: Where alpha and beta make so many times the largest total, units differ by a ten-thousandth of
#: what chance makes.
ONE_POINT = 1e4
#: A likelihood higher by less than this, or than this share of it, is no higher.
GAIN, SHARE = 1e-6, 1e-9
STEPS = 100


@dataclass(frozen=True)
class Fit:
    """The law of rates; without alpha and beta where no finite ones are best."""

    kind: Literal["shrunk", "pooled", "apart"]
    alpha: float | None
    beta: float | None
    log_likelihood: float


def fit(x: NDArray[np.int64], n: NDArray[np.int64]) -> Fit:
    """Fit counts `x` of `n`, each of which is 1 or more, in two units or more."""
    pooled = float(x.sum() / n.sum())
    if pooled in (0.0, 1.0) or n.max() == 1:
        return Fit("pooled", None, None, _binomial(x, n, pooled))
    if ((x == 0) | (x == n)).all():
        full = float((x == n).mean())
        return Fit("apart", None, None, _binomial((x == n).astype(int), np.ones_like(n), full))
    found = [_climb(x.astype(float), n.astype(float), pooled, start) for start in STARTS]
    best = max(found, key=lambda fitted: fitted[2])
    equal = _binomial(x, n, pooled)
    if best[0] + best[1] > ONE_POINT * n.max() or best[2] <= equal + GAIN + SHARE * abs(equal):
        return Fit("pooled", None, None, equal)
    return Fit("shrunk", *best)


def _binomial(x: NDArray[np.int64], n: NDArray[np.int64], rate: float) -> float:
    """Return the log likelihood of one rate for all, without binomial coefficients."""
    if rate in (0.0, 1.0):
        return 0.0
    return float(x.sum() * np.log(rate) + (n - x).sum() * np.log1p(-rate))


def _climb(
    x: NDArray[np.float64], n: NDArray[np.float64], rate: float, size: float
) -> tuple[float, float, float]:
    """Climb to a maximum in log alpha and log beta by Newton steps that never go down."""
    at = np.log([rate * size, (1 - rate) * size])
    height = _height(at, x, n)
    for _ in range(STEPS):
        step = _newton(at, x, n)
        reach = 1.0
        while (higher := _height(at + reach * step, x, n)) < height and reach > 1e-10:
            reach /= 2
        if higher < height or np.exp(at).sum() > ONE_POINT * n.max():
            break
        at, height = at + reach * step, higher
        if np.abs(step).max() < 1e-9:
            break
    alpha, beta = np.exp(at)
    return float(alpha), float(beta), height


def _height(at: NDArray[np.float64], x: NDArray[np.float64], n: NDArray[np.float64]) -> float:
    from scipy.special import betaln

    alpha, beta = np.exp(at)
    return float((betaln(alpha + x, beta + (n - x)) - betaln(alpha, beta)).sum())


def _newton(
    at: NDArray[np.float64], x: NDArray[np.float64], n: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return a step uphill: Newton's where the surface is a dome, else along the slope."""
    from scipy.special import digamma, polygamma

    alpha, beta = np.exp(at)
    total = digamma(alpha + beta + n) - digamma(alpha + beta)
    bend = (polygamma(1, alpha + beta + n) - polygamma(1, alpha + beta)).sum()
    slope, own = np.empty(2), np.empty(2)
    for place, (shape, part) in enumerate(((alpha, x), (beta, n - x))):
        first = (digamma(shape + part) - digamma(shape) - total).sum()
        second = (polygamma(1, shape + part) - polygamma(1, shape)).sum() - bend
        slope[place] = shape * first
        own[place] = shape * first + shape**2 * second
    cross = -alpha * beta * bend
    curve = np.array([[own[0], cross], [cross, own[1]]])
    values, axes = np.linalg.eigh(curve)
    # A bend the wrong way is turned round: every direction then leads up.
    down = -np.maximum(np.abs(values), 1e-12 * np.abs(values).max() + 1e-300)
    step = -(axes / down) @ (axes.T @ slope)
    return np.asarray(step * min(1.0, 2.0 / max(np.abs(step).max(), 1e-300)))
