"""The EM algorithm for two kinds of pairs, matches and others, from counts of patterns."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.inputs import LARGEST_COUNT

Array = NDArray[np.float64]
#: Least number of matches, and of others, that is ever assumed.
_FEWEST = 0.5
_MOST_ROUNDS, _STEADY = 2000, 1e-9


@dataclass(frozen=True, eq=False)
class Patterns:
    """Pairs counted by their pattern of levels.

    Parameters
    ----------
    marks : array of 0 or 1, shape (patterns, levels of all comparisons)
        Which levels the pattern has; no mark for a comparison where something is missing.
    counts : array of float, shape (patterns,)
        Pairs with the pattern.
    places : array of int, shape (pairs,)
        Pattern of each pair.
    owner : array of int, shape (levels of all comparisons,)
        Comparison that each level belongs to.
    """

    marks: Array
    counts: Array
    places: NDArray[np.int64]
    owner: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Prior:
    """Pairs of each level that count before any is seen, among matches and among others."""

    m: Array
    u: Array


@dataclass(frozen=True, eq=False)
class Mixture:
    """Shares of each level among matches (`m`) and others (`u`), and the share of matches."""

    m: Array
    u: Array
    share: float
    rounds: int = 0
    steady: bool = False


def patterns(levels: NDArray[np.int64], sizes: tuple[int, ...]) -> Patterns:
    """Count pairs by their pattern; `sizes` are the numbers of levels."""
    code, highest = np.zeros(len(levels), dtype=np.int64), 1
    for column, size in zip(levels.T, sizes, strict=True):
        if highest * (size + 1) > LARGEST_COUNT:  # number the patterns so far anew
            code, highest = np.unique(code, return_inverse=True)[1], len(code)
        code, highest = code * (size + 1) + column + 1, highest * (size + 1)
    _, first, places, counts = np.unique(
        code, return_index=True, return_inverse=True, return_counts=True
    )
    each = [
        column[first][:, None] == np.arange(size)
        for column, size in zip(levels.T, sizes, strict=True)
    ]
    owner = np.repeat(np.arange(len(sizes)), sizes)
    return Patterns(np.concatenate(each, axis=1).astype(float), counts.astype(float), places, owner)


def shares(seen: Array, owner: NDArray[np.int64]) -> Array:
    """Turn numbers of pairs into shares of the pairs in which the comparison is known."""
    return np.asarray(seen / np.bincount(owner, seen)[owner])


def log_odds(found: Mixture, marks: Array) -> Array:
    """Return the natural logarithm of the odds of a match, for each pattern."""
    start = np.log(found.share) - np.log1p(-found.share)
    return np.asarray(start + marks @ (np.log(found.m) - np.log(found.u)))


def expectation(log_odds: Array) -> Array:
    """Return the chance of a match from the logarithm of its odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -700, 700))))


def fit(
    seen: Patterns, start: Mixture, prior: Prior, all_pairs: float, drawn: Array | None
) -> Mixture:
    """Improve a start until nothing changes.

    `drawn` holds numbers of each level among pairs drawn at random, the matches at their share
    among them; without it `u` is estimated from the pairs seen.
    """
    now = start
    for number in range(1, _MOST_ROUNDS + 1):
        after = replace(_improved(now, seen, prior, all_pairs, drawn), rounds=number)
        change = max(np.abs(after.m - now.m).max(), np.abs(after.u - now.u).max())
        if change < _STEADY and abs(after.share - now.share) < _STEADY * now.share:
            return replace(after, steady=True)
        now = after
    return now


def _improved(
    now: Mixture, seen: Patterns, prior: Prior, all_pairs: float, drawn: Array | None
) -> Mixture:
    chance = expectation(log_odds(now, seen.marks))
    matches = seen.counts * chance
    expected = float(np.clip(matches.sum(), _FEWEST, all_pairs - _FEWEST))
    share = expected / all_pairs
    m = shares(matches @ seen.marks + prior.m, seen.owner)
    if drawn is None:
        others = (seen.counts - matches) @ seen.marks
    else:
        known = np.bincount(seen.owner, drawn)[seen.owner]
        others = np.maximum(drawn - known * share * m, 0)
    return Mixture(m, shares(others + prior.u, seen.owner), share)
