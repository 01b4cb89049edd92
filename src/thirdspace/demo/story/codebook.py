"""The codebook: five dynamics, and under each what people actually say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Code:
    """A code, the dynamic it stands under, and when it came into the codebook."""

    name: str
    definition: str
    parent: str = ""


#: The codebook grew three times: on the first day, after the first coding, after portrait day.
FIRST, SECOND, THIRD = date(2025, 9, 30), date(2025, 11, 18), date(2026, 1, 15)

CODES: tuple[tuple[date, tuple[Code, ...]], ...] = (
    (FIRST, (
        Code("Commitment", "Do we still want the same thing?"),
        Code("Ownership", "Do we make it together?"),
        Code("Benefits", "Does each side gain?"),
        Code("Structures", "Do meetings and routines hold?"),
        Code("Boundary spanners", "Do enough people join the sides?"),
        Code("Shared problem", "Names the same trouble or aim as the other side.", "Commitment"),
        Code("Other priorities", "Something at home comes before this work.", "Commitment"),
        Code("Waiting on a word", "Work stands still because a word is not defined.",
             "Commitment"),
        Code("Comment-only", "Asked for remarks on a text others wrote, with no way to change what "
             "it is for. Not when remarks led to a rewrite.", "Ownership"),
        Code("Vendor talk", "One side speaks of the other as a supplier or a customer.",
             "Ownership"),
        Code("Unused know-how", "What a side knows was at hand and nobody asked.", "Ownership"),
        Code("University gains", "Something real that a university has because of this work.",
             "Benefits"),
        Code("District gains", "Something real that the district has because of this work.",
             "Benefits"),
        Code("Effort not counted", "Time or money that shows up in nobody's account.", "Benefits"),
        Code("Crowded agenda", "Too much on the table for people to talk.", "Structures"),
        Code("Time to reflect", "A time was held, or lost, to look at how we work.", "Structures"),
        Code("Works across", "A person whose work joins two organizations.", "Boundary spanners"),
        Code("Hangs on one person", "A tie that would break if one person left.",
             "Boundary spanners"),
        Code("People leave", "A change of people cut a tie, or will.", "Boundary spanners"),
    )),
    (SECOND, (
        Code("Same words", "A word now means the same on both sides.", "Commitment"),
        Code("Joint drafting", "People of more than one organization write one text.",
             "Ownership"),
        Code("Roles said aloud", "Who does what, or wants to be asked what, was said.",
             "Ownership"),
        Code("Routine that works", "A meeting or habit that happens and is worth its time.",
             "Structures"),
        Code("Second contact", "A tie that is two people wide.", "Boundary spanners"),
    )),
    (THIRD, (
        Code("Joint decision", "Both sides decided, and either could have said no.", "Ownership"),
        Code("Families gain", "Something real that families have because of this work.",
             "Benefits"),
        Code("Gain not seen", "A gain is said to be missing, or can't be shown.", "Benefits"),
    )),
)  # fmt: skip
