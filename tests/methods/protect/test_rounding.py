import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protect_tables import margins

from thirdspace.methods.protect import Equation, round_counts
from thirdspace.problems import MethodProblem

counts = st.lists(st.integers(0, 60), min_size=4, max_size=4)


def table(numbers):
    return margins(np.array(numbers).reshape(2, 2))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 20), st.booleans())
def test_a_count_lies_where_readers_think_and_they_can_not_tell_more(count, base, keep):
    (cell,) = round_counts({"A": count}, base=base, keep_zero=keep).cells
    assert cell.low <= count <= cell.high
    assert cell.value is None if cell.shown.startswith("<") else cell.value % base == 0
    for other in (cell.low, cell.high):
        (same,) = round_counts({"A": other}, base=base, keep_zero=keep).cells
        assert same.shown == cell.shown
    for other in {max(cell.low - 1, 0), cell.high + 1} - set(range(cell.low, cell.high + 1)):
        (neighbor,) = round_counts({"A": other}, base=base, keep_zero=keep).cells
        assert neighbor.shown != cell.shown


@settings(max_examples=15, deadline=None)
@given(counts)
def test_totals_added_up_fit_and_totals_of_their_own_are_near(numbers):
    cells, sums = table(numbers)
    summed = round_counts(cells, sums, totals="summed")
    assert summed.largest_gap == 0
    own = round_counts(cells, sums)
    assert own.largest_error <= 4
    assert own.largest_gap <= 10


def test_zero_is_a_true_zero_or_small():
    shown = [cell.shown for cell in round_counts({"A": 0, "B": 1, "C": 2, "D": 7}).cells]
    assert shown == ["0", "<5", "<5", "5"]
    shown = [c.shown for c in round_counts({"A": 0, "B": 1, "C": 3}, keep_zero=False).cells]
    assert shown == ["0", "0", "5"]


def test_base_ten_rounds_halves_up():
    shown = [c.shown for c in round_counts({"A": 15, "B": 14, "C": 5}, base=10).cells]
    assert shown == ["20", "10", "<10"]


def test_a_count_that_follows_all_the_same_is_named():
    sums = [Equation("all", ("A", "B", "C"))]
    found = round_counts({"A": 1, "B": 1, "C": 0, "all": 2}, sums, base=2)
    assert found.given_away == ("A", "B", "all")
    found = round_counts({"A": 7, "B": 12, "C": 20, "all": 39}, sums)
    assert found.given_away == ()
    assert found.sentence == "4 cells rounded to 5, at most 2 off; sums are up to 5 off."


def test_a_total_of_rounded_parts_that_gives_a_small_count_away_is_named():
    sums, cells = [Equation("all", ("A", "B"))], {"A": 1, "B": 20, "all": 21}
    found = round_counts(cells, sums, base=4, totals="summed")
    assert [(cell.shown, cell.value) for cell in found.cells] == [
        ("<4", None),
        ("20", 20),
        ("20", 20),
    ]
    assert found.given_away == ("A",)
    assert round_counts(cells, sums, base=5, totals="summed").given_away == ()
    assert round_counts({"A": 1}, base=4, totals="summed").given_away == ()
    alone = round_counts({"A": 1, "all": 1}, [Equation("all", ("A",))], base=4, totals="summed")
    assert alone.given_away == ("A", "all")


@pytest.mark.parametrize(
    ("cells", "sums", "choices"),
    [
        ({}, [], {}),
        ({"A": -1}, [], {}),
        ({"A": 1}, [], {"base": 1}),
        ({"A": 1}, [], {"totals": "none"}),
        ({"A": 1, "B": 2}, [Equation("A", ("B",))], {}),
        ({"A": 1, "B": 1}, [Equation("A", ("B",)), Equation("B", ("A",))], {"totals": "summed"}),
    ],
)
def test_what_can_not_be_rounded_is_refused(cells, sums, choices):
    with pytest.raises(MethodProblem):
        round_counts(cells, sums, **choices)
