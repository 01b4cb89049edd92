"""People who share given name and surname more often than the two names alone would make them.

Names go together: by origin, and where a child is named for a parent. Taken as independent, two
rare names that both agree would nearly prove one person. How much more often people share both is
seen within each list, where every record is another person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.linkage.agreement import Agreements
from thirdspace.methods.linkage.fellegi_sunter import MatchModel
from thirdspace.methods.linkage.records import People

NAMES = ("given_name", "surname")


def less_for_namesakes(
    parts: NDArray[np.float64],
    compared: Agreements,
    model: MatchModel,
    lists: tuple[People, People],
) -> NDArray[np.float64]:
    """Take off the surname's weight what people who share both names are too many for."""
    if not set(NAMES) <= set(compared.comparisons):
        return parts
    given, surname = (compared.comparisons.index(role) for role in NAMES)
    same = ~np.isnan(compared.sharing[:, given]) & ~np.isnan(compared.sharing[:, surname])
    both = np.log2(model.m[given][-1] * model.m[surname][-1])
    by_chance = np.exp2(both - parts[same, given] - parts[same, surname])
    less = parts.copy()
    less[same, surname] -= np.log2(1 + beyond_chance(lists) / by_chance)
    return less


def beyond_chance(lists: tuple[People, People]) -> float:
    """Return the share of pairs within lists that share both names, beyond what chance makes."""
    named = [[pair for pair in _names(people) if all(pair)] for people in lists]
    pairs = sum(len(names) * (len(names) - 1) for names in named)
    if not pairs:
        return 0.0
    given, surname, both = (
        sum(_sharing(map(part, names)) for names in named) / pairs
        for part in (lambda pair: pair[0], lambda pair: pair[1], lambda pair: pair)
    )
    return max(both - given * surname, 0.0)


def _names(people: People) -> list[tuple[str, str]]:
    return list(zip(*(people.texts[role] for role in NAMES), strict=True))


def _sharing(values: Iterable[Hashable]) -> int:
    return sum(number * (number - 1) for number in Counter(values).values())
