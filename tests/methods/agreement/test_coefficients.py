"""Coefficients for given units: independent implementations and what must never change them."""

from itertools import combinations, permutations

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters
from statsmodels.stats.inter_rater import fleiss_kappa as their_fleiss

from thirdspace.methods.agreement import (
    Counts,
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
    percent,
    scott_pi,
)

few = settings(max_examples=40, deadline=None)
METRICS = ("nominal", "ordinal", "interval", "ratio")
MANY = (percent, fleiss_kappa, conger_kappa, brennan_prediger, gwet_ac)
TWO = (cohen_kappa, scott_pi)


two_to_four = st.integers(2, 4)


def tables(coders=two_to_four, codes=4, missing=True):
    cell = st.integers(1, codes)
    cell = st.one_of(st.none(), cell) if missing else cell
    return coders.flatmap(
        lambda m: st.integers(1, 12).flatmap(
            lambda n: st.lists(st.lists(cell, min_size=n, max_size=n), min_size=m, max_size=m)
        )
    )


complete_pairs = tables(st.just(2), missing=False)


def values(coders, functions=MANY):
    alphas = [krippendorff_alpha(coders, metric=metric).value for metric in METRICS]
    return alphas + [function(coders).value for function in functions]


def same(ours, theirs):
    if not isinstance(theirs, list):
        ours, theirs = [ours], [theirs]
    assert [value is None for value in ours] == [value is None for value in theirs]
    known = [value for value in theirs if value is not None]
    assert [value for value in ours if value is not None] == pytest.approx(known, 1e-9, 1e-9)


def as_floats(coders):
    return np.array([[np.nan if c is None else c for c in row] for row in coders], dtype=float)


@few
@given(tables(), st.sampled_from(METRICS))
def test_alpha_equals_an_independent_implementation(coders, metric):
    ours = krippendorff_alpha(coders, metric=metric).value
    paired = as_floats(coders)[:, (~np.isnan(as_floats(coders))).sum(axis=0) > 1]
    assume(len({v for v in paired.ravel() if v == v}) > 1)
    same(ours, krippendorff.alpha(paired, level_of_measurement=metric))


@few
@given(tables(codes=5), st.sampled_from(METRICS))
def test_alpha_equals_the_definition_by_pairs(coders, metric):
    units = [[c for c in unit if c is not None] for unit in zip(*coders, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    flat = sorted(c for unit in units for c in unit)

    def apart(a, b):
        if metric == "nominal":
            return float(a != b)
        if metric == "ordinal":
            low, high = min(a, b), max(a, b)
            between = sum(low <= c <= high for c in flat)
            return (between - (flat.count(a) + flat.count(b)) / 2) ** 2 if a != b else 0.0
        return float(a - b) ** 2 if metric == "interval" else ((a - b) / (a + b)) ** 2

    observed = sum(apart(*p) / (len(u) - 1) for u in units for p in permutations(u, 2))
    expected = sum(apart(*p) for p in permutations(flat, 2))
    ours = krippendorff_alpha(coders, metric=metric)
    if not expected:
        assert ours.value is None
    else:
        same(ours.value, 1 - (len(flat) - 1) * observed / expected)


@few
@given(complete_pairs, st.sampled_from([None, "linear", "quadratic"]))
def test_cohen_equals_scikit_learn(coders, weights):
    codes = sorted({c for row in coders for c in row})
    assume(len(codes) > 1)
    places = [[codes.index(c) for c in row] for row in coders]
    ours = cohen_kappa(places, weights=weights or "unweighted").value
    same(ours, cohen_kappa_score(*places, weights=weights))


@few
@given(tables(missing=False))
def test_fleiss_equals_statsmodels_through_both_doors(coders):
    assume(len({c for row in coders for c in row}) > 1)
    counts, categories = aggregate_raters(np.array(coders).T)
    theirs = their_fleiss(counts)
    same(fleiss_kappa(coders).value, theirs)
    same(fleiss_kappa(Counts(counts, categories.tolist())).value, theirs)


@few
@given(complete_pairs)
def test_two_coders_make_the_many_coder_forms_meet(coders):
    assume(len({c for row in coders for c in row}) > 1)
    same(conger_kappa(coders).value, cohen_kappa(coders).value)
    same(fleiss_kappa(coders).value, scott_pi(coders).value)
    n = 2 * len(coders[0])  # alpha is pi corrected for small samples
    same(krippendorff_alpha(coders).value, 1 - (1 - scott_pi(coders).value) * (n - 1) / n)


@few
@given(tables(st.just(3), missing=False))
def test_percent_is_the_mean_of_all_pairs_of_coders(coders):
    pairs = [np.mean(np.array(a) == np.array(b)) for a, b in combinations(coders, 2)]
    same(percent(coders).value, np.mean(pairs))


@few
@given(tables(), st.randoms())
def test_order_of_coders_and_units_does_not_matter(coders, random):
    before = values(coders)
    shuffled = list(coders)
    random.shuffle(shuffled)
    units = list(zip(*shuffled, strict=True))
    random.shuffle(units)
    same(values([list(row) for row in zip(*units, strict=True)]), before)


@few
@given(tables())
def test_names_of_codes_do_not_matter(coders):
    names = {1: "mixed", 2: ("a", 1), 3: "x", 4: ("b",), None: None}
    renamed = [[names[c] for c in row] for row in coders]
    same(krippendorff_alpha(renamed).value, krippendorff_alpha(coders).value)
    for function in MANY:
        same(function(renamed).value, function(coders).value)


@few
@given(tables())
def test_units_that_one_coder_coded_change_neither_alpha_nor_percent(coders):
    alone = [[*row, 1 if k == 0 else None, None] for k, row in enumerate(coders)]
    same(values(alone, [percent]), values(coders, [percent]))
    assert krippendorff_alpha(alone).alone == krippendorff_alpha(coders).alone + 1


@few
@given(tables(), st.sampled_from([lambda c: c**3, lambda c: 10.0**c, lambda c: -1 / c]))
def test_ordinal_alpha_sees_only_the_order(coders, stretch):
    stretched = [[None if c is None else stretch(c) for c in row] for row in coders]
    same(
        krippendorff_alpha(stretched, metric="ordinal").value,
        krippendorff_alpha(coders, metric="ordinal").value,
    )


@few
@given(tables(), st.integers(-50, 50), st.sampled_from([0.25, 3, 1e9]))
def test_interval_alpha_sees_neither_zero_nor_unit(coders, shift, factor):
    moved = [[None if c is None else factor * (c + shift) for c in row] for row in coders]
    same(
        krippendorff_alpha(moved, metric="interval").value,
        krippendorff_alpha(coders, metric="interval").value,
    )


@few
@given(tables(st.just(1), missing=False), st.integers(2, 4))
def test_copies_of_a_coder_agree_perfectly(coder, copies):
    assume(len(set(coder[0])) > 1)
    assert values(coder * copies) == [1.0] * 9
    if copies == 2:
        assert [function(coder * 2).value for function in TWO] == [1.0, 1.0]


@few
@given(tables())
def test_no_coefficient_exceeds_one_and_percent_is_a_share(coders):
    found = [value for value in values(coders) if value is not None]
    assert all(value <= 1 for value in found)
    share = percent(coders).value
    assert share is None or 0 <= share <= 1


@few
@given(tables(), st.sampled_from(["linear", "quadratic", "ordinal", "radical", "ratio"]))
def test_own_weights_do_what_the_named_ones_do(coders, scheme):
    x = np.arange(1, 5)
    apart = np.abs(x[:, None] - x)
    table = {
        "linear": apart / 3,
        "quadratic": (apart / 3) ** 2,
        "ordinal": apart * (apart + 1) / 12,
        "radical": np.sqrt(apart / 3),
        "ratio": (apart / (x[:, None] + x)) ** 2 / 0.36,
    }[scheme]
    codes = [1, 2, 3, 4]
    for function in MANY:
        named = function(coders, weights=scheme, categories=codes).value
        same(function(coders, weights=1 - table, categories=codes).value, named)


def test_declared_codes_count_as_possible_ones():
    coders = [["y", "y", "n"], ["y", "n", "n"]]
    assert brennan_prediger(coders).value == pytest.approx(1 / 3)
    assert brennan_prediger(coders, categories=["y", "n", "?"]).value == pytest.approx(0.5)
    assert krippendorff_alpha(coders).value == pytest.approx(
        krippendorff_alpha(coders, categories=["n", "?", "y"]).value
    )


def test_words_have_the_order_that_is_declared():
    coders = [["low", "mid", "high", "high"], ["low", "low", "high", "mid"]]
    numbers = [[1, 2, 3, 3], [1, 1, 3, 2]]
    order = ["low", "mid", "high"]
    assert krippendorff_alpha(coders, metric="ordinal", categories=order).value == pytest.approx(
        krippendorff_alpha(numbers, metric="ordinal").value
    )
    assert cohen_kappa(coders, weights="linear", categories=order).value == pytest.approx(
        cohen_kappa(numbers, weights="linear").value
    )


def test_many_different_numbers_need_no_table_of_pairs():
    rng = np.random.default_rng(5)
    truth = rng.normal(50, 10, 20_000)
    table = np.abs(truth + rng.normal(0, 3, (3, 20_000)))
    for metric in ("interval", "ordinal"):
        assert 0.85 < krippendorff_alpha(table, metric=metric).value < 0.95
    few = table[:, :40]
    assert krippendorff_alpha(few, metric="ratio").value == pytest.approx(
        krippendorff.alpha(few, level_of_measurement="ratio")
    )


@pytest.mark.parametrize("kind", [float, object, np.float32])
def test_arrays_lists_and_records_read_alike(kind):
    rows = [[1, 2, 2, 3], [1, 2, 3, 3]]
    assert krippendorff_alpha(np.array(rows, dtype=kind)).value == krippendorff_alpha(rows).value
    words = np.array([["a", "b", "b", "c"], ["a", "b", "c", "c"]])
    assert krippendorff_alpha(words).value == pytest.approx(krippendorff_alpha(rows).value)


def test_the_sentence_says_what_it_rests_on():
    found = krippendorff_alpha([[1, 2, 2, None], [1, 2, 1, 3]])
    assert found.sentence == (
        "Krippendorff’s alpha (nominal) is 0.44: 2 coders, 3 units coded by two or more, "
        "6 ratings, 1 more unit coded by one only; no interval: agreement.bootstrap gives one."
    )
