"""The engine against slow and obvious definitions, another's implementation, and symmetry."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.methods.spc.rules import RULES, Rule, all_rules, matches
from thirdspace.problems import MethodProblem

CASES = {
    rule.name: (rule, rules.line_policy) for rules in reversed(all_rules()) for rule in rules.rules
}
NAMES = sorted(CASES)
#: Halves and whole sigmas make ties, points on the line and on the edges of zones likely.
z_values = st.sampled_from([x / 2 for x in range(-8, 9)])
series = st.lists(z_values, min_size=1, max_size=30)
wild = st.lists(st.floats(-5, 5), min_size=1, max_size=40)


def found(name, z):
    rule, policy = CASES[name]
    return np.flatnonzero(matches(rule, z, line_policy=policy)).tolist()


def shows(rule, window):
    """Say, for a window of values, whether it meets the rule: the definition in words."""
    steps = [b - a for a, b in pairwise(window)]
    if rule.pattern == "trend":
        return all(s > 0 for s in steps) or all(s < 0 for s in steps)
    if rule.pattern == "alternating":
        return all(a * b < 0 for a, b in pairwise(steps))
    return spans(rule, window) and lies(rule, window)


def spans(rule, window):
    one_side = min(window) > 0 or max(window) < 0
    both_sides = min(window) < 0 < max(window)
    return {"any": True, "one_side": one_side, "both_sides": both_sides}[rule.span]


def lies(rule, window):
    if rule.side == "within":
        return sum(abs(x) < rule.zone for x in window) >= rule.need
    if rule.side == "either":
        return sum(abs(x) > rule.zone for x in window) >= rule.need
    return any(
        sum(rule.zone < sign * x <= rule.outer for x in window) >= rule.need
        and (not rule.completing or sign * window[-1] > rule.zone)
        for sign in (1, -1)
    )


def slowly(name, z):
    rule, policy = CASES[name]
    kept = list(range(len(z)))
    if policy == "drop" and rule.pattern == "zone" and rule.zone == 0:
        kept = [place for place in kept if z[place]]
    if policy == "drop" and rule.pattern == "trend":
        kept = [place for place in kept if not place or z[place] != z[place - 1]]
    young = rule.need < rule.window and rule.completing
    ends = []
    for last in range(len(kept)):
        if last < rule.window - 1 and not young:
            continue
        window = [z[place] for place in kept[max(last - rule.window + 1, 0) : last + 1]]
        if shows(rule, window):
            ends.append(kept[last])
    return ends


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25)  # for each rule
@given(data=st.data())
def test_windows_are_those_of_the_definition(name, data):
    z = data.draw(series)
    assert found(name, z) == slowly(name, z)


@pytest.mark.parametrize("name", NAMES)
def test_windows_are_those_of_the_definition_on_long_series_that_wander(name):
    random = np.random.default_rng(5)
    for shift in (0.0, 0.9, 1.6):
        z = random.normal(size=400).round(2) + shift * np.sign(np.sin(np.arange(400) / 9))
        assert found(name, z) == slowly(name, z.tolist())


@pytest.mark.parametrize(
    ("name", "z", "ends"),
    [
        ("beyond_3s", [0, 3, 3.001, -3, -3.001], [2, 4]),
        ("we2_2of3_beyond_2s", [0, 2.1, 0, 2.1, 0], [3]),
        ("we2_2of3_beyond_2s", [2.1, 2.1, 0], [1]),
        ("we2_2of3_beyond_2s", [0, 2.1, -2.1, 0], []),
        ("we3_4of5_beyond_1s", [1.2, 1.3, 0.3, 1.4, 1.1], [4]),
        ("we4_8_one_side", [0.1] * 9, [7, 8]),
        ("we4_8_one_side", [0.1] * 7 + [0, 0.1], []),
        ("nelson3_6_trend", [0, 1, 2, 3, 4, 5, 6, 6], [5, 6]),
        ("nelson4_14_alternating", [0, 1] * 7, [13]),
        ("nelson7_15_within_1s", [0.9, -0.9, 0] * 5, [14]),
        ("nelson7_15_within_1s", [0.9, -0.9, 1] * 5, []),
        ("nelson8_8_beyond_1s_both_sides", [1.1, -1.1] * 4, [7]),
        ("nelson8_8_beyond_1s_both_sides", [1.1] * 8, []),
        ("nhs_2of3_near_limit", [2.1, 0.2, 2.2], [2]),
        ("nhs_2of3_near_limit", [2.1, -0.2, 2.2], []),
        ("nhs_2of3_near_limit", [2.1, 0.2, 3.2], []),
        ("wheeler_3of4_beyond_1p5s", [1.6, 1.6, 1.6, 0.1], [3]),
        ("ihi_shift_6_median_skip", [1, 1, 1, 0, 1, 1, 1], [6]),
        ("ihi_trend_5_ties_skipped", [1, 2, 2, 3, 4, 5], [5]),
    ],
)
def test_a_pattern_is_found_where_its_window_ends(name, z, ends):
    assert found(name, z) == ends


def test_a_rule_that_is_not_strict_takes_the_edge_of_the_zone():
    z = [3.0, -3.0, 2.999]
    assert matches(Rule("beyond", 1, 1, 3), z).tolist() == [False, False, False]
    assert matches(Rule("from", 1, 1, 3, strict=False), z).tolist() == [True, True, False]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25)  # for each rule
@given(z=wild)
def test_above_and_below_are_treated_alike(name, z):
    assert found(name, z) == found(name, [-x for x in z])


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25)  # for each rule
@given(z=wild, before=st.lists(z_values, max_size=9))
def test_a_window_depends_on_its_own_points_only(name, z, before):
    rule, policy = CASES[name]
    if policy == "drop" and rule.window > 1:
        return  # points that are passed over make windows reach farther back
    later = found(name, [*before, *z])
    settled = [place for place in found(name, z) if place >= rule.window - 1]
    assert [p - len(before) for p in later if p - len(before) >= rule.window - 1] == settled


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25)  # for each rule
@given(z=wild, gaps=st.sets(st.integers(0, 40), max_size=6))
def test_missing_points_are_not_there(name, z, gaps):
    holes = [place for place in sorted(gaps) if place <= len(z)]
    holed = np.insert(np.asarray(z, dtype=float), holes, np.nan)
    kept = np.flatnonzero(~np.isnan(holed))
    assert found(name, holed) == kept[found(name, z)].tolist()


@pytest.mark.parametrize("name", NAMES)
def test_many_series_are_judged_as_each_alone(name):
    rule, policy = CASES[name]
    table = np.random.default_rng(3).normal(size=(4, 25, 40)).round(1)
    table[::2, ::3, ::7] = np.nan
    together = matches(rule, table, line_policy=policy)
    alone = [[matches(rule, z, line_policy=policy) for z in rows] for rows in table]
    assert together.shape == table.shape
    assert (together == np.array(alone)).all()


@pytest.mark.parametrize(
    ("rule_set", "oracle"),
    [("nelson", "nelson_rules"), ("western_electric", "western_electric_rules")],
)
def test_another_implementation_finds_the_same(rule_set, oracle):
    import capstat_core

    random = np.random.default_rng(11)
    for trial in range(150):
        values = random.normal(size=48).cumsum() if trial % 3 == 0 else random.normal(size=48)
        chart = capstat_core.i_mr_chart(values).location
        sigma = (chart.limits.upper - chart.limits.center) / 3
        z = (values - chart.limits.center) / sigma
        theirs = getattr(capstat_core, oracle)(chart)
        for number, rule in enumerate(RULES[rule_set].rules, start=1):
            # It names one point only for all that happens inside the first window.
            expected = {v.point for v in theirs if v.rule == number and v.point >= rule.window - 1}
            ends = set(np.flatnonzero(matches(rule, z)).tolist())
            assert {end for end in ends if end >= rule.window - 1} == expected


@pytest.mark.parametrize("z", ["text", ["a", "b"], [None, 1.0], 3.0, [[1], [1, 2]]])
def test_what_is_no_series_of_numbers_is_refused(z):
    with pytest.raises(MethodProblem):
        matches(RULES["nelson"].rules[0], z)


@pytest.mark.parametrize("shape", [(0,), (1,), (0, 7), (3, 0), (2, 1)])
@pytest.mark.parametrize("name", NAMES)
def test_empty_and_short_series_have_no_long_pattern(name, shape):
    rule, policy = CASES[name]
    hits = matches(rule, np.ones(shape), line_policy=policy)
    assert hits.shape == shape
    assert not hits.any()


def test_an_unknown_policy_is_refused():
    with pytest.raises(MethodProblem, match="drop, reset"):
        matches(RULES["ihi_run"].rules[0], [1.0], line_policy="count")
