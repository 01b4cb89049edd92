"""What a fishbone is drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from thirdspace.charts.text import blank
from thirdspace.problems import MethodProblem

DEEPEST = 12


@dataclass(frozen=True)
class Cause:
    """Something thought to cause the effect.

    Parameters
    ----------
    text : str
        What it says.
    evidence : int
        Records that support it; with none it is a guess, drawn dotted.
    votes : int
        How many of the team chose it.
    whys : tuple of Cause
        Why it happens: the causes behind it, each with its own whys, at most twelve deep.
    """

    text: str
    evidence: int = 0
    votes: int = 0
    whys: tuple[Cause, ...] = ()

    @property
    def strength(self) -> str:
        """Strong with evidence, weak without."""
        return "strong" if self.evidence else "weak"

    def chain(self, depth: int = 0) -> Iterator[tuple[int, Cause]]:
        """Yield this cause and all behind it, each with its depth."""
        yield depth, self
        for why in self.whys:
            yield from why.chain(depth + 1)


@dataclass(frozen=True)
class Category:
    """One bone: what kind of causes hang on it."""

    text: str
    causes: tuple[Cause, ...] = ()

    def chain(self) -> Iterator[tuple[int, Cause]]:
        """Yield every cause of the bone with its depth, in reading order."""
        for cause in self.causes:
            yield from cause.chain()


@dataclass(frozen=True)
class FishboneWords:
    """The words on a fishbone; a page in another language passes its own."""

    record: str = "{count} record"
    records: str = "{count} records"
    vote: str = "{count} vote"
    votes: str = "{count} votes"
    guess: str = "no record yet"
    empty: str = "nothing named yet"
    columns: tuple[str, str, str, str, str] = (
        "Category",
        "Cause",
        "Because of",
        "Records",
        "Votes",
    )

    def counted(self, cause: Cause) -> str:
        """Write the evidence and votes of a cause."""
        said = (
            self.guess
            if not cause.evidence
            else (self.record if cause.evidence == 1 else self.records).format(count=cause.evidence)
        )
        if not cause.votes:
            return said
        votes = (self.vote if cause.votes == 1 else self.votes).format(count=cause.votes)
        return f"{said} · {votes}"


@dataclass(frozen=True)
class FishbonePicture:
    """An effect and what may cause it, by category.

    Parameters
    ----------
    uid : str
        Start of the ids inside the drawing; unique on the page.
    title : str
        The finding, in a sentence.
    effect : str
        The problem, at the head of the fish.
    categories : tuple of Category
        The bones, in the order they are read.
    reading, caption : str
        What it shows in plain words; who made it, when, from what.
    words : FishboneWords
        The words on the drawing.

    Raises
    ------
    MethodProblem
        There is no effect or no category; something has no words; a count is negative; whys go on
        for more than twelve.
    """

    uid: str
    title: str
    effect: str
    categories: tuple[Category, ...]
    reading: str
    caption: str = ""
    words: FishboneWords = field(default_factory=FishboneWords)

    def __post_init__(self) -> None:
        if blank(self.effect) or not self.categories:
            raise MethodProblem(
                "The fishbone has no head or no bones.",
                "It needs an effect and at least one category of causes.",
                "Write the problem first, then the kinds of causes to look for.",
                field="categories",
            )
        for category in self.categories:
            _check_words(category.text, "category")
            for cause in category.causes:
                _check_cause(cause)


def _check_words(text: str, kind: str) -> None:
    if blank(text):
        raise MethodProblem(
            f"A {kind} has no words.",
            "An empty bone tells nobody what is meant.",
            "Say in a few words what it stands for, or take it out.",
            field="categories",
        )


def _check_cause(top: Cause) -> None:
    waiting = [(top, 1)]
    while waiting:
        cause, depth = waiting.pop()
        _check_words(cause.text, "cause")
        if cause.evidence < 0 or cause.votes < 0:
            raise MethodProblem(
                f"“{cause.text}” has a negative count.",
                "Records and votes are counted from zero.",
                "Give counts of zero or more.",
                field="categories",
            )
        if depth > DEEPEST:
            raise MethodProblem(
                f"The whys under “{top.text}” go on for more than {DEEPEST}.",
                "A chain that long has left the question behind.",
                "Start a cause of its own where the chain turns to something new.",
                field="categories",
            )
        waiting += [(why, depth + 1) for why in cause.whys]
