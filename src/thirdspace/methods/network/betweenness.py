"""Betweenness: who stands between people who don't work together?

Question
--------
Word travels along ties, by the shortest way. How much of it goes through each person?

Formula
-------
For each pair of other people, the share of their shortest ways that pass through the person; added
up, and divided by the number of such pairs (n - 1)(n - 2) / 2, so that it lies between 0 and 1.
Computed by Brandes' accumulation, for many starts at once.

Assumptions
-----------
Ties are used alike, whatever their strength, and word goes the shortest way. People out of reach
of each other count for no one.

When not to use it
------------------
Not a measure of merit: it is high for whoever the ties leave as the only way, which is a risk as
much as a strength. In networks of ten people one tie more or less can turn the order around.

References
----------
Brandes (2001), Journal of Mathematical Sociology 25(2), 163-177, 10.1080/0022250X.2001.9990249.
Freeman (1977), Sociometry 40(1), 35-41, 10.2307/3033543.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from thirdspace.methods.network.graph import Floats, Graph, read_graph
from thirdspace.methods.network.records import Tie
from thirdspace.methods.network.wording import betweenness_sentence
from thirdspace.methods.registry import Citation, method

BRANDES = Citation(
    "Brandes U (2001). A faster algorithm for betweenness centrality. Journal of Mathematical "
    "Sociology 25(2), 163-177.",
    "10.1080/0022250X.2001.9990249",
)
FREEMAN = Citation(
    "Freeman LC (1977). A set of measures of centrality based on betweenness. Sociometry 40(1), "
    "35-41.",
    "10.2307/3033543",
)
STARTS = 512  # at once: memory grows with this times the number of people


@dataclass(frozen=True)
class Betweenness:
    """Each person's betweenness, 0 to 1, in the order of the alphabet."""

    people: tuple[str, ...]
    betweenness: tuple[float, ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence who stands between the most."""
        return betweenness_sentence(self)


@method(
    "network.betweenness",
    title="Betweenness",
    question="Who stands between people who don’t work together?",
    cites=(BRANDES, FREEMAN),
    since="0.1",
)
def betweenness(ties: Sequence[Tie], organizations: Mapping[str, str]) -> Betweenness:
    """Return how much of the shortest ways goes through each person.

    Parameters
    ----------
    ties : sequence of Tie
        Who works with whom; weights make no difference.
    organizations : mapping of str to str
        Organization of each person; it names those without a tie, too.

    Returns
    -------
    Betweenness
        One value a person.

    Raises
    ------
    MethodProblem
        Nobody, a person without an organization, or a tie of a person with themself.

    Examples
    --------
    >>> star = [Tie("hub", "a"), Tie("hub", "b"), Tie("hub", "c")]
    >>> people = {"hub": "district", "a": "district", "b": "university", "c": "university"}
    >>> betweenness(star, people).betweenness
    (0.0, 0.0, 0.0, 1.0)
    """
    graph = read_graph(ties, organizations)
    return Betweenness(graph.people, tuple(between(graph).tolist()))


def between(graph: Graph) -> Floats:
    """Return betweenness by person; 0 for fewer than three people."""
    from scipy.sparse import csr_array

    people = len(graph.people)
    if people < 3 or not len(graph.ends):
        return np.zeros(people)
    first, second = np.concatenate([graph.ends, graph.ends[:, ::-1]]).T
    ties = csr_array((np.ones(len(first)), (first, second)), shape=(people, people))
    passed = sum(
        _passed(ties, np.arange(start, min(start + STARTS, people)))
        for start in range(0, people, STARTS)
    )
    # Every pair was counted from both its ends.
    return np.asarray(passed / ((people - 1) * (people - 2)))


def _passed(ties: Any, starts: np.ndarray) -> Floats:
    """Add up, over these starts, the shares of shortest ways that pass through each person."""
    people = ties.shape[0]
    column = np.arange(len(starts))
    depth = np.full((people, len(starts)), -1)
    ways = np.zeros((people, len(starts)))
    depth[starts, column], ways[starts, column] = 0, 1
    level = 0
    while True:
        onward = ties @ np.where(depth == level, ways, 0.0)
        reached = (onward > 0) & (depth < 0)
        if not reached.any():
            break
        level += 1
        depth[reached], ways[reached] = level, onward[reached]
    through = np.zeros_like(ways)
    for step in range(level, 0, -1):
        share = np.divide(1 + through, ways, out=np.zeros_like(ways), where=depth == step)
        through += np.where(depth == step - 1, ways * (ties @ share), 0.0)
    through[starts, column] = 0
    return np.asarray(through.sum(axis=1))
