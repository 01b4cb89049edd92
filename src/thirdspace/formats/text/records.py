"""What a transcript is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch of speech or one paragraph.

    Parameters
    ----------
    speaker : str or None
        As labeled in the file; None where the file does not say.
    start, end : int
        Code points of the text; a label such as “Ana:” is not part of the turn.
    seconds_from, seconds_to : float or None
        Place in the recording, where the file tells it.
    """

    speaker: str | None
    start: int
    end: int
    seconds_from: float | None = None
    seconds_to: float | None = None


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A document as text, with its turns in order; they never overlap.

    Parameters
    ----------
    text : str
        The words, with line feeds.
    kind : str
        One of the values of `KINDS`.
    turns : tuple of Turn
        Every stretch that holds words.
    notes : tuple of str
        Sentences for the person: what was guessed or left out.
    """

    text: str
    kind: str
    turns: tuple[Turn, ...]
    notes: tuple[str, ...] = ()
