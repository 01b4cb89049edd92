"""Blocking: which pairs of records are worth comparing?

Question
--------
Which pairs share enough to be the same person, out of all that could be formed, and how many true
pairs does that lose?

Formula
-------
Each record gets keys, such as its birth date, or a part of its surname with the first letter of its
given name. Records with a key in common make a pair; the pairs of all keys are put together, so a
true pair is lost only if every one of its keys is spoiled. Nicknames count as their formal names.

Assumptions
-----------
At least one key of a person is the same in both lists.

When not to use it
------------------
Two short lists need no blocks: all pairs can be compared. The number of pairs lost is known only
where true pairs are known; for others it can only be guessed from such a sample.

References
----------
Christen (2012), IEEE Transactions on Knowledge and Data Engineering 24(9), 1537-1555,
10.1109/TKDE.2011.127.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import count, counts
from thirdspace.methods.linkage.keys import LARGEST_BLOCK, Block, blocks
from thirdspace.methods.linkage.records import common_roles, read_people
from thirdspace.methods.linkage.roles import Roles, Table
from thirdspace.methods.linkage.sources import CHRISTEN
from thirdspace.methods.linkage.wording import blocking_sentence
from thirdspace.methods.registry import method


@dataclass(frozen=True, eq=False)
class Blocking:
    """Pairs worth comparing.

    Parameters
    ----------
    pairs : array of int, shape (pairs, 2)
        Place in the first and in the second list, from 0, sorted.
    keys : tuple of Block
        What each key gave.
    possible : int
        Pairs that could be formed.
    known, lost : int, optional
        True pairs that were named, and how many of them no key has; None if none were named.
    """

    pairs: NDArray[np.int64]
    keys: tuple[Block, ...]
    possible: int
    known: int | None
    lost: int | None

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return blocking_sentence(self)


@method(
    "linkage.blocking",
    title="Blocking",
    question="Which pairs of records are worth comparing?",
    cites=(CHRISTEN,),
    since="0.1",
)
def candidate_pairs(
    left: Table,
    right: Table,
    *,
    left_roles: Roles | None = None,
    right_roles: Roles | None = None,
    true_pairs: ArrayLike | None = None,
    largest: int = LARGEST_BLOCK,
) -> Blocking:
    """Find pairs of records with a key in common.

    Parameters
    ----------
    left, right : mapping of str to sequence of str
        Columns of text by their heads; None or empty text where nothing is known.
    left_roles, right_roles : mapping of str to str, optional
        Head of the column for each role; guessed if not given.
    true_pairs : array of int, shape (pairs, 2), optional
        Places of pairs known to be the same person, to count the ones lost.
    largest : int
        Pairs of the largest group to keep: a larger one, like all who were born on a day that
        stands for “unknown”, says nothing.

    Returns
    -------
    Blocking
        Pairs, and what each key gave.

    Raises
    ------
    MethodProblem
        Lists that can’t be read, or nothing in common.

    Examples
    --------
    >>> ours = {"first": ["Liz", "Al"], "last": ["Cruz", "Lee"], "zip": ["30012", "30040"]}
    >>> theirs = {"first": ["Elizabeth", "Bo"], "last": ["Cruz", "Yu"], "zip": ["30012", "30013"]}
    >>> found = candidate_pairs(ours, theirs, true_pairs=[[0, 0]])
    >>> found.pairs.tolist(), found.possible, found.lost
    ([[0, 0]], 4, 0)
    """
    first = read_people(left, "left", left_roles)
    second = read_people(right, "right", right_roles)
    pairs, keys = blocks(first, second, common_roles(first, second), count(largest, "largest"))
    found = np.stack([first.places[pairs[:, 0]], second.places[pairs[:, 1]]], axis=1)
    found = found[np.lexsort((found[:, 1], found[:, 0]))]
    known, lost = _lost(found, true_pairs)
    return Blocking(found, keys, first.size * second.size, known, lost)


def _lost(found: NDArray[np.int64], true_pairs: ArrayLike | None) -> tuple[int | None, int | None]:
    if true_pairs is None:
        return None, None
    known = {tuple(pair) for pair in counts(true_pairs, "true_pairs", ndim=2).tolist()}
    return len(known), len(known - set(map(tuple, found.tolist())))
