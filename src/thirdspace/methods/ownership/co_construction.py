"""Co-construction: was a text made by all its owners, or made by one and commented on by others?

Question
--------
An agreement, a rubric or a syllabus belongs to several organizations. Who made it, counted from the
acts of making: drafting, rewriting, deciding, amending, commenting?

Formula
-------
Each act weighs what its kind weighs (draft 4, rewrite 3, decide 3, amend 2, comment 1, view 0,
unless others are given). p is an owner's share of all owners' weight.

* Index = -sum(p ln p) / ln(number of owners): 1 if all weigh alike, 0 if one did everything.
* Author share = an owner's share of all drafts, rewrites, amendments and decisions, counted and
  not weighed.
* Mode: co-constructed if every owner's author share is .20 or more; consulted if an owner
  commented and its author share is under .10; else mixed.

Read all three: the index alone flatters a side that only comments.

Assumptions
-----------
The acts recorded are the acts that happened. Work done together away from the screen is entered as
an act of each side present. Acts of organizations that own nothing here are counted apart.

When not to use it
------------------
Weights are judgments of this workspace, not measurements; change them if the partners see it
otherwise, and compare only texts weighed alike. A few acts say little: read the number of acts
first. A small share can be what both sides wanted.

References
----------
Shannon (1948), Bell System Technical Journal 27(3), 379-423, 10.1002/j.1538-7305.1948.tb01338.x:
the entropy.
Coburn & Penuel (2016), Educational Researcher 45(1), 48-54, 10.3102/0013189X16631750: whose work a
partnership's products are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from types import MappingProxyType

from thirdspace.methods.inputs import number
from thirdspace.methods.ownership.records import MakingAct
from thirdspace.methods.ownership.wording import co_construction_sentence
from thirdspace.methods.registry import Citation, method
from thirdspace.methods.sources import PARTNERSHIPS
from thirdspace.problems import MethodProblem

SHANNON = Citation(
    "Shannon CE (1948). A mathematical theory of communication. Bell System Technical Journal "
    "27(3), 379-423.",
    "10.1002/j.1538-7305.1948.tb01338.x",
)
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"draft": 4, "rewrite": 3, "decide": 3, "amend": 2, "comment": 1, "view": 0}
)
AUTHORING = ("draft", "rewrite", "amend", "decide")
CO_CONSTRUCTED_FROM, CONSULTED_BELOW = 0.2, 0.1


@dataclass(frozen=True)
class OwnerActs:
    """What one owner did: acts, comments among them, weight, and both shares (None without any)."""

    organization: str
    acts: int
    comments: int
    weight: float
    share: float | None
    author_share: float | None


@dataclass(frozen=True)
class CoConstruction:
    """Who made a text.

    Parameters
    ----------
    owners : tuple of OwnerActs
        In the order given.
    others : int
        Acts of organizations that are no owner.
    index : float, optional
        0 to 1; None with one owner or without a weighing act.
    mode : str, optional
        co-constructed, mixed or consulted; None without an authoring act or with one owner.
    """

    owners: tuple[OwnerActs, ...]
    others: int
    index: float | None
    mode: str | None

    @property
    def sentence(self) -> str:
        """Say in one plain sentence who made the text."""
        return co_construction_sentence(self)


@method(
    "ownership.co-construction",
    title="Co-construction",
    question="Was a text made by all its owners, or made by one and commented on by others?",
    cites=(SHANNON, PARTNERSHIPS),
    since="0.1",
)
def co_construction(
    acts: Sequence[MakingAct],
    *,
    owners: Sequence[str],
    weights: Mapping[str, float] = WEIGHTS,
) -> CoConstruction:
    """Say who made a text, from the acts of making it.

    Parameters
    ----------
    acts : sequence of MakingAct
        Organization, kind and number of acts.
    owners : sequence of str
        The organizations named as owners.
    weights : mapping of str to float
        Weight of each kind of act, 0 or more.

    Returns
    -------
    CoConstruction
        Shares of each owner, index and mode.

    Raises
    ------
    MethodProblem
        No owner, an owner named twice, a kind without weight, or a negative number or weight.

    Examples
    --------
    >>> district = [("draft", 3), ("amend", 4), ("decide", 2), ("comment", 1)]
    >>> acts = [MakingAct("district", kind, times) for kind, times in district]
    >>> acts += [MakingAct("university", "amend", 1), MakingAct("university", "comment", 6)]
    >>> found = co_construction(acts, owners=["district", "university"])
    >>> round(found.index, 3), found.owners[0].author_share, found.mode
    (0.776, 0.9, 'mixed')
    """
    _check(acts, owners, weights)
    authored = sum(
        act.count for act in acts if act.kind in AUTHORING and act.organization in owners
    )
    heavy = {owner: _weight(acts, owner, weights) for owner in owners}
    whole = sum(heavy.values())
    rows = tuple(
        _owner(
            [act for act in acts if act.organization == owner], owner, heavy[owner], whole, authored
        )
        for owner in owners
    )
    others = sum(act.count for act in acts if act.organization not in owners)
    return CoConstruction(rows, others, _index(rows), _mode(rows, authored))


def _owner(
    acts: Sequence[MakingAct], owner: str, weight: float, whole: float, authored: int
) -> OwnerActs:
    own = sum(act.count for act in acts if act.kind in AUTHORING)
    return OwnerActs(
        owner,
        sum(act.count for act in acts),
        sum(act.count for act in acts if act.kind == "comment"),
        weight,
        weight / whole if whole else None,
        own / authored if authored else None,
    )


def _weight(acts: Sequence[MakingAct], owner: str, weights: Mapping[str, float]) -> float:
    return float(sum(weights[act.kind] * act.count for act in acts if act.organization == owner))


def _index(owners: Sequence[OwnerActs]) -> float | None:
    shares = [owner.share for owner in owners if owner.share is not None]
    if len(owners) < 2 or not shares:
        return None
    entropy = -sum(share * log(share) for share in shares if share)
    return entropy / log(len(owners)) + 0.0


def _mode(owners: Sequence[OwnerActs], authored: int) -> str | None:
    if len(owners) < 2 or not authored:
        return None
    shares = [owner.author_share or 0.0 for owner in owners]
    if min(shares) >= CO_CONSTRUCTED_FROM:
        return "co-constructed"
    consulted = any(
        owner.comments and share < CONSULTED_BELOW
        for owner, share in zip(owners, shares, strict=True)
    )
    return "consulted" if consulted else "mixed"


def _check(acts: Sequence[MakingAct], owners: Sequence[str], weights: Mapping[str, float]) -> None:
    if len(owners) == 0 or len(set(owners)) < len(owners):
        raise MethodProblem(
            "The owners are not clear.",
            "At least one organization owns a text, and each is named once.",
            "Name every owner once.",
            field="owners",
        )
    for weight in weights.values():
        number(weight, "weights", low=0)
    for act in acts:
        if act.kind not in weights:
            raise MethodProblem(
                f"An act of the kind “{act.kind}” has no weight.",
                f"The kinds are {', '.join(weights)}.",
                "Name one of them, or give the kind a weight.",
                field="weights",
            )
        if act.count < 0:
            raise MethodProblem(
                f"{act.organization} has {act.count} acts of the kind “{act.kind}”.",
                "A number of acts is 0 or more.",
                "Mend the number.",
                field="acts",
            )
