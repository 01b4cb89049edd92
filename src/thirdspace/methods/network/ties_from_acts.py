"""Ties from acts: who works with whom, counted from work that was done anyway?

Question
--------
People meet, draft, decide and keep promises together. Who is tied to whom by it, how strongly, and
by how many acts?

Formula
-------
An act of k people ties each pair of them by its weight over k - 1 (Newman), so that each person
gives an act the same however large it was: a talk of two ties more than a hall of fifty. An act
that is a half-life old counts half, one of two half-lives a quarter. Pairs with fewer acts than
`least_acts` are no tie.

Assumptions
-----------
The acts recorded are a fair picture of who works with whom. What happened in corridors is missing
unless someone entered it.

When not to use it
------------------
Sitting in one meeting is not trust, and no act is not distrust. A quiet quarter makes ties fade
under a short half-life. Compare periods only where acts were recorded alike.

References
----------
Newman (2001), Physical Review E 64, 016132, 10.1103/PhysRevE.64.016132.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from thirdspace.methods.inputs import count, number, numbers
from thirdspace.methods.network.graph import Floats, Ints
from thirdspace.methods.network.records import Act, Tie
from thirdspace.methods.network.wording import ties_sentence
from thirdspace.methods.registry import Citation, method
from thirdspace.problems import MethodProblem

NEWMAN = Citation(
    "Newman MEJ (2001). Scientific collaboration networks. II. Shortest paths, weighted networks, "
    "and centrality. Physical Review E 64, 016132.",
    "10.1103/PhysRevE.64.016132",
)


@dataclass(frozen=True)
class ActTies:
    """Ties, and the acts behind them.

    Parameters
    ----------
    ties : tuple of Tie
        By first and second person, in the order of the alphabet.
    acts, alone : int
        Acts that count, and those of one person only.
    across : int
        Ties between two organizations.
    """

    ties: tuple[Tie, ...]
    acts: int
    alone: int
    across: int

    @property
    def sentence(self) -> str:
        """Say in one plain sentence how many ties there are and how many cross."""
        return ties_sentence(self)


@method(
    "network.ties-from-acts",
    title="Ties from acts",
    question="Who works with whom, counted from work that was done anyway?",
    cites=(NEWMAN,),
    since="0.1",
)
def ties_from_acts(
    acts: Sequence[Act],
    organizations: Mapping[str, str],
    *,
    on: date | None = None,
    half_life_days: float | None = None,
    least_acts: int = 1,
) -> ActTies:
    """Count ties from acts up to a day.

    Parameters
    ----------
    acts : sequence of Act
        In any order; those after `on` are left out.
    organizations : mapping of str to str
        Organization of each person.
    on : date, optional
        The day to look from; needed for a half-life.
    half_life_days : float, optional
        Days after which an act counts half; without it acts don't grow old.
    least_acts : int
        Fewest acts that make a tie, 1 or more.

    Returns
    -------
    ActTies
        Ties with weight and number of acts.

    Raises
    ------
    MethodProblem
        A person without an organization, a weight below 0, or a half-life without a day.

    Examples
    --------
    >>> acts = [Act(["ana", "ben"]), Act(["ana", "ben", "cruz"])]
    >>> found = ties_from_acts(acts, {"ana": "district", "ben": "district", "cruz": "university"})
    >>> [(tie.first, tie.second, tie.weight, tie.acts) for tie in found.ties]
    [('ana', 'ben', 1.5, 2), ('ana', 'cruz', 0.5, 1), ('ben', 'cruz', 0.5, 1)]
    """
    least = count(least_acts, "least_acts", least=1)
    past = [act for act in acts if on is None or act.day is None or act.day <= on]
    weights = _weights(past, on, half_life_days)
    people = tuple(sorted(organizations))
    ends, weight, alone = _pairs(past, weights, {name: n for n, name in enumerate(people)})
    ties: tuple[Tie, ...] = ()
    if len(ends):
        pairs, tie = np.unique(ends[:, 0] * len(people) + ends[:, 1], return_inverse=True)
        total, times = np.bincount(tie, weight), np.bincount(tie)
        rows = zip(pairs.tolist(), total.tolist(), times.tolist(), strict=True)
        ties = tuple(
            Tie(people[pair // len(people)], people[pair % len(people)], strength, many)
            for pair, strength, many in rows
            if many >= least and strength > 0
        )
    across = sum(organizations[tie.first] != organizations[tie.second] for tie in ties)
    return ActTies(ties, len(past), alone, across)


def _weights(acts: Sequence[Act], on: date | None, half_life: float | None) -> Floats:
    weights = numbers([act.weight for act in acts], "weight", least=0, low=0)
    if half_life is None:
        return weights
    if on is None:
        raise MethodProblem(
            "Acts can't be faded without a day to look from.",
            "A half-life counts back from that day.",
            "Give the day (on) as well.",
            field="on",
        )
    days = number(half_life, "half_life_days", low=1e-9)
    ages = np.array([(on - act.day).days if act.day else 0 for act in acts], dtype=float)
    return weights * 0.5 ** (ages / days)


def _pairs(
    acts: Sequence[Act], weights: Floats, place: Mapping[str, int]
) -> tuple[Ints, Floats, int]:
    """Return every pair of every act with its share of the weight, and the acts of one alone."""
    by_size: dict[int, list[tuple[list[int], float]]] = {}
    for act, weight in zip(acts, weights.tolist(), strict=True):
        members = sorted({_placed(person, place) for person in act.people})
        by_size.setdefault(len(members), []).append((members, weight))
    ends, shares = [np.empty((0, 2), np.int64)], [np.empty(0)]
    for size, group in by_size.items():
        if size < 2:
            continue
        table = np.array([members for members, _ in group])
        first, second = np.triu_indices(size, 1)
        ends.append(np.stack([table[:, first], table[:, second]], axis=-1).reshape(-1, 2))
        each = np.array([weight for _, weight in group]) / (size - 1)
        shares.append(np.repeat(each, len(first)))
    return np.concatenate(ends), np.concatenate(shares), len(by_size.get(1, ()))


def _placed(person: str, place: Mapping[str, int]) -> int:
    if person not in place:
        raise MethodProblem(
            f"“{person}” took part and has no organization.",
            "Ties are counted within and between organizations.",
            "Name the person's organization, or take the person out of the act.",
            field="organizations",
        )
    return place[person]
