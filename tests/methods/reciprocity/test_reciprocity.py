"""Giving, receiving and trust: bounds, swaps, and what can't be counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.reciprocity import Exchange, dyad_trust, reciprocity_balance
from thirdspace.problems import MethodProblem

NAMES = ["a", "b", "c"]
EXCHANGES = st.lists(
    st.builds(
        lambda ends, value, confirmed: Exchange(*ends, value, confirmed),
        st.permutations(NAMES).map(lambda names: names[:2]),
        st.none() | st.floats(0, 1e9),
        st.booleans(),
    )
)
PEOPLE = st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), max_size=6).filter(bool)


@given(EXCHANGES)
def test_what_is_given_is_received(exchanges):
    found = reciprocity_balance(exchanges, organizations=NAMES)
    rows = found.organizations
    assert sum(r.given for r in rows) == pytest.approx(sum(r.received for r in rows))
    assert all(r.balance is None or -1 <= r.balance <= 1 for r in rows)
    assert sum(r.benefits_given for r in rows) == sum(e.confirmed for e in exchanges)


@given(EXCHANGES)
def test_turning_every_exchange_turns_every_balance(exchanges):
    turned = [Exchange(e.receiver, e.giver, e.value, e.confirmed) for e in exchanges]
    one = reciprocity_balance(exchanges, organizations=NAMES).organizations
    other = reciprocity_balance(turned, organizations=NAMES).organizations
    for row, back in zip(one, other, strict=True):
        assert row.balance == pytest.approx(None if back.balance is None else -back.balance)


@pytest.mark.parametrize(
    ("exchange", "field"),
    [
        (Exchange("a", "a", 1.0), "exchanges"),
        (Exchange("a", "z", 1.0), "organizations"),
        (Exchange("a", "b", -1.0), "value"),
        (Exchange("a", "b", float("inf")), "value"),
        (Exchange("a", "b", "3"), "value"),
    ],
)
def test_what_is_no_exchange_is_refused(exchange, field):
    with pytest.raises(MethodProblem) as caught:
        reciprocity_balance([exchange], organizations=NAMES)
    assert caught.value.field == field


def test_no_value_is_not_said_as_zeros():
    found = reciprocity_balance([Exchange("a", "b", None)], organizations=["a", "b"])
    assert found.sentence == (
        "1 exchange; a: no value noted; b: no value noted; 1 without a value."
    )


@given(PEOPLE, PEOPLE)
def test_trust_is_on_the_scale_and_swaps(first, second):
    one, other = dyad_trust(first, second, points=5), dyad_trust(second, first, points=5)
    assert 1 <= one.first_in_second <= 5
    assert one.first_in_second == other.second_in_first
    assert one.asymmetry == other.asymmetry


@pytest.mark.parametrize("people", [[[1, 2]], [[1, 2, 6]], [1, 2, 3], [["1", "2", "3"]]])
def test_trust_is_asked_with_three_items(people):
    with pytest.raises(MethodProblem):
        dyad_trust(people, [[1, 1, 1]], points=5)
