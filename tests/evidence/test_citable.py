"""A coded passage as evidence elsewhere: card, search, key."""

from __future__ import annotations

import pytest

from evidence.helpers import add_source, code_words
from thirdspace.access.registries import citables, rooms, signals
from thirdspace.evidence import actions

QUOTE = citables.get("quote")


@pytest.fixture
def scope(world):
    return world.scope("researcher")


def test_a_card_says_who_when_and_where(scope) -> None:
    source = add_source(scope, role="program director", kind="interview", when="2026-05-22")
    coding = code_words(scope, source, "Nobody asked")
    card = QUOTE.cards(scope, [coding.pk, 10**6])[coding.pk]
    assert (card.words, card.is_quote) == ("Nobody asked", True)
    assert card.source_label == "Program director, Northfield"
    assert (card.kind_label, card.side, card.when) == ("interview", "university", "22 May 2026")
    assert card.url == f"/harbor/evidence/source/{source.pk}/?coding={coding.pk}#coding-{coding.pk}"


def test_passages_are_found_by_words_and_by_code(scope) -> None:
    source = add_source(scope)
    coding = code_words(scope, source, "Nobody asked us")
    for words in ("asked nobody", "ownership"):
        assert [card.record_id for card in QUOTE.find(scope, words, 10)] == [coding.pk]
    for words in ("together", "", '"'):
        assert not QUOTE.find(scope, words, 10)


def test_a_withheld_passage_is_not_found_by_its_words(world, scope) -> None:
    source = add_source(scope, consent="none", title="Nobody")
    code_words(scope, source, "Nobody asked us")
    assert not QUOTE.find(world.scope("member_district"), "Nobody", 10)
    [card] = QUOTE.find(world.scope("member_district"), "ownership", 10)
    assert card.withheld
    assert not card.words


def test_a_key_leads_back_to_its_passage(scope) -> None:
    source = add_source(scope)
    first = code_words(scope, source, "Nobody asked")
    actions.add_text_version(scope, source_id=source.pk, file="ana.txt", data=b"Nobody asked us.")
    second = code_words(scope, source, "Nobody asked")
    keys = QUOTE.to_key(scope, [first.pk, second.pk])
    mail = "researcher@harbor.example.org"
    assert keys == {
        first.pk: f"ana~1.txt:22-34:shared ownership:eroding:{mail}",
        second.pk: f"ana.txt:0-12:shared ownership:eroding:{mail}",
    }
    back = QUOTE.from_key(scope, [*keys.values(), "ana.txt:0-12", "none.txt:0-1", "odd"])
    assert back == {**{key: pk for pk, key in keys.items()}, "ana.txt:0-12": second.pk}


def test_a_short_key_that_fits_two_passages_fits_none(world, scope) -> None:
    source = add_source(scope)
    code_words(scope, source, "Nobody asked")
    code_words(world.scope("member_district"), source, "Nobody asked")
    assert QUOTE.from_key(scope, ["ana.txt:22-34"]) == {}


def test_no_key_for_what_an_export_leaves_out(world, scope) -> None:
    source = add_source(scope, access_class="research")
    coding = code_words(scope, source, "Nobody asked")
    assert QUOTE.to_key(world.scope("member_district"), [coding.pk]) == {}


def test_what_exists_is_asked_by_partnership(world, scope) -> None:
    coding = code_words(scope, add_source(scope), "Nobody asked")
    assert QUOTE.exists(scope.partnership_id, [coding.pk, 10**6]) == {coding.pk}
    assert QUOTE.exists(world.b.partnership.pk, [coding.pk]) == set()


def test_the_room_has_its_place(scope) -> None:
    assert rooms.get("evidence").order == 80
    code_words(scope, add_source(scope, when="2026-05"), "Nobody asked")
    [sign] = signals.get("evidence").signs(scope)
    assert (sign.dynamic, sign.strengthens, sign.count) == ("ownership", False, 1)
    assert (sign.side, sign.organization_name) == ("university", "Northfield")
