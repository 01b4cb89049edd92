"""Bus factor: how few people would have to leave for two organizations to lose every tie?

Question
--------
Two organizations work together through certain people. What is the smallest number whose leaving
would end every tie between them, and who are they?

Formula
-------
The ties between two organizations form a bipartite graph. The fewest people that touch all of them
is a smallest vertex cover, and as large as a largest set of ties without a person in common
(Kőnig); that set is found by Hopcroft and Karp's algorithm. The partnership's bus factor is the
smallest over all pairs of organizations that have a tie.

Assumptions
-----------
Only direct ties count: a way over a third organization is no tie. Nobody new steps in.

When not to use it
------------------
Other sets of people can be as small: those named are one of them. A factor of 1 asks for a second
tie, not for keeping a person.

References
----------
Hopcroft & Karp (1973), SIAM Journal on Computing 2(4), 225-231, 10.1137/0202019.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from thirdspace.methods.network.graph import Graph, Ints, read_graph
from thirdspace.methods.network.records import Tie
from thirdspace.methods.network.wording import bus_sentence
from thirdspace.methods.registry import Citation, method

HOPCROFT_KARP = Citation(
    "Hopcroft JE, Karp RM (1973). An n^(5/2) algorithm for maximum matchings in bipartite graphs. "
    "SIAM Journal on Computing 2(4), 225-231.",
    "10.1137/0202019",
)


@dataclass(frozen=True)
class PairFactor:
    """Two organizations, their ties, and a smallest set of people who hold all of them."""

    first: str
    second: str
    ties: int
    people: tuple[str, ...]

    @property
    def factor(self) -> int:
        """Return how many people hold every tie; 0 without a tie."""
        return len(self.people)


@dataclass(frozen=True)
class BusFactor:
    """The factor of the partnership (None without a crossing tie) and of each two organizations."""

    factor: int | None
    pairs: tuple[PairFactor, ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence which organizations hang on the fewest people."""
        return bus_sentence(self)


@method(
    "network.bus-factor",
    title="Bus factor",
    question="How few people would have to leave for two organizations to lose every tie?",
    cites=(HOPCROFT_KARP,),
    since="0.1",
)
def bus_factor(ties: Sequence[Tie], organizations: Mapping[str, str]) -> BusFactor:
    """Find the fewest people who hold all ties between each two organizations.

    Parameters
    ----------
    ties : sequence of Tie
        Who works with whom; weights make no difference.
    organizations : mapping of str to str
        Organization of each person.

    Returns
    -------
    BusFactor
        The factor of each two organizations, in the order of the alphabet.

    Raises
    ------
    MethodProblem
        Nobody, a person without an organization, or a tie of a person with themself.

    Examples
    --------
    >>> people = {"ana": "district", "ben": "district", "cruz": "university", "dee": "university"}
    >>> bus_factor([Tie("ana", "cruz"), Tie("ben", "dee")], people).factor
    2
    """
    graph = read_graph(ties, organizations)
    pairs = tuple(
        _pair(graph, one, other) for one, other in combinations(range(len(graph.organizations)), 2)
    )
    return BusFactor(min((pair.factor for pair in pairs if pair.ties), default=None), pairs)


def _pair(graph: Graph, one: int, other: int) -> PairFactor:
    groups = graph.group[graph.ends]
    forth = (groups[:, 0] == one) & (groups[:, 1] == other)
    back = (groups[:, 0] == other) & (groups[:, 1] == one)
    ends = np.concatenate([graph.ends[forth], graph.ends[back][:, ::-1]])
    people = sorted(graph.people[person] for person in _cover(ends))
    names = graph.organizations[one], graph.organizations[other]
    return PairFactor(*names, len(ends), tuple(people))


def _cover(ends: Ints) -> list[int]:
    """Return a smallest set of people that touches every tie (Kőnig's construction)."""
    if not len(ends):
        return []
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_bipartite_matching

    left, first = np.unique(ends[:, 0], return_inverse=True)
    right, second = np.unique(ends[:, 1], return_inverse=True)
    table = csr_matrix((np.ones(len(ends)), (first, second)), shape=(left.size, right.size))
    partner = maximum_bipartite_matching(table, perm_type="column")
    back = np.full(right.size, -1)
    back[partner[partner >= 0]] = np.flatnonzero(partner >= 0)
    seen_left, seen_right = set(np.flatnonzero(partner < 0).tolist()), set()
    waiting = list(seen_left)
    while waiting:  # along ties to the right, back along matched ones
        person = waiting.pop()
        for near in table.indices[table.indptr[person] : table.indptr[person + 1]].tolist():
            if near in seen_right:
                continue
            seen_right.add(near)
            owner = int(back[near])
            if owner >= 0 and owner not in seen_left:
                seen_left.add(owner)
                waiting.append(owner)
    unseen = [person for person in range(left.size) if person not in seen_left]
    return [int(left[p]) for p in unseen] + [int(right[p]) for p in sorted(seen_right)]
