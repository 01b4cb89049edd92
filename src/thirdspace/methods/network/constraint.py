"""Constraint: how far do a person's ties all lead to the same people?

Question
--------
Are the people someone works with tied to each other, so that all bring the same news, or do they
lead to different places?

Formula
-------
p(i, j) is the share of i's tie weight that goes to j. Constraint of i = sum over those i works with
of (p(i, j) + sum over others q of p(i, q) p(q, j))² (Burt). High: all lead to one circle. Low: the
person spans holes between circles.

Assumptions
-----------
Weights say how time is divided.

When not to use it
------------------
Undefined for someone without ties. With one tie it is 1 at least, whoever that is. Low is no merit:
spanning holes is work, and lonely work.

References
----------
Burt (2004), American Journal of Sociology 110(2), 349-399, 10.1086/421787.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from thirdspace.methods.network.graph import Graph, read_graph
from thirdspace.methods.network.records import Tie
from thirdspace.methods.network.sources import BURT
from thirdspace.methods.network.wording import constraint_sentence
from thirdspace.methods.registry import method


@dataclass(frozen=True)
class Constraint:
    """Each person's constraint, in the order of the alphabet; None without ties."""

    people: tuple[str, ...]
    constraint: tuple[float | None, ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence who is the least constrained."""
        return constraint_sentence(self)


@method(
    "network.constraint",
    title="Constraint",
    question="How far do a person’s ties all lead to the same people?",
    cites=(BURT,),
    since="0.1",
)
def constraint(ties: Sequence[Tie], organizations: Mapping[str, str]) -> Constraint:
    """Return each person's constraint.

    Parameters
    ----------
    ties : sequence of Tie
        Who works with whom, and how strongly.
    organizations : mapping of str to str
        Organization of each person; it names those without a tie, too.

    Returns
    -------
    Constraint
        One value a person.

    Raises
    ------
    MethodProblem
        Nobody, a person without an organization, a weight of 0 or less, or a tie with oneself.

    Examples
    --------
    >>> star = [Tie("hub", "a"), Tie("hub", "b")]
    >>> constraint(star, dict.fromkeys(["hub", "a", "b"], "district")).constraint
    (1.0, 1.0, 0.5)
    """
    graph = read_graph(ties, organizations)
    return Constraint(graph.people, _constraint(graph))


def _constraint(graph: Graph) -> tuple[float | None, ...]:
    from scipy.sparse import csr_array

    people = len(graph.people)
    strength = graph.sums(graph.weight)
    first, second = np.concatenate([graph.ends, graph.ends[:, ::-1]]).T
    share = np.concatenate([graph.weight, graph.weight]) / strength[first]
    shares = csr_array((share, (first, second)), shape=(people, people))
    direct = csr_array((np.ones(len(first)), (first, second)), shape=(people, people))
    both = shares + (shares @ shares).multiply(direct)
    found = both.multiply(both).sum(axis=1).tolist()
    return tuple(
        value if strong else None for value, strong in zip(found, strength.tolist(), strict=True)
    )
