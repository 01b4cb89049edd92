"""Shared events apart from local signals: real schools, built networks, and few sites."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference_cases import CASES
from thirdspace.methods.spc import i_chart, network_adjusted
from thirdspace.problems import MethodProblem

NAN = float("nan")


def calm(sites=20, times=30):
    return np.random.default_rng(1).normal(90, 1, size=(sites, times))


@pytest.mark.skipif(not CASES.exists(), reason=f"no shared reference cases at {CASES}")
def test_the_real_schools_go_from_143_to_105_with_30_in_both():
    case = json.loads((CASES / "spc" / "cases" / "nyc_weekly_attendance_nic.json").read_text())
    table = np.array(case["input"]["attendance_pct"]).reshape(59, 35)
    found = network_adjusted(table, screen_mr=False)
    assert (found.raw.sum(), found.adjusted.sum(), found.clear.sum()) == (143, 105, 30)
    assert (found.shared.sum(), found.masked.sum()) == (113, 75)
    weeks = sorted(set(case["input"]["week"]))
    winter = {"2014-01-20", "2014-02-03", "2014-02-10"}
    assert winter <= {weeks[time - 1] for time in found.events}


def test_a_storm_is_shared_and_what_it_hid_comes_out():
    table = calm()
    table[:, 14] -= 30
    table[3, 20] -= 6
    found = network_adjusted(table, screen_mr=False)
    assert found.events == (15,)
    assert found.shared[:, 14].sum() >= 15
    assert found.masked[3, 20]
    assert not found.adjusted[:, 14].any()


def test_a_clear_local_signal_stays():
    table = calm()
    table[5, 10] += 15
    found = network_adjusted(table, screen_mr=False)
    assert found.clear[5, 10]
    assert found.events == ()


def test_each_site_is_charted_as_if_alone():
    table = calm(sites=5)
    table[2, 7:9] = NAN
    found = network_adjusted(table, screen_mr=True)
    for values, raw in zip(table, found.raw, strict=True):
        assert raw.tolist() == list(i_chart(values, screen_mr=True).outside)
    for values, adjusted in zip(found.adjusted_values, found.adjusted, strict=True):
        assert adjusted.tolist() == list(i_chart(values, screen_mr=True).outside)


def test_missing_values_stay_missing_and_are_no_signal():
    table = calm()
    table[:, 14] -= 12
    table[4, 14] = NAN
    found = network_adjusted(table, screen_mr=False)
    assert np.isnan(found.adjusted_values[4, 14])
    assert not found.raw[4, 14]
    assert found.events == (15,)


def test_a_time_that_fewer_than_three_sites_measured_has_no_shared_level():
    table = calm(sites=5)
    table[2:, 9] = NAN
    found = network_adjusted(table, screen_mr=False)
    assert np.isnan(found.shared_level).tolist() == [t == 9 for t in range(30)]
    assert np.isnan(found.adjusted_values[:, 9]).all()


def test_a_site_without_values_is_named_and_disturbs_nobody():
    table = np.vstack([calm(), np.full(30, NAN)])
    found = network_adjusted(table, screen_mr=False)
    assert found.unjudged == 1
    assert "1 site too short to judge" in found.sentence
    assert np.array_equal(found.raw[:-1], network_adjusted(table[:-1], screen_mr=False).raw)


def test_the_sentence_warns_of_few_sites():
    assert "the shared level is doubtful" in network_adjusted(calm(4), screen_mr=False).sentence
    assert "doubtful" not in network_adjusted(calm(12), screen_mr=False).sentence


@given(st.lists(st.integers(-50, 50), min_size=12, max_size=12))
def test_what_all_sites_share_changes_no_adjusted_signal(shared):
    table = calm(sites=9, times=12).round(3)
    plain = network_adjusted(table, screen_mr=False)
    moved = network_adjusted(table + np.array(shared), screen_mr=False)
    assert moved.adjusted_values == pytest.approx(plain.adjusted_values, abs=1e-9)
    assert np.array_equal(moved.adjusted, plain.adjusted)


@given(st.permutations(range(7)))
def test_the_order_of_sites_does_not_matter(order):
    table = calm(sites=7)
    table[2, 20] += 9
    found = network_adjusted(table[order], screen_mr=False)
    assert np.array_equal(found.adjusted, network_adjusted(table, screen_mr=False).adjusted[order])


@pytest.mark.parametrize(
    "values",
    [
        [],
        [1, 2, 3],
        [[1, 2, 3], [2, 3, 4]],
        [["a", "b"]] * 3,
        [[1, float("inf")]] * 3,
        [[1, 2], [3]],
    ],
)
def test_what_can_not_be_is_refused(values):
    with pytest.raises(MethodProblem) as caught:
        network_adjusted(values, screen_mr=False)
    assert caught.value.field == "values"
