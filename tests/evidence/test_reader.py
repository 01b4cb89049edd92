"""The reader shows each passage in place, whatever the text is made of."""

from __future__ import annotations

import pytest

from evidence.helpers import add_source, code_words, newest
from thirdspace.evidence import actions
from thirdspace.evidence.reads import quotes, reader
from thirdspace.problems import NotThere


@pytest.fixture
def scope(world):
    return world.scope("researcher")


def shown(block: reader.Block) -> str:
    return "".join(piece.text for piece in block.pieces)


def marked(reading: reader.Reading) -> str:
    return "".join(p.text for b in reading.blocks for p in b.pieces if p.a or p.b)


@pytest.mark.parametrize(
    "words", ["👩‍🏫 said", "e\u0301te\u0301", "\U0001f1fa\U0001f1f8", "<b>bold</b> & more", "שלום"]
)
def test_offsets_are_code_points(scope, words) -> None:
    source = add_source(scope, f"🙂 first 👍🏽 {words} and last 🙂")
    coding = code_words(scope, source, words)
    assert marked(reader.reading(scope, source.pk)) == words
    assert quotes.cards(scope, [coding.pk])[coding.pk].words == words


def test_turns_carry_speaker_line_and_time(scope) -> None:
    text = (
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>We wrote it.\n\n01:02.000 --> 01:03.000\nYes.\n"
    )
    source = actions.add_source(scope, file="a.vtt", data=text, organization_id=None)
    first, second = reader.reading(scope, source.pk).blocks
    assert (first.speaker, first.clock, first.line) == ("Ana", "0:01", 1)
    assert (shown(second), second.clock, second.line) == ("Yes.", "1:02", 2)


def test_both_sides_marks_overlap_in_one_piece(world, scope) -> None:
    source = add_source(scope)
    code_words(scope, source, "wrote it together")
    code_words(world.scope("member_district"), source, "together. Nobody")
    pieces = [(p.text, p.a, p.b) for b in reader.reading(scope, source.pk).blocks for p in b.pieces]
    assert pieces == [
        ("We ", False, False), ("wrote it ", False, True), ("together", True, True),
        (". Nobody", True, False), (" asked us first.", False, False),
    ]  # fmt: skip


def test_a_passage_over_turns_is_anchored_once(scope) -> None:
    source = add_source(scope, "Ana: One two.\nBo: Three four.\nAna: Five.")
    coding = code_words(scope, source, "two.\nBo: Three")
    blocks = reader.reading(scope, source.pk).blocks
    assert [shown(b) for b in blocks] == ["One two.", "Three four.", "Five."]
    assert [p.anchors for b in blocks for p in b.pieces if p.anchors] == [(coding.pk,)]
    assert [len(b.codings) for b in blocks] == [1, 0, 0]


def test_a_passage_between_turns_is_shown(scope) -> None:
    source = add_source(scope, "Ana: One two.\nBo: Three four.")
    code_words(scope, source, "Bo:")
    assert marked(reader.reading(scope, source.pk)) == "Bo:"


@pytest.fixture
def long(scope):
    text = "\n".join(f"{'Ana' if n % 2 else 'Bo'}: turn {n} of many." for n in range(1000))
    return add_source(scope, text)


def test_a_long_text_comes_in_pages_that_join(scope, long) -> None:
    turn, said = 0, []
    while turn is not None:
        page = reader.reading(scope, long.pk, turn=turn)
        assert len(page.blocks) <= reader.TURNS_A_PAGE
        said += [shown(block) for block in page.blocks]
        turn = page.after
    assert said == [f"turn {n} of many." for n in range(1000)]


def test_a_passage_opens_on_its_page_and_in_its_text(scope, long) -> None:
    coding = code_words(scope, long, "turn 777 of many")
    actions.add_text_version(scope, source_id=long.pk, file="ana.txt", data=b"Short now.")
    page = reader.reading(scope, long.pk, coding_id=coding.pk)
    assert page.version == 1
    [here] = [block for block in page.blocks if block.here]
    assert shown(here) == "turn 777 of many."
    assert here.line == 778
    assert reader.reading(scope, long.pk).version == 2


def test_queries_do_not_grow_with_the_text(scope, long, django_assert_max_num_queries) -> None:
    for n in range(0, 50, 5):
        code_words(scope, long, f"turn {n} of")
    with django_assert_max_num_queries(9):
        reader.reading(scope, long.pk)


def test_no_such_text(scope) -> None:
    source = add_source(scope)
    with pytest.raises(NotThere):
        reader.reading(scope, source.pk, version=9)


def test_codes_are_counted_in_this_text_only(scope) -> None:
    source, other = add_source(scope), add_source(scope, file="b.txt")
    code_words(scope, source, "wrote", direction="strengthening")
    code_words(scope, other, "wrote")
    [line] = reader.reading(scope, source.pk).codes
    assert (line.strengthening, line.eroding) == (1, 0)


def test_a_closed_text_shows_its_quotes_and_not_a_word_more(world, scope) -> None:
    source = add_source(scope, access_class="research")
    code_words(scope, source, "Nobody asked")
    page = reader.reading(world.scope("member_district"), source.pk)
    assert [quote.card.words for quote in page.quotes] == ["Nobody asked"]
    assert not page.blocks
    with pytest.raises(NotThere):
        reader.words_of(world.scope("member_district"), newest(scope, source).pk)
