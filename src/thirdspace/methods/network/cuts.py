"""Parts of a network and the people who hold them together, by one walk in depth (Tarjan)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from thirdspace.methods.network.graph import Graph, Ints


@dataclass(frozen=True, eq=False)
class Cuts:
    """What one walk finds.

    Parameters
    ----------
    component : array of int, shape (n,)
        Number of each person's part, from 0.
    rise : array of int, shape (n,)
        How many more parts there are without the person; -1 for one without ties.
    bridges : tuple of (int, int)
        Ties whose loss alone makes one part more.
    """

    component: Ints
    rise: Ints
    bridges: tuple[tuple[int, int], ...]


def cuts(graph: Graph) -> Cuts:
    """Return parts, cut people and bridges."""
    count = len(graph.people)
    walk = _Walk([near.tolist() for near in graph.neighbors], count)
    for person in range(count):
        if walk.entered[person] < 0:
            walk.from_(person)
    return Cuts(np.array(walk.component), np.array(walk.rise), tuple(sorted(walk.bridges)))


class _Walk:
    """A walk in depth without recursion: `low` is the earliest person that can be reached back."""

    def __init__(self, neighbors: list[list[int]], count: int) -> None:
        self.neighbors = neighbors
        self.entered = [-1] * count
        self.low = [0] * count
        self.component = [0] * count
        self.rise = [0] * count
        self.bridges: list[tuple[int, int]] = []
        self.parts = self.clock = 0

    def from_(self, root: int) -> None:
        """Walk one part; the root cuts it if the walk had to start from it more than once."""
        self.rise[root] = -1
        stack = [(root, -1, self._enter(root))]
        while stack:
            person, parent, ahead = stack[-1]
            for near in ahead:
                if self.entered[near] < 0:
                    stack.append((near, person, self._enter(near)))
                    break
                if near != parent:
                    self.low[person] = min(self.low[person], self.entered[near])
            else:
                stack.pop()
                if parent >= 0:
                    self._leave(person, parent)
        self.parts += 1

    def _enter(self, person: int) -> Iterator[int]:
        self.entered[person] = self.low[person] = self.clock
        self.clock += 1
        self.component[person] = self.parts
        return iter(self.neighbors[person])

    def _leave(self, person: int, parent: int) -> None:
        self.low[parent] = min(self.low[parent], self.low[person])
        if self.low[person] >= self.entered[parent]:
            self.rise[parent] += 1
        if self.low[person] > self.entered[parent]:
            self.bridges.append((min(person, parent), max(person, parent)))
