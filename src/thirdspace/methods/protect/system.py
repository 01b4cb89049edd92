"""Cells and what ties them, as integer equations: one shape for tables, linked tables and rates.

Every tie is a row of ``matrix @ values == constant``. A bound or a published percentage becomes a
row by a *slack*: a nameless further count, always hidden, that fills what is left. So whoever asks
how far a hidden cell could move asks about one kind of thing only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods import inputs
from thirdspace.methods.protect.records import Equation, Share
from thirdspace.problems import MethodProblem

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]
#: More decimals than a count of 1 could have and still be exact.
MOST_DECIMALS = 13
#: A row before it is an array: factors of cells, and the slack's factor and count (0: no slack).
Row = tuple[dict[str, int], int, int]


@dataclass(frozen=True, eq=False)
class System:
    """Cells, ties between them, and the true counts.

    Parameters
    ----------
    names : tuple of str
        Names of the cells, which come before the slacks.
    values : array of int, shape (cells + slacks,)
        True counts.
    matrix : array of int, shape (ties, cells + slacks)
        Factors of each tie.
    """

    names: tuple[str, ...]
    values: Ints
    matrix: Ints

    def mask(self, names: Sequence[str], field: str) -> Mask:
        """Mark the cells of these names.

        Raises
        ------
        MethodProblem
            There is no cell of this name.
        """
        check_names(names, self.names, field)
        return np.isin(np.arange(len(self.values)), [self.names.index(name) for name in names])

    @property
    def slack(self) -> Mask:
        """Mark what is not a cell."""
        return np.arange(len(self.values)) >= len(self.names)

    def named(self, mask: Mask) -> tuple[str, ...]:
        """Return the names of the marked cells, in their order."""
        return tuple(self.names[place] for place in np.flatnonzero(mask & ~self.slack))


def read_system(
    cells: Mapping[str, int],
    equations: Sequence[Equation],
    shares: Sequence[Share] = (),
    known: Mapping[str, Sequence[int | None]] | None = None,
) -> System:
    """Read cells and what readers know of them.

    Parameters
    ----------
    cells : mapping of str to int
        True count of each cell, hidden ones and totals too.
    equations : sequence of Equation
        Every sum between cells.
    shares : sequence of Share
        Percentages that readers see.
    known : mapping of str to (low, high)
        Bounds that readers know beforehand; None where there is none.

    Raises
    ------
    MethodProblem
        No cells, a count that is none, a name that no cell has, or a sum or bound that is wrong.
    """
    values = inputs.counts(list(cells.values()), "cells")
    counts = dict(zip(cells, values.tolist(), strict=True))
    rows = [
        *(_sum(equation, counts) for equation in equations),
        *(row for share in shares for row in _percentage(share, counts)),
        *(row for cell, span in (known or {}).items() for row in _bounds(cell, span, counts)),
    ]
    return _assembled(counts, rows)


def check_names(names: Sequence[str], cells: Sequence[str], field: str) -> None:
    """Refuse a name that no cell has.

    Raises
    ------
    MethodProblem
        Naming the first of them.
    """
    known = set(cells)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise MethodProblem(
            f"“{field}” names “{unknown[0]}”, which is not a cell.",
            "Only cells with a count can be tied, hidden or kept.",
            "Add the cell with its count, or mend the name.",
            field=field,
        )


def percentage(part: int, whole: int, decimals: int = 0) -> int:
    """Return a percentage, half up, in units of its last decimal: 22.5% as 225."""
    scale: int = 100 * 10**decimals
    return (2 * scale * part + whole) // (2 * whole)


def _sum(equation: Equation, counts: Mapping[str, int]) -> Row:
    names = [equation.total, *equation.parts]
    check_names(names, tuple(counts), "equations")
    if len(set(names)) < len(names) or len(names) < 2:
        raise MethodProblem(
            f"The sum of “{equation.total}” has no parts, or has a cell twice.",
            "A total is the sum of cells that are counted once each.",
            "Name each part once.",
            field="equations",
        )
    added = sum(counts[part] for part in equation.parts)
    if added != counts[equation.total]:
        raise MethodProblem(
            f"“{equation.total}” is {counts[equation.total]}, but its parts add up to {added}.",
            "With a wrong total nobody can say what the others give away.",
            "Mend the count, or name all parts of the total.",
            field="equations",
        )
    return {equation.total: 1} | dict.fromkeys(equation.parts, -1), 0, 0


def _percentage(share: Share, counts: Mapping[str, int]) -> Iterator[Row]:
    """Between which counts a rounded percentage lies: `scale * part` within half a unit."""
    check_names([share.part, share.whole], tuple(counts), "shares")
    part, whole = counts[share.part], counts[share.whole]
    if part > whole:
        raise MethodProblem(
            f"“{share.part}” is {part}, and “{share.whole}” is {whole}.",
            "A part can’t be larger than its whole.",
            "Mend one of the two.",
            field="shares",
        )
    if whole:
        scale = _scale(share, whole)
        shown = 2 * percentage(part, whole, share.decimals)
        above = scale * part - (shown - 1) * whole
        yield {share.part: scale, share.whole: 1 - shown}, -1, above
        yield {share.part: scale, share.whole: -1 - shown}, 1, 2 * whole - above - 1


def _scale(share: Share, whole: int) -> int:
    """Return 2 for each unit of the last decimal of 100%."""
    decimals = inputs.count(share.decimals, "decimals")
    if decimals > MOST_DECIMALS or 200 * 10**decimals * whole > inputs.LARGEST_COUNT:
        raise MethodProblem(
            f"“{share.name}” is a percentage of {whole:,} with {decimals:,} decimals.",
            "Whole numbers that large are no longer exact.",
            "Round the percentage to fewer decimals.",
            field="decimals",
        )
    return int(200 * 10**decimals)


def _bounds(cell: str, span: Sequence[int | None], counts: Mapping[str, int]) -> Iterator[Row]:
    check_names([cell], tuple(counts), "known")
    if len(span) != 2:
        raise MethodProblem(
            f"The bounds of “{cell}” are not two.",
            "Readers know a smallest and a largest count; None stands for one not known.",
            "Give both.",
            field="known",
        )
    low, high = span
    value = counts[cell]
    if value < (low or 0) or (high is not None and value > high):
        raise MethodProblem(
            f"“{cell}” is {value}, but is known to lie between {low or 0} and {high}.",
            "What readers know can’t be wrong.",
            "Mend the bounds or the count.",
            field="known",
        )
    if low:
        yield {cell: 1}, -1, value - low
    if high is not None:
        yield {cell: 1}, 1, high - value


def _assembled(counts: Mapping[str, int], rows: Sequence[Row]) -> System:
    slacks = [amount for _, factor, amount in rows if factor]
    place = {name: column for column, name in enumerate(counts)}
    matrix = np.zeros((len(rows), len(counts) + len(slacks)), dtype=np.int64)
    column = len(counts)
    for line, (factors, factor, _) in zip(matrix, rows, strict=True):
        line[[place[name] for name in factors]] = list(factors.values())
        if factor:
            line[column] = factor
            column += 1
    return System(tuple(counts), np.array([*counts.values(), *slacks], dtype=np.int64), matrix)
