"""How far a hidden count can move while everything shown stays true.

All questions ("goals") about a system are answered by one linear program with a block for each. An
answer counts only with a witness: another table of whole counts that shows the same, checked in
integer arithmetic. Where the linear program has none, the same question is asked in whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.protect.system import Ints, Mask, System
from thirdspace.problems import MethodProblem

TOLERANCE = 1e-6
#: Columns of one linear program; more goals are answered by several.
LARGEST_PROGRAM = 60_000


@dataclass(frozen=True)
class Goal:
    """Move one cell up (`sign` 1) or down (-1), no further than `limit`."""

    cell: int
    sign: int
    limit: float


@dataclass(frozen=True, eq=False)
class Move:
    """How far a goal was reached.

    Parameters
    ----------
    far : int
        Distance, proven by `witness`.
    witness : array of int
        What is to be added to all counts.
    helpers : array of bool, optional
        Shown cells without which it gets no further: at least one must be hidden too. None where
        the limit comes from counts being whole.
    """

    far: int
    witness: Ints
    helpers: Mask | None


def push(system: System, hidden: Mask, goals: Sequence[Goal]) -> list[Move]:
    """Answer each goal; those that nothing limits must have a limit of their own."""
    moves: dict[Goal, Move] = {}
    groups = components(system, hidden)
    for group in np.unique(groups[[goal.cell for goal in goals]]):
        columns = np.flatnonzero(groups == group)
        mine = [goal for goal in goals if groups[goal.cell] == group]
        size = max(1, LARGEST_PROGRAM // len(columns))
        for start in range(0, len(mine), size):
            batch = mine[start : start + size]
            found = _answers(system, hidden, columns, batch)
            moves |= zip(batch, found, strict=True)
    return [moves[goal] for goal in goals]


def components(system: System, hidden: Mask) -> NDArray[Any]:
    """Number the groups of hidden cells that ties connect; a shown cell is a group of its own."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    rows, columns = np.nonzero(system.matrix * hidden)
    size = system.matrix.shape
    links = csr_array((np.ones(len(rows)), (rows, columns + size[0])), shape=(sum(size), sum(size)))
    labels: NDArray[Any] = connected_components(links, directed=False)[1]
    return labels[size[0] :]


def unlimited(system: System, hidden: Mask) -> Mask:
    """Mark hidden cells that nothing bounds from above: some ray of moves makes them grow."""
    columns = np.flatnonzero(hidden)
    marks = np.zeros_like(hidden)
    if not len(columns):
        return marks
    matrix = _rows(system, columns)[:, columns]
    wide = np.hstack([matrix, np.zeros_like(matrix)])
    grows = np.hstack([-np.eye(len(columns)), np.eye(len(columns))])
    loss = np.repeat([0.0, -1.0], len(columns))
    found = _solved(
        loss,
        wide,
        np.zeros_like(loss),
        np.repeat([np.inf, 1.0], len(columns)),
        A_ub=grows,
        b_ub=np.zeros(len(columns)),
    )
    marks[columns] = found.x[len(columns) :] > 0.5
    return marks


def witnessed(system: System, hidden: Mask, moves: NDArray[np.float64]) -> tuple[Ints, Mask]:
    """Round moves and say which of them are other tables of whole counts that show the same."""
    whole = np.rint(moves).astype(np.int64)
    ties = (whole @ system.matrix.T == 0).all(axis=1)
    counts = (whole >= -system.values).all(axis=1)
    return whole, ties & counts & (whole[:, ~hidden] == 0).all(axis=1)


def jointly(system: System, hidden: Mask, targets: Ints, limits: Ints, sign: int) -> Ints:
    """Return one move that takes as many of the targets as it can up to their limits."""
    columns = np.flatnonzero(hidden)
    low, high = -system.values[columns].astype(float), np.full(len(columns), np.inf)
    places = np.searchsorted(columns, targets)
    loss = np.zeros(len(columns))
    loss[places] = -sign
    if sign > 0:
        high[places] = limits
    else:
        low[places] = np.maximum(low[places], -limits)
    moves = np.zeros((1, len(hidden)))
    moves[0, columns] = _solved(loss, _rows(system, columns)[:, columns], low, high).x
    whole, good = witnessed(system, hidden, moves)
    return np.where(good, whole[0], 0)


def _answers(
    system: System, hidden: Mask, columns: NDArray[Any], goals: Sequence[Goal]
) -> Iterator[Move]:
    rows = _rows(system, columns)
    low = np.tile(-system.values[columns].astype(float), (len(goals), 1))
    high = np.full(low.shape, np.inf)
    loss = np.zeros(low.shape)
    for line, goal in enumerate(goals):
        _aim(goal, int(np.searchsorted(columns, goal.cell)), low[line], high[line], loss[line])
    found = _solved(loss.ravel(), _blocks(rows[:, columns], len(goals)), low.ravel(), high.ravel())
    moves = np.zeros((len(goals), len(hidden)))
    moves[:, columns] = found.x.reshape(low.shape)
    prices = found.eqlin.marginals.reshape(len(goals), len(rows)) @ rows
    helpers = (prices > TOLERANCE) | ((prices < -TOLERANCE) & (system.values > 0))
    whole, good = _multiples(system, hidden, moves)
    for line, goal in enumerate(goals):
        bound = int(np.floor(goal.sign * moves[line, goal.cell] + TOLERANCE))
        far, witness = goal.sign * int(whole[line, goal.cell]), whole[line]
        if not good[line] or far < bound:
            far, witness = _in_whole_numbers(system, rows, columns, goal)
        yield Move(far, witness, helpers[line] & ~hidden if far >= bound else None)


def _blocks(matrix: Ints, copies: int) -> Any:
    """Put a matrix so many times on the diagonal; quicker than the general functions for that."""
    from scipy.sparse import csc_array

    one, copy = csc_array(matrix.astype(float)), np.arange(copies)[:, None]
    starts = (one.indptr[1:] + one.nnz * copy).ravel()
    rows = (one.indices + matrix.shape[0] * copy).ravel()
    size = (copies * matrix.shape[0], copies * matrix.shape[1])
    return csc_array((np.tile(one.data, copies), rows, np.append(0, starts)), shape=size)


def _multiples(system: System, hidden: Mask, moves: NDArray[np.float64]) -> tuple[Ints, Mask]:
    """Make moves whole by taking them several times, where the counts leave room for that."""
    whole, good = witnessed(system, hidden, moves)
    for times in (2, 3, 4, 6):
        again, better = witnessed(system, hidden, times * moves)
        whole[better & ~good] = again[better & ~good]
        good |= better
    return whole, good


def _aim(goal: Goal, place: int, low: Any, high: Any, loss: Any) -> None:
    """Write one goal into bounds and losses."""
    loss[place] = -goal.sign
    if goal.sign > 0:
        high[place] = goal.limit
    else:
        low[place] = max(low[place], -goal.limit)


def _in_whole_numbers(
    system: System, rows: Ints, columns: NDArray[Any], goal: Goal
) -> tuple[int, Ints]:
    """Reach the limit or pass it, which in whole numbers may be easier; else get near it."""
    place = int(np.searchsorted(columns, goal.cell))
    low, high = -system.values[columns].astype(float), np.full(len(columns), np.inf)
    loss = np.zeros(len(columns))
    if np.isfinite(goal.limit):
        ends = (goal.limit, np.inf) if goal.sign > 0 else (low[place], -goal.limit)
        least, most = low.copy(), high.copy()
        least[place], most[place] = ends
        loss[place] = goal.sign
        witness = _whole(system, rows, columns, (loss, least, most))
        if witness.any() or goal.limit <= 1:
            return goal.sign * int(witness[goal.cell]), witness
    _aim(goal, place, low, high, loss)
    witness = _whole(system, rows, columns, (loss, low, high))
    return goal.sign * int(witness[goal.cell]), witness


def _whole(
    system: System, rows: Ints, columns: NDArray[Any], program: tuple[Any, Any, Any]
) -> Ints:
    """Solve a program in whole numbers; without a checked witness the answer is not to move."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    loss, low, high = program
    moves = np.zeros((1, len(system.values)))
    if (low <= high).all():
        found = milp(
            loss,
            constraints=LinearConstraint(rows[:, columns].astype(float), 0, 0),
            bounds=Bounds(low, high),
            integrality=np.ones(len(columns)),
            options={"mip_rel_gap": 0},
        )
        if found.x is not None:
            moves[0, columns] = found.x
    whole, good = witnessed(system, np.isin(np.arange(len(system.values)), columns), moves)
    return np.where(good, whole[0], 0)


def _rows(system: System, columns: NDArray[Any]) -> Ints:
    """Return the ties that these cells take part in."""
    return np.compress((system.matrix[:, columns] != 0).any(axis=1), system.matrix, axis=0)


def _solved(loss: Any, matrix: Any, low: Any, high: Any, **more: Any) -> Any:
    from scipy.optimize import linprog

    found = linprog(
        loss,
        A_eq=matrix,
        b_eq=np.zeros(matrix.shape[0]),
        bounds=np.column_stack([low, high]),
        method="highs",
        options={"presolve": False},
        **more,
    )
    if found.status:
        raise MethodProblem(
            "How far the hidden counts could move can’t be told.",
            f"The solver of the linear program stopped: {found.message}",
            "Take fewer or smaller tables at a time; show nothing before it is settled.",
        )
    return found
