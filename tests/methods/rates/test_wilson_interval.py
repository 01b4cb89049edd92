import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from thirdspace.methods.rates import proportion


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_is_that_of_scipy(tries):
    count, of = tries
    theirs = binomtest(count, of).proportion_ci(0.95, method="wilson")
    ours = proportion(count, of)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert 0 <= ours.low <= ours.rate <= ours.high <= 1


@pytest.mark.parametrize(("of", "too_few"), [(0, True), (4, True), (5, False)])
def test_fewer_than_five_judge_nothing(of, too_few):
    assert proportion(0, of).too_few is too_few
