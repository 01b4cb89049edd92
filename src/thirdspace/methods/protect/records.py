"""What is published, as records: sums between cells, and percentages of cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Equation:
    """One sum that readers know: a total and all the cells that add up to it."""

    total: str
    parts: Sequence[str]


@dataclass(frozen=True)
class Share:
    """A published percentage: `part` of `whole` (both cells), with so many decimals, half up."""

    name: str
    part: str
    whole: str
    decimals: int = 1


@dataclass(frozen=True)
class Range:
    """Which counts a hidden cell could have, as far as readers can tell.

    Parameters
    ----------
    cell : str
        Its name.
    low, high : int
        Smallest and largest possible count; `high` is None where nothing bounds it.
    """

    cell: str
    low: int
    high: int | None

    @property
    def single(self) -> bool:
        """Whether only one count is possible, so that the cell is as good as shown."""
        return self.low == self.high
