"""Same or different, and known or not: four boxes for one side's answer and guess.

Answers differ if their means are half a point or more apart; a side knows it if its guess puts the
other where it is: above, below or near its own answer.
"""

from __future__ import annotations

DIFFER_FROM = 0.5
SAME, SAME_UNKNOWN = "same and know it", "same and think otherwise"
DIFFERENT, DIFFERENT_UNKNOWN = "different and know it", "different and don’t know it"


def box_of(guess: float | None, answer: float | None, own: float | None) -> str | None:
    """Return the box; None unless all three means are known."""
    if guess is None or answer is None or own is None:
        return None
    truth, thought = _side(answer - own), _side(guess - own)
    if truth == 0:
        return SAME if thought == 0 else SAME_UNKNOWN
    return DIFFERENT if thought == truth else DIFFERENT_UNKNOWN


def _side(distance: float) -> int:
    return 0 if abs(distance) < DIFFER_FROM else (1 if distance > 0 else -1)
