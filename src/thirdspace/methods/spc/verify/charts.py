"""Cases of charts: lines, signals and runs of every point and phase, one chart or several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from thirdspace.methods.cases import compare
from thirdspace.methods.spc.any_chart import KINDS, chart
from thirdspace.methods.spc.result import ControlChart, Phase
from thirdspace.methods.spc.rules import ANHOEJ
from thirdspace.methods.spc.verify.facets import Facet, facets_of
from thirdspace.methods.spc.verify.published import compare_published
from thirdspace.methods.spc.verify.types import Case, Check

LINES = {
    "center": "cl",
    "lower": "lcl",
    "upper": "ucl",
    "lower2": "lcl_2sigma",
    "upper2": "ucl_2sigma",
}
RUNS = {
    "useful": "n_useful",
    "longest_run": "longest_run",
    "longest_run_max": "longest_run_max",
    "crossings": "n_crossings",
    "crossings_min": "n_crossings_min",
    "unusual": "runs_signal",
}


def checks(case: Case) -> Iterator[Check]:
    """Yield what can be compared in this case."""
    if case.get("chart") in KINDS and "columns" in case:
        yield _charts


def _charts(case: Case) -> Iterator[str]:
    """Compare with moving ranges screened, where limits come from them, and without."""
    screens = KINDS[case["chart"]].screens
    for facet in facets_of(case, "expected"):
        yield from _compare(_chart(case, facet, screen_mr=screens), facet)
    if "expected_unscreened_mr" in case:
        for facet in facets_of(case, "expected_unscreened_mr"):
            yield from _compare(_chart(case, facet, screen_mr=False), facet)
    published = case.get("published") or {}
    for facet in facets_of(case, "expected") if published else ():
        screened = screens and published.get("screening", True)
        yield from compare_published(_chart(case, facet, screen_mr=screened), published)


def _chart(case: Case, facet: Facet, *, screen_mr: bool) -> ControlChart:
    kind = KINDS[case["chart"]]
    y, n = (np.asarray(facet.column(name), dtype=float) for name in ("y", "n"))
    if kind.id == "t":
        y = _as_drawn(y, facet)
    options = dict(case["options"] or {})
    part = _listed(options.get("part"))
    return chart(
        y,
        n if n.shape and kind.denominators != "never" else None,
        kind=kind.id,
        x=facet.labels if kind.gathers else None,
        # The engine of these cases forgets the baseline as soon as there are phases.
        freeze=None if part else options.get("freeze"),
        part=part,
        exclude=_listed(options.get("exclude")),
        screen_mr=screen_mr,
        ordered=facet.ordered or not kind.funnels,
        multiply=options.get("multiply") or 1,
    )


def _as_drawn(y: np.ndarray[Any, Any], facet: Facet) -> np.ndarray[Any, Any]:
    """Some engines draw a time of 0 as a short one: chart what was drawn."""
    drawn = facet.points.get("y", ())
    if len(drawn) != y.size:
        return y
    return np.where(y == 0, np.asarray(drawn, dtype=float), y)


def _listed(value: int | list[int] | None) -> list[int]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _compare(found: ControlChart, facet: Facet) -> Iterator[str]:
    points, order = facet.points, facet.order(found)
    measured = [place for place in order if not np.isnan(found.values[place])]
    at = {place: row for row, place in enumerate(order)}
    for ours, theirs in LINES.items():
        # Some engines leave lines empty where nothing was measured; ours go on.
        line = getattr(found, ours)
        expected = points.get(theirs)
        if expected is not None:
            yield from compare(
                ours, [line[place] for place in measured], [expected[at[p]] for p in measured]
            )
    yield from _compare_points(found, points, order)
    if facet.runs:
        yield from compare_runs(found, facet.runs, signals=facet.ordered or not found.ordered)


def _compare_points(found: ControlChart, points: Case, order: list[int]) -> Iterator[str]:
    included = [not out for out in found.excluded]
    frozen = found.freeze or len(found.values)
    baseline = [place < frozen or found.phase[place] > 1 for place in range(len(found.values))]
    for theirs, ours, relative in (
        ("y", found.values, 1e-6),
        ("part", found.phase, 0),
        ("sigma_signal", found.outside, 0),
        ("include", included, 0),
        ("baseline", baseline, 0),
    ):
        if theirs in points:
            yield from compare(theirs, [ours[place] for place in order], points[theirs], relative)


def compare_runs(found: ControlChart, expected: Case, *, signals: bool = True) -> Iterator[str]:
    """Compare runs phase by phase; here a failed test counts however few the points are.

    Parameters
    ----------
    found : ControlChart
        Ours.
    expected : dict
        Columns with a row for each phase.
    signals : bool
        Whether to compare what the tests say, beside the counts.
    """
    ours = [_runs(found, phase) for phase in found.phases]
    for name, theirs in RUNS.items():
        if theirs not in expected or (name == "unusual" and not signals):
            continue
        pairs = zip(ours, expected[theirs], strict=True)
        # Without a useful point some engines leave these empty; ours are 0.
        known = [(row[name], value) for row, value in pairs if value is not None]
        yield from compare(name, [a for a, _ in known], [b for _, b in known], 0)
    if "n_obs" in expected:
        yield from compare("points", [row["points"] for row in ours], expected["n_obs"], 0)


def _runs(found: ControlChart, phase: Phase) -> dict[str, Any]:
    """Return the counts of a phase; bounds are Anhøj's even where runs are not judged."""
    out = sum(found.excluded[phase.first - 1 : phase.last])
    return {name: getattr(phase, name) for name in RUNS} | {
        "longest_run_max": ANHOEJ.longest_run_max(phase.useful),
        "crossings_min": ANHOEJ.crossings_min(phase.useful),
        "points": phase.last - phase.first + 1 - out,
    }
