"""Segments lose no character, and each passage is covered exactly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thirdspace.evidence.highlights import Span, first_seen, segments

TEXTS = st.text(alphabet="ab \n👩‍🏫é\u0301<&", max_size=60)


@st.composite
def marked_texts(draw):
    text = draw(TEXTS)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = [
        Span(number, min(pair), max(pair))
        for number, pair in enumerate(draw(st.lists(places, max_size=12)))
        if pair[0] != pair[1]
    ]
    return text, spans


@given(marked_texts())
def test_segments_joined_are_the_text(marked) -> None:
    text, spans = marked
    assert "".join(part.text for part in segments(text, spans)) == text


@given(marked_texts())
def test_each_passage_is_covered_exactly(marked) -> None:
    text, spans = marked
    parts = segments(text, spans)
    for span in spans:
        shown = "".join(part.text for part in parts if span.id in part.covered_by)
        assert shown == text[span.start : span.end]
        assert first_seen(parts)[span.id] == span.start


@given(marked_texts(), st.data())
def test_a_window_shows_its_share_of_each_passage(marked, data) -> None:
    text, spans = marked
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    parts = segments(text[start:end], spans, offset=start)
    assert "".join(part.text for part in parts) == text[start:end]
    for span in spans:
        shown = "".join(part.text for part in parts if span.id in part.covered_by)
        assert shown == text[max(span.start, start) : max(min(span.end, end), start)]


def test_overlapping_passages_share_a_segment() -> None:
    parts = segments("abcdef", [Span(1, 0, 4), Span(2, 2, 6)])
    assert [(part.text, part.covered_by) for part in parts] == [
        ("ab", (1,)),
        ("cd", (1, 2)),
        ("ef", (2,)),
    ]
