"""Series: started, changed, ended, and how their rhythm is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from cast import CANARY, World
from thirdspace.access import clock
from thirdspace.access.scope import Visibility
from thirdspace.meetings.actions import meetings as actions
from thirdspace.meetings.actions.series import change_series, end_series, start_series
from thirdspace.meetings.models import Attendance, Meeting, Series
from thirdspace.meetings.reads import series as reads
from thirdspace.meetings.reads.meeting_signals import signals, signs
from thirdspace.problems import InputProblem, NotAllowed, NotThere

NEW = {
    "name": "Steering table", "purpose": "", "cadence": "two_weeks", "minutes": "75",
    "place": "Room 4", "time_zone": "America/New_York", "reflect_every": "2",
    "reflect_minutes": "8", "long_every_months": "3", "long_minutes": "45",
    "voices": ["parent"], "visibility": "partnership",
}  # fmt: skip


def at(name: str, *parts: object) -> str:
    return reverse(f"meetings:{name}", args=["harbor", *parts])


def held(world: World, series: Series, starts_at: datetime) -> Meeting:
    """Hold one meeting at its time, without mail."""
    scope = world.scope("coordinator")
    meeting = actions.plan_meeting(scope, series_id=series.pk, starts_at=starts_at)
    with clock.at(starts_at):
        actions.open_meeting(scope, meeting_id=meeting.pk)
        return actions.close_meeting(scope, meeting_id=meeting.pk, send_minutes=False)


class TestActions:
    def test_a_name_is_given_once(self, world: World, series: Series) -> None:
        with pytest.raises(InputProblem, match="there already"):
            start_series(
                world.scope("coordinator"), name=series.name, cadence="week", minutes=60,
                place="", time_zone="UTC",
            )  # fmt: skip

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("cadence", "often"), ("time_zone", "Mars/Base"), ("minutes", 0),
            ("minutes", 481), ("name", "  "), ("voices", ["ghost"]), ("reflect_every", 13),
        ],
    )  # fmt: skip
    def test_what_cant_be_used_is_refused(
        self, world: World, series: Series, field: str, value: object
    ) -> None:
        with pytest.raises(InputProblem) as caught:
            change_series(world.scope("coordinator"), series_id=series.pk, **{field: value})
        assert caught.value.field == field

    def test_a_change_leaves_planned_meetings_alone(self, world: World, meeting: Meeting) -> None:
        change_series(world.scope("coordinator"), series_id=meeting.series_id, minutes=30)
        meeting.refresh_from_db()
        assert meeting.minutes == 75

    def test_it_ends_only_when_nothing_is_ahead(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        with pytest.raises(InputProblem, match="meeting ahead"):
            end_series(scope, series_id=meeting.series_id)
        actions.cancel_meeting(scope, meeting_id=meeting.pk, why="Snow day")
        ended = end_series(scope, series_id=meeting.series_id)
        assert ended.ended_on == clock.today()
        with pytest.raises(InputProblem, match="ended"):
            actions.plan_meeting(scope, series_id=ended.pk, starts_at=meeting.starts_at)

    def test_members_may_not_start_one(self, world: World, now: datetime) -> None:
        with pytest.raises(NotAllowed):
            start_series(
                world.scope("member_district"), name="Mine", cadence="week", minutes=60,
                place="", time_zone="UTC",
            )  # fmt: skip

    def test_a_series_of_named_organizations_invites_only_them(
        self, world: World, now: datetime
    ) -> None:
        scope = world.scope("coordinator")
        series = start_series(
            scope, name="Placements", cadence="week", minutes=45, place="", time_zone="UTC",
            visibility=Visibility.NAMED, named=[world.org("college").pk],
        )  # fmt: skip
        meeting = actions.plan_meeting(
            scope, series_id=series.pk, starts_at=now + timedelta(days=2)
        )
        invited = set(
            Attendance.everywhere.filter(meeting=meeting).values_list("organization", flat=True)
        )
        assert invited == {world.org("district").pk, world.org("college").pk}
        with pytest.raises(NotThere):
            reads.one(world.scope("member_university"), series.pk)
        assert world.client("member_university").get(at("meeting", meeting.pk)).status_code == 404
        assert world.client("member_college").get(at("meeting", meeting.pk)).status_code == 200


class TestRhythm:
    def test_kept_so_far(self, world: World, series: Series, now: datetime) -> None:
        for weeks in (6, 4, 2):
            held(world, series, now - timedelta(weeks=weeks))
        missed = actions.plan_meeting(
            world.scope("coordinator"), series_id=series.pk, starts_at=now - timedelta(days=3)
        )
        row = reads.index(world.scope("member_district")).series[0]
        assert row.kept == "3 of 4 planned meetings held; 14 days apart (14 agreed)."
        titles = [signal.title for signal in signals(world.scope("coordinator"))]
        assert titles == [f"{missed.title} was not closed"]

    def test_signs_of_structures_by_month(
        self, world: World, series: Series, now: datetime
    ) -> None:
        for weeks in (6, 4, 2):
            held(world, series, now - timedelta(weeks=weeks))
        scope = world.scope("coordinator")
        gone = actions.plan_meeting(scope, series_id=series.pk, starts_at=now - timedelta(days=9))
        actions.cancel_meeting(scope, meeting_id=gone.pk, why="Snow")
        found = {(each.on.month, each.strengthens): each for each in signs(scope)}
        assert {key: each.count for key, each in found.items()} == {
            (5, True): 2, (6, True): 1, (6, False): 1
        }  # fmt: skip
        assert all(each.computed and each.dynamic == "structures" for each in found.values())
        assert found[6, False].latest == "1 meeting not held in June 2026"

    def test_a_series_without_a_next_meeting_is_looked_at(
        self, world: World, series: Series, now: datetime
    ) -> None:
        held(world, series, now - timedelta(days=22))
        (signal,) = signals(world.scope("coordinator"))
        assert (signal.need, signal.title) == ("look", "Steering table has no next meeting")

    def test_nobody_outside_gets_signals(self, world: World, meeting: Meeting) -> None:
        assert signals(world.scope("coordinator"))
        assert signals(world.scope("funder")) == []
        assert signs(world.scope("funder")) == []


class TestPages:
    def test_from_nothing_to_a_planned_meeting(self, world: World, now: datetime) -> None:
        client = world.client("coordinator")
        assert "No series of meetings yet" in client.get(at("index")).text
        there = client.post(at("new_series"), NEW)
        series = Series.everywhere.get()
        assert there.url == at("plan", series.pk)
        sent = {"day": "2026-11-03", "clock": "15:30", "minutes": "75", "place": "", "title": ""}
        there = client.post(at("plan", series.pk), sent)
        meeting = Meeting.everywhere.get()
        assert there.url == at("meeting", meeting.pk)
        assert meeting.starts_at.isoformat() == "2026-11-03T20:30:00+00:00"
        page = client.get(at("index")).text
        assert "Tuesday 3 November 2026, 15:30 to 16:45 Eastern" in page
        assert "Parent or caregiver" in page  # a voice nobody brings

    def test_the_next_meeting_keeps_its_time_on_the_wall(
        self, world: World, series: Series, meeting: Meeting
    ) -> None:
        """Two weeks after 16 June it is still 15:30; the form offers it."""
        form = world.client("coordinator").get(at("plan", series.pk)).context["form"]
        assert (form["day"].value().isoformat(), str(form["clock"].value())) == (
            "2026-06-30", "15:30:00"
        )  # fmt: skip

    def test_what_is_refused_is_shown_with_what_was_typed(self, world: World, series) -> None:
        client = world.client("coordinator")
        answer = client.post(at("new_series"), NEW)
        assert answer.status_code == 422
        assert "there already" in answer.text
        assert "Room 4" in answer.text

    def test_edit_and_end(self, world: World, series: Series) -> None:
        client = world.client("coordinator")
        assert client.get(at("edit_series", series.pk)).status_code == 200
        client.post(at("edit_series", series.pk), {**NEW, "minutes": "60"})
        series.refresh_from_db()
        assert series.minutes == 60
        client.post(at("edit_series", series.pk), {"end": "1"})
        series.refresh_from_db()
        assert series.ended_on is not None
        assert "Plan the next meeting" not in client.get(at("series", series.pk)).text

    def test_past_meetings_are_paged(self, world: World, series: Series, now: datetime) -> None:
        assert "No meeting is over yet" in world.client("coordinator").get(at("past")).text
        for days in range(30, 3, -1):
            held(world, series, now - timedelta(days=days))
        client = world.client("member_district")
        first = client.get(at("series", series.pk))
        assert len(first.context["page"].past) == 25
        more = client.get(
            at("series", series.pk), {"cursor": first.context["page"].pages.next_cursor}
        )
        assert len(more.context["page"].past) == 2
        assert len(client.get(at("past")).context["rows"]) == 27

    @pytest.mark.parametrize("name", ["index", "past", "calendar"])
    def test_who_reads(self, world: World, series: Series, name: str) -> None:
        assert world.client("member_university").get(at(name)).status_code == 200
        assert world.client("candidate").get(at(name)).status_code == 403
        assert world.client("funder").get(at(name)).status_code == 403
        assert world.client("stranger").get(at(name)).status_code == 404

    def test_other_partnerships_series_are_not_there(self, world: World, now: datetime) -> None:
        far = start_series(
            world.b.scope("coordinator"), name=f"{CANARY} table", cadence="week", minutes=60,
            place="", time_zone="UTC",
        )  # fmt: skip
        client = world.client("coordinator")
        for name in ("series", "edit_series", "plan"):
            assert client.get(at(name, far.pk)).status_code == 404
        assert CANARY not in client.get(at("index")).text

    def test_the_index_asks_as_often_with_many_meetings(
        self, world: World, series: Series, now: datetime, django_assert_num_queries,
        counted_on_sqlite,
    ) -> None:  # fmt: skip
        scope = world.scope("coordinator")
        actions.plan_meeting(scope, series_id=series.pk, starts_at=now + timedelta(days=1))
        with django_assert_num_queries(7):
            reads.index(scope)
        for days in range(2, 12):
            actions.plan_meeting(scope, series_id=series.pk, starts_at=now + timedelta(days=days))
        with django_assert_num_queries(7):
            assert len(reads.index(scope).next) == 11
