from datetime import date

import pytest

from thirdspace.methods.gaps import view_accuracy
from thirdspace.methods.ownership import DecisionRecord, decision_shares
from thirdspace.methods.reflection import (
    ItemMinutes,
    MeetingReflection,
    PlannedMeeting,
    cadence,
    reflection_coverage,
    requirement_share,
)
from thirdspace.problems import MethodProblem

DAY = date(2025, 3, 3)


def test_a_gap_of_one_day_is_said_of_one():
    days = [date(2025, 3, 3), date(2025, 3, 4)]
    found = cadence([PlannedMeeting(day, day) for day in days], on=date(2025, 3, 5))
    assert "median gap 1 day, longest 1" in found.sentence


def reflected(minutes, reflection_minutes, done=True):
    meeting = MeetingReflection(DAY, True, done, minutes, reflection_minutes)
    return lambda: reflection_coverage([meeting], on=DAY)


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (reflected(-1, 0), "minutes"),
        (reflected(float("nan"), 0), "minutes"),
        (reflected(60, -8), "reflection_minutes"),
        (reflected(60, 61), "reflection_minutes"),
        (lambda: requirement_share([ItemMinutes("make", -5)]), "minutes"),
        (lambda: requirement_share([ItemMinutes("talk", 5)]), "kind"),
        (lambda: cadence([PlannedMeeting(DAY, DAY, canceled=True)], on=DAY), "canceled"),
        (lambda: cadence([], on=DAY, every_days=0), "every_days"),
        (
            lambda: decision_shares([DecisionRecord(("X",), ())], organizations=["A"]),
            "organizations",
        ),
        (lambda: view_accuracy([6], [1], points=5), "guesses"),
        (lambda: view_accuracy([1], [0], points=5), "answers"),
        (lambda: view_accuracy([1], [1], points=1), "points"),
    ],
)
def test_what_can_not_be_is_refused(call, field):
    with pytest.raises(MethodProblem) as caught:
        call()
    assert caught.value.field == field


def test_a_skipped_reflection_takes_no_minutes():
    found = reflected(60, 10, done=False)()
    assert (found.coverage.count, found.coverage.of, found.reflection_minutes) == (0, 1, 0)


def test_a_reflection_without_a_plan_stops_the_alarm_but_covers_nothing():
    planned = MeetingReflection(date(2024, 11, 1), True, False)
    unplanned = MeetingReflection(DAY, False, True)
    assert reflection_coverage([planned], on=DAY).alarm
    found = reflection_coverage([planned, unplanned], on=DAY)
    assert (found.alarm, found.coverage.rate, found.unplanned) == (False, 0.0, 1)


def test_organizations_stay_in_the_order_given():
    decisions = [DecisionRecord(("B",), ("B",), absent=("C",))] * 3
    found = decision_shares(decisions, organizations=["C", "A", "B"])
    assert [row.organization for row in found.organizations] == ["C", "A", "B"]
    assert [row.proposed for row in found.organizations] == [0, 0, 3]


def test_an_organization_named_twice_counts_once():
    found = decision_shares([DecisionRecord(("A", "A"), ())], organizations=["A"])
    assert found.organizations[0].proposed == 1


def test_answers_nobody_gave_are_left_out_and_counted():
    found = view_accuracy([float("nan"), 3], [5, float("nan")], points=5)
    assert (found.guesses, found.answers, found.missing, found.accuracy) == (1, 1, 2, 0.5)
    assert found.sentence.endswith("2 missing.")


@pytest.mark.parametrize(
    ("own", "guess", "box"),
    [
        (3, 1, "different and don’t know it"),  # it thinks the other is below; it is above
        (3, 3.4, "different and don’t know it"),
        (3, 3.5, "different and know it"),
        (4.6, 4, "same and think otherwise"),
    ],
)
def test_half_a_point_and_the_right_side_decide_the_box(own, guess, box):
    assert view_accuracy([guess], [5], points=5, own=[own]).box == box
