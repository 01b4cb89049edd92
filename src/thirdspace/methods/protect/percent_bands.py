"""Percent bands: a percentage as a band that doesn't give its count away.

Question
--------
The number of people n is shown. In which band may the percentage of k be shown, so that k can't be
worked out?

Formula
-------
A width w (1, 2, 5, 10, 20, 25 or 50 points) cuts 0 to 100 into bands [a, a + w), the last with 100.
The narrowest width is taken for which *every* band holds at least `counts` possible counts out of
0 … n. It depends on n alone: a band chosen for its own k would tell something about k. Below the
threshold no band is shown.

A sharp percentage is a count: 22.5% of 40 is 9, where “20-29%” may be 8, 9, 10 or 11.

Assumptions
-----------
Readers know n. One band is shown for one count.

When not to use it
------------------
Several bands whose counts add up to a known total narrow each other: give them to the audit as
`known` bounds. End coding is the rule to take where a state prescribes one.

References
----------
Hundepool, Domingo-Ferrer, Franconi and others (2012), Statistical Disclosure Control, Wiley,
10.1002/9781118348239: recoding into intervals.
"""

from __future__ import annotations

from dataclasses import dataclass

from thirdspace.methods import inputs
from thirdspace.methods.protect.audit import THRESHOLD
from thirdspace.methods.protect.sources import HANDBOOK
from thirdspace.methods.protect.wording import band_sentence
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem

WIDTHS = (1, 2, 5, 10, 20, 25, 50)


@dataclass(frozen=True)
class PercentBand:
    """A band to show.

    Parameters
    ----------
    shown : str
        “20-29%”, “N<10” below the threshold, “no data” for nobody.
    width : int, optional
        In points; None where no band is shown.
    counts : tuple of int, optional
        Smallest and largest count that the band leaves open.
    n : int
        People in all.
    """

    shown: str
    width: int | None
    counts: tuple[int, int] | None
    n: int

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what may be shown."""
        return band_sentence(self)


@method(
    "protect.percent-bands",
    title="Percent bands",
    question="In which band may a percentage be shown when its number of people is shown?",
    cites=(HANDBOOK,),
    since="0.1",
)
def percent_band(k: int, n: int, *, threshold: int = THRESHOLD, counts: int = 3) -> PercentBand:
    """Show k of n as a band that leaves several counts open.

    Parameters
    ----------
    k, n : int
        People counted, and people in all.
    threshold : int
        Groups smaller than this get no band.
    counts : int
        How many counts every band must leave open, 2 or more.

    Returns
    -------
    PercentBand
        The band, and the counts it leaves open.

    Raises
    ------
    MethodProblem
        k above n, a number that is no count, or so many counts that no band can hold them.

    Examples
    --------
    >>> percent_band(9, 40).shown, percent_band(9, 40).counts
    ('20-29%', (8, 11))
    """
    parts, wholes = inputs.parts(k, n, ("k", "n"), ndim=0)
    part, whole = int(parts), int(wholes)
    least, needed = inputs.count(threshold, "threshold"), inputs.count(counts, "counts", least=2)
    if not whole:
        return PercentBand("no data", None, None, 0)
    if whole < least:
        return PercentBand(f"N<{least}", None, None, whole)
    width = _width(whole, needed)
    start = min(100 * part // whole // width * width, 100 - width)
    low, high = _open_counts(start, width, whole)
    end = 100 if start + width == 100 else start + width - 1
    shown = f"{start}-{end}%" if end > start else f"{start}%"
    return PercentBand(shown, width, (low, high), whole)


def _width(n: int, counts: int) -> int:
    for width in WIDTHS:
        spans = (_open_counts(start, width, n) for start in range(0, 100, width))
        if all(high - low + 1 >= counts for low, high in spans):
            return width
    raise MethodProblem(
        f"No band of {n} people leaves {counts} counts open.",
        "Even halves are too narrow for so few people.",
        "Ask for fewer counts, or show no percentage.",
        field="counts",
    )


def _open_counts(start: int, width: int, n: int) -> tuple[int, int]:
    """Return the smallest and the largest count in the band; the last band has 100 in it."""
    low = -(-start * n // 100)
    return low, n if start + width == 100 else -(-(start + width) * n // 100) - 1
