"""Layout: where to draw each person so that ties between organizations can be seen?

Question
--------
A map of people is read for the ties that cross. In which order do people stand so that few of these
lines cross, always the same for the same network?

Formula
-------
Two banks: the organizations named first on one side, all others on the other, each a block of its
own, one person a row. Within their block people are ordered by the mean row of those they are tied
to on the other bank (the barycenter), by turns from both sides, and the order with the fewest
crossings is kept. Equal ones stand in the order of the alphabet; nothing is random.

Assumptions
-----------
Labels stand outside the banks and ties between them, so no line runs through a name.

When not to use it
------------------
More than about a hundred people a bank is a wall of names: draw organizations, or a part.

References
----------
Sugiyama, Tagawa & Toda (1981), IEEE Transactions on Systems, Man, and Cybernetics 11(2), 109-125,
10.1109/TSMC.1981.4308636.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.network.graph import Floats, Graph, Ints, read_graph
from thirdspace.methods.network.records import Tie
from thirdspace.methods.network.wording import layout_sentence
from thirdspace.methods.registry import Citation, method
from thirdspace.problems import MethodProblem

SUGIYAMA = Citation(
    "Sugiyama K, Tagawa S, Toda M (1981). Methods for visual understanding of hierarchical system "
    "structures. IEEE Transactions on Systems, Man, and Cybernetics 11(2), 109-125.",
    "10.1109/TSMC.1981.4308636",
)
SWEEPS = 8


@dataclass(frozen=True)
class Seat:
    """Where a person stands: bank 0 or 1, and the row in it, from 0, with a gap between blocks."""

    person: str
    organization: str
    bank: int
    row: int


@dataclass(frozen=True)
class Layout:
    """Everyone's place, and how many pairs of ties between the banks cross."""

    seats: tuple[Seat, ...]
    crossings: int

    @property
    def sentence(self) -> str:
        """Say in one plain sentence how the map is laid out."""
        return layout_sentence(self)


@method(
    "network.layout",
    title="Layout in two banks",
    question="Where to draw each person so that ties between organizations can be seen?",
    cites=(SUGIYAMA,),
    since="0.1",
)
def layout(
    ties: Sequence[Tie], organizations: Mapping[str, str], *, first_bank: Sequence[str]
) -> Layout:
    """Place people on two banks.

    Parameters
    ----------
    ties : sequence of Tie
        Who works with whom; weights make no difference.
    organizations : mapping of str to str
        Organization of each person.
    first_bank : sequence of str
        Organizations that stand on the first bank, in this order; all others on the second, in the
        order of the alphabet.

    Returns
    -------
    Layout
        A place for each person, by bank and row.

    Raises
    ------
    MethodProblem
        Nobody, a person without an organization, a tie of a person with themself, or a bank with an
        organization that has nobody.

    Examples
    --------
    >>> people = {"ana": "district", "ben": "district", "cruz": "university", "dee": "university"}
    >>> found = layout([Tie("ana", "dee"), Tie("ben", "cruz")], people, first_bank=["district"])
    >>> [seat.person for seat in found.seats], found.crossings
    (['ana', 'ben', 'dee', 'cruz'], 0)
    """
    graph = read_graph(ties, organizations)
    strange = [name for name in first_bank if name not in graph.organizations]
    if strange:
        raise MethodProblem(
            f"Nobody is of “{strange[0]}”.",
            "A bank is made of organizations that have people here.",
            "Mend the name, or leave it out.",
            field="first_bank",
        )
    first = [graph.organizations.index(name) for name in first_bank]
    second = [group for group in range(len(graph.organizations)) if group not in first]
    banks = [[np.flatnonzero(graph.group == group) for group in bank] for bank in (first, second)]
    bank = np.isin(graph.group, second).astype(int)
    crossing = graph.ends[bank[graph.ends[:, 0]] != bank[graph.ends[:, 1]]]
    across = np.where(bank[crossing[:, :1]] == 0, crossing, crossing[:, ::-1])
    best = _ordered(banks, across, len(graph.people))
    return Layout(tuple(_seats(graph, best)), _crossings(across, _rows(best, len(graph.people))))


Banks = list[list[Ints]]


def _ordered(banks: Banks, across: Ints, people: int) -> Banks:
    """Order by barycenters, now from one bank, now from the other; keep the best."""
    best, fewest = banks, _crossings(across, _rows(banks, people))
    for sweep in range(SWEEPS):
        side = (sweep + 1) % 2
        means = _means(across, _rows(banks, people), side, people)
        blocks = [block[np.argsort(means[block], kind="stable")] for block in banks[side]]
        banks = [blocks if side == number else bank for number, bank in enumerate(banks)]
        crossings = _crossings(across, _rows(banks, people))
        if crossings < fewest:
            best, fewest = banks, crossings
    return best


def _rows(banks: Banks, people: int) -> Floats:
    """Return each person's row: one a person, and one free between two blocks."""
    rows = np.zeros(people)
    for blocks in banks:
        free = 0
        for block in blocks:
            rows[block] = np.arange(free, free + block.size)
            free += block.size + 1
    return rows


def _means(across: Ints, rows: Floats, side: int, people: int) -> Floats:
    """Return the mean row of each person's ties on the other bank; one's own row without a tie."""
    own, other = across[:, side], across[:, 1 - side]
    many = np.bincount(own, minlength=people)
    total = np.bincount(own, rows[other], people)
    return np.where(many > 0, total / np.maximum(many, 1), rows)


def _crossings(across: Ints, rows: Floats) -> int:
    """Count pairs of ties that cross: one starts above the other and ends below it."""
    start, end = rows[across[:, 0]], rows[across[:, 1]]
    order = np.lexsort((end, start))
    return _inversions(end[order], start[order])


def _inversions(end: Floats, start: Floats) -> int:
    crossed = 0
    for place in range(1, end.size):
        before: NDArray[np.bool_] = (end[:place] > end[place]) & (start[:place] < start[place])
        crossed += int(np.count_nonzero(before))
    return crossed


def _seats(graph: Graph, banks: Banks) -> list[Seat]:
    rows = _rows(banks, len(graph.people)).astype(int)
    return [
        Seat(
            graph.people[person],
            graph.organizations[graph.group[person]],
            number,
            int(rows[person]),
        )
        for number, blocks in enumerate(banks)
        for block in blocks
        for person in block.tolist()
    ]
