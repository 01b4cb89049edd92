"""Definition overlap: do the same words cover the same things?

Question
--------
Each organization says what a word covers (equity, readiness, partnership), as a set of scope tags.
For each pair of organizations, how much do the sets share?

Formula
-------
Jaccard's coefficient: tags in both sets over tags in either. 1 if the sets are the same, 0 if they
share nothing.

Assumptions
-----------
Both sides chose from one list of tags, or their tags were matched before. An organization without a
definition (None) is absent: it is named apart and never counted as different.

When not to use it
------------------
With two or three tags a side, one tag moves the number by a third: read the tags. It counts tags,
not how much each matters.

References
----------
Jaccard (1912), New Phytologist 11(2), 37-50, 10.1111/j.1469-8137.1912.tb05611.x.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from thirdspace.methods.ownership.wording import overlap_sentence
from thirdspace.methods.registry import Citation, method
from thirdspace.problems import MethodProblem

JACCARD = Citation(
    "Jaccard P (1912). The distribution of the flora in the alpine zone. New Phytologist 11(2), "
    "37-50.",
    "10.1111/j.1469-8137.1912.tb05611.x",
)


@dataclass(frozen=True)
class PairOverlap:
    """What two definitions share, and what only one of them covers."""

    first: str
    second: str
    overlap: float
    shared: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


@dataclass(frozen=True)
class DefinitionOverlap:
    """Overlap of every pair of definitions, and the organizations that have none."""

    pairs: tuple[PairOverlap, ...]
    absent: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence which definitions are farthest apart."""
        return overlap_sentence(self)


@method(
    "ownership.definition-overlap",
    title="Definition overlap",
    question="Do the same words cover the same things?",
    cites=(JACCARD,),
    since="0.1",
)
def definition_overlap(tags: Mapping[str, Sequence[str] | None]) -> DefinitionOverlap:
    """Compare what each organization says a word covers.

    Parameters
    ----------
    tags : mapping of str to sequence of str
        Scope tags of each organization's definition; None where it has none.

    Returns
    -------
    DefinitionOverlap
        One row a pair, in the order given, and who is absent.

    Raises
    ------
    MethodProblem
        A definition without any tag.

    Examples
    --------
    >>> tags = {"district": ["race", "language"], "university": ["race", "income"], "state": None}
    >>> found = definition_overlap(tags)
    >>> round(found.pairs[0].overlap, 2), found.absent
    (0.33, ('state',))
    """
    sets = {name: set(given) for name, given in tags.items() if given is not None}
    for name, given in sets.items():
        if not given:
            raise MethodProblem(
                f"The definition of {name} covers nothing.",
                "Overlap is counted from scope tags.",
                "Tag what it covers, or leave the definition out (None).",
                field="tags",
            )
    pairs = tuple(_pair(one, other, sets) for one, other in combinations(sets, 2))
    return DefinitionOverlap(pairs, tuple(name for name in tags if name not in sets))


def _pair(one: str, other: str, sets: Mapping[str, set[str]]) -> PairOverlap:
    first, second = sets[one], sets[other]
    shared = first & second
    return PairOverlap(
        one,
        other,
        len(shared) / len(first | second),
        tuple(sorted(shared)),
        tuple(sorted(first - second)),
        tuple(sorted(second - first)),
    )
