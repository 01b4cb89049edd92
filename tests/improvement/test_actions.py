"""Writing measures and observations."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from improvement.conftest import MONDAY, SHIFTED, weeks
from thirdspace.access.models import AuditEvent
from thirdspace.improvement import actions, reads
from thirdspace.improvement.models import Measure, Observation
from thirdspace.problems import FileProblems, InputProblem, NotAllowed, NotThere


def last_act(scope):
    return AuditEvent.objects.within(scope).order_by("-id").first()


class TestMeasures:
    def test_keys_are_counted_in_each_partnership(self, world):
        a, b = world.scope("coordinator"), world.b.scope("coordinator")
        keys = [actions.add_measure(scope, name="x").key for scope in (a, a, b)]
        assert keys == ["M-01", "M-02", "M-01"]

    def test_a_key_of_a_hidden_measure_is_not_given_again(self, world):
        actions.add_measure(world.scope("member_university"), name="Ours", visibility="own")
        assert actions.add_measure(world.scope("coordinator"), name="Joint").key == "M-02"

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"name": "  "}, "name"),
            ({"name": "x" * 201}, "name"),
            ({"chart": "pie"}, "chart"),
            ({"better": "bigger"}, "better"),
            ({"dynamic": "luck"}, "dynamic"),
            ({"visibility": "everybody"}, "visibility"),
            ({"baseline": -1}, "baseline"),
        ],
    )
    def test_a_field_that_can_not_be_used_is_named(self, world, fields, field):
        with pytest.raises(InputProblem) as refused:
            actions.add_measure(world.scope("coordinator"), **{"name": "x", **fields})
        assert refused.value.field == field

    def test_an_organization_of_another_partnership_is_refused(self, world):
        with pytest.raises(InputProblem) as refused:
            actions.add_measure(
                world.scope("coordinator"), name="x", organization_id=world.b.org("district").pk
            )
        assert refused.value.field == "organization"

    def test_a_change_is_told_with_what_was_before(self, world, shifted):
        scope = world.scope("coordinator")
        actions.change_measure(scope, key="M-01", name="Days", better="higher")
        act = last_act(scope)
        assert act.verb == "improvement.change_measure"
        assert act.before == {"name": "Days until answered", "better": "lower"}
        assert act.after == {"name": "Days", "better": "higher"}
        shifted.refresh_from_db()
        assert shifted.reading["strengthens"] is False

    def test_a_change_to_the_same_leaves_no_trace(self, world, shifted):
        scope = world.scope("coordinator")
        before = last_act(scope).pk
        actions.change_measure(scope, key="M-01", unit="days")
        assert last_act(scope).pk == before

    def test_only_its_own_organization_says_who_sees_a_measure(self, world, shifted):
        with pytest.raises(NotAllowed):
            actions.change_measure(world.scope("member_university"), key="M-01", visibility="own")
        actions.change_measure(world.scope("member_district"), key="M-01", visibility="own")
        with pytest.raises(NotThere):
            reads.measure_named(world.scope("member_university"), "M-01")

    @pytest.mark.parametrize("name", ["sponsor_district", "funder", "candidate"])
    def test_who_may_not_write_is_refused(self, world, name):
        with pytest.raises(NotAllowed):
            actions.add_measure(world.scope(name), name="x")


class TestObservations:
    def test_a_second_value_for_a_day_takes_the_place_of_the_first(self, world, shifted):
        scope = world.scope("member_university")
        actions.record_observation(scope, key="M-01", on=MONDAY, value=7.5, note="recount")
        found = Observation.objects.within(scope).get(on=MONDAY)
        assert (found.value, found.note) == (7.5, "recount")
        act = last_act(scope)
        assert act.before == {"value": "11", "note": ""}
        assert act.after == {"value": "7.5", "note": "recount"}

    def test_the_same_value_again_leaves_no_trace(self, world, shifted):
        scope = world.scope("coordinator")
        before = last_act(scope).pk
        actions.record_observation(scope, key="M-01", on=MONDAY, value=11)
        actions.record_observations(scope, key="M-01", lines=weeks(SHIFTED))
        assert last_act(scope).pk == before

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1e300])
    def test_a_value_no_chart_can_hold_is_refused(self, world, shifted, value):
        with pytest.raises(InputProblem) as refused:
            actions.record_observation(
                world.scope("coordinator"), key="M-01", on=MONDAY, value=value
            )
        assert refused.value.field == "value"

    def test_a_day_to_come_is_refused(self, world, shifted):
        with pytest.raises(InputProblem, match="still to come"):
            actions.record_observation(
                world.scope("coordinator"), key="M-01", on=date(2999, 1, 1), value=1
            )

    def test_pasted_lines_are_new_or_change_a_day(self, world, shifted):
        scope = world.scope("coordinator")
        after = MONDAY + timedelta(weeks=len(SHIFTED))
        lines = f"{MONDAY}\t10.5\tchecked\n\n{after}   6\n{MONDAY + timedelta(weeks=1)}\t9"
        assert actions.record_observations(scope, key="M-01", lines=lines) == (1, 1)
        act = last_act(scope)
        assert act.before == {"2025-09-01": {"value": "11", "note": ""}}
        assert act.after == {"new": 1, "changed": 1}

    def test_one_line_that_can_not_be_used_stops_all(self, world, shifted):
        scope = world.scope("coordinator")
        lines = "\n".join(
            [
                "2024-01-01\t5",
                "3/4/2024\t5",
                "2024-01-02\t5,5",
                "2024-01-03\tNaN",
                "2024-01-01\t6",
                "2024-02-30\t6",
                "2999-01-01\t6",
                "2024-01-05\t1e999",
                "<script>\t1",
            ]
        )
        with pytest.raises(FileProblems) as refused:
            actions.record_observations(scope, key="M-01", lines=lines)
        assert [problem.line for problem in refused.value.problems] == [2, 3, 4, 5, 6, 7, 8, 9]
        assert all(
            "1" in p.next_step or "one" in p.next_step or "Mend" in p.next_step
            for p in refused.value.problems
        )
        assert not Observation.objects.within(scope).filter(on__year=2024).exists()

    @pytest.mark.parametrize("lines", ["", "   \n\t\n"])
    def test_no_lines_are_refused(self, world, shifted, lines):
        with pytest.raises(FileProblems):
            actions.record_observations(world.scope("coordinator"), key="M-01", lines=lines)

    def test_a_day_left_out_changes_the_reading_and_can_be_put_back(self, world, shifted):
        scope = world.scope("coordinator")
        for week in range(15, 22):
            day = MONDAY + timedelta(weeks=week)
            actions.exclude_observation(scope, key="M-01", on=day, reason="strike")
        shifted.refresh_from_db()
        assert shifted.reading["signal"] is False
        assert shifted.reading["points"] == 15
        assert last_act(scope).after == {"excluded": "strike"}
        actions.include_observation(scope, key="M-01", on=MONDAY + timedelta(weeks=15))
        shifted.refresh_from_db()
        assert shifted.reading["points"] == 16

    def test_a_day_is_not_left_out_without_a_reason(self, world, shifted):
        with pytest.raises(InputProblem):
            actions.exclude_observation(
                world.scope("coordinator"), key="M-01", on=MONDAY, reason="  "
            )

    def test_a_measure_of_another_partnership_is_not_there(self, world, shifted):
        with pytest.raises(NotThere):
            actions.record_observation(world.b.scope("coordinator"), key="M-01", on=MONDAY, value=1)

    def test_ten_thousand_values_are_taken_in_seconds(self, world):
        scope = world.scope("coordinator")
        measure = actions.add_measure(scope, name="Daily", baseline=100)
        days = (date(1998, 1, 1) + timedelta(days=n) for n in range(10_000))
        lines = "\n".join(f"{day}\t{50 + n * 7919 % 11}" for n, day in enumerate(days))
        started = time.perf_counter()
        assert actions.record_observations(scope, key=measure.key, lines=lines) == (10_000, 0)
        assert time.perf_counter() - started < 30
        assert Measure.objects.within(scope).get().reading["points"] == 10_000
