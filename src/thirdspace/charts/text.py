"""Widths of words on paper, and lines that fit.

The server can't measure text, so each letter has the greater width of Inter and Arial, rounded up;
figures are as wide as the widest of them, since charts set them in columns, and serif letters stay
under it too. Words drawn in the fonts of the style sheet never need more room than is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from thirdspace.charts.svg import NOT_XML, text

SIZE, SMALL_SIZE, SERIF_SIZE = 12.5, 12.0, 14.0
LEADING, SMALL_LEADING, SERIF_LEADING = 16, 15, 19
BOLD = 1.08  # a bold letter against a plain one
_GROUPS = {
    0.25: "ijl’‘'|",
    0.3: " \u00a0!,.:;I·",
    0.4: "¡()/[\\]frt{}“”-",
    0.5: '*^`°"',
    0.55: "Jksxz",
    0.6: "?L_acehnouvy–•«»§",
    0.65: "#$0123456789FTZbdgpq¿",
    0.7: "&+<=>ABEKPSVXY~−×€",
    0.75: "CDHRU",
    0.8: "GNOQ",
    0.85: "w",
    0.95: "%MmW✓",
    1.05: "—…→@",
}
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")  # a no-break space holds its words together
_BREAKS = re.compile(r"(?<=[-–—/])(?=\w)")


class _Widths(dict[str, float]):
    """Width of each letter in shares of the size of its type; others are judged once."""

    def __missing__(self, letter: str) -> float:
        self[letter] = _judged(letter)
        return self[letter]


_WIDTHS = _Widths({letter: width for width, letters in _GROUPS.items() for letter in letters})


def text_width(words: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Return the room that words need on one line, in pixels: never less than they take.

    Parameters
    ----------
    words : str
        One line of text.
    size : float
        Height of the type in pixels; small type is 12, plain 12.5, serif 14.
    bold : bool
        Whether it is bold.
    """
    return _width(words) * size * (BOLD if bold else 1.0)


def blank(words: str) -> bool:
    """Tell whether nothing of some words would be seen."""
    return text_width(NOT_XML.sub("", words).strip()) == 0


def wrap(words: str, width: float, size: float = SIZE, *, bold: bool = False) -> tuple[str, ...]:
    """Break words into lines of at most `width` pixels; nothing is left out.

    Lines break at blanks, then after hyphens and slashes, and inside a word only where it is wider
    than a line of its own. A line holds at least one letter. Words that are only blanks give no
    line.

    Parameters
    ----------
    words : str
        Any text; blanks and line ends count as one blank, no-break spaces stay.
    width : float
        Longest line in pixels.
    size, bold
        The type, as in `text_width`.
    """
    most = width / (size * (BOLD if bold else 1.0))
    lines: list[str] = []
    room = 0.0
    for piece, glued in _pieces(words, most):
        needs = _width(piece)
        blank = 0.0 if glued else _WIDTHS[" "]
        if lines and blank + needs <= room:
            lines[-1] += piece if glued else f" {piece}"
            room -= blank + needs
        else:
            lines.append(piece)
            room = most - needs
    return tuple(lines)


def block(
    lines: Sequence[str],
    x: float,
    y: float,
    classes: str = "",
    *,
    leading: float = LEADING,
    anchor: str = "start",
) -> str:
    """Write lines under each other, the first on the base line `y`."""
    return "".join(
        text(line, x, y + leading * place, classes, anchor) for place, line in enumerate(lines)
    )


def _pieces(words: str, most: float) -> Iterator[tuple[str, bool]]:
    """Yield what must stay together, and whether it is glued to the piece before."""
    for word in _BLANKS.split(words):
        if word:
            parts = _BREAKS.split(word) if _width(word) > most else [word]
            cut = [bit for part in parts for bit in _cut(part, most)]
            yield from ((bit, place > 0) for place, bit in enumerate(cut))


def _cut(part: str, most: float) -> Iterator[str]:
    """Cut a part that is wider than a line into pieces that are not."""
    if _width(part) <= most:
        yield part
        return
    piece, taken = "", 0.0
    for letter in part:
        needs = _WIDTHS[letter]
        if piece and taken + needs > most:
            yield piece
            piece, taken = "", 0.0
        piece += letter
        taken += needs
    yield piece


def _width(words: str) -> float:
    return sum(map(_WIDTHS.__getitem__, words))


def _judged(letter: str) -> float:
    """Judge a letter that is not in the table by what it is."""
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Cf", "Cc", "Mn", "Me"}:
        return 0.0
    base = unicodedata.normalize("NFD", letter)[0]
    if base != letter and base in _WIDTHS:
        return _WIDTHS[base]
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF:
        return 1.4 if ord(letter) > 0xFFFF else 1.05
    return 1.15 if letter.isupper() else 0.9
