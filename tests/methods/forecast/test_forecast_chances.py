"""Hazards added up, supply drawn, and forecasts tested on the years that are known."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from reference_cases import CASES
from thirdspace.methods.forecast import back_test, hazard_sum, supply
from thirdspace.methods.forecast.verify import check, reads
from thirdspace.problems import MethodProblem

SHARED = CASES / "pipeline" / "forecast"
FILES = sorted(SHARED.glob("*.json"))
chances = st.lists(st.floats(0, 1), min_size=1, max_size=150)


@settings(deadline=None)
@given(st.integers(1, 300), st.floats(0.001, 0.999))
def test_equal_chances_are_binomial(n, p):
    found = hazard_sum([p] * n)
    assert found.pmf == pytest.approx(stats.binom.pmf(range(n + 1), n, p), rel=1e-9, abs=1e-140)


@settings(deadline=None)
@given(chances, st.randoms())
def test_the_law_is_one_and_knows_no_order(p, random):
    found = hazard_sum(p)
    assert sum(found.pmf) == pytest.approx(1)
    k = np.arange(len(p) + 1)
    assert found.mean == pytest.approx(k @ found.pmf, abs=1e-9)
    assert found.variance == pytest.approx((k - found.mean) ** 2 @ found.pmf, abs=1e-8)
    shuffled = hazard_sum(random.sample(p, len(p)))
    assert shuffled.pmf == pytest.approx(found.pmf, abs=1e-12)
    stayed = hazard_sum([1 - chance for chance in p])
    assert stayed.pmf == pytest.approx(found.pmf[::-1], abs=1e-9)


@settings(deadline=None)
@given(chances)
def test_a_quantile_is_the_smallest_number_that_suffices(p):
    found = hazard_sum(p)
    reached = np.cumsum(found.pmf)
    for share in (0.05, 0.5, 0.9):
        k = found.quantile(share)
        assert reached[k] >= share - 1e-9
        assert k == 0 or reached[k - 1] < share
    assert found.low <= found.median <= found.high


def test_two_people_by_hand():
    assert hazard_sum([0.5, 0.2]).pmf == pytest.approx((0.4, 0.5, 0.1))


def test_gap_is_need_less_supply():
    found = hazard_sum([0.5] * 20, openings=3, supply=9)
    assert (found.median, found.gap_median) == (13, 4)
    assert found.gap_low == found.low - 9
    assert "with 9 people ready the gap is 4" in found.sentence
    assert hazard_sum([0.5] * 20, openings=-2).median == 8
    assert hazard_sum([0.5]).gap_median is None


def test_supply_is_what_the_chances_say():
    found = supply([200, 0], [0.5, 0.4], seed=1, accept=0.8, fit=0.75, draws=20000)
    law = stats.binom(200, 0.6 * 0.5)
    assert found.placed.median[0] == pytest.approx(law.median(), abs=1)
    assert found.placed.low[0] == pytest.approx(law.ppf(0.1), abs=1)
    assert found.placed.high[0] == pytest.approx(law.ppf(0.9), abs=1)
    assert found.placed.median[1] == pytest.approx(200 * 0.6 * 0.5 * 0.4, abs=1)
    assert found.need is None
    assert found.to_admit is None


def test_the_same_seed_gives_the_same_bands():
    years = [[0.2] * 60, [0.2] * 60]
    first = supply([10, 10], [0.5], seed=4, leaving=years)
    assert first == supply([10, 10], [0.5], seed=4, leaving=years)
    assert "seed 4" in first.sentence


def test_those_admitted_close_the_gap():
    years = [[0.3] * 100] * 3
    short = supply([20, 5, 5], [0.5, 0.5], seed=2, accept=0.7, leaving=years, openings=[1, 0, 1])
    assert short.missing > 0
    pool = [20 + short.to_admit, 5, 5]
    closed = supply(pool, [0.5, 0.5], seed=2, accept=0.7, leaving=years, openings=[1, 0, 1])
    assert abs(closed.missing) <= 3
    nobody = supply([20], [0.0], seed=2, leaving=[[0.3] * 100])
    assert nobody.to_admit is None
    assert "nobody admitted now could help" in nobody.sentence
    enough = supply([500], [0.9], seed=2, leaving=[[0.3] * 100])
    assert (enough.to_admit, enough.missing < 0) == (0, True)


@pytest.mark.parametrize(("year_sd", "posts"), [(0.0, 150), (0.03, 150), (0.0, 30), (0.05, 60)])
def test_the_interval_holds_in_about_nine_of_ten_years(year_sd, posts):
    random = np.random.default_rng(11)
    held = total = 0
    for _ in range(60):
        rates = np.clip(random.normal(0.15, year_sd, 14), 0.01, 0.6)
        found = back_test(random.binomial(posts, rates), [posts] * 14)
        held, total = held + found.covered, total + len(found.years)
    assert 0.86 <= held / total <= 0.975


def test_a_shift_of_years_is_measured():
    random = np.random.default_rng(2)
    steady = random.binomial(2000, 0.15, 40)
    shifting = random.binomial(2000, random.normal(0.15, 0.04, 40))
    calm, rough = back_test(steady, [2000] * 40), back_test(shifting, [2000] * 40)
    assert calm.overdispersion == pytest.approx(1, abs=0.5)
    assert rough.year_sd == pytest.approx(0.04, rel=0.25)
    assert rough.next_high - rough.next_low > 3 * (calm.next_high - calm.next_low)


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=4, max_size=12))
def test_a_forecast_knows_only_the_years_before(vacancies):
    found = back_test(vacancies, [40] * len(vacancies))
    longer = back_test([*vacancies, 40], [40] * (len(vacancies) + 1))
    assert longer.years[:-1] == found.years
    last = longer.years[-1]
    assert (last.low, last.median, last.high) == (
        found.next_low,
        found.next_median,
        found.next_high,
    )
    assert all(0 <= year.low <= year.median <= year.high <= 40 for year in found.years)


@pytest.mark.parametrize(
    ("vacancies", "verdict"),
    [
        ([10] * 12, "too few years to tell"),
        ([10] * 40, "too wide"),
        ([10] * 11 + [30], "within the goal"),
        ([2, 3, 2, 40, 90, 5, 95, 3, 99], "too few years to tell"),
        ([1, 1, 1, 9, 18, 30, 41, 58, 80], "too narrow"),
    ],
)
def test_verdicts(vacancies, verdict):
    found = back_test(vacancies, [100] * len(vacancies))
    assert found.verdict == verdict
    assert verdict in found.sentence


def test_a_miss_below_the_goal_is_no_proof():
    one_of_two = back_test([10, 11, 9, 10, 40], [100] * 5)
    assert (one_of_two.coverage, one_of_two.verdict) == (0.5, "too few years to tell")


def test_the_variance_between_years_by_hand():
    # p = .4, X = (2² + 2² + 0 + 4²) / 2.4 = 10, and N - Σn²/N - (T - 1) = 40 - 10 - 3.
    found = back_test([2, 2, 4, 8], [10] * 4)
    assert found.overdispersion == pytest.approx(10 / 3)
    assert found.year_sd**2 == pytest.approx((10 - 3) * 0.4 * 0.6 / 27)


def test_one_post_a_year_shows_no_spread():
    found = back_test([1, 0, 1, 0, 0], [1] * 5)
    assert found.year_sd == 0
    assert not found.beyond_chance


def test_years_differ_only_where_chance_hardly_would():
    little = back_test([10, 14, 8, 12, 16, 7], [100] * 6)
    assert little.year_sd > 0
    assert "no more than chance" in little.sentence
    rough = back_test([10, 34, 8, 12, 46, 7], [100] * 6)
    assert stats.chi2.sf(rough.overdispersion * 5, 5) < 0.05
    assert "beyond chance" in rough.sentence


def test_one_is_said_of_one():
    found = hazard_sum([1.0], openings=1, supply=1)
    assert found.sentence.startswith("Of 1 person about 1 leaves, so 2 to 2 posts")
    assert "with 1 opening (" in found.sentence
    assert "with 1 person ready" in found.sentence
    placed = supply([1], [1.0], seed=1, leaving=[[1.0, 1.0]]).sentence
    assert "about 1 person is placed" in placed
    assert "1 is missing over all years" in placed


def test_posts_never_vacant_still_leave_a_doubt():
    found = back_test([0] * 6, [15] * 6)
    assert found.overdispersion is None
    assert found.next_high == 1


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: hazard_sum([]), "p"),
        (lambda: hazard_sum([1.2]), "p"),
        (lambda: hazard_sum([None]), "p"),
        (lambda: hazard_sum(["0.2"]), "p"),
        (lambda: hazard_sum([0.1] * 20_001), "p"),
        (lambda: hazard_sum([0.1], openings=1.5), "openings"),
        (lambda: hazard_sum([0.1], supply=-1), "supply"),
        (lambda: hazard_sum([0.1], confidence=1), "confidence"),
        (lambda: hazard_sum([0.1]).quantile(2), "share"),
        (lambda: supply([5], [0.5], seed=-1), "seed"),
        (lambda: supply([5], [1.5], seed=1), "hazard"),
        (lambda: supply([], [0.5], seed=1), "pool"),
        (lambda: supply([5], [0.5], seed=1, accept=2), "accept"),
        (lambda: supply([5], [0.5], seed=1, draws=10), "draws"),
        (lambda: supply([5], [0.5], seed=1, draws=10**7), "draws"),
        (lambda: supply([5, 5], [0.5], seed=1, leaving=[[0.1]]), "leaving"),
        (lambda: supply([5], [0.5], seed=1, leaving=[[0.1]], openings=[1, 2]), "openings"),
        (lambda: back_test([1, 2, 3], [9, 9, 9]), "posts"),
        (lambda: back_test([1, 2, 3, 0], [9, 9, 9, 0]), "posts"),
        (lambda: back_test([1, 2, 3, 10], [9, 9, 9, 9]), "vacancies"),
        (lambda: back_test([1, 2, 3, 1], [9, 9, 9, 10**9]), "posts"),
        (lambda: back_test([1, 2, 3, 1], [9] * 4, training=1), "training"),
    ],
)
def test_what_can_not_be_is_refused(call, field):
    with pytest.raises(MethodProblem) as caught:
        call()
    assert caught.value.field == field


@pytest.mark.skipif(not FILES, reason=f"no shared reference cases at {SHARED}")
def test_every_shared_case_passes():
    results = [r for file in FILES for r in check(file.stem, json.loads(file.read_text()), file)]
    assert [str(result) for result in results if result.outcome != "passed"] == []
    assert len(results) == 4


HAZARD = {
    "id": "h",
    "p": [0.5, 0.2],
    "expected": {"mean": 0.7, "q05": 0, "q95": 2, "pmf_at_mean": 0.5},
}


def run(folder, case):
    file = folder / "any.json"
    file.write_text(json.dumps(case), encoding="utf-8")
    assert reads(case)
    return [(r.outcome, r.case, r.reason) for r in check("any", case, file)]


def panel(folder, vacancies, stay="retained"):
    rows = ["leader,start,tenure_years,fate"]
    for year, gone in enumerate(vacancies):
        rows += [
            f"L{i},{2001 + year}-{2 + year:02},3,{'exit' if i < gone else stay}" for i in range(50)
        ]
    (folder / "people.csv").write_text("\n".join([*rows, "L1,2001-02,3,"]) + "\n", encoding="utf-8")
    (folder / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")


def test_other_levels_and_wrong_numbers(tmp_path):
    step = {"t": 1, "expected_stock": {"a": 9.0, "b": 4.0, "c": 1.0}}
    moves = [[0.9, 0, 0], [0, 0.8, 0], [0, 0, 0.5]]
    three = {"states": list("abc"), "initial": [10, 5, 2], "transition": moves, "steps": [step]}
    wrong = HAZARD | {"expected": {"q50": 0}}
    unknown = {"id": "u", "kind": "tarot"}
    results = run(tmp_path, {"cases": [three, HAZARD, wrong, unknown]})
    assert [outcome for outcome, _, _ in results] == ["passed", "passed", "failed", "failed"]
    assert results[2][2] == "q50 1: got 1, expected 0"


def test_a_panel_with_other_columns_is_back_tested(tmp_path):
    panel(tmp_path, [8, 7, 9, 6, 8, 10, 7, 20, 9])
    outcome, name, _ = run(tmp_path, HAZARD)[-1]
    assert (outcome, name) == ("passed", "any: people (held in 5 of 6 years, within the goal)")
    panel(tmp_path, [1, 1, 1, 9, 18, 30, 41, 48, 50], stay="stayer")
    assert run(tmp_path, HAZARD)[-1][0] == "failed"
