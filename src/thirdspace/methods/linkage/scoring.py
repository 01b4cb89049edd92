"""From two lists to the weight of every pair worth comparing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.linkage.agreement import Agreements, Pairs, agree
from thirdspace.methods.linkage.fellegi_sunter import MatchModel, fellegi_sunter, probability
from thirdspace.methods.linkage.keys import Block, blocks
from thirdspace.methods.linkage.namesakes import less_for_namesakes
from thirdspace.methods.linkage.priors import M_AND_U
from thirdspace.methods.linkage.records import People, common_roles
from thirdspace.problems import MethodProblem

#: Pairs drawn at random to learn how often parts agree by chance.
DRAWN = 200_000
#: With no more pairs than this all are compared, and none need be drawn.
ALL_COMPARED = 500_000


@dataclass(frozen=True, eq=False)
class Scored:
    """Pairs worth comparing, with the weight of each part, in bits."""

    agreements: Agreements
    model: MatchModel
    keys: tuple[Block, ...]
    parts: NDArray[np.float64]

    @property
    def weights(self) -> NDArray[np.float64]:
        """Weight of each pair, with the odds that any pair begins with."""
        return np.asarray(self.model.start + self.parts.sum(axis=1))

    @property
    def chances(self) -> NDArray[np.float64]:
        """Chance of a match, pair by pair."""
        return probability(self.weights)


def scored(left: People, right: People) -> Scored:
    """Compare what is worth comparing and weigh it; within one list `left` is `right`."""
    within = left is right
    possible = left.size * (left.size - 1) // 2 if within else left.size * right.size
    compared, at_random, keys = _compared(left, right, possible)
    model = fellegi_sunter(
        compared.levels,
        random_levels=at_random.levels,
        all_pairs=possible,
        priors=[M_AND_U[role] for role in compared.comparisons],
    )
    own = 2 * model.expected / left.size if within else 0.0
    # A record's own duplicates don't make its values common.
    sharing = np.maximum(compared.sharing - own, 1.0)
    parts = model.parts(compared.levels, sharing, compared.records)
    if not within:
        parts = less_for_namesakes(parts, compared, model, (left, right))
    return Scored(compared, model, keys, parts)


def _compared(
    left: People, right: People, possible: int
) -> tuple[Agreements, Agreements, tuple[Block, ...]]:
    """Compare pairs worth it and pairs drawn at random, in one go."""
    if possible <= ALL_COMPARED:
        every = agree(left, right, _all_pairs(left, right))
        return every, every, ()
    pairs, keys = blocks(left, right, common_roles(left, right))
    if not len(pairs):
        raise MethodProblem(
            f"None of the {possible:,} pairs has anything in common.",
            "No birth date, name with a place or year, address or id is in both lists.",
            "Check that both lists are of the same kind of people and the columns are read right.",
        )
    every = agree(left, right, np.concatenate([pairs, _drawn(left, right)]))
    return every.rows(slice(len(pairs))), every.rows(slice(len(pairs), None)), keys


def _all_pairs(left: People, right: People) -> Pairs:
    pairs = np.stack(np.divmod(np.arange(left.size * right.size), right.size), axis=1)
    return pairs[pairs[:, 0] < pairs[:, 1]] if left is right else pairs


def _drawn(left: People, right: People) -> Pairs:
    rng = np.random.default_rng(1969)
    pairs = rng.integers(0, [left.size, right.size], (DRAWN, 2))
    return pairs[pairs[:, 0] != pairs[:, 1]] if left is right else pairs
