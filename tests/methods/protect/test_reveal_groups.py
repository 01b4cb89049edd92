"""Nobody can work out what a small organization answered, from what is shown and the total."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.protect import reveal_groups
from thirdspace.problems import MethodProblem

NAMES = ("a", "b", "c", "d", "e", "f")
COUNTS = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 9), max_size=6)
KS = st.sampled_from([3, 5])


def derivable(counts, groups):
    """Yield every set of organizations whose sum follows from the groups' sums and the total."""
    names = sorted(name for name in counts if counts[name])
    known = [[float(name in group) for name in names] for group in groups]
    known.append([1.0] * len(names))
    rank = np.linalg.matrix_rank(known)
    for size in range(1, len(names) + 1):
        for chosen in combinations(names, size):
            wanted = [float(name in chosen) for name in names]
            if np.linalg.matrix_rank([*known, wanted]) == rank:
                yield chosen


@given(COUNTS, KS)
def test_no_group_shown_is_smaller_than_k(counts, k):
    shown = reveal_groups(counts, k=k)
    assert all(answers >= k for answers in shown.answers)
    assert shown.answers == tuple(sum(counts[n] for n in group) for group in shown.groups)


@given(COUNTS, KS)
def test_no_small_organization_or_set_of_them_follows_by_subtraction(counts, k):
    shown = reveal_groups(counts, k=k)
    if shown.groups:
        for chosen in derivable(counts, shown.groups):
            assert sum(counts[name] for name in chosen) >= k
            assert len(chosen) > 1 or chosen in shown.groups


@given(COUNTS, KS)
def test_every_organization_has_one_place(counts, k):
    shown = reveal_groups(counts, k=k)
    places = [
        *(n for group in shown.groups for n in group),
        *shown.withheld,
        *shown.without_answers,
    ]
    assert sorted(places) == sorted(counts)
    assert shown.total == sum(counts.values())


@given(COUNTS, KS)
def test_nothing_is_withheld_from_k_answers_up(counts, k):
    shown = reveal_groups(counts, k=k)
    assert bool(shown.groups) == (sum(counts.values()) >= k)
    assert not (shown.groups and shown.withheld)


@given(COUNTS, KS, st.randoms())
def test_the_order_of_organizations_changes_nothing(counts, k, random):
    shuffled = list(counts.items())
    random.shuffle(shuffled)
    assert reveal_groups(dict(shuffled), k=k) == reveal_groups(counts, k=k)


@pytest.mark.parametrize(("counts", "k"), [({"a": -1}, 5), ({"a": 9}, 2)])
def test_impossible_counts_and_groups_of_two_are_refused(counts, k):
    with pytest.raises(MethodProblem):
        reveal_groups(counts, k=k)
