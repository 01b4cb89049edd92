"""Events can be cited, found, and read in the timeline as exactly as they are known."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from thirdspace.access.registries import checks, citables, events
from thirdspace.partnership import actions
from thirdspace.partnership.models import Event, OutsideId, Seat
from thirdspace.problems import InputProblem


@pytest.fixture
def told(world):
    scope = world.scope("coordinator")
    for when, what in (
        ("2022-01-26", "a one-day retreat"), ("2022-04", "a coordinator is named"),
        ("2021", "the first grant"), ("", "several superintendents"),
    ):  # fmt: skip
        actions.add_event(scope, what=what, when=when, organization_id=world.org("district").pk)
    return world


def test_the_timeline_says_dates_as_exactly_as_they_are_known(told):
    lines = events.get("partnership").happenings(told.scope("member_university"), None, 10)
    assert [line.when for line in lines] == ["April 2022", "26 Jan 2022", "2021"]
    assert {line.side for line in lines} == {"district"}


def test_the_timeline_is_read_in_pages(told):
    source = events.get("partnership")
    before = datetime(2022, 2, 1, tzinfo=ZoneInfo("UTC"))
    lines = source.happenings(told.scope("member_university"), before, 1)
    assert [line.sentence for line in lines] == ["a one-day retreat"]


def test_an_event_is_cited_and_named_in_a_folder(told):
    kind = citables.get("event")
    scope = told.scope("member_university")
    found = kind.find(scope, "RETREAT", 5)
    assert [card.words for card in found] == ["a one-day retreat"]
    pk = found[0].record_id
    assert kind.cards(scope, [pk])[pk].organization_name == "Harbor County"
    assert kind.to_key(scope, [pk]) == {pk: "2022-01-26 a one-day retreat"}
    assert kind.from_key(scope, ["2022-01-26 a one-day retreat", "none"]) == {
        "2022-01-26 a one-day retreat": pk
    }
    assert kind.exists(scope.partnership_id, [pk, 0]) == {pk}


def test_another_partnership_finds_nothing(told):
    kind = citables.get("event")
    scope = told.b.scope("coordinator")
    pk = Event.everywhere.first().pk
    assert kind.find(scope, "retreat", 5) == []
    assert kind.cards(scope, [pk]) == {}
    assert kind.exists(scope.partnership_id, [pk]) == set()


@pytest.mark.parametrize("given", [{"what": " "}, {"what": "x", "when": "19.4.2022"}])
def test_an_event_needs_words_and_a_real_date(world, given):
    with pytest.raises(InputProblem):
        actions.add_event(world.scope("coordinator"), **given)


def test_the_check_finds_what_no_form_would_let_in(world):
    find = checks.get("partnership").find
    assert list(find()) == []
    Seat.everywhere.filter(person=world.a.people["member_district"]).update(
        organization=world.b.org("district"), since="2024-01-02", until="2024-01-01"
    )
    OutsideId.everywhere.create(
        organization=world.org("college"), system="ipeds_unitid", value="12"
    )
    assert len(list(find())) == 3
