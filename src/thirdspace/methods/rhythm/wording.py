"""Words that the sentences of rhythm share."""

from __future__ import annotations

from collections.abc import Iterable


def counted(count: int, noun: str) -> str:
    """Return “1 meeting”, “2 meetings”."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def percent(share: float) -> str:
    """Return a share between 0 and 1 as “67%”."""
    return f"{100 * share:.0f}%"


def plain(number: float) -> str:
    """Return a number without a needless “.0”."""
    return f"{number:.10g}"


def joined(parts: Iterable[str]) -> str:
    """Return the parts that say something as one sentence."""
    text = "; ".join(part for part in parts if part)
    return f"{text[0].upper()}{text[1:]}."
