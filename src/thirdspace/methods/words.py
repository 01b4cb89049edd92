"""Small words that the sentences of results share."""

from __future__ import annotations


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return “1 meeting”, “2 meetings”; another plural than with an s is given."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def percent(share: float) -> str:
    """Return a share between 0 and 1 as “67%”."""
    return f"{100 * share:.0f}%"


def plain(number: float) -> str:
    """Return a number without a needless “.0”."""
    return f"{number:.10g}"


def joined(*parts: str) -> str:
    """Join the parts that say something, with a capital at the start."""
    text = "; ".join(part for part in parts if part)
    return f"{text[0].upper()}{text[1:]}."
