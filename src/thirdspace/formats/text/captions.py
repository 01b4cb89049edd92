"""Captions of a recording: SubRip (SRT) and WebVTT (https://www.w3.org/TR/webvtt1/).

The text is that of the cues, one after the other, joined by line feeds; the marks of the format
are taken out and the times kept with the turns.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from thirdspace.formats.text.plain import label
from thirdspace.formats.text.records import TextDocument, Turn
from thirdspace.problems import FileProblem

_CLOCK = r"(?:([0-9]{1,4}):)?([0-5][0-9]):([0-5][0-9])[.,]([0-9]{1,3})"
_TIMING = re.compile(rf"\s*{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s<>.]+)*[ \t]([^<>]*)>")
_VTT_MARKS = re.compile(
    r"</?(?:c|b|i|u|ruby|rt|lang)(?:\.[^\s<>.]+)*(?:[ \t][^<>]*)?>|</v>|<[0-9:.]+>"
)
_SRT_MARKS = re.compile(r"</?(?:b|i|u|font)(?:[ \t][^<>]*)?>|\{\\an?[0-9]+\}", re.IGNORECASE)
_LEFT_OUT = ("NOTE", "STYLE", "REGION")
_FEWEST_LABELS = 2
_Block = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class _Cue:
    seconds_from: float
    seconds_to: float
    text: str


@dataclass(frozen=True, slots=True)
class _Said:
    """A stretch of one cue by one voice."""

    speaker: str | None
    text: str
    cue: _Cue


def read_captions(text: str, kind: str, name: str) -> TextDocument:
    """Read the cues of a file in SRT or VTT.

    Speakers come from voice marks (VTT), or from labels such as “Ana:” when two cues or more
    begin with one; such a label stays in the text but is not part of the turn.

    Parameters
    ----------
    text : str
        The decoded file.
    kind : str
        ``srt`` or ``vtt``.
    name : str
        Name of the file, for messages.

    Raises
    ------
    FileProblem
        With the line, if the head of VTT is missing or a cue has no proper time line.
    """
    blocks = list(_blocks(text))
    notes: tuple[str, ...] = ()
    if kind == "vtt":
        blocks, notes = _without_extras(blocks, name)
    cues = (_cue(line, block, name) for line, block in blocks)
    said = [part for cue in cues for part in _parts(cue, kind) if part.text]
    labeled = sum(1 for part in said if not part.speaker and label(part.text)) >= _FEWEST_LABELS
    turns, at = [], 0
    for part in said:
        turns.append(_turn(part, at, labeled=labeled))
        at += len(part.text) + 1
    return TextDocument("\n".join(part.text for part in said), kind, tuple(turns), notes)


def _blocks(text: str) -> Iterator[_Block]:
    """Give each run of lines that are not empty, with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _without_extras(blocks: list[_Block], name: str) -> tuple[list[_Block], tuple[str, ...]]:
    """Check the head of a VTT file and leave out its remarks and styles."""
    line, head = blocks[0] if blocks else (1, [""])
    if line != 1 or head[0].partition(" ")[0].rstrip() != "WEBVTT":
        raise FileProblem(
            "The file is not WebVTT.",
            "Its first line must be WEBVTT.",
            "Export the captions again, or end the name in .srt if they are SubRip.",
            file=name,
            line=1,
        )
    # Some programs forget the empty line after the head, so that the first cue hangs on to it.
    cues = [(2, head[1:])] if any("-->" in words for words in head) else []
    cues += blocks[1:]
    kept = [block for block in cues if block[1][0].split()[0] not in _LEFT_OUT]
    left_out = len(cues) - len(kept)
    return kept, (f"Remarks and styles left out: {left_out}.",) if left_out else ()


def _cue(line: int, block: list[str], name: str) -> _Cue:
    """Read a cue: perhaps a number or name, then the times, then the words."""
    timing = 0 if "-->" in block[0] or len(block) == 1 else 1
    match = _TIMING.fullmatch(block[timing])
    if not match:
        raise FileProblem(
            "The line is not a time line of a caption.",
            f"Expected 00:01:02,500 --> 00:01:04,000 and found “{block[timing][:60]}”.",
            "Mend the line; a caption must not have empty lines in it.",
            file=name,
            line=line + timing,
        )
    parts = match.groups()
    start, end = _seconds(*parts[:4]), _seconds(*parts[4:])
    if end < start:
        raise FileProblem(
            "The caption ends before it begins.",
            f"It says {block[timing].strip()[:60]}.",
            "Mend the times.",
            file=name,
            line=line + timing,
        )
    return _Cue(start, end, "\n".join(block[timing + 1 :]))


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> float:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + int(fraction.ljust(3, "0")) / 1000


def _parts(cue: _Cue, kind: str) -> Iterator[_Said]:
    """Divide a cue by its voices and take the marks out."""
    if kind == "srt":
        yield _Said(None, _SRT_MARKS.sub("", cue.text).strip(), cue)
        return
    before, *voiced = _VOICE.split(cue.text)
    yield _Said(None, _vtt_words(before), cue)
    for speaker, words in zip(voiced[::2], voiced[1::2], strict=True):
        yield _Said(_vtt_words(speaker) or None, _vtt_words(words), cue)


def _vtt_words(text: str) -> str:
    words = html.unescape(_VTT_MARKS.sub("", text))
    return words.replace("\r", "\n").strip()  # a line end may hide in an entity


def _turn(part: _Said, at: int, *, labeled: bool) -> Turn:
    speaker, skip = part.speaker, 0
    found = label(part.text) if labeled and not speaker else None
    if found and part.text[found[1] :].strip():
        speaker, skip = found
    end = at + len(part.text)
    return Turn(speaker, at + skip, end, part.cue.seconds_from, part.cue.seconds_to)
