"""Every page of this room opens for whom it is meant, and only for them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast import CANARY
from thirdspace.access import routes
from thirdspace.partnership import actions
from thirdspace.partnership.models import Seat
from thirdspace.web.letters import box

READING = ["index", "organizations", "waiting", "events", "roles", "acting"]
MANAGING = ["add", "invite"]


def url(name: str, *args) -> str:
    return reverse(f"partnership:{name}", args=["harbor", *args])


@pytest.fixture
def busy(world):
    """A partnership with an event, an id and an open proposal."""
    scope = world.scope("coordinator")
    actions.add_event(scope, what="A retreat of all partners", when="2024-03")
    actions.set_outside_id(
        scope, organization_id=world.org("district").pk, system="nces_leaid", value="0622710"
    )
    actions.add_organization(scope, name="Parents’ Alliance", kind="community")
    return world


@pytest.mark.parametrize("name", READING)
def test_members_read_every_page(busy, name):
    for who in ("coordinator", "member_college", "sponsor_university", "researcher"):
        page = busy.client(who).get(url(name))
        assert page.status_code == 200
        assert CANARY not in page.content.decode()


@pytest.mark.parametrize("name", MANAGING)
def test_only_a_coordinator_manages(busy, name):
    assert busy.client("coordinator").get(url(name)).status_code == 200
    assert busy.client("member_district").get(url(name)).status_code == 403
    assert busy.client("stranger").get(url(name)).status_code == 404
    assert busy.client("nobody").get(url(name)).status_code == 302


def test_the_pages_of_a_thing(busy):
    client = busy.client("coordinator")
    seat = Seat.everywhere.get(person=busy.a.people["member_district"])
    pages = [
        url("organization", busy.org("district").pk),
        url("change", busy.org("district").pk),
        url("outside_id", busy.org("district").pk),
        url("person", seat.person_id),
        url("seat", seat.pk),
        url("end_seat", seat.pk),
        url("backup", seat.pk),
        url("leave"),
    ]
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    listed = client.get(url("organizations")).content.decode()
    assert "0622710" in listed
    assert "Northfield University" in listed
    assert "A retreat of all partners" in client.get(url("events")).content.decode()


def test_nothing_of_another_partnership_opens(world):
    client = world.client("coordinator")
    seat = Seat.everywhere.get(person=world.b.people["member_district"])
    for page in (
        url("organization", world.b.org("district").pk),
        url("person", seat.person_id),
        url("seat", seat.pk),
    ):
        answer = client.get(page)
        assert answer.status_code == 404
        assert CANARY not in answer.content.decode()


def test_a_coordinator_manages_nothing_of_another_organization(world):
    client = world.client("coordinator")
    seat = Seat.everywhere.get(person=world.a.people["member_university"])
    for page in (
        url("change", world.org("university").pk),
        url("outside_id", world.org("university").pk),
        url("seat", seat.pk),
        url("end_seat", seat.pk),
    ):
        assert client.get(page).status_code == 403
        assert client.post(page, {"until": "2026-01-01"}).status_code == 403
    seat.refresh_from_db()
    assert seat.until is None


def test_a_refused_form_keeps_what_was_typed(world):
    answer = world.client("coordinator").post(
        url("outside_id", world.org("district").pk), {"system": "nces_leaid", "value": "622710"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="622710"' in page
    assert "0622710" in page  # the hint


def test_listing_members_takes_the_same_queries_however_many_they_are(
    world, django_assert_num_queries
):
    from thirdspace.partnership.reads import members

    scope = world.scope("coordinator")
    with django_assert_num_queries(4):
        members.organizations(scope)


def test_roles_read_as_sentences(world):
    page = world.client("member_district").get(url("roles")).content.decode()
    assert "Add organizations and people, and give seats" in page
    assert "Answers for one organization" in page


class TestActing:
    """One acts for an organization one has a seat for, and for no other."""

    @pytest.fixture
    def client(self, world):
        actions.give_seat(
            world.scope("coordinator_university"),
            person=world.a.people["member_district"],
            organization_id=world.org("university").pk,
            role="member",
        )
        return world.client("member_district")

    def test_switch(self, world, client):
        chosen = str(world.org("university").pk)
        assert client.post(url("acting"), {"organization": chosen}).status_code == 302
        assert client.session[routes.ACTING] == {"harbor": world.org("university").pk}
        assert "acting for Northfield" in client.get(url("index")).content.decode()

    @pytest.mark.parametrize("other", ["college", "nonsense"])
    def test_no_other_organization(self, world, client, other):
        chosen = world.org("college").pk if other == "college" else other
        assert client.post(url("acting"), {"organization": chosen}).status_code == 404
        assert routes.ACTING not in client.session


def test_who_looks_after_people_learns_which_address_does_not_work(world) -> None:
    member = world.a.people["member_district"]
    box.note_bounce(member.email, "550 no such mailbox")
    address = reverse("partnership:organization", args=["harbor", world.org("district").pk])
    assert "550 no such mailbox" in world.client("coordinator").get(address).content.decode()
    for name in ("member_district", "coordinator_university"):
        assert "550" not in world.client(name).get(address).content.decode()
