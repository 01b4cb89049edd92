"""People and ties as arrays, checked once: what every measure of a network starts from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.inputs import numbers
from thirdspace.methods.network.records import Tie
from thirdspace.problems import MethodProblem

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Graph:
    """An undirected network.

    Parameters
    ----------
    people : tuple of str
        Every person, in the order of the alphabet; all else counts from 0 in this order.
    organizations : tuple of str
        Every organization, in the order of the alphabet.
    group : array of int, shape (n,)
        Each person's organization.
    ends : array of int, shape (m, 2)
        The two people of each tie, the earlier one first, no pair twice.
    weight : array of float, shape (m,)
        How strong each tie is; above 0.
    """

    people: tuple[str, ...]
    organizations: tuple[str, ...]
    group: Ints
    ends: Ints
    weight: Floats

    @cached_property
    def crosses(self) -> NDArray[np.bool_]:
        """Say of each tie whether it joins two organizations."""
        return np.asarray(self.group[self.ends[:, 0]] != self.group[self.ends[:, 1]])

    @cached_property
    def neighbors(self) -> tuple[Ints, ...]:
        """Return each person's neighbors, ascending."""
        both = np.concatenate([self.ends, self.ends[:, ::-1]])
        both = both[np.lexsort((both[:, 1], both[:, 0]))]
        places = np.searchsorted(both[:, 0], np.arange(1, len(self.people)))
        return tuple(np.split(both[:, 1], places))

    def sums(self, values: Floats) -> Floats:
        """Add up a value of each tie at both its ends."""
        count = len(self.people)
        first, second = (np.bincount(end, values, count) for end in self.ends.T)
        return np.asarray(first + second)


def read_graph(
    ties: Sequence[Tie],
    organizations: Mapping[str, str],
    names: tuple[str, str] = ("ties", "organizations"),
) -> Graph:
    """Read ties and whom people belong to, of arguments with these names.

    Ties named twice are added up.

    Raises
    ------
    MethodProblem
        Nobody, a person without an organization, a tie of a person with themself, or a weight that
        is not above 0.
    """
    if not organizations:
        raise MethodProblem(
            "There is nobody in the network.",
            "A network is people and the ties between them.",
            "Name each person with their organization.",
            field=names[1],
        )
    people = tuple(sorted(organizations))
    groups = tuple(sorted(set(organizations.values())))
    place = {person: number for number, person in enumerate(people)}
    group_of = {name: number for number, name in enumerate(groups)}
    group = np.array([group_of[organizations[person]] for person in people])
    if not len(ties):
        return Graph(people, groups, group, np.empty((0, 2), np.int64), np.empty(0))
    _check(ties, place, names)
    weight = numbers([tie.weight for tie in ties], "weight", low=0)
    if (weight == 0).any():
        raise MethodProblem(
            "A tie has the weight 0.",
            "No tie is left out of the list; a tie in it has some weight.",
            "Take it out, or mend its weight.",
            field=names[0],
        )
    ends = np.sort([(place[tie.first], place[tie.second]) for tie in ties], axis=1)
    return Graph(people, groups, group, *added_up(ends, weight, len(people)))


def added_up(ends: Ints, weight: Floats, people: int) -> tuple[Ints, Floats]:
    """Make each pair one tie with the sum of its weights."""
    pairs, tie = np.unique(ends[:, 0] * people + ends[:, 1], return_inverse=True)
    return np.column_stack(np.divmod(pairs, people)), np.asarray(np.bincount(tie, weight), float)


def _check(ties: Sequence[Tie], place: Mapping[str, int], names: tuple[str, str]) -> None:
    for tie in ties:
        strange = [person for person in (tie.first, tie.second) if person not in place]
        if strange:
            raise MethodProblem(
                f"“{strange[0]}” has a tie and no organization.",
                "Ties are counted within and between organizations.",
                "Name the person's organization, or take the tie out.",
                field=names[1],
            )
        if tie.first == tie.second:
            raise MethodProblem(
                f"“{tie.first}” is tied to themself.",
                "A tie joins two people.",
                "Take it out, or mend one of its ends.",
                field=names[0],
            )
