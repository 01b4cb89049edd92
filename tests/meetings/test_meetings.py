"""A meeting from plan to minutes: people, items in their time, carried over, closed once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from cast import CANARY, World
from meetings.conftest import STARTS
from thirdspace.access import clock
from thirdspace.access.models import AuditEvent, SearchEntry, TaskLink
from thirdspace.meetings.actions import agenda, presence
from thirdspace.meetings.actions import meetings as actions
from thirdspace.meetings.actions.series import start_series
from thirdspace.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    Presence,
    Reflection,
    ReflectionState,
    Series,
)
from thirdspace.meetings.reads.meeting_signals import owed, signals
from thirdspace.meetings.reads.presence import missing, standing_of, who
from thirdspace.partnership.models import Seat
from thirdspace.problems import Conflict, InputProblem, NotAllowed, NotThere
from thirdspace.web.models import Letter

INSIDE = 9  # of the cast; the funder and the candidate are not invited


def at(name: str, *parts: object) -> str:
    return reverse(f"meetings:{name}", args=["harbor", *parts])


def titles(meeting: Meeting) -> list[tuple[str, str]]:
    items = AgendaItem.everywhere.filter(meeting=meeting).order_by("position", "pk")
    return list(items.values_list("title", "state"))


def row_of(meeting: Meeting, world: World, name: str) -> Attendance:
    return Attendance.everywhere.get(meeting=meeting, person=world.a.people[name])


class TestPlan:
    def test_number_title_people_and_voices(self, world: World, meeting: Meeting) -> None:
        assert (meeting.number, meeting.title) == (1, "Steering table 1")
        assert Attendance.everywhere.filter(meeting=meeting).count() == INSIDE
        assert row_of(meeting, world, "coordinator").voice == "district_lead"
        assert row_of(meeting, world, "researcher").voice == "faculty"
        names = [each.name for each in who(world.scope("coordinator"), meeting)]
        assert "Tom Whitaker" not in names
        assert "Priya Nair" not in names

    def test_a_voice_once_said_is_remembered(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        row = row_of(meeting, world, "member_district")
        presence.take_attendance(
            scope, meeting_id=meeting.pk, states={}, voices={row.pk: "teacher"}
        )
        later = actions.plan_meeting(
            scope, series_id=meeting.series_id, starts_at=STARTS + timedelta(days=14)
        )
        assert row_of(later, world, "member_district").voice == "teacher"

    def test_it_can_be_found(self, world: World, meeting: Meeting) -> None:
        found = SearchEntry.everywhere.get(kind="meeting", record_id=meeting.pk)
        assert found.title == "Steering table 1"
        assert found.url == at("meeting", meeting.pk)

    def test_reflection_comes_by_the_rhythm(self, world: World, meeting: Meeting) -> None:
        second = actions.plan_meeting(
            world.scope("coordinator"), series_id=meeting.series_id,
            starts_at=STARTS + timedelta(days=14),
        )  # fmt: skip
        assert not Reflection.everywhere.filter(meeting=meeting).exists()
        assert Reflection.everywhere.get(meeting=second).minutes == 8
        item = AgendaItem.everywhere.get(meeting=second, kind="reflect")
        assert item.minutes == 8

    def test_people_are_brought_up_to_date(self, world: World, meeting: Meeting) -> None:
        left = world.a.people["member_college"]
        yesterday = clock.today() - timedelta(days=1)
        Seat.everywhere.filter(person=left).update(until=yesterday)
        actions.invite(world.scope("coordinator"), meeting_id=meeting.pk)
        assert not Attendance.everywhere.filter(meeting=meeting, person=left).exists()
        assert Letter.everywhere.filter(to=left.email).count() == 0
        assert Letter.everywhere.count() == INSIDE - 1


class TestInvite:
    def test_one_mail_a_person_with_a_link_that_answers(
        self, world: World, meeting: Meeting
    ) -> None:
        actions.invite(world.scope("coordinator"), meeting_id=meeting.pk)
        letters = {letter.to: letter for letter in Letter.everywhere.all()}
        assert len(letters) == INSIDE
        letter = letters["member_university@harbor.example.org"]
        assert "15:30 to 16:45 Eastern" in letter.subject
        assert "Who carries what" in letter.text
        token = letter.text.split("/link/")[1].split("/")[0]
        client = world.client("nobody")
        assert "Steering table 1" in client.get(reverse("web:task", args=[token])).text
        done = client.post(reverse("web:task", args=[token]), {"coming": "no"})
        assert "Can’t come" in done.text or "Can&#x27;t come" in done.text
        assert row_of(meeting, world, "member_university").state == Presence.NOT_COMING

    def test_a_link_without_an_answer_is_not_used_up(self, world: World, meeting: Meeting) -> None:
        actions.invite(world.scope("coordinator"), meeting_id=meeting.pk)
        letter = Letter.everywhere.filter(to="member_college@harbor.example.org").get()
        token = letter.text.split("/link/")[1].split("/")[0]
        answer = world.client("nobody").post(reverse("web:task", args=[token]), {})
        assert answer.status_code == 422
        assert TaskLink.everywhere.filter(used_at=None).count() == INSIDE

    def test_pressed_twice_sends_once(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        actions.invite(scope, meeting_id=meeting.pk)
        with pytest.raises(Conflict):
            actions.invite(scope, meeting_id=meeting.pk)
        assert Letter.everywhere.count() == INSIDE

    def test_later_only_those_who_have_not_answered(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        actions.invite(scope, meeting_id=meeting.pk)
        presence.say_coming(world.scope("researcher"), meeting_id=meeting.pk, coming=True)
        with clock.at(clock.now() + timedelta(minutes=5)):
            actions.invite(scope, meeting_id=meeting.pk)
        assert Letter.everywhere.filter(to="researcher@harbor.example.org").count() == 1
        assert Letter.everywhere.count() == INSIDE + INSIDE - 1

    def test_a_change_is_told_and_counted(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        actions.invite(scope, meeting_id=meeting.pk)
        same = {"minutes": 75, "place": meeting.place, "title": meeting.title}
        actions.change_meeting(scope, meeting_id=meeting.pk, starts_at=STARTS, **same)
        assert Letter.everywhere.count() == INSIDE  # nothing changed, nobody is told
        moved = STARTS + timedelta(hours=1)
        actions.change_meeting(scope, meeting_id=meeting.pk, starts_at=moved, **same)
        assert Letter.everywhere.count() == 2 * INSIDE
        letter = Letter.everywhere.latest("pk")
        assert letter.subject.startswith("Changed: ")
        assert "SEQUENCE:1" in letter.calendar

    def test_it_waits_in_the_week_of_who_has_not_answered(
        self, world: World, meeting: Meeting
    ) -> None:
        member = world.scope("member_university")
        assert owed(member) == []
        actions.invite(world.scope("coordinator"), meeting_id=meeting.pk)
        (asked,) = owed(member)
        assert (asked.task, asked.record_id) == ("meetings.coming", meeting.pk)
        presence.say_coming(member, meeting_id=meeting.pk, coming=True)
        assert owed(member) == []


class TestCancel:
    def test_who_was_invited_is_told_and_links_are_closed(
        self, world: World, meeting: Meeting
    ) -> None:
        scope = world.scope("coordinator")
        actions.invite(scope, meeting_id=meeting.pk)
        actions.cancel_meeting(scope, meeting_id=meeting.pk, why="Snow day")
        letters = Letter.everywhere.filter(subject__startswith="Canceled")
        assert letters.count() == INSIDE
        assert "Snow day" in letters[0].text
        assert "METHOD:CANCEL" in letters[0].calendar
        assert not TaskLink.everywhere.filter(used_at=None).exists()

    def test_a_reason_is_needed_and_it_is_done_once(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        with pytest.raises(InputProblem):
            actions.cancel_meeting(scope, meeting_id=meeting.pk, why=" ")
        actions.cancel_meeting(scope, meeting_id=meeting.pk, why="Snow day")
        with pytest.raises(InputProblem, match="not planned"):
            actions.cancel_meeting(scope, meeting_id=meeting.pk, why="Again")
        assert Letter.everywhere.count() == 0  # nobody had been invited

    def test_its_items_go_to_the_next_one(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        actions.cancel_meeting(scope, meeting_id=meeting.pk, why="Snow day")
        later = actions.plan_meeting(
            scope, series_id=meeting.series_id, starts_at=STARTS + timedelta(days=14)
        )
        assert [title for title, _state in titles(later)] == [
            "Promises since 16 Jun 2026", "Who carries what", "Year-1 report", "The yearly plan",
        ]  # fmt: skip


class TestItems:
    def test_one_after_another_with_real_times(self, world: World, open_meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        first = AgendaItem.everywhere.get(meeting=open_meeting, state="now")
        with clock.at(clock.now() + timedelta(minutes=19)):
            second = actions.next_item(scope, meeting_id=open_meeting.pk, seen=first.pk)
            page = world.client("coordinator").get(at("meeting", open_meeting.pk)).text
        first.refresh_from_db()
        assert (first.state, second.state) == ("done", "now")
        assert first.ended_at - first.started_at == timedelta(minutes=19)
        assert "14:30 to 14:49, 4 minutes over" in page
        assert "In session, item 2 of 3." in page

    def test_over_while_it_is_on(self, world: World, open_meeting: Meeting) -> None:
        with clock.at(clock.now() + timedelta(minutes=19, seconds=30)):
            page = world.client("member_university").get(at("meeting", open_meeting.pk)).text
        assert "In session, item 1 of 3, 4 minutes over." in page

    def test_two_who_press_at_once_move_one_item(self, world: World, open_meeting: Meeting) -> None:
        seen = AgendaItem.everywhere.get(meeting=open_meeting, state="now").pk
        first = world.client("coordinator")
        second = world.client("coordinator_university")
        first.post(at("next", open_meeting.pk), {"item": seen})
        answer = second.post(at("next", open_meeting.pk), {"item": seen}, follow=True)
        assert "Somebody else went on a moment ago. On now: Year-1 report." in answer.text
        assert [state for _title, state in titles(open_meeting)] == ["done", "now", "waiting"]
        with pytest.raises(Conflict):
            actions.next_item(world.scope("coordinator"), meeting_id=open_meeting.pk, seen=seen)

    def test_after_the_last_nothing_is_on(self, world: World, open_meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        for _item in range(2):
            assert actions.next_item(scope, meeting_id=open_meeting.pk) is not None
        assert actions.next_item(scope, meeting_id=open_meeting.pk) is None
        page = world.client("coordinator").get(at("meeting", open_meeting.pk)).text
        assert "Close the meeting" in page
        assert "Next item" not in page

    def test_members_type_but_do_not_run(self, world: World, open_meeting: Meeting) -> None:
        client = world.client("member_university")
        for name in ("next", "open"):
            assert client.post(at(name, open_meeting.pk)).status_code == 403
        with pytest.raises(NotAllowed):
            actions.close_meeting(world.scope("member_district"), meeting_id=open_meeting.pk)


class TestClose:
    def test_what_was_not_reached_is_carried_over(
        self, world: World, open_meeting: Meeting
    ) -> None:
        scope = world.scope("coordinator")
        actions.next_item(scope, meeting_id=open_meeting.pk)
        actions.close_meeting(scope, meeting_id=open_meeting.pk)
        assert [state for _title, state in titles(open_meeting)] == ["done", "done", "carried"]
        later = actions.plan_meeting(
            scope, series_id=open_meeting.series_id, starts_at=STARTS + timedelta(days=14)
        )
        carried = AgendaItem.everywhere.get(meeting=later, title="The yearly plan")
        assert carried.carried_from.meeting_id == open_meeting.pk
        assert (carried.minutes, carried.state) == (30, "waiting")

    def test_it_goes_to_a_next_meeting_that_is_there_already(
        self, world: World, open_meeting: Meeting
    ) -> None:
        scope = world.scope("coordinator")
        later = actions.plan_meeting(
            scope, series_id=open_meeting.series_id, starts_at=STARTS + timedelta(days=14)
        )
        actions.close_meeting(scope, meeting_id=open_meeting.pk)
        names = [title for title, _state in titles(later)]
        assert names == [
            "Promises since 16 Jun 2026", "Year-1 report", "The yearly plan",
            "Reflection: how did we work?",
        ]  # fmt: skip
        third = actions.plan_meeting(
            scope, series_id=open_meeting.series_id, starts_at=STARTS + timedelta(days=28)
        )
        assert [title for title, _state in titles(third)] == ["Promises since 30 Jun 2026"]

    def test_what_was_dropped_does_not_come_back(self, world: World, open_meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        actions.close_meeting(scope, meeting_id=open_meeting.pk)
        second = actions.plan_meeting(
            scope, series_id=open_meeting.series_id, starts_at=STARTS + timedelta(days=14)
        )
        item = AgendaItem.everywhere.get(meeting=second, title="Year-1 report")
        agenda.drop_item(scope, meeting_id=second.pk, item_id=item.pk, why="Sent by mail")
        third = actions.plan_meeting(
            scope, series_id=open_meeting.series_id, starts_at=STARTS + timedelta(days=28)
        )
        assert "Year-1 report" not in dict(titles(third))

    def test_a_reflection_that_was_not_held_is_due_again(
        self, world: World, meeting: Meeting
    ) -> None:
        scope = world.scope("coordinator")
        second = actions.plan_meeting(
            scope, series_id=meeting.series_id, starts_at=STARTS + timedelta(days=14)
        )
        actions.open_meeting(scope, meeting_id=second.pk)
        actions.close_meeting(scope, meeting_id=second.pk, send_minutes=False)
        third = actions.plan_meeting(
            scope, series_id=meeting.series_id, starts_at=STARTS + timedelta(days=28)
        )
        planned = Reflection.everywhere.get(meeting=third)
        assert (planned.state, planned.minutes) == (ReflectionState.PLANNED, 8)

    def test_who_was_not_marked_is_absent(self, world: World, open_meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        here = row_of(open_meeting, world, "researcher")
        presence.set_presence(
            scope, meeting_id=open_meeting.pk, attendance_id=here.pk, state=Presence.HERE
        )
        actions.close_meeting(scope, meeting_id=open_meeting.pk)
        states = Attendance.everywhere.filter(meeting=open_meeting).values_list("state", flat=True)
        assert sorted(states) == [Presence.ABSENT] * (INSIDE - 1) + [Presence.HERE]

    def test_twice_is_refused_and_mails_once(self, world: World, open_meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        actions.close_meeting(scope, meeting_id=open_meeting.pk)
        sent = Letter.everywhere.count()
        with pytest.raises(InputProblem, match="not in session"):
            actions.close_meeting(scope, meeting_id=open_meeting.pk)
        assert Letter.everywhere.count() == sent == INSIDE

    def test_by_keyboard_only(self, world: World, meeting: Meeting) -> None:
        """Every step is a plain form or link on the page before it."""
        client = world.client("coordinator")
        page = client.get(at("meeting", meeting.pk)).text
        for name in ("invite", "open"):
            assert at(name, meeting.pk) in page
            client.post(at(name, meeting.pk))
            page = client.get(at("meeting", meeting.pk)).text
        for _item in range(3):
            assert "Next item" in page
            on = AgendaItem.everywhere.get(meeting=meeting, state="now").pk
            assert f'name="item" value="{on}"' in page
            client.post(at("next", meeting.pk), {"item": on})
            page = client.get(at("meeting", meeting.pk)).text
        assert at("close", meeting.pk) in page
        assert "To settle before closing" in client.get(at("close", meeting.pk)).text
        client.post(at("close", meeting.pk), {"send_minutes": "on"})
        meeting.refresh_from_db()
        assert meeting.state == "closed"
        assert "Held." in client.get(at("meeting", meeting.pk)).text


class TestPresence:
    def test_here_absent_and_left(self, world: World, open_meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        assert standing_of(scope, open_meeting).here == ()
        for name in ("coordinator", "researcher", "facilitator"):
            row = row_of(open_meeting, world, name)
            presence.set_presence(
                scope, meeting_id=open_meeting.pk, attendance_id=row.pk, state=Presence.HERE
            )
        gone = clock.now() + timedelta(minutes=38)
        with clock.at(gone):
            row = row_of(open_meeting, world, "facilitator")
            presence.set_presence(
                scope, meeting_id=open_meeting.pk, attendance_id=row.pk, state=Presence.LEFT
            )
        found = standing_of(scope, open_meeting)
        ids = {name: world.org(name).pk for name in ("district", "university", "college", "state")}
        assert found.here == (ids["district"], ids["university"])
        assert set(found.absent) == {ids["college"], ids["state"]}
        assert found.left == {ids["state"]: gone}
        page = world.client("coordinator").get(at("meeting", open_meeting.pk)).text
        assert "Joel Okafor, left at 15:08" in page
        assert "Nobody from: Lakeside" in " ".join(page.split())

    def test_before_it_opens_nobody_is_here_or_absent(self, world: World, meeting: Meeting) -> None:
        found = standing_of(world.scope("coordinator"), meeting)
        assert (found.here, found.absent, found.left) == ((), (), {})

    def test_missing_organizations_and_voices(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        assert missing(meeting, who(scope, meeting)).voices == ["Candidate or graduate"]
        presence.say_coming(world.scope("member_college"), meeting_id=meeting.pk, coming=False)
        assert missing(meeting, who(scope, meeting)).organizations == ["Lakeside"]
        presence.add_guest(
            scope, meeting_id=meeting.pk, name="Zoë 🐚", organization_id=world.org("college").pk,
            voice="candidate",
        )  # fmt: skip
        assert not missing(meeting, who(scope, meeting)).anybody

    def test_what_can_be_noted_depends_on_the_meeting(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        row = row_of(meeting, world, "researcher")
        with pytest.raises(InputProblem):
            presence.set_presence(
                scope, meeting_id=meeting.pk, attendance_id=row.pk, state=Presence.HERE
            )
        actions.open_meeting(scope, meeting_id=meeting.pk)
        with pytest.raises(InputProblem):
            presence.say_coming(world.scope("researcher"), meeting_id=meeting.pk, coming=True)

    def test_the_page_stores_all_at_once(self, world: World, open_meeting: Meeting) -> None:
        client = world.client("member_university")
        rows = list(Attendance.everywhere.filter(meeting=open_meeting))
        sent = {f"state_{row.pk}": "here" for row in rows}
        sent |= {f"voice_{row.pk}": row.voice for row in rows}
        assert client.post(at("people", open_meeting.pk), sent).url == at(
            "meeting", open_meeting.pk
        )
        assert (
            f"{INSIDE} of {INSIDE} seats filled." in client.get(at("meeting", open_meeting.pk)).text
        )
        told = AuditEvent.everywhere.filter(verb="meetings.take_attendance")
        assert told.count() == 1
        bad = {**sent, f"state_{rows[0].pk}": "ghost"}
        assert client.post(at("people", open_meeting.pk), bad).status_code == 422

    def test_a_guest_by_form(self, world: World, open_meeting: Meeting) -> None:
        client = world.client("coordinator")
        sent = {"guest": "1", "name": "ليلى", "organization_id": world.org("state").pk,
                "voice": "parent"}  # fmt: skip
        client.post(at("people", open_meeting.pk), sent)
        assert Attendance.everywhere.get(guest="ليلى").state == Presence.HERE
        assert client.post(
            at("people", open_meeting.pk), {**sent, "name": ""}
        ).status_code == 422  # fmt: skip

    def test_an_organization_of_elsewhere_is_not_there(
        self, world: World, open_meeting: Meeting
    ) -> None:
        with pytest.raises(NotThere):
            presence.add_guest(
                world.scope("coordinator"), meeting_id=open_meeting.pk, name="X",
                organization_id=world.b.org("district").pk,
            )  # fmt: skip


class TestWhoSees:
    def test_by_role(self, world: World, meeting: Meeting) -> None:
        url = at("meeting", meeting.pk)
        for name, status in (
            ("member_college", 200), ("sponsor_district", 200), ("candidate", 403),
            ("funder", 403), ("stranger", 404),
        ):  # fmt: skip
            assert world.client(name).get(url).status_code == status, name

    def test_somebody_who_left_sees_nothing(self, world: World, meeting: Meeting) -> None:
        person = world.a.people["member_college"]
        Seat.everywhere.filter(person=person).update(until=clock.today() - timedelta(days=1))
        assert world.client("member_college").get(at("meeting", meeting.pk)).status_code == 404

    def test_meetings_of_others_are_not_there(self, world: World, series: Series) -> None:
        far_scope = world.b.scope("coordinator")
        far_series = start_series(
            far_scope, name=CANARY, cadence="week", minutes=60, place=CANARY, time_zone="UTC"
        )
        far = actions.plan_meeting(far_scope, series_id=far_series.pk, starts_at=STARTS)
        item = agenda.add_item(far_scope, meeting_id=far.pk, title=CANARY, kind="make")
        client = world.client("coordinator")
        for name in ("meeting", "edit", "cancel", "invite", "close", "people", "ics", "minutes",
                     "minutes_docx", "minutes_html", "add_item"):  # fmt: skip
            assert client.get(at(name, far.pk)).status_code == 404, name
        for name in ("open", "next", "coming"):
            assert client.post(at(name, far.pk)).status_code == 404, name
        for name in ("item", "move_item", "drop_item"):
            assert client.post(at(name, far.pk, item.pk)).status_code == 404, name
        far.refresh_from_db()
        assert far.state == "planned"

    def test_signals_before_a_meeting(self, world: World, series: Series) -> None:
        scope = world.scope("coordinator")
        soon = actions.plan_meeting(
            scope, series_id=series.pk, starts_at=clock.now() + timedelta(days=2)
        )
        assert [each.title for each in signals(scope)] == [
            "Nobody is invited to Steering table 1 yet"
        ]
        actions.invite(scope, meeting_id=soon.pk)
        assert [each.title for each in signals(scope)] == ["Steering table 1 has no agenda yet"]
        agenda.add_item(scope, meeting_id=soon.pk, title="The plan", kind="make")
        assert signals(scope) == []


def test_when_most_minutes_go_to_the_funder_the_sides_are_asked_to_talk(
    world: World, series: Series
) -> None:
    scope = world.scope("coordinator")
    title = "Most of our meetings went to what the funder asks for"

    def told() -> list:
        return [each for each in signals(scope) if each.title == title]

    for days in (60, 46, 32):
        assert not told()  # fewer than three meetings are too few
        with clock.at(clock.now() - timedelta(days=days)):
            held = actions.plan_meeting(scope, series_id=series.pk, starts_at=clock.now())
            for name, origin, minutes in (("Report", "funder", 40), ("Our plan", "own", 20)):
                agenda.add_item(
                    scope, meeting_id=held.pk, title=name, kind="make", origin=origin,
                    minutes=minutes,
                )  # fmt: skip
            actions.open_meeting(scope, meeting_id=held.pk)
            for _step in range(6):
                actions.next_item(scope, meeting_id=held.pk)
            actions.close_meeting(scope, meeting_id=held.pk, send_minutes=False)
    (signal,) = told()
    assert signal.need == "talk"
    assert signal.detail.startswith("120 of ")
