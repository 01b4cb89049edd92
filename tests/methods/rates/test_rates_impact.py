"""Groups held against a reference, spread alike over strata, and looked at all at once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from thirdspace.methods.rates import fisher_exact, holm, impact_ratio, standardized_ratio
from thirdspace.problems import MethodProblem

inside = st.integers(2, 200).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n)))
pools = st.lists(inside, min_size=2, max_size=5)


def impact(pool, **choices):
    names = [f"g{i}" for i in range(len(pool))]
    return impact_ratio([x for x, _ in pool], [n for _, n in pool], groups=names, **choices)


@settings(deadline=None)
@given(pools)
def test_every_number_is_that_of_another_implementation(pool):
    found = impact(pool)
    x2, n2 = pool[int(found.reference[1:])]
    for group in found.groups:
        x1, n1 = group.selected, group.total
        assert group.impact_ratio == pytest.approx(x1 / n1 / (x2 / n2))
        katz = confint_proportions_2indep(x1, n1, x2, n2, method="log", compare="ratio")
        assert (group.low, group.high) == pytest.approx(katz, rel=1e-9)
        z, _ = proportions_ztest([x1, x2], [n1, n2])
        assert group.z_pooled == pytest.approx(z, rel=1e-9, abs=1e-12)
        assert group.fisher == fisher_exact([x1, x2], [n1, n2])
        assert group.impact_ratio <= 1
    raw = [group.fisher.two_sided for group in found.groups]
    assert [g.holm_p for g in found.groups] == list(holm(raw).adjusted)


@settings(deadline=None)
@given(pools, st.randoms())
def test_order_of_groups_does_not_matter(pool, random):
    names = [f"g{i}" for i in range(len(pool))]
    rows = list(zip(names, pool, strict=True))
    random.shuffle(rows)
    named = impact(pool, reference="g0")
    shuffled = impact_ratio(
        [x for _, (x, _) in rows],
        [n for _, (_, n) in rows],
        groups=[name for name, _ in rows],
        reference="g0",
    )
    ours = {group.group: group for group in named.groups}
    for group in shuffled.groups:
        assert group.shortfall == ours[group.group].shortfall
        assert group.holm_p == pytest.approx(ours[group.group].holm_p)


@settings(deadline=None)
@given(inside, inside)
def test_shortfalls_of_the_two_cancel(one, two):
    there = impact([one, two], reference="g1").groups[0].shortfall
    back = impact([one, two], reference="g0").groups[0].shortfall
    assert there == pytest.approx(-back, abs=1e-9)


def test_exactly_four_fifths_is_no_flag():
    assert impact([(24, 100), (30, 100)]).groups[0].four_fifths_flag is False
    group = impact([(23, 100), (30, 100)]).groups[0]
    assert group.four_fifths_flag is True
    assert group.one_person_switch is True
    assert impact([(24, 100), (30, 100)]).groups[0].one_person_switch is None


def test_wording_is_a_difference_to_look_into():
    sentence = impact([(26, 48), (206, 259)]).sentence
    assert "a difference to look into: g0, 26 of 48 selected, 0.68 times that" in sentence
    assert "discriminat" not in sentence
    assert "no proof that all is well" in impact([(90, 100), (91, 100)]).sentence


def test_zero_cells_are_none_never_a_number():
    found = impact([(0, 3), (14, 60), (0, 0)])
    group = found.groups[0]
    assert (group.impact_ratio, group.low, group.high) == (0, None, None)
    assert found.empty == ("g2",)
    nobody = impact([(0, 5), (0, 6)]).groups[0]
    assert (nobody.impact_ratio, nobody.four_fifths_flag, nobody.z_pooled) == (None, None, None)
    empty = impact([(1, 5), (0, 0)], reference="g1")
    assert (empty.reference_rate, empty.groups) == (None, ())
    assert empty.sentence == "Nothing to hold the groups against: nobody is in g1."


def test_groups_under_two_percent_are_noted():
    found = impact([(1, 1), (60, 100), (20, 99)])
    assert found.reference == "g0"
    assert found.reference_small
    assert "the reference itself is under 2% of the pool" in found.sentence
    named = impact([(1, 1), (60, 100), (20, 99)], reference="g1")
    assert [group.small for group in named.groups] == [True, False]
    assert "so little known: g0" in named.sentence


def test_of_equal_rates_the_largest_group_then_the_name_is_the_reference():
    assert impact([(5, 10), (50, 100), (1, 10)]).reference == "g1"
    for names in (["b", "a", "c"], ["a", "b", "c"]):
        found = impact_ratio([5, 5, 1], [10, 10, 10], groups=names)
        assert found.reference == "a"
    spread = standardized_ratio([[5], [50]], [[10], [100]], groups=["a", "b"])
    assert spread.reference == "b"


def test_a_chance_of_one_reads_100_percent_and_the_switch_says_what_is_switched():
    assert "in 100% of cases (mid-P 70%)" in fisher_exact([1, 1], [3, 3]).sentence
    switch = impact([(23, 100), (30, 100)]).sentence
    assert "one person selected here instead of there would clear it" in switch


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: impact_ratio([1, 2], [3, 4], groups=["a"]), "groups"),
        (lambda: impact_ratio([1, 2], [3, 4], groups=["a", "a"]), "groups"),
        (lambda: impact_ratio([1], [3], groups=["a"]), "selected"),
        (lambda: impact_ratio([0, 0], [0, 0], groups=["a", "b"]), "total"),
        (lambda: impact_ratio([4, 2], [3, 4], groups=["a", "b"]), "selected"),
        (lambda: impact_ratio([1, 2], [3, 4], groups=["a", "b"], reference="c"), "reference"),
        (lambda: impact_ratio([1, 2], [3, 4], groups=["a", "b"], confidence=0), "confidence"),
        (lambda: impact_ratio([1, 2], [3, 4], groups=["a", "b"], confidence=95), "confidence"),
        (lambda: standardized_ratio([[1], [2]], [[3], [4]], groups=["a"]), "groups"),
        (lambda: standardized_ratio([[1, 1]], [[3, 3]], groups=["a"]), "groups"),
        (
            lambda: standardized_ratio([[1], [2]], [[3], [4]], groups=["a", "b"], standard=[0]),
            "standard",
        ),
        (
            lambda: standardized_ratio([[1], [2]], [[3], [4]], groups=["a", "b"], standard=[1, 2]),
            "standard",
        ),
        (lambda: holm([]), "p"),
        (lambda: holm([0.5, 1.5]), "p"),
        (lambda: holm([float("nan")]), "p"),
    ],
)
def test_what_can_not_be_is_refused(call, field):
    with pytest.raises(MethodProblem) as caught:
        call()
    assert caught.value.field == field


@settings(deadline=None)
@given(st.lists(st.tuples(inside, inside), min_size=1, max_size=5), st.integers(2, 9))
def test_standardized_rates_are_weighted_means_and_scale(tables, times):
    counts = np.array(tables)
    selected, total = counts[:, :, 0].T, counts[:, :, 1].T
    found = standardized_ratio(selected, total, groups=["a", "b"])
    weights = total.sum(axis=0)
    expected = [np.average(selected[i] / total[i], weights=weights) for i in (0, 1)]
    assert [group.rate for group in found.groups] == pytest.approx(expected)
    scaled = standardized_ratio(selected * times, total * times, groups=["a", "b"])
    assert [g.rate for g in scaled.groups] == pytest.approx([g.rate for g in found.groups])
    assert scaled.groups[0].standard_error < found.groups[0].standard_error


@settings(deadline=None)
@given(st.lists(inside, min_size=2, max_size=5))
def test_one_stratum_leaves_rates_as_they_are(pool):
    names = [f"g{i}" for i in range(len(pool))]
    found = standardized_ratio([[x] for x, _ in pool], [[n] for _, n in pool], groups=names)
    for group in found.groups:
        assert group.rate == pytest.approx(group.crude_rate)
        assert group.ratio == pytest.approx(group.crude_ratio)


def test_a_group_missing_in_a_stratum_has_no_standardized_rate():
    found = standardized_ratio([[3, 0], [5, 2]], [[6, 0], [8, 4]], groups=["a", "b"])
    group = found.groups[0]
    assert (group.rate, group.ratio, group.empty_strata) == (None, None, 1)
    assert "a not known (nobody in 1 of the strata)" in found.sentence
    only = standardized_ratio(
        [[3, 0], [5, 2]], [[6, 0], [8, 4]], groups=["a", "b"], standard=[1, 0]
    )
    assert only.groups[0].rate == 0.5


@pytest.mark.parametrize("p", [[0.2], [0.01, 0.04, 0.03, 0.01], [0.9, 0.5, 0, 1, 0.02, 0.021]])
def test_holm_is_that_of_statsmodels(p):
    assert holm(p).adjusted == pytest.approx(multipletests(p, method="holm")[1], abs=1e-15)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.randoms())
def test_holm_only_raises_and_keeps_the_order(p, random):
    found = holm(p)
    pairs = sorted(zip(found.raw, found.adjusted, strict=True))
    assert all(raw <= adjusted <= 1 for raw, adjusted in pairs)
    assert [adjusted for _, adjusted in pairs] == sorted(found.adjusted)
    shuffled = random.sample(range(len(p)), len(p))
    again = holm([p[i] for i in shuffled])
    assert again.adjusted == tuple(found.adjusted[i] for i in shuffled)
