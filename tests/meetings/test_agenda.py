"""The agenda: its items, their order, and what its minutes go to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cast import World
from meetings.conftest import STARTS
from thirdspace.meetings.actions import agenda as actions
from thirdspace.meetings.actions import meetings
from thirdspace.meetings.models import AgendaItem, Meeting, Reflection, ReflectionState
from thirdspace.meetings.reads.agenda import agenda
from thirdspace.meetings.reads.presence import who
from thirdspace.problems import InputProblem, NotAllowed, NotThere

NEW = {
    "title": "Placement calendar", "kind": "decide", "origin": "own", "minutes": "20",
    "led_by_id": "", "brought_by_id": "", "note": "", "deliverable_id": "",
}  # fmt: skip
LONG = "ab " * 3333 + "c"  # 10,000 characters


def at(name: str, *parts: object) -> str:
    return reverse(f"meetings:{name}", args=["harbor", *parts])


def names(meeting: Meeting) -> list[str]:
    items = AgendaItem.everywhere.filter(meeting=meeting).order_by("position", "pk")
    return list(items.values_list("title", flat=True))


def item(meeting: Meeting, title: str) -> AgendaItem:
    return AgendaItem.everywhere.get(meeting=meeting, title=title)


class TestBalance:
    def test_minutes_by_use_and_by_work(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        actions.add_item(
            scope, meeting_id=meeting.pk, title="How was it", kind="reflect", minutes=8
        )
        found = agenda(scope, meeting, who(scope, meeting)).balance
        assert found.sentence == (
            "Our own work 45 (69 %), asked by the funder 12 (18 %), reflection 8 (12 %)."
        )
        assert found.joint_sentence == "Deciding and making together 45 (69 %), updates 12 (18 %)."
        assert found.share.required_minutes == 12

    def test_nothing_on_it(self, world: World, series) -> None:
        scope = world.scope("coordinator")
        empty = meetings.plan_meeting(scope, series_id=series.pk, starts_at=STARTS)
        assert agenda(scope, empty, ()).balance.sentence == "Nothing on it yet."
        page = world.client("coordinator").get(at("meeting", empty.pk)).text
        assert "Nothing on the agenda yet" in page

    def test_times_bars_and_who_leads(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        rows = agenda(scope, meeting, who(scope, meeting)).rows
        assert [row.time for row in rows] == ["15:30", "15:45", "15:57"]
        assert [row.bar for row in rows] == [45.0, 36.0, 90.0]  # the longest fits
        assert [row.css for row in rows] == ["bar", "bar-q", "bar"]
        assert (rows[0].led_by, rows[0].led_by_side) == ("Marcus Bell", "district")


class TestItems:
    def test_a_member_adds_one_for_their_organization(self, world: World, meeting: Meeting) -> None:
        client = world.client("member_university")
        there = client.post(at("add_item", meeting.pk), NEW)
        assert there.url == at("meeting", meeting.pk)
        made = item(meeting, "Placement calendar")
        assert made.brought_by_id == world.org("university").pk
        assert made.minutes == 20

    def test_the_reflection_stays_last(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        second = meetings.plan_meeting(
            scope, series_id=meeting.series_id, starts_at=STARTS + timedelta(days=14)
        )
        for title in ("One", "Two"):
            actions.add_item(scope, meeting_id=second.pk, title=title, kind="make")
        assert names(second)[1:] == ["One", "Two", "Reflection: how did we work?"]

    def test_moved_up_and_down_within_what_waits(self, world: World, meeting: Meeting) -> None:
        client = world.client("coordinator")
        plan = item(meeting, "The yearly plan")
        client.post(at("move_item", meeting.pk, plan.pk), {"way": "up"})
        assert names(meeting) == ["Who carries what", "The yearly plan", "Year-1 report"]
        for _time in range(3):
            client.post(at("move_item", meeting.pk, plan.pk), {"way": "up"})
        assert names(meeting)[0] == "The yearly plan"
        client.post(at("move_item", meeting.pk, plan.pk), {"way": "down"})
        assert names(meeting)[1] == "The yearly plan"

    def test_nothing_moves_before_the_look_back(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        second = meetings.plan_meeting(
            scope, series_id=meeting.series_id, starts_at=STARTS + timedelta(days=14)
        )
        one = actions.add_item(scope, meeting_id=second.pk, title="One", kind="make")
        for _time in range(3):
            actions.move_item(scope, meeting_id=second.pk, item_id=one.pk, up=True)
        assert names(second)[:2] == ["Promises since 16 Jun 2026", "One"]

    def test_what_is_on_does_not_move(self, world: World, open_meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        on = item(open_meeting, "Who carries what")
        actions.move_item(scope, meeting_id=open_meeting.pk, item_id=on.pk, up=False)
        assert names(open_meeting)[0] == "Who carries what"
        with pytest.raises(InputProblem):
            actions.drop_item(scope, meeting_id=open_meeting.pk, item_id=on.pk, why="No")

    def test_changed_by_form(self, world: World, meeting: Meeting) -> None:
        client = world.client("coordinator")
        plan = item(meeting, "The yearly plan")
        page = client.get(at("item", meeting.pk, plan.pk)).text
        assert "The yearly plan" in page
        client.post(at("item", meeting.pk, plan.pk), {**NEW, "title": "Plan", "minutes": "25"})
        plan.refresh_from_db()
        assert (plan.title, plan.minutes, plan.led_by_id) == ("Plan", 25, None)

    def test_dropped_with_a_reason(self, world: World, meeting: Meeting) -> None:
        client = world.client("coordinator")
        plan = item(meeting, "The yearly plan")
        answer = client.post(at("drop_item", meeting.pk, plan.pk), {"drop-why": ""})
        assert answer.status_code == 422
        client.post(at("drop_item", meeting.pk, plan.pk), {"drop-why": "Sent around"})
        assert "The yearly plan" not in names(meeting)

    @pytest.mark.parametrize(
        "wrong",
        [{"title": ""}, {"title": LONG}, {"kind": "chat"}, {"minutes": "0"}, {"minutes": "x"},
         {"led_by_id": "999999"}],
    )  # fmt: skip
    def test_what_cant_be_used_is_shown_again(
        self, world: World, meeting: Meeting, wrong: dict[str, str]
    ) -> None:
        answer = world.client("coordinator").post(at("add_item", meeting.pk), {**NEW, **wrong})
        assert answer.status_code == 422
        assert wrong.get("title", "Placement calendar")[:60] in answer.text

    def test_people_of_elsewhere_do_not_lead(self, world: World, meeting: Meeting) -> None:
        with pytest.raises(NotThere):
            actions.add_item(
                world.scope("coordinator"), meeting_id=meeting.pk, title="X", kind="make",
                led_by_id=world.b.people["coordinator"].pk,
            )  # fmt: skip

    def test_sponsors_read_only(self, world: World, meeting: Meeting) -> None:
        with pytest.raises(NotAllowed):
            actions.add_item(
                world.scope("sponsor_district"), meeting_id=meeting.pk, title="X", kind="make"
            )

    def test_closed_stays_closed(self, world: World, open_meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        meetings.close_meeting(scope, meeting_id=open_meeting.pk, send_minutes=False)
        with pytest.raises(InputProblem, match="closed"):
            actions.add_item(scope, meeting_id=open_meeting.pk, title="X", kind="make")

    def test_emoji_and_other_directions(self, world: World, meeting: Meeting) -> None:
        client = world.client("coordinator")
        for title in ("🎓🐚 Abschluß", "اجتماع القادة", "<script>alert(1)</script>"):
            client.post(at("add_item", meeting.pk), {**NEW, "title": title})
        page = client.get(at("meeting", meeting.pk)).text
        assert "🎓🐚 Abschluß" in page
        assert '<span dir="auto">اجتماع القادة</span>' in page
        assert "<script>alert" not in page


class TestReflectionItem:
    def test_one_a_meeting_and_it_stays_one(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        made = actions.add_item(
            scope, meeting_id=meeting.pk, title="How was it", kind="reflect", minutes=12
        )
        assert Reflection.everywhere.get(meeting=meeting).minutes == 12
        with pytest.raises(InputProblem, match="already"):
            actions.add_item(scope, meeting_id=meeting.pk, title="Again", kind="reflect")
        with pytest.raises(InputProblem, match="stays a reflection"):
            actions.change_item(scope, meeting_id=meeting.pk, item_id=made.pk, kind="update")

    def test_taken_off_it_is_skipped_with_the_reason(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        made = actions.add_item(scope, meeting_id=meeting.pk, title="How", kind="reflect")
        actions.drop_item(scope, meeting_id=meeting.pk, item_id=made.pk, why="Funder report")
        found = Reflection.everywhere.get(meeting=meeting)
        assert (found.state, found.skipped_why) == (ReflectionState.SKIPPED, "Funder report")
        actions.add_item(scope, meeting_id=meeting.pk, title="How", kind="reflect")
        found.refresh_from_db()
        assert (found.state, found.skipped_why) == (ReflectionState.PLANNED, "")

    def test_new_minutes_are_the_reflections_too(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        made = actions.add_item(scope, meeting_id=meeting.pk, title="How", kind="reflect")
        actions.change_item(scope, meeting_id=meeting.pk, item_id=made.pk, minutes=15)
        assert Reflection.everywhere.get(meeting=meeting).minutes == 15
