"""Differencing: does this release, beside an earlier one, give a small count away?

Question
--------
The same cells were published before, or are shown in a wider view. Which small changes could a
reader work out by taking one from the other?

Formula
-------
For every cell of both releases d = now - before. A change of 1 to threshold - 1, up or down, is a
small count: the few who came, left, or fell out of the filter. It is refused when a reader knows
it: at once where both counts are shown; and where one is hidden, if both can be worked out from
the sums (Audit of hidden cells of each release, whatever the size of the hidden cells). So
cumulative tables, filtered views beside the full one and corrected tables are all one case. Each
earlier release is compared on its own.

Assumptions
-----------
A cell of the same name counts the same kind of people in every release.

When not to use it
------------------
A change of 0 passes, and so does +3 with -3: only the net change is known. Where people are known
to come but never to leave, hidden cells of two releases narrow each other further: give both
releases and their new entries to the audit as one system.

References
----------
Denning, Denning & Schwartz (1979), ACM Transactions on Database Systems 4(1), 76-96,
10.1145/320064.320069: small groups as differences of large ones.
Hundepool, Domingo-Ferrer, Franconi and others (2012), Statistical Disclosure Control, Wiley,
10.1002/9781118348239.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thirdspace.methods import inputs
from thirdspace.methods.protect.audit import THRESHOLD, audit
from thirdspace.methods.protect.records import Equation
from thirdspace.methods.protect.sources import HANDBOOK, TRACKER
from thirdspace.methods.protect.wording import difference_sentence
from thirdspace.methods.registry import method


@dataclass(frozen=True)
class Release:
    """Counts that were or would be published.

    Parameters
    ----------
    cells : mapping of str to int
        True count of every cell, hidden ones too.
    hidden : sequence of str
        Cells not shown.
    equations : sequence of Equation
        Every sum between its cells.
    """

    cells: Mapping[str, int]
    hidden: Sequence[str] = ()
    equations: Sequence[Equation] = ()


@dataclass(frozen=True)
class SmallChange:
    """A cell whose change is a small count that readers can know.

    Parameters
    ----------
    cell : str
        Its name.
    release : int
        Place of the earlier release, from 1.
    change : int
        Now less before.
    """

    cell: str
    release: int
    change: int


@dataclass(frozen=True)
class Differencing:
    """Whether a release may go out.

    Parameters
    ----------
    changes : tuple of SmallChange
        What speaks against it, by earlier release and then in the order of the cells.
    compared : int
        Earlier releases it was compared with.
    """

    changes: tuple[SmallChange, ...]
    compared: int

    @property
    def refused(self) -> bool:
        """Whether the release must not go out as it is."""
        return bool(self.changes)

    @property
    def flagged(self) -> tuple[str, ...]:
        """Cells to round, to hold back or to hide, each once."""
        return tuple(dict.fromkeys(change.cell for change in self.changes))

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return difference_sentence(self)


@method(
    "protect.differencing",
    title="Differencing guard",
    question="Does a release give a small count away beside an earlier one?",
    cites=(TRACKER, HANDBOOK),
    since="0.1",
)
def differencing(
    now: Release, earlier: Sequence[Release], *, threshold: int = THRESHOLD
) -> Differencing:
    """Compare a release with what is public already.

    Parameters
    ----------
    now : Release
        What would be published: the new table, or the filtered view.
    earlier : sequence of Release
        What readers have: earlier tables, or the full view.
    threshold : int
        Changes from 1 to below it are small.

    Returns
    -------
    Differencing
        Small changes that readers can know.

    Raises
    ------
    MethodProblem
        No cells, a count that is none, a wrong sum, or a hidden cell that is not there.

    Examples
    --------
    >>> found = differencing(Release({"A": 36, "B": 24}), [Release({"A": 33, "B": 24})])
    >>> found.refused, found.flagged
    (True, ('A',))
    """
    limit = inputs.count(threshold, "threshold", least=1)
    told = _told(now)
    changes = (
        SmallChange(cell, place, told[cell] - count)
        for place, release in enumerate(earlier, start=1)
        for cell, count in _told(release).items()
        if cell in told and 0 < abs(told[cell] - count) < limit
    )
    return Differencing(tuple(changes), len(earlier))


def _told(release: Release) -> dict[str, int]:
    """Return the counts that readers of one release know."""
    return dict(_known(release))


def _known(release: Release) -> Iterator[tuple[str, int]]:
    found = audit(release.cells, release.equations, release.hidden)
    unknown = {span.cell for span in found.ranges if not span.single}
    return ((cell, count) for cell, count in release.cells.items() if cell not in unknown)
