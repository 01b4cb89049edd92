"""Decisions and promises as evidence: cards, search, natural keys, who sees what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from thirdspace.access import clock, entrance, registries
from thirdspace.access.scope import Audience, Visibility
from thirdspace.meetings.actions import decisions, promises
from thirdspace.meetings.models import Decision, Promise


@pytest.fixture(autouse=True)
def _stopped(now):
    """All happens on 16 June 2026."""


@pytest.fixture
def decision(world):
    return decisions.decide(world.scope("coordinator"), text="The plan starts blank.")


@pytest.fixture
def promise(world):
    return promises.make_promise(
        world.scope("coordinator"), text="Send the course map",
        owner_id=world.a.people["member_university"].pk,
        due=clock.today() + timedelta(days=3),
    )  # fmt: skip


def card(scope, kind, record):
    return registries.citables.get(kind).cards(scope, [record.pk]).get(record.pk)


def test_a_decision_of_one_side_and_of_all(world, decision):
    scope = world.scope("member_university")
    shown = card(scope, "decision", decision)
    assert (shown.words, shown.side, shown.organization_name) == (
        "The plan starts blank.", "district", "Harbor County",
    )  # fmt: skip
    assert (shown.source_label, shown.url) == ("D-01, Decided", "/harbor/meetings/decisions/1/")
    decisions.change_decision(
        scope, number=1, text="x", proposed_by_id=world.org("district").pk,
        decided_ids=[world.org("district").pk, world.org("university").pk], absent_ids=[],
        counts_for_ids=[], benefits={}, bears={}, reason="",
    )  # fmt: skip
    assert card(scope, "decision", decision).side == "joint"


def test_a_promise_names_its_owner_inside_only(world, promise):
    shown = card(world.scope("member_district"), "promise", promise)
    assert (shown.side, shown.organization_name, shown.when) == (
        "university", "Northfield", "16 Jun 2026",
    )  # fmt: skip
    assert shown.source_label == "P-01, Open, Samir Patel"
    Promise.objects.within(world.scope("operator")).update(visibility=Visibility.PUBLIC)
    outside = card(entrance.read_as("harbor", Audience.PUBLIC), "promise", promise)
    assert "Samir" not in str(outside)
    assert outside.organization_name == "Northfield"


def test_outside_nothing_is_seen_before_release(world, decision, promise):
    for scope in (
        world.scope("funder"), entrance.read_as("harbor", Audience.PUBLIC),
        world.b.scope("coordinator"),
    ):  # fmt: skip
        assert card(scope, "decision", decision) is None
        assert card(scope, "promise", promise) is None


@pytest.mark.parametrize(
    ("kind", "words"),
    [("decision", "blank"), ("decision", "D-01"), ("decision", "D-1"), ("decision", ""),
     ("promise", "course map"), ("promise", "P-01"), ("promise", "")],
)  # fmt: skip
def test_found_by_words_and_by_name(world, decision, promise, kind, words):
    find = registries.citables.get(kind).find
    assert len(find(world.scope("member_university"), words, 5)) == 1
    assert find(world.b.scope("member_university"), words, 5) == []
    assert find(world.scope("member_university"), "zebra", 5) == []
    assert find(world.scope("member_university"), "D-99" if kind == "decision" else "P-99", 5) == []


@pytest.mark.parametrize(("kind", "name"), [("decision", "D-01"), ("promise", "P-01")])
def test_natural_keys_go_both_ways(world, decision, promise, kind, name):
    citable = registries.citables.get(kind)
    record = decision if kind == "decision" else promise
    scope = world.scope("operator")
    assert citable.to_key(scope, [record.pk]) == {record.pk: name}
    assert citable.from_key(scope, [name, "X-01", "D-", "P-٣", "D-1 or more"]) == {name: record.pk}
    assert citable.from_key(world.b.scope("operator"), [name]) == {}
    assert citable.exists(world.a.partnership.pk, [record.pk, 9999]) == {record.pk}
    assert citable.exists(world.b.partnership.pk, [record.pk]) == set()


def test_many_in_few_queries(world, decision, django_assert_max_num_queries):
    for number in range(20):
        decisions.decide(world.scope("coordinator"), text=f"Number {number}")
    ids = list(Decision.objects.within(world.scope("operator")).values_list("pk", flat=True))
    scope = world.scope("coordinator")
    with django_assert_max_num_queries(2):
        assert len(registries.citables.get("decision").cards(scope, ids)) == 21
