"""Audit of hidden cells: which counts could each have, given all that is shown?

Question
--------
Some cells of published tables are hidden. What can a reader who does the sums work out, and is a
small count among it?

Formula
-------
A reader knows every shown count x, every sum between cells, and that hidden counts are whole and
not negative. For each hidden cell the smallest and the largest x are found under these ties: by
linear programs, and in whole numbers where a program's best corner is not whole. Both ends are
proven by a table of whole counts that shows the same. A small cell is given away when it is shown,
or when its ends are closer than `width` (1: a single count is left), or, if asked for, when it
could only be small. A published percentage ties its part to its whole within half a unit of its
last decimal; an earlier release is more cells and more sums.

Assumptions
-----------
Readers see one mark for all hidden cells, and don't know which of them are small. Every sum that
readers can know is among the equations: also those with tables published elsewhere or before.

When not to use it
------------------
It judges single cells: that two hidden cells together are 5 is not a finding. A contributor who
knows the own count, or how the pattern was chosen, knows more than this reader. Between both ends
not every count need be possible.

References
----------
Dobra & Fienberg (2000), Proceedings of the National Academy of Sciences 97(22), 11885-11892,
10.1073/pnas.97.22.11885: ends of the range of a cell.
Fischetti & Salazar-González (2001), Management Science 47(7), 1008-1027,
10.1287/mnsc.47.7.1008.9805: the reader as a pair of optimizations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from thirdspace.methods.protect.moves import TOLERANCE, Goal, components, push, unlimited
from thirdspace.methods.protect.need import Policy, given_away, needs_of
from thirdspace.methods.protect.records import Equation, Range, Share
from thirdspace.methods.protect.sources import DOBRA
from thirdspace.methods.protect.system import Mask, System, read_system
from thirdspace.methods.protect.wording import audit_sentence
from thirdspace.methods.registry import method
from thirdspace.methods.sources import SUPPRESSION

THRESHOLD = 10


@dataclass(frozen=True)
class Audit:
    """What readers can work out.

    Parameters
    ----------
    cells : int
        How many cells there are.
    small : tuple of str
        Cells that need protection, in the order of the cells.
    given_away : tuple of str
        Those of them that are shown or that can be worked out.
    by_subtraction : tuple of str
        Hidden cells that follow from adding and subtracting alone.
    ranges : tuple of Range
        Possible counts of each hidden cell, in the order of the cells.
    """

    cells: int
    small: tuple[str, ...]
    given_away: tuple[str, ...]
    by_subtraction: tuple[str, ...]
    ranges: tuple[Range, ...]

    @property
    def safe(self) -> bool:
        """Whether no small cell is given away."""
        return not self.given_away

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return audit_sentence(self)


@method(
    "protect.audit",
    title="Audit of hidden cells",
    question="Which hidden counts can a reader work out?",
    cites=(DOBRA, SUPPRESSION),
    since="0.1",
)
def audit(
    cells: Mapping[str, int],
    equations: Sequence[Equation],
    hidden: Sequence[str],
    *,
    threshold: int = THRESHOLD,
    zeros_are_sensitive: bool = False,
    must_hide: Sequence[str] = (),
    public: Sequence[str] = (),
    shares: Sequence[Share] = (),
    known: Mapping[str, Sequence[int | None]] | None = None,
    width: int = 1,
    both_sides: bool = False,
) -> Audit:
    """Take the part of a reader who wants to know the hidden cells.

    Parameters
    ----------
    cells : mapping of str to int
        True count of every cell, totals and hidden ones too.
    equations : sequence of Equation
        Every sum between cells that readers can know.
    hidden : sequence of str
        Cells that are not shown.
    threshold : int
        Counts from 1 to below it are small.
    zeros_are_sensitive : bool
        Whether 0 is small too.
    must_hide : sequence of str
        Further cells to protect, whatever their count.
    public : sequence of str
        Cells whose count is public for good reason, so that being small is no finding.
    shares : sequence of Share
        Percentages that are shown.
    known : mapping of str to (low, high)
        Bounds that readers know beforehand, or are shown as a band; None where there is none.
    width : int
        Least distance between the ends of a small cell's range.
    both_sides : bool
        Whether the range must also hold a count that is not small.

    Returns
    -------
    Audit
        Ranges of hidden cells, and small cells given away.

    Raises
    ------
    MethodProblem
        No cells, a name that no cell has, a sum that is wrong, or a count that is none.

    Examples
    --------
    >>> table = {"A": 3, "B": 12, "C": 40, "all": 55}
    >>> found = audit(table, [Equation("all", ("A", "B", "C"))], ["A", "B"])
    >>> found.safe, found.ranges[0]
    (True, Range(cell='A', low=0, high=15))
    """
    system = read_system(cells, equations, shares, known)
    policy = Policy(threshold, zeros_are_sensitive, width, both_sides)
    chosen = system.mask(hidden, "hidden")
    small = small_cells(system, policy, must_hide, public)
    return audited(system, chosen, small, policy)


def small_cells(
    system: System, policy: Policy, must_hide: Sequence[str], public: Sequence[str]
) -> Mask:
    """Mark the cells that need protection."""
    small = policy.small(system.values) & ~system.slack & ~system.mask(public, "public")
    return small | system.mask(must_hide, "must_hide")


def audited(system: System, hidden: Mask, small: Mask, policy: Policy) -> Audit:
    """Audit a system whose names have been read."""
    unknown = hidden | system.slack
    told = small & ~hidden
    told[
        [cell for cell, _ in given_away(system, unknown, needs_of(system, small & hidden, policy))]
    ] = True
    return Audit(
        cells=len(system.names),
        small=system.named(small),
        given_away=system.named(told),
        by_subtraction=system.named(_by_subtraction(system, unknown)),
        ranges=tuple(_ranges(system, unknown)),
    )


def _ranges(system: System, hidden: Mask) -> Iterator[Range]:
    free = unlimited(system, hidden)
    cells = np.flatnonzero(hidden & ~system.slack).tolist()
    up = [Goal(cell, 1, np.inf) for cell in cells if not free[cell]]
    down = [Goal(cell, -1, np.inf) for cell in cells]
    far = {
        (goal.cell, goal.sign): move.far
        for goal, move in zip(up + down, push(system, hidden, up + down), strict=True)
    }
    for cell in cells:
        value = int(system.values[cell])
        high = None if free[cell] else value + far[cell, 1]
        yield Range(system.names[cell], value - far[cell, -1], high)


def _by_subtraction(system: System, hidden: Mask) -> Mask:
    """Mark hidden cells on which every solution of the equations agrees, whatever its signs."""
    fixed = np.zeros_like(hidden)
    groups = components(system, hidden)
    for group in np.unique(groups[hidden]):
        columns = np.flatnonzero(groups == group)
        matrix = system.matrix[:, columns]
        matrix = matrix[(matrix != 0).any(axis=1)].astype(float)
        seen = np.linalg.pinv(matrix) @ matrix if len(matrix) else np.zeros((1, 1))
        fixed[columns] = np.abs(1 - np.diag(seen)) < TOLERANCE
    return fixed
