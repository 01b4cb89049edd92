"""The audit finds just what trying every table finds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protect_attacker import Attacker, every_table
from protect_tables import margins, system

from thirdspace.methods.protect import Equation, Range, Share, audit

SUMS = [Equation("all", ("A", "B", "C"))]
CELLS = {"A": 3, "B": 12, "C": 40, "all": 55}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=4, max_size=4), st.data())
def test_ranges_are_those_of_all_tables_that_fit(counts, data):
    cells, equations = margins(np.array(counts).reshape(2, 2))
    hidden = data.draw(st.sets(st.sampled_from(sorted(cells))))
    highest = 13
    tables = every_table(cells, equations, hidden, highest)
    for span in audit(cells, equations, sorted(hidden)).ranges:
        assert span.low == tables[span.cell].min()
        if span.high is not None:
            assert span.high == tables[span.cell].max()
        else:
            assert tables[span.cell].max() >= highest


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(0, 1), min_size=8, max_size=8), st.data())
def test_ranges_in_three_ways_are_whole(counts, data):
    cells, equations = margins(np.array(counts).reshape(2, 2, 2))
    inner = [name for name in sorted(cells) if "all" not in name]
    hidden = data.draw(st.sets(st.sampled_from(inner)))
    tables = every_table(cells, equations, hidden, 4)
    for span in audit(cells, equations, sorted(hidden)).ranges:
        assert (span.low, span.high) == (tables[span.cell].min(), tables[span.cell].max())


@pytest.mark.parametrize("seed", range(30))
def test_what_is_given_away_is_what_an_attacker_finds(seed):
    random = np.random.default_rng([5, seed])
    cells, equations = system(random)
    small = [name for name, count in cells.items() if 0 < count < 5]
    others = [name for name in cells if name not in small]
    extra = [name for name in others if random.random() < 0.25]
    found = audit(cells, equations, [*small, *extra], threshold=5)
    leaks = Attacker(cells, equations, [*small, *extra]).leaks(small)
    assert set(found.given_away) == set(leaks)


def test_by_subtraction_is_less_than_what_is_given_away():
    cells, equations = margins(np.array([[2, 5, 40], [0, 0, 31], [22, 17, 19]]))
    found = audit(cells, equations, ["r0|c0", "r0|c1", "r1|c0", "r1|c1"])
    assert found.by_subtraction == ()
    assert found.given_away == ("r0|c0", "r0|c1")
    assert audit(cells, equations, ["r0|c0"]).by_subtraction == ("r0|c0",)


def test_a_small_cell_that_is_shown_is_given_away_unless_public():
    assert audit(CELLS, SUMS, []).given_away == ("A",)
    assert audit(CELLS, SUMS, [], public=["A"]).safe


def test_bounds_that_readers_know_narrow_the_range():
    assert audit(CELLS, SUMS, ["A", "B"]).ranges[0] == Range("A", 0, 15)
    found = audit(CELLS, SUMS, ["A", "B"], known={"B": (10, 13), "A": (None, 4)})
    assert found.ranges == (Range("A", 2, 4), Range("B", 11, 13))
    assert not audit(CELLS, SUMS, ["A", "B"], known={"B": (12, 12)}).safe


def test_without_a_shown_total_nothing_bounds_a_cell():
    found = audit(CELLS, SUMS, ["A", "all"])
    assert found.ranges == (Range("A", 0, None), Range("all", 52, None))
    assert audit({"A": 3}, [], ["A"]).ranges == (Range("A", 0, None),)


@pytest.mark.parametrize(("part", "whole", "decimals"), [(9, 40, 1), (1, 300, 0), (7, 1000, 1)])
def test_a_percentage_leaves_the_counts_that_round_to_it(part, whole, decimals):
    cells = {"k": part, "n": whole}
    found = audit(cells, [], ["k"], shares=[Share("rate", "k", "n", decimals)])
    scale = 10**decimals

    def rate(count):
        return int(100 * scale * count / whole + 0.5)

    same = [count for count in range(whole + 1) if rate(count) == rate(part)]
    assert found.ranges == (Range("k", min(same), max(same)),)


def test_a_percentage_of_nobody_says_nothing():
    found = audit({"k": 0, "n": 0}, [], ["k"], shares=[Share("rate", "k", "n")])
    assert found.ranges == (Range("k", 0, None),)


def test_sentences_name_what_is_given_away():
    assert audit(CELLS, SUMS, ["A"]).sentence == "4 cells, 1 hidden, 1 small; given away: A."
    assert audit(CELLS, SUMS, ["A", "C"]).sentence == (
        "4 cells, 2 hidden, 1 small; no small count can be worked out from the sums given."
    )
