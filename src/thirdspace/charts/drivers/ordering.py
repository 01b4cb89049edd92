"""Order of the boxes in each column, so that few links cross.

Sugiyama, K., Tagawa, S., and Toda, M. (1981), Methods for visual understanding of hierarchical
system structures, doi:10.1109/TSMC.1981.4308636: barycenters, swept to and fro; then neighbors
change places while that helps (Gansner et al. 1993, doi:10.1109/32.221135).
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

ROUNDS, PATIENCE = 6, 2  # twice as many take away one crossing in a hundred more
Columns = list[list[int]]
Neighbors = Mapping[int, Sequence[int]]


def order_columns(columns: Columns, left: Neighbors, right: Neighbors) -> Columns:
    """Return the columns with their items ordered for few crossings.

    Parameters
    ----------
    columns : list of list of int
        Items of each column in the order they were written; ties keep it.
    left, right : mapping of int to sequence of int
        Neighbors of an item in the column before and after its own.
    """
    now = [list(column) for column in columns]
    best, fewest, waited = now, count_crossings(now, right), 0
    for _ in range(ROUNDS):
        if not fewest or waited == PATIENCE:
            break
        now = [list(column) for column in now]
        for place in range(1, len(now)):
            now[place] = _by_barycenter(now[place], now[place - 1], left)
        for place in reversed(range(len(now) - 1)):
            now[place] = _by_barycenter(now[place], now[place + 1], right)
        _transpose(now, left, right)
        crossings = count_crossings(now, right)
        waited = 0 if crossings < fewest else waited + 1
        if crossings < fewest:
            best, fewest = now, crossings
    return best


def count_crossings(columns: Columns, right: Neighbors) -> int:
    """Count the pairs of links that cross between neighboring columns."""
    total = 0
    for column, after in pairwise(columns):
        place = _places(after)
        seen: list[int] = []
        for item in column:
            ends = sorted(place[other] for other in right.get(item, ()))
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total


def _places(column: Sequence[int]) -> dict[int, int]:
    return {item: place for place, item in enumerate(column)}


def _by_barycenter(column: list[int], fixed: list[int], neighbors: Neighbors) -> list[int]:
    """Sort a column by the mean place of its neighbors; items with none keep their share."""
    share = {item: (place + 0.5) / len(fixed) for place, item in enumerate(fixed)}
    key = {}
    for place, item in enumerate(column):
        others = neighbors.get(item)
        own = (place + 0.5) / len(column)
        key[item] = sum(share[other] for other in others) / len(others) if others else own
    return sorted(column, key=key.__getitem__)


def _transpose(columns: Columns, left: Neighbors, right: Neighbors) -> None:
    """Let neighbors change places wherever that takes crossings away, until it no longer does."""
    for _ in range(ROUNDS):
        swaps = sum(_swap_in(columns, at, left, right) for at in range(len(columns)))
        if not swaps:
            return


def _swap_in(columns: Columns, at: int, left: Neighbors, right: Neighbors) -> bool:
    column = columns[at]
    ends = [_ends(column, columns[at - 1], left)] if at else []
    ends += [_ends(column, columns[at + 1], right)] if at + 1 < len(columns) else []
    swapped = False
    for place in range(len(column) - 1):
        one, two = column[place], column[place + 1]
        crossed = sum(_crossed(e[one], e[two]) for e in ends)
        if crossed and crossed > sum(_crossed(e[two], e[one]) for e in ends):
            column[place], column[place + 1] = two, one
            swapped = True
    return swapped


def _ends(column: list[int], fixed: list[int], neighbors: Neighbors) -> dict[int, list[int]]:
    place = _places(fixed)
    return {item: sorted(place[other] for other in neighbors.get(item, ())) for item in column}


def _crossed(upper: Sequence[int], lower: Sequence[int]) -> int:
    """Count crossings between the links of two items, `upper` above `lower`."""
    if not upper or not lower or upper[-1] <= lower[0]:
        return 0
    return sum(len(upper) - bisect_right(upper, end) for end in lower)
