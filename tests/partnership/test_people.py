"""Seats: who gives them, who ends them, and who is never left without a coordinator."""

from __future__ import annotations

from datetime import timedelta

import pytest

from thirdspace.access import clock, keys
from thirdspace.access.models import AuditEvent, Proposal
from thirdspace.partnership import actions
from thirdspace.partnership.models import Affiliation, Person, Seat
from thirdspace.problems import InputProblem, NotAllowed, NotThere

NEW = {"email": "New@Example.org", "name": "Nora New", "role": "member", "title": "Coach"}


def seat_of(world, name) -> Seat:
    return Seat.everywhere.get(person=world.a.people[name])


def test_inviting_for_ones_own_organization_is_done_at_once(world):
    seat = actions.invite_person(
        world.scope("coordinator"), organization_id=world.org("district").pk, **NEW
    )
    assert seat.person.email == "new@example.org"
    assert not seat.person.has_usable_password()
    assert seat.since == clock.today()
    assert Affiliation.everywhere.get(person=seat.person).title == "Coach"
    event = AuditEvent.everywhere.latest("pk")
    assert (event.verb, event.label) == ("partnership.invite_person", "Nora New")


def test_a_known_person_is_the_same_person(world):
    known = world.a.people["member_district"]
    seat = actions.invite_person(
        world.scope("coordinator_university"),
        **{**NEW, "email": known.email.upper()},
        organization_id=world.org("university").pk,
    )
    assert seat.person == known
    assert seat.person.name == "Ana Lindqvist"


def test_inviting_for_another_organization_waits_for_its_yes(world):
    asked = actions.invite_person(
        world.scope("coordinator"), organization_id=world.org("university").pk, **NEW
    )
    assert isinstance(asked, Proposal)
    assert asked.required_ids() == {world.org("district").pk, world.org("university").pk}
    assert not Person.objects.filter(email="new@example.org").exists()
    keys.answer(world.scope("sponsor_university"), proposal_id=asked.pk, yes=True)
    seat = Seat.everywhere.get(person__email="new@example.org")
    assert seat.organization == world.org("university")
    event = AuditEvent.everywhere.get(verb="partnership.invite_person")
    assert event.organization_id is None  # done jointly


def test_a_no_ends_it(world):
    asked = actions.invite_person(
        world.scope("coordinator"), organization_id=world.org("university").pk, **NEW
    )
    keys.answer(world.scope("coordinator_university"), proposal_id=asked.pk, yes=False)
    asked.refresh_from_db()
    assert asked.state == Proposal.State.DECLINED
    assert not Person.objects.filter(email="new@example.org").exists()


def test_where_nobody_can_answer_all_others_are_asked(world):
    asked = actions.invite_person(
        world.scope("coordinator"), organization_id=world.org("college").pk, **NEW
    )
    assert asked.required_ids() == {world.org("district").pk, world.org("university").pk}


@pytest.mark.parametrize(
    ("change", "field"), [({"email": "no address"}, "email"), ({"role": "boss"}, "role")]
)
def test_unusable_invitations_are_refused(world, change, field):
    with pytest.raises(InputProblem) as refused:
        actions.invite_person(
            world.scope("coordinator"),
            organization_id=world.org("district").pk,
            **{**NEW, **change},
        )
    assert refused.value.field == field


def test_the_same_seat_twice_is_refused(world):
    with pytest.raises(InputProblem, match="already"):
        actions.give_seat(
            world.scope("coordinator"),
            person=world.a.people["member_district"],
            organization_id=world.org("district").pk,
            role="member",
        )


def test_who_comes_back_gets_the_same_seat(world):
    scope = world.scope("coordinator")
    seat = seat_of(world, "member_district")
    actions.end_seat(scope, seat_id=seat.pk, until=clock.today() - timedelta(days=3))
    again = actions.give_seat(
        scope, person=seat.person, organization_id=world.org("district").pk, role="member"
    )
    assert again.pk == seat.pk
    assert again.until is None


def test_the_last_coordinator_stays_until_there_is_a_successor(world):
    scope = world.scope("coordinator")
    seat = seat_of(world, "coordinator")
    for act in (
        lambda: actions.end_seat(scope, seat_id=seat.pk, until=clock.today()),
        lambda: actions.change_seat(scope, seat_id=seat.pk, role="member"),
        lambda: actions.change_seat(
            scope, seat_id=seat.pk, role="coordinator", until=clock.today()
        ),
    ):
        with pytest.raises(InputProblem, match="no coordinator"):
            act()
    actions.give_seat(
        scope,
        person=world.a.people["member_district"],
        organization_id=world.org("district").pk,
        role="coordinator",
    )
    actions.end_seat(scope, seat_id=seat.pk, until=clock.today())
    seat.refresh_from_db()
    assert seat.until == clock.today()


def test_a_successor_whose_seat_ends_first_is_none(world):
    scope = world.scope("coordinator")
    successor = actions.give_seat(
        scope,
        person=world.a.people["member_district"],
        organization_id=world.org("district").pk,
        role="coordinator",
    )
    actions.end_seat(scope, seat_id=successor.pk, until=clock.today() + timedelta(days=5))
    with pytest.raises(InputProblem, match="no coordinator"):
        actions.end_seat(
            scope,
            seat_id=seat_of(world, "coordinator").pk,
            until=clock.today() + timedelta(days=5),
        )


def test_a_seat_of_another_organization_is_not_mine_to_change(world):
    theirs = seat_of(world, "member_university").pk
    scope = world.scope("coordinator")
    for act in (
        lambda: actions.change_seat(scope, seat_id=theirs, role="member"),
        lambda: actions.end_seat(scope, seat_id=theirs, until=clock.today()),
        lambda: actions.set_backup(scope, seat_id=theirs, person_id=None),
        lambda: actions.invite_again(scope, seat_id=theirs),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_seat_of_another_partnership_is_not_there(world):
    theirs = Seat.everywhere.get(person=world.b.people["member_district"])
    with pytest.raises(NotThere):
        actions.end_seat(world.scope("coordinator"), seat_id=theirs.pk, until=clock.today())


def test_a_backup_is_somebody_else_who_takes_part(world):
    scope = world.scope("coordinator")
    seat = seat_of(world, "coordinator")
    actions.set_backup(scope, seat_id=seat.pk, person_id=world.a.people["member_university"].pk)
    seat.refresh_from_db()
    assert seat.backup == world.a.people["member_university"]
    for person_id in (seat.person_id, world.b.people["member_district"].pk):
        with pytest.raises(InputProblem):
            actions.set_backup(scope, seat_id=seat.pk, person_id=person_id)


def test_what_changes_nothing_is_not_recorded(world):
    seat = seat_of(world, "coordinator")
    before = AuditEvent.everywhere.count()
    actions.set_backup(world.scope("coordinator"), seat_id=seat.pk, person_id=None)
    assert AuditEvent.everywhere.count() == before
