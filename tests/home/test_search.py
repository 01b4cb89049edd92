"""Search finds what the scope may see, and never reads what is typed as syntax or markup."""

from __future__ import annotations

from datetime import timedelta

import pytest

from thirdspace.access import clock, search
from thirdspace.access.scope import Visibility
from thirdspace.home.reads.finding import found, jump

from .conftest import NOW, add_note

pytestmark = pytest.mark.django_db

HOSTILE = (
    '"', '""', "'", "NEAR(", "a AND", "OR", "NOT x", "title:x", "*", "wri*", "(", ")", "^x", "-",
    "--", "{a b}", "x + y", ":", "\\", "%", "<script>", "x\x00y", "“", "🙂", "a" * 5000, "C-",
    "; DROP TABLE",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_typed_is_only_words(world, room, words: str) -> None:
    add_note(world.scope("coordinator"), "We write it together")
    page = world.client("coordinator").get("/harbor/search/", {"q": words})
    assert page.status_code == 200
    assert b"<script>" not in page.content.split(b"<main")[1]


def test_hits_are_marked_and_safe(world, room) -> None:
    scope = world.scope("coordinator")
    add_note(scope, "<b>Both</b> sides were writing & reading")
    hit = found(scope, "write").hits[0]
    assert "<mark>writing</mark>" in hit.title
    assert "&lt;b&gt;Both&lt;/b&gt;" in hit.title
    assert "&amp; reading" in hit.title


def test_a_snippet_shows_the_words_around_the_find(world, room) -> None:
    scope = world.scope("coordinator")
    note = add_note(scope, "Long one")
    body = "start " + "word " * 100 + "needle " + "word " * 100
    search.put(
        scope,
        [search.entry(note, kind="note", record_id=note.pk, title="Long", body=body, url="/n/")],
    )
    snippet = found(scope, "needle").hits[0].snippet
    assert snippet.startswith("… word")
    assert "<mark>needle</mark>" in snippet
    assert snippet.endswith(" …")
    assert len(snippet) < 300


def test_only_what_may_be_seen_is_found_and_counted(world, room) -> None:
    add_note(world.scope("member_university"), "needle of one side", Visibility.OWN)
    add_note(world.scope("member_university"), "needle of all")
    add_note(world.b.scope("coordinator"), "needle far away")
    seen = found(world.scope("coordinator"), "needle")
    assert seen.count == 1
    assert [each.count for each in seen.kinds] == [1]
    assert found(world.scope("member_university"), "needle").count == 2


def test_pages_follow_one_another(world, room) -> None:
    scope = world.scope("coordinator")
    for number in range(7):
        with clock.at(NOW - timedelta(days=number // 3)):
            add_note(scope, f"needle {number}")
    titles, cursor = [], ""
    while True:
        page = found(scope, "needle", cursor=cursor, size=2)
        titles += [hit.title for hit in page.hits]
        cursor = page.next_cursor
        if not cursor:
            break
    assert len(titles) == len(set(titles)) == 7


def test_one_kind_only(world, room) -> None:
    scope = world.scope("coordinator")
    note = add_note(scope, "needle")
    other = search.entry(note, kind="claim", record_id=1, title="needle", body="", url="/o/")
    search.put(scope, [other])
    assert found(scope, "needle", kind="note").count == 1
    assert {each.label for each in found(scope, "needle").kinds} == {"Note", "Claim"}


def test_a_short_name_jumps_to_the_thing(world, room) -> None:
    scope = world.scope("coordinator")
    note = add_note(scope, "x")
    page = world.client("coordinator").get("/harbor/search/", {"q": f" n-{note.pk} "})
    assert page.status_code == 302
    assert page["Location"] == f"/note/{note.pk}/"
    assert jump(scope, "N-999999") == ""


def test_a_short_name_of_another_side_does_not_jump(world, room) -> None:
    note = add_note(world.scope("member_university"), "x", Visibility.OWN)
    assert jump(world.scope("coordinator"), f"N-{note.pk}") == ""


def test_an_empty_search_says_what_to_type(world) -> None:
    page = world.client("coordinator").get("/harbor/search/")
    assert "C-07" in page.content.decode()
