"""Levels of agreement of pairs of records, for every comparison two lists allow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.linkage.mark_levels import MARKS
from thirdspace.methods.linkage.name_levels import GIVEN, SURNAME, given_levels, surname_levels
from thirdspace.methods.linkage.records import People, common_roles
from thirdspace.methods.linkage.wording import agreements_sentence

#: Labels, from different to the same, and function of every comparison.
COMPARISONS = {
    "given_name": (GIVEN, given_levels),
    "surname": (SURNAME, surname_levels),
    **MARKS,
}
UNKNOWN = -1
Pairs = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Agreements:
    """How alike the records of each pair are, part by part.

    Parameters
    ----------
    comparisons : tuple of str
        What was compared: roles that both lists have.
    labels : tuple of tuple of str
        Name of every level of each comparison, from “different” to “the same”.
    pairs : array of int, shape (pairs, 2)
        Place in the first and in the second list, from 0.
    levels : array of int, shape (pairs, comparisons)
        Level of each pair; -1 where one of the two values is missing. Swapped names are a level
        of the given name, and the surname has none then.
    sharing : array of float, shape (pairs, comparisons)
        Where the values are the same: records of both lists with that value, less one. NaN
        elsewhere.
    records : int
        Records of both lists.
    """

    comparisons: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    pairs: Pairs
    levels: NDArray[np.int8]
    sharing: NDArray[np.float64]
    records: int

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was compared."""
        return agreements_sentence(self)

    def rows(self, where: slice | NDArray[np.int64]) -> Agreements:
        """Return some of the pairs."""
        return Agreements(
            self.comparisons,
            self.labels,
            self.pairs[where],
            self.levels[where],
            self.sharing[where],
            self.records,
        )


def agree(left: People, right: People, pairs: Pairs) -> Agreements:
    """Compare pairs of records, given by their place in the sorted lists."""
    roles = common_roles(left, right)
    columns = [_column(role, left, right, pairs) for role in roles]
    levels = np.stack([level for level, _ in columns], axis=1)
    if {"given_name", "surname"} <= set(roles):
        _mark_swapped(levels, roles, _swapped(left, right, pairs))
    labels = tuple(COMPARISONS[role][0] for role in roles)
    sharing = np.stack([number for _, number in columns], axis=1)
    records = left.size if left is right else left.size + right.size
    return Agreements(roles, labels, pairs, levels, sharing, records)


def _column(
    role: str, left: People, right: People, pairs: Pairs
) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    """Compare one part; each combination of two values is compared once."""
    labels, compare = COMPARISONS[role]
    words, codes, counts = np.unique(
        np.array(left.texts[role] + right.texts[role]), return_inverse=True, return_counts=True
    )
    ours, theirs = codes[: left.size][pairs[:, 0]], codes[left.size :][pairs[:, 1]]
    level = np.full(len(pairs), UNKNOWN, dtype=np.int8)
    known = (words != "")[ours] & (words != "")[theirs]
    same = known & (ours == theirs)
    level[same] = len(labels) - 1
    other = np.flatnonzero(known & ~same)
    if len(other):
        both, places = np.unique(ours[other] * len(words) + theirs[other], return_inverse=True)
        first, second = np.divmod(both, len(words))
        level[other] = compare(words[first].tolist(), words[second].tolist())[places]
    held = counts // 2 if left is right else counts  # one list stands twice among the texts
    return level, np.where(same, held[ours] - 1.0, np.nan)


def _swapped(left: People, right: People, pairs: Pairs) -> NDArray[np.bool_]:
    """Say where the given name of each is the surname of the other."""
    columns = [people.texts[role] for people in (left, right) for role in ("given_name", "surname")]
    words, codes = np.unique(np.concatenate(columns), return_inverse=True)
    ends = np.cumsum([len(column) for column in columns])[:-1]
    given, surname, given_other, surname_other = np.split(codes, ends)
    ours, theirs = pairs.T
    two_words = (given != surname) & (words != "")[given] & (words != "")[surname]
    crossed = (given[ours] == surname_other[theirs]) & (surname[ours] == given_other[theirs])
    return np.asarray(two_words[ours] & crossed)


def _mark_swapped(
    levels: NDArray[np.int8], roles: tuple[str, ...], swapped: NDArray[np.bool_]
) -> None:
    """Say it at the given name alone: both names are swapped or none, which counts once."""
    levels[swapped, roles.index("given_name")] = GIVEN.index("names swapped")
    levels[swapped, roles.index("surname")] = UNKNOWN
