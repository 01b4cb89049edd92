"""Who belongs on the list of a meeting: everybody at first, then who was on it before."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from cast import World
from meetings.conftest import STARTS
from thirdspace.access import clock
from thirdspace.access.models import AuditEvent
from thirdspace.access.permissions import Role
from thirdspace.meetings.actions import listing, presence
from thirdspace.meetings.actions import meetings as actions
from thirdspace.meetings.models import Attendance, Meeting, Series
from thirdspace.partnership.models import Person, Seat
from thirdspace.problems import InputProblem, NotAllowed, NotThere
from thirdspace.web.models import Letter
from web.html import Page

INSIDE = 9


def on_list(meeting: Meeting) -> set[str]:
    return set(Attendance.everywhere.filter(meeting=meeting).values_list("person__name", flat=True))


def row(meeting: Meeting, name: str) -> Attendance:
    return Attendance.everywhere.get(meeting=meeting, person__name=name)


def seat(world: World, name: str) -> int:
    return Seat.everywhere.get(partnership=world.a.partnership, person=world.a.people[name]).pk


def after(world: World, series: Series, days: int) -> Meeting:
    """Plan another meeting of the series."""
    return actions.plan_meeting(
        world.scope("coordinator"), series_id=series.pk, starts_at=STARTS + timedelta(days=days)
    )


def take_off(world: World, meeting: Meeting, *names: str) -> None:
    rows = [row(meeting, name).pk for name in names]
    listing.take_off(world.scope("coordinator"), meeting_id=meeting.pk, attendance_ids=rows)


def add(world: World, meeting: Meeting, name: str, voice: str = "") -> None:
    voices = {seat(world, name): voice}
    listing.add_people(world.scope("coordinator"), meeting_id=meeting.pk, voices=voices)


class TestALaterMeeting:
    def test_lists_who_was_on_the_list_before(
        self, world: World, series: Series, meeting: Meeting
    ) -> None:
        take_off(world, meeting, "Carla Mendes", "Dean Okoye")
        later = after(world, series, 14)
        assert on_list(later) == on_list(meeting)
        assert len(on_list(later)) == INSIDE - 2

    def test_leaves_out_who_has_no_seat_any_more(
        self, world: World, series: Series, meeting: Meeting
    ) -> None:
        left = Seat.everywhere.filter(person=world.a.people["member_college"])
        left.update(until=clock.today() - timedelta(days=1))
        assert on_list(after(world, series, 14)) == on_list(meeting) - {"Carla Mendes"}

    def test_does_not_take_in_a_new_member_by_itself(
        self, world: World, series: Series, meeting: Meeting
    ) -> None:
        new = Person.objects.create(email="new@harbor.example.org", name="Thuy Le")
        Seat.objects.add(
            world.scope("coordinator"), person=new, organization=world.org("district"),
            role=Role.MEMBER, since=clock.today(),
        )  # fmt: skip
        later = after(world, series, 14)
        actions.open_meeting(world.scope("coordinator"), meeting_id=later.pk)
        assert "Thuy Le" not in on_list(later)
        page = world.client("coordinator").get(
            reverse("meetings:people", args=["harbor", later.pk])
        )
        assert 'Not on the list:</b> <span dir="auto">Thuy Le</span>' in page.text

    def test_keeps_the_organization_somebody_sits_for(
        self, world: World, series: Series, meeting: Meeting
    ) -> None:
        second = Seat.objects.add(
            world.scope("coordinator"), person=world.a.people["member_college"],
            organization=world.org("university"), role=Role.MEMBER,
        )  # fmt: skip
        take_off(world, meeting, "Carla Mendes")
        listing.add_people(
            world.scope("coordinator"), meeting_id=meeting.pk, voices={second.pk: ""}
        )
        assert row(after(world, series, 14), "Carla Mendes").organization == world.org("university")

    def test_the_first_of_another_series_lists_everybody(
        self, world: World, meeting: Meeting, now: datetime
    ) -> None:
        take_off(world, meeting, "Carla Mendes")
        other = Series.everywhere.get(pk=meeting.series_id)
        other.pk, other.name = None, "Another table"
        other.save()
        assert len(on_list(after(world, other, 1))) == INSIDE


class TestTakeOff:
    def test_it_holds_for_meetings_that_are_planned_already(
        self, world: World, series: Series, meeting: Meeting
    ) -> None:
        second, third = after(world, series, 14), after(world, series, 28)
        take_off(world, second, "Samir Patel")
        assert [("Samir Patel" in on_list(each)) for each in (meeting, second, third)] == [
            True, False, False,
        ]  # fmt: skip

    def test_one_act_tells_who(self, world: World, meeting: Meeting) -> None:
        take_off(world, meeting, "Samir Patel", "Dean Okoye")
        act = AuditEvent.everywhere.get(verb="meetings.take_off")
        assert act.label == "Steering table 1"
        assert act.after["names"] == "Samir Patel, Dean Okoye"

    def test_nobody_is_told_of_what_they_were_not_invited_to(
        self, world: World, meeting: Meeting
    ) -> None:
        take_off(world, meeting, "Samir Patel")
        assert not Letter.everywhere.exists()

    def test_who_was_invited_is_told_and_it_leaves_their_calendar(
        self, world: World, meeting: Meeting
    ) -> None:
        actions.invite(world.scope("coordinator"), meeting_id=meeting.pk)
        take_off(world, meeting, "Samir Patel")
        letter = Letter.everywhere.latest("pk")
        assert letter.to == world.a.people["member_university"].email
        assert letter.subject.startswith("You need not come: Steering table 1")
        assert "It takes place" in letter.text
        for line in ("METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1"):
            assert line in letter.calendar
        invitation = Letter.everywhere.filter(to=letter.to).earliest("pk")
        token = invitation.text.split("/link/")[1].split("/")[0]
        answer = world.client("nobody").get(reverse("web:task", args=[token]))
        assert "not on its list" in answer.text

    def test_a_guest_goes_too(self, world: World, meeting: Meeting) -> None:
        guest = presence.add_guest(
            world.scope("coordinator"), meeting_id=meeting.pk, name="Pat",
            organization_id=world.org("district").pk,
        )  # fmt: skip
        listing.take_off(
            world.scope("coordinator"), meeting_id=meeting.pk, attendance_ids=[guest.pk]
        )
        assert Attendance.everywhere.filter(meeting=meeting).count() == INSIDE

    @pytest.mark.parametrize("state", ["here", "left"])
    def test_who_was_in_the_room_stays(
        self, world: World, open_meeting: Meeting, state: str
    ) -> None:
        scope = world.scope("coordinator")
        samir = row(open_meeting, "Samir Patel")
        presence.set_presence(
            scope, meeting_id=open_meeting.pk, attendance_id=samir.pk, state=state
        )
        with pytest.raises(InputProblem, match="Samir Patel stays"):
            take_off(world, open_meeting, "Samir Patel")
        presence.set_presence(
            scope, meeting_id=open_meeting.pk, attendance_id=samir.pk, state="absent"
        )
        take_off(world, open_meeting, "Samir Patel")
        assert "Samir Patel" not in on_list(open_meeting)

    def test_a_meeting_that_is_over_keeps_its_list(
        self, world: World, open_meeting: Meeting
    ) -> None:
        actions.close_meeting(world.scope("coordinator"), meeting_id=open_meeting.pk)
        with pytest.raises(InputProblem, match="list of this meeting is closed"):
            take_off(world, open_meeting, "Samir Patel")

    def test_only_who_runs_meetings(self, world: World, meeting: Meeting) -> None:
        pk = row(meeting, "Samir Patel").pk
        with pytest.raises(NotAllowed):
            listing.take_off(
                world.scope("member_district"), meeting_id=meeting.pk, attendance_ids=[pk]
            )

    def test_a_row_of_another_meeting_is_not_there(
        self, world: World, series: Series, meeting: Meeting
    ) -> None:
        pk = row(after(world, series, 14), "Samir Patel").pk
        with pytest.raises(NotThere):
            listing.take_off(world.scope("coordinator"), meeting_id=meeting.pk, attendance_ids=[pk])


class TestAdd:
    @pytest.fixture
    def smaller(self, world: World, meeting: Meeting) -> Meeting:
        """The meeting without two of the nine."""
        take_off(world, meeting, "Samir Patel", "Dean Okoye")
        return meeting

    def test_this_and_the_meetings_after_it(
        self, world: World, series: Series, smaller: Meeting
    ) -> None:
        second = after(world, series, 14)
        add(world, smaller, "member_university", voice="teacher")
        for meeting in (smaller, second, after(world, series, 28)):
            assert row(meeting, "Samir Patel").voice == "teacher"
            assert "Dean Okoye" not in on_list(meeting)

    def test_the_usual_voice_where_none_is_said(self, world: World, smaller: Meeting) -> None:
        add(world, smaller, "member_university")
        assert row(smaller, "Samir Patel").voice == "faculty"

    def test_no_mail_before_the_meeting_is_invited(self, world: World, smaller: Meeting) -> None:
        add(world, smaller, "member_university")
        assert not Letter.everywhere.exists()

    def test_an_invitation_at_once_if_it_was(self, world: World, smaller: Meeting) -> None:
        actions.invite(world.scope("coordinator"), meeting_id=smaller.pk)
        add(world, smaller, "member_university")
        letter = Letter.everywhere.latest("pk")
        assert letter.to == world.a.people["member_university"].email
        assert "METHOD:REQUEST" in letter.calendar
        assert Letter.everywhere.count() == INSIDE - 1
        assert AuditEvent.everywhere.get(verb="meetings.add_people").after["names"] == "Samir Patel"

    def test_a_calendar_takes_who_comes_back(self, world: World, meeting: Meeting) -> None:
        actions.invite(world.scope("coordinator"), meeting_id=meeting.pk)
        take_off(world, meeting, "Samir Patel")
        add(world, meeting, "member_university")
        letter = Letter.everywhere.latest("pk")
        assert "METHOD:REQUEST" in letter.calendar
        assert "SEQUENCE:1" in letter.calendar

    @pytest.mark.parametrize("name", ["funder", "candidate"])
    def test_only_who_works_inside(self, world: World, meeting: Meeting, name: str) -> None:
        with pytest.raises(NotThere):
            add(world, meeting, name)

    def test_a_voice_that_is_none(self, world: World, smaller: Meeting) -> None:
        with pytest.raises(InputProblem):
            add(world, smaller, "member_university", voice="loud")


class TestPage:
    def test_take_off_and_add_again(self, world: World, meeting: Meeting) -> None:
        client = world.client("coordinator")
        people = reverse("meetings:people", args=["harbor", meeting.pk])
        off = reverse(
            "meetings:take_off", args=["harbor", meeting.pk, row(meeting, "Samir Patel").pk]
        )
        assert f'formaction="{off}"' in client.get(people).text
        gone = client.post(off, follow=True).text
        assert Page(gone).repeated_ids() == []
        assert "They are off the list" in gone
        assert "Take Samir Patel off the list" not in gone
        sent = {"seat": seat(world, "member_university"), "voice": "teacher"}
        add_url = reverse("meetings:add_person", args=["harbor", meeting.pk])
        back = client.post(add_url, sent, follow=True).text
        assert "They are on the list" in back
        assert "Take Samir Patel off the list" in back
        assert "Not on the list" not in back
        again = client.post(add_url, sent, follow=True).text
        assert "valid choice" in again
        assert "Somebody else with a seat" not in again

    def test_who_is_here_has_no_button(self, world: World, open_meeting: Meeting) -> None:
        samir = row(open_meeting, "Samir Patel")
        Attendance.everywhere.filter(pk=samir.pk).update(state="here")
        client = world.client("coordinator")
        page = client.get(reverse("meetings:people", args=["harbor", open_meeting.pk])).text
        assert "Take Samir Patel off the list" not in page
        assert "Take Dean Okoye off the list" in page
        off = reverse("meetings:take_off", args=["harbor", open_meeting.pk, samir.pk])
        assert "Samir Patel stays on the list." in client.post(off, follow=True).text

    def test_a_member_reads_it_and_changes_nothing(self, world: World, meeting: Meeting) -> None:
        take_off(world, meeting, "Dean Okoye")
        client = world.client("member_university")
        page = client.get(reverse("meetings:people", args=["harbor", meeting.pk])).text
        assert "Dean Okoye" in page
        assert "Take off" not in page
        assert "Add to the list" not in page
        pk = row(meeting, "Carla Mendes").pk
        off = reverse("meetings:take_off", args=["harbor", meeting.pk, pk])
        assert client.post(off).status_code == 403
        assert (
            client.post(reverse("meetings:add_person", args=["harbor", meeting.pk])).status_code
            == 403
        )
