"""Whatever is published, no reader works out a small count, and no more is hidden than needed."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protect_attacker import Attacker
from protect_tables import margins, system

from thirdspace.methods.protect import Equation, Share, audit, suppress
from thirdspace.problems import MethodProblem

SUMS = [Equation("all", ("A", "B", "C"))]


def small_of(cells, threshold, zeros):
    return [n for n, count in cells.items() if (0 if zeros else 1) <= count < threshold]


@pytest.mark.parametrize("seed", range(60))
def test_no_small_count_of_a_random_system_leaks(seed):
    random = np.random.default_rng([7, seed])
    cells, equations = system(random)
    threshold, zeros = int(random.choice([3, 5, 10])), bool(random.integers(0, 5) == 0)
    found = suppress(cells, equations, threshold=threshold, zeros_are_sensitive=zeros)
    small = small_of(cells, threshold, zeros)
    assert set(found.hidden) >= set(small)
    assert Attacker(cells, equations, found.hidden).leaks(small) == []
    assert found.fewest <= len(found.complementary)


@pytest.mark.parametrize("seed", range(12))
def test_no_set_with_fewer_cells_is_safe(seed):
    random = np.random.default_rng([8, seed])
    cells, equations = margins(random.poisson(7, (2, 3)))
    found = suppress(cells, equations, threshold=6)
    small = small_of(cells, 6, False)
    others = [name for name in cells if name not in small]
    assert found.fewest == len(found.complementary)
    for number in range(len(found.complementary)):
        for extra in combinations(others, number):
            assert Attacker(cells, equations, [*small, *extra]).leaks(small)


@pytest.mark.parametrize("seed", range(12))
def test_cells_that_stay_shown_are_kept_or_protection_is_refused(seed):
    random = np.random.default_rng([9, seed])
    cells, equations = margins(random.poisson(6, (3, 3)))
    kept = [name for name in cells if "all" in name]
    small = [name for name in small_of(cells, 5, False) if name not in kept]
    inner = [name for name in cells if name not in kept]
    if Attacker(cells, equations, inner).leaks(small):
        with pytest.raises(MethodProblem, match=r"^Nothing protects “"):
            suppress(cells, equations, threshold=5, never_hide=kept)
    else:
        found = suppress(cells, equations, threshold=5, never_hide=kept)
        assert not set(found.hidden) & set(kept)
        assert Attacker(cells, equations, found.hidden).leaks(small) == []


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=4, max_size=4), st.randoms())
def test_order_and_names_of_cells_change_nothing_about_the_number(counts, random):
    cells, equations = margins(np.array(counts).reshape(2, 2))
    shuffled = list(cells.items())
    random.shuffle(shuffled)
    sums = [Equation(e.total, tuple(reversed(e.parts))) for e in reversed(equations)]
    one, other = suppress(cells, equations), suppress(dict(shuffled), sums)
    assert len(one.complementary) == len(other.complementary)
    assert one.lost == other.lost


def test_two_hidden_in_every_line_can_still_leak_and_are_not_taken_for_safe():
    cells, equations = margins(np.array([[3, 11, 25, 30], [14, 6, 28, 21], [33, 24, 4, 12]]))
    found = suppress(cells, equations)
    assert found.audit.safe
    assert Attacker(cells, equations, found.hidden).leaks(found.small) == []


def test_a_partner_that_is_zero_is_not_taken():
    cells, equations = margins(np.array([[2, 5, 40], [0, 0, 31], [22, 17, 19]]))
    assert set(suppress(cells, equations).complementary) == {"r2|c0", "r2|c1"}


def test_a_partner_that_is_zero_comes_last_among_sets_of_one_number():
    assert suppress({"A": 1, "B": 0, "C": 40, "all": 41}, SUMS).complementary == ("C",)
    sums = [Equation("all", ("A", "B"))]
    only = suppress({"A": 3, "B": 0, "all": 3}, sums, never_hide=["all"])
    assert only.complementary == ("B",)


@pytest.mark.parametrize("seed", range(12))
def test_zeros_are_hidden_only_where_no_set_of_that_number_does_without(seed):
    random = np.random.default_rng([10, seed])
    cells, equations = margins(random.choice([0, 3, 20, 30], (2, 3)))
    found = suppress(cells, equations)
    if all(cells[name] for name in found.complementary):
        return
    others = [name for name, count in cells.items() if count and name not in found.small]
    for extra in combinations(others, len(found.complementary)):
        assert Attacker(cells, equations, [*found.small, *extra]).leaks(found.small)


def test_in_three_ways_whole_numbers_decide():
    """Fractions would move this cell, whole counts can't: each line of it has one other count."""
    cells, equations = margins(np.ones((2, 2, 2), dtype=int))
    found = suppress(cells, equations, threshold=2)
    assert Attacker(cells, equations, found.hidden).leaks(found.small) == []


def test_both_sides_asks_for_a_count_that_is_not_small():
    cells = {"A": 3, "B": 4, "C": 40, "D": 41, "all": 88}
    sums = [Equation("all", ("A", "B", "C", "D"))]
    assert suppress(cells, sums).complementary == ()
    found = suppress(cells, sums, both_sides=True)
    assert len(found.complementary) == 1
    ranges = {span.cell: span for span in found.audit.ranges}
    assert all(ranges[name].high is None or ranges[name].high >= 10 for name in ("A", "B"))


def test_width_asks_for_room():
    cells = {"A": 3, "B": 4, "C": 40, "all": 47}
    assert suppress(cells, SUMS, width=7).complementary == ()
    assert suppress(cells, SUMS, width=8).complementary == ("C",)


def test_a_percentage_goes_with_its_counts_unless_it_is_public():
    cells, sums = {"yes": 9, "no": 31, "all": 40}, [Equation("all", ("yes", "no"))]
    rate = Share("rate", "yes", "all")
    found = suppress(cells, sums, shares=[rate])
    assert found.shares == ("rate",)
    assert set(found.hidden) == {"yes", "no"}
    with_rate = suppress(cells, sums, shares=[rate], never_hide=["rate"])
    assert "all" in with_rate.hidden
    assert audit(cells, sums, with_rate.hidden, shares=[rate]).safe
    assert not audit(cells, sums, found.hidden, shares=[rate]).safe


def test_an_earlier_release_is_more_cells_that_stay_shown():
    now = {"A": 14, "B": 30, "all": 44}
    cells = now | {
        f"old {name}": count - add
        for (name, count), add in zip(now.items(), (3, 0, 3), strict=True)
    }
    cells |= {"new A": 3, "new B": 0, "new all": 3}
    sums = [Equation(f"{p}all", (f"{p}A", f"{p}B")) for p in ("", "old ", "new ")]
    sums += [Equation(name, (f"old {name}", f"new {name}")) for name in now]
    public = [f"old {name}" for name in now]
    found = suppress(cells, sums, never_hide=public)
    assert {"A", "all"} <= set(found.hidden)
    assert Attacker(cells, sums, found.hidden).leaks(["new A", "new all"]) == []


def test_nothing_small_hides_nothing_and_says_so():
    found = suppress({"A": 10, "B": 0, "all": 10}, [Equation("all", ("A", "B"))])
    assert (found.hidden, found.fewest, found.lost) == ((), 0, 0)
    assert found.sentence == "Nothing is hidden: of 3 cells none that may be hidden is small."
    kept = suppress({"A": 3, "B": 20, "all": 23}, [Equation("all", ("A", "B"))], never_hide=["A"])
    assert kept.sentence == found.sentence


def test_must_hide_is_protected_whatever_its_count():
    found = suppress({"A": 20, "B": 30, "C": 40, "all": 90}, SUMS, must_hide=["C"])
    assert found.hidden == ("A", "C")
    assert found.sentence == (
        "2 of 4 cells hidden: 1 small, 1 more to protect them (fewer would not do); no exact "
        "small count among them can be worked out from the sums given."
    )


def test_counts_in_the_billions_are_protected_exactly():
    cells, equations = margins(np.array([[3, 10**9, 10**9 + 7], [10**9, 5, 12], [40, 41, 10**9]]))
    found = suppress(cells, equations)
    assert found.audit.safe
    wide = audit(cells, equations, ["r0|c0", "r0|c1", "r1|c0", "r1|c1"])
    assert [(s.low, s.high) for s in wide.ranges] == [
        (0, 10**9 + 3),
        (0, 10**9 + 3),
        (0, 10**9 + 3),
        (2, 10**9 + 5),
    ]


@pytest.mark.parametrize(
    ("cells", "sums", "choices", "what"),
    [
        ({}, [], {}, "“cells” has the shape"),
        ({"A": -1}, [], {}, "“cells” holds"),
        ({"A": "3"}, [], {}, "“cells” holds"),
        ({"A": 2.5}, [], {}, "“cells” holds"),
        ({"A": float("nan")}, [], {}, "“cells” holds"),
        ({"A": 1, "B": 1}, [Equation("A", ())], {}, "The sum of “A” has no parts"),
        ({"A": 1, "B": 1}, [Equation("A", ("B", "B"))], {}, "The sum of “A” has no parts"),
        ({"A": 2, "B": 1}, [Equation("A", ("B",))], {}, "“A” is 2, but its parts add up to 1."),
        ({"A": 2}, [Equation("A", ("X",))], {}, "“equations” names “X”"),
        ({"A": 2}, [], {"never_hide": ["X"]}, "“never_hide” names “X”"),
        ({"A": 2}, [], {"must_hide": ["A"], "never_hide": ["A"]}, "“A” is to be hidden and"),
        ({"A": 2}, [], {"threshold": 0}, "“threshold” holds"),
        ({"A": 2}, [], {"width": 0}, "“width” holds"),
        ({"A": 2}, [], {"known": {"A": (3, 9)}}, "“A” is 2, but is known to lie between 3 and 9."),
        ({"A": 2}, [], {"known": {"A": (3,)}}, "The bounds of “A” are not two."),
        ({"A": 2, "B": 1}, [], {"shares": [Share("s", "A", "B")]}, "“A” is 2, and “B” is 1."),
        ({"A": 2}, [], {"known": {"A": (2, 2)}}, "Nothing protects “A”."),
    ],
)
def test_what_can_not_be_used_is_answered_with_a_way_out(cells, sums, choices, what):
    with pytest.raises(MethodProblem) as caught:
        suppress(cells, sums, **choices)
    assert caught.value.what.startswith(what)
    assert caught.value.next_step.endswith(".")
