"""Kaplan-Meier curve: how many are left, when real dates are known?

Question
--------
What share has not had the event by each point of time, and by when have half had it?

Formula
-------
At each time t with d events among n at risk survival is multiplied by ``1 - d / n``. Greenwood's
standard error; 95% interval on the log-log scale. With `entry`, a person is at risk at t if
``entry < t <= time``. At a tie, events come before the censored. Median: the first time at which
half or fewer are left; the middle, if the curve runs along one half.

Assumptions
-----------
Being censored, and coming under watch late, say nothing about how soon the event would have come.
The earliest times must have enough people under watch: with late entry the first few may be one
or two, and one event among them pulls the whole curve down.

When not to use it
------------------
Annual rosters are whole periods: take the life table. With several kinds of leaving, one minus this
curve with the others censored is not the share that left in one way: take the cumulative incidence.

References
----------
Kaplan & Meier (1958), Journal of the American Statistical Association 53(282), 457-481,
10.1080/01621459.1958.10501452.
Tsai, Jewell & Wang (1987), on late entry, 10.1093/biomet/74.4.883.
"""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from thirdspace.methods.inputs import numbers
from thirdspace.methods.registry import method
from thirdspace.methods.survival.product_limit import product_limit, step_median
from thirdspace.methods.survival.sources import KAPLAN_MEIER, LATE_ENTRY
from thirdspace.methods.survival.spells import Floats, Ints, read_spells, risk_counts, step
from thirdspace.methods.survival.wording import kaplan_meier_sentence


@dataclass(frozen=True, eq=False)
class KaplanMeier:
    """A survival curve; one place in each array for each distinct time.

    Parameters
    ----------
    people : int
        How many spells it is made from.
    time : array of float, shape (m,)
        Times at which a spell ended, ascending.
    at_risk, events, censored : array of int, shape (m,)
        Under watch just before; had the event then; no longer watched after it.
    survival, se, low, high : array of float, shape (m,)
        Share that has not had the event, standard error and 95% interval; the interval is NaN
        while nobody has had the event, and once everybody has.
    median : float, optional
        None if more than half have not had the event at the end.
    late_entry : bool
        Whether people came under watch at times of their own.
    """

    people: int
    time: Floats
    at_risk: Ints
    events: Ints
    censored: Ints
    survival: Floats
    se: Floats
    low: Floats
    high: Floats
    median: float | None
    late_entry: bool

    def at(self, times: ArrayLike) -> Floats:
        """Return survival at any times, in the unit of `time`; NaN after the last one watched."""
        wanted = numbers(times, "times", least=0)
        found = step(self.time, self.survival, wanted, 1.0)
        found[wanted > self.time[-1]] = float("nan")
        return found

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return kaplan_meier_sentence(self)


@method(
    "survival.kaplan-meier",
    title="Kaplan-Meier curve",
    question="What share is left at each time, when real dates are known?",
    cites=(KAPLAN_MEIER, LATE_ENTRY),
    since="0.1",
)
def kaplan_meier(
    time: ArrayLike, event: ArrayLike, *, entry: ArrayLike | None = None
) -> KaplanMeier:
    """Estimate the survival curve from times that may be censored or begin late.

    Parameters
    ----------
    time : array of float, shape (n,)
        From the start of the clock to the event or the end of watching, in any unit, 0 or more.
    event : array of int, shape (n,)
        1 if it took place, 0 if watching ended first (censored).
    entry : array of float, shape (n,), optional
        When each person came under watch, on the same clock and before `time`.

    Returns
    -------
    KaplanMeier
        The curve, its uncertainty and its median.

    Raises
    ------
    MethodProblem
        No people, a negative or missing time, an event other than 0 or 1, or an entry that is not
        before its end.

    Examples
    --------
    >>> curve = kaplan_meier([0.5, 1.5, 1.5, 2.5], [1, 1, 0, 1])
    >>> curve.survival.tolist(), curve.median
    ([0.75, 0.5, 0.0], 2.0)
    """
    spells = read_spells(time, event, entry)
    found = risk_counts(spells)
    events = found.events[:, 0]
    curve = product_limit(found.at_risk, events)
    return KaplanMeier(
        people=len(spells.time),
        time=found.times,
        at_risk=found.at_risk,
        events=events,
        censored=found.censored,
        survival=curve.survival,
        se=curve.se,
        low=curve.low,
        high=curve.high,
        median=step_median(found.times, curve.survival),
        late_entry=spells.entry is not None,
    )
