from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.reflection import Pledge, follow_through
from thirdspace.problems import MethodProblem

START = date(2025, 1, 1)
DAYS = st.integers(0, 60).map(lambda days: START + timedelta(days))


@st.composite
def pledges(draw):
    state = draw(st.sampled_from(["open", "kept", "could not"]))
    made = draw(DAYS)
    done = made + timedelta(draw(st.integers(0, 30))) if state == "kept" else None
    return Pledge(made, state, draw(st.none() | DAYS), done, draw(st.integers(0, 3)))


@given(st.lists(pledges(), max_size=20), DAYS)
def test_every_promise_is_counted_once(made, on):
    found = follow_through(made, on=on)
    assert found.made == sum(pledge.made <= on for pledge in made)
    assert found.made == (
        found.kept_on_time + found.kept_late + found.kept_without_day + found.open_not_due
        + found.open_without_day + found.overdue + found.could_not
    )  # fmt: skip
    assert min(found.kept_late, found.open_not_due, found.overdue, found.could_not) >= 0
    assert found.of_due.count <= found.kept_on_time


def test_keeping_early_does_not_flatter_the_rate():
    early = Pledge(START, "kept", START + timedelta(30), START + timedelta(1))
    found = follow_through([early], on=START + timedelta(10))
    assert (found.of_due.count, found.due_so_far, found.kept_on_time) == (0, 0, 1)
    assert found.sentence.startswith("None due so far;")


def test_one_day_is_said_of_one():
    found = follow_through([Pledge(START, "open")], on=START + timedelta(1))
    assert "median age 1 day," in found.sentence


def test_what_was_kept_later_was_open_before():
    pledge = Pledge(START, "kept", START + timedelta(5), START + timedelta(9))
    assert follow_through([pledge], on=START + timedelta(8)).overdue == 1
    assert follow_through([pledge], on=START + timedelta(9)).kept_late == 1
    assert follow_through([pledge], on=START - timedelta(1)).made == 0


@pytest.mark.parametrize(
    "pledge",
    [
        Pledge(START, "kept"),
        Pledge(START, "open", done=START),
        Pledge(START, "could not", done=START),
        Pledge(START, "open", moved=-1),
    ],
)
def test_a_promise_that_contradicts_itself_is_refused(pledge):
    with pytest.raises(MethodProblem):
        follow_through([pledge], on=START)
