import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.methods.protect import Equation, Release, differencing
from thirdspace.problems import MethodProblem

SUMS = (Equation("all", ("A", "B")),)
cells = st.fixed_dictionaries({name: st.integers(0, 40) for name in "ABC"})


@settings(max_examples=40, deadline=None)
@given(cells, cells, st.integers(1, 12))
def test_shown_changes_are_flagged_just_when_small(now, before, threshold):
    found = differencing(Release(now), [Release(before)], threshold=threshold)
    assert set(found.flagged) == {c for c in now if 0 < abs(now[c] - before[c]) < threshold}
    assert found.refused == bool(found.flagged)
    there = {(c.cell, c.change) for c in found.changes}
    back = differencing(Release(before), [Release(now)], threshold=threshold).changes
    assert there == {(c.cell, -c.change) for c in back}


def test_a_hidden_cell_is_compared_where_it_can_be_worked_out():
    before = Release({"A": 33, "B": 24, "all": 57}, equations=SUMS)
    now = {"A": 36, "B": 44, "all": 80}
    told = differencing(Release(now, ("A",), SUMS), [before])
    assert told.flagged == ("A",)
    assert not differencing(Release(now, ("A", "B"), SUMS), [before]).refused


def test_a_filtered_view_is_compared_with_the_full_one():
    found = differencing(Release({"A": 30}), [Release({"A": 33, "B": 9}), Release({"A": 70})])
    assert [(c.cell, c.release, c.change) for c in found.changes] == [("A", 1, -3)]
    assert found.sentence == "Refused: small changes can be worked out: A (-3, release 1)."


def test_without_an_earlier_release_there_is_nothing_to_compare():
    found = differencing(Release({"A": 3}), [])
    assert not found.refused
    assert found.sentence.startswith("Nothing to compare with")
    assert differencing(Release({"A": 3}), [Release({"A": 3})]).sentence == (
        "No small change beside 1 earlier release."
    )


@pytest.mark.parametrize(
    ("now", "threshold"),
    [(Release({}), 10), (Release({"A": 3}, ("B",)), 10), (Release({"A": 3}), 0)],
)
def test_what_can_not_be_compared_is_refused(now, threshold):
    with pytest.raises(MethodProblem):
        differencing(now, [Release({"A": 3})], threshold=threshold)
