import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.protect import STANDARD, SizeClass, end_coding, percent_band, read_rule
from thirdspace.problems import MethodProblem

people = st.integers(1, 600).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(people)
def test_what_is_shown_holds_the_true_percentage(pair):
    k, n = pair
    found = end_coding(k, n)
    if found.low is None:
        assert found.shown == "N<10"
        assert n < 10
    else:
        room = 1 if found.coded else 0.5
        assert found.low - room <= 100 * k / n < found.high + room or found.high == 100
        assert found.sentence.startswith(f"Shown as {found.shown}")


@given(people)
def test_nearly_all_and_nearly_none_are_coded(pair):
    k, n = pair
    (size,) = [each for each in read_rule(STANDARD) if each.holds(n)]
    found = end_coding(k, n)
    assert size.low is None or (100 * k <= size.low * n) == found.shown.startswith("<=")
    assert size.high is None or (100 * k >= size.high * n) == found.shown.startswith(">=")


def test_nobody_is_no_data():
    assert end_coding(0, 0).shown == "no data"


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        (
            "n<5: N<5; 5-9: <=25 / >=75, bands of 25; >=10: <=3 / >=97, whole percent",
            [SizeClass(0, 4, None, None), SizeClass(5, 9, 25, 75, 25), SizeClass(10, None, 3, 97)],
        ),
        (
            ">=30: ≤ 4.5% / ≥ 95.5%, 5-point bands; n < 30: suppressed",
            [SizeClass(0, 29, None, None), SizeClass(30, None, 4.5, 95.5, 5)],
        ),
        (
            "0–9: hidden; 10+: <=10 and >=90, bands of 10",
            [SizeClass(0, 9, None, None), SizeClass(10, None, 10, 90, 10)],
        ),
    ],
)
def test_numbers_of_a_rule_are_read_from_its_text(text, classes):
    assert list(read_rule(text)) == classes


def test_another_rule_codes_otherwise():
    rule = "n<5: N<5; 5-19: <=25 / >=75, bands of 25; >=20: <=3 / >=97, whole percent (half up)"
    shown = [
        end_coding(k, n, rule=rule).shown for k, n in ((2, 4), (1, 5), (3, 6), (1, 40), (5, 40))
    ]
    assert shown == ["N<5", "<=25%", "50-74%", "<=3%", "13%"]


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "as usual",
        "n<10: N<10",
        "n<10: N<10; 12-19: <=20 / >=80; >=20: <=10 / >=90",
        "n<10: N<10; 5-19: <=20 / >=80; >=20: <=10 / >=90",
        "n<10: N<10; many: <=10 / >=90",
        "n<10: N<10; >=10: no idea",
        "n<10: N<10; >=10: <=90 / >=10",
        "n<10: N<10; >=10: <=10 / >=90, bands of 0",
    ],
)
def test_a_rule_with_holes_is_refused(rule):
    with pytest.raises(MethodProblem):
        end_coding(1, 50, rule=rule)


@pytest.mark.parametrize(
    ("k", "n"), [(5, 4), (-1, 4), (1.5, 4), ("1", 4), (None, 4), (1, float("inf"))]
)
def test_what_is_no_count_is_refused(k, n):
    for shows in (end_coding, percent_band):
        with pytest.raises(MethodProblem):
            shows(k, n)


@given(people, st.integers(2, 6))
def test_a_band_leaves_as_many_counts_open_as_asked(pair, counts):
    k, n = pair
    if n < 2 * counts:
        return
    found = percent_band(k, n, threshold=1, counts=counts)
    low, high = found.counts
    assert low <= k <= high
    assert high - low + 1 >= counts
    same = [
        other
        for other in range(n + 1)
        if percent_band(other, n, threshold=1, counts=counts) == found
    ]
    assert same == list(range(low, high + 1))


def test_a_band_says_what_it_leaves_open():
    assert percent_band(9, 40).sentence == "Shown as 20-29% of 40, which leaves 8 to 11 open."
    assert percent_band(40, 40).shown == "90-100%"
    assert percent_band(4, 9).shown == "N<10"
    assert percent_band(0, 0).shown == "no data"
    assert percent_band(499, 1000).shown == "49%"


def test_too_many_counts_for_so_few_people_are_refused():
    with pytest.raises(MethodProblem, match="No band of 10 people leaves 9 counts open"):
        percent_band(4, 10, counts=9)
