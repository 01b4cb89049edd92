"""Discrete-time hazards and Cox regression: oracles, published numbers, what must not matter."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.methods.survival import (
    cox,
    discrete_hazard,
    fine_gray,
    hazard_shapes,
    life_table,
    person_periods,
)
from thirdspace.problems import MethodProblem

# Years to tenure, Singer & Willett (2003), chapter 12: who got it and who was censored, by year.
EVENTS = [2, 4, 8, 21, 36, 47, 26, 17, 5]
CENSORED = [5, 5, 9, 13, 16, 11, 8, 8, 19]


@pytest.fixture(scope="module")
def tenure():
    years = np.repeat(np.tile(np.arange(1, 10), 2), EVENTS + CENSORED)
    return person_periods(years, np.repeat([1, 0], [sum(EVENTS), sum(CENSORED)]))


@pytest.mark.parametrize(
    ("shape", "deviance"),
    [
        ("constant", 1037.57),
        ("linear", 867.46),
        ("quadratic", 836.30),
        ("cubic", 833.17),
        ("fourth", 832.74),
        ("fifth", 832.73),
        ("general", 831.20),
    ],
)
def test_published_deviances_of_tenure(tenure, shape, deviance):
    assert len(tenure.period) == 1474
    model = discrete_hazard(tenure.period, tenure.event, shape=shape)
    assert model.deviance == pytest.approx(deviance, abs=0.005)
    assert model.aic == pytest.approx(model.deviance + 2 * len(model.coef))


def test_the_quadratic_shape_is_enough_for_tenure(tenure):
    found = hazard_shapes(tenure.period, tenure.event)
    assert found.chosen == "quadratic"
    cubic = next(step for step in found.steps if step.larger == "cubic")
    assert cubic.p == pytest.approx(0.077, abs=0.001)
    assert "the quadratic shape of time is enough" in found.sentence


def test_general_time_is_chosen_when_no_power_follows_the_hazard():
    period = np.repeat(np.arange(1, 13), 400)
    hazard = np.where(np.arange(1, 13) % 2, 0.4, 0.1)
    event = np.concatenate([np.arange(400) < 400 * share for share in hazard])
    assert hazard_shapes(period, event).chosen == "general"


@pytest.mark.parametrize("link", ["logit", "cloglog"])
@pytest.mark.parametrize("shape", ["general", "cubic"])
def test_hazards_equal_statsmodels(link, shape):
    import statsmodels.api as sm

    rng = np.random.default_rng(6)
    rows = person_periods(rng.integers(1, 7, 300), rng.integers(0, 2, 300))
    x = np.column_stack([rng.normal(size=300)[rows.person], rng.integers(0, 2, len(rows.period))])
    ours = discrete_hazard(rows.period, rows.event, covariates=x, shape=shape, link=link)
    if shape == "general":
        time = rows.period[:, None] == np.arange(1, 7)
    else:
        time = rows.period[:, None] ** np.arange(4)
    scale = sm.families.links.CLogLog() if link == "cloglog" else sm.families.links.Logit()
    oracle = sm.GLM(
        rows.event, np.hstack([time, x]).astype(float), family=sm.families.Binomial(scale)
    ).fit(tol=1e-12)
    assert ours.coef == pytest.approx(oracle.params, abs=1e-5)
    assert ours.se == pytest.approx(oracle.bse, rel=1e-3)
    assert ours.deviance == pytest.approx(oracle.deviance, rel=1e-9)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 1)), min_size=8, max_size=60))
def test_general_time_gives_back_the_life_table(rows):
    time, event = zip(*rows, strict=True)
    table = life_table(time, event)
    made = person_periods(time, event)
    if not any(0 < hazard < 1 for hazard in table.hazard):
        return
    model = discrete_hazard(made.period, made.event)
    for period, coef in zip(table.period, model.coef, strict=True):
        hazard = table.hazard[period - 1]
        if coef is None:
            assert period in model.without_contrast
            assert hazard in (0, 1)
        else:
            assert 1 / (1 + np.exp(-coef)) == pytest.approx(hazard, abs=1e-6)


def test_periods_without_contrast_are_named():
    model = discrete_hazard([1, 1, 2, 2, 3, 3], [0, 0, 1, 0, 1, 1])
    assert model.without_contrast == (1, 3)
    assert model.coef[0] is None
    assert model.coef[1] == pytest.approx(0)
    assert model.parameters == 3
    assert "in period 1, 3 nobody or everybody had the event" in model.sentence


def test_person_periods_begin_at_the_first_period_or_after_a_late_entry():
    rows = person_periods([9, 8], [1, 0], entry=[7, 0], first=7)
    assert rows.person.tolist() == [0, 0, 1, 1]
    assert rows.period.tolist() == [8, 9, 7, 8]
    assert rows.event.tolist() == [0, 1, 0, 0]


def random_people(seed, size=250):
    rng = np.random.default_rng(seed)
    x = np.column_stack([rng.normal(size=size), rng.integers(0, 2, size)])
    entry = np.where(rng.random(size) < 0.6, 0, rng.integers(0, 4, size))
    stay = np.ceil(rng.exponential(8 * np.exp(-0.4 * x[:, 0]))).astype(int)
    return entry + stay, rng.integers(0, 2, size), x, entry


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("with_entry", [False, True])
def test_cox_equals_lifelines(seed, with_entry):
    import pandas as pd
    from lifelines import CoxPHFitter

    time, event, x, entry = random_people(seed)
    table = pd.DataFrame({"time": time, "event": event, "a": x[:, 0], "b": x[:, 1], "entry": entry})
    options = {"entry_col": "entry"} if with_entry else {}
    if not with_entry:
        table = table.drop(columns="entry")
    oracle = CoxPHFitter().fit(table, "time", "event", **options)
    ours = cox(time, event, x, **({"entry": entry} if with_entry else {}))
    assert ours.coef == pytest.approx(oracle.params_.to_numpy(), rel=1e-3, abs=1e-5)
    assert ours.se == pytest.approx(oracle.standard_errors_.to_numpy(), rel=1e-3)
    assert ours.loglik == pytest.approx(oracle.log_likelihood_, rel=1e-6)


def test_cox_is_where_the_likelihood_written_out_is_largest():
    time, event, x, entry = random_people(9, 60)
    order = np.flatnonzero(event)

    def loglik(b):
        total = 0.0
        for t in np.unique(time[order]):
            risk = np.exp(x[(entry < t) & (time >= t)] @ b).sum()
            own = (time == t) & (event == 1)
            tied = np.exp(x[own] @ b).sum()
            count = own.sum()
            total += (x[own] @ b).sum()
            total -= sum(np.log(risk - turn / count * tied) for turn in range(count))
        return total

    model = cox(time, event, x, entry=entry)
    best = np.array(model.coef)
    assert model.loglik == pytest.approx(loglik(best), abs=1e-9)
    assert model.loglik_null == pytest.approx(loglik(np.zeros(2)), abs=1e-9)
    for step in ([1e-3, 0], [-1e-3, 0], [0, 1e-3], [0, -1e-3]):
        assert loglik(best + step) < model.loglik
    curved = [
        (loglik(best + d) - 2 * loglik(best) + loglik(best - d)) / 1e-6 for d in 1e-3 * np.eye(2)
    ]
    assert all(-value > 1 / se**2 * 0.9 for value, se in zip(curved, model.se, strict=True))


@pytest.mark.parametrize("ties", ["efron", "breslow"])
def test_a_spell_split_at_a_late_entry_leaves_cox_alone(ties):
    time, event, x, entry = random_people(3)
    middle = (entry + time) / 2
    whole = cox(time, event, x, entry=entry, ties=ties)
    split = cox(
        np.concatenate([middle, time]),
        np.concatenate([np.zeros_like(event), event]),
        np.vstack([x, x]),
        entry=np.concatenate([entry, middle]),
        ties=ties,
    )
    assert split.coef == pytest.approx(whole.coef, rel=1e-8)
    assert split.se == pytest.approx(whole.se, rel=1e-8)


def test_a_weight_is_that_many_people():
    time, event, x, _ = random_people(1)
    weights = np.arange(250) % 3 + 1
    weighted = cox(time, event, x, weights=weights, ties="breslow")
    many = [np.repeat(column, weights, axis=0) for column in (time, event, x)]
    repeated = cox(*many, ties="breslow")
    assert weighted.coef == pytest.approx(repeated.coef, rel=1e-8)
    assert weighted.se == pytest.approx(repeated.se, rel=1e-8)


@settings(max_examples=25)
@given(st.permutations(range(60)), st.sampled_from([0.25, 10, 1e5]), st.floats(-1e4, 1e4))
def test_order_and_units_do_not_matter_to_cox(order, unit, shift):
    time, event, x, entry = random_people(12, 60)
    plain = cox(time, event, x, entry=entry)
    place = list(order)
    moved = x[place] * [unit, 1] + [shift, 0]
    other = cox(time[place] * 2.0, event[place], moved, entry=entry[place] * 2.0)
    assert np.array(other.coef) * [unit, 1] == pytest.approx(plain.coef, rel=1e-6)
    assert other.loglik == pytest.approx(plain.loglik, rel=1e-9)


def test_the_log_rank_test_is_the_score_test_of_cox_without_ties():
    from thirdspace.methods.survival import log_rank

    rng = np.random.default_rng(0)
    time, group = rng.exponential(1, 400), np.arange(400) % 2
    model, test = cox(time, np.ones(400), group), log_rank(time, np.ones(400), group)
    assert model.lr == pytest.approx(test.statistic, rel=0.05, abs=0.02)


def test_fine_gray_keeps_its_coverage():
    """Robust intervals hold the truth about as often as they say."""
    rng = np.random.default_rng(21)
    inside = 0
    for _ in range(150):
        x = rng.integers(0, 2, 200)
        share = 1 - 0.5 ** np.exp(0.5 * x)
        first = rng.random(200) < share
        # Time of the first cause given it happens, from its subdistribution.
        level = rng.random(200) * share
        early = -np.log(1 - (1 - (1 - level) ** np.exp(-0.5 * x)) / 0.5)
        time = np.where(first, early, rng.exponential(1, 200))
        watched = rng.uniform(0.2, 3, 200)
        cause = np.where(time <= watched, np.where(first, 1, 2), 0)
        model = fine_gray(np.minimum(time, watched), cause, x)
        inside += abs(model.coef[0] - 0.5) < 1.96 * model.se[0]
    assert 134 <= inside <= 149


def test_sentences_name_covariates_and_warn_of_few_events():
    model = cox([1, 2, 3, 4], [1, 0, 1, 0], [1, 2, 3, 1], names=["age"])
    assert model.sentence.startswith("4 people and 2 events; hazard ratio for one unit more: age")
    assert "do not lean on it" in model.sentence


@pytest.mark.parametrize("regression", [cox, fine_gray])
@pytest.mark.parametrize(
    "covariates",
    [
        [],
        None,
        [1, 1, 1, 1, 1],
        [[1, 2], [2, 4], [3, 6], [1, 2], [5, 10]],
        [1, 2, 3],
        [1, 2, 3, 4, None],
        [1, 2, 3, 4, float("inf")],
        ["1", "2", "3", "4", "5"],
        [1, 0, 0, 0, 0],  # whoever has it left first: no finite ratio
        [[[1]]],
    ],
)
def test_covariates_that_can_not_be_used_are_refused(regression, covariates):
    with pytest.raises(MethodProblem) as caught:
        regression([1, 2, 3, 4, 5], [1, 1, 0, 1, 1], covariates)
    assert caught.value.next_step.endswith(".")


@pytest.mark.parametrize(
    ("event", "options"),
    [
        ([0, 0, 0, 0], {}),
        ([1, 0, 2, 1], {}),
        ([1, 0, 1, 1], {"ties": "exact"}),
        ([1, 0, 1, 1], {"weights": [1, 0, 1, 1]}),
        ([1, 0, 1, 1], {"weights": [1, 1]}),
        ([1, 0, 1, 1], {"entry": [0, 0, 9, 0]}),
        ([1, 0, 1, 1], {"names": ["a", "b"]}),
    ],
)
def test_cox_refuses_what_it_can_not_answer(event, options):
    with pytest.raises(MethodProblem):
        cox([1, 2, 3, 4], event, [1, 0, 0, 1], **options)


@pytest.mark.parametrize(
    ("period", "event", "options"),
    [
        ([], [], {}),
        ([1, 2], [0, 0], {}),
        ([1, 1], [1, 2], {}),
        ([1.5, 1], [1, 0], {}),
        ([1, 1], [1, 0], {"shape": "wavy"}),
        ([1, 1], [1, 0], {"link": "probit"}),
        ([1, 1, 2, 2], [1, 0, 1, 0], {"shape": "quadratic"}),
        ([1, 1, 1, 1], [1, 1, 0, 0], {"covariates": [1, 1, 0, 0]}),
        ([1, 1, 1, 1], [1, 1, 0, 0], {"covariates": [1, 1, 1, 1]}),
        ([1, 1, 1], [1, 1, 0], {"covariates": [1, 1]}),
    ],
)
def test_discrete_hazards_refuse_what_they_can_not_answer(period, event, options):
    with pytest.raises(MethodProblem):
        discrete_hazard(period, event, **options)
