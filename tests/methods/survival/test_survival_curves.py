"""Life tables and Kaplan-Meier curves: published numbers, an oracle, and what must not matter."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.survival import kaplan_meier, life_table
from thirdspace.problems import MethodProblem

people = st.lists(st.tuples(st.integers(1, 8), st.integers(0, 1)), min_size=1, max_size=40)
late = st.lists(
    st.tuples(st.integers(0, 5), st.integers(1, 6), st.integers(0, 1)), min_size=1, max_size=40
)


def curve_of(rows, **options):
    return kaplan_meier(*zip(*rows, strict=True), **options)


# Singer & Willett (2003), Table 10.1: teachers at risk, who left, and censored, by year.
LEFT = [456, 384, 359, 295, 218, 184, 123, 79, 53, 35, 16, 5]
CENSORED = [0, 0, 0, 0, 0, 0, 280, 307, 255, 265, 241, 386]
HAZARD = [
    0.116,
    0.110,
    0.116,
    0.108,
    0.0891,
    0.0825,
    0.0601,
    0.0481,
    0.0422,
    0.0369,
    0.0247,
    0.0128,
]
SURVIVAL = [0.884, 0.787, 0.696, 0.621, 0.566, 0.519, 0.488, 0.464, 0.445, 0.428, 0.418, 0.412]


@pytest.fixture(scope="module")
def teachers():
    years = np.repeat(np.tile(np.arange(1, 13), 2), LEFT + CENSORED)
    return life_table(years, np.repeat([1, 0], [sum(LEFT), sum(CENSORED)]))


def test_the_published_life_table_of_teachers(teachers):
    assert teachers.at_risk[:3] == (3941, 3485, 3101)
    assert teachers.at_risk[-1] == 391
    assert list(teachers.events) == LEFT
    assert list(teachers.censored) == CENSORED
    # Printed to three digits: half a unit of the last one is allowed.
    assert list(teachers.hazard) == pytest.approx(HAZARD, abs=6e-4)
    assert list(teachers.survival) == pytest.approx(SURVIVAL, abs=6e-4)
    assert round(teachers.median, 2) == 6.61
    assert teachers.step_median == 7


def test_the_sentence_says_how_many_how_sure_and_by_when(teachers):
    assert teachers.sentence == (
        "3,941 people and 2,207 events in 12 periods; an estimated 41% (95% interval 40% to 43%) "
        "had not had the event after period 12; half had had it by 6.61."
    )


def sample(seed, size=300):
    """Return entry, time and event of people, some on the same days and some late."""
    rng = np.random.default_rng(seed)
    entry = np.where(rng.random(size) < 0.5, 0.0, rng.integers(0, 9, size) / 2)
    return entry, entry + rng.integers(1, 20, size) / 4, rng.integers(0, 2, size)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("with_entry", [False, True])
def test_kaplan_meier_equals_lifelines(seed, with_entry):
    from lifelines import KaplanMeierFitter

    entry, time, event = sample(seed)
    options = {"entry": entry} if with_entry else {}
    oracle, ours = (
        KaplanMeierFitter().fit(time, event, **options),
        kaplan_meier(time, event, **options),
    )
    assert ours.survival == pytest.approx(oracle.predict(ours.time).to_numpy(), abs=1e-9)
    if not with_entry:  # its table counts whoever enters at a time as at risk at that time
        assert ours.at_risk.tolist() == oracle.event_table.loc[ours.time, "at_risk"].tolist()
    assert ours.median == oracle.median_survival_time_
    interval = oracle.confidence_interval_.loc[ours.time].to_numpy()
    inside = ~np.isnan(ours.low)
    assert inside.sum() > 5
    assert ours.low[inside] == pytest.approx(interval[inside, 0], rel=1e-6)
    assert ours.high[inside] == pytest.approx(interval[inside, 1], rel=1e-6)


@given(late)
def test_late_entry_counts_whoever_is_under_watch_just_before(rows):
    entry, stay, event = (np.array(column) for column in zip(*rows, strict=True))
    ours = kaplan_meier(entry + stay, event, entry=entry)
    by_hand, left = [], 1.0
    for time in ours.time:
        risk = np.sum((entry < time) & (entry + stay >= time))
        left *= 1 - np.sum((entry + stay == time) & (event == 1)) / risk
        by_hand.append(left)
    assert ours.survival == pytest.approx(by_hand, abs=1e-12)


@given(people, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(rows, random):
    mixed = random.sample(rows, len(rows))
    assert life_table(*zip(*mixed, strict=True)) == life_table(*zip(*rows, strict=True))


@given(people, st.sampled_from([0.25, 0.5, 3.7, 1e6]))
def test_the_unit_of_time_only_stretches_the_curve(rows, unit):
    time, event = zip(*rows, strict=True)
    plain, stretched = curve_of(rows), kaplan_meier(np.array(time) * unit, event)
    assert stretched.survival == pytest.approx(plain.survival, rel=1e-12)
    assert stretched.time == pytest.approx(plain.time * unit)
    if plain.median is not None:
        assert stretched.median == pytest.approx(plain.median * unit)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=40))
def test_without_censoring_survival_is_the_share_still_there(times):
    curve = kaplan_meier(times, [1] * len(times))
    shares = [np.mean(np.array(times) > time) for time in curve.time]
    assert curve.survival == pytest.approx(shares, abs=1e-12)
    binomial = np.sqrt(curve.survival * (1 - curve.survival) / len(times))
    assert curve.se == pytest.approx(binomial, abs=1e-12)


@given(late)
def test_a_spell_split_in_two_is_the_same_spell(rows):
    entry, stay, event = (np.array(column) for column in zip(*rows, strict=True))
    end = entry + stay
    middle = entry + stay / 2
    split = kaplan_meier(
        np.concatenate([middle, end]),
        np.concatenate([np.zeros_like(event), event]),
        entry=np.concatenate([entry, middle]),
    )
    whole = kaplan_meier(end, event, entry=entry)
    assert split.at(whole.time) == pytest.approx(whole.survival, abs=1e-12)


@given(people)
def test_life_table_and_kaplan_meier_agree(rows):
    table, curve = life_table(*zip(*rows, strict=True)), curve_of(rows)
    place = [int(time) - 1 for time in curve.time]
    assert np.array(table.survival)[place] == pytest.approx(curve.survival, abs=1e-15)
    assert table.step_median == curve.median
    assert sum(table.events) + sum(table.censored) == len(rows)
    assert all(0 <= share <= 1 for share in table.survival)


def test_times_that_are_no_whole_numbers_are_counted_alike():
    times, event = [1, 2, 2, 5, 5, 9], [1, 1, 0, 1, 0, 1]
    shifted = [time + 0.5 for time in times]
    assert kaplan_meier(shifted, event).survival.tolist() == (
        kaplan_meier(times, event).survival.tolist()
    )


def test_periods_in_which_nobody_left_stay_in_the_table():
    table = life_table([1, 4], [1, 1])
    assert table.period == (1, 2, 3, 4)
    assert table.at_risk == (2, 1, 1, 1)
    assert table.hazard == (0.5, 0.0, 0.0, 1.0)


def test_the_clock_may_start_later_than_one():
    table = life_table([7, 8, 8, 12], [1, 1, 0, 0], first=7)
    assert table.period == (7, 8, 9, 10, 11, 12)
    assert table.survival[:2] == (0.75, 0.5)
    assert table.median == table.step_median == 8


def test_a_curve_that_ends_at_one_half_has_a_median():
    half = life_table([1, 2, 2, 2], [1, 1, 0, 0])
    assert half.median == half.step_median == 2
    assert "half had had it by 2" in half.sentence
    assert "no median" in life_table([1, 1, 2, 2, 2], [1, 1, 0, 0, 0]).sentence
    assert life_table([1, 2, 2, 3], [1, 1, 0, 1]).median == 2


@pytest.mark.parametrize("method", [life_table, kaplan_meier])
def test_a_curve_at_zero_says_nothing_of_later_entrants(method):
    time, event, entry = [1] + [10] * 100, [1] + [0] * 100, [0] + [2] * 100
    said = method(time, event, entry=entry).sentence
    assert "0% (no interval) had not had the event" in said
    assert "all at risk" in said
    assert "says nothing of later entrants" in said
    assert "half had had it" not in said
    alone = method([1, 2], [1, 1]).sentence
    assert "later entrants" not in alone
    assert "half had had it" in alone


def test_before_anyone_left_there_is_no_interval():
    curve = kaplan_meier([1, 2, 3], [0, 1, 0])
    assert math.isnan(curve.low[0])
    assert curve.survival[0] == 1
    assert 0 < curve.low[1] < curve.survival[1] < curve.high[1] < 1


def test_nothing_is_said_after_the_last_time():
    curve = kaplan_meier([1, 2], [1, 0])
    assert curve.at([0.5, 1, 2]).tolist() == [1, 0.5, 0.5]
    assert math.isnan(curve.at([2.1])[0])


def test_without_late_entry_leavers_before_the_roster_are_missed():
    rng = np.random.default_rng(5)
    stay, joined = rng.exponential(4, 6000), rng.uniform(0, 8, 6000)
    seen = stay > joined
    right = kaplan_meier(stay[seen], np.ones(seen.sum()), entry=joined[seen])
    wrong = kaplan_meier(stay[seen], np.ones(seen.sum()))
    assert right.at([4])[0] == pytest.approx(math.exp(-1), abs=0.05)
    assert wrong.at([4])[0] > math.exp(-1) + 0.15


@pytest.mark.parametrize("method", [life_table, kaplan_meier])
@pytest.mark.parametrize(
    ("time", "event", "options"),
    [
        ([], [], {}),
        ([1, 2], [1], {}),
        ([[1, 2]], [[1, 0]], {}),
        ([1, float("nan")], [1, 0], {}),
        ([1, float("inf")], [1, 0], {}),
        ([1, -2], [1, 0], {}),
        (["1", "2"], [1, 0], {}),
        ([1, 2], [1, 2], {}),
        ([1, 2], [1, 0.5], {}),
        ([1, 2], [1, None], {}),
        ([1, 2], [1, 0], {"entry": [1, 0]}),
        ([1, 2], [1, 0], {"entry": [0]}),
        ([1, 2], [1, 0], {"entry": [0, -1]}),
    ],
)
def test_what_can_not_be_used_is_refused_with_a_way_out(method, time, event, options):
    with pytest.raises(MethodProblem) as caught:
        method(time, event, **options)
    assert caught.value.next_step.endswith(".")


@pytest.mark.parametrize("times", [[0.5, 1], [0, 1], [1, 1e9]])
def test_a_life_table_wants_whole_periods_from_the_first(times):
    with pytest.raises(MethodProblem):
        life_table(times, [1, 1])


def test_huge_times_and_one_person_are_fine():
    assert kaplan_meier([1e9], [1]).median == 1e9
    assert life_table([3], [0]).median is None
    assert "no median" in life_table([3], [0]).sentence
    assert "no interval" in life_table([3], [1]).sentence
