"""Continuity risk: what would be lost between the organizations if a person left?

Question
--------
For each person: how many of the ties between organizations are theirs, would the network fall
apart, how much do they carry, and is a handover ready?

Formula
-------
Four parts, each from 0 to 1, always shown as parts:

* loss: crossing ties of the person over all crossing ties;
* cut: how many more parts the network would have, at most 2, halved;
* load: share of the others who carry less (open promises and seats), those with the same counting
  half;
* ready: how far the handover is written, from 0 to 1.

Risk = .4 loss + .2 cut + .2 load + .2 (1 - ready). No part is multiplied by a guess of who might
leave: a known change (retirement, leave, end of a contract) sets the order instead, soonest first.

Assumptions
-----------
Ties and promises are recorded. A handover nobody wrote counts as not ready, a load nobody noted as
none. The weights are this workspace's own judgment.

When not to use it
------------------
It asks for a second tie and a handover; it is no measure of a person, and not for deciding about
one. Show it to those who can act on it, the person first.

References
----------
Burt (2004), American Journal of Sociology 110(2), 349-399, 10.1086/421787: ties across groups
hang on few people.
Hopcroft & Tarjan (1973), Communications of the ACM 16(6), 372-378, 10.1145/362248.362272: the cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from thirdspace.methods.inputs import counts, numbers
from thirdspace.methods.network.cuts import cuts
from thirdspace.methods.network.graph import Floats, read_graph
from thirdspace.methods.network.records import Tie
from thirdspace.methods.network.sources import BURT, TARJAN
from thirdspace.methods.network.wording import continuity_sentence
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem

WEIGHTS = (0.4, 0.2, 0.2, 0.2)
MOST_CUT = 2


@dataclass(frozen=True)
class PersonRisk:
    """The parts of one person's risk.

    Parameters
    ----------
    person, organization : str
        Whose it is.
    crossing : int
        Ties to other organizations.
    loss : float, optional
        Their share of all crossing ties; None if there is none.
    cut : int
        How many more parts the network would have.
    load : int
        Open promises and seats.
    load_percentile, ready, risk : float
        From 0 to 1.
    change_expected : date, optional
        By when a change is known to come.
    """

    person: str
    organization: str
    crossing: int
    loss: float | None
    cut: int
    load: int
    load_percentile: float
    ready: float
    risk: float
    change_expected: date | None


@dataclass(frozen=True)
class ContinuityRisk:
    """Everyone's risk: known changes first, soonest first; then the highest risk first."""

    crossing: int
    people: tuple[PersonRisk, ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence with whom most would be lost."""
        return continuity_sentence(self)


@method(
    "network.continuity-risk",
    title="Continuity risk",
    question="What would be lost between the organizations if a person left?",
    cites=(BURT, TARJAN),
    since="0.1",
)
def continuity_risk(
    ties: Sequence[Tie],
    organizations: Mapping[str, str],
    *,
    load: Mapping[str, int] | None = None,
    ready: Mapping[str, float] | None = None,
    change_expected: Mapping[str, date] | None = None,
) -> ContinuityRisk:
    """Return what would be lost with each person, part by part.

    Parameters
    ----------
    ties : sequence of Tie
        Who works with whom; weights make no difference.
    organizations : mapping of str to str
        Organization of each person.
    load : mapping of str to int, optional
        Open promises and seats of each person; 0 if not named.
    ready : mapping of str to float, optional
        How far each person's handover is written, 0 to 1; 0 if not named.
    change_expected : mapping of str to date, optional
        By when a change is known to come.

    Returns
    -------
    ContinuityRisk
        A row for each person.

    Raises
    ------
    MethodProblem
        Nobody, a person without an organization, a negative load, or a handover over 1.

    Examples
    --------
    >>> people = {"ana": "district", "ben": "district", "cruz": "university"}
    >>> found = continuity_risk([Tie("ana", "ben"), Tie("ana", "cruz")], people)
    >>> [(row.person, row.loss, row.cut) for row in found.people]
    [('ana', 1.0, 1), ('cruz', 1.0, 0), ('ben', 0.0, 0)]
    """
    graph = read_graph(ties, organizations)
    for given in (load, ready, change_expected):
        _check_known(given or {}, organizations)
    carried = counts([(load or {}).get(person, 0) for person in graph.people], "load")
    written = numbers([(ready or {}).get(p, 0.0) for p in graph.people], "ready", low=0, high=1)
    crossing = graph.sums(graph.crosses.astype(float)).astype(int)
    every = int(graph.crosses.sum())
    loss = crossing / every if every else np.zeros(len(graph.people))
    cut = np.maximum(cuts(graph).rise, 0)
    percentile = _percentile(carried.astype(float))
    parts = loss, np.minimum(cut, MOST_CUT) / MOST_CUT, percentile, 1 - written
    risk = np.asarray(WEIGHTS) @ np.asarray(parts)
    rows = [
        PersonRisk(
            person,
            graph.organizations[graph.group[i]],
            int(crossing[i]),
            float(loss[i]) if every else None,
            int(cut[i]),
            int(carried[i]),
            float(percentile[i]),
            float(written[i]),
            float(risk[i]),
            (change_expected or {}).get(person),
        )
        for i, person in enumerate(graph.people)
    ]
    return ContinuityRisk(every, tuple(sorted(rows, key=_order)))


def _order(row: PersonRisk) -> tuple[date, float, str]:
    return row.change_expected or date.max, -row.risk, row.person


def _percentile(values: Floats) -> Floats:
    """Return for each the share of the others below, those alike counting half."""
    if values.size < 2:
        return np.zeros(values.size)
    ordered = np.sort(values)
    below = np.searchsorted(ordered, values, side="left")
    alike = np.searchsorted(ordered, values, side="right") - below - 1
    return np.asarray((below + alike / 2) / (values.size - 1))


def _check_known(given: Mapping[str, object], organizations: Mapping[str, str]) -> None:
    strange = sorted(given.keys() - organizations.keys())
    if strange:
        raise MethodProblem(
            f"“{strange[0]}” is not in the network.",
            "Load, handover and known changes belong to people of the network.",
            "Name the person's organization, or take them out.",
            field="organizations",
        )
