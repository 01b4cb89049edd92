"""The board tells the numbers a naive count gives, to each reader their own, in few queries."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thirdspace.access import clock
from thirdspace.access.scope import Visibility
from thirdspace.claims.models import Claim
from web.html import Page

from .conftest import NOW, add_claim, add_note, link

pytestmark = pytest.mark.django_db


def words_of(response) -> str:
    assert response.status_code == 200
    body = response.content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_the_head_says_how_old_and_how_large_it_is(world, room) -> None:
    room.add_signal("act", "Sign the renewal")
    room.add_signal("look", "Absence shifted")
    text = words_of(world.client("coordinator").get("/harbor/"))
    assert "Tuesday 16 June 2026, month 11." in text
    assert "5 organizations, 11 people." in text
    assert "1 thing needs someone now." in text


def test_signals_come_most_pressing_first(world, room) -> None:
    for need, title, weight in (
        ("look", "L", 9), ("act", "A1", 1), ("wait", "W", 3), ("act", "A2", 2), ("talk", "T", 0),
    ):  # fmt: skip
        room.add_signal(need, f"signal-{title}", weight)
    text = words_of(world.client("coordinator").get("/harbor/"))
    assert re.findall(r"signal-(\w+)", text) == ["A2", "A1", "T", "W", "L"]


def test_many_signals_stand_on_a_page_of_their_own(world, room) -> None:
    for number in range(30):
        room.add_signal("talk", f"signal-{number}")
    client = world.client("coordinator")
    text = words_of(client.get("/harbor/"))
    assert len(re.findall(r"signal-\d", text)) == 12
    assert "All 30 signals" in text
    assert len(re.findall(r"signal-\d", words_of(client.get("/harbor/attention/")))) == 30


def test_claims_stand_as_they_are_counted(world, room) -> None:
    seed_claims(world, 8)
    scope = world.scope("coordinator")
    Claim.objects.within(scope).filter(number=3).update(contrasts=9)
    page = Page(world.client("coordinator").get("/harbor/").content.decode())
    labels = [e["aria-label"] for e in page.elements if ") contrast, " in e.get("aria-label", "")]
    assert labels == ["2 (Harbor County 2) contrast, 1 (Harbor County 1) support"] * 6
    text = words_of(world.client("coordinator").get("/harbor/"))
    assert "6 of 8 claims, the most contested first." in text
    assert re.findall(r"C-\d\d", text)[0] == "C-03"


def test_an_empty_board_says_what_to_do(world) -> None:
    response = world.client("coordinator").get("/harbor/")
    text = words_of(response)
    assert "Nothing needs someone now." in text
    assert "Start by writing a claim or adding a source." in text
    assert "/harbor/claims/new/" in Page(response.content.decode()).links


def test_the_main_act_is_absent_without_the_right(world) -> None:
    page = world.client("sponsor_district").get("/harbor/")
    assert "/harbor/claims/new/" not in Page(page.content.decode()).links


def test_the_board_is_whole(world, room) -> None:
    room.add_signal("act", "Sign the renewal")
    room.add_sign("benefits", date(2026, 6, 1), strengthens=True, count=30)
    seed_claims(world, 3)
    page = Page(world.client("coordinator").get("/harbor/").content.decode())
    assert page.repeated_ids() == []
    assert page.dangling_references() == []
    assert page.unlabelled_controls() == []


def seed_claims(world, many: int, *, first: int = 1) -> None:
    scope = world.scope("coordinator")
    for number in range(first, first + many):
        claim = add_claim(scope, number, f"Statement {number}")
        for stance in ("supports", "contrasts", "contrasts"):
            link(scope, claim, add_note(scope, f"Note {next(_numbers)}"), stance)


_numbers = count()


@pytest.mark.usefixtures("counted_on_sqlite")
def test_queries_stay_the_same_however_much_there_is(world, room) -> None:
    client = world.client("coordinator")
    client.get("/harbor/")
    counts = []
    for first, many in ((1, 2), (3, 30)):
        seed_claims(world, many, first=first)
        with CaptureQueriesContext(connection) as captured:
            client.get("/harbor/")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 25


def test_each_side_sees_its_own_private_records_only(world, room) -> None:
    for name, word in (("coordinator", "DISTRICTONLY"), ("member_university", "UNIVERSITYONLY")):
        scope = world.scope(name)
        number = 1 if name == "coordinator" else 2
        claim = add_claim(scope, number, f"{word} claim", Visibility.OWN)
        link(scope, claim, add_note(scope, f"{word} note", Visibility.OWN), "supports")
    pages = ("/harbor/", "/harbor/timeline/", "/harbor/search/?q=claim", "/harbor/search/?q=note",
             "/harbor/report/?reader=partnership", "/harbor/attention/")  # fmt: skip
    for path in pages:
        for name, other in (
            ("coordinator", b"UNIVERSITYONLY"),
            ("member_university", b"DISTRICTONLY"),
        ):
            assert other not in world.client(name).get(path).content, path


def test_nothing_of_another_partnership_is_told(world, room) -> None:
    scope = world.b.scope("coordinator")
    claim = add_claim(scope, 1, "CANARYFAR claim", Visibility.PUBLIC)
    link(scope, claim, add_note(scope, "CANARYFAR note", Visibility.PUBLIC), "supports")
    client = world.client("coordinator")
    for path in ("", "timeline/", "search/?q=claim", "report/?reader=public", "attention/"):
        assert b"CANARYFAR" not in client.get(f"/harbor/{path}").content
        assert client.get(f"/far/{path}").status_code == 404


def test_the_funder_sees_no_people_and_no_numbers_of_them(world) -> None:
    text = words_of(world.client("funder").get("/harbor/"))
    assert "people" not in text.split("Needs attention")[0]


@pytest.mark.usefixtures("counted_on_sqlite")
def test_a_second_visit_tells_what_changed_since(world, room) -> None:
    client, scope = world.client("coordinator"), world.scope("member_university")
    assert "What happened lately" in words_of(client.get("/harbor/"))
    with clock.at(NOW + timedelta(hours=2)):
        add_claim(scope, 1, "New one")
    with clock.at(NOW + timedelta(hours=3)):
        text = words_of(client.get("/harbor/"))
        assert "Since you were last here" in text
        assert "1 thing changed." in text
    with (
        clock.at(NOW + timedelta(hours=3, minutes=30)),
        CaptureQueriesContext(connection) as queries,
    ):
        assert "1 thing changed." in words_of(client.get("/harbor/"))
    written = [q["sql"] for q in queries if not q["sql"].lstrip().upper().startswith("SELECT")]
    assert written == []


def test_the_only_partnership_opens_at_once(world) -> None:
    assert world.client("coordinator").get("/")["Location"] == "/harbor/"


def test_somebody_without_a_seat_is_told_what_to_do(world) -> None:
    assert "You have no seat" in words_of(world.client("stranger").get("/"))


def test_several_partnerships_are_listed(world) -> None:
    from thirdspace.partnership.models import Seat

    Seat.everywhere.create(
        partnership=world.b.partnership, person=world.a.people["coordinator"],
        organization=world.b.org("state"), role="facilitator",
    )  # fmt: skip
    page = world.client("coordinator").get("/")
    assert {"/harbor/", "/far/"} <= Page(page.content.decode()).links
    assert "Facilitator or coach" in words_of(page)
