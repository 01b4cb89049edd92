"""Suppression: which cells to hide, so that no small count can be worked out.

Question
--------
Some cells of published tables are small. Which others must be hidden with them, and how few can
they be?

Formula
-------
Hide every small cell (1 to threshold - 1; zeros by choice). Then, among all sets of further cells
with which no small cell is given away (see Audit of hidden cells), take one with the fewest cells,
among these one with the fewest zeros, and then one with the smallest counts. It is found by
implicit hitting sets: where a small cell is given away, the dual of the reader's linear program
names shown cells of which at least one must be hidden too; the smallest set that meets all of these
is tried next. When it is safe, it is proven to be the least. If large tables with many dimensions
take too long, the best safe set met is thinned out and returned with the number that is proven to
be needed.

“Hide the next smallest too” does not do: two hidden cells in every line can still be worked out.
What is promised is that no exact small count follows. That a hidden cell is small may still be
plain, as when its partners are small or 0; `both_sides` and `width` ask for more.

Assumptions
-----------
As for the audit: one mark for every hidden cell, and every sum that readers can know is given, also
those with earlier releases, whose cells are `never_hide`. A percentage is hidden when one of its
two counts is.

When not to use it
------------------
A safe pattern in each release does not make two releases safe together: give both as one system.
With many small cells little is left; join groups or years first. Don't recompute totals from what
is left: they would be false, and the true total elsewhere gives the small cell away.

References
----------
Fischetti & Salazar-González (2001), Management Science 47(7), 1008-1027,
10.1287/mnsc.47.7.1008.9805.
Cox (1980), Journal of the American Statistical Association 75(370), 377-385,
10.1080/01621459.1980.10477481.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thirdspace.methods.protect.audit import THRESHOLD, Audit, audited, small_cells
from thirdspace.methods.protect.cover import Cover
from thirdspace.methods.protect.need import Policy, needs_of
from thirdspace.methods.protect.records import Equation, Share
from thirdspace.methods.protect.sources import COX
from thirdspace.methods.protect.system import read_system
from thirdspace.methods.protect.wording import suppression_sentence
from thirdspace.methods.registry import method
from thirdspace.methods.sources import SUPPRESSION
from thirdspace.problems import MethodProblem


@dataclass(frozen=True)
class Suppression:
    """What to hide.

    Parameters
    ----------
    small, complementary : tuple of str
        Cells hidden because they need protection, and those hidden to protect them.
    shares : tuple of str
        Percentages that must not be shown; a band may be (see Percent bands).
    fewest : int
        Proven: no safe pattern has fewer complementary cells than this.
    lost : int
        Sum of the complementary counts.
    audit : Audit
        What readers can still tell.
    """

    small: tuple[str, ...]
    complementary: tuple[str, ...]
    shares: tuple[str, ...]
    fewest: int
    lost: int
    audit: Audit

    @property
    def hidden(self) -> tuple[str, ...]:
        """All hidden cells, in the order of the cells; show them by one and the same mark."""
        return tuple(span.cell for span in self.audit.ranges)

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what is hidden."""
        return suppression_sentence(self)


@method(
    "protect.suppression",
    title="Suppression of small cells",
    question="Which cells must be hidden so that no small count can be worked out?",
    cites=(SUPPRESSION, COX),
    since="0.1",
)
def suppress(
    cells: Mapping[str, int],
    equations: Sequence[Equation],
    *,
    threshold: int = THRESHOLD,
    zeros_are_sensitive: bool = False,
    must_hide: Sequence[str] = (),
    never_hide: Sequence[str] = (),
    shares: Sequence[Share] = (),
    known: Mapping[str, Sequence[int | None]] | None = None,
    width: int = 1,
    both_sides: bool = False,
) -> Suppression:
    """Choose what to hide.

    Parameters
    ----------
    cells : mapping of str to int
        True count of every cell, totals too, of all tables and releases together.
    equations : sequence of Equation
        Every sum between cells that readers can know.
    threshold : int
        Counts from 1 to below it are small.
    zeros_are_sensitive : bool
        Whether 0 is small too.
    must_hide : sequence of str
        Further cells to protect, whatever their count.
    never_hide : sequence of str
        Cells and percentages that stay shown: public already, or needed. A small one among these
        is not protected.
    shares : sequence of Share
        Percentages of one cell in another that would be shown.
    known : mapping of str to (low, high)
        Bounds that readers know beforehand; None where there is none.
    width : int
        Least distance between the ends of a small cell's range.
    both_sides : bool
        Whether the range must also hold a count that is not small.

    Returns
    -------
    Suppression
        What to hide, how few it could be, and the audit.

    Raises
    ------
    MethodProblem
        As `audit`; also a cell both to hide and to keep, or one that nothing protects.

    Examples
    --------
    >>> table = {"A": 3, "B": 12, "C": 40, "all": 55}
    >>> found = suppress(table, [Equation("all", ("A", "B", "C"))])
    >>> found.hidden, found.fewest
    (('A', 'B'), 1)
    """
    kept_shares = [share for share in shares if share.name in never_hide]
    kept = [name for name in never_hide if name not in {share.name for share in shares}]
    _check_choices(must_hide, kept)
    read_system(cells, (), shares)  # also those that may be hidden must make sense
    system = read_system(cells, equations, kept_shares, known)
    open_to_hide = ~system.mask(kept, "never_hide") & ~system.slack
    policy = Policy(threshold, zeros_are_sensitive, width, both_sides)
    small = small_cells(system, policy, must_hide, kept)
    needs = needs_of(system, small, policy)
    hidden, fewest = Cover(system, needs, small | system.slack, open_to_hide & ~small).least()
    hidden &= ~system.slack
    extra = hidden & ~small
    names = set(system.named(hidden))
    return Suppression(
        small=system.named(small),
        complementary=system.named(extra),
        shares=tuple(
            share.name
            for share in shares
            if share not in kept_shares and {share.part, share.whole} & names
        ),
        fewest=fewest,
        lost=int(system.values[extra].sum()),
        audit=audited(system, hidden, small, policy),
    )


def _check_choices(must_hide: Sequence[str], never_hide: Sequence[str]) -> None:
    both = sorted(set(must_hide) & set(never_hide))
    if both:
        raise MethodProblem(
            f"“{both[0]}” is to be hidden and to be shown.",
            "A cell stands in “must_hide” or in “never_hide”, not in both.",
            "Take it out of one of them.",
            field="never_hide",
        )
