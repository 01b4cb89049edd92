"""The timeline merges acts and events in order, page by page, within the scope."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from thirdspace.access import audit, clock, registries
from thirdspace.access.scope import Visibility
from thirdspace.home.reads.timeline import Narrowed, Place, happened, news_since

from .conftest import NOW, add_claim

pytestmark = pytest.mark.django_db


def claim_on(scope, number: int, days_ago: int, **more) -> None:
    with clock.at(NOW - timedelta(days=days_ago)):
        add_claim(scope, number, f"Claim {number}", **more)


def all_pages(scope, size: int, narrowed: Narrowed | None = None) -> list[list[str]]:
    pages, cursor = [], ""
    while True:
        page = happened(scope, narrowed=narrowed, cursor=cursor, size=size)
        pages.append([event.sentence for event in page.events])
        if not page.next_cursor:
            return pages
        cursor = page.next_cursor


@pytest.fixture
def story(world, room):
    """Acts on days 1, 3, 5 …, events on days 0, 2, 2, 2, 4, 5."""
    scope = world.scope("coordinator")
    for number, days_ago in enumerate((9, 7, 5, 3, 1), start=1):
        claim_on(scope, number, days_ago)
    for sentence, days_ago in (("a", 0), ("b", 2), ("c", 2), ("d", 2), ("e", 4), ("f", 5)):
        room.add_event(f"event {sentence}", days_ago)
    return scope


def test_acts_and_events_come_newest_first(story) -> None:
    moments = [event.at for event in happened(story).events]
    assert len(moments) == 11
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 10, 11, 12])
def test_pages_lose_nothing_and_repeat_nothing(story, size: int) -> None:
    whole = all_pages(story, 50)[0]
    pages = all_pages(story, size)
    assert [line for page in pages for line in page] == whole
    assert all(len(page) == size for page in pages[:-1])


def test_many_acts_of_one_moment_are_paged_whole(world, room) -> None:
    scope = world.scope("coordinator")
    for number in range(1, 8):
        claim_on(scope, number, 1)
    for number in range(5):
        room.add_event(f"event {number}", 1)
    lines = [line for page in all_pages(scope, 2) for line in page]
    assert len(lines) == len(set(lines)) == 12


def test_one_organization_only(world, room) -> None:
    claim_on(world.scope("coordinator"), 1, 1)
    claim_on(world.scope("member_university"), 2, 2)
    for number in range(8):
        room.add_event(f"ours {number}", number, "Harbor County")
        room.add_event(f"theirs {number}", number, "Northfield")
    university = world.org("university")
    narrowed = Narrowed(organization_id=university.pk, organization_name=str(university))
    lines = [x for page in all_pages(world.scope("coordinator"), 2, narrowed) for x in page]
    assert len(lines) == 9
    assert not [line for line in lines if "ours" in line or "Claim 1" in line]


def test_one_room_only(story) -> None:
    room = all_pages(story, 50, Narrowed(room="test"))[0]
    claims = all_pages(story, 50, Narrowed(room="claims"))[0]
    assert (len(room), len(claims)) == (6, 5)


def test_what_another_organization_keeps_to_itself_is_not_told(world, room) -> None:
    claim_on(world.scope("member_university"), 1, 1, visibility=Visibility.OWN)
    claim_on(world.scope("member_university"), 2, 2)
    told = happened(world.scope("coordinator")).events
    assert [event.sentence for event in told if "Claim 1" in event.sentence] == []
    assert len(told) == 1
    assert len(happened(world.scope("member_university")).events) == 2


def test_the_doors_own_acts_read_as_sentences(world) -> None:
    scope = world.scope("coordinator")
    claim = add_claim(scope, 1, "We write it together")
    audit.record(scope, "access.answer_no", claim, label="Release C-01")
    told = happened(scope).events[0]
    assert told.sentence == "said no: Release C-01"
    assert (told.actor, told.organization_name, told.side) == (
        "Marcus Bell", "Harbor County", "district",
    )  # fmt: skip
    assert told.url == "/harbor/"


@pytest.mark.parametrize("cursor", ["", "x", "e30", "WzFd", "%%%", "bnVsbA", "WyJ4IiwxLDFd"])
def test_a_cursor_that_cannot_be_read_starts_at_the_top(story, cursor: str) -> None:
    assert happened(story, cursor=cursor).events == happened(story).events


def test_a_place_survives_the_address() -> None:
    place = Place(NOW, 7, 3)
    assert Place.read(place.written()) == place


def test_news_counts_what_changed_since_a_visit(story) -> None:
    news = news_since(story, NOW - timedelta(days=4))
    assert news.count == 2
    assert {event.at > NOW - timedelta(days=4) for event in news.events} == {True}


def test_the_page_offers_rooms_and_organizations(world, room) -> None:
    claim_on(world.scope("coordinator"), 1, 1)
    page = world.client("coordinator").get("/harbor/timeline/?organization=999999&room=zz")
    assert page.status_code == 200
    assert b"Northfield" in page.content
    assert b"Claim 1" in page.content


def test_the_page_leads_on_to_older_lines(world, room) -> None:
    for number in range(60):
        room.add_event(f"event {number:02d}", number)
    client = world.client("coordinator")
    first = client.get("/harbor/timeline/?room=").content.decode()
    (cursor,) = re.findall(r"cursor=([\w-]+)", first)
    second = client.get(f"/harbor/timeline/?cursor={cursor}").content.decode()
    told = re.findall(r"event (\d\d)", first) + re.findall(r"event (\d\d)", second)
    assert told == [f"{number:02d}" for number in range(60)]


def test_every_rooms_sentences_can_be_told(world) -> None:
    scope = world.scope("coordinator")
    claim = add_claim(scope, 1, "Any thing")
    verbs = [verb for room in registries.sentences.entries() for verb in room.by_verb]
    for verb in verbs:
        audit.record(scope, verb, claim, label="Any thing")
    told = [event.sentence for event in happened(scope, size=len(verbs)).events]
    assert len(told) == len(verbs)
    assert [sentence for sentence in told if "%(" in sentence] == []
