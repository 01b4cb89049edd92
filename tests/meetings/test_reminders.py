"""Reminders: once two days before, once the day after, never more until the day is moved."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from thirdspace.access import clock, registries
from thirdspace.meetings.actions import promises
from thirdspace.meetings.models import Promise
from thirdspace.meetings.reminders import run
from thirdspace.partnership.models import MailChoice, Seat
from thirdspace.web.models import Letter


@pytest.fixture(autouse=True)
def _stopped(now):
    """All begins on 16 June 2026, 18:30."""


def day(days):
    return clock.today() + timedelta(days=days)


def promise(world, owner="member_university", **fields):
    given = {"text": "Send the course map", "due": day(5), **fields}
    return promises.make_promise(
        world.scope("coordinator"), owner_id=world.a.people[owner].pk, **given
    )


def tick(days, hours=0):
    """Run the tick some days on and return the new mail as (address, subject)."""
    before = Letter.everywhere.count()
    with clock.at(clock.now() + timedelta(days=days, hours=hours)):
        run(clock.now())
    return [(each.to, each) for each in Letter.everywhere.order_by("pk")[before:]]


def test_it_is_registered_for_each_hour():
    assert registries.ticks.get("meetings.reminders").every == timedelta(hours=1)


def test_once_before_and_once_after(world):
    promise(world)
    sent = {days: len(tick(days)) for days in range(12)}
    assert {days for days, count in sent.items() if count} == {3, 6}
    assert set(sent.values()) == {0, 1}


def test_an_hour_later_nothing_more(world):
    promise(world)
    assert len(tick(3)) == 1
    assert tick(3, hours=1) == []


def test_a_missed_day_is_made_up_for_but_not_what_is_long_past(world):
    promise(world)
    assert len(tick(4)) == 1
    assert tick(30) == []


def test_moving_the_day_starts_again(world):
    promise(world)
    assert len(tick(3)) == 1
    with clock.at(clock.now() + timedelta(days=3)):
        promises.answer_promise(
            world.scope("member_university"), number=1, answer="new_date", due=day(7)
        )
    assert [days for days in range(4, 14) if tick(days)] == [8, 11]


def test_a_day_that_is_near_anyway_needs_only_the_one_after(world):
    promise(world, due=day(2))
    assert [days for days in range(6) if tick(days)] == [3]


def test_all_of_one_person_in_one_mail_each_with_its_own_link(world):
    promise(world, due=day(5))
    promise(world, text="Name a contact", due=day(4))
    promise(world, owner="member_college")
    mails = dict(tick(3))
    assert set(mails) == {
        world.a.people["member_university"].email, world.a.people["member_college"].email,
    }  # fmt: skip
    letter = mails[world.a.people["member_university"].email]
    assert letter.text.count("/link/") == 2
    assert letter.subject == "Due: Name a contact and 1 more"
    assert letter.text.index("Name a contact") < letter.text.index("Send the course map")
    assert "CANARY" not in letter.text


@pytest.mark.parametrize(
    ("choice", "days"), [({"before": False}, [6]), ({"after": False}, [3]), ({}, [3, 6])]
)
def test_as_the_person_chose(world, choice, days):
    MailChoice.everywhere.create(person=world.a.people["member_university"], **choice)
    promise(world)
    assert [each for each in range(9) if tick(each)] == days


def test_not_before_their_hour(world):
    MailChoice.everywhere.create(person=world.a.people["member_university"], at=time(20))
    promise(world)
    assert tick(3) == []
    assert len(tick(3, hours=2)) == 1


def test_not_what_is_answered_or_has_no_day(world):
    promise(world)
    promise(world, due=None)
    promises.answer_promise(world.scope("member_university"), number=1, answer="done")
    assert [days for days in range(9) if len(tick(days)) > 0] == []


def test_not_who_left(world):
    promise(world)
    Seat.everywhere.filter(person=world.a.people["member_university"]).update(until=day(1))
    assert tick(3) == []
    assert Promise.everywhere.get().reminded_before is None


def test_every_partnership_gets_its_own(world):
    promise(world)
    far = world.b
    promises.make_promise(
        far.scope("coordinator"), text="CANARYFAR thing", due=day(5),
        owner_id=far.people["member_university"].pk,
    )  # fmt: skip
    mails = dict(tick(3))
    assert len(mails) == 2
    assert "CANARYFAR thing" in mails[far.people["member_university"].email].text
