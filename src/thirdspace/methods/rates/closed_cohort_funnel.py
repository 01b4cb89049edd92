"""Closed-cohort funnel: of those who entered, how many reach each stage?

Question
--------
Of the people who entered a path together, which share reaches each stage, and where do most stop?

Formula
-------
Step rate: those at a stage over those of the same people at the stage before. Cumulative rate: over
those who entered. Each has its Wilson interval. A cohort that is too young for a stage leaves that
stage's numerator and both its denominators; it is never counted as people who failed.

Assumptions
-----------
The cohort is closed: everyone counted at a stage was counted at each stage before. A cohort too
young for a stage is too young for all later ones, and cohorts do not differ in a way that makes the
older ones a poor guide to the younger.

When not to use it
------------------
Counts of a calendar year, where those who finish are not those who began: a rate could then exceed
100%, and is refused. With people who leave at different times, take a survival curve instead.
The stages of one person are not independent, so intervals of different stages move together.

References
----------
Wilson (1927), 10.1080/01621459.1927.10502953.
Newcombe (1998), Statistics in Medicine 17(8), 857-872,
10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import counts as read_counts
from thirdspace.methods.inputs import dimensions, numbers, same_length
from thirdspace.methods.rates.level import quantile
from thirdspace.methods.rates.wilson import bounds
from thirdspace.methods.rates.wording import funnel_sentence
from thirdspace.methods.registry import method
from thirdspace.methods.sources import NEWCOMBE, WILSON
from thirdspace.problems import MethodProblem

Interval = tuple[float, float]


@dataclass(frozen=True)
class Stage:
    """One stage of a funnel.

    Parameters
    ----------
    stage : str
        Its name.
    n : int, optional
        People who reached it, of cohorts old enough; None if no cohort is.
    of_before, of_entered : int
        The same cohorts' people at the stage before (at the first stage: none), and at the start.
    too_young : int
        Cohorts that can't have reached it yet.
    step_rate, cumulative_rate : float, optional
        Share of those at the stage before, and of those who entered; None without any.
    step_interval, cumulative_interval : tuple of float, optional
        Their Wilson intervals.
    """

    stage: str
    n: int | None
    of_before: int
    of_entered: int
    too_young: int
    step_rate: float | None
    step_interval: Interval | None
    cumulative_rate: float | None
    cumulative_interval: Interval | None


@dataclass(frozen=True)
class Funnel:
    """A closed cohort, stage by stage.

    Parameters
    ----------
    stages : tuple of Stage
        In the order of the path.
    cohorts : int
        How many were put together.
    confidence : float
        Share of such intervals that hold.
    """

    stages: tuple[Stage, ...]
    cohorts: int
    confidence: float

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return funnel_sentence(self)


@method(
    "rates.closed-cohort-funnel",
    title="Closed-cohort funnel",
    question="Of those who entered together, which share reaches each stage?",
    cites=(WILSON, NEWCOMBE),
    since="0.1",
)
def closed_cohort_funnel(
    counts: ArrayLike, *, stages: Sequence[str], confidence: float = 0.95
) -> Funnel:
    """Follow closed cohorts through the stages of a path.

    Parameters
    ----------
    counts : array of int, shape (stages,) or (cohorts, stages)
        People of one cohort, or of each, who reached each stage; None or NaN from the first stage
        on for which the cohort is too young.
    stages : sequence of str
        Names of the stages, in order.
    confidence : float
        Share of such intervals that hold, between 0 and 1.

    Returns
    -------
    Funnel
        Step and cumulative rate of each stage; None where nobody could have reached it.

    Raises
    ------
    MethodProblem
        A stage with more people than the one before, a count after a missing one, no names or too
        many, or a number that is no count.

    Examples
    --------
    >>> funnel = closed_cohort_funnel([[40, 20, 15], [60, 30, None]], stages=["in", "out", "hired"])
    >>> [(s.n, s.of_before, s.step_rate) for s in funnel.stages]
    [(100, 0, None), (50, 100, 0.5), (15, 20, 0.75)]
    """
    z = quantile(confidence)
    table = _read(counts)
    same_length(table[0], stages, ("counts", "stages"))
    _check_closed(table, stages)
    found = tuple(_stage(table, place, str(name), z) for place, name in enumerate(stages))
    return Funnel(found, len(table), float(confidence))


def _read(counts: ArrayLike) -> NDArray[np.float64]:
    single = dimensions(counts) == 1
    table = numbers(counts, "counts", ndim=1 if single else 2, missing=True)
    table = np.atleast_2d(table)
    read_counts(table[~np.isnan(table)], "counts", least=0)
    return table


def _check_closed(table: NDArray[np.float64], stages: Sequence[str]) -> None:
    before, after = table[:, :-1], table[:, 1:]
    late = np.isnan(before) & ~np.isnan(after)
    if np.isnan(table[:, :1]).any() or late.any():
        raise MethodProblem(
            "A stage is missing before one that was counted, or at the start.",
            "A cohort too young for a stage is too young for every later one.",
            "Leave out counts only at the end, from the stage a cohort is too young for.",
            field="counts",
        )
    if (after > before).any():
        cohort, place = np.argwhere(after > before)[0]
        raise MethodProblem(
            f"“{stages[place + 1]}” has {after[cohort, place]:.0f} people, “{stages[place]}” only "
            f"{before[cohort, place]:.0f}.",
            "In a closed cohort nobody can reach a stage without the one before, so no rate can "
            "exceed 100%. Counts of a calendar year are not a cohort.",
            "Count the same people at every stage, from the year they entered.",
            field="counts",
        )


def _stage(table: NDArray[np.float64], place: int, name: str, z: float) -> Stage:
    old_enough = table[~np.isnan(table[:, place])]
    n, entered = int(old_enough[:, place].sum()), int(old_enough[:, 0].sum())
    before = int(old_enough[:, place - 1].sum()) if place else 0
    return Stage(
        stage=name,
        n=n if len(old_enough) else None,
        of_before=before,
        of_entered=entered,
        too_young=len(table) - len(old_enough),
        step_rate=n / before if before else None,
        step_interval=bounds(n, before, z) if before else None,
        cumulative_rate=n / entered if entered else None,
        cumulative_interval=bounds(n, entered, z) if entered else None,
    )
