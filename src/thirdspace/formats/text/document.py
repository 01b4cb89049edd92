"""Read any kind of transcript by the ending of its name."""

from __future__ import annotations

from pathlib import PurePath

from thirdspace.formats.decode import DEFAULT_LIMIT, decode
from thirdspace.formats.text.captions import read_captions
from thirdspace.formats.text.plain import plain_turns
from thirdspace.formats.text.records import TextDocument
from thirdspace.problems import FileProblem

KINDS = {".txt": "txt", ".md": "md", ".markdown": "md", ".srt": "srt", ".vtt": "vtt"}
"""Endings that can be read, and the kind each one means."""


def read_document(data: bytes, name: str, *, limit: int = DEFAULT_LIMIT) -> TextDocument:
    """Read a transcript or notes as text with turns.

    Markup of web pages has no meaning here: it stays in the text as it was written.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        Name of the file; its ending tells the kind.
    limit : int
        Most bytes that are accepted.

    Raises
    ------
    FileProblem
        If the kind is not known, the file is not text, or captions are malformed.
    """
    kind = KINDS.get(PurePath(name).suffix.lower())
    if kind is None:
        raise FileProblem(
            "This kind of file can't be read as text.",
            f"Sources end in {', '.join(KINDS)}.",
            "Save the content as plain text (UTF-8) under such a name.",
            file=name,
        )
    decoded = decode(data, name=name, limit=limit)
    if kind in {"srt", "vtt"}:
        document = read_captions(decoded.text, kind, name)
    else:
        document = TextDocument(decoded.text, kind, plain_turns(decoded.text))
    empty = () if document.turns else ("It holds no words.",)
    notes = (*decoded.notes, *document.notes, *empty)
    return TextDocument(document.text, document.kind, document.turns, notes)
