"""Overlapping passages as a row of segments: cut at every boundary, each knows what covers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """A passage: code points from `start`, the end exclusive."""

    id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same passages cover from end to end."""

    start: int
    text: str
    covered_by: tuple[int, ...]


def segments(text: str, spans: Iterable[Span], *, offset: int = 0) -> tuple[Segment, ...]:
    """Cut a text at the boundaries of the passages that touch it.

    Parameters
    ----------
    text : str
        What is shown.
    spans : iterable of Span
        Passages, in offsets of the whole text; what lies outside `text` is left out.
    offset : int
        Where `text` begins in the whole text.

    Returns
    -------
    tuple of Segment
        Their texts, joined, are `text`; none is empty.
    """
    end = offset + len(text)
    touching = [span for span in spans if span.start < end and span.end > offset]
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for span in touching:
        starts.setdefault(max(span.start, offset), []).append(span.id)
        ends.setdefault(min(span.end, end), []).append(span.id)
    cuts = sorted({offset, end, *starts, *ends})
    covering: dict[int, None] = {}  # a set that keeps its order
    found = []
    for start, stop in pairwise(cuts):
        for gone in ends.get(start, ()):
            del covering[gone]
        covering.update(dict.fromkeys(starts.get(start, ())))
        found.append(Segment(start, text[start - offset : stop - offset], tuple(covering)))
    return tuple(found)


def first_seen(parts: Sequence[Segment]) -> dict[int, int]:
    """Return for each passage the start of the first segment that shows it: its anchor."""
    seen: dict[int, int] = {}
    for part in parts:
        for span in part.covered_by:
            seen.setdefault(span, part.start)
    return seen
