"""End coding: a percentage as it may be shown for a group of this size.

Question
--------
How may “k of n” be shown as a percentage, so that nearly all or nearly none doesn't tell about
single people?

Formula
-------
The size n picks a class of the rule. p = 100 k / n, compared exactly. At or below the class's low
end only “<=20%” is said, at or above its high end only “>=80%”; between them the band [a, a + w)
that holds p, from a multiple of the width w, as “40-59%”; or a whole percent, half up. The smallest
groups get no percentage (“N<10”). The smaller the group, the wider ends and bands.

The standard classes follow report cards of US states: ends 20/80 from 10 people, 10/90 from 20,
5/95 from 40, 2/98 from 100, 1/99 from 300. Widths of bands are a choice of this project. A rule is
text, so a state's own can be used.

Assumptions
-----------
Each person counts once in n, and n may be known.

When not to use it
------------------
It protects against “all of them did”, not against counting back: a whole percent of 100 people is a
count. Where k itself is too small to be shown, hide it (Suppression of small cells), or show a band
that leaves enough counts open (Percent bands).

References
----------
National Center for Education Statistics (2010), SLDS Technical Brief 3, NCES 2011-603.
Hundepool, Domingo-Ferrer, Franconi and others (2012), Statistical Disclosure Control, Wiley,
10.1002/9781118348239: top and bottom coding.
"""

from __future__ import annotations

from dataclasses import dataclass

from thirdspace.methods import inputs
from thirdspace.methods.protect.coding_rule import STANDARD, SizeClass, read_rule
from thirdspace.methods.protect.sources import HANDBOOK, NCES
from thirdspace.methods.protect.system import percentage
from thirdspace.methods.protect.wording import coded_sentence
from thirdspace.methods.registry import method

NO_DATA = "no data"


@dataclass(frozen=True)
class CodedShare:
    """A percentage as it may be shown.

    Parameters
    ----------
    shown : str
        “<=20%”, “40-59%”, “51%”, “N<10”, or “no data” for nobody.
    low, high : float, optional
        Percent that it stands for, both included; None where no percentage is shown.
    coded : bool
        Whether it is an end, a band, or nothing, instead of a whole percent.
    """

    shown: str
    low: float | None
    high: float | None
    coded: bool

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what may be shown."""
        return coded_sentence(self)


@method(
    "protect.end-coding",
    title="End coding",
    question="How may a percentage be shown for a group of this size?",
    cites=(NCES, HANDBOOK),
    since="0.1",
)
def end_coding(k: int, n: int, *, rule: str = STANDARD) -> CodedShare:
    """Show k of n as a percentage, coarser for smaller groups.

    Parameters
    ----------
    k, n : int
        People counted, and people in all.
    rule : str
        Classes by size: “n<10: N<10; 10-19: <=20 / >=80, bands of 20; >=20: <=10 / >=90, whole
        percent”.

    Returns
    -------
    CodedShare
        What may be shown.

    Raises
    ------
    MethodProblem
        k above n, a number that is no count, or a rule that can't be read.

    Examples
    --------
    >>> end_coding(5, 10).shown, end_coding(38, 40).shown, end_coding(51, 100).shown
    ('40-59%', '>=95%', '51%')
    """
    parts, wholes = inputs.parts(k, n, ("k", "n"), ndim=0)
    part, whole = int(parts), int(wholes)
    size = next(each for each in read_rule(rule) if each.holds(whole))
    if not whole:
        return CodedShare(NO_DATA, None, None, coded=True)
    if size.low is None or size.high is None:
        return CodedShare(f"N<{(size.most or 0) + 1}", None, None, coded=True)
    return _coded(part, whole, size, size.low, size.high)


def _coded(part: int, whole: int, size: SizeClass, low: float, high: float) -> CodedShare:
    if 100 * part <= low * whole:
        return CodedShare(f"<={low:g}%", 0, low, coded=True)
    if 100 * part >= high * whole:
        return CodedShare(f">={high:g}%", high, 100, coded=True)
    if size.band == 1:
        near = percentage(part, whole)
        return CodedShare(f"{near}%", near, near, coded=False)
    start = 100 * part // whole // size.band * size.band
    return CodedShare(f"{start}-{start + size.band - 1}%", start, start + size.band - 1, coded=True)
