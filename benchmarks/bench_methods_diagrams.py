"""Diagrams of 200 and 500 boxes, and a matrix of 50 cases by 50 codes."""

from __future__ import annotations

import random
import sys

from common import median_ms, tell

from thirdspace.charts import (
    DriverPicture,
    FishbonePicture,
    MatrixPicture,
    ProcessMapPicture,
    draw_drivers,
    draw_fishbone,
    draw_matrix,
    draw_process_map,
)
from thirdspace.charts.drivers import Cycle, Driver, Link
from thirdspace.charts.drivers.picture import LEVELS
from thirdspace.charts.fishbone import Category, Cause
from thirdspace.charts.matrix import Cell, MatrixColumn, MatrixRow
from thirdspace.charts.process_map import Flow, Lane, Step

CHANCE = random.Random(3)
WORDS = ("families", "hear", "about", "an", "absence", "on", "the", "same", "day", "in", "Spanish")


def say(most: int = 9) -> str:
    return " ".join(CHANCE.choices(WORDS, k=CHANCE.randint(2, most)))


def drivers(count: int) -> DriverPicture:
    """One aim; each other box serves one box of the level above, half of them a second box."""
    level = ["aim"] + ["primary"] * (count // 25) + ["secondary"] * (count // 3)
    level += ["change"] * (count - len(level))
    boxes = tuple(
        Driver(str(n), name, say(), note=say(), cycles=(Cycle("1"), Cycle("2", "adopted")))
        for n, name in enumerate(level)
    )
    links = {}
    for box in boxes[1:]:
        above = [b for b in boxes if LEVELS.index(b.level) == LEVELS.index(box.level) - 1]
        for parent in CHANCE.choices(above, k=1 + CHANCE.randint(0, 1)):
            links[parent.key, box.key] = Link(parent.key, box.key)
    return DriverPicture("d", "Title", boxes, tuple(links.values()), "Reading")


def process(count: int) -> ProcessMapPicture:
    lanes = tuple(Lane(str(n), say(3)) for n in range(5))
    steps = tuple(Step(str(n), str(CHANCE.randrange(5)), say()) for n in range(count))
    flows = {}
    for n in range(count - 1):
        for to in (n + 1, min(count - 1, n + CHANCE.randint(2, 4))):
            flows[n, to] = Flow(str(n), str(to), "yes")
    return ProcessMapPicture("p", "Title", lanes, steps, tuple(flows.values()), "Reading")


def fishbone(count: int) -> FishbonePicture:
    causes = tuple(Cause(say(), 2, 1, (Cause(say()),)) for _ in range(count // 20))
    return FishbonePicture("f", "Title", say(), (Category(say(3), causes),) * 10, "Reading")


def matrix(size: int) -> MatrixPicture:
    rows = tuple(
        MatrixRow(say(3), tuple(Cell(CHANCE.randint(0, 6)) for _ in range(size)), "district")
        for _ in range(size)
    )
    columns = tuple(MatrixColumn(say(3)) for _ in range(size))
    return MatrixPicture("m", "Title", "Case", columns, rows, "Reading")


good = True
for what, draw, picture, bar in (
    ("driver diagram, 200 boxes", draw_drivers, drivers(200), 100),
    ("driver diagram, 500 boxes", draw_drivers, drivers(500), None),
    ("process map, 200 steps", draw_process_map, process(200), 100),
    ("fishbone, 200 causes", draw_fishbone, fishbone(200), 100),
    ("matrix, 50 by 50", draw_matrix, matrix(50), None),
):
    good &= tell(what, median_ms(lambda: draw(picture)), bar, "ms")  # noqa: B023 - used at once
sys.exit(not good)
