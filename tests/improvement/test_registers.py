"""What the room gives to the others."""

from __future__ import annotations

from datetime import date

import pytest

from improvement.conftest import MONDAY
from thirdspace.access import entrance, registries
from thirdspace.access.scope import Audience
from thirdspace.improvement import actions
from thirdspace.improvement.models import Measure

CITABLE = registries.citables.get("signal")
SOURCE = registries.signals.get("improvement")


def wrong():
    return list(registries.checks.get("improvement.readings").find())


def test_a_signal_asks_for_a_look(world, shifted):
    (signal,) = SOURCE.signals(world.scope("member_college"))
    assert signal.need == "look"
    assert signal.title == "Days until answered has shifted down since 24 Nov 2025"
    assert signal.url == "/harbor/improvement/measure/M-01/"
    assert signal.side == "joint"
    assert signal.next_step


@pytest.mark.parametrize(("better", "strengthens"), [("lower", True), ("higher", False)])
def test_a_signal_is_a_sign_on_its_day(world, shifted, better, strengthens):
    scope = world.scope("coordinator")
    actions.change_measure(scope, key="M-01", better=better)
    (sign,) = SOURCE.signs(scope)
    assert (sign.dynamic, sign.on, sign.computed) == ("structures", date(2025, 11, 24), True)
    assert sign.strengthens is strengthens
    assert sign.latest


@pytest.mark.parametrize("fields", [{"dynamic": ""}, {"better": ""}])
def test_a_measure_that_speaks_to_nothing_gives_no_sign(world, shifted, fields):
    scope = world.scope("coordinator")
    actions.change_measure(scope, key="M-01", **fields)
    assert SOURCE.signs(scope) == []
    assert len(SOURCE.signals(scope)) == 1


def test_signals_and_cards_stay_where_they_belong(world, shifted):
    scope = world.scope("coordinator")
    actions.change_measure(scope, key="M-01", visibility="own")
    for other in (
        world.scope("member_university"),
        world.scope("funder"),
        world.b.scope("coordinator"),
        entrance.read_as("harbor", Audience.PUBLIC),
    ):
        assert SOURCE.signals(other) == []
        assert SOURCE.signs(other) == []
        assert CITABLE.cards(other, [shifted.pk]) == {}
        assert CITABLE.find(other, "days", 5) == []
        assert CITABLE.find(other, "", 5) == []
        assert CITABLE.to_key(other, [shifted.pk]) == {}
        assert CITABLE.from_key(other, ["M-01"]) == {}
    assert shifted.pk in CITABLE.cards(scope, [shifted.pk])


def test_a_card_reads_as_the_chart_does(world, shifted, django_assert_num_queries):
    scope = world.scope("coordinator")
    actions.change_measure(scope, key="M-01", organization_id=world.org("university").pk)
    with django_assert_num_queries(2):
        card = CITABLE.cards(scope, [shifted.pk])[shifted.pk]
    assert card.words.startswith(
        "Days until answered has shifted down since 24 Nov 2025. 22 points"
    )
    assert not card.is_quote
    assert (card.side, card.organization_name) == ("university", "Northfield")
    assert str(card.figure).startswith("<svg")


def test_a_card_of_nobodys_measure_is_computed(world, shifted):
    scope = world.scope("coordinator")
    assert CITABLE.cards(scope, [shifted.pk])[shifted.pk].side == "computed"


def test_a_measure_is_found_by_its_words_and_key(world, shifted):
    scope = world.scope("member_university")
    assert [card.record_id for card in CITABLE.find(scope, "days answered", 5)] == [shifted.pk]
    assert [card.record_id for card in CITABLE.find(scope, "", 5)] == [shifted.pk]
    assert CITABLE.find(scope, "nothing like it", 5) == []
    assert CITABLE.to_key(scope, [shifted.pk]) == {shifted.pk: "M-01"}
    assert CITABLE.from_key(scope, ["M-01", "M-99"]) == {"M-01": shifted.pk}
    assert CITABLE.exists(scope.partnership_id, [shifted.pk, 999]) == {shifted.pk}
    assert CITABLE.exists(world.b.partnership.pk, [shifted.pk]) == set()


def test_a_reading_that_is_not_the_charts_is_reported(world, shifted):
    scope = world.scope("coordinator")
    assert wrong() == []
    Measure.objects.within(scope).update(reading={**shifted.reading, "signal": False})
    (sentence,) = wrong()
    assert f"measure {shifted.pk} " in sentence
    actions.record_observation(scope, key="M-01", on=MONDAY, value=3)
    assert wrong() == []
