"""One door to every kind of chart, and what any chart says."""

import json
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods import spc
from thirdspace.problems import MethodProblem

NAN = float("nan")
Y = [12, 15, 8, 10, 14, 9, 11, 16, 7, 13]
N = [50, 50, 40, 60, 55, 45, 50, 70, 40, 50]
OWN = {
    "run": spc.run_chart,
    "i": spc.i_chart,
    "mr": spc.mr_chart,
    "xbar": spc.xbar_chart,
    "s": spc.s_chart,
    "t": spc.t_chart,
    "p": spc.p_chart,
    "pp": spc.p_prime_chart,
    "c": spc.c_chart,
    "u": spc.u_chart,
    "up": spc.u_prime_chart,
    "g": spc.g_chart,
    "ip": spc.i_prime_chart,
}
values = st.lists(st.integers(0, 30), min_size=8, max_size=40)


def arguments(kind, y=Y, n=N):
    if kind in ("xbar", "s"):
        return ([[v, v + 2, v + 1] for v in y],)
    return arguments_of(kind, y, n)


def arguments_of(kind, y, n):
    return (y, n) if spc.KINDS[kind].denominators == "always" else (y,)


def charted(kind, **choices):
    return spc.chart(*arguments(kind), kind=kind, **choices)


@pytest.mark.parametrize("kind", OWN)
@pytest.mark.parametrize("screen", [False, True])
def test_a_kind_by_its_id_is_the_same_as_by_its_own_function(kind, screen):
    choices = {"freeze": 4, "part": [6], "exclude": [2], "rules": "nelson"}
    if spc.KINDS[kind].screens:
        choices["screen_mr"] = screen
    chart = charted(kind, **choices)
    assert chart.kind == kind
    assert chart.rules.startswith("nelson ")
    own = OWN[kind](*arguments(kind), **choices)
    # NaN is not equal to itself, but is written alike.
    assert repr(chart) == repr(own)


@pytest.mark.parametrize("kind", OWN)
def test_every_kind_has_lines_for_every_point_and_a_sentence(kind):
    chart = charted(kind, part=[5])
    for line in (chart.values, chart.center, chart.lower, chart.upper, chart.n, chart.upper2):
        assert len(line) == len(Y)
    assert chart.sentence.startswith(("10 points", "8 points, 2 missing"))
    assert chart.sentence.endswith(".")
    assert [(p.first, p.last) for p in chart.phases] == [(1, 5), (6, 10)]
    assert 0 <= chart.false_alarm < 1
    json.dumps(asdict(chart))


@pytest.mark.parametrize("kind", OWN)
@given(values)
def test_lines_stand_in_order_and_points_beyond_them_are_outside(kind, y):
    if kind in ("xbar", "s"):
        rows = [[v, v + 2, 2 * v] for v in y]
        chart = spc.chart(rows, kind=kind)
    else:
        chart = spc.chart(*arguments(kind, y, [40] * len(y)), kind=kind)
    table = np.array([chart.lower, chart.lower2, chart.upper2, chart.upper])
    assert np.isnan(table).all() or (np.diff(table, axis=0) >= -1e-9).all()
    assert set(chart.outside_points) <= chart.signal_points
    assert chart.signal == bool(chart.signals)


@pytest.mark.parametrize("kind", OWN)
@given(st.data())
def test_any_numbers_give_a_chart_or_a_problem(kind, data):
    cell = st.sampled_from([0, 0, 1, 2, 5, NAN, 1e9, 1e49, 1e-300, 0.1 + 0.2, 0.3])
    row = st.lists(cell, min_size=1, max_size=3) if kind in ("xbar", "s") else cell
    y = data.draw(st.lists(row, min_size=1, max_size=14))
    n = data.draw(st.lists(cell, min_size=len(y), max_size=len(y)))
    choices = {"rules": data.draw(st.sampled_from([*spc.RULES]))}
    if len(y) > 1 and data.draw(st.booleans()):
        choices |= {"freeze": 1, "part": [data.draw(st.integers(1, len(y) - 1))]}
    try:
        chart = spc.chart(*arguments_of(kind, y, n), kind=kind, **choices)
    except MethodProblem:
        return
    assert len(chart.upper) == len(y)
    assert not np.isinf(chart.upper).any()
    assert chart.sentence.endswith(".")


@given(values)
def test_a_phase_is_charted_as_if_it_stood_alone(y):
    whole = spc.c_chart([*y, *Y], part=[len(y)])
    first, second = spc.c_chart(y), spc.c_chart(Y)
    assert whole.upper == first.upper + second.upper
    assert whole.outside == first.outside + second.outside
    shifted = [tuple(p + len(y) for p in found.points) for found in second.signals]
    assert [found.points for found in whole.signals] == [
        *(found.points for found in first.signals),
        *shifted,
    ]


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ("anhoej", "9 in a row above the average from point 13: a shift"),
        ("western_electric", "9 in a row above the average from point 13"),
        ("nelson", "9 in a row above the average from point 13"),
        ("none", "no rules applied"),
    ],
)
def test_the_sentence_names_what_the_chosen_rules_found(rules, words):
    y = [6, 4, 5, 7, 3, 6, 4, 5, 6, 4, 7, 3, 6.5, 7, 6, 6.5, 7, 6, 6.5, 7, 6]
    chart = spc.i_chart(y, screen_mr=False, freeze=12, rules=rules)
    assert words in chart.sentence
    assert chart.signal == (rules != "none")


def test_patterns_are_named_in_words():
    z = [0, 2.4, 0.1, 2.2, -0.4]
    chart = spc.i_chart([*[-1, 1] * 10, *[1.063 * v for v in z]], screen_mr=False, freeze=20)
    again = spc.i_chart(chart.values, screen_mr=False, freeze=20, rules="western_electric")
    assert not chart.signal
    assert again.sentence == "25 points; no signal by the rules western_electric 1."
    rising = spc.run_chart([*[5, 4] * 6, 1, 2, 3, 4.1, 5.2, 6, 7, 8], rules="ihi_run", freeze=12)
    assert "8 in a row rising from point 13" in rising.sentence
    turning = spc.i_chart([1, 9] * 10, screen_mr=False, rules="nelson")
    assert "20 in a row up and down in turn from point 1" in turning.sentence
    hugging = spc.i_chart([*[0, 9] * 6, *[4, 5] * 9], screen_mr=False, freeze=12, rules="nelson")
    assert "in a row within 1 sigma of the average from point" in hugging.sentence


def test_two_of_three_are_named_with_their_points():
    y = [0, 1, -1, 0.5, -0.5, 1, -1, 0, 1, -1, 0.5, -0.5, 3, 0, 3]
    chart = spc.i_chart(y, screen_mr=False, freeze=12, rules="western_electric")
    assert [found.points for found in chart.signals] == [(13, 15)]
    assert chart.sentence == "15 points; 2 of 3 more than 2 sigma above: points 13 and 15."


def test_a_run_chart_leaves_out_rules_that_need_limits_and_says_so():
    chart = spc.run_chart([1, 2] * 10, rules="western_electric")
    assert chart.sentence.endswith("rules that need limits were left out.")


def test_too_many_crossings_are_a_zigzag():
    chart = spc.run_chart([4, 6] * 12, rules="ihi_run")
    assert "the median is crossed 23 times, at most" in chart.sentence
    assert chart.sentence.endswith("expected: a zigzag.")


def test_an_outlier_left_out_is_drawn_outside_and_is_no_signal():
    chart = spc.c_chart([9, 11, 10, 60, 8, 12], exclude=[4])
    assert chart.outside == (False, False, False, True, False, False)
    assert (chart.outside_points, chart.signals) == ((), ())


def test_rounding_moves_no_point_over_a_limit():
    y = [0.1 + 0.2, 0.3] * 8
    assert not spc.i_chart(y, screen_mr=False, rules="nelson").signal
    edge = spc.c_chart([4, 4, 4, 10], freeze=3)
    assert edge.upper[0] == 10
    assert edge.signals == ()


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda: spc.chart(Y, kind="pie"), "“kind” can’t be “pie”."),
        (lambda: spc.chart(Y, kind="p"), "The P chart needs denominators."),
        (lambda: spc.chart(Y, N, kind="c"), "The C chart has no choice “n”."),
        (lambda: spc.chart(Y, kind="g", x=N), "The G chart has no choice “x”."),
        (lambda: spc.chart(Y, kind="c", screen_mr=True), "The C chart has no choice “screen_mr”."),
        (lambda: spc.chart(Y, ordered=False), "The run chart has no choice “ordered”."),
        (lambda: spc.chart(Y, rules="tarot"), "There are no rules called “tarot”."),
        (lambda: spc.chart(Y, multiply=NAN), "“multiply” holds a missing value."),
        (lambda: spc.chart(Y, exclude=range(1, 11)), "Phase 1 has no value"),
        (lambda: spc.chart(Y, part=3), "“part” has the shape ()."),
        (lambda: spc.chart(Y, freeze=[3, 4]), "“freeze” has the shape (1, 2)."),
        (lambda: spc.chart(Y, part=["3"]), "“part” holds something that is not a number."),
    ],
)
def test_a_choice_that_makes_no_sense_is_answered_with_a_way_out(make, what):
    with pytest.raises(MethodProblem) as caught:
        make()
    assert caught.value.what.startswith(what)
    assert caught.value.why.endswith(".")
    assert caught.value.next_step.endswith(".")
