"""Components: does the network hang together?

Question
--------
Going from person to person along ties, into how many parts does the network fall, and who is in
each?

Formula
-------
Two people are in one part if a way along ties leads from one to the other. Found by one walk in
depth, in time proportional to people and ties.

Assumptions
-----------
A tie carries both ways.

When not to use it
------------------
One weak tie makes two parts one: look at the people and ties that cut, too.

References
----------
Hopcroft & Tarjan (1973), Communications of the ACM 16(6), 372-378, 10.1145/362248.362272.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from thirdspace.methods.network.cuts import cuts
from thirdspace.methods.network.graph import read_graph
from thirdspace.methods.network.records import Tie
from thirdspace.methods.network.sources import TARJAN
from thirdspace.methods.network.wording import components_sentence
from thirdspace.methods.registry import method


@dataclass(frozen=True)
class Components:
    """The parts, largest first; people of each in the order of the alphabet."""

    components: tuple[tuple[str, ...], ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence into how many parts the network falls."""
        return components_sentence(self)


@method(
    "network.components",
    title="Components",
    question="Does the network hang together?",
    cites=(TARJAN,),
    since="0.1",
)
def components(ties: Sequence[Tie], organizations: Mapping[str, str]) -> Components:
    """Return the parts of the network.

    Parameters
    ----------
    ties : sequence of Tie
        Who works with whom; weights make no difference.
    organizations : mapping of str to str
        Organization of each person; it names those without a tie, too.

    Returns
    -------
    Components
        The people of each part.

    Raises
    ------
    MethodProblem
        Nobody, a person without an organization, or a tie of a person with themself.

    Examples
    --------
    >>> people = {"ana": "district", "ben": "district", "cruz": "university"}
    >>> components([Tie("ana", "cruz")], people).components
    (('ana', 'cruz'), ('ben',))
    """
    graph = read_graph(ties, organizations)
    number = cuts(graph).component
    members: list[list[str]] = [[] for _ in range(int(np.max(number)) + 1)]
    for person, part in zip(graph.people, number.tolist(), strict=True):
        members[part].append(person)
    return Components(tuple(sorted(map(tuple, members), key=lambda part: (-len(part), part))))
