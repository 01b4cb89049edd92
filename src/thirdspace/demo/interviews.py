"""Interviews as they are kept here: a head, and a text with its coded passages marked.

``{Joint drafting +|There was no draft.}`` marks a passage, its code and its direction; passages
may stand inside one another. The marks are taken out before anybody sees the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

_MARK = re.compile(r"\{(?P<code>[A-Z][A-Za-z -]*?) (?P<sign>[+-])\||(?P<end>\})")
_DIRECTIONS = {"+": "strengthening", "-": "eroding"}


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text under a code; `start` and `end` are code points, the end exclusive."""

    start: int
    end: int
    code: str
    direction: str


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview: its head, its plain text, its coded passages in order."""

    number: int
    file: str
    head: dict[str, str]
    when: date
    coder: str
    text: str
    passages: tuple[Passage, ...]

    def words(self, passage: Passage) -> str:
        """Return the words of a passage."""
        return self.text[passage.start : passage.end]

    def find(self, code: str, words: str) -> Passage:
        """Return the one passage with a code that begins with some words.

        Raises
        ------
        LookupError
            There is none, or more than one.
        """
        found = [p for p in self.passages if p.code == code and self.words(p).startswith(words)]
        if len(found) != 1:
            raise LookupError(f"{self.file}: {len(found)} passages “{code}” with “{words}”.")
        return found[0]


@cache
def interviews(partnership: str) -> tuple[Interview, ...]:
    """Return all interviews of a partnership by number."""
    folder = resources.files("thirdspace.demo") / "interviews" / partnership
    files = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return tuple(_read(entry.name, entry.read_text(encoding="utf-8")) for entry in files)


def _read(name: str, content: str) -> Interview:
    top, _gap, body = content.partition("\n\n")
    head = dict(line.split(": ", 1) for line in top.splitlines())
    when, coder = date.fromisoformat(head["when"]), head.pop("coder")
    text, passages = unmark(body)
    return Interview(int(name[:2]), name, head, when, coder, text, passages)


def unmark(marked: str) -> tuple[str, tuple[Passage, ...]]:
    """Take the marks out of a text and return it with the passages they stood for."""
    plain, length, last = [], 0, 0
    opened: list[tuple[int, re.Match[str]]] = []
    passages = []
    for mark in _MARK.finditer(marked):
        plain.append(marked[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if mark["end"]:
            start, begun = opened.pop()
            passages.append(Passage(start, length, begun["code"], _DIRECTIONS[begun["sign"]]))
        else:
            opened.append((length, mark))
    plain.append(marked[last:])
    return "".join(plain), tuple(sorted(passages, key=lambda p: (p.start, -p.end)))
