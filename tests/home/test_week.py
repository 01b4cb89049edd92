"""My week: three lists over all partnerships, each thing once, the oldest first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import CAST
from home.owing import waits_for, waits_on_me
from thirdspace.access import clock
from thirdspace.access.permissions import Role
from thirdspace.claims import actions as claims
from thirdspace.home.reads.week import scopes_of, week_of
from thirdspace.meetings.models import Attendance, Meeting, MeetingState, Series
from thirdspace.partnership.models import Seat


def sit(place, person, organization: str = "university", role: str = Role.MEMBER) -> None:
    """Give a person one more seat."""
    Seat.everywhere.create(
        partnership=place.partnership, person=person, organization=place.org(organization),
        role=role,
    )  # fmt: skip


def plan(scope, *, starts_at: datetime, person, title: str = "Steering table 21", **more) -> None:
    """Plan a meeting to which one person is invited."""
    series = Series.objects.add(scope, name=title, time_zone="UTC")
    fields = {
        "number": 1, "minutes": 60, "place": "Pier Street", "time_zone": "America/New_York",
        "state": MeetingState.PLANNED, "made_at": clock.now(),
    }  # fmt: skip
    meeting = Meeting.objects.add(
        scope, series=series, title=title, starts_at=starts_at, **{**fields, **more}
    )
    Attendance.objects.add(
        scope, meeting=meeting, person=person, organization_id=scope.organization_id
    )


def week(world, name: str = "coordinator"):
    person = world.a.people[name]
    return week_of(scopes_of(person.pk, str(person)))


def titles(things) -> list[str]:
    return [thing.owed.title for thing in things]


def test_three_lists_the_oldest_first(world, owed):
    scope = world.scope("coordinator")
    owed.add(scope, "Report", due=date(2026, 6, 22))
    owed.add(scope, "No day", due=None)
    owed.add(scope, "Contact", due=date(2026, 6, 12))
    owed.add(scope, "Renewal", **waits_on_me("Renewal"))
    owed.add(scope, "Course map", **waits_for(date(2026, 6, 11)))
    found = week(world)
    assert titles(found.owe) == ["Contact", "Report", "No day"]
    assert [thing.days_late for thing in found.owe] == [4, 0, 0]
    assert found.late == 1
    assert titles(found.on_me) == ["Renewal"]
    assert found.on_me[0].days_waiting == 5
    assert titles(found.wait) == ["Course map"]
    assert found.wait_late == 1


def test_all_partnerships_of_the_person_and_no_other(world, owed):
    marcus = world.a.people["coordinator"]
    sit(world.b, marcus)
    far = next(s for s in scopes_of(marcus.pk, str(marcus)) if s.partnership_key == "far")
    owed.add(world.scope("coordinator"), "Here")
    owed.add(far, "There")
    owed.add(world.scope("member_district"), "Somebody else's")
    found = week(world)
    assert sorted(titles(found.owe)) == ["Here", "There"]
    assert {each.name: each.count for each in found.partnerships} == {
        world.a.partnership.name: 1, world.b.partnership.name: 1,
    }  # fmt: skip


def test_one_thing_from_two_seats_is_shown_once_where_it_presses_most(world, owed):
    marcus = world.a.people["coordinator"]
    sit(world.a, marcus, "university")
    sit(world.a, marcus, "university", Role.SPONSOR)
    district, university = scopes_of(marcus.pk, str(marcus))
    owed.add(district, "Charter", **waits_for(date(2026, 6, 20)))
    owed.add(university, "Charter", **{**waits_on_me("Charter"), "url": "/thing/7/"})
    found = week(world)
    assert titles(found.on_me) == ["Charter"]
    assert found.wait == []
    assert [each.count for each in found.partnerships] == [1]


def test_a_seat_that_ended_owes_nothing(world, owed):
    owed.add(world.scope("coordinator"), "Report")
    Seat.everywhere.filter(person=world.a.people["coordinator"]).update(until=date(2026, 6, 15))
    found = week(world)
    assert found.is_clear
    assert found.partnerships == []


def test_a_reading_that_waits_for_my_yes_says_who_waits_and_since_when(world):
    claim = claims.make_claim(world.scope("coordinator"), statement="We write it together.")
    university = world.a.people["coordinator_university"]
    claims.add_holder(
        world.scope("coordinator"), number=claim.number, person_id=university.pk,
        organization_id=world.org("university").pk,
    )  # fmt: skip
    claims.propose_reading(
        world.scope("coordinator"), number=claim.number, status="holds", reading="Since May."
    )
    (thing,) = week(world, "coordinator_university").on_me
    assert (thing.owed.who, thing.owed.who_side) == ("Marcus Bell", "district")
    assert thing.owed.since == date(2026, 6, 16)
    assert thing.owed.task == "claims.reading"
    assert week(world, "researcher").is_clear


def test_the_meeting_of_today_in_its_own_zone(world):
    marcus, scope = world.a.people["coordinator"], world.scope("coordinator")
    at = datetime(2026, 6, 16, 19, 30, tzinfo=UTC)
    plan(scope, starts_at=at, person=marcus)
    plan(scope, starts_at=at + timedelta(days=1), person=marcus, title="Tomorrow")
    plan(scope, starts_at=at, person=world.a.people["researcher"], title="Not invited")
    plan(scope, starts_at=at, person=marcus, title="Off", state=MeetingState.CANCELLED)
    (meeting,) = week(world).meetings
    assert meeting.at == "15:30 Eastern"
    assert meeting.title == "Steering table 21"
    page = world.client("coordinator").get("/week/").content.decode()
    assert "Steering table 21 at 15:30 Eastern" in " ".join(page.split())
    assert "Open today’s meeting" in page


def test_the_page(world, owed):
    scope = world.scope("coordinator")
    owed.add(scope, "Contact <b>", due=date(2026, 6, 12), url="/thing/1/")
    owed.add(scope, "Renewal", **waits_on_me("Renewal"))
    owed.add(scope, "Course map", **waits_for(date(2026, 6, 11)))
    owed.add(scope, "Addresses", **{**waits_for(date(2026, 6, 19)), "post": "",
                                    "act": "reminder goes 17 Jun"})  # fmt: skip
    page = world.client("coordinator").get("/week/").content.decode()
    flat = " ".join(page.split())
    assert "You owe 1, 1 late. 1 waits on you. You wait for 2, 1 late." in flat
    assert '<a class="btn small" href="/thing/1/?answer=new_date"' in page
    assert "Contact &lt;b&gt;" in page
    assert "12 Jun 2026" in page
    assert "4 days late" in page
    assert "5 days, since" in flat
    assert 'action="/nudge/"' in page
    assert '<span class="muted">reminder goes 17 Jun</span>' in page
    assert "Tuesday: you owe 1 (1 late), 1 waits on you, you wait for 2 (1 late)" in page


def test_a_clear_week_says_what_will_stand_here(world):
    page = world.client("researcher").get("/week/").content.decode()
    assert "Nothing is open" in page
    assert "No mail would go now" in page


@pytest.mark.parametrize("name", CAST)
def test_it_opens_for_everybody_with_a_seat(world, name):
    assert world.client(name).get("/week/").status_code == 200


def test_somebody_without_a_seat_is_told_how_to_get_one(world):
    page = world.client("stranger").get("/week/").content.decode()
    assert "You have no seat in a partnership yet" in page


def test_a_stranger_signs_in_first(world):
    assert world.client("nobody").get("/week/").status_code == 302


def test_as_many_queries_for_many_things_as_for_few(world, owed, counted_on_sqlite):
    scope = world.scope("coordinator")
    owed.add(scope, "First")
    client = world.client("coordinator")

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get("/week/").status_code == 200
        return len(made)

    few = queries()
    for number in range(300):
        owed.add(scope, f"Thing {number}")
    assert queries() == few
