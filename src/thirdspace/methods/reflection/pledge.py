"""A promise, or an agreement to try: what was said, by when, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from thirdspace.problems import MethodProblem

State = Literal["open", "kept", "could not"]


@dataclass(frozen=True)
class Pledge:
    """A promise or an agreement.

    Parameters
    ----------
    made : date
        Day it was made.
    state : str
        ``open``, ``kept`` or ``could not``.
    due : date, optional
        Day last agreed on; None if none was.
    done : date, optional
        Day it was kept; given if, and only if, the state is ``kept``.
    moved : int
        How many times its day was moved.
    """

    made: date
    state: State
    due: date | None = None
    done: date | None = None
    moved: int = 0

    def open_on(self, day: date) -> bool:
        """Say whether it was still open at the end of a day."""
        return self.state == "open" or (self.done is not None and self.done > day)

    def kept_by(self, day: date) -> bool:
        """Say whether it was kept by the end of a day."""
        return self.done is not None and self.done <= day

    @property
    def on_time(self) -> bool:
        """Whether it was kept by the day last agreed on."""
        return self.due is not None and self.kept_by(self.due)

    def over(self, day: date) -> bool:
        """Say whether the day it was due is over."""
        return self.due is not None and self.due < day


def check_pledges(pledges: Sequence[Pledge]) -> None:
    """Refuse a pledge that contradicts itself.

    Raises
    ------
    MethodProblem
        Kept without a day, a day though not kept, or moved fewer than 0 times.
    """
    for pledge in pledges:
        if (pledge.state == "kept") != (pledge.done is not None):
            raise MethodProblem(
                f"A promise is “{pledge.state}”, and it was kept on: {pledge.done or 'no day'}.",
                "Kept ones have the day they were kept, and no others do.",
                "Add the day, or change the state.",
                field="done",
            )
        if pledge.moved < 0:
            raise MethodProblem(
                f"A day can’t have been moved {pledge.moved} times.",
                "It is moved 0 times or more.",
                "Mend the number.",
                field="moved",
            )
