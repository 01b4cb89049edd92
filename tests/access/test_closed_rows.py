"""What happens before there is a scope works while PostgreSQL keeps every row closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from cast import PASSWORD, World, build_world
from thirdspace.access import clock, links, rows
from thirdspace.claims import actions as claims
from thirdspace.claims.models import Claim
from thirdspace.claims.wording import READING
from thirdspace.network.models import Network, NetworkSeat, Release
from thirdspace.partnership import actions as partnership
from thirdspace.partnership.models import Seat

pytestmark = pytest.mark.rows_closed


@pytest.fixture
def closed(db) -> World:
    """Both partnerships, with all rows closed again."""
    cache.clear()
    with rows.holding_all():
        world = build_world()
        partnership.add_event(world.scope("coordinator"), what="We wrote a day long.")
    return world


@pytest.fixture
def signed_in(closed: World) -> Client:
    client = Client()
    given = {"login": "coordinator@harbor.example.org", "password": PASSWORD}
    assert client.post("/account/login/", given).status_code == 302
    return client


def test_the_rows_are_really_closed(closed: World) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has this second lock")
    assert not Seat.everywhere.exists()
    with rows.holding([closed.a.partnership.pk]):
        assert set(Seat.everywhere.values_list("partnership", flat=True)) == {
            closed.a.partnership.pk
        }


def test_sign_in_and_the_way_to_the_board(signed_in: Client) -> None:
    assert signed_in.get("/").url == "/harbor/"
    for path in ("", "timeline/", "search/?q=wrote", "claims/", "evidence/", "evidence/matrix/",
                 "improvement/", "agreements/", "agreements/waiting/", "agreements/acting/",
                 "attention/", "report/?reader=public", "evidence/codings.csv"):  # fmt: skip
        assert signed_in.get(f"/harbor/{path}").status_code == 200, path
    assert signed_in.get("/far/").status_code == 404
    assert signed_in.get("/harbor/claims/99/").status_code == 404


def test_what_one_writes_is_stored(signed_in: Client, closed: World) -> None:
    made = signed_in.post(
        "/harbor/claims/new/", {"statement": "We write together.", "visibility": "partnership"}
    )
    assert made.status_code == 302
    assert signed_in.get(made.url).status_code == 200
    acting = {"organization": closed.org("district").pk}
    assert signed_in.post("/harbor/agreements/acting/", acting).status_code == 302
    assert signed_in.post("/harbor/agreements/copy/").status_code == 200


def test_a_network(signed_in: Client, closed: World) -> None:
    network = Network.everywhere.create(key="coast", name="Coast")
    NetworkSeat.everywhere.create(network=network, person=closed.a.people["coordinator"])
    with rows.holding_all():
        for place in (closed.a, closed.b):
            Release.everywhere.create(
                network=network, partnership=place.partnership, what="codings",
                released_at=clock.now(),
            )  # fmt: skip
    assert signed_in.get("/networks/").status_code == 200
    page = signed_in.get("/networks/coast/")
    assert b"Far Leaders Partnership" in page.content
    assert signed_in.get("/networks/coast/matrix.csv").status_code == 200


def test_a_signed_link(closed: World) -> None:
    university = closed.a.people["coordinator_university"]
    with rows.holding_all():
        scope = closed.scope("coordinator")
        claim = claims.make_claim(scope, statement="We write together.")
        asked = {"person_id": university.pk, "organization_id": closed.org("university").pk}
        claims.add_holder(scope, number=claim.number, **asked)
        proposal = claims.propose_reading(
            scope, number=claim.number, status="holds", reading="It is true."
        )
        token = links.make(scope, READING, record_id=proposal.pk, **asked)
    page = reverse("web:task", args=[token])
    assert Client().get(page).status_code == 200
    assert Client().post(page, {"answer": "perhaps"}).status_code == 422
    assert Client().post(page, {"answer": "yes"}).status_code == 200
    assert Client().get(page).status_code == 410
    with rows.holding_all():
        assert Claim.everywhere.get().status == "holds"


def test_one_acts_for_an_organization_of_one_s_own_seats_only(
    signed_in: Client, closed: World
) -> None:
    for made_up in (closed.org("university").pk, closed.b.org("district").pk, 0, "x", None, [1]):
        session = signed_in.session
        session["acting_for"] = {"harbor": made_up}
        session.save()
        board = signed_in.get("/harbor/")
        assert board.status_code == 200
        assert board.context["scope"].organization_id == closed.org("district").pk
    with rows.holding_all():
        Seat.everywhere.filter(person=closed.a.people["coordinator"]).update(
            until=clock.today() - timedelta(days=1)
        )
    assert signed_in.get("/harbor/").status_code == 404
