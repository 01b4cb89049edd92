"""The page of all charts: what each is for, its picture class, its example."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from thirdspace.charts import (
    ControlPicture,
    DriverPicture,
    FishbonePicture,
    FunnelPicture,
    MatrixPicture,
    NetworkMapPicture,
    ProcessMapPicture,
    WallPicture,
)
from thirdspace.charts.dumbbell import DumbbellPicture
from thirdspace.charts.fan import FanPicture
from thirdspace.charts.likert import LikertPicture
from thirdspace.charts.strips import StripsPicture
from thirdspace.charts.survival import SurvivalPicture
from thirdspace.cli.gallery.example import Example
from thirdspace.cli.gallery.examples import EXAMPLES, example_of, file_of

#: Name of each chart, and what it is for, by the class of its picture.
PURPOSES: dict[type, tuple[str, str]] = {
    ControlPicture: (
        "Run chart and control chart",
        "Tells whether a measure has changed over time, or only varies as it always did.",
    ),
    WallPicture: (
        "Wall",
        "Shows one measure of many sites at once, those with a signal first, with what all shared.",
    ),
    FunnelPicture: (
        "Funnel",
        "Compares sites of different sizes with one target, without ranking them.",
    ),
    SurvivalPicture: (
        "Survival curve",
        "Shows what share is still there, or has left in which way, by how long they have been in.",
    ),
    FanPicture: (
        "Forecast fan",
        "Shows what is expected in the years ahead, and how far chance may put it off.",
    ),
    DumbbellPicture: (
        "Dumbbell",
        "Sets two sides’ answers to each question side by side, with what each guessed.",
    ),
    LikertPicture: (
        "Likert bars",
        "Shows how each side’s answers spread from disagreement to agreement.",
    ),
    StripsPicture: (
        "Unit strips",
        "Counts what supports and what contrasts, mark by mark, with whose record each is.",
    ),
    NetworkMapPicture: (
        "Network map",
        "Shows who works with whom, so that ties between organizations can be read.",
    ),
    DriverPicture: (
        "Driver diagram",
        "Holds a theory of improvement: the aim, what drives it, and the changes that are tested.",
    ),
    FishbonePicture: (
        "Fishbone",
        "Collects what may cause a problem, by kind, with the records that support each cause.",
    ),
    ProcessMapPicture: (
        "Process map",
        "Follows the steps of work from lane to lane, with its waits, hand-offs and failures.",
    ),
    MatrixPicture: (
        "Matrix",
        "Counts records where rows and columns meet, such as organizations by codes.",
    ),
}

INTRODUCTION = """A chart is a frozen picture class in, a figure out. `Figure.wide` and
`Figure.narrow` are SVG for a page, `Figure.svg()` is a file of its own, `Figure.rows` the table and
`Figure.vega_lite()` the numbers for other tools. Control charts, funnels and walls are drawn from a
result in one call, `thirdspace.charts.draw`:
see [from a CSV to a chart](../how-to/from-a-csv-to-a-chart.md). Small drawings for a line of a
table or a sentence are functions of their own: `spark`, `strip`, `tally` and `mentions`.
"""


def charts_page() -> Iterator[str]:
    """Every chart with what it is for and how it looks."""
    yield "# Charts\n"
    yield INTRODUCTION
    by_class = sorted(EXAMPLES, key=lambda example: list(PURPOSES).index(example.picture))
    for picture, examples in groupby(by_class, key=lambda example: example.picture):
        name, purpose = PURPOSES[picture]
        yield f"## {name}\n\n{purpose}\n"
        yield f"`{picture.__module__.removesuffix('.picture')}.{picture.__qualname__}`\n"
        first, *others = examples
        yield _shown(first, file_of(first)) + "\n"
        if others:
            links = (f"[{other.id}]({file_of(other)})" for other in others)
            yield f"More examples: {', '.join(links)}.\n"


def method_picture(method: str) -> Iterator[str]:
    """Give the picture of a method's section on the page of its family, if it has one."""
    example = example_of(method)
    if example is not None:
        yield _shown(example, f"../{file_of(example)}") + "\n"


def _shown(example: Example, path: str) -> str:
    reading = example.figure().reading.replace("[", "(").replace("]", ")")
    return f"![{reading}]({path})\n\n*{example.numbers}*"
