"""Linking two lists: who of one list is who of the other?

Question
--------
Which records of two lists without a common id are the same person, how sure is that, and what share
of the first list is matched?

Formula
-------
Pairs with a key in common (`linkage.blocking`) are compared part by part (`linkage.comparisons`)
and weighed (`linkage.fellegi-sunter`). The chance of a pair counts its rivals: its odds over 1 plus
the odds of all pairs with either record. The best one-to-one set (`linkage.one-to-one`) is divided
into links that stand and links to look at (`linkage.review-band`).

Assumptions
-----------
No person stands twice in a list. Both lists describe the same kind of people, and enough of them
are in both: some dozens.

When not to use it
------------------
A list with duplicates: see `linkage.duplicates`. Decisions about one person: a link is a
proposal, and anybody must be able to undo it. Without an agreement that allows the two lists to
meet.

References
----------
Fellegi & Sunter (1969), Journal of the American Statistical Association 64(328), 1183-1210,
10.1080/01621459.1969.10501049.
Jaro (1989), Journal of the American Statistical Association 84(406), 414-420,
10.1080/01621459.1989.10478785.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.linkage.agreement import Pairs
from thirdspace.methods.linkage.explained import Pair, explained
from thirdspace.methods.linkage.fellegi_sunter import MatchModel
from thirdspace.methods.linkage.keys import Block
from thirdspace.methods.linkage.one_to_one import one_to_one
from thirdspace.methods.linkage.records import read_people
from thirdspace.methods.linkage.review_band import PRECISION, QUEUE, ReviewBand, review_band
from thirdspace.methods.linkage.roles import Roles, Table
from thirdspace.methods.linkage.scoring import scored
from thirdspace.methods.linkage.sources import FELLEGI_SUNTER, JARO
from thirdspace.methods.linkage.wording import linkage_sentence
from thirdspace.methods.registry import method

#: Weight, in bits, below which a pair is not even offered: a chance of 1 in 128.
_FLOOR = -7.0


@dataclass(frozen=True, eq=False)
class Linkage:
    """Two lists, linked.

    Parameters
    ----------
    automatic, review : tuple of Pair
        Links that stand, and links to look at; surest first.
    band : ReviewBand
        How links were divided, and the bounds of the match rate.
    model : MatchModel
        What each level of agreement is worth.
    comparisons : tuple of str
        What was compared.
    keys : tuple of Block
        What each key gave; empty where all pairs were compared.
    compared : int
        Pairs compared.
    """

    automatic: tuple[Pair, ...]
    review: tuple[Pair, ...]
    band: ReviewBand
    model: MatchModel
    comparisons: tuple[str, ...]
    keys: tuple[Block, ...]
    compared: int

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return linkage_sentence(self)


@method(
    "linkage.link-lists",
    title="Linking two lists",
    question="Which records of two lists are the same person?",
    cites=(FELLEGI_SUNTER, JARO),
    since="0.1",
)
def link_lists(
    left: Table,
    right: Table,
    *,
    left_roles: Roles | None = None,
    right_roles: Roles | None = None,
    precision: float = PRECISION,
    queue: float = QUEUE,
) -> Linkage:
    """Link two lists of people, one to one.

    Parameters
    ----------
    left, right : mapping of str to sequence of str
        The list to be matched and the one to find its people in: columns of text by their heads,
        None or empty text where nothing is known.
    left_roles, right_roles : mapping of str to str, optional
        Head of the column for each role; guessed if not given, see
        `thirdspace.methods.linkage.roles`.
    precision : float
        Share of automatic links that must be right.
    queue : float
        Largest share of the first list that people look at.

    Returns
    -------
    Linkage
        Links that stand and links to look at, each explained part by part.

    Raises
    ------
    MethodProblem
        Lists that can’t be read, nothing in common, or rapidfuzz is not installed.

    Examples
    --------
    >>> ours = {"first": ["Liz", "Al"], "last": ["Cruz", "Lee"], "dob": ["1970-03-08", ""]}
    >>> theirs = {"first": ["Elizabeth", "Bo"], "last": ["Cruz", "Yu"], "dob": ["1970-03-08", ""]}
    >>> found = link_lists(ours, theirs)
    >>> [(pair.left, pair.right) for pair in found.automatic + found.review]
    [(0, 0)]
    """
    first = read_people(left, "left", left_roles)
    second = read_people(right, "right", right_roles)
    found = scored(first, second)
    pairs = found.agreements.pairs
    chosen = np.array(
        one_to_one(pairs[:, 0], pairs[:, 1], found.weights, least=_FLOOR).chosen, dtype=np.int64
    )
    chances = _beside_rivals(pairs, found.weights)[chosen]
    band = review_band(chances, records=first.size, precision=precision, queue=queue)
    stands, looked = (
        explained(found, first, second, chosen[list(part)], chances[list(part)])
        for part in (band.automatic, band.review)
    )
    return Linkage(
        automatic=stands,
        review=looked,
        band=band,
        model=found.model,
        comparisons=found.agreements.comparisons,
        keys=found.keys,
        compared=len(pairs),
    )


def _beside_rivals(pairs: Pairs, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chance of each pair when each record has one partner at most.

    Exact where all rivals share the same record; a close lower bound elsewhere.
    """
    odds = np.exp2(np.clip(weights, -60, 60))
    rivals = [np.bincount(places, odds)[places] for places in pairs.T]
    return np.asarray(odds / (1 + rivals[0] + rivals[1] - odds))
