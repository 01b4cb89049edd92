"""Life table: in which year do people leave (or arrive), and how many are left?

Question
--------
Of those still there at the start of each period, what share had the event in it; what share of
all is left after it; and by when have half had it?

Formula
-------
Hazard of a period: events / at risk, with standard error ``sqrt(h (1 - h) / n)``. Survival: the
product of one minus the hazards so far, with Greenwood's standard error and a 95% interval on the
log-log scale. Interpolated median: between the last period with at least half left, m, and the
next, ``m + (S(m) - 0.5) / (S(m) - S(m + 1))``, or the first period with half left if no period
after it has less; step median: the first period with at most half
left, or the middle of a stretch along one half.

Assumptions
-----------
Time is counted in whole periods, as annual rosters do. Everyone at risk in a period was watched
for all of it; whoever is censored in a period is counted as at risk in it and leaves after its
events. Being censored says nothing about how soon the event would have come. Counts of people who
joined late begin with the period after `entry`.

When not to use it
------------------
With real dates, Kaplan-Meier wastes less. With several kinds of leaving, one minus this survival
is not the share that left in one way: take the cumulative incidence. The last periods often rest
on few people: look at who is at risk.

References
----------
Singer & Willett (1993), Journal of Educational Statistics 18(2), 155-195,
10.3102/10769986018002155.
Kaplan & Meier (1958), 10.1080/01621459.1958.10501452.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import count
from thirdspace.methods.registry import method
from thirdspace.methods.survival.person_periods import check_periods
from thirdspace.methods.survival.product_limit import HALF_WITHIN, product_limit, step_median
from thirdspace.methods.survival.sources import KAPLAN_MEIER, SINGER_WILLETT
from thirdspace.methods.survival.spells import (
    Floats,
    Ints,
    Spells,
    ends_by_place,
    entered,
    read_spells,
)
from thirdspace.methods.survival.wording import life_table_sentence


@dataclass(frozen=True)
class LifeTable:
    """A life table; one place in each tuple for each period.

    Parameters
    ----------
    people : int
        How many spells it is made from.
    period : tuple of int
        From the first to the last one that anybody was watched in.
    at_risk, events, censored : tuple of int
        Under watch in the period; had the event in it; no longer watched after it.
    hazard, hazard_se : tuple of float
        Share of those at risk that had the event; None where nobody was at risk.
    survival, survival_se, low, high : tuple of float
        Share that has not had the event after the period, Greenwood's standard error and 95%
        interval. The interval is None while nobody has had the event, and once everybody has.
    median, step_median : float, optional
        Period by which half have had the event, interpolated and as the curve steps; None if more
        than half have not had it at the end.
    """

    people: int
    period: tuple[int, ...]
    at_risk: tuple[int, ...]
    events: tuple[int, ...]
    censored: tuple[int, ...]
    hazard: tuple[float | None, ...]
    hazard_se: tuple[float | None, ...]
    survival: tuple[float, ...]
    survival_se: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    median: float | None
    step_median: float | None

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return life_table_sentence(self)


@method(
    "survival.life-table",
    title="Life table",
    question="In which year do people leave, and how many are left?",
    cites=(SINGER_WILLETT, KAPLAN_MEIER),
    since="0.1",
)
def life_table(
    time: ArrayLike, event: ArrayLike, *, entry: ArrayLike | None = None, first: int = 1
) -> LifeTable:
    """Tabulate hazard and survival by whole periods.

    Parameters
    ----------
    time : array of int, shape (n,)
        Period in which each person had the event or was last watched.
    event : array of int, shape (n,)
        1 if it took place, 0 if watching ended first (censored).
    entry : array of int, shape (n,), optional
        Periods completed before watching began; the person is at risk from the next one on.
    first : int
        The first period in which the event can take place: 1 for years since hire, 7 for grades
        counted from grade 7.

    Returns
    -------
    LifeTable
        Each period's counts, hazard and survival, and the medians.

    Raises
    ------
    MethodProblem
        No people, a period that is not whole or before `first`, an event other than 0 or 1, or an
        entry that is not before the end.

    Examples
    --------
    >>> table = life_table([1, 2, 2, 3, 3], [1, 1, 0, 1, 0])
    >>> table.at_risk, table.events
    ((5, 4, 2), (1, 1, 1))
    >>> [round(share, 3) for share in table.survival], table.step_median
    ([0.8, 0.6, 0.3], 3.0)
    """
    spells = read_spells(time, event, entry)
    start = count(first, "first")
    check_periods(spells, start)
    period = np.arange(start, int(spells.last) + 1)
    still, events, censored = _by_period(spells, period)
    pairs = list(zip(events.tolist(), still.tolist(), strict=True))
    curve = product_limit(still, events)
    return LifeTable(
        people=len(spells.time),
        period=tuple(period.tolist()),
        at_risk=tuple(still.tolist()),
        events=tuple(events.tolist()),
        censored=tuple(censored.tolist()),
        hazard=tuple(d / n if n else None for d, n in pairs),
        hazard_se=tuple(_hazard_se(d, n) for d, n in pairs),
        survival=tuple(curve.survival.tolist()),
        survival_se=tuple(curve.se.tolist()),
        low=_known(curve.low),
        high=_known(curve.high),
        median=_interpolated_median(start, curve.survival),
        step_median=step_median(period.astype(float), curve.survival),
    )


def _by_period(spells: Spells, period: Ints) -> tuple[Ints, Ints, Ints]:
    """Count those at risk, events and censored in every period, also in those nobody left in."""
    ends = ends_by_place(spells, int(period[0]), len(period), 1)
    left = ends.sum(axis=1)
    still = entered(period.astype(np.float64), spells) - (np.cumsum(left) - left)
    return still, ends[:, 1], ends[:, 0]


def _hazard_se(events: int, at_risk: int) -> float | None:
    return sqrt(events * (at_risk - events) / at_risk**3) if at_risk else None


def _interpolated_median(start: int, survival: Floats) -> float | None:
    """Return where the line between two periods' survival crosses, or comes to, one half."""
    below = np.flatnonzero(survival < 0.5 - HALF_WITHIN)
    if not len(below):
        return step_median(start + np.arange(len(survival), dtype=np.float64), survival)
    place = int(below[0])
    before = float(survival[place - 1]) if place else 1.0
    return start - 1 + place + (before - 0.5) / (before - float(survival[place]))


def _known(values: Floats) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else value for value in values.tolist())
