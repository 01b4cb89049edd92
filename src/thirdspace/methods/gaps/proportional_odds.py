"""The proportional-odds model of an ordered answer, by Newton's method.

With cut points c and slopes b, P(answer <= k) = 1 / (1 + exp(-(c[k] - x b))) (McCullagh 1980).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thirdspace.problems import MethodProblem

Array = NDArray[np.float64]
Edges = tuple[NDArray[np.bool_], NDArray[np.bool_]]
STEPS = 100


@dataclass(frozen=True, eq=False)
class Fit:
    """Cut points, slopes, and the log-likelihood with and without the slopes."""

    cuts: Array
    slopes: Array
    likelihood: float
    null: float


def proportional_odds(answer: Array, columns: Array) -> Fit:
    """Fit the model.

    Parameters
    ----------
    answer : array of float, shape (n,)
        Ordered answers; two or more different ones.
    columns : array of float, shape (n, p)
        What may explain them.

    Raises
    ------
    MethodProblem
        The answers follow from the columns with certainty, so slopes have no finite estimate.
    """
    levels, place = np.unique(answer, return_inverse=True)
    cumulative = np.cumsum(np.bincount(place))[:-1] / answer.size
    cuts = np.log(cumulative / (1 - cumulative))
    start = np.concatenate([cuts, np.zeros(columns.shape[1])])
    upper, lower = _designs(place, columns, levels.size)
    edges = place == levels.size - 1, place == 0
    null = _likelihood(start, upper, lower, edges)
    best, likelihood = start, null
    for _ in range(STEPS):
        slope, curve = _derivatives(best, upper, lower, edges)
        try:
            step = np.linalg.solve(curve, slope).astype(np.float64)
        except np.linalg.LinAlgError:
            raise _undetermined() from None
        best, gained = _improved(best, step, likelihood, (upper, lower, edges))
        likelihood += gained
        if gained <= 1e-12 * abs(likelihood):
            break
    if np.abs(best[levels.size - 1 :]).max() > 25:
        raise _undetermined()
    return Fit(best[: levels.size - 1], best[levels.size - 1 :], likelihood, null)


def _undetermined() -> MethodProblem:
    return MethodProblem(
        "The model has no finite answer.",
        "Answers follow from the score or the side with certainty, or the score from the side.",
        "Look at the answers themselves: no model is needed.",
        field="answers",
    )


def _designs(place: NDArray[np.intp], columns: Array, levels: int) -> tuple[Array, Array]:
    """Rows that turn the parameters into the cut above and the cut below each answer."""
    above = np.zeros((place.size, levels - 1))
    below = np.zeros_like(above)
    rows = np.arange(place.size)
    top, bottom = place < levels - 1, place > 0
    above[rows[top], place[top]] = 1
    below[rows[bottom], place[bottom] - 1] = 1
    return np.hstack([above, -columns]), np.hstack([below, -columns])


def _sides(parameters: Array, upper: Array, lower: Array, edges: Edges) -> tuple[Array, Array]:
    top = 1 / (1 + np.exp(-np.clip(upper @ parameters, -500, 500)))
    bottom = 1 / (1 + np.exp(-np.clip(lower @ parameters, -500, 500)))
    return np.where(edges[0], 1.0, top), np.where(edges[1], 0.0, bottom)


def _likelihood(parameters: Array, upper: Array, lower: Array, edges: Edges) -> float:
    top, bottom = _sides(parameters, upper, lower, edges)
    share = top - bottom
    return float(np.log(share).sum()) if (share > 0).all() else -np.inf


def _derivatives(
    parameters: Array, upper: Array, lower: Array, edges: Edges
) -> tuple[Array, Array]:
    """Return the gradient of the log-likelihood and minus its second derivative."""
    top, bottom = _sides(parameters, upper, lower, edges)
    share = top - bottom
    first = [side * (1 - side) / share for side in (top, bottom)]
    second = [f * (1 - 2 * side) for f, side in zip(first, (top, bottom), strict=True)]
    each = upper * first[0][:, None] - lower * first[1][:, None]
    curve = upper.T @ (upper * second[0][:, None]) - lower.T @ (lower * second[1][:, None])
    return each.sum(axis=0), each.T @ each - curve


def _improved(
    best: Array, step: Array, likelihood: float, model: tuple[Array, Array, Edges]
) -> tuple[Array, float]:
    """Go along the step, halving it until the likelihood does not fall."""
    for halving in range(40):
        tried: Array = best + step * 0.5**halving
        gained = _likelihood(tried, *model) - likelihood
        if gained >= 0:
            return tried, gained
    return best, 0.0
