"""Who made a text, and whether words cover the same: bounds and what changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.ownership import (
    MakingAct,
    co_construction,
    definition_overlap,
)
from thirdspace.problems import MethodProblem

OWNERS = ("a", "b", "c")
ACTS = st.lists(
    st.builds(
        MakingAct,
        st.sampled_from([*OWNERS, "other"]),
        st.sampled_from(["draft", "rewrite", "amend", "decide", "comment", "view"]),
        st.integers(0, 20),
    )
)
TAGS = st.dictionaries(
    st.sampled_from("abcd"), st.none() | st.lists(st.sampled_from("uvwxyz"), min_size=1)
)


@given(ACTS)
def test_shares_and_index_stay_in_bounds(acts):
    found = co_construction(acts, owners=OWNERS)
    assert found.index is None or -1e-12 <= found.index <= 1 + 1e-12
    shares = [owner.share for owner in found.owners if owner.share is not None]
    assert sum(shares) == pytest.approx(1 if shares else 0)
    assert (found.mode is None) == all(owner.author_share is None for owner in found.owners)


@given(ACTS)
def test_order_of_acts_and_of_owners_changes_nothing(acts):
    one = co_construction(acts, owners=OWNERS)
    other = co_construction(acts[::-1], owners=OWNERS[::-1])
    assert one.mode == other.mode
    assert one.index == pytest.approx(other.index)
    assert set(one.owners) == set(other.owners)


@given(ACTS, st.integers(2, 5))
def test_the_same_work_several_times_over_has_the_same_index(acts, times):
    one = co_construction(acts, owners=OWNERS)
    assert co_construction(acts * times, owners=OWNERS).index == pytest.approx(one.index)


def test_weights_can_be_others():
    acts = [MakingAct("a", "draft"), MakingAct("b", "comment")]
    assert co_construction(acts, owners=["a", "b"], weights={"draft": 1, "comment": 1}).index == 1


@pytest.mark.parametrize(
    ("acts", "owners", "weights", "field"),
    [
        ([], [], {}, "owners"),
        ([], ["a", "a"], {}, "owners"),
        ([MakingAct("a", "sing")], ["a"], {"draft": 1}, "weights"),
        ([MakingAct("a", "draft", -1)], ["a"], {"draft": 1}, "acts"),
        ([], ["a"], {"draft": -1}, "weights"),
        ([], ["a"], {"draft": "4"}, "weights"),
    ],
)
def test_what_can_not_be_weighed_is_refused(acts, owners, weights, field):
    with pytest.raises(MethodProblem) as caught:
        co_construction(acts, owners=owners, weights=weights)
    assert caught.value.field == field


@given(TAGS)
def test_overlap_is_symmetric_and_counts_every_tag_once(tags):
    found = definition_overlap(tags)
    turned = definition_overlap(dict(reversed(tags.items())))
    assert {frozenset((p.first, p.second)): p.overlap for p in found.pairs} == {
        frozenset((p.first, p.second)): p.overlap for p in turned.pairs
    }
    for pair in found.pairs:
        either = set(tags[pair.first]) | set(tags[pair.second])
        assert len(pair.shared) + len(pair.only_first) + len(pair.only_second) == len(either)
    assert set(found.absent) == {name for name, given_ in tags.items() if given_ is None}


def test_a_definition_of_nothing_is_refused():
    with pytest.raises(MethodProblem, match="covers nothing"):
        definition_overlap({"a": []})
