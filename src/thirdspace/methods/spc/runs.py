"""Runs and crossings: how points fall on the two sides of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Run:
    """Points in a row on one side; `points` are counted from 1, those on the line dropped."""

    points: tuple[int, ...]
    above: bool

    @property
    def length(self) -> int:
        """Number of points in the run."""
        return len(self.points)


def runs_of(points: Sequence[int], sides: Sequence[int]) -> tuple[Run, ...]:
    """Return the runs of a series.

    Parameters
    ----------
    points : sequence of int
        Number of each point.
    sides : sequence of int
        1 above the line, -1 below, 0 on it (dropped).
    """
    useful = [(point, side) for point, side in zip(points, sides, strict=True) if side]
    return tuple(
        Run(tuple(point for point, _ in members), side > 0)
        for side, members in groupby(useful, key=lambda pair: pair[1])
    )
