"""Calendar files read back, and a person's own address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from cast import CANARY, World
from meetings.conftest import NOW, STARTS
from thirdspace.access import clock
from thirdspace.meetings import calendar_files, feeds
from thirdspace.meetings.actions import calendar as actions
from thirdspace.meetings.actions import meetings
from thirdspace.meetings.actions.series import start_series
from thirdspace.meetings.calendar_files import Address, Entry
from thirdspace.meetings.models import CalendarFeed, Meeting
from thirdspace.partnership.models import Seat
from thirdspace.problems import NotThere
from thirdspace.web.models import Letter

ENTRY = Entry(
    id=7, title="Steering table 21", starts_at=STARTS, minutes=75, place="Room 4, online",
    url="https://workspace.example/harbor/meetings/7/", version=2, written_at=NOW,
)  # fmt: skip
ORGANIZER = Address("Marcus Bell", "marcus@harbor.example.org")


def event(text: str):
    return Calendar.from_ical(text).walk("VEVENT")[0]


def at(name: str, *parts: object) -> str:
    return reverse(f"meetings:{name}", args=["harbor", *parts])


class TestFiles:
    def test_an_invitation_read_back(self) -> None:
        text = calendar_files.invitation(ENTRY, ORGANIZER, Address("Ana", "ana@example.org"))
        assert Calendar.from_ical(text)["METHOD"] == "REQUEST"
        found = event(text)
        assert found["UID"] == "meeting-7@workspace.example"
        assert found["SEQUENCE"] == 2
        assert found["DTSTART"].dt == STARTS
        assert found["DTEND"].dt == STARTS + timedelta(minutes=75)
        assert found["ORGANIZER"] == "mailto:marcus@harbor.example.org"
        assert found["ATTENDEE"] == "mailto:ana@example.org"
        assert found["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
        assert found["LOCATION"] == "Room 4, online"

    def test_a_cancellation_has_the_same_uid_and_a_higher_sequence(self) -> None:
        gone = calendar_files.cancellation(
            Entry(**{**{n: getattr(ENTRY, n) for n in ENTRY.__slots__}, "version": 3,
                     "canceled": True}),
            ORGANIZER, Address("Ana", "ana@example.org", "ACCEPTED"),
        )  # fmt: skip
        assert Calendar.from_ical(gone)["METHOD"] == "CANCEL"
        found = event(gone)
        assert (found["UID"], found["SEQUENCE"]) == ("meeting-7@workspace.example", 3)
        assert found["STATUS"] == "CANCELLED"

    @pytest.mark.parametrize(
        "words",
        ["🎓🐚", "اجتماع القادة", 'He said "no"; then: a, b\\c', "x" * 10_000, "a\r\nATTENDEE:evil",
         "bell\x07 and \x00 zero"],
    )  # fmt: skip
    def test_any_words_come_back_as_words(self, words: str) -> None:
        entry = Entry(**{**{n: getattr(ENTRY, n) for n in ENTRY.__slots__}, "title": words})
        text = calendar_files.invitation(
            entry, Address(words, "a@b.example"), Address(words, "c@d.example")
        )
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        assert len(Calendar.from_ical(text).walk("VEVENT")) == 1
        found = event(text)
        assert found["ATTENDEE"] == "mailto:c@d.example"
        expected = words.replace("\x07", " ").replace("\x00", " ").replace("\r\n", "\n")
        assert str(found["SUMMARY"]) == expected

    def test_both_sides_of_a_change_of_clocks(self) -> None:
        """15:30 in New York is 20:30 UTC before 8 March 2026 and 19:30 after it."""
        for day, hour in ((3, 20), (10, 19)):
            starts = datetime(2026, 3, day, hour, 30, tzinfo=UTC)
            entry = Entry(**{**{n: getattr(ENTRY, n) for n in ENTRY.__slots__},
                             "starts_at": starts})  # fmt: skip
            assert f"DTSTART:202603{day:02}T{hour}3000Z" in calendar_files.feed("x", [entry])


class TestMails:
    def test_each_person_gets_their_own(self, world: World, meeting: Meeting) -> None:
        meetings.invite(world.scope("coordinator"), meeting_id=meeting.pk)
        for letter in Letter.everywhere.all():
            found = event(letter.calendar)
            assert found["ATTENDEE"] == f"mailto:{letter.to}"
            assert found["ORGANIZER"] == "mailto:coordinator@harbor.example.org"
            assert found["SEQUENCE"] == 0

    def test_sequence_grows_until_the_end(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        meetings.invite(scope, meeting_id=meeting.pk)
        meetings.change_meeting(
            scope, meeting_id=meeting.pk, starts_at=STARTS, minutes=60, place="", title="Table"
        )
        meetings.cancel_meeting(scope, meeting_id=meeting.pk, why="Snow day")
        mine = Letter.everywhere.filter(to="researcher@harbor.example.org").order_by("pk")
        assert [event(letter.calendar)["SEQUENCE"] for letter in mine] == [0, 1, 2]
        assert len({str(event(letter.calendar)["UID"]) for letter in mine}) == 1


class TestFeed:
    def test_made_by_page_shown_once_and_read_without_sign_in(
        self, world: World, meeting: Meeting
    ) -> None:
        client = world.client("member_college")
        page = client.post(at("calendar"), {"act": "make"})
        address = page.context["address"]
        assert f'value="{address}"' in page.text
        token = address.rpartition("/")[2].removesuffix(".ics")
        assert token not in client.get(at("calendar")).text
        answer = world.client("nobody").get(reverse("calendar:feed", args=[token]))
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert str(event(answer.text)["SUMMARY"]) == "Steering table 1"
        assert "ATTENDEE" not in answer.text
        assert not CalendarFeed.everywhere.filter(token_hash=token).exists()

    def test_a_new_address_ends_the_old_one(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("researcher")
        old, new = actions.make_feed(scope), actions.make_feed(scope)
        with pytest.raises(NotThere):
            feeds.scope_of(old)
        assert feeds.scope_of(new).person_id == scope.person_id
        world.client("researcher").post(at("calendar"), {"act": "void"})
        assert world.client("nobody").get(reverse("calendar:feed", args=[new])).status_code == 404

    def test_somebody_who_left_gets_nothing(self, world: World, meeting: Meeting) -> None:
        token = actions.make_feed(world.scope("member_college"))
        Seat.everywhere.filter(person=world.a.people["member_college"]).update(
            until=clock.today() - timedelta(days=1)
        )
        assert world.client("nobody").get(reverse("calendar:feed", args=[token])).status_code == 404

    def test_only_what_a_person_may_see(self, world: World, meeting: Meeting) -> None:
        scope = world.scope("coordinator")
        own = start_series(
            scope, name="Our own", cadence="week", minutes=30, place="", time_zone="UTC",
            visibility="own",
        )  # fmt: skip
        meetings.plan_meeting(scope, series_id=own.pk, starts_at=STARTS)
        far_scope = world.b.scope("coordinator")
        far = start_series(
            far_scope, name=CANARY, cadence="week", minutes=60, place="", time_zone="UTC"
        )
        meetings.plan_meeting(far_scope, series_id=far.pk, starts_at=STARTS)
        titles = {}
        for name in ("member_district", "member_university"):
            token = actions.make_feed(world.scope(name))
            text = world.client("nobody").get(reverse("calendar:feed", args=[token])).text
            titles[name] = {str(e["SUMMARY"]) for e in Calendar.from_ical(text).walk("VEVENT")}
        assert titles == {
            "member_district": {"Steering table 1", "Our own 1"},
            "member_university": {"Steering table 1"},
        }

    def test_one_meeting_as_a_file(self, world: World, meeting: Meeting) -> None:
        answer = world.client("member_university").get(at("ics", meeting.pk))
        assert event(answer.text)["DTSTART"].dt == STARTS
