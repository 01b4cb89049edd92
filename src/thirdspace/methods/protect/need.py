"""Which cells are small, how far each must be able to move, and whether it can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from thirdspace.methods import inputs
from thirdspace.methods.protect.moves import Goal, Move, jointly, push
from thirdspace.methods.protect.system import Ints, Mask, System

#: From so many cells on it is quicker to look first for moves that settle several at once.
MANY = 6


@dataclass(frozen=True)
class Policy:
    """What counts as small, and when a small cell counts as protected.

    Parameters
    ----------
    threshold : int
        Counts from 1 to below it are small.
    zeros_are_sensitive : bool
        Whether 0 is small too.
    width : int
        Least distance between the smallest and largest count a small cell could have.
    both_sides : bool
        Whether it must be possible that the cell is not small.
    """

    threshold: int
    zeros_are_sensitive: bool
    width: int
    both_sides: bool

    def __post_init__(self) -> None:
        inputs.count(self.threshold, "threshold", least=1)
        inputs.count(self.width, "width", least=1)

    def small(self, counts: Ints) -> Mask:
        """Mark small counts."""
        above = counts >= (0 if self.zeros_are_sensitive else 1)
        return above & (counts < self.threshold)


@dataclass(frozen=True, eq=False)
class Needs:
    """Cells to protect, and how far each must be able to move.

    Parameters
    ----------
    cells : array of int, shape (n,)
        Their columns.
    width, rise : array of int, shape (n,)
        Least distance between both ends, and least distance upward.
    """

    cells: Ints
    width: Ints
    rise: Ints

    def only(self, keep: Mask) -> Needs:
        """Return the marked ones."""
        return Needs(self.cells[keep], self.width[keep], self.rise[keep])


def needs_of(system: System, small: Mask, policy: Policy) -> Needs:
    """Return what each cell to protect needs."""
    cells = np.flatnonzero(small)
    missing = np.maximum(policy.threshold - system.values[cells], 0)
    rise = missing if policy.both_sides else np.zeros_like(missing)
    return Needs(cells, np.full(len(cells), policy.width), rise)


def given_away(system: System, hidden: Mask, needs: Needs) -> Iterator[tuple[int, Mask | None]]:
    """Yield each cell that can't move far enough, with shown cells of which one must be hidden.

    None stands for shown cells that are not known.
    """
    rest = needs.only(~_settled_jointly(system, hidden, needs))
    limits = np.maximum(rest.width, rest.rise).tolist()
    ups = [Goal(cell, 1, limit) for cell, limit in zip(rest.cells.tolist(), limits, strict=True)]
    downs = [Goal(goal.cell, -1, goal.limit) for goal in ups]
    moves = push(system, hidden, ups + downs)
    pairs = zip(moves[: len(ups)], moves[len(ups) :], strict=True)
    for goal, width, rise, (up, down) in zip(ups, rest.width, rest.rise, pairs, strict=True):
        if up.far < rise:
            yield goal.cell, up.helpers
        elif up.far + down.far < width:
            yield goal.cell, _either(up, down)


def _settled_jointly(system: System, hidden: Mask, needs: Needs) -> Mask:
    """Mark the cells for which one move of many cells at once is proof enough."""
    settled = np.zeros(len(needs.cells), dtype=bool)
    if len(settled) >= MANY:
        limits = np.maximum(needs.width, needs.rise)
        settled = jointly(system, hidden, needs.cells, limits, 1)[needs.cells] >= limits
        down = -jointly(system, hidden, needs.cells, needs.width, -1)[needs.cells]
        settled |= (down >= needs.width) & (needs.rise == 0)
    return settled


def _either(up: Move, down: Move) -> Mask | None:
    if up.helpers is None or down.helpers is None:
        return None
    return up.helpers | down.helpers
