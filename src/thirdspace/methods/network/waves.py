"""Waves: which ties were kept, lost and made from one period to the next?

Question
--------
Between two pictures of a network, what stayed, and what went because people left and not because
they stopped working together?

Formula
-------
Kept, lost and new ties. Stability = kept / (kept + lost + new) (Jaccard), over all ties and over
those between people who are in both pictures. Lost ties are split: someone of the two left, or both
are still there. New ties likewise: someone came, or both had been there.

Assumptions
-----------
Both pictures were taken alike: same kinds of acts, periods of one length.

When not to use it
------------------
Acts recorded better in the second period look like new ties. Some change is life: a stability of 1
over years means that nobody new was let in.

References
----------
Snijders, van de Bunt & Steglich (2010), Social Networks 32(1), 44-60, 10.1016/j.socnet.2009.02.004.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thirdspace.methods.network.graph import read_graph
from thirdspace.methods.network.records import Tie
from thirdspace.methods.network.wording import waves_sentence
from thirdspace.methods.registry import Citation, method

SNIJDERS = Citation(
    "Snijders TAB, van de Bunt GG, Steglich CEG (2010). Introduction to stochastic actor-based "
    "models for network dynamics. Social Networks 32(1), 44-60.",
    "10.1016/j.socnet.2009.02.004",
)
Pair = tuple[str, str]


@dataclass(frozen=True)
class Waves:
    """What changed between two pictures of a network.

    Parameters
    ----------
    kept, lost, new : tuple of (str, str)
        Ties in both, only in the first, only in the second.
    lost_with_a_person, new_with_a_person : int
        Lost ties of someone who left; new ties of someone who came.
    left, came : tuple of str
        People only in the first, and only in the second.
    stability, stability_among_stayers : float, optional
        Jaccard over all ties, and over those of people in both; None without a tie.
    """

    kept: tuple[Pair, ...]
    lost: tuple[Pair, ...]
    new: tuple[Pair, ...]
    lost_with_a_person: int
    new_with_a_person: int
    left: tuple[str, ...]
    came: tuple[str, ...]
    stability: float | None
    stability_among_stayers: float | None

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what changed."""
        return waves_sentence(self)


@method(
    "network.waves",
    title="Waves compared",
    question="Which ties were kept, lost and made from one period to the next?",
    cites=(SNIJDERS,),
    since="0.1",
)
def waves(
    before: Sequence[Tie],
    after: Sequence[Tie],
    *,
    people_before: Mapping[str, str],
    people_after: Mapping[str, str],
) -> Waves:
    """Compare two pictures of one network.

    Parameters
    ----------
    before, after : sequence of Tie
        Ties of each period; weights make no difference.
    people_before, people_after : mapping of str to str
        Organization of each person of each period; it names those without a tie, too.

    Returns
    -------
    Waves
        What was kept, lost and made, and by whom.

    Raises
    ------
    MethodProblem
        Nobody, a person without an organization, or a tie of a person with themself.

    Examples
    --------
    >>> two = {"ana": "district", "cruz": "university"}
    >>> found = waves(
    ...     [Tie("ana", "cruz")],
    ...     [Tie("ana", "dee")],
    ...     people_before=two,
    ...     people_after={"ana": "district", "dee": "university"},
    ... )
    >>> found.stability, found.lost_with_a_person, found.came
    (0.0, 1, ('dee',))
    """
    one = _pairs(before, people_before, ("before", "people_before"))
    other = _pairs(after, people_after, ("after", "people_after"))
    stayed = people_before.keys() & people_after.keys()
    kept, lost, new = one & other, one - other, other - one
    among = [{pair for pair in part if set(pair) <= stayed} for part in (kept, lost, new)]
    return Waves(
        kept=tuple(sorted(kept)),
        lost=tuple(sorted(lost)),
        new=tuple(sorted(new)),
        lost_with_a_person=len(lost) - len(among[1]),
        new_with_a_person=len(new) - len(among[2]),
        left=tuple(sorted(people_before.keys() - stayed)),
        came=tuple(sorted(people_after.keys() - stayed)),
        stability=_share(len(kept), len(one | other)),
        stability_among_stayers=_share(len(among[0]), sum(map(len, among))),
    )


def _pairs(
    ties: Sequence[Tie], organizations: Mapping[str, str], names: tuple[str, str]
) -> set[Pair]:
    graph = read_graph(ties, organizations, names)
    return {(graph.people[first], graph.people[second]) for first, second in graph.ends.tolist()}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
