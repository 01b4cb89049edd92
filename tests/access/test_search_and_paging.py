"""Words find what may be seen, whatever is typed; pages follow one another without gaps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.access import clock, search
from thirdspace.access.models import SearchEntry
from thirdspace.access.paging import newest_first
from thirdspace.access.scope import Visibility
from thirdspace.partnership.models import Event


def _put(world, number: int, body: str, *, by: str = "coordinator", **fields) -> None:
    scope = world.scope(by)
    holder = Event(origin_id=scope.organization_id, **fields)
    search.put(scope, [search.entry(
        holder, kind="x", record_id=number, title=f"Note {number}", body=body, url="/",
        at=clock.now() - timedelta(days=number),
    )])  # fmt: skip


def _titles(world, words: str, who: str = "coordinator") -> list[str]:
    return [e.title for e in search.find(world.scope(who), words)]


def test_all_words_must_be_there_and_newest_is_first(world) -> None:
    _put(world, 1, "The charter was written by both sides")
    _put(world, 2, "The charter came late")
    assert _titles(world, "charter") == ["Note 1", "Note 2"]
    assert _titles(world, "charter both") == ["Note 1"]


def test_a_word_is_found_in_its_other_forms(world) -> None:
    _put(world, 1, "They write documents together")
    assert _titles(world, "document") == ["Note 1"]


def test_what_one_side_keeps_is_not_found_by_the_other(world) -> None:
    _put(world, 1, "secret plans", visibility=Visibility.OWN)
    assert _titles(world, "secret") == ["Note 1"]
    assert _titles(world, "secret", "member_university") == []


def test_a_changed_record_is_found_by_its_new_words_only(world) -> None:
    _put(world, 1, "first wording")
    _put(world, 1, "second wording")
    assert _titles(world, "first") == []
    assert _titles(world, "second") == ["Note 1"]


def test_a_dropped_record_is_gone(world) -> None:
    _put(world, 1, "first wording")
    search.drop(world.scope("coordinator"), kind="x", record_ids=[1])
    assert _titles(world, "first") == []


@pytest.mark.parametrize(
    "typed", ['"', "a AND", "NEAR(", "title:x", "*", "(", "'; --", "-a", "\x00"]
)
def test_nothing_typed_is_read_as_a_query_language(world, typed: str) -> None:
    _put(world, 1, "plain words")
    assert _titles(world, typed) == []


def test_pages_cover_all_rows_once(world) -> None:
    for number in range(25):
        _put(world, number % 25, "same day")
    rows = SearchEntry.objects.within(world.scope("coordinator"))
    seen, cursor = [], ""
    while True:
        page = newest_first(rows, field="at", cursor=cursor, size=7)
        seen += [r.pk for r in page.rows]
        if not page.next_cursor:
            break
        cursor = page.next_cursor
    assert len(seen) == len(set(seen)) == 25


@pytest.mark.django_db
@given(cursor=st.text(max_size=40))
@settings(max_examples=30)
def test_a_broken_cursor_starts_again_at_the_top(cursor: str) -> None:
    page = newest_first(SearchEntry.everywhere.all(), field="at", cursor=cursor)
    assert list(page.rows) == []
