"""Membership steadiness: do the people who carry a partnership stay?

Question
--------
Who was a core member in each quarter? From one quarter to the next, how many stayed?

Formula
-------
Kept share of a step = core members of a quarter who are core members in the next, too, over core
members of the earlier one. Steadiness = mean of the steps whose earlier quarter has members.

Assumptions
-----------
Core members are named by one rule for all quarters (for example: at half of the meetings).

When not to use it
------------------
Steadiness is not a goal of its own: new people bring new views, and a partnership that nobody joins
ages. With five core members one change moves a step by a fifth.

References
----------
Coburn & Penuel (2016), Educational Researcher 45(1), 48-54, 10.3102/0013189X16631750: turnover as a
common strain of partnerships.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from thirdspace.methods.reflection.wording import steadiness_sentence
from thirdspace.methods.registry import method
from thirdspace.methods.sources import PARTNERSHIPS


@dataclass(frozen=True)
class Step:
    """From one quarter to the next: members kept, left and joined, and the kept share."""

    kept: int
    left: int
    joined: int
    kept_share: float | None


@dataclass(frozen=True)
class MembershipSteadiness:
    """Every step, and their mean; None without a step to judge."""

    quarters: int
    steps: tuple[Step, ...]
    steadiness: float | None

    @property
    def sentence(self) -> str:
        """Say in one plain sentence how steady membership is."""
        return steadiness_sentence(self)


@method(
    "reflection.membership-steadiness",
    title="Membership steadiness",
    question="Do the people who carry a partnership stay?",
    cites=(PARTNERSHIPS,),
    since="0.1",
)
def membership_steadiness(quarters: Sequence[Sequence[str]]) -> MembershipSteadiness:
    """Compare core members from quarter to quarter.

    Parameters
    ----------
    quarters : sequence of sequence of str
        Core members of each quarter, in order of time; a person named twice counts once.

    Returns
    -------
    MembershipSteadiness
        A row for each step.

    Examples
    --------
    >>> found = membership_steadiness([["a", "b", "c", "d"], ["a", "b", "c"], ["a", "b", "c", "e"]])
    >>> found.steadiness, found.steps[1].joined
    (0.875, 1)
    """
    sets = [set(members) for members in quarters]
    steps = tuple(_step(one, next_) for one, next_ in pairwise(sets))
    shares = [step.kept_share for step in steps if step.kept_share is not None]
    return MembershipSteadiness(len(sets), steps, sum(shares) / len(shares) if shares else None)


def _step(one: set[str], following: set[str]) -> Step:
    kept = len(one & following)
    share = kept / len(one) if one else None
    return Step(kept, len(one) - kept, len(following - one), share)
