"""One control chart of 60 points, and a wall of 1,000 of them, beside matplotlib.

Our figures hold both drawings, the table and the data for other tools; matplotlib draws one SVG
with the same line, points, limits and center, without words or table. Both are timed in the same
run; matplotlib's wall is scaled up from 20 charts, which its line says.
"""

from __future__ import annotations

import io
import sys
from datetime import date, timedelta

import numpy as np
from common import median_ms, tell

from thirdspace.charts import WallPicture, draw, draw_wall
from thirdspace.charts.control import ControlPicture, draw_control
from thirdspace.charts.control.figure import drawn_on
from thirdspace.charts.control.layout import WIDE
from thirdspace.charts.wall import items_of
from thirdspace.methods.spc import ControlChart, chart, funnel, many_charts

POINTS, SITES = 60, 1000
CHANCE = np.random.default_rng(0)
DAYS = tuple(date(2025, 1, 6) + timedelta(weeks=week) for week in range(POINTS))
SIZES = CHANCE.integers(20, 90, POINTS)
values = CHANCE.normal(50, 5, POINTS)
values[40:] -= 9


def picture(found: ControlChart) -> ControlPicture:
    return ControlPicture("c", "Title", found, DAYS, found.sentence, "Caption.")


def wall(table: np.ndarray) -> WallPicture:
    charts = many_charts(table, screen_mr=False)
    names = [f"School {place}" for place in range(len(table))]
    return WallPicture("w", "Title", items_of(charts, names), DAYS, charts.sentence, "Caption.")


def peer(found: ControlChart, rows: int = 1, columns: int = 1) -> str:
    """Draw the same marks with matplotlib, as often as asked."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 2.8 * rows))
    for axes in figure.subplots(rows, columns, squeeze=False).flat:
        axes.plot(DAYS, found.values, marker="o")
        for line in (found.center, found.lower, found.upper):
            axes.plot(DAYS, line)
    out = io.StringIO()
    figure.savefig(out, format="svg")
    return out.getvalue()


level = picture(chart(values, kind="i", freeze=24))
stepped = picture(chart(CHANCE.binomial(SIZES, 0.3), SIZES, kind="p", rules="nelson"))
table = CHANCE.normal(90, 1.5, (SITES, POINTS))
table[:, 20] -= 6
ours = median_ms(lambda: drawn_on(level, WIDE), rounds=100)
good = tell("one chart to SVG, 60 points", ours, 1, "ms")
good &= tell(
    "the same, limits in steps and 8 rules",
    median_ms(lambda: drawn_on(stepped, WIDE), rounds=100),
    1,
    "ms",
)
tell("whole figure: two SVG, table and data", median_ms(lambda: draw_control(level)), None, "ms")
shown = wall(table)
whole = median_ms(lambda: draw_wall(shown), rounds=7)
good &= tell("1,000 small charts to two SVG, table and data", whole, 500, "ms")
tell("the same from the table of values", median_ms(lambda: draw_wall(wall(table))), None, "ms")
sites = funnel(CHANCE.binomial(CHANCE.integers(20, 400, 100), 0.3), [400] * 100)
tell("funnel of 100 sites", median_ms(lambda: draw(sites)), None, "ms")
try:
    theirs = median_ms(lambda: peer(level.chart), rounds=7)
    print(f"      matplotlib, one chart: {theirs:.1f} ms, {theirs / ours:.0f} × ours", flush=True)
    many = median_ms(lambda: peer(level.chart, 5, 4), rounds=3, warm=1) * SITES / 20
    said = f"{many / 1000:.1f} s (scaled from 20), {many / whole:.0f} × ours"
    print(f"      matplotlib, 1,000 small charts: {said}", flush=True)
except ModuleNotFoundError:
    print("      matplotlib is not installed: no peer to measure", flush=True)
sys.exit(not good)
