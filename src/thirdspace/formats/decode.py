"""Bytes to text: which encoding is it, and is it text at all?

The rule, in order: a byte-order mark decides; else strict UTF-8; else UTF-16 without a mark, when
every second byte is (nearly) always zero; else Windows-1252, which is a guess and is reported as
a note. Statistical guessers are not used: on short texts they are wrong more often than this rule.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from thirdspace.problems import FileProblem

DEFAULT_LIMIT = 20_000_000
"""Bytes that a single file may have when the caller says nothing else (20 MB)."""

# UTF-32 comes first: its little-endian mark begins with the mark of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_GUESS = "It is not UTF-8, so it was read as {encoding}; check accents and quotation marks."


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file, its line ends turned into line feeds.

    Parameters
    ----------
    text : str
        The content without a byte-order mark.
    encoding : str
        Python's name of the encoding that fitted.
    notes : tuple of str
        Sentences for the person: what was guessed.
    """

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, name: str, limit: int = DEFAULT_LIMIT) -> Decoded:
    """Turn the bytes of a file into text.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        Name of the file, for messages.
    limit : int
        Most bytes that are accepted.

    Raises
    ------
    FileProblem
        If the file is too large, is not text, or breaks the encoding its mark promises.
    """
    check_size(len(data), name=name, limit=limit)
    text, encoding, notes = _marked(data, name) or _unmarked(data, name)
    if "\0" in text:
        raise _not_text(name)
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, notes)


def check_size(size: int, *, name: str, limit: int) -> None:
    """Raise a `FileProblem` if a file of `size` bytes is larger than `limit`."""
    if size > limit:
        raise FileProblem(
            f"The file has {size / 1e6:,.1f} MB.",
            f"A file may have at most {limit / 1e6:,.1f} MB.",
            "Split it, or leave out what is not needed.",
            file=name,
        )


def _marked(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]] | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name), encoding, ()
    return None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileProblem(
            "The file can't be read as text.",
            f"It begins with the mark of {encoding.upper()} but breaks its rules"
            f" at byte {error.start + 1:,}.",
            "Save it again as UTF-8.",
            file=name,
        ) from error


def _unmarked(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    wide = _wide_encoding(data)
    for encoding in (wide, None if b"\0" in data else "utf-8"):
        if encoding:
            try:
                return data.decode(encoding), encoding, ()
            except UnicodeDecodeError:
                continue  # the next rule has its turn
    return _guessed(data, name)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 of a European text has a zero in (nearly) every second byte and none between."""
    if len(data) < 2 or len(data) % 2 or b"\0" not in data:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    many, few = 0.6 * len(data) / 2, 0.01 * len(data) / 2
    if odd >= many and even <= few:
        return "utf-16-le"
    return "utf-16-be" if even >= many and odd <= few else None


def _guessed(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    if _CONTROLS.search(data):
        raise _not_text(name)
    try:
        text, encoding, shown = data.decode("cp1252"), "cp1252", "Windows-1252"
    except UnicodeDecodeError:  # five bytes mean nothing in Windows-1252; Latin-1 takes all
        text, encoding, shown = data.decode("latin-1"), "latin-1", "Latin-1"
    return text, encoding, (_GUESS.format(encoding=shown),)


def _not_text(name: str) -> FileProblem:
    return FileProblem(
        "The file is not text.",
        "It holds bytes that no text has; it may be a document, a picture or a damaged file.",
        "Save the content as plain text or CSV in UTF-8.",
        file=name,
    )
