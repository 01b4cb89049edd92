"""Requirement share: whose agenda is it?

Question
--------
How much of the meeting time goes to what a funder requires, and how much to making and deciding
things together?

Formula
-------
* Requirement share: minutes on funder-required items / all minutes.
* Share of each kind (decide, make, update, reflect): its minutes / all minutes.
* Co-design: minutes on deciding and making, beside minutes on updates.

Items without minutes are left out of the minutes, and counted.

Assumptions
-----------
Each item has one kind, and is either required or not. The minutes are those noted for the item;
if they are only the planned ones, the shares are those of the plan.

When not to use it
------------------
A required item can be the most useful one of the day, and an update can prevent a mistake: the
shares ask a question, they don't answer it. These are full counts of the meetings given, so there
is no interval; they don't foretell the next meeting.

References
----------
Molle, Handsman, Peters-Hawkins and others (2024), Education Sciences 14(11), 1221,
10.3390/educsci14111221: required actions and joint design beside each other in meetings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thirdspace.methods.rates.proportion import share
from thirdspace.methods.reflection.records import (
    KINDS,
    ItemMinutes,
    Kind,
    check_kinds,
    check_minutes,
)
from thirdspace.methods.reflection.wording import requirement_sentence
from thirdspace.methods.registry import method
from thirdspace.methods.sources import MOLLE


@dataclass(frozen=True)
class KindMinutes:
    """Items of one kind: how many, their known minutes, and their share of all minutes."""

    kind: Kind
    items: int
    minutes: float
    share: float | None


@dataclass(frozen=True)
class RequirementShare:
    """What meeting time went to.

    Parameters
    ----------
    items, without_minutes : int
        All agenda items, and those of them without minutes.
    minutes, required_minutes : float
        All known minutes, and those on funder-required items.
    required_share : float, optional
        The second over the first, 0 to 1; None without minutes.
    kinds : tuple of KindMinutes
        One for each kind, always in the order decide, make, update, reflect.
    co_design_minutes, update_minutes : float
        Minutes on deciding and making, and on updates.
    """

    items: int
    without_minutes: int
    minutes: float
    required_minutes: float
    required_share: float | None
    kinds: tuple[KindMinutes, ...]
    co_design_minutes: float
    update_minutes: float

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return requirement_sentence(self)


@method(
    "reflection.requirement-share",
    title="Requirement share",
    question="How much meeting time goes to what a funder requires, and how much to co-design?",
    cites=(MOLLE,),
    since="0.1",
)
def requirement_share(items: Sequence[ItemMinutes]) -> RequirementShare:
    """Add up the minutes of agenda items by kind, and by whether a funder required them.

    Parameters
    ----------
    items : sequence of ItemMinutes
        Agenda items of one or more meetings.

    Returns
    -------
    RequirementShare
        Minutes and shares. Without minutes all shares are None.

    Raises
    ------
    MethodProblem
        Minutes below 0, or an unknown kind.

    Examples
    --------
    >>> report = ItemMinutes("update", 20, required=True)
    >>> requirement_share([report, ItemMinutes("make", 60)]).required_share
    0.25
    """
    check_kinds(items)
    check_minutes((item.minutes for item in items), "minutes")
    minutes = _minutes(items)
    required = _minutes([item for item in items if item.required])
    by_kind: dict[Kind, list[ItemMinutes]] = {
        kind: [item for item in items if item.kind == kind] for kind in KINDS
    }
    return RequirementShare(
        items=len(items),
        without_minutes=sum(item.minutes is None for item in items),
        minutes=minutes,
        required_minutes=required,
        required_share=share(required, minutes),
        kinds=tuple(
            KindMinutes(kind, len(members), _minutes(members), share(_minutes(members), minutes))
            for kind, members in by_kind.items()
        ),
        co_design_minutes=_minutes(by_kind["decide"] + by_kind["make"]),
        update_minutes=_minutes(by_kind["update"]),
    )


def _minutes(items: Sequence[ItemMinutes]) -> float:
    return sum((item.minutes for item in items if item.minutes is not None), start=0.0)
