"""Fisher's exact test: could two groups of this size differ so much by chance alone?

Question
--------
If being selected had nothing to do with the group, how often would chance alone part the selected
at least as unevenly?

Formula
-------
With the sizes of both groups and the number selected held fixed, the first group's number selected
is hypergeometric. Two-sided p: the sum of all probabilities not above that of what was seen. Lower
and upper: the probability of so few, or so many, or more extreme ones. Mid-P: the same less half
the probability of what was seen; it is nearer to the nominal level, and may fall a little short.

Assumptions
-----------
Both groups' sizes and the number selected are given; within them, every choice of people is equally
likely when the group plays no part.

When not to use it
------------------
With few people it can hardly ever say yes: a large p is no proof that nothing is there. With
thousands, any small difference gives a small p: look at the difference. Several groups against one
need a correction (`thirdspace.methods.rates.holm`), and unlike strata a stratified test
(`thirdspace.methods.rates.mantel_haenszel`).

References
----------
Fisher (1935), Journal of the Royal Statistical Society 98(1), 39-82, 10.2307/2342435.
Lancaster (1961), Journal of the American Statistical Association 56(294), 223-234,
10.1080/01621459.1961.10482105: mid-P.
"""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike

from thirdspace.methods.inputs import numbers, parts
from thirdspace.methods.rates.conditional import Conditional, as_likely
from thirdspace.methods.rates.sources import FISHER, LANCASTER
from thirdspace.methods.rates.wording import fisher_sentence
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem


@dataclass(frozen=True)
class FisherExact:
    """How often chance alone would part two groups so unevenly.

    Every p is from 0 to 1; one below the smallest number of the machine (1e-308) is 0.

    Parameters
    ----------
    selected, total : tuple of int
        How many were selected, of how many, in the first and the second group.
    two_sided, two_sided_midp : float
        A difference this unlikely or more so, in either direction.
    lower, lower_midp : float
        So few in the first group, or fewer.
    upper, upper_midp : float
        So many in the first group, or more.
    informative : bool
        False if the margins leave no choice, as when nobody was selected: p is then 1, mid-P 0.5.
    """

    selected: tuple[int, int]
    total: tuple[int, int]
    two_sided: float
    two_sided_midp: float
    lower: float
    lower_midp: float
    upper: float
    upper_midp: float
    informative: bool

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return fisher_sentence(self)


@method(
    "rates.fisher-exact",
    title="Fisher’s exact test",
    question="Could two groups of this size differ so much by chance alone?",
    cites=(FISHER, LANCASTER),
    since="0.1",
)
def fisher_exact(selected: ArrayLike, total: ArrayLike) -> FisherExact:
    """Test whether two groups were selected alike.

    Parameters
    ----------
    selected, total : array of int, shape (2,)
        How many were selected, of how many, in the first and the second group.

    Returns
    -------
    FisherExact
        Exact and mid-P values, two-sided and one-sided.

    Raises
    ------
    MethodProblem
        Not two groups, a number that is no count, or more selected than there are.

    Examples
    --------
    >>> found = fisher_exact([26, 206], [48, 259])
    >>> round(found.two_sided, 5), round(found.lower_midp, 5)
    (0.0004, 0.00021)
    """
    numbers(selected, "selected", least=2)
    chosen, everyone = parts(selected, total, ("selected", "total"))
    if chosen.size != 2:
        raise MethodProblem(
            f"“selected” has {chosen.size} groups.",
            "This test compares two groups.",
            "Compare each group with the reference in turn.",
            field="selected",
        )
    return test_of((int(chosen[0]), int(chosen[1])), (int(everyone[0]), int(everyone[1])))


def test_of(selected: tuple[int, int], total: tuple[int, int]) -> FisherExact:
    """Test two groups whose counts were read before."""
    law = Conditional.of(selected, total)
    pmf = law.pmf()
    place = selected[0] - law.first
    seen = float(pmf[place]) if 0 <= place < pmf.size else 0.0
    p = {
        "two_sided": float(pmf[as_likely(pmf, seen)].sum()),
        "lower": float(pmf[: max(place + 1, 0)].sum()),
        "upper": float(pmf[max(place, 0) :].sum()),
    }
    exact = {side: min(1.0, value) for side, value in p.items()}
    midp = {f"{side}_midp": value - seen / 2 for side, value in exact.items()}
    return FisherExact(selected, total, **exact, **midp, informative=law.lowest < law.highest)
