"""What Likert bars are drawn from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from thirdspace.charts.shapes import Side, check_side
from thirdspace.charts.text import blank
from thirdspace.methods.inputs import count, counts
from thirdspace.methods.protect.group_size import SMALLEST_GROUP, check_group_size
from thirdspace.methods.rates import Rate, wilson
from thirdspace.problems import MethodProblem

FEWEST, MOST = 2, 7  # answers of a scale


@dataclass(frozen=True)
class LikertBar:
    """The answers of one side to one question.

    Parameters
    ----------
    label : str
        Who answered.
    side : str
        Its side.
    counts : tuple of int
        People who gave each answer, from the strongest disagreement on; empty if hidden.
    missing : int, optional
        People who were asked and did not answer, or could not say; None if hidden.
    hidden : str
        Why the answers are not shown: then neither they nor their number are handed over.
    """

    label: str
    side: Side
    counts: tuple[int, ...] = ()
    missing: int | None = None
    hidden: str = ""

    @property
    def answers(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @property
    def half(self) -> int:
        """Answers on each side of the middle."""
        return len(self.counts) // 2

    @property
    def between(self) -> int:
        """People who gave the answer in the middle, if the scale has one."""
        return self.counts[self.half] if len(self.counts) % 2 else 0

    @cached_property
    def disagree(self) -> Rate:
        """Share that disagrees, with its Wilson interval."""
        return wilson(sum(self.counts[: self.half]), self.answers)

    @cached_property
    def agree(self) -> Rate:
        """Share that agrees, with its Wilson interval."""
        return wilson(sum(self.counts[len(self.counts) - self.half :]), self.answers)


@dataclass(frozen=True)
class LikertItem:
    """A question, with a bar for each side."""

    label: str
    bars: tuple[LikertBar, ...]


@dataclass(frozen=True)
class LikertWords:
    """The words on the chart; a page in another language passes its own."""

    answered: str = "n\u00a0{answers}, {missing}\u00a0missing"
    nobody: str = "no answers, {missing}\u00a0missing"
    counts: str = "counts {counts}"
    percent: str = "{number}\u00a0%"
    measure: str = "share of a side’s answers; line below: where it may truly lie (95 %)"
    columns: tuple[str, ...] = ("Question", "Side")
    more: tuple[str, ...] = ("Answers", "Missing", "Agree", "95 % from", "to")


@dataclass(frozen=True)
class LikertPicture:
    """Likert bars to be drawn.

    Parameters
    ----------
    uid : str
        Start of the ids inside the drawing; unique on the page.
    title, reading, caption : str
        The finding, what it shows in plain words, and where it comes from.
    answers : tuple of str
        Two to seven answers, from the strongest disagreement to the strongest agreement; an odd
        number has one in the middle.
    items : tuple of LikertItem
        The questions in the order to be drawn.
    least : int
        Fewest answers of a side that may be shown: 5, or 3 if everyone agreed beforehand.
    words : LikertWords
        The words on the chart.

    Raises
    ------
    MethodProblem
        Nothing to draw, counts that don't fit the answers, a side with so few answers that it has
        to be hidden, or a hidden side with numbers.
    """

    uid: str
    title: str
    reading: str
    caption: str
    answers: tuple[str, ...]
    items: tuple[LikertItem, ...]
    least: int = SMALLEST_GROUP
    words: LikertWords = field(default_factory=LikertWords)

    def __post_init__(self) -> None:
        check_group_size(self.least)
        if not FEWEST <= len(self.answers) <= MOST or any(map(blank, self.answers)):
            raise _problem(
                f"The scale has {len(self.answers)} answers.",
                f"Name {FEWEST} to {MOST} answers, from disagreement to agreement.",
                "answers",
            )
        if not self.items or any(blank(item.label) or not item.bars for item in self.items):
            raise _problem("A question is missing, or has no side.", "Give both.", "items")
        for item in self.items:
            for bar in item.bars:
                check_side(bar.side)
                self._check(bar, f"“{bar.label}” to “{item.label}”")

    def _check(self, bar: LikertBar, where: str) -> None:
        if blank(bar.label):
            raise _problem(f"A side of {where} has no name.", "Name it.", "items")
        if bar.hidden:
            if bar.counts or bar.missing is not None:
                raise _problem(f"{where} is hidden and has numbers.", "Take them away.", "items")
            return
        if bar.missing is None or len(counts(bar.counts, "counts")) != len(self.answers):
            raise _problem(
                f"{where} has {len(bar.counts)} counts for {len(self.answers)} answers.",
                "Give one for each answer, and how many are missing.",
                "items",
            )
        count(bar.missing, "missing")
        if 0 < bar.answers < self.least:
            raise _problem(
                f"{where} has fewer than {self.least} answers.",
                "Hide it and say why, or put sides together.",
                "items",
            )

    @cached_property
    def shown(self) -> tuple[LikertBar, ...]:
        """Return every bar that has answers to be drawn."""
        bars = (bar for item in self.items for bar in item.bars)
        return tuple(bar for bar in bars if not bar.hidden and bar.answers)


def _problem(what: str, next_step: str, name: str) -> MethodProblem:
    why = "Each side's answers to a question are counted along one scale, and few are protected."
    return MethodProblem(what, why, next_step, field=name)
