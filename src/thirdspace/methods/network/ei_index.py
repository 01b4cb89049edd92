"""E–I index: do ties cross between organizations, or stay within them?

Question
--------
Of all ties, how many join two organizations (E) and how many stay inside one (I), and is that more
than the sizes of the organizations alone would make?

Formula
-------
E–I = (E - I) / (E + I): 1 if every tie crosses, -1 if every tie stays inside. The same for the ties
of one organization and of one person. Expected: the index if every possible pair were tied. Chance:
in how many of 2,000 shufflings of people over organizations (sizes kept, fixed seed) the index is
at least as far from what shufflings give on average.

Assumptions
-----------
A tie is a tie: weights make no difference. Organizations are those that people act for here.

When not to use it
------------------
Two small organizations in a large network cross nearly always, so read it beside the expected
value. It says nothing of what ties are good for. For a person with one or two ties it is 1 or -1.

References
----------
Krackhardt & Stern (1988), Social Psychology Quarterly 51(2), 123-140, 10.2307/2786835.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.network.graph import Graph, read_graph
from thirdspace.methods.network.records import Tie
from thirdspace.methods.network.wording import ei_sentence
from thirdspace.methods.registry import Citation, method

KRACKHARDT = Citation(
    "Krackhardt D, Stern RN (1988). Informal networks and organizational crises: an experimental "
    "simulation. Social Psychology Quarterly 51(2), 123-140.",
    "10.2307/2786835",
)
SHUFFLES, SEED = 2000, 1988
AT_ONCE = 5_000_000  # ends of ties held in memory


@dataclass(frozen=True)
class Part:
    """Crossing and inside ties of an organization or a person, and their index (None without)."""

    name: str
    crossing: int
    inside: int
    index: float | None


@dataclass(frozen=True)
class EIIndex:
    """The index of the whole, of each organization and of each person.

    Parameters
    ----------
    crossing, inside : int
        Ties between two organizations, and within one.
    index, expected : float, optional
        Found, and if every pair were tied; None without a tie or a pair.
    chance : float, optional
        Share of shufflings at least as far from their mean; None without a tie or with one
        organization.
    organizations, people : tuple of Part
        In the order of the alphabet.
    """

    crossing: int
    inside: int
    index: float | None
    expected: float | None
    chance: float | None
    organizations: tuple[Part, ...]
    people: tuple[Part, ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence how far ties cross."""
        return ei_sentence(self)


@method(
    "network.ei-index",
    title="E–I index",
    question="Do ties cross between organizations, or stay within them?",
    cites=(KRACKHARDT,),
    since="0.1",
)
def ei_index(ties: Sequence[Tie], organizations: Mapping[str, str]) -> EIIndex:
    """Compare crossing ties with inside ones.

    Parameters
    ----------
    ties : sequence of Tie
        Who works with whom; weights make no difference.
    organizations : mapping of str to str
        Organization of each person.

    Returns
    -------
    EIIndex
        The index of the whole and of every part.

    Raises
    ------
    MethodProblem
        Nobody, a person without an organization, or a tie of a person with themself.

    Examples
    --------
    >>> people = {"ana": "district", "ben": "district", "cruz": "university"}
    >>> found = ei_index([Tie("ana", "ben"), Tie("ana", "cruz"), Tie("ben", "cruz")], people)
    >>> round(found.index, 3), found.crossing, found.inside
    (0.333, 2, 1)
    """
    graph = read_graph(ties, organizations)
    crossing, inside = int(graph.crosses.sum()), int((~graph.crosses).sum())
    cross = graph.sums(graph.crosses.astype(float))
    within = graph.sums((~graph.crosses).astype(float))
    by_group = [np.bincount(graph.group, ends) for ends in (cross, within)]
    return EIIndex(
        crossing,
        inside,
        _index(crossing, inside),
        _expected(graph),
        _chance(graph),
        _parts(graph.organizations, by_group[0], by_group[1] / 2),
        _parts(graph.people, cross, within),
    )


def _index(crossing: float, inside: float) -> float | None:
    every = crossing + inside
    return (crossing - inside) / every if every else None


def _parts(names: Sequence[str], crossing: NDArray[Any], inside: NDArray[Any]) -> tuple[Part, ...]:
    return tuple(
        Part(name, int(cross), int(within), _index(cross, within))
        for name, cross, within in zip(names, crossing.tolist(), inside.tolist(), strict=True)
    )


def _expected(graph: Graph) -> float | None:
    sizes = np.bincount(graph.group)
    every = len(graph.people) * (len(graph.people) - 1) / 2
    inside = float((sizes * (sizes - 1)).sum() / 2)
    return _index(every - inside, inside)


def _chance(graph: Graph) -> float | None:
    if not len(graph.ends) or len(graph.organizations) < 2:
        return None
    random = np.random.default_rng(SEED)
    counts = np.concatenate(
        [_shuffled(graph, turns, random) for turns in _portions(len(graph.ends))]
    )
    distance = abs(graph.crosses.sum() - counts.mean())
    as_far = np.count_nonzero(np.abs(counts - counts.mean()) >= distance - 1e-9)
    return float((as_far + 1) / (SHUFFLES + 1))


def _portions(ties: int) -> list[int]:
    """Split the shufflings so that each portion fits in memory."""
    at_once = max(AT_ONCE // ties, 1)
    return [min(at_once, SHUFFLES - start) for start in range(0, SHUFFLES, at_once)]


def _shuffled(graph: Graph, turns: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Count crossing ties in so many shufflings of people over organizations."""
    group = random.permuted(np.tile(graph.group.astype(np.int16), (turns, 1)), axis=1)
    crossing = group[:, graph.ends[:, 0]] != group[:, graph.ends[:, 1]]
    return np.asarray(np.count_nonzero(crossing, axis=1), np.int64)
