"""Survey groups: which results of a survey may be shown together.

Question
--------
Results exist for all, for groups, for filters and for waves. Which of them may be shown, so that
nothing about fewer than k people follows, neither alone nor as a difference?

Formula
-------
Write each result as a row with a 1 for each person who answered. Whoever sees the results and
their numbers of answers knows every weighted sum of the rows. A set of results is safe when each
such sum that isn't nothing has k people in it or more: then a group less its part, a wave less the
wave before, and any longer chain all concern at least k. With k = 5, or 3 where all agreed before
it opened. Results are taken in the order given, each when it is safe beside those taken before; so
what is shown once stays, and what was shown before comes first.

People with the same pattern of results are one block. A sum with fewer than k people exists exactly
if some blocks with fewer than k people in all have dependent rows in a basis of the null space.

Assumptions
-----------
A person's answer is the same in each result of a wave; answers of two waves are taken as the same
answer (people change little), so that a new wave shows who joined. Results are sums, means or
shares with their numbers of answers.

When not to use it
------------------
It can't know what people told each other, nor see that all k gave the same answer: an average at
the end of the scale tells on everyone. What people wrote needs a reader.

References
----------
Sweeney (2002), International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 10(5),
557-570, 10.1142/S0218488502001648: no group smaller than k.
Denning, Denning & Schwartz (1979), ACM Transactions on Database Systems 4(1), 76-96,
10.1145/320064.320069: what differences of large groups tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.protect.group_size import SMALLEST_GROUP, check_group_size
from thirdspace.methods.protect.sources import TRACKER
from thirdspace.methods.protect.system import check_names
from thirdspace.methods.protect.wording import survey_sentence
from thirdspace.methods.registry import method
from thirdspace.methods.sources import K_ANONYMITY
from thirdspace.problems import MethodProblem

TOLERANCE = 1e-8


@dataclass(frozen=True)
class Withheld:
    """A result that must not be shown beside the others.

    Parameters
    ----------
    result : str
        Its name.
    answers : int
        How many people answered.
    alone : bool
        Whether it is too small by itself; else it is a difference that tells.
    """

    result: str
    answers: int
    alone: bool


@dataclass(frozen=True)
class SurveyGroups:
    """Which results may be shown together.

    Parameters
    ----------
    k : int
        The fewest people anything may be known about.
    shown : tuple of str
        Results that may be shown together, in the order given.
    withheld : tuple of Withheld
        The others.
    too_late : bool
        Whether those shown before already tell about fewer than k people.
    """

    k: int
    shown: tuple[str, ...]
    withheld: tuple[Withheld, ...]
    too_late: bool

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what may be shown."""
        return survey_sentence(self)


@method(
    "protect.survey-groups",
    title="Survey groups",
    question="Which results of a survey may be shown together?",
    cites=(K_ANONYMITY, TRACKER),
    since="0.1",
)
def survey_groups(
    results: Mapping[str, Sequence[str]], *, k: int = SMALLEST_GROUP, before: Sequence[str] = ()
) -> SurveyGroups:
    """Choose results that tell nothing about fewer than k people.

    Parameters
    ----------
    results : mapping of str to sequence of str
        For each result the people (any lasting mark) who answered, in the order of importance.
    k : int
        Fewest people anything may be known about, 3 or more.
    before : sequence of str
        Results that are public already; they are shown whatever follows from them.

    Returns
    -------
    SurveyGroups
        What may be shown together, and what is withheld.

    Raises
    ------
    MethodProblem
        k below 3, a person twice in a result, or a result in `before` that is not there.

    Examples
    --------
    >>> everybody = list("abcdefghij")
    >>> found = survey_groups(
    ...     {"all": everybody, "without j": everybody[:9], "half": everybody[:5]}
    ... )
    >>> found.shown, found.withheld
    (('all', 'half'), (Withheld(result='without j', answers=9, alone=False),))
    """
    check_group_size(k)
    check_names(before, tuple(results), "before")
    people = {name: _people(name, answered) for name, answered in results.items()}
    shown = [name for name in results if name in before]
    too_late = bool(shown) and not _safe([people[name] for name in shown], k)
    withheld = []
    for name, answered in people.items():
        if name in shown:
            continue
        if len(answered) >= k and _safe([*(people[other] for other in shown), answered], k):
            shown.append(name)
        else:
            withheld.append(Withheld(name, len(answered), alone=len(answered) < k))
    order = list(results)
    return SurveyGroups(k, tuple(sorted(shown, key=order.index)), tuple(withheld), too_late)


def _people(name: str, answered: Iterable[str]) -> frozenset[str]:
    listed = list(answered)
    if len(set(listed)) < len(listed):
        raise MethodProblem(
            f"A person stands twice in “{name}”.",
            "Who answered is counted once in each result.",
            "Name each person once.",
            field="results",
        )
    return frozenset(listed)


def _safe(results: Sequence[frozenset[str]], k: int) -> bool:
    """Whether each weighted sum of these results concerns k people or more, or none."""
    blocks = Counter(
        tuple(person in result for result in results) for person in frozenset().union(*results)
    )
    if not blocks:
        return True
    rows = np.array(list(blocks), dtype=float).T
    sizes = np.array(list(blocks.values()))
    return not _dependent(_null_space(rows), sizes, k - 1)


def _null_space(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return columns that span all blocks' weights on which every row is 0."""
    _, scale, right = np.linalg.svd(matrix)
    rank = int((scale > TOLERANCE * scale.max(initial=1)).sum())
    return np.asarray(right[rank:].T)


def _dependent(rows: NDArray[np.float64], sizes: NDArray[np.int_], room: int) -> bool:
    """Whether some rows with `room` people in all are linearly dependent.

    Rows that join a set are taken out of all later ones, so a row that depends on the set becomes
    nothing.
    """
    small = sizes <= room
    rows, sizes = rows[small], sizes[small]
    lengths = np.sqrt((rows**2).sum(axis=1))
    if (lengths < TOLERANCE).any():
        return True
    return any(
        _dependent(
            rows[place + 1 :] - np.outer(rows[place + 1 :] @ row, row),
            sizes[place + 1 :],
            room - sizes[place],
        )
        for place, row in enumerate(rows / lengths[:, None])
        if room > sizes[place]
    )
