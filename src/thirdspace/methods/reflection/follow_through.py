"""Follow-through: are promises, and agreements to try something, kept by their day?

Question
--------
Of what was promised, how much was kept by the day it was due, and how old is what is still open?

Formula
-------
* Of those due so far: kept by their day / all whose day is over. A promise enters once its day is
  over, however early it was kept, so that quick ones don't flatter the rate.
* Of all made: kept by their day / made. It is lower while many are not due yet, or have no day.

Each has a Wilson 95% interval. The day last agreed on counts; how often days were moved is said.
A promise kept on its day is on time; one due today is not overdue. “Could not” counts as not kept.
The age of an open one runs from the day it was made.

Assumptions
-----------
The day of keeping is noted when it happens. Promises that the sides took back together are not
given, or are given as “could not”. The interval takes promises as independent tries of one habit.

When not to use it
------------------
Never to rank people or organizations: big promises and small ones count the same. With fewer than
five due so far it judges nothing. A high rate with many moved days says that days are moved.

References
----------
Wilson (1927), Journal of the American Statistical Association 22(158), 209-212,
10.1080/01621459.1927.10502953.
Newcombe (1998), Statistics in Medicine 17(8), 857-872,
10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E: why this interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from thirdspace.methods.rates.proportion import Proportion, proportion
from thirdspace.methods.reflection.pledge import Pledge, check_pledges
from thirdspace.methods.reflection.wording import follow_through_sentence
from thirdspace.methods.registry import method
from thirdspace.methods.sources import NEWCOMBE, WILSON


@dataclass(frozen=True)
class FollowThrough:
    """What became of promises; the counts from `kept_on_time` to `could_not` add up to `made`.

    Parameters
    ----------
    made, due_so_far : int
        All of them, and those whose day is over.
    kept_on_time, kept_late, kept_without_day : int
        Kept by their day, after it, and without ever having one.
    open_not_due, open_without_day, overdue, could_not : int
        Open and not due yet, open without a day, open after their day, given up.
    of_due, of_made : Proportion
        Kept by their day, of those due so far and of all made.
    moved, moves : int
        How many had their day moved, and how many times in all.
    open_days_median, open_days_oldest : float and int, optional
        Age of the open ones in days; None if none is open.
    """

    made: int
    due_so_far: int
    kept_on_time: int
    kept_late: int
    kept_without_day: int
    open_not_due: int
    open_without_day: int
    overdue: int
    could_not: int
    of_due: Proportion
    of_made: Proportion
    moved: int
    moves: int
    open_days_median: float | None
    open_days_oldest: int | None

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return follow_through_sentence(self)


@method(
    "reflection.follow-through",
    title="Follow-through",
    question="Is what was promised kept by its day?",
    cites=(WILSON, NEWCOMBE),
    since="0.1",
)
def follow_through(pledges: Sequence[Pledge], *, on: date) -> FollowThrough:
    """Count what became of promises up to a day.

    Parameters
    ----------
    pledges : sequence of Pledge
        Promises or agreements in any order; those made after `on` are left out, and those kept
        after it were open.
    on : date
        The day to look from.

    Returns
    -------
    FollowThrough
        Counts, two rates, moved days and ages. Without pledges the rates are None.

    Raises
    ------
    MethodProblem
        A pledge contradicts itself.

    Examples
    --------
    >>> made, due = date(2026, 1, 5), date(2026, 1, 20)
    >>> kept = Pledge(made, "kept", due, done=date(2026, 1, 19))
    >>> found = follow_through([kept, Pledge(made, "open", due)], on=date(2026, 2, 1))
    >>> found.of_due.count, found.of_due.of, found.overdue
    (1, 2, 1)
    """
    check_pledges(pledges)
    made = [pledge for pledge in pledges if pledge.made <= on]
    kept = [pledge for pledge in made if pledge.kept_by(on)]
    still_open = [pledge for pledge in made if pledge.open_on(on)]
    on_time = sum(pledge.on_time for pledge in kept)
    due = [pledge for pledge in made if pledge.over(on)]
    ages = [(on - pledge.made).days for pledge in still_open]
    overdue = sum(pledge.over(on) for pledge in still_open)
    without_day = sum(pledge.due is None for pledge in still_open)
    kept_without_day = sum(pledge.due is None for pledge in kept)
    return FollowThrough(
        made=len(made),
        due_so_far=len(due),
        kept_on_time=on_time,
        kept_late=len(kept) - on_time - kept_without_day,
        kept_without_day=kept_without_day,
        open_not_due=len(still_open) - overdue - without_day,
        open_without_day=without_day,
        overdue=overdue,
        could_not=len(made) - len(kept) - len(still_open),
        of_due=proportion(sum(pledge.on_time for pledge in due), len(due)),
        of_made=proportion(on_time, len(made)),
        moved=sum(pledge.moved > 0 for pledge in made),
        moves=sum(pledge.moved for pledge in made),
        open_days_median=float(np.median(ages)) if ages else None,
        open_days_oldest=max(ages, default=None),
    )
