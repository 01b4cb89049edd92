"""One more observation at a time equals charting all of them again."""

import doctest
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.methods.spc import Monitor, chart, find_rules, stream
from thirdspace.methods.spc.rules import matches
from thirdspace.problems import MethodProblem

NAN = float("nan")
SETS = ("anhoej", "western_electric", "nelson", "nhs_mdc", "ihi_run", "wheeler")
values = st.lists(st.one_of(st.integers(-6, 6), st.just(NAN)), min_size=10, max_size=34).filter(
    lambda y: sum(np.diff(y[:8]) != 0) > 2 and np.isfinite(np.diff(y[:8])).any()
)


def from_scratch(y, kind, rules, freeze):
    """What the chart of all points says of its last one."""
    screening = {"screen_mr": False} if kind == "i" else {}
    one = chart(y, kind=kind, rules=rules, freeze=freeze, **screening)
    center, sigma = one.center[-1], (one.upper[-1] - one.center[-1]) / 3
    gap = np.array(y, dtype=float) - center
    gap[np.abs(gap) < 1e-9] = 0
    with np.errstate(divide="ignore", invalid="ignore"):
        z = gap if kind == "run" else np.where(gap == 0, gap, gap / sigma)
    found = find_rules(rules)
    met = tuple(
        rule.name
        for rule in found.rules_for(limits=kind == "i")
        if matches(rule, z, line_policy=found.line_policy)[-1]
    )
    return one, met


@settings(max_examples=80, deadline=None)
@given(values, st.sampled_from(["i", "run"]), st.sampled_from(SETS), st.booleans())
def test_the_newest_point_is_read_as_the_chart_of_all_reads_it(y, kind, rules, frozen):
    baseline = 8 if frozen else None
    monitor = Monitor(y[:8], screen_mr=False, kind=kind, rules=rules, baseline=baseline)
    for end in range(9, len(y) + 1):
        reading = monitor.append(y[end - 1])
        one, met = from_scratch(y[:end], kind, rules, baseline)
        phase = one.phases[0]
        assert reading.point == end
        assert reading.center == pytest.approx(one.center[-1])
        assert reading.lower == pytest.approx(one.lower[-1], nan_ok=True)
        assert reading.outside == one.outside[-1]
        assert reading.rules == met
        assert reading.useful == phase.useful
        assert (reading.longest_run, reading.crossings) == (phase.longest_run, phase.crossings)
        assert reading.runs_signal == (phase.enough and phase.unusual)


def test_a_frozen_chart_keeps_no_more_however_long_it_is():
    random = np.random.default_rng(0)
    monitor = Monitor(random.normal(size=24), screen_mr=False, rules="nelson", baseline=24)
    monitor.append(0.0)

    def size():
        return len(pickle.dumps(monitor))

    for value in random.normal(size=20):
        monitor.append(value)
    early = size()
    for value in random.normal(size=500):
        monitor.append(value)
    assert size() < early + 20


def test_the_example_of_the_page_is_right():
    assert doctest.testmod(stream) == (0, 2)


def test_the_lines_freeze_when_the_baseline_is_full():
    monitor = Monitor(screen_mr=False, baseline=4)
    assert [monitor.append(v).center for v in (2, 4, 6, 8)] == [2, 3, 4, 5]
    assert not monitor.frozen
    assert monitor.append(100).center == 5
    assert monitor.frozen


def test_values_so_far_may_reach_beyond_the_baseline():
    y = [5, 6, 5, 7, 6, 5, 6, 6, 9, 9]
    whole = Monitor(y, screen_mr=True, baseline=6)
    step = Monitor(y[:3], screen_mr=True, baseline=6)
    for value in y[3:]:
        step.append(value)
    assert whole.append(9) == step.append(9)


def test_a_missing_point_counts_as_a_point_and_says_nothing():
    monitor = Monitor([5, 6, 5, 7], screen_mr=False, baseline=4)
    reading = monitor.append(NAN)
    assert (reading.point, reading.outside, reading.rules) == (5, False, ())
    assert reading.sentence == "Point 5 is missing."


def test_the_sentence_names_the_rule_and_the_lines():
    monitor = Monitor([5, 6, 5, 7, 5, 6], screen_mr=False, baseline=6)
    reading = monitor.append(20)
    assert reading.signal
    assert reading.sentence.startswith("Point 7 is 20: beyond_3s; center 5.6667; limits ")


def test_the_first_points_have_no_limits_yet():
    assert "no limits" in Monitor(screen_mr=False).append(3).sentence


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda: Monitor([1, 2], screen_mr=False, kind="p"), "kind"),
        (lambda: Monitor([1, 2], screen_mr=False, baseline=0), "baseline"),
        (lambda: Monitor(["1"], screen_mr=False), "y"),
        (lambda: Monitor([1, NAN, 2], screen_mr=False, baseline=2), "baseline"),
        (lambda: Monitor([1, 2], screen_mr=False).append("3"), "value"),
        (lambda: Monitor([1, 2], screen_mr=False).append(float("inf")), "value"),
    ],
)
def test_what_can_not_be_is_refused(act, field):
    with pytest.raises(MethodProblem) as caught:
        act()
    assert caught.value.field == field
