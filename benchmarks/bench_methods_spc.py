"""A network of charts: limits and rules for 10,000 series of 60 points, beside other packages.

Peers do less work than we do: each of them applies one set of rules, none applies Anhøj's, and they
chart one series at a time. They are timed on a part of the same series and scaled up, which their
line says. Our line is measured whole, in the same run; of each the best of several rounds counts.
"""

from __future__ import annotations

import subprocess
import sys
import time
import warnings
from collections.abc import Callable

import numpy as np
from common import median_ms, tell

from thirdspace.methods.spc import (
    Monitor,
    false_discovery,
    i_chart,
    many_charts,
    network_adjusted,
)

SERIES, POINTS = 10_000, 60
SETS = ("anhoej", "western_electric", "nelson")
PART = 50  # series that a peer is timed on, again and again
MILLION = """
import resource, time
import numpy as np
from thirdspace.methods.spc import many_charts
table = np.random.default_rng(0).standard_normal((1_000_000, 60))
began = time.perf_counter()
many_charts(table, screen_mr=False, rules=("anhoej", "western_electric", "nelson"))
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
table = np.random.default_rng(0).standard_normal((SERIES, POINTS))


def capstat(row: list[float]) -> None:
    """Limits, and Western Electric's rules."""
    import capstat_core

    capstat_core.western_electric_rules(capstat_core.i_mr_chart(row).location)


def shewhart(row: list[float]) -> None:
    """Limits, and Western Electric's rules."""
    import shewhart as peer

    peer.imr(row, rules="western_electric")


def statprocon(row: list[float]) -> None:
    """Limits, and Wheeler's three rules."""
    from statprocon import XmR

    chart = XmR(row)
    chart.rule_1_x_indices_beyond_limits()
    chart.rule_2_runs_about_central_line()
    chart.rule_3_runs_near_limits()


def best_seconds(act: Callable[[], object], rounds: int) -> float:
    """Return the least time of several rounds: the one that others disturbed least."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return min(times)


def scaled_seconds(peer: Callable[[list[float]], None]) -> float:
    """Return what a peer takes for all series, from the best of several parts."""
    rows = table[:PART].tolist()
    peer(rows[0])  # what it imports is not counted
    return best_seconds(lambda: [peer(row) for row in rows], 8) * SERIES / PART


warnings.simplefilter("ignore")  # the peers' own
ours = best_seconds(lambda: many_charts(table, screen_mr=False, rules=SETS), 15)
good = tell(f"limits and {len(SETS)} sets of rules, {SERIES:,} × {POINTS}", 1000 * ours, 500, "ms")
ratios = {}
for peer in (capstat, shewhart, statprocon):
    took = scaled_seconds(peer)
    ratios[peer.__name__] = took / ours
    what = (peer.__doc__ or "").rstrip(".")
    print(f"      {peer.__name__}: {took:.1f} s (scaled from {PART} series). {what}", flush=True)
fastest = min(ratios, key=ratios.__getitem__)
holds = ratios[fastest] >= 50
print(f"{'ok  ' if holds else 'OVER'}  {ratios[fastest]:.0f} × {fastest} (bar 50 ×)", flush=True)
good &= holds

done = subprocess.run([sys.executable, "-c", MILLION], capture_output=True, text=True, check=True)
seconds, megabytes = map(float, done.stdout.split())
good &= tell("the same for 1,000,000 series, 100 times as many", seconds / ours, 150, "× as long")
good &= tell("its peak memory, input of 458 MB included", megabytes, 1024, "MB")

charts = many_charts(table, screen_mr=False, rules=SETS)
false_discovery(charts)
good &= tell(
    "false discoveries of all, rates known", median_ms(lambda: false_discovery(charts)), 500, "ms"
)
sites = table[:1000]
good &= tell(
    "network adjustment, 1,000 sites",
    median_ms(lambda: network_adjusted(sites, screen_mr=False)),
    200,
    "ms",
)
row = table[0]
good &= tell("one chart", median_ms(lambda: i_chart(row, screen_mr=False), rounds=100), 1, "ms")
monitor = Monitor(row, screen_mr=False, baseline=24)
good &= tell("one more point", median_ms(lambda: monitor.append(0.5), rounds=200), 1, "ms")
sys.exit(not good)
