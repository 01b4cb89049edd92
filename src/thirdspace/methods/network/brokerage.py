"""Brokerage roles: between which organizations does a person stand?

Question
--------
Two people who don't work together both work with a third. Whom does that third join: people of
their own organization, of one other, or of two?

Formula
-------
For each way a - b - c with no tie between a and c, counted in both directions, b has one of five
roles (Gould and Fernandez), by the organizations of a, b and c:

* coordinator: all three the same;
* consultant: a and c the same, b of another;
* representative: a and b the same, c of another;
* gatekeeper: b and c the same, a of another;
* liaison: all three different.

Where ties have no direction, as here, a representative one way is a gatekeeper the other way: the
two counts are equal.

Assumptions
-----------
A tie that was not recorded is no tie.

When not to use it
------------------
Counts grow with the number of ties squared: compare people by their mix of roles. Standing between
is a position, not a skill.

References
----------
Gould & Fernandez (1989), Sociological Methodology 19, 89-126, 10.2307/270949.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.network.graph import Graph, Ints, read_graph
from thirdspace.methods.network.records import Tie
from thirdspace.methods.network.wording import brokerage_sentence
from thirdspace.methods.registry import Citation, method

GOULD = Citation(
    "Gould RV, Fernandez RM (1989). Structures of mediation: a formal approach to brokerage in "
    "transaction networks. Sociological Methodology 19, 89-126.",
    "10.2307/270949",
)


@dataclass(frozen=True)
class Roles:
    """How many ways lead through a person, by role."""

    person: str
    coordinator: int
    consultant: int
    representative: int
    gatekeeper: int
    liaison: int

    @property
    def across(self) -> int:
        """Ways that join people of different organizations, or of one that is not the person's."""
        return self.consultant + self.representative + self.gatekeeper + self.liaison


@dataclass(frozen=True)
class Brokerage:
    """The roles of each person, in the order of the alphabet."""

    people: tuple[Roles, ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence who joins organizations the most."""
        return brokerage_sentence(self)


@method(
    "network.brokerage",
    title="Brokerage roles",
    question="Between which organizations does a person stand?",
    cites=(GOULD,),
    since="0.1",
)
def brokerage(ties: Sequence[Tie], organizations: Mapping[str, str]) -> Brokerage:
    """Count each person's roles between people who don't work together.

    Parameters
    ----------
    ties : sequence of Tie
        Who works with whom; weights make no difference.
    organizations : mapping of str to str
        Organization of each person.

    Returns
    -------
    Brokerage
        Five counts a person.

    Raises
    ------
    MethodProblem
        Nobody, a person without an organization, or a tie of a person with themself.

    Examples
    --------
    >>> people = {"ana": "district", "ben": "district", "cruz": "university"}
    >>> brokerage([Tie("ana", "ben"), Tie("ben", "cruz")], people).people[1].gatekeeper
    1
    """
    graph = read_graph(ties, organizations)
    tied = np.zeros((len(graph.people), len(graph.people)), dtype=bool)
    tied[graph.ends[:, 0], graph.ends[:, 1]] = tied[graph.ends[:, 1], graph.ends[:, 0]] = True
    return Brokerage(
        tuple(
            Roles(person, *_roles(near, graph, tied, int(graph.group[number])))
            for number, (person, near) in enumerate(zip(graph.people, graph.neighbors, strict=True))
        )
    )


def _roles(
    near: Ints, graph: Graph, tied: NDArray[np.bool_], own: int
) -> tuple[int, int, int, int, int]:
    groups = graph.group[near]
    own_side = groups == own
    open_ = ~tied[np.ix_(near, near)] & ~np.eye(len(near), dtype=bool)
    same = groups[:, None] == groups[None, :]
    coordinator = int(open_[np.ix_(own_side, own_side)].sum())
    others = open_[np.ix_(~own_side, ~own_side)]
    consultant = int((others & same[np.ix_(~own_side, ~own_side)]).sum())
    outward = int(open_[np.ix_(own_side, ~own_side)].sum())
    return coordinator, consultant, outward, outward, int(others.sum()) - consultant
