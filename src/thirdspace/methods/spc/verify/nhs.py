"""Cases of Making Data Count: limits, special causes and icons in both screening modes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thirdspace.methods.cases import compare
from thirdspace.methods.spc.nhs import NhsChart, nhs_chart
from thirdspace.methods.spc.verify.types import Case, Check

MODES = {"expected_screen_outliers_true": True, "expected_screen_outliers_false": False}
LABELS = {
    "none": ("Common Cause", "Common Cause"),
    "outside": ("Below LCL", "Above UCL"),
    "trend": ("{} Point Trend (Decreasing)", "{} Point Trend (Increasing)"),
    "two_of_three": ("2 in 3 Below CL", "2 in 3 Above CL"),
    "shift": ("{} Points Below CL", "{} Points Above CL"),
}
NUMBERS = {"mean": "mean", "lower": "lpl", "upper": "upl", "values": "y"}
EXACT = {"outside": "outside_limits", "close": "close_to_limits", "point_type": "point_type"}


def checks(case: Case) -> Iterator[Check]:
    """Yield what can be compared in this case."""
    if any(mode in case for mode in MODES):
        yield _nhs


def _nhs(case: Case) -> Iterator[str]:
    for mode, screen in MODES.items():
        if mode in case:
            chart = _chart(case, screen=screen)
            for found in _compare(chart, case[mode]):
                yield f"{'screened' if screen else 'unscreened'} {found}"


def _chart(case: Case, *, screen: bool) -> NhsChart:
    columns, options, data = case.get("columns") or {}, case.get("options") or {}, case["input"]
    days, values = (data[columns.get(name) or name] for name in "xy")
    order = sorted(range(len(days)), key=days.__getitem__)
    days, values = [days[i] for i in order], [values[i] for i in order]
    target = options.get("target")
    return nhs_chart(
        values,
        improvement=options["improvement_direction"],
        screen_outliers=screen,
        target=target[-1] if isinstance(target, list) else target,
        part=[days.index(day) for day in _listed(options.get("rebase_dates")) if day > days[0]],
        fix_after=options.get("fix_after_n_points"),
        points=_points(case),
    )


def _points(case: Case) -> int:
    """Read how many points make a trend or a shift from the name of the rules."""
    found = re.search(r"(\d+)_?(?:pt|point)", str(case.get("rule_set")))
    return int(found[1]) if found else 7


def _listed(value: list[str] | str | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _compare(chart: NhsChart, expected: Case) -> Iterator[str]:
    points = expected["points"]
    for ours, theirs in NUMBERS.items():
        if theirs in points:
            yield from compare(theirs, getattr(chart, ours), points[theirs], 1e-9)
    phases = [number - 1 + min(points.get("rebase_group", [0])) for number in chart.phase]
    exact = {name: list(getattr(chart, field)) for field, name in EXACT.items()}
    exact |= {"special_cause_type": _labels(chart), "rebase_group": phases}
    for name, values in exact.items():
        for place, (got, wanted) in enumerate(zip(values, points.get(name, values), strict=True)):
            if got != wanted:
                yield f"{name} {place + 1}: got {got}, expected {wanted}"
    icons = {"variation_icon_last_point": chart.variation, "assurance": chart.assurance}
    for name, icon in icons.items():
        if icon != expected.get(name, icon):
            yield f"{name}: got {icon}, expected {expected[name]}"


def _labels(chart: NhsChart) -> list[str]:
    return [
        LABELS[rule][way > 0].format(chart.points)
        for rule, way in zip(chart.rule, chart.direction, strict=True)
    ]
