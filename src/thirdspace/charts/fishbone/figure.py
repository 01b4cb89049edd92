"""A fishbone as a figure: two drawings, a table, and text for Mermaid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from thirdspace.charts.diagram import diagram, sketch
from thirdspace.charts.figure import Figure
from thirdspace.charts.fishbone.layout import (
    HEAD,
    PAD,
    TRUNK,
    WIDTH,
    Bone,
    Layout,
    cause_rows,
    lay_out,
)
from thirdspace.charts.fishbone.picture import Category, Cause, FishbonePicture
from thirdspace.charts.outline import PlacedRow, Row, draw_outline
from thirdspace.charts.svg import element, number
from thirdspace.charts.text import LEADING, SERIF_LEADING, block, text_width


def draw_fishbone(picture: FishbonePicture) -> Figure:
    """Draw a fishbone; the same picture always gives the same text."""
    layout = lay_out(picture)
    return diagram(
        picture,
        wide=("".join(_marks(layout)), WIDTH, layout.height),
        narrow=draw_outline(tuple(_outline(picture))),
        columns=picture.words.columns,
        rows=(
            (category.text, cause.text, because, str(cause.evidence), str(cause.votes))
            for category in picture.categories
            for cause, because in _causes(category)
        ),
        data=_data(picture, layout),
        layers=sketch(WIDTH, layout.height, _strokes(layout)),
    )


def fishbone_mermaid(picture: FishbonePicture) -> str:
    """Return the fishbone as text for Mermaid: one thing a line, indented under its effect."""
    lines = ["ishikawa-beta", f"    {_one_line(picture.effect)}"]
    for category in picture.categories:
        lines.append(f"    {_one_line(category.text)}")
        lines += [f"{'    ' * (depth + 2)}{_one_line(c.text)}" for depth, c in category.chain()]
    return "\n".join(lines) + "\n"


def _one_line(words: str) -> str:
    """Take out what Mermaid would read as a line end or a comment."""
    return re.sub(r"\s+", " ", words).strip().replace("%%", "%")


def _marks(layout: Layout) -> Iterator[str]:
    trunk = WIDTH - HEAD - TRUNK / 2
    for spine in layout.spines:
        line = f"M0 {number(spine)}H{number(trunk)}"
        yield element("path", class_="zero heavy f-none", d=line)
    middle = layout.head_top + layout.head_height / 2
    line = (
        f"M{number(trunk)} {number(layout.spines[0])}V{number(layout.spines[-1])}"
        f"M{number(trunk)} {number(middle)}H{number(WIDTH - HEAD)}"
    )
    yield element("path", class_="zero heavy f-none", d=line)
    for bone in layout.bones:
        yield from _bone(bone)
    size = {"width": HEAD - 1, "height": layout.head_height}
    yield element("rect", class_="node aim", x=WIDTH - HEAD, y=layout.head_top, **size)
    x, y = WIDTH - HEAD + PAD, layout.head_top + PAD + SERIF_LEADING - 5
    yield block(layout.effect, x, y, "said", leading=SERIF_LEADING)


def _bone(bone: Bone) -> Iterator[str]:
    line = f"M{number(bone.at(bone.end))} {number(bone.end)}L{number(bone.foot)}"
    yield element("path", class_="zero f-none", d=f"{line} {number(bone.spine)}")
    for placed in bone.causes.rows:
        if placed.row.depth == 0 and placed.lines:
            yield element("path", class_=placed.row.link, d=_twig(bone, placed))
    yield from bone.causes.marks()
    first = bone.end - 8 - LEADING * (len(bone.name) - 1) if bone.above else bone.end + LEADING
    yield block(bone.name, bone.at(bone.end) + 8, first, "t-b", anchor="end")


def _twig(bone: Bone, placed: PlacedRow) -> str:
    """Run from the end of the first line of a cause to its bone."""
    start = placed.x + text_width(placed.lines[0]) + 6
    return f"M{number(start)} {number(placed.tie)}H{number(bone.at(placed.tie))}"


def _outline(picture: FishbonePicture) -> Iterator[Row]:
    yield Row(0, picture.effect, boxed=True)
    for category in picture.categories:
        yield Row(1, category.text, bold=True, link="zero")
        for row in cause_rows(picture, category):
            yield Row(row.depth + 2, row.words, row.note, link=row.link)


def _causes(category: Category) -> Iterator[tuple[Cause, str]]:
    """Yield each cause with the one it explains."""
    above: list[str] = []
    for depth, cause in category.chain():
        del above[depth:]
        yield cause, above[-1] if above else ""
        above.append(cause.text)


def _data(picture: FishbonePicture, layout: Layout) -> Iterator[dict[str, Any]]:
    head = {"x": WIDTH - HEAD / 2, "y": round(layout.head_top + layout.head_height / 2, 1)}
    yield {"kind": "effect", "lines": list(layout.effect), **head}
    for category, bone in zip(picture.categories, layout.bones, strict=True):
        end = {"x": round(bone.at(bone.end), 1), "y": round(bone.end, 1)}
        yield {"kind": "category", "lines": list(bone.name), **end}
        for (depth, cause), placed in zip(category.chain(), bone.causes.rows, strict=False):
            yield {
                "kind": "why" if depth else "cause",
                "lines": list(placed.lines),
                "records": cause.evidence,
                "votes": cause.votes,
                "x": round(placed.x + placed.width / 2, 1),
                "y": round((placed.top + placed.bottom) / 2, 1),
            }


def _strokes(layout: Layout) -> list[dict[str, float | str]]:
    trunk = WIDTH - HEAD - TRUNK / 2
    spines: list[dict[str, float | str]] = [
        {"x": 0, "y": round(y, 1), "x2": trunk, "y2": round(y, 1), "kind": "spine"}
        for y in layout.spines
    ]
    return spines + [
        {
            "x": round(bone.at(bone.end), 1),
            "y": round(bone.end, 1),
            "x2": round(bone.foot, 1),
            "y2": round(bone.spine, 1),
            "kind": "bone",
        }
        for bone in layout.bones
    ]
