"""Turns of plain text: speakers where lines begin with a name and a colon, else paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thirdspace.formats.text.records import Turn

# A name of at most four words and 40 characters, perhaps bold in Markdown: “Ana:”, “**DR. LEE:** ”.
_LABEL = re.compile(
    r"[ \t]*(?P<bold>\*\*|__)?(?P<name>[^\W\d_][\w.'’#&/-]*(?:[ ][\w.'’#&/()-]+){0,3})[ ]?"
    r"(?:(?P=bold)[ ]?:|:(?P=bold)|(?(bold)(?!)|:))(?=\s|\Z)[ \t]*"
)
_LONGEST_LABEL = 40
_FEWEST_TURNS = 2


def plain_turns(text: str) -> tuple[Turn, ...]:
    """Divide a text into turns.

    Two lines or more that begin with a speaker's label make a transcript; what stands before the
    first label has no speaker. Otherwise each paragraph (parted by empty lines) is a turn.
    """
    labels = [(at, found) for at, line in _lines(text) if (found := label(line))]
    if len(labels) < _FEWEST_TURNS:
        return tuple(_paragraphs(text, 0, len(text)))
    turns = list(_paragraphs(text, 0, labels[0][0]))
    ends = [at for at, _ in labels[1:]] + [len(text)]
    for (at, (speaker, length)), end in zip(labels, ends, strict=True):
        turns += _trimmed(text, at + length, end, speaker)
    return tuple(turns)


def label(line: str) -> tuple[str, int] | None:
    """Find the speaker a line begins with, and how many characters the label takes."""
    if ":" not in line[: _LONGEST_LABEL + 8]:
        return None
    match = _LABEL.match(line)
    if not match or len(match["name"]) > _LONGEST_LABEL or not match["name"][0].isupper():
        return None
    return match["name"], match.end()


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Give each line with its offset; only a line feed ends a line."""
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _paragraphs(text: str, start: int, end: int) -> Iterator[Turn]:
    begin = start
    for at, line in _lines(text[start:end]):
        if not line.strip():
            yield from _trimmed(text, begin, start + at, None)
            begin = start + at
    yield from _trimmed(text, begin, end, None)


def _trimmed(text: str, start: int, end: int, speaker: str | None) -> Iterator[Turn]:
    """Give the turn without the space around it, or nothing if it is all space."""
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    if right:
        yield Turn(speaker, start + left, start + right)
