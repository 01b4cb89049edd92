"""Reveal groups: which organizations' answers can be shown alone, together, or not at all.

Question
--------
People answered in private. By which groups of organizations may the answers be shown, so that
nobody can work out a small organization's answer?

Formula
-------
With k the smallest group that may be shown (5; 3 if everyone agreed before the questions opened):

1. Fewer than k answers in all: nothing is shown.
2. An organization with k answers or more stands alone. Those with fewer are pooled.
3. One alone under k is pooled with the smallest other one: shown apart, it could be worked out as
   the total less the others (complementary protection).
4. While the pool has fewer than k answers, the smallest other one joins it.

So groups never overlap, and each has k answers or more. Equal sizes are told apart by name, not by
place in a list: two pages can't pool differently. Who has no answers belongs to no group.

Assumptions
-----------
Each person answers for one organization. Totals may be known; single answers are not.

When not to use it
------------------
Never show the same answers in other groups too (by role, by filter): differences tell. People in
a pool of two can take away their own answers. What people wrote needs a reader, not a count.

References
----------
Sweeney (2002), International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 10(5),
557-570, 10.1142/S0218488502001648: no group smaller than k.
Fischetti & Salazar-González (2001), Management Science 47(7), 1008-1027,
10.1287/mnsc.47.7.1008.9805: what else must be hidden when totals are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thirdspace.methods.protect.group_size import SMALLEST_GROUP, check_group_size
from thirdspace.methods.protect.wording import reveal_sentence
from thirdspace.methods.registry import method
from thirdspace.methods.sources import K_ANONYMITY, SUPPRESSION
from thirdspace.problems import MethodProblem


@dataclass(frozen=True)
class RevealGroups:
    """By which groups answers may be shown.

    Parameters
    ----------
    k, total : int
        The smallest group that may be shown, and the answers in all.
    groups : tuple of tuple of str
        Organizations shown together, sorted by name; a group of one stands alone.
    answers : tuple of int
        Answers in each group, k or more.
    withheld : tuple of str
        Organizations with answers that must not be shown at all.
    without_answers : tuple of str
        Organizations nobody answered for.
    """

    k: int
    total: int
    groups: tuple[tuple[str, ...], ...]
    answers: tuple[int, ...]
    withheld: tuple[str, ...]
    without_answers: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what may be shown."""
        return reveal_sentence(self)


@method(
    "protect.reveal-groups",
    title="Reveal groups",
    question="By which organizations may private answers be shown?",
    cites=(K_ANONYMITY, SUPPRESSION),
    since="0.1",
)
def reveal_groups(counts: Mapping[str, int], *, k: int = SMALLEST_GROUP) -> RevealGroups:
    """Decide by which groups of organizations answers may be shown.

    Parameters
    ----------
    counts : mapping of str to int
        Answers of each organization, 0 or more; its order makes no difference.
    k : int
        Smallest group that may be shown, 3 or more.

    Returns
    -------
    RevealGroups
        Groups to show, and what is withheld. Without answers there are no groups.

    Raises
    ------
    MethodProblem
        A count below 0, or k below 3.

    Examples
    --------
    >>> reveal_groups({"District": 6, "State": 2, "University": 7}).groups
    (('District', 'State'), ('University',))
    """
    _check(counts, k)
    answered = {name: counts[name] for name in sorted(counts) if counts[name]}
    total = sum(answered.values())
    groups = _groups(answered, k) if total >= k else ()
    return RevealGroups(
        k=k,
        total=total,
        groups=groups,
        answers=tuple(sum(answered[name] for name in group) for group in groups),
        withheld=() if groups else tuple(answered),
        without_answers=tuple(sorted(set(counts) - set(answered))),
    )


def _groups(answered: dict[str, int], k: int) -> tuple[tuple[str, ...], ...]:
    """Group organizations with answers, given by name; together they have k answers or more."""
    pool = {name for name, count in answered.items() if count < k}
    larger = sorted(answered.keys() - pool, key=lambda name: (answered[name], name))
    for name in larger:
        if not pool or (len(pool) > 1 and sum(answered[each] for each in pool) >= k):
            break
        pool.add(name)
    alone = [(name,) for name in answered if name not in pool]
    return tuple(sorted([*alone, tuple(sorted(pool))] if pool else alone))


def _check(counts: Mapping[str, int], k: int) -> None:
    if min(counts.values(), default=0) < 0:
        raise MethodProblem(
            "An organization has fewer than 0 answers.",
            "A number of answers is 0 or more.",
            "Mend the number.",
            field="counts",
        )
    check_group_size(k)
