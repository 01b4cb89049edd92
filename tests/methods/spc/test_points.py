"""The forms in which data come: one value a point, a table, long columns."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods import spc
from thirdspace.methods.spc.points import read_points
from thirdspace.problems import MethodProblem

NAN = float("nan")
whole = st.integers(-50, 50)
groups = st.lists(st.lists(whole, min_size=1, max_size=6), min_size=1, max_size=12)


def as_long(rows):
    return [v for row in rows for v in row], [i for i, row in enumerate(rows) for _ in row]


@given(groups, st.sampled_from(["mean", "sum", "sd"]))
def test_a_table_and_long_columns_give_the_same_points(rows, take):
    y, x = as_long(rows)
    table, long = read_points(rows, take=take), read_points(y, x=x, take=take)
    np.testing.assert_array_equal(table.values, long.values)
    np.testing.assert_array_equal(table.n, long.n)


@given(groups, st.randoms(use_true_random=False))
def test_the_order_of_rows_within_a_point_does_not_matter(rows, random):
    y, x = as_long(rows)
    mixed = random.sample(list(zip(y, x, strict=True)), len(y))
    found = read_points([v for v, _ in mixed], x=[label for _, label in mixed], take="mean")
    np.testing.assert_allclose(found.values, [np.mean(row) for row in rows], atol=1e-12)
    np.testing.assert_array_equal(found.n, [len(row) for row in rows])


@given(groups)
def test_spread_is_the_standard_deviation_of_each_point(rows):
    wanted = [np.std(row, ddof=1) if len(row) > 1 else NAN for row in rows]
    np.testing.assert_allclose(read_points(rows, take="sd").values, wanted, atol=1e-12)


def test_a_ratio_is_sum_over_sum():
    found = read_points([1, 2, 3], [10, 20, 50], ["b", "a", "b"], take="ratio")
    assert found.labels == ("b", "a")
    assert found.values.tolist() == [4 / 60, 2 / 20]
    assert found.n.tolist() == [60, 20]


@pytest.mark.parametrize(
    ("x", "labels"),
    [
        ([3, 1, 2], (1.0, 2.0, 3.0)),
        (["2026-02-01", "2025-12-01", "2026-01-01"], ("2025-12-01", "2026-01-01", "2026-02-01")),
        ([date(2026, 2, 1), date(2025, 12, 1), date(2026, 1, 1)],
         ("2025-12-01", "2026-01-01", "2026-02-01")),
        (np.array(["2026-02", "2025-12", "2026-01"], dtype="datetime64[M]"),
         ("2025-12", "2026-01", "2026-02")),
        (["week 10", "week 2", "week 9"], ("week 10", "week 2", "week 9")),
    ],
)  # fmt: skip
def test_numbers_and_days_are_put_in_order_and_other_names_stay(x, labels):
    assert read_points([1, 2, 3], x=x).labels == labels


def test_rows_without_a_value_or_denominator_are_left_out():
    found = read_points([1, NAN, 3, 4], [10, 10, NAN, 0.5], [1, 1, 2, 2], take="ratio")
    assert found.values.tolist() == [0.1, 8]
    assert found.n.tolist() == [10, 0.5]
    empty = read_points([1, None, 0], [2, 2, 0], take="ratio")
    np.testing.assert_array_equal(empty.values, [0.5, NAN, NAN])


def test_rows_of_unequal_length_and_an_empty_one():
    found = read_points([[1, 2, 3], [], [4]])
    np.testing.assert_array_equal(found.values, [2, NAN, 4])
    assert found.n.tolist() == [3, 0, 1]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (([],), "There are no values to chart."),
        (([[], []],), "There are no values to chart."),
        (([NAN, None],), "There are no values to chart."),
        (([0, 0], [0, 0]), "There are no values to chart."),
        ((["3", "4"],), "“y” holds something that is not a number."),
        (([[1, 2], 3],), "“y” has the shape ()."),
        (([[[1.0]]],), "“y” has the shape (1, 1, 1)."),
        (([1, float("inf")],), "“y” holds an infinite value."),
        (([1, 1e200],), "“y” holds a number too large to compute with."),
        (([1, 2], [3]), "“y” and “n” differ in length."),
        (([[1, 2], [3]], [[1], [2, 3]]), "“y” and “n” differ in length."),
        (([1, 2], [-1, 3]), "“n” holds -1."),
        (([1, 2], [1e-60, 3]), "A denominator is too close to 0."),
        (([1, 2], [0, 3]), "In row 1 “y” is 1 where “n” is 0."),
        (([1, 2], None, ["a"]), "“x” names 1 points for 2 rows of “y”."),
        (([1, 2], None, ["a", None]), "A name in “x” is missing, or “x” is no list of names."),
        (([1, 2], None, 7), "A name in “x” is missing, or “x” is no list of names."),
        (([1, 2], None, [[1], [2, 3]]), "A name in “x” is missing, or “x” is no list of names."),
        (([1, 2], None, [1.0, NAN]), "A name in “x” is missing, or “x” is no list of names."),
    ],
)
def test_what_can_not_be_read_is_answered_with_a_way_out(arguments, what):
    with pytest.raises(MethodProblem) as caught:
        read_points(*arguments)
    assert caught.value.what == what
    assert caught.value.why.endswith(".")
    assert caught.value.next_step.endswith(".")


def test_a_part_above_its_whole_is_refused_for_shares_only():
    with pytest.raises(MethodProblem, match="In row 2 “y” is 9 where “n” is 3"):
        spc.p_chart([1, 9], [3, 3])
    assert spc.u_chart([1, 9], [3, 3]).values == (1 / 3, 3.0)


def test_any_chart_takes_any_form_and_keeps_the_names():
    rows = [[3, 5], [4, 6], [9, 7]]
    table = spc.chart(rows, kind="i")
    assert table.values == spc.chart([4, 5, 8], kind="i").values
    y, x = as_long(rows)
    assert spc.chart(y, kind="i", x=x).labels == (0.0, 1.0, 2.0)
    assert spc.chart([4, 5, 8], kind="i").labels == ()
