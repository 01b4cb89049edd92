"""Rebase: has a sustained shift earned this run chart a new median?

Question
--------
Did enough points in a row fall on one side of the median that the old median no longer describes
the measure, and what would the new one be?

Formula
-------
The baseline is the median of the first `baseline` points. From the next point on, points on the
median are passed over; the first `run` of the others in a row on one wanted side make a proposal: a
new phase that starts at the first of them, with the median of those `run` points as its center. The
search goes on behind the last of them, against the new median, until no such run is left. A run on
the side that was not asked for ends nothing but the row.

Assumptions
-----------
Points in order of time, independent while nothing changes. A missing value is passed over, as a
point on the median is.

When not to use it
------------------
This is a proposal and never a fact. Rebase when people know what changed, when the change is meant
to last and when the new level was held; give the reason and the change with it. A median that
follows every run hides a slow decline, and one of few points is loose. With a baseline of fewer
than 10 points nothing should be rebased. Searching along a long series finds runs by chance too: in
any given row of 9 points all lie on one side of a true median once in 256.

References
----------
Perla, Provost & Murray (2011), The run chart: a simple analytical tool for learning from variation
in healthcare processes, BMJ Quality & Safety 20(1), 46-51, 10.1136/bmjqs.2009.037895.
MacKintosh, runcharter: automated analysis and re-basing of run charts at scale (documentation).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import chosen, count, numbers
from thirdspace.methods.registry import Citation, method
from thirdspace.methods.spc.rules.sources import PERLA
from thirdspace.methods.words import counted, joined, plain
from thirdspace.problems import MethodProblem

RUNCHARTER = Citation(
    "MacKintosh J. runcharter: automated analysis and re-basing of run charts at scale."
)

Direction = Literal["above", "below", "both"]
SIDES = {"above": (1,), "below": (-1,), "both": (1, -1)}
SHORT_BASELINE = 10


@dataclass(frozen=True)
class ProposedPhase:
    """A phase that the chart could have.

    Parameters
    ----------
    first, last : int
        First and last of the points that set its median, counted from 1.
    extends_to : int
        Where its line ends: at the start of the next phase, or at the last point.
    points : tuple of int
        The points that set its median, counted from 1.
    median : float
        Center line, in the unit of the measure.
    above : bool, optional
        Whether the run lay above the old median; None for the baseline.
    reason : str
        Why this phase is proposed, in one sentence.
    """

    first: int
    last: int
    extends_to: int
    points: tuple[int, ...]
    median: float
    above: bool | None
    reason: str


@dataclass(frozen=True)
class RebaseProposal:
    """What a rebased chart would look like; people decide, and say why.

    Parameters
    ----------
    phases : tuple of ProposedPhase
        The baseline, then each proposed phase.
    run : int
        Points in a row that make a proposal.
    direction : str
        ``above``, ``below`` or ``both``.
    """

    phases: tuple[ProposedPhase, ...]
    run: int
    direction: Direction

    @property
    def part(self) -> tuple[int, ...]:
        """Return the last point of each phase but the last, as charts take it."""
        return tuple(phase.first - 1 for phase in self.phases[1:])

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what is proposed."""
        baseline, *proposed = self.phases
        return joined(
            "; ".join(phase.reason for phase in proposed)
            or f"no run of {self.run} points {_side_words(self.direction)} the median: "
            "no rebase is proposed",
            f"the baseline median is {plain(round(baseline.median, 4))} from "
            f"{counted(len(baseline.points), 'point')}",
            f"fewer than {SHORT_BASELINE} points make a loose baseline"
            if len(baseline.points) < SHORT_BASELINE
            else "",
            "rebase only when people know what changed and it is meant to last" if proposed else "",
        )


@method(
    "spc.rebase",
    title="Proposed rebase",
    question="Has a sustained shift earned this run chart a new median?",
    cites=(PERLA, RUNCHARTER),
    since="0.1",
)
def propose_rebase(
    y: ArrayLike, *, direction: Direction = "both", baseline: int = 13, run: int = 9
) -> RebaseProposal:
    """Propose new phases where points in a row keep to one side of the median.

    Parameters
    ----------
    y : array of float, shape (n,)
        Values in order of time, in any unit; NaN where one is missing.
    direction : str
        Look for runs ``above`` the median, ``below`` it, or ``both``.
    baseline : int
        The first so many measured points set the first median.
    run : int
        So many points in a row make a proposal.

    Returns
    -------
    RebaseProposal
        The baseline and the proposed phases, each with its points and reason.

    Raises
    ------
    MethodProblem
        Fewer values than the baseline needs, or a choice that is none of those offered.

    Examples
    --------
    >>> y = [5, 7, 6, 8, 6, 2, 3, 1, 3, 2, 3]
    >>> found = propose_rebase(y, direction="below", baseline=5, run=5)
    >>> [(phase.first, phase.median) for phase in found.phases], found.part
    ([(1, 6.0), (6, 2.0)], (5,))
    """
    values = numbers(y, "y", missing=True)
    sides = SIDES[chosen(direction, tuple(SIDES), "direction")]
    first, length = count(baseline, "baseline", least=1), count(run, "run", least=2)
    measured = np.flatnonzero(~np.isnan(values))
    if measured.size < first:
        raise MethodProblem(
            f"There are {counted(measured.size, 'value')}, and the baseline takes {first}.",
            "The first points set the median that runs are judged by.",
            "Wait for more points, or choose a shorter baseline.",
            field="baseline",
        )
    phases = [_phase(values, measured[:first], "the baseline", above=None)]
    rest = measured[first:]
    while (found := _first_run(values, rest, phases[-1].median, sides, length)) is not None:
        phases.append(_shifted(values, found, phases[-1].median))
        rest = rest[rest > found[-1]]
    return RebaseProposal(_joined_up(phases, values.size), length, direction)


def _first_run(
    values: NDArray[np.float64],
    places: NDArray[np.intp],
    median: float,
    sides: tuple[int, ...],
    length: int,
) -> NDArray[np.intp] | None:
    """Return the places of the first run of `length` points on a wanted side, or None."""
    side = np.sign(values[places] - median)
    useful, side = places[side != 0], side[side != 0]
    row = 0
    for end in range(useful.size):
        row = row + 1 if end and side[end] == side[end - 1] else 1
        if row == length and side[end] in sides:
            return np.asarray(useful[end - length + 1 : end + 1])
    return None


def _shifted(values: NDArray[np.float64], run: NDArray[np.intp], old: float) -> ProposedPhase:
    above = bool(values[run[0]] > old)
    reason = (
        f"points {run[0] + 1} to {run[-1] + 1} are {run.size} in a row "
        f"{'above' if above else 'below'} the median of {plain(round(old, 4))}, "
        f"which would become {plain(round(float(np.median(values[run])), 4))}"
    )
    return _phase(values, run, reason, above=above)


def _phase(
    values: NDArray[np.float64], places: NDArray[np.intp], reason: str, *, above: bool | None
) -> ProposedPhase:
    points = tuple((places + 1).tolist())
    median = float(np.median(values[places]))
    return ProposedPhase(points[0], points[-1], points[-1], points, median, above, reason)


def _joined_up(phases: list[ProposedPhase], last: int) -> tuple[ProposedPhase, ...]:
    """Let each line reach to the start of the next phase."""
    ends = [phase.first for phase in phases[1:]] + [last]
    return tuple(replace(phase, extends_to=end) for phase, end in zip(phases, ends, strict=True))


def _side_words(direction: Direction) -> str:
    return "on one side of" if direction == "both" else direction
