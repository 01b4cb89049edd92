"""Density: how many of the ties that could be there are?

Question
--------
Of all pairs of people, how many work with each other: over all, within each organization, and
between each two?

Formula
-------
Ties over pairs: n (n - 1) / 2 pairs in a group of n, n m between groups of n and m.

Assumptions
-----------
Everybody could in principle work with everybody.

When not to use it
------------------
Large groups are always less dense: nobody works with two hundred people. Compare groups of like
size, or one group over time. More is not better: ties cost time.

References
----------
Wasserman & Faust (1994), Social Network Analysis: Methods and Applications, ch. 4,
10.1017/CBO9780511815478.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np

from thirdspace.methods.network.graph import read_graph
from thirdspace.methods.network.records import Tie
from thirdspace.methods.network.sources import WASSERMAN
from thirdspace.methods.network.wording import density_sentence
from thirdspace.methods.registry import method


@dataclass(frozen=True)
class Block:
    """Ties and pairs between two organizations, or within one; density is None without a pair."""

    first: str
    second: str
    ties: int
    pairs: int
    density: float | None


@dataclass(frozen=True)
class Density:
    """Ties over pairs, for the whole and for each two organizations."""

    people: int
    ties: int
    pairs: int
    density: float | None
    blocks: tuple[Block, ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence how dense the network is."""
        return density_sentence(self)


@method(
    "network.density",
    title="Density",
    question="How many of the ties that could be there are?",
    cites=(WASSERMAN,),
    since="0.1",
)
def density(ties: Sequence[Tie], organizations: Mapping[str, str]) -> Density:
    """Return the share of pairs that are tied.

    Parameters
    ----------
    ties : sequence of Tie
        Who works with whom; weights make no difference.
    organizations : mapping of str to str
        Organization of each person.

    Returns
    -------
    Density
        For the whole, within each organization and between each two.

    Raises
    ------
    MethodProblem
        Nobody, a person without an organization, or a tie of a person with themself.

    Examples
    --------
    >>> people = {"ana": "district", "ben": "district", "cruz": "university"}
    >>> found = density([Tie("ana", "ben"), Tie("ana", "cruz")], people)
    >>> round(found.density, 3), [block.density for block in found.blocks]
    (0.667, [1.0, 0.5, None])
    """
    graph = read_graph(ties, organizations)
    count, sizes = len(graph.organizations), np.bincount(graph.group)
    groups = np.sort(graph.group[graph.ends], axis=1)
    tied = np.bincount(groups[:, 0] * count + groups[:, 1], minlength=count * count)
    blocks = []
    for first, second in combinations_with_replacement(range(count), 2):
        size, other = int(sizes[first]), int(sizes[second])
        pairs = size * (size - 1) // 2 if first == second else size * other
        found = int(tied[first * count + second])
        names = graph.organizations[first], graph.organizations[second]
        blocks.append(Block(*names, found, pairs, found / pairs if pairs else None))
    people = len(graph.people)
    found, pairs = len(graph.ends), people * (people - 1) // 2
    return Density(people, found, pairs, found / pairs if pairs else None, tuple(blocks))
