"""Duplicates: which records of one list are the same person?

Question
--------
Which records of a list belong together?

Formula
-------
All pairs within the list are weighed as in `linkage.link-lists`; how common a value is leaves out a
record’s own duplicates. Groups are joined step by step, the two with the highest mean chance first,
as long as the mean chance of all pairs between them is at least `together` (average linkage).
A mean lets a record that is like most of a group join it though it is unlike one, and keeps one
chance likeness from joining two people.

Assumptions
-----------
As `linkage.fellegi-sunter`. A quarter as a mean is enough by default, for the pairs of a group
support one another.

When not to use it
------------------
To delete records without a look: a group is a proposal. Families at one address with the same
surname and initials look like one person.

References
----------
Fellegi & Sunter (1969), Journal of the American Statistical Association 64(328), 1183-1210,
10.1080/01621459.1969.10501049.
Christen (2012), IEEE Transactions on Knowledge and Data Engineering 24(9), 1537-1555,
10.1109/TKDE.2011.127.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.inputs import number
from thirdspace.methods.linkage.fellegi_sunter import MatchModel
from thirdspace.methods.linkage.records import read_people
from thirdspace.methods.linkage.roles import Roles, Table
from thirdspace.methods.linkage.scoring import Scored, scored
from thirdspace.methods.linkage.sources import CHRISTEN, FELLEGI_SUNTER
from thirdspace.methods.linkage.wording import duplicates_sentence
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem

TOGETHER = 0.25
#: Pairs below it join nothing, so that groups are looked for only within what they connect.
_LEAST = 0.01


@dataclass(frozen=True)
class Group:
    """Records that are probably one person, and the mean chance of all their pairs."""

    records: tuple[int, ...]
    chance: float


@dataclass(frozen=True)
class Duplicates:
    """Groups of records within one list.

    Parameters
    ----------
    groups : tuple of Group
        Groups of two or more records, surest first.
    records : int
        Records of the list.
    model : MatchModel
        What each level of agreement is worth.
    """

    groups: tuple[Group, ...]
    records: int
    model: MatchModel

    @property
    def people(self) -> int:
        """Number of people, if every group is one."""
        return self.records - sum(len(group.records) - 1 for group in self.groups)

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return duplicates_sentence(self)


@method(
    "linkage.duplicates",
    title="Duplicates in a list",
    question="Which records of one list are the same person?",
    cites=(FELLEGI_SUNTER, CHRISTEN),
    since="0.1",
)
def duplicates(
    records: Table, *, roles: Roles | None = None, together: float = TOGETHER
) -> Duplicates:
    """Find records of one list that belong to the same person.

    Parameters
    ----------
    records : mapping of str to sequence of str
        Columns of text by their heads; None or empty text where nothing is known.
    roles : mapping of str to str, optional
        Head of the column for each role; guessed if not given.
    together : float
        Mean chance between two groups from which they are joined, above 0.01 and up to 1.

    Returns
    -------
    Duplicates
        Groups; none if every record stands alone.

    Raises
    ------
    MethodProblem
        A list that can’t be read, or with a single record, or rapidfuzz is not installed.

    Examples
    --------
    >>> people = {
    ...     "first": ["Liz", "Al", "Elizabeth"],
    ...     "last": ["Cruz", "Lee", "Cruz"],
    ...     "dob": ["1970-03-08", "1980-01-02", "1970-03-08"],
    ... }
    >>> [group.records for group in duplicates(people).groups]
    [(0, 2)]
    """
    people = read_people(records, "records", roles)
    if people.size < 2:
        raise MethodProblem(
            "The list has one record.",
            "A duplicate needs two.",
            "Give a list of two or more.",
            field="records",
        )
    least = number(together, "together", low=_LEAST, high=1)
    found = scored(people, people)
    groups = [
        Group(tuple(sorted(people.places[rows].tolist())), chance)
        for rows, chance in _groups(found, people.size, least)
    ]
    ordered = sorted(groups, key=lambda group: (-group.chance, group.records))
    return Duplicates(tuple(ordered), people.size, found.model)


def _groups(found: Scored, size: int, together: float) -> list[tuple[NDArray[np.int64], float]]:
    """Join records within each connected part of the list."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    near = found.chances >= _LEAST
    (rows, columns), chances = found.agreements.pairs[near].T, found.chances[near]
    links = coo_array((chances, (rows, columns)), shape=(size, size)).tocsr()
    _, part = connected_components(links, directed=False)
    order = np.argsort(part, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(part))[:-1])
    joined = []
    for group in members:
        if len(group) > 1:
            joined += _joined(group, links[group][:, group].toarray(), together)
    return joined


def _joined(
    members: NDArray[np.int64], chances: NDArray[np.float64], together: float
) -> list[tuple[NDArray[np.int64], float]]:
    """Join by average linkage; return groups of two or more with the mean chance of their pairs."""
    from scipy.cluster.hierarchy import average, fcluster
    from scipy.spatial.distance import squareform

    both = chances + chances.T
    apart = squareform(1 - both - np.eye(len(members)), checks=False)
    label = fcluster(average(apart), 1 - together, "distance")
    places = [np.flatnonzero(label == one) for one in np.unique(label)]
    return [
        (members[rows], float(both[np.ix_(rows, rows)].sum() / (len(rows) * (len(rows) - 1))))
        for rows in places
        if len(rows) > 1
    ]
