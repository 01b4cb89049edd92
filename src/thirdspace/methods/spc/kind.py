"""What makes a kind of chart: how its points, its center line and its sigma come about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

import numpy as np

from thirdspace.methods.inputs import LARGEST
from thirdspace.methods.spc.points import Floats, Points, Take
from thirdspace.problems import MethodProblem

ChartKind = Literal[
    "run",
    "i",
    "mr",
    "xbar",
    "s",
    "t",
    "p",
    "pp",
    "c",
    "u",
    "up",
    "g",
    "ip",
]


@dataclass(frozen=True)
class Choices:
    """What a person decides about a chart; see the arguments of `thirdspace.methods.spc.chart`."""

    rules: str
    freeze: int | None
    part: Sequence[int]
    exclude: Sequence[int]
    multiply: float = 1.0
    ordered: bool = True
    screen_mr: bool = False


@dataclass(frozen=True, eq=False)
class Fit:
    """Lines of one phase, on the scale where they were estimated.

    Parameters
    ----------
    center : float
        The center line.
    sigma : float array
        Of each point; NaN where there are no limits.
    middle : float, optional
        Where limits are measured from, if not from the center line.
    """

    center: float
    sigma: Floats
    middle: float | None = None

    def at(self, sigmas: float) -> Floats:
        """Return for each point the line so many sigmas from the middle."""
        return (self.center if self.middle is None else self.middle) + sigmas * self.sigma


#: From the points that set the lines, all points of the phase, and the choices.
Fitter = Callable[[Points, Points, Choices], Fit]


@dataclass(frozen=True)
class Kind:
    """A kind of chart as data.

    Parameters
    ----------
    id, title : str
        ``p``, ``P chart``.
    fit : callable
        Estimates the lines of a phase.
    take : str
        What makes a point of its rows.
    gathers : bool
        Whether several rows may make a point.
    denominators : str
        Whether `n` is given: ``never``, ``maybe``, ``always``.
    parts : bool
        Whether `y` counts a part of `n`.
    lowest : float
        Smallest value of `y` that makes sense.
    floor, ceiling : float
        Limits are cut there.
    root : float
        Lines are estimated on values to the power 1 / root.
    has_limits : bool
        Whether it has limits.
    screens : bool
        Whether limits come from moving ranges, so that `screen_mr` is a choice.
    funnels : bool
        Whether points may stand in no order of time.
    ranges : bool
        Whether moving ranges are drawn in place of the values; only single ones are judged, as
        neighbors share a value.
    """

    id: ChartKind
    title: str
    fit: Fitter
    take: Take = "mean"
    gathers: bool = True
    denominators: Literal["never", "maybe", "always"] = "never"
    parts: bool = False
    lowest: float = -LARGEST
    floor: float = -inf
    ceiling: float = inf
    root: float = 1.0
    has_limits: bool = True
    screens: bool = False
    funnels: bool = False
    ranges: bool = False

    def judges_runs(self, choices: Choices) -> bool:
        """Say whether rules on several points are applied."""
        return choices.ordered and not self.ranges

    def estimated(self, drawn: Floats) -> Floats:
        """Return values on the scale on which lines are estimated."""
        return drawn if self.root == 1 else drawn ** (1 / self.root)

    def drawn(self, estimated: Floats) -> Floats:
        """Return lines on the scale on which they are drawn, cut where no value can be."""
        cut = np.clip(estimated, self.floor, self.ceiling)
        return cut if self.root == 1 else cut**self.root


def no_limits(why: str) -> MethodProblem:
    """Return the problem that a baseline does not show how points vary."""
    return MethodProblem(
        f"Limits can’t be computed: {why}.",
        "Limits come from how points vary while nothing changes.",
        "Add points to the baseline of each phase, or draw a run chart.",
        field="y",
    )
