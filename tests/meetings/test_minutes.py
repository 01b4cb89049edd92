"""Minutes: on the page, in a mail to each person, and as files."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from cast import World
from meetings.conftest import STARTS
from thirdspace.access import clock
from thirdspace.access.models import SearchEntry
from thirdspace.meetings.actions import agenda, presence
from thirdspace.meetings.actions import meetings as actions
from thirdspace.meetings.actions.decisions import decide
from thirdspace.meetings.actions.lines import set_level, write_line
from thirdspace.meetings.actions.promises import make_promise
from thirdspace.meetings.models import AgendaItem, Attendance, Meeting, Presence
from thirdspace.meetings.reads.settling import to_settle
from thirdspace.web.models import Letter

LONG = "Ж🐚 " * 2500  # 10,000 characters


def at(name: str, *parts: object) -> str:
    return reverse(f"meetings:{name}", args=["harbor", *parts])


@pytest.fixture
def told(world: World, open_meeting: Meeting) -> Meeting:
    """A meeting in session with notes, a decision, two promises and thanks."""
    scope = world.scope("coordinator")
    item = AgendaItem.everywhere.get(meeting=open_meeting, state="now")
    ana = world.a.people["member_district"]
    for key, text in (
        ("k-1", "Both sides explain the other's answer first."),
        ("k-2", f"thanks: @{world.a.people['researcher']} for saying it out loud"),
    ):
        write_line(scope, meeting_id=open_meeting.pk, key=key, text=text, item_id=item.pk)
    decide(scope, text="The plan starts as a blank page.", meeting_id=open_meeting.pk,
           item_id=item.pk, proposed_by_id=world.org("university").pk)  # fmt: skip
    make_promise(scope, text="Move the cabinet reading", owner_id=ana.pk, due=date(2026, 6, 30),
                 meeting_id=open_meeting.pk, item_id=item.pk)  # fmt: skip
    make_promise(scope, text="Name a person", owner_id=ana.pk, meeting_id=open_meeting.pk)
    return open_meeting


class TestMail:
    def test_each_person_gets_their_own_promises_and_thanks(
        self, world: World, told: Meeting
    ) -> None:
        actions.close_meeting(world.scope("coordinator"), meeting_id=told.pk)
        letters = {letter.to.split("@")[0]: letter for letter in Letter.everywhere.all()}
        ana = letters["member_district"]
        assert ana.subject == "Minutes: Steering table 1"
        assert "Move the cabinet reading" in ana.text
        assert len(set(re.findall(r"/link/([\w-]+)/", ana.text))) == 2
        assert "for saying it out loud" in letters["researcher"].text
        assert "for saying it out loud" not in ana.text
        assert "Move the cabinet reading" not in letters["researcher"].text
        for letter in letters.values():
            assert "The plan starts as a blank page." in letter.text
            assert "The plan starts as a blank page." in letter.html
            assert "Year-1 report" in letter.text  # carried over

    def test_what_one_side_keeps_is_in_no_others_mail(self, world: World, told: Meeting) -> None:
        scope = world.scope("member_university")
        write_line(scope, meeting_id=told.pk, key="k-9", text="tension: OURSECRET pulls at us")
        set_level(scope, meeting_id=told.pk, key="k-9", level="own")
        actions.close_meeting(world.scope("coordinator"), meeting_id=told.pk)
        others = Letter.everywhere.exclude(to__in=_of(world, "university"))
        assert others.exists()
        for letter in others:
            assert "OURSECRET" not in letter.text + letter.html
        for name in ("minutes", "minutes_html", "meeting"):
            page = world.client("member_district").get(at(name, told.pk))
            assert b"OURSECRET" not in page.content
        assert "OURSECRET" not in SearchEntry.everywhere.get(kind="meeting").body

    def test_nothing_is_sent_when_nobody_wants_it(self, world: World, told: Meeting) -> None:
        world.client("coordinator").post(at("close", told.pk), {})
        told.refresh_from_db()
        assert told.state == "closed"
        assert not Letter.everywhere.filter(subject__startswith="Minutes").exists()

    def test_all_or_nothing(self, world: World, told: Meeting, monkeypatch) -> None:
        """If the minutes can't be written, the meeting stays open."""
        monkeypatch.setattr("thirdspace.web.mail.send_many", _broken)
        with pytest.raises(OSError, match="full"):
            actions.close_meeting(world.scope("coordinator"), meeting_id=told.pk)
        told.refresh_from_db()
        assert told.state == "open"


def _broken(_letters: object) -> None:
    raise OSError("full")


def _of(world: World, organization: str) -> list[str]:
    rows = Attendance.everywhere.filter(organization=world.org(organization))
    return [row.person.email for row in rows.select_related("person")]


class TestClosingPage:
    def test_what_is_still_to_settle(self, world: World, told: Meeting) -> None:
        scope = world.scope("coordinator")
        agenda.add_item(scope, meeting_id=told.pk, title="How was it", kind="reflect", minutes=8)
        loose = to_settle(scope, told)
        lacks = [(each.what, each.lacks) for each in loose]
        assert ("P-02 Name a person", "no date yet") in lacks
        assert any(what.startswith("Reflection, 8") for what, _lacks in lacks)
        assert any("not marked as here" in words for _what, words in lacks)
        assert not any("P-01" in what for what, _lacks in lacks)
        page = world.client("coordinator").get(at("close", told.pk)).text
        assert "Goes to the next agenda" in page
        assert "Year-1 report" in page


class TestPages:
    def test_the_meeting_shows_what_it_left(self, world: World, told: Meeting) -> None:
        page = world.client("member_university").get(at("meeting", told.pk)).text
        for words in ("D-01", "The plan starts as a blank page.", "Move the cabinet reading",
                      "Both sides explain"):  # fmt: skip
            assert words in page

    def test_promises_since_the_last_one(self, world: World, told: Meeting) -> None:
        scope = world.scope("coordinator")
        for row in Attendance.everywhere.filter(meeting=told):
            presence.set_presence(
                scope, meeting_id=told.pk, attendance_id=row.pk, state=Presence.HERE
            )
        actions.close_meeting(scope, meeting_id=told.pk, send_minutes=False)
        later = actions.plan_meeting(
            scope, series_id=told.series_id, starts_at=STARTS + timedelta(days=21)
        )
        with clock.at(STARTS + timedelta(days=21)):
            page = world.client("coordinator").get(at("meeting", later.pk)).text
        assert "Promises since 16 Jun 2026" in page
        assert "0 kept, 1 late, 1 open" in page

    def test_ten_thousand_characters(self, world: World, told: Meeting) -> None:
        scope = world.scope("coordinator")
        write_line(scope, meeting_id=told.pk, key="k-3", text=LONG)
        client = world.client("member_district")
        for name in ("meeting", "minutes", "minutes_html", "minutes_docx"):
            assert client.get(at(name, told.pk)).status_code == 200

    def test_the_page_asks_as_often_with_many_people_and_items(
        self, world: World, told: Meeting, django_assert_max_num_queries, counted_on_sqlite
    ) -> None:
        client = world.client("member_district")
        url = at("minutes", told.pk)
        client.get(url)
        with django_assert_max_num_queries(40) as before:
            client.get(url)
        scope = world.scope("coordinator")
        for n in range(10):
            agenda.add_item(scope, meeting_id=told.pk, title=f"Item {n}", kind="make",
                            led_by_id=scope.person_id)  # fmt: skip
            write_line(scope, meeting_id=told.pk, key=f"m-{n}", text=f"Words {n}")
            make_promise(scope, text=f"Promise {n}", owner_id=scope.person_id or 0,
                         meeting_id=told.pk)  # fmt: skip
            presence.add_guest(scope, meeting_id=told.pk, name=f"Guest {n}",
                               organization_id=world.org("state").pk)  # fmt: skip
        count = len(before.captured_queries)
        with django_assert_max_num_queries(count):
            client.get(url)


class TestFiles:
    def test_a_text_document_opens_again(self, world: World, told: Meeting) -> None:
        scope = world.scope("coordinator")
        presence.add_guest(
            scope, meeting_id=told.pk, name="ليلى \x0b🐚", organization_id=world.org("state").pk
        )
        answer = world.client("member_district").get(at("minutes_docx", told.pk))
        assert answer["Content-Disposition"].endswith('.docx"')
        document = Document(BytesIO(answer.content))
        headings = [
            p.text for p in document.paragraphs if p.style.name.startswith(("Title", "Head"))
        ]
        assert headings[:2] == ["Steering table 1", "Agenda"]
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert "D-01 The plan starts as a blank page." in cells
        assert "P-01 Move the cabinet reading" in cells
        assert "ليلى 🐚" in cells
        assert "Who carries what" in cells
        assert document.core_properties.title == "Steering table 1"

    def test_a_page_that_needs_no_other_file(self, world: World, told: Meeting) -> None:
        answer = world.client("member_district").get(at("minutes_html", told.pk))
        page = answer.text
        assert answer["Content-Disposition"].endswith('.html"')
        assert "<script" not in page
        assert "<link" not in page
        assert not re.findall(r'src="', page)
        assert "Move the cabinet reading" in page
        assert "<form" not in page
        assert not re.findall(r'href="/', page)
