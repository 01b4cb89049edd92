"""Codes that a slip makes are refused: a blank, or 1 beside “1”."""

import pytest

from thirdspace.methods.agreement import percent
from thirdspace.problems import MethodProblem


@pytest.mark.parametrize(
    ("ratings", "found"),
    [
        ([["a", "b", ""], ["a", "b", "a"]], "a blank code"),
        ([[1.0, 2.0, 1.0], ["1", "2", "1"]], "the number 1 beside the word “1”"),
    ],
)
def test_a_slip_is_refused(ratings, found):
    with pytest.raises(MethodProblem, match=found):
        percent(ratings)
