"""A signed link acts as its holder and for nobody else, and only while the holder may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cast import World
from thirdspace.access import clock, links
from thirdspace.access.models import Answer, Proposal, TaskLink
from thirdspace.access.permissions import Role
from thirdspace.claims import actions as claims
from thirdspace.claims.wording import READING
from thirdspace.partnership.models import Seat

YES = {"answer": "yes", "line": ""}


@pytest.fixture
def link(world: World) -> str:
    """A link that asks the university's coordinator about a reading."""
    scope = world.scope("coordinator")
    claim = claims.make_claim(scope, statement="We write together.")
    asked = world.a.people["coordinator_university"].pk, world.org("university").pk
    claims.add_holder(
        scope, number=claim.number, person_id=asked[0], organization_id=asked[1]
    )  # fmt: skip
    proposal = claims.propose_reading(scope, number=claim.number, status="holds", reading="True.")
    return links.make(
        scope, READING, record_id=proposal.pk, person_id=asked[0], organization_id=asked[1]
    )


def at(link: str) -> str:
    return reverse("web:task", args=[link])


def seat_of(world: World) -> Seat:
    return Seat.everywhere.get(person=world.a.people["coordinator_university"])


def test_looking_uses_nothing_up(world: World, link: str) -> None:
    client = Client()
    for method in ("get", "head", "options"):
        getattr(client, method)(at(link))
    assert client.get(at(link)).status_code == 200
    assert client.post(at(link), YES).status_code == 200
    assert client.get(at(link)).status_code == 410
    assert client.post(at(link), YES).status_code == 410


def test_forwarded_to_the_other_side_it_answers_for_its_holder_or_not_at_all(
    world: World, link: str
) -> None:
    assert world.client("sponsor_district").post(at(link), YES).status_code == 403
    assert not Answer.everywhere.filter(organization=world.org("university")).exists()
    assert Client().post(at(link), YES).status_code == 200
    said = Answer.everywhere.latest("pk")
    assert said.person == world.a.people["coordinator_university"]
    assert said.organization == world.org("university")


def test_a_holder_who_may_no_longer_answer_can_not(world: World, link: str) -> None:
    Seat.everywhere.filter(pk=seat_of(world).pk).update(role=Role.MEMBER)
    assert Client().post(at(link), YES).status_code == 403
    assert Proposal.everywhere.get().state == Proposal.State.OPEN


def test_a_holder_whose_seat_ended_opens_nothing(world: World, link: str) -> None:
    yesterday = clock.today() - timedelta(days=1)
    Seat.everywhere.filter(pk=seat_of(world).pk).update(until=yesterday)
    assert Client().get(at(link)).status_code == 404
    assert Client().post(at(link), YES).status_code == 404


def test_a_holder_who_changed_sides_does_not_answer_for_the_new_one(
    world: World, link: str
) -> None:
    Seat.everywhere.filter(pk=seat_of(world).pk).update(organization=world.org("college"))
    assert Client().get(at(link)).status_code == 404
    assert Client().post(at(link), YES).status_code == 404
    assert not Answer.everywhere.filter(organization=world.org("college")).exists()


def test_the_page_of_a_link_is_kept_by_nobody_and_tells_no_other_site(
    world: World, link: str
) -> None:
    for answer in (Client().get(at(link)), Client().post(at(link), {"answer": "perhaps"}),
                   Client().post(at(link), YES), Client().get(at(link))):  # fmt: skip
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        # Not no-referrer: with it a browser sends the form from “null”, and it is refused.
        assert answer["Referrer-Policy"] == "same-origin"


def test_a_guessed_token_opens_nothing(world: World, link: str) -> None:
    stored = TaskLink.everywhere.first().token_hash
    assert Client().get(reverse("web:task", args=[stored])).status_code == 404
