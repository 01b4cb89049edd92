"""Loop time: how long until what graduates say changes the program?

Question
--------
Graduates, or those they work for, sent feedback; later the program recorded a change that answers
it, or has not yet. How many days does a loop take?

Formula
-------
Days from the feedback to the change. A loop still open counts as longer than its days so far
(censored); the median is that of the Kaplan-Meier curve, so open loops are not left out, which
would make the loop look faster than it is.

Assumptions
-----------
Each change is linked to the feedback it answers. Open loops close as fast as closed ones of the
same age did.

When not to use it
------------------
Fast is not good by itself: some changes deserve a year. If fewer than half of the loops are closed
there is no median, only the age of the open ones.

References
----------
Kaplan & Meier (1958), Journal of the American Statistical Association 53(282), 457-481,
10.1080/01621459.1958.10501452.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thirdspace.methods.reflection.records import FeedbackLoop
from thirdspace.methods.reflection.wording import loop_sentence
from thirdspace.methods.registry import Citation, method
from thirdspace.methods.survival.kaplan_meier import kaplan_meier
from thirdspace.problems import MethodProblem

KAPLAN_MEIER = Citation(
    "Kaplan EL, Meier P (1958). Nonparametric estimation from incomplete observations. Journal of "
    "the American Statistical Association 53(282), 457-481.",
    "10.1080/01621459.1958.10501452",
)


@dataclass(frozen=True)
class LoopTime:
    """How long loops take.

    Parameters
    ----------
    loops, closed, open : int
        Feedback sent up to the day; answered by a change; not yet.
    median : float, optional
        Days until half are closed; None while fewer are.
    oldest_open : int, optional
        Days of the oldest open loop; None without one.
    """

    loops: int
    closed: int
    open: int
    median: float | None
    oldest_open: int | None

    @property
    def sentence(self) -> str:
        """Say in one plain sentence how long loops take."""
        return loop_sentence(self)


@method(
    "reflection.loop-time",
    title="Loop time",
    question="How long until what graduates say changes the program?",
    cites=(KAPLAN_MEIER,),
    since="0.1",
)
def loop_time(loops: Sequence[FeedbackLoop], *, on: date) -> LoopTime:
    """Return how many days pass from feedback to change.

    Parameters
    ----------
    loops : sequence of FeedbackLoop
        In any order; feedback sent after `on` is left out, a change after it had not come yet.
    on : date
        The day to look from.

    Returns
    -------
    LoopTime
        Counts, median and age of the oldest open loop.

    Raises
    ------
    MethodProblem
        A change before its feedback.

    Examples
    --------
    >>> sent = date(2026, 1, 1)
    >>> loops = [FeedbackLoop(sent, date(2026, 1, 31)), FeedbackLoop(sent, date(2026, 3, 2))]
    >>> found = loop_time([*loops, FeedbackLoop(sent)], on=date(2026, 3, 31))
    >>> found.median, found.open, found.oldest_open
    (60.0, 1, 89)
    """
    if any(loop.changed is not None and loop.changed < loop.sent for loop in loops):
        raise MethodProblem(
            "A change is older than the feedback it answers.",
            "A loop runs from the feedback to the change.",
            "Mend one of the two days, or unlink them.",
            field="loops",
        )
    sent = [loop for loop in loops if loop.sent <= on]
    closed = [loop.changed is not None and loop.changed <= on for loop in sent]
    days = [
        ((loop.changed or on) - loop.sent).days if done else (on - loop.sent).days
        for loop, done in zip(sent, closed, strict=True)
    ]
    ages = [age for age, done in zip(days, closed, strict=True) if not done]
    median = kaplan_meier(days, closed).median if sent else None
    return LoopTime(len(sent), sum(closed), len(ages), median, max(ages, default=None))
