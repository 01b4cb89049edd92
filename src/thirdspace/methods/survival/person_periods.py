"""Person-periods: one row for each period in which a person was at risk."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import count
from thirdspace.methods.survival.spells import Ints, Spells, read_spells
from thirdspace.problems import MethodProblem

#: More periods than this are not periods but dates.
MOST_PERIODS = 10_000
#: More rows than this are asked for only by a mistake in the clock.
MOST_ROWS = 200_000_000


@dataclass(frozen=True, eq=False)
class PersonPeriods:
    """Rows of a discrete-time analysis, in the order of people and periods.

    Parameters
    ----------
    person : array of int, shape (rows,)
        Place of the person in what was handed over, from 0: ``covariate[person]`` gives each row
        its person's covariate.
    period : array of int, shape (rows,)
        Period of the row.
    event : array of int, shape (rows,)
        1 in the period in which the event took place, else 0.
    """

    person: Ints
    period: Ints
    event: Ints


def person_periods(
    time: ArrayLike, event: ArrayLike, *, entry: ArrayLike | None = None, first: int = 1
) -> PersonPeriods:
    """Write each person out as one row a period, for `discrete_hazard`.

    Parameters
    ----------
    time, event, entry, first : as for `life_table`
        Whole periods.

    Returns
    -------
    PersonPeriods
        Rows from `first`, or from the period after `entry`, up to `time`.

    Raises
    ------
    MethodProblem
        As `life_table`; also a period before `first`, or far too many rows.

    Examples
    --------
    >>> rows = person_periods([2, 3], [1, 0])
    >>> rows.person.tolist(), rows.period.tolist(), rows.event.tolist()
    ([0, 0, 1, 1, 1], [1, 2, 1, 2, 3], [0, 1, 0, 0, 0])
    """
    spells = read_spells(time, event, entry)
    start = count(first, "first")
    check_periods(spells, start)
    begins = np.full(len(spells.time), start)
    if spells.entry is not None:
        begins = np.maximum(begins, spells.entry.astype(np.int64) + 1)
    ends = spells.time.astype(np.int64)
    rows = ends - begins + 1
    if rows.sum() > MOST_ROWS:
        raise MethodProblem(
            f"That makes {rows.sum():,} person-periods.",
            f"At most {MOST_ROWS:,} can be held.",
            "Count in longer periods, such as years.",
            field="time",
        )
    person = np.repeat(np.arange(len(rows)), rows)
    period = np.arange(len(person)) - np.repeat(np.cumsum(rows) - rows - begins, rows)
    return PersonPeriods(
        person, period, ((period == ends[person]) & (spells.cause[person] > 0)) * 1
    )


def check_periods(spells: Spells, start: int) -> None:
    """Refuse times that are not whole periods from `start` on.

    Raises
    ------
    MethodProblem
        A time or entry that is not whole, or a period out of range.
    """
    for values, field in ((spells.time, "time"), (spells.entry, "entry")):
        if values is not None and values.dtype.kind == "f" and (values != np.floor(values)).any():
            raise MethodProblem(
                f"“{field}” holds {values[values != np.floor(values)][0]:g}.",
                "Whole periods are counted here.",
                "Round up to the period it falls in, or take Kaplan-Meier for real dates.",
                field=field,
            )
    if spells.first < start or spells.last - start >= MOST_PERIODS:
        raise MethodProblem(
            f"Periods go from {spells.first:g} to {spells.last:g}.",
            f"They begin with period {start}, and there are at most {MOST_PERIODS:,}.",
            "Say with “first” where time begins, or take Kaplan-Meier for real dates.",
            field="time",
        )
