"""Cut people and bridges: without whom, or which tie, would the network fall apart?

Question
--------
If one person left, or one tie ended, would people who can reach each other now be cut off?

Formula
-------
A cut person is one without whom there are more parts; the rise says how many more. A bridge is a
tie without which there is one part more. Both from one walk in depth.

Assumptions
-----------
A tie carries both ways, and nobody steps in.

When not to use it
------------------
A cut person with two ties can cut off one colleague: read how many parts, and who is in them. In a
sparse network nearly everybody cuts.

References
----------
Hopcroft & Tarjan (1973), Communications of the ACM 16(6), 372-378, 10.1145/362248.362272.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thirdspace.methods.network.cuts import cuts
from thirdspace.methods.network.graph import read_graph
from thirdspace.methods.network.records import Tie
from thirdspace.methods.network.sources import TARJAN
from thirdspace.methods.network.wording import cut_sentence
from thirdspace.methods.registry import method


@dataclass(frozen=True)
class ArticulationPoints:
    """Cut people, how many more parts there would be without each, and bridges."""

    people: tuple[str, ...]
    rise: tuple[int, ...]
    bridges: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence who holds the network together."""
        return cut_sentence(self)


@method(
    "network.articulation-points",
    title="Cut people and bridges",
    question="Without whom, or which tie, would the network fall apart?",
    cites=(TARJAN,),
    since="0.1",
)
def articulation_points(
    ties: Sequence[Tie], organizations: Mapping[str, str]
) -> ArticulationPoints:
    """Find the people and ties that hold the network together.

    Parameters
    ----------
    ties : sequence of Tie
        Who works with whom; weights make no difference.
    organizations : mapping of str to str
        Organization of each person.

    Returns
    -------
    ArticulationPoints
        In the order of the alphabet.

    Raises
    ------
    MethodProblem
        Nobody, a person without an organization, or a tie of a person with themself.

    Examples
    --------
    >>> people = {"ana": "district", "ben": "district", "cruz": "university"}
    >>> found = articulation_points([Tie("ana", "ben"), Tie("ben", "cruz")], people)
    >>> found.people, found.rise, found.bridges
    (('ben',), (1,), (('ana', 'ben'), ('ben', 'cruz')))
    """
    graph = read_graph(ties, organizations)
    found = cuts(graph)
    rises = zip(graph.people, found.rise.tolist(), strict=True)
    cut = [(person, rise) for person, rise in rises if rise > 0]
    return ArticulationPoints(
        tuple(person for person, _ in cut),
        tuple(rise for _, rise in cut),
        tuple((graph.people[first], graph.people[second]) for first, second in found.bridges),
    )
