"""Many charts at once: equal to charts one by one, for every kind, and in bounded memory."""

import json
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_cases import CASES
from thirdspace.methods.spc import chart, find_rules, many_charts
from thirdspace.methods.spc.rules import any_signal
from thirdspace.problems import MethodProblem

NAN = float("nan")
SETS = ("anhoej", "western_electric", "nelson", "nhs_mdc", "ihi_run")
COUNTED = ("p", "pp", "u", "up")


def network(kind, *, series=40, points=36, gaps=True):
    """Series of one kind with a shift in every fourth, and missing points."""
    random = np.random.default_rng(8)
    shift = np.where(np.arange(series)[:, None] % 4, 0, np.arange(points) >= points // 2)
    n = random.integers(20, 90, (series, points)) if kind in COUNTED else None
    if kind in ("run", "i"):
        values = random.normal(size=(series, points)).round(1) + 2.0 * shift
    elif n is None:
        values = random.poisson(6 + 4 * shift).astype(float)
    else:
        values = random.binomial(n, 0.2 + 0.15 * shift).astype(float)
    if gaps:
        values[random.random(values.shape) < 0.05] = NAN
    return values, n


def alone(kind, y, n, rules, screen_mr, freeze):
    screening = {"screen_mr": screen_mr} if kind in ("i", "pp", "up") else {}
    return chart(y, n, kind=kind, rules=rules, freeze=freeze, **screening)


@pytest.mark.parametrize("freeze", [None, 18])
@pytest.mark.parametrize("screen_mr", [True, False])
@pytest.mark.parametrize("kind", ["run", "i", "p", "pp", "c", "u", "up"])
def test_each_series_is_charted_as_if_alone(kind, screen_mr, freeze):
    values, n = network(kind)
    found = many_charts(values, n=n, kind=kind, screen_mr=screen_mr, rules=SETS, freeze=freeze)
    for row, y in enumerate(values):
        denominators = None if n is None else n[row]
        for rules in SETS:
            one = alone(kind, y, denominators, rules, screen_mr, freeze)
            points = np.zeros(y.size, dtype=bool)
            points[[point - 1 for point in one.signal_points]] = True
            assert found.flags(rules)[row].tolist() == points.tolist(), (row, rules)
            assert found.flagged(rules)[row] == one.signal
        measured = ~np.isnan(y)
        assert found.outside[row].tolist() == list(one.outside)
        assert found.lower[row][measured] == pytest.approx(
            np.array(one.lower)[measured], nan_ok=True
        )
        assert found.upper[row][measured] == pytest.approx(
            np.array(one.upper)[measured], nan_ok=True
        )
        assert found.center[row] == pytest.approx(one.center[0], rel=1e-12)
        phase = one.phases[0]
        assert (found.used[row], found.baseline[row]) == (phase.used, phase.baseline)
        ours = found.useful[row], found.longest_run[row], found.crossings[row]
        assert ours == (phase.useful, phase.longest_run, phase.crossings)


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.integers(-9, 9), min_size=12, max_size=12), min_size=1, max_size=6),
    st.booleans(),
)
def test_whole_numbers_with_ties_are_charted_as_if_alone(rows, screen_mr):
    found = many_charts(rows, screen_mr=screen_mr, rules=("anhoej",))
    for row, y in enumerate(rows):
        one = chart(y, kind="i", screen_mr=screen_mr)
        assert found.outside[row].tolist() == list(one.outside)
        assert found.flagged("anhoej")[row] == one.signal
        assert found.longest_run[row] == one.phases[0].longest_run


@pytest.mark.skipif(not CASES.exists(), reason=f"no shared reference cases at {CASES}")
@pytest.mark.parametrize("screened", [True, False])
def test_the_real_network_of_schools(screened):
    case = json.loads((CASES / "spc" / "cases" / "nyc_weekly_attendance_nic.json").read_text())
    table = np.array(case["input"]["attendance_pct"]).reshape(59, 35)
    found = many_charts(table, screen_mr=screened)
    expected = case["expected"]["i_screened" if screened else "i_unscreened"]
    assert found.lower[:, 0] == pytest.approx(expected["lcl"])
    assert found.upper[:, 0] == pytest.approx(expected["ucl"])
    assert found.longest_run.tolist() == expected["longest_run"]
    assert found.crossings.tolist() == expected["n_crossings"]
    places = [" ".join(map(str, np.flatnonzero(row) + 1)) for row in found.outside]
    assert places == expected["sigma_points"]


def test_a_signal_of_runs_without_a_point_is_a_signal_too():
    zigzag = [[1.0, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1] * 2]
    found = many_charts(zigzag, screen_mr=False, kind="run")
    assert not found.flags("anhoej").any()
    assert found.flagged("anhoej").tolist() == [True]
    assert any_signal(find_rules("anhoej"), np.array(zigzag), limits=False).all()


def test_series_that_can_not_be_judged_do_not_disturb_the_others():
    table = np.array([[NAN] * 12, [5.0] + [NAN] * 11, [4.0] * 11 + [9], [1.0, 2] * 6])
    found = many_charts(table, screen_mr=False, rules=("anhoej", "nelson"))
    assert found.unjudged == 2
    assert np.isnan(found.sigma).tolist() == [True, True, False, False]
    assert not found.signals[:, :2].any()
    assert "2 too short to judge" in found.sentence


def test_after_a_baseline_without_variation_any_change_is_outside():
    found = many_charts([[4.0] * 11 + [4.5]], screen_mr=False, freeze=11)
    assert found.outside[0].tolist() == [False] * 11 + [True]


def test_a_point_without_denominator_is_missing():
    y, n = [[3, 0, 4, 5, 2, 3]], [[10, 0, 12, 9, 11, 10]]
    found = many_charts(y, n=n, kind="p", screen_mr=False)
    assert found.used.tolist() == [5]
    assert found.center[0] == pytest.approx(17 / 52)


def test_blocks_make_no_difference(monkeypatch):
    values, n = network("p")
    whole = many_charts(values, n=n, kind="p", screen_mr=False, rules=SETS)
    monkeypatch.setattr("thirdspace.methods.spc.many.BLOCK", 36 * 7)
    blocks = many_charts(values, n=n, kind="p", screen_mr=False, rules=SETS)
    assert np.array_equal(whole.marks, blocks.marks)
    assert np.array_equal(whole.signals, blocks.signals)


def test_numbers_of_half_the_size_are_taken_as_they_are():
    values, _ = network("i", gaps=False)
    small = many_charts(values.astype(np.float32), screen_mr=False)
    assert small.values.dtype == np.float32
    assert small.center == pytest.approx(values.mean(axis=1), abs=1e-6)


def test_memory_grows_with_the_answer_alone():
    """200,000 series of 60 points: 48 MB of input, 12 MB of marks, and blocks."""
    code = (
        "import resource, numpy as np\n"
        "from thirdspace.methods.spc import many_charts\n"
        "table = np.random.default_rng(0).random((200_000, 60), dtype=np.float32)\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024\n"
        "before = peak()\n"
        "many_charts(table, screen_mr=False, rules=('anhoej', 'western_electric', 'nelson'))\n"
        "print(peak() - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 80


@pytest.mark.parametrize(
    ("choices", "field"),
    [
        ({"values": []}, "values"),
        ({"values": [1, 2, 3]}, "values"),
        ({"values": [["1", "2"]]}, "values"),
        ({"values": [[1.0, float("inf")]]}, "values"),
        ({"values": [[1.0, -1]], "kind": "c"}, "values"),
        ({"values": [[1, 5]], "n": [[3, 4]], "kind": "p"}, "values"),
        ({"values": [[1, 5]], "n": [[3, 0]], "kind": "u"}, "values"),
        ({"values": [[1, 2]], "n": [[3, -4]], "kind": "u"}, "n"),
        ({"values": [[1, 2]], "n": [[3, 4, 5]], "kind": "p"}, "n"),
        ({"kind": "p"}, "n"),
        ({"n": [[1, 2, 3]]}, "n"),
        ({"kind": "x"}, "kind"),
        ({"freeze": 0}, "freeze"),
        ({"freeze": 9}, "freeze"),
        ({"rules": ("anhoej", "anhoej")}, "rules"),
    ],
)
def test_what_can_not_be_is_refused(choices, field):
    with pytest.raises(MethodProblem) as caught:
        many_charts(**({"values": [[1.0, 2, 3]], "screen_mr": False} | choices))
    assert caught.value.field == field


def test_asking_for_rules_that_were_not_applied_is_refused():
    with pytest.raises(MethodProblem):
        many_charts([[1.0, 2, 3]], screen_mr=False).flags("nelson")
