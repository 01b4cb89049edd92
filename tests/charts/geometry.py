"""What a drawing looks like to a ruler: where its words stand, and what lies across them."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np

from thirdspace.charts.text import text_width

EDGES = {"strong", "weak", "zero", "axis"}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")


def words_on(drawing):
    """The text of every label, in the order of the drawing."""
    return [e.text for e in ET.fromstring(drawing).iter("text")]


def paper(drawing):
    """Width and height."""
    return tuple(map(float, ET.fromstring(drawing).get("viewBox").split()[2:]))


def labels(drawing):
    """Left, top, right and bottom of each label, one row each."""
    return np.array([_extent(e) for e in ET.fromstring(drawing).iter("text")]).reshape(-1, 4)


def _extent(label):
    classes = label.get("class", "").split()
    size = 14 if "said" in classes else 12 if "t-s" in classes else 12.5
    width = text_width(label.text or "", size, bold="t-b" in classes)
    x, y = float(label.get("x")), float(label.get("y"))
    left = x - width * {"start": 0, "middle": 0.5, "end": 1}[label.get("text-anchor")]
    return left, y - 0.72 * size, left + width, y + 0.2 * size


def edges(drawing):
    """Straight pieces x1, y1, x2, y2 of every line between labels, one row each."""
    pieces = []
    for path in ET.fromstring(drawing).findall("path"):  # not those inside marks
        if EDGES & set(path.get("class").split()):
            for points in runs(path.get("d")):
                pieces += [(*a, *b) for a, b in pairwise(points)]
    return np.array(pieces, dtype=float).reshape(-1, 4)


def runs(path):
    """Follow path data of M, L, H, V and C; a curve becomes sixteen straight pieces."""
    found, here = [], (0.0, 0.0)
    for command, written in COMMAND.findall(path):
        at = list(map(float, NUMBER.findall(written)))
        if command == "M":
            here = (at[0], at[1])
            found.append([here])
        elif command == "C":
            found[-1] += _bent(here, at)
            here = found[-1][-1]
        else:
            here = {
                "L": lambda at=at: (at[0], at[1]),
                "H": lambda at=at, y=here[1]: (at[0], y),
                "V": lambda at=at, x=here[0]: (x, at[0]),
            }[command]()
            found[-1].append(here)
    return found


def _bent(start, at):
    points = np.array([start, at[0:2], at[2:4], at[4:6]])
    t = np.linspace(0, 1, 17)[1:, None]
    weights = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3])
    return [tuple(point) for point in weights @ points]


def crossed(drawing):
    """Labels that an edge runs through."""
    boxes, lines, texts = labels(drawing), edges(drawing), words_on(drawing)
    found = []
    for start in range(0, len(boxes), 100):  # a few at a time: the tables below are large
        hit = _hits(boxes[start : start + 100], lines)
        found += [texts[start + place] for place in np.flatnonzero(hit.any(axis=1))]
    return found


def _hits(boxes, lines):
    """Which piece of a line (column) passes through which box (row), by clipping on each axis."""
    low, high = np.zeros((len(boxes), len(lines))), np.ones((len(boxes), len(lines)))
    inside = np.ones_like(low, dtype=bool)
    for axis in (0, 1):
        start, step = lines[:, axis], lines[:, axis + 2] - lines[:, axis]
        near, far = boxes[:, axis, None] - start, boxes[:, axis + 2, None] - start
        flat = step == 0
        inside &= ~flat | ((near < 0) & (far > 0))
        safe = np.where(flat, 1, step)
        first, last = np.minimum(near / safe, far / safe), np.maximum(near / safe, far / safe)
        low = np.where(flat, low, np.maximum(low, first))
        high = np.where(flat, high, np.minimum(high, last))
    return inside & (high - low > 1e-9)


def overlapping(drawing):
    """Pairs of labels that lie on each other by more than half a pixel."""
    boxes, texts = labels(drawing), words_on(drawing)
    one, two = boxes[:, None, :], boxes[None, :, :]
    wide = np.minimum(one[..., 2], two[..., 2]) - np.maximum(one[..., 0], two[..., 0])
    high = np.minimum(one[..., 3], two[..., 3]) - np.maximum(one[..., 1], two[..., 1])
    pairs = np.argwhere(np.triu((wide > 0.5) & (high > 0.5), k=1))
    return [(texts[a], texts[b]) for a, b in pairs]


def off_paper(drawing):
    """Labels and edges that leave the paper."""
    width, height = paper(drawing)
    boxes = labels(drawing)
    over = (boxes.min(axis=1) < -0.5) | (boxes[:, 2] > width + 0.5) | (boxes[:, 3] > height + 0.5)
    lines = edges(drawing)
    out = (lines.min() < -0.5 or lines[:, [0, 2]].max() > width + 0.5) if len(lines) else False
    return [words_on(drawing)[place] for place in np.flatnonzero(over)] + ["an edge"] * bool(out)


def assert_readable(drawing):
    """No label is crossed, covered or cut off; the drawing is well-formed and reads itself."""
    root = ET.fromstring(drawing)
    assert root.get("role") == "img"
    assert root.find("title").text
    assert crossed(drawing) == []
    assert overlapping(drawing) == []
    assert off_paper(drawing) == []
