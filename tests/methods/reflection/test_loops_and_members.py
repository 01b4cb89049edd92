"""Loops and membership: bounds, and days that contradict each other."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.reflection import FeedbackLoop, loop_time, membership_steadiness
from thirdspace.problems import MethodProblem

DAY = date(2026, 1, 1)
DAYS = st.lists(st.tuples(st.integers(0, 300), st.none() | st.integers(0, 300)))
QUARTERS = st.lists(st.lists(st.sampled_from("abcdef")))


@given(DAYS, st.integers(0, 400))
def test_every_loop_is_open_or_closed(days, after):
    loops = [
        FeedbackLoop(DAY + timedelta(sent), None if took is None else DAY + timedelta(sent + took))
        for sent, took in days
    ]
    found = loop_time(loops, on=DAY + timedelta(after))
    assert found.loops == found.open + found.closed
    assert found.median is None or 0 <= found.median <= 300
    assert (found.oldest_open is None) == (found.open == 0)


def test_leaving_out_open_loops_would_look_faster():
    closed = [FeedbackLoop(DAY, DAY + timedelta(days)) for days in (10, 20, 30)]
    still_open = [FeedbackLoop(DAY)] * 2
    on = DAY + timedelta(100)
    assert loop_time(closed, on=on).median < loop_time(closed + still_open, on=on).median


def test_one_day_is_said_of_one():
    loops = [FeedbackLoop(DAY, DAY + timedelta(1))] * 3
    found = loop_time(loops, on=DAY + timedelta(9))
    assert found.sentence == "3 loops; half closed within 1 day."


def test_a_change_before_its_feedback_is_refused():
    with pytest.raises(MethodProblem, match="older than the feedback"):
        loop_time([FeedbackLoop(DAY, DAY - timedelta(1))], on=DAY)


@given(QUARTERS)
def test_steadiness_is_a_share(quarters):
    found = membership_steadiness(quarters)
    assert found.steadiness is None or 0 <= found.steadiness <= 1
    assert len(found.steps) == max(len(quarters) - 1, 0)
    for step, (one, after) in zip(found.steps, pairwise(quarters), strict=True):
        assert step.kept + step.left == len(set(one))
        assert step.kept + step.joined == len(set(after))


def test_the_same_people_are_wholly_steady():
    assert membership_steadiness([["a", "b"], ["b", "a"]]).steadiness == 1
