"""Comparisons: how alike are two records of people, part by part?

Question
--------
Do given name, surname, birth date and the other parts of two records agree, nearly, or not at all?

Formula
-------
Each part gets a level, from “different” to “the same”. Names: a nickname by a table of common
United States forms, a part of a double or hyphenated name (a former surname counts as a part), one
letter put in, left out, changed or swapped with its neighbor (Damerau), a Jaro-Winkler similarity
of at least 0.88, given name and surname in each other’s place. Dates: day and month swapped, one
digit or one day off, one of year, month and day different, the year alone. Zip codes: all five
digits or the first three. Places, addresses and numbers: the same or nearly. Case, accents,
hyphens, Jr. and ways to write a date don’t count.

Assumptions
-----------
The columns mean what their role says. A missing value says nothing, neither for nor against.

When not to use it
------------------
Levels alone decide nothing: “the same surname” is strong for a rare one and weak for Smith; see
`linkage.fellegi-sunter`. The table of nicknames is one of English and Spanish names in the United
States.

References
----------
Damerau (1964), Communications of the ACM 7(3), 171-176, 10.1145/363958.363994.
Jaro (1989), Journal of the American Statistical Association 84(406), 414-420,
10.1080/01621459.1989.10478785.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import counts
from thirdspace.methods.linkage.agreement import Agreements, Pairs, agree
from thirdspace.methods.linkage.records import People, read_people
from thirdspace.methods.linkage.roles import Roles, Table
from thirdspace.methods.linkage.sources import DAMERAU, JARO
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem


@method(
    "linkage.comparisons",
    title="Comparison of records",
    question="How alike are two records of people, part by part?",
    cites=(DAMERAU, JARO),
    since="0.1",
)
def compare_records(
    left: Table,
    right: Table,
    pairs: ArrayLike,
    *,
    left_roles: Roles | None = None,
    right_roles: Roles | None = None,
) -> Agreements:
    """Compare pairs of records of two lists.

    Parameters
    ----------
    left, right : mapping of str to sequence of str
        Columns of text by their heads; None or empty text where nothing is known.
    pairs : array of int, shape (pairs, 2)
        Place in the first and in the second list, from 0.
    left_roles, right_roles : mapping of str to str, optional
        Head of the column for each role; guessed if not given, see
        `thirdspace.methods.linkage.roles`.

    Returns
    -------
    Agreements
        A level for each pair and part, and how common the shared values are.

    Raises
    ------
    MethodProblem
        Lists that can’t be read, nothing in common, a place that does not exist, or rapidfuzz is
        not installed.

    Examples
    --------
    >>> ours = {"first_name": ["Liz"], "last_name": ["Granado"], "dob": ["1970-03-08"]}
    >>> theirs = {"first": ["Elizabeth"], "last": ["Granado-Evans"], "birth_date": ["8/3/1970"]}
    >>> found = compare_records(ours, theirs, [[0, 0]])
    >>> [labels[level] for labels, level in zip(found.labels, found.levels[0])]
    ['a nickname', 'one part in common', 'day and month swapped']
    """
    first = read_people(left, "left", left_roles)
    second = read_people(right, "right", right_roles)
    places = _places(pairs, first, second)
    sorted_pairs = np.stack(
        [
            np.argsort(people.places)[place]
            for people, place in zip((first, second), places.T, strict=True)
        ],
        axis=1,
    )
    found = agree(first, second, sorted_pairs)
    return Agreements(
        found.comparisons, found.labels, places, found.levels, found.sharing, found.records
    )


def _places(pairs: ArrayLike, left: People, right: People) -> Pairs:
    places = counts(pairs, "pairs", ndim=2)
    if places.shape[1] != 2 or (places >= [left.size, right.size]).any():
        raise MethodProblem(
            "“pairs” names a place that does not exist.",
            f"Each row is a place below {left.size} and one below {right.size}.",
            "Give two columns of places, counted from 0.",
            field="pairs",
        )
    return places
