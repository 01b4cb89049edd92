"""Who was watched from when to when, how it ended, and how many were at risk at each time.

A spell is one person's time on one clock: from its start, or from a late entry, until an event or
until watching ended (censored). Every estimate here begins by counting the spells at risk.

Several clocks run at once for a school leader: from licensure to a first placement; tenure in the
school; in the role; in the district. Each is an analysis of its own: the caller says when the clock
starts, what ends it, and what only ends the watching. A roster that begins in mid-career needs
`entry`: without it the people who left before the roster began are missing, and survival looks far
too long.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import LARGEST_COUNT, counts, numbers, same_length
from thirdspace.problems import MethodProblem

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]

#: Whole times are counted without sorting while the span is at most this many times the people.
WIDEST_SPAN = 4
#: People counted at a time, when times are whole.
PART = 32_768


@dataclass(frozen=True, eq=False)
class Spells:
    """Spells of n people.

    Parameters
    ----------
    time : array of float or int, shape (n,)
        When each spell ended.
    cause : array of int, shape (n,)
        0 if it was censored, else the number of the cause it ended by.
    entry : array of float, shape (n,), optional
        When each person came under watch; None if all were watched from the start.
    """

    time: Floats | Ints
    cause: Ints
    entry: Floats | None

    @cached_property
    def first(self) -> float:
        """Return the earliest end."""
        return float(self.time.min())

    @cached_property
    def last(self) -> float:
        """Return the latest end."""
        return float(self.time.max())

    @cached_property
    def whole(self) -> bool:
        """Say whether all times are whole numbers, and small enough to be exact."""
        if self.time.dtype.kind == "i":
            return True
        return self.last <= LARGEST_COUNT and np.array_equal(self.time, np.floor(self.time))

    def event_times(self) -> Floats:
        """Return the distinct times at which a spell ended by any cause, ascending."""
        return np.unique(self.time[self.cause > 0]).astype(np.float64, copy=False)

    def part(self, members: NDArray[np.bool_]) -> Spells:
        """Return the spells of some people."""
        entry = None if self.entry is None else self.entry[members]
        return Spells(self.time[members], self.cause[members], entry)


@dataclass(frozen=True, eq=False)
class RiskCounts:
    """Counts at each distinct time at which a spell ended.

    Parameters
    ----------
    times : array of float, shape (m,)
        In ascending order.
    at_risk, censored : array of int, shape (m,)
        Under watch just before that time, and no longer watched after it.
    events : array of int, shape (m, causes)
        How many spells ended by each cause.
    """

    times: Floats
    at_risk: Ints
    events: Ints
    censored: Ints


def read_spells(
    time: ArrayLike, cause: ArrayLike, entry: ArrayLike | None, *, name: str = "event"
) -> Spells:
    """Read spells; `name` is how the caller calls `cause`.

    Raises
    ------
    MethodProblem
        Numbers that `inputs.numbers` refuses, lists of different lengths, an event that is neither
        0 nor 1, or an entry that is not before its end.
    """
    whole, kinds = _whole(time), _whole(cause)
    ends = numbers(time, "time", low=0) if whole is None else whole
    causes = counts(cause, name) if kinds is None else kinds
    same_length(ends, causes, ("time", name))
    if name == "event" and causes.max() > 1:
        raise MethodProblem(
            f"“event” holds {causes.max()}.",
            "1 says that the event took place, 0 that watching ended first.",
            "Give 1 and 0; several kinds of end belong into a cumulative incidence.",
            field=name,
        )
    if entry is None:
        return Spells(ends, causes, None)
    starts = numbers(entry, "entry", low=0)
    same_length(ends, starts, ("time", "entry"))
    _check_order(starts, ends)
    return Spells(ends, causes, starts)


def risk_counts(spells: Spells, causes: int = 1) -> RiskCounts:
    """Count those at risk, events and censored at each distinct time."""
    span = spells.last - spells.first
    if span <= WIDEST_SPAN * len(spells.time) + 1000 and spells.whole:
        table = ends_by_place(spells, int(spells.first), int(span) + 1, causes)
        places = np.flatnonzero(table.any(axis=1))
        times, table = spells.first + places, table[places]
    else:
        times, table = _sorted_counts(spells, causes)
    left = table.sum(axis=1)
    still = entered(times, spells) - (np.cumsum(left) - left)
    return RiskCounts(times, still, table[:, 1:], table[:, 0])


def ends_by_place(spells: Spells, first: int, size: int, causes: int) -> Ints:
    """Count censored and ends by each cause at each of `size` whole times from `first` on.

    Goes through the people in parts that fit the processor's cache: a million take milliseconds.
    """
    kinds = causes + 1
    found = np.zeros(size * kinds, dtype=np.int64)
    for begin in range(0, len(spells.time), PART):
        place = spells.time[begin : begin + PART].astype(np.int64)
        place -= first
        place *= kinds
        place += spells.cause[begin : begin + PART]
        found += np.bincount(place, minlength=size * kinds)
    return found.reshape(size, kinds)


def at_risk(times: Floats, spells: Spells) -> Ints:
    """Return how many were at risk at each of some ascending times."""
    return entered(times, spells) - _before(times, spells.time)


def entered(times: Floats, spells: Spells) -> Ints:
    """Return how many came under watch before each of some ascending times."""
    if spells.entry is None:
        return np.full(len(times), len(spells.time))
    return _before(times, spells.entry)


def summed(place: Ints, values: Floats | Ints, size: int) -> Floats:
    """Sum the values that share a place, for places 0 to `size` - 1."""
    return np.bincount(place, weights=values, minlength=size).astype(np.float64, copy=False)


def step(
    times: Floats, values: Floats, at: Floats, start: float, *, before: bool = False
) -> Floats:
    """Return a step function's values at some times, or just before them; `start` before it."""
    place = np.searchsorted(times, at, side="left" if before else "right")
    return np.concatenate([[start], values])[place]


def _before(times: Floats, values: Floats | Ints) -> Ints:
    """Return how many values lie before each time."""
    places = np.searchsorted(times, values, side="right")
    return np.cumsum(np.bincount(places, minlength=len(times) + 1))[:-1]


def _sorted_counts(spells: Spells, causes: int) -> tuple[Floats, Ints]:
    """Count by sorting alone: many times faster than to number each row's time."""
    every = np.sort(spells.time)
    times = every[np.append(every[1:] != every[:-1], True)]
    ends = [np.sort(spells.time[spells.cause == kind]) for kind in range(causes + 1)]
    up_to = [np.searchsorted(known, times, side="right") for known in ends]
    return times, np.stack([np.diff(total, prepend=0) for total in up_to], axis=1)


def _whole(values: ArrayLike) -> Ints | None:
    """Return an array of whole numbers from 0 as it is; None for anything that must be read."""
    if not isinstance(values, np.ndarray) or values.dtype.kind not in "bi" or values.ndim != 1:
        return None
    if values.dtype.kind == "i" and len(values):
        # Both ends in one pass: a negative number is a huge one without its sign.
        whole = values.astype(np.int64, copy=False)
        return whole if whole.view(np.uint64).max() <= LARGEST_COUNT else None
    return values.astype(np.int64) if len(values) else None


def _check_order(entry: Floats, time: Floats | Ints) -> None:
    wrong = np.flatnonzero(entry >= time)
    if len(wrong):
        place = int(wrong[0])
        raise MethodProblem(
            f"Spell {place + 1} begins at {entry[place]:g} and ends at {time[place]:g}.",
            "Nobody can be watched before coming under watch.",
            "Give an entry before the end; in whole years, the years completed at entry.",
            field="entry",
        )
