"""Unitizing: the sweep against counting place by place, and what must never change it."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from thirdspace.methods.agreement import (
    Continuum,
    Span,
    cu_alpha,
    ku_alpha,
    unitizing_alpha,
    unitizing_by_code,
)
from thirdspace.problems import MethodProblem

few = settings(max_examples=60, deadline=None)
LENGTH = 24
CODES = "abc"


@st.composite
def layers(draw):
    """One coder's spans that don't overlap, some of them touching."""
    cuts = sorted(draw(st.sets(st.integers(0, LENGTH), max_size=10)))
    kinds = [draw(st.sampled_from([None, *CODES])) for _ in cuts]
    pieces = zip(cuts, cuts[1:], kinds, strict=False)
    return [(start, end, code) for start, end, code in pieces if code]


@st.composite
def documents(draw, most=3):
    many = draw(st.integers(1, most))
    coders = draw(st.integers(2, 4))
    return [
        Continuum(0, LENGTH, {f"coder {k}": draw(layers()) for k in range(coders)})
        for _ in range(many)
    ]


def by_places(parts):
    """Count coincidences place by place, and spans one by one: the definition without a sweep."""
    gap = len(CODES)
    table = np.zeros((gap + 1, gap + 1))
    own, own_met = np.zeros(gap + 1), np.zeros(gap)
    for part in parts:
        values = np.full((len(part.coders), LENGTH), gap)
        for row, spans in zip(values, part.coders.values(), strict=True):
            for start, end, code in spans:
                row[start:end] = CODES.index(code)
        peers = len(values) - 1
        for one, other in permutations(values, 2):
            np.add.at(table, (one, other), 1 / peers)
        others = ((values < gap).sum(axis=0) - 1) / peers
        for spans in part.coders.values():
            for start, end, code in spans:
                own[CODES.index(code)] += (end - start) ** 2
                own_met[CODES.index(code)] += others[start:end].sum() ** 2
        own[gap] += (values == gap).sum()
    return table, own, own_met


def alpha_from(table, own):
    """Build the whole table of expected coincidences, and compare off its diagonal."""
    margins, total = table.sum(axis=1), table.sum()
    expected = np.outer(margins, margins) - np.diag(own)
    if (margins > 0).sum() < 2:
        return None, expected
    expected *= total / (total**2 - own.sum())
    value = 1 - (total - np.trace(table)) / (expected.sum() - np.trace(expected))
    return value, expected


def same(ours, theirs):
    assert (ours is None) == (theirs is None)
    if ours is not None:
        assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-9)


@few
@given(documents())
def test_the_sweep_equals_counting_place_by_place(parts):
    assume(any(spans for part in parts for spans in part.coders.values()))
    table, own, own_met = by_places(parts)
    gap = len(CODES)
    same(unitizing_alpha(parts).value, alpha_from(table, own)[0])
    merged = np.array(
        [
            [table[:gap, :gap].sum(), table[:gap, gap].sum()],
            [table[gap, :gap].sum(), table[gap, gap]],
        ]
    )
    binary = unitizing_alpha(parts, form="binary").value
    same(binary, alpha_from(merged, np.array([own[:gap].sum(), own[gap]]))[0])
    same(cu_alpha(parts).value, alpha_from(table[:gap, :gap], own_met)[0])


@few
@given(documents())
def test_each_code_equals_its_row_of_the_whole_table(parts):
    table, _, own_met = by_places(parts)
    met = table[:3, :3]
    _, expected = alpha_from(met, own_met)
    for found in ku_alpha(parts).codes:
        k = CODES.index(found.code)
        same(found.coverage, met[k].sum() / table[k].sum())
        rest = expected[k].sum() - expected[k, k]
        if not met[k].sum() or rest <= 0:
            assert found.value is None
            assert found.reason
        else:
            observed = 1 - met[k, k] / met[k].sum()
            same(found.value, 1 - observed / (rest / expected[k].sum()))


@few
@given(documents(), st.sampled_from([0.5, 3, 1000]))
def test_lengths_in_another_unit_change_nothing_that_leaves_gaps_out(parts, factor):
    longer = [
        Continuum(
            0,
            LENGTH * factor,
            {
                coder: [(start * factor, end * factor, code) for start, end, code in spans]
                for coder, spans in part.coders.items()
            },
        )
        for part in parts
    ]
    same(cu_alpha(longer).value, cu_alpha(parts).value)
    for ours, theirs in zip(ku_alpha(longer).codes, ku_alpha(parts).codes, strict=True):
        same(ours.value, theirs.value)


def test_a_finer_unit_changes_unitizing_alpha_ever_less_where_there_are_gaps():
    def alpha(factor):
        ana, ben = (2 * factor, 8 * factor, "x"), (3 * factor, 9 * factor, "x")
        coders = {"Ana": [ana], "Ben": [ben]}
        return unitizing_alpha([Continuum(0, 20 * factor, coders)]).value

    steps = np.diff([alpha(factor) for factor in (1, 2, 4, 8, 16)])
    assert (np.abs(steps[1:]) < np.abs(steps[:-1])).all()


def test_without_gaps_lengths_may_be_in_any_unit():
    def alpha(factor):
        ana = [(0, 4 * factor, "x"), (4 * factor, 9 * factor, "y")]
        ben = [(0, 5 * factor, "x"), (5 * factor, 9 * factor, "y")]
        return unitizing_alpha([Continuum(0, 9 * factor, {"Ana": ana, "Ben": ben})]).value

    assert alpha(7) == pytest.approx(alpha(1))


@few
@given(documents(), st.randoms())
def test_order_of_documents_coders_and_spans_does_not_matter(parts, random):
    shuffled = []
    for part in parts:
        coders = [(name, random.sample(s, len(s))) for name, s in part.coders.items()]
        random.shuffle(coders)
        shuffled.append(Continuum(part.start, part.end, dict(coders)))
    random.shuffle(shuffled)
    for act in (unitizing_alpha, cu_alpha):
        same(act(shuffled).value, act(parts).value)
    codes = zip(ku_alpha(shuffled).codes, ku_alpha(parts).codes, strict=True)
    for ours, theirs in codes:
        same(ours.value, theirs.value)


@few
@given(layers(), st.integers(2, 4))
def test_coders_who_mark_the_same_agree_perfectly(spans, coders):
    assume(spans)
    parts = [Continuum(0, LENGTH, {f"coder {k}": spans for k in range(coders)})]
    several = len({code for *_, code in spans}) > 1
    found = unitizing_alpha(parts)
    assert found.value == 1.0 or (found.value is None and not several)
    assert cu_alpha(parts).value == (1.0 if several else None)
    assert all(code.coverage == 1.0 for code in ku_alpha(parts).codes)


@few
@given(documents())
def test_no_alpha_exceeds_one(parts):
    found = [unitizing_alpha(parts), cu_alpha(parts), *ku_alpha(parts).codes]
    found += unitizing_by_code(parts).codes
    assert all(one.value <= 1 for one in found if one.value is not None)


@few
@given(documents())
def test_a_document_of_one_coder_changes_nothing(parts):
    more = [*parts, Continuum(5, 9, {"coder 0": [(6, 8, "a")]}), Continuum(0, 4, {})]
    found = unitizing_alpha(more)
    same(found.value, unitizing_alpha(parts).value)
    assert (found.left_out, found.spans) == (2, unitizing_alpha(parts).spans)


@few
@given(documents())
def test_by_code_is_the_binary_form_of_each_code(parts):
    found = unitizing_by_code(parts)
    for one in found.codes:
        only = [
            Continuum(
                0, LENGTH, {c: [s for s in p.coders[c] if s[2] == one.code] for c in p.coders}
            )
            for p in parts
        ]
        same(one.value, unitizing_alpha(only, form="binary").value)
    assert found.together.codes == len(found.codes)


def test_overlapping_spans_of_one_code_are_joined_and_touching_ones_are_not():
    def alpha(spans):
        ben = {"Ben": [(1, 9, "x")]}
        return unitizing_by_code([Continuum(0, 20, {"Ana": spans} | ben)]).codes[0].value

    joined = alpha([(2, 8, "x")])
    assert alpha([(2, 6, "x"), (4, 8, "x")]) == joined
    assert alpha([(2, 8, "x"), (3, 4, "x")]) == joined
    assert alpha([(2, 5, "x"), (5, 8, "x")]) != joined


def test_the_result_counts_what_it_rests_on():
    parts = [
        Continuum(0, 20, {"Ana": [Span(2, 8, "trust")], "Ben": [(2, 6, "trust")]}),
        Continuum(0, 10, {"Ben": [], "Cleo": []}),
        Continuum(0, 10, {"Ana": [(0, 3, "time")]}),
    ]
    found = unitizing_alpha(parts)
    assert (found.documents, found.left_out, found.coders) == (2, 1, 3)
    assert (found.spans, found.codes, found.coverage) == (2, 1, 0.8)
    assert found.sentence.startswith("Unitizing alpha (uα, nominal) is 0.7")
    assert "1 document that fewer than two coders finished left out" in found.sentence


def nothing(*spans):
    return [Continuum(0, 10, {"Ana": list(spans), "Ben": []})]


@pytest.mark.parametrize(
    ("act", "parts", "reason"),
    [
        (unitizing_alpha, [], "no document was finished by two coders"),
        (unitizing_alpha, [Continuum(0, 9, {"Ana": []})], "no document was finished"),
        (unitizing_alpha, nothing(), "nothing was coded"),
        (cu_alpha, nothing(), "nothing was coded"),
        (cu_alpha, nothing((1, 2, "a")), "no coded stretch meets one of another coder"),
        (
            unitizing_alpha,
            [Continuum(0, 5, {"Ana": [(0, 5, "a")], "Ben": [(0, 5, "a")]})],
            "there is no variation: every place has the same code",
        ),
        (
            cu_alpha,
            [Continuum(0, 9, {"Ana": [(0, 5, "a")], "Ben": [(0, 4, "a")]})],
            "only one code meets stretches of other coders",
        ),
        (
            lambda parts: unitizing_alpha(parts, form="binary"),
            [Continuum(0, 5, {"Ana": [(0, 5, "a")], "Ben": [(0, 5, "b")]})],
            "there is no variation: there are no gaps",
        ),
    ],
)
def test_what_is_undefined_says_why(act, parts, reason):
    found = act(parts)
    assert found.value is None
    assert found.reason.startswith(reason)
    assert f"is undefined, because {found.reason}" in found.sentence


def test_codes_without_anything_to_compare_say_why():
    found = ku_alpha([Continuum(0, 9, {"Ana": [(0, 5, "a"), (7, 8, "b")], "Ben": [(0, 4, "a")]})])
    reasons = {code.code: code.reason for code in found.codes}
    assert reasons == {
        "a": "no other code meets stretches of other coders",
        "b": "no coded stretch meets one of another coder",
    }
    assert found.codes[1].sentence == (
        "Code “b”: alpha is undefined, because no coded stretch meets one of another coder; "
        "0% of its length meets a code of another coder."
    )
    assert ku_alpha(nothing()).codes == ()
    assert unitizing_by_code(nothing()).together.reason == "nothing was coded"


@pytest.mark.parametrize("act", [unitizing_alpha, cu_alpha, ku_alpha, unitizing_by_code])
@pytest.mark.parametrize(
    ("parts", "what"),
    [
        (["text"], "“documents” holds something that is not a Continuum."),
        ([Continuum(0, 0, {})], "Document 1 has no length."),
        ([Continuum(5, 3, {})], "Document 1 has no length."),
        ([Continuum(0, float("inf"), {})], "“end” holds an infinite value."),
        ([Continuum("0", 9, {})], "“start” holds something that is not a number."),
        (nothing((3, 3, "a")), "Among Ana’s spans in document 1, one has no length."),
        (nothing((5, 3, "a")), "Among Ana’s spans in document 1, one has no length."),
        (nothing((5, 11, "a")), "Among Ana’s spans in document 1, one lies outside"),
        (nothing((-1, 3, "a")), "Among Ana’s spans in document 1, one lies outside"),
        (nothing((1, 3)), "Among Ana’s spans in document 1, one can’t be read."),
        (nothing(5), "Among Ana’s spans in document 1, one can’t be read."),
        (nothing((1, 3, [])), "Among Ana’s spans in document 1, one can’t be read."),
        (nothing((1, float("nan"), "a")), "“end” holds a missing value."),
        (nothing(("1", 3, "a")), "“start” holds something that is not a number."),
    ],
)
def test_what_is_no_span_is_refused(act, parts, what):
    with pytest.raises(MethodProblem) as caught:
        act(parts)
    assert caught.value.what.startswith(what)


@pytest.mark.parametrize("act", [unitizing_alpha, cu_alpha, ku_alpha])
def test_overlap_is_refused_with_the_form_that_allows_it(act):
    with pytest.raises(MethodProblem, match=r"unitizing-by-code") as caught:
        act(nothing((1, 4, "a"), (3, 6, "b")))
    assert caught.value.what == "Spans of Ana overlap in document 1."


def test_an_unknown_form_is_refused():
    with pytest.raises(MethodProblem, match="nominal, binary"):
        unitizing_alpha(nothing(), form="coded")
