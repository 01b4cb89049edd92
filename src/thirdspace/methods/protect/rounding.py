"""Rounding: counts shown to the nearest 5 or 10, and what that still tells.

Question
--------
How do counts read when rounded to a base, do totals still add up, and can a count be worked out all
the same?

Formula
-------
Each count is rounded to the nearest multiple of the base, half up. With `keep_zero`, 0 stays 0 and
counts from 1 to base - 1 read “<5” (base 5), so that a 0 is a true zero; without it small counts
round like all others. Totals are rounded on their own (`own`: each is near the truth, and sums may
be off by the gap that is stated) or added up from rounded parts (`summed`: sums are right, and
totals may be far from the truth). Such a sum can tell which way a “<5” in it was rounded; that is
taken as known. Then a reader is played (Audit of hidden cells) who knows each count within its
rounding and every sum.

Assumptions
-----------
Nobody sees the unrounded counts elsewhere. Percentages are taken from rounded counts too.

When not to use it
------------------
Where single small counts matter, rounding leaves nothing; where totals are public exactly, hide
cells instead. Rounding is fixed, not random: the same count always reads the same, so a change of
what is shown dates a change of one.

References
----------
Hundepool, Domingo-Ferrer, Franconi and others (2012), Statistical Disclosure Control, Wiley,
10.1002/9781118348239: rounding, conventional and controlled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thirdspace.methods import inputs
from thirdspace.methods.protect.audit import audit
from thirdspace.methods.protect.records import Equation
from thirdspace.methods.protect.sources import HANDBOOK
from thirdspace.methods.protect.system import read_system
from thirdspace.methods.protect.wording import rounding_sentence
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem


@dataclass(frozen=True)
class RoundedCell:
    """One count as it is shown.

    Parameters
    ----------
    cell : str
        Its name.
    shown : str
        “15”, “0” or “<5”.
    value : int, optional
        The multiple of the base it stands for; None for “<5”, which it would narrow down.
    low, high : int, optional
        Counts that read like this; both None for a total added up from rounded parts.
    """

    cell: str
    shown: str
    value: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Rounded:
    """Counts as they are shown.

    Parameters
    ----------
    base : int
        They are multiples of this.
    cells : tuple of RoundedCell
        In the order given.
    largest_gap : int
        Largest distance between a shown total and the sum of its shown parts.
    largest_error : int
        Largest distance between a shown and a true count.
    given_away : tuple of str
        Cells, but for true zeros, whose count follows all the same.
    """

    base: int
    cells: tuple[RoundedCell, ...]
    largest_gap: int
    largest_error: int
    given_away: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence how counts read."""
        return rounding_sentence(self)


@method(
    "protect.rounding",
    title="Rounding of counts",
    question="How do counts read when rounded, and do they still give one away?",
    cites=(HANDBOOK,),
    since="0.1",
)
def round_counts(
    cells: Mapping[str, int],
    equations: Sequence[Equation] = (),
    *,
    base: int = 5,
    keep_zero: bool = True,
    totals: str = "own",
) -> Rounded:
    """Round counts to a base.

    Parameters
    ----------
    cells : mapping of str to int
        True counts.
    equations : sequence of Equation
        Every sum between cells; parts that are totals themselves are fine.
    base : int
        2 or more; 5 and 10 are usual.
    keep_zero : bool
        Show a 0 only where the count is 0.
    totals : str
        ``own`` rounds totals on their own, ``summed`` adds rounded parts up.

    Returns
    -------
    Rounded
        Counts as shown, how far sums are off, and what is given away.

    Raises
    ------
    MethodProblem
        A count that is none, a wrong sum, sums in a circle, or a base below 2.

    Examples
    --------
    >>> found = round_counts({"A": 3, "B": 14, "all": 17}, [Equation("all", ("A", "B"))])
    >>> [cell.shown for cell in found.cells], found.largest_gap
    (['<5', '15', '15'], 5)
    """
    inputs.chosen(totals, ("own", "summed"), "totals")
    base = inputs.count(base, "base", least=2)
    system = read_system(cells, equations)
    counts = dict(zip(system.names, system.values.tolist(), strict=True))
    rounded = {name: _rounded(name, count, base, keep_zero) for name, count in counts.items()}
    shown = {name: _nearest(count, base) for name, count in counts.items()}
    told: set[str] = set()
    if totals == "summed":
        sums = _summed(shown, equations)
        shown |= sums
        rounded |= {n: RoundedCell(n, str(total), total, None, None) for n, total in sums.items()}
        told = {part for equation in equations for part in equation.parts}
    return Rounded(
        base=base,
        cells=tuple(rounded.values()),
        largest_gap=max(
            (abs(shown[e.total] - sum(shown[p] for p in e.parts)) for e in equations), default=0
        ),
        largest_error=max(abs(shown[name] - count) for name, count in counts.items()),
        given_away=_given_away(counts, equations, _known(rounded, shown, told, base)),
    )


def _nearest(count: int, base: int) -> int:
    return (2 * count + base) // (2 * base) * base


def _rounded(name: str, count: int, base: int, keep_zero: bool) -> RoundedCell:
    value = _nearest(count, base)
    if keep_zero and not count:
        return RoundedCell(name, "0", 0, 0, 0)
    if keep_zero and count < base:
        return RoundedCell(name, f"<{base}", None, 1, base - 1)
    low, high = _span(value, base)
    return RoundedCell(name, str(value), value, max(low, base if keep_zero else 0), high)


def _span(value: int, base: int) -> tuple[int, int]:
    """Return the smallest and the largest count that are rounded to this."""
    return max(value - base // 2, 0), value + (base - 1) // 2


def _summed(nearest: Mapping[str, int], equations: Sequence[Equation]) -> dict[str, int]:
    """Add totals up from parts, smallest totals first, until no total's parts change."""
    parts = {equation.total: equation.parts for equation in equations}
    done = {name: value for name, value in nearest.items() if name not in parts}
    while waiting := parts.keys() - done.keys():
        ready = [name for name in waiting if all(part in done for part in parts[name])]
        if not ready:
            raise MethodProblem(
                f"The total “{min(waiting)}” is a part of its own parts.",
                "A total is added up from cells below it.",
                "Take the circle out of the sums.",
                field="equations",
            )
        done |= {name: sum(done[part] for part in parts[name]) for name in ready}
    return {name: done[name] for name in parts}


def _known(
    rounded: Mapping[str, RoundedCell], shown: Mapping[str, int], told: set[str], base: int
) -> dict[str, tuple[int, int]]:
    """Bound each count by how it reads, and by what it adds to a total of rounded parts."""
    known = {}
    for name, cell in rounded.items():
        if cell.low is not None and cell.high is not None:
            low, high = _span(shown[name], base) if name in told else (cell.low, cell.high)
            known[name] = max(low, cell.low), min(high, cell.high)
    return known


def _given_away(
    counts: Mapping[str, int],
    equations: Sequence[Equation],
    known: Mapping[str, tuple[int, int]],
) -> tuple[str, ...]:
    """Name the counts, but for zeros, that follow from what is known."""
    found = audit(counts, equations, list(counts), known=known)
    return tuple(span.cell for span in found.ranges if span.single and counts[span.cell])
