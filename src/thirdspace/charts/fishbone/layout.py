"""Where bones, causes and words go on wide paper.

Categories hang in pairs above and below a spine that runs to the effect. Many categories take
several spines, which meet in one trunk before the head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from thirdspace.charts.fishbone.picture import Category, FishbonePicture
from thirdspace.charts.outline import Outline, Row, lay_outline
from thirdspace.charts.text import LEADING, SERIF_LEADING, SERIF_SIZE, SIZE, wrap

WIDTH, HEAD, TRUNK = 1100.0, 190.0, 24.0
MOST_PAIRS = 4  # pairs of bones on a spine, so that causes keep room for words
SLANT, PAD = 40.0, 12.0
AROUND, APART = 14.0, 28.0  # room between causes and spine, and between spines


@dataclass(frozen=True)
class Bone:
    """A category: its name at the far end, a slanted bone to the spine, causes along it."""

    name: tuple[str, ...]
    above: bool
    foot: float
    spine: float
    end: float
    causes: Outline

    def at(self, y: float) -> float:
        """Return how far right the bone is at a height."""
        return self.foot - SLANT * (self.spine - y) / (self.spine - self.end)


@dataclass(frozen=True)
class Layout:
    """Everything the drawing needs to know about places."""

    bones: tuple[Bone, ...]
    spines: tuple[float, ...]
    effect: tuple[str, ...]
    head_top: float
    head_height: float
    height: float


@dataclass(frozen=True)
class _Need:
    """A category with the room it needs away from the spine."""

    name: tuple[str, ...]
    rows: tuple[Row, ...]
    width: float

    @property
    def height(self) -> float:
        causes = lay_outline(self.rows, width=self.width - SLANT - 2 * PAD).height
        return LEADING * len(self.name) + causes + 2 * AROUND

    def placed(self, x: float, spine: float, reach: float, above: bool) -> Bone:
        """Place it in a slot from `x`, reaching up or down from the spine."""
        names = LEADING * len(self.name)
        top = spine - reach + names if above else spine
        slack = (reach - self.height) / 2
        causes = lay_outline(
            self.rows, x=x + 4, top=top + AROUND + slack, width=self.width - SLANT - 2 * PAD
        )
        end = spine - reach + names + 4 if above else spine + reach - names - 4
        return Bone(self.name, above, x + self.width - PAD, spine, end, causes)


def lay_out(picture: FishbonePicture) -> Layout:
    """Place the head, spines, bones and causes of a picture."""
    pairs = ceil(len(picture.categories) / 2)
    spines = ceil(pairs / MOST_PAIRS)
    each = ceil(pairs / spines)
    width = (WIDTH - HEAD - TRUNK) / max(each, 2)
    needs = [_need(picture, category, width) for category in picture.categories]
    fish = [needs[at : at + 2 * each] for at in range(0, len(needs), 2 * each)]
    reaches = [(_reach(some[::2]), _reach(some[1::2])) for some in fish]
    effect = wrap(picture.effect, HEAD - 2 * PAD, SERIF_SIZE)
    head = 2 * PAD + SERIF_LEADING * len(effect)
    heights = _spines(reaches)
    middle = (heights[0] + heights[-1]) / 2
    down = max(2.0, head / 2 - middle + 2)
    heights = [height + down for height in heights]
    bones = [
        need.placed((place // 2) * width, spine, reach[place % 2], place % 2 == 0)
        for some, reach, spine in zip(fish, reaches, heights, strict=True)
        for place, need in enumerate(some)
    ]
    bottom = max(heights[-1] + reaches[-1][1], middle + down + head / 2) + 4
    return Layout(tuple(bones), tuple(heights), effect, middle + down - head / 2, head, bottom)


def cause_rows(picture: FishbonePicture, category: Category) -> tuple[Row, ...]:
    """Return the causes of a category as rows of an outline, whys under what they explain."""
    words = picture.words
    if not category.causes:
        return (Row(0, "", words.empty),)
    return tuple(
        Row(depth, cause.text, words.counted(cause), link=cause.strength)
        for depth, cause in category.chain()
    )


def _need(picture: FishbonePicture, category: Category, width: float) -> _Need:
    name = wrap(category.text, width - SLANT - PAD, SIZE, bold=True)
    return _Need(name, cause_rows(picture, category), width)


def _reach(needs: Sequence[_Need]) -> float:
    return max((need.height for need in needs), default=8.0)


def _spines(reaches: Sequence[tuple[float, float]]) -> list[float]:
    heights, top = [], 0.0
    for above, below in reaches:
        heights.append(top + above)
        top += above + below + APART
    return heights
