"""Cases of groups held against the one with the highest rate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from thirdspace.methods.cases import CaseResult, judged
from thirdspace.methods.rates.impact_ratio import GroupImpact, Impact, impact_ratio
from thirdspace.methods.rates.verify.expected import (
    Case,
    cases_of,
    computed,
    confidence_in,
    printed,
)

#: What files call a number, without the level at its end, and where it lies.
FIELDS: dict[str, Callable[[GroupImpact], Any]] = {
    "rate": lambda g: g.rate,
    "impact_ratio": lambda g: g.impact_ratio,
    "impact_ratio_katz": lambda g: None if g.low is None else (g.low, g.high),
    "four_fifths_flag": lambda g: g.four_fifths_flag,
    "fisher_two_sided": lambda g: g.fisher.two_sided,
    "fisher_two_sided_midp": lambda g: g.fisher.two_sided_midp,
    "fisher_one_sided_lower": lambda g: g.fisher.lower,
    "fisher_one_sided_lower_midp": lambda g: g.fisher.lower_midp,
    "fisher_one_sided_upper": lambda g: g.fisher.upper,
    "fisher_one_sided_upper_midp": lambda g: g.fisher.upper_midp,
    "holm": lambda g: g.holm_p,
    "fisher_holm": lambda g: g.holm_p,
    "fisher_two_sided_holm": lambda g: g.holm_p,
    "z_pooled": lambda g: g.z_pooled,
    "diff": lambda g: g.difference.difference,
    "diff_newcombe": lambda g: (g.difference.low, g.difference.high),
    "shortfall": lambda g: g.shortfall,
    "one_person_switch_clears_flag": lambda g: g.one_person_switch,
    "under_2_percent": lambda g: g.small,
}


def reads(case: Case) -> bool:
    """Say whether every case of the file is one of these."""
    rows = cases_of(case)
    return bool(rows) and all({"selected", "total", "expected"} <= row.keys() for row in rows)


def check(name: str, case: Case, file: Path) -> Iterator[CaseResult]:
    """Compare every case."""
    for number, row in enumerate(cases_of(case), start=1):
        yield judged(f"{name}: {row.get('id', number)}", _differences(row, case))


def _differences(row: Case, case: Case) -> Iterator[str]:
    expected = row["expected"]

    @cache
    def at(confidence: float) -> Impact:
        names = list(row["total"])
        return impact_ratio(
            [row["selected"].get(name, 0) for name in names],
            [row["total"][name] for name in names],
            groups=names,
            reference=row.get("reference"),
            confidence=confidence,
        )

    found = at(confidence_in("", case))
    yield from computed("reference", found.reference, expected.get("reference", found.reference))
    if "reference_rate" in expected:
        yield from computed("reference rate", found.reference_rate, expected["reference_rate"])
    compared = {group.group for group in found.groups}
    if missing := expected["groups"].keys() - compared - {found.reference, *found.empty}:
        yield f"not compared: {', '.join(sorted(missing))}"
    for name in expected["groups"].keys() & compared:
        yield from _group(name, expected["groups"][name], case, at)
    yield from _published(found, row.get("published") or {})


def _group(name: str, expected: Case, case: Case, at: Callable[[float], Impact]) -> Iterator[str]:
    for key, theirs in expected.items():
        field = FIELDS.get(re.sub(r"\d{2,}$", "", key) if key not in FIELDS else key)
        if field is None:
            yield f"{name} {key}: nothing of ours to compare it with"
            continue
        impact = at(confidence_in(key, case))
        group = next(group for group in impact.groups if group.group == name)
        # Without a flag there is none to clear, and either answer says so.
        if key != "one_person_switch_clears_flag" or group.four_fifths_flag:
            yield from computed(f"{name} {key}", field(group), theirs)


def _published(found: Impact, published: Case) -> Iterator[str]:
    rates = {group.group: group.rate for group in found.groups}
    if found.reference_rate is not None:
        rates[found.reference] = found.reference_rate
    for name, value in (published.get("rates") or {}).items():
        yield from printed(f"published rate of {name}", rates.get(name), value)
    if (percent := published.get("ratio_percent")) is not None:
        least = min(group.impact_ratio or 0.0 for group in found.groups)
        yield from printed("published ratio", 100 * least, percent)
