"""Bootstraps and the report: the same draws again, honest ends, documents as a whole."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.methods.agreement import (
    Continuum,
    Counts,
    bootstrap,
    brennan_prediger,
    conger_kappa,
    cu_alpha,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
    percent,
    report,
    unitizing_alpha,
    unitizing_bootstrap,
    unitizing_by_code,
)
from thirdspace.problems import MethodProblem

rng = np.random.default_rng(11)
TRUTH = rng.integers(0, 3, 60)
CODERS = np.where(rng.random((3, 60)) < 0.8, TRUTH, rng.integers(0, 3, (3, 60)))
FUNCTIONS = {
    "krippendorff-alpha": krippendorff_alpha,
    "percent": percent,
    "fleiss-kappa": fleiss_kappa,
    "conger-kappa": conger_kappa,
    "brennan-prediger": brennan_prediger,
    "gwet-ac": gwet_ac,
}


def span(shift):
    return [(2 + shift, 8 + shift, "trust"), (10, 12, "time")]


DOCUMENTS = [Continuum(0, 30, {"Ana": span(0), "Ben": span(k)}) for k in (0, 1, 2, 0, 1)]


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("groups", [None, [f"text {k // 3}" for k in range(60)]])
def test_a_draw_is_the_coefficient_of_the_drawn_units(name, groups):
    """Recount each draw from its units, and compare the ends of the interval."""
    found = bootstrap(CODERS, coefficient=name, groups=groups, replicates=100, seed=5)
    of = 60 if groups is None else 20
    chosen = np.random.default_rng(5).integers(of, size=(100, of))
    recounted = []
    for draw in chosen:
        units = np.concatenate([np.arange(60)[_members(groups, d)] for d in draw])
        recounted.append(FUNCTIONS[name](CODERS[:, units], categories=[0, 1, 2]).value)
    assert (found.low, found.high) == pytest.approx(np.quantile(recounted, [0.025, 0.975]))
    assert found.misses_800 == np.mean(np.array(recounted) < 0.8)
    assert (found.of, found.drawn) == (of, "units" if groups is None else "documents")


def _members(groups, drawn):
    if groups is None:
        return slice(drawn, drawn + 1)
    return np.array([group == sorted(set(groups))[drawn] for group in groups])


@pytest.mark.parametrize("metric", ["ordinal", "interval", "ratio"])
def test_every_metric_is_drawn_anew(metric):
    found = bootstrap(CODERS + 1, metric=metric, replicates=100, seed=5)
    chosen = np.random.default_rng(5).integers(60, size=(100, 60))
    recounted = [krippendorff_alpha((CODERS + 1)[:, d], metric=metric).value for d in chosen]
    assert (found.low, found.high) == pytest.approx(np.quantile(recounted, [0.025, 0.975]))


@given(st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_a_seed_gives_the_same_interval_again(seed):
    assert bootstrap(CODERS, replicates=100, seed=seed) == bootstrap(
        CODERS, replicates=100, seed=seed
    )


def test_the_interval_covers_as_often_as_it_says():
    """Of 200 samples of 80 units from a known population, about 95% hold its alpha."""
    source = np.random.default_rng(3)
    truth = source.integers(0, 2, 100_000)
    crowd = np.where(source.random((2, 100_000)) < 0.85, truth, 1 - truth)
    alpha = krippendorff_alpha(crowd).value
    held = 0
    for k in range(200):
        sample = crowd[:, source.integers(100_000, size=80)]
        found = bootstrap(sample, replicates=300, seed=k)
        held += found.low <= alpha <= found.high
    assert 178 <= held <= 199


def test_units_nobody_coded_are_never_drawn():
    empty = np.full((3, 40), np.nan)
    assert bootstrap(np.hstack([CODERS, empty])) == bootstrap(CODERS.astype(float))


def test_draws_without_variation_are_counted():
    found = bootstrap([[1, 1, 1, 2], [1, 1, 1, 2]], seed=1)
    assert found.estimate.value == 1.0
    assert 200 < found.undefined < 450
    assert f"{found.undefined} of them undefined" in found.sentence
    assert "every draw gave the same, which is no certainty" in found.sentence
    assert found.sentence.endswith("few units, so the interval is rough.")


@pytest.mark.parametrize(
    ("coders", "reason"),
    [
        ([[1, 1], [1, 1]], "there is no variation: only one code was used"),
        ([], "nothing was coded"),
        ([[1, None], [2, None]], "one of units can’t show how units differ"),
        ([[1] * 2 + [2], [1] * 2 + [2]], ""),
    ],
)
def test_without_an_interval_there_is_a_reason(coders, reason):
    found = bootstrap(coders)
    assert found.reason == reason
    assert (found.low is None) == (found.misses_667 is None) == bool(reason)
    assert reason in found.sentence


def test_mostly_undefined_draws_make_no_interval():
    """Only a draw with both of the last two units has two codes to compare: 12 of 27."""
    found = bootstrap([[1, 1, 2], [None, 1, 2]], seed=2)
    assert found.estimate.value == 1.0
    assert found.undefined == pytest.approx(1000 * 15 / 27, abs=50)
    assert found.reason == "it was undefined in more than half of the draws"
    assert found.low is None


def test_the_report_names_the_paradox():
    found = report([["y"] * 87 + ["n"] * 13, ["y"] * 80 + ["n"] * 7 + ["y"] * 8 + ["n"] * 5])
    rounded = [round(part.estimate.value, 2) for part in (found.percent, found.kappa, found.ac)]
    assert rounded == [0.85, 0.31, 0.81]
    assert found.paradox
    assert "one code makes 88% of ratings, so kappa and alpha are low" in found.sentence
    assert found.kappa.estimate.coefficient == "Cohen’s kappa"
    assert found.percent == bootstrap(
        [["y"] * 87 + ["n"] * 13, ["y"] * 80 + ["n"] * 7 + ["y"] * 8 + ["n"] * 5],
        coefficient="percent",
    )


def test_the_report_takes_the_kappa_that_the_data_allow():
    assert report(CODERS).kappa.estimate.coefficient == "Conger’s kappa"
    assert report(Counts([[2, 0], [1, 1]])).kappa.estimate.coefficient == "Fleiss’ kappa"
    one = report([[1, 1], [1, 1]])
    assert one.percent.estimate.value == 1.0
    assert not one.paradox
    assert "undefined, because there is no variation" in one.sentence
    assert report([]).commonest is None


@pytest.mark.parametrize(
    ("form", "act"),
    [
        ("nominal", unitizing_alpha),
        ("binary", lambda documents: unitizing_alpha(documents, form="binary")),
        ("coded", cu_alpha),
        ("by-code", lambda documents: unitizing_by_code(documents).together),
    ],
)
def test_documents_are_drawn_as_a_whole(form, act):
    found = unitizing_bootstrap(DOCUMENTS, form=form, replicates=100, seed=4)
    chosen = np.random.default_rng(4).integers(5, size=(100, 5))
    recounted = [act([DOCUMENTS[k] for k in draw]).value for draw in chosen]
    assert (found.low, found.high) == pytest.approx(np.quantile(recounted, [0.025, 0.975]))
    assert found.of == 5
    assert found.sentence.endswith("few documents, so the interval is rough.")


def test_one_code_and_one_document():
    trust = unitizing_bootstrap(DOCUMENTS, form="by-code", code="trust", replicates=100)
    assert trust.low < trust.estimate.value <= trust.high
    among = unitizing_bootstrap(DOCUMENTS, form="coded", code="trust", replicates=100)
    assert among.estimate.coefficient == "Alpha of the code “trust” (kuα)"
    alone = unitizing_bootstrap(DOCUMENTS[1:2])
    assert alone.estimate == unitizing_alpha(DOCUMENTS[1:2])
    assert unitizing_bootstrap([]).reason == "no document was finished by two coders"
    assert alone.reason == "one of documents can’t show how documents differ"


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"replicates": 99}, "“replicates” holds 99."),
        ({"replicates": 150.5}, "“replicates” holds 150.5."),
        ({"level": 1.0}, "“level” holds 1."),
        ({"level": float("nan")}, "“level” holds a missing value."),
        ({"seed": -1}, "“seed” holds -1."),
        ({"seed": "1"}, "“seed” holds something that is not a number."),
        ({"groups": ["a"]}, "“units of ratings” has the shape"),
        ({"groups": [None] * 60}, "A coded unit has no document."),
        ({"coefficient": "kappa"}, "“coefficient” can’t be “kappa”."),
        ({"coefficient": "percent", "metric": "ordinal"}, "“metric” does not go"),
        ({"weights": "linear"}, "“weights” does not go"),
    ],
)
def test_plans_that_make_no_sense_are_refused(options, what):
    with pytest.raises(MethodProblem) as caught:
        bootstrap(CODERS, **options)
    assert caught.value.what.startswith(what)


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"form": "ternary"}, "“form” can’t be “ternary”."),
        ({"code": "trust"}, "There is no alpha of the code “trust” here."),
        ({"form": "coded", "code": "hope"}, "There is no alpha of the code “hope” here."),
        ({"form": "by-code", "code": "hope"}, "There is no alpha of the code “hope” here."),
    ],
)
def test_forms_and_codes_that_do_not_exist_are_refused(options, what):
    with pytest.raises(MethodProblem) as caught:
        unitizing_bootstrap(DOCUMENTS, **options)
    assert caught.value.what.startswith(what)
