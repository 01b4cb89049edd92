"""Cases of two or more groups in strata: a table beside the file, and what it expects."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from thirdspace.methods.cases import CaseResult, judged
from thirdspace.methods.rates.mantel_haenszel import MantelHaenszel, mantel_haenszel
from thirdspace.methods.rates.standardized_ratio import Standardized, standardized_ratio
from thirdspace.methods.rates.strata import ExactOdds
from thirdspace.methods.rates.verify.expected import Case, computed, confidence_in, printed
from thirdspace.problems import FileProblem

PAIR = re.compile(r"mantel_haenszel_(risk_ratio|or)_(.+)_vs_(.+)")
#: R finds the conditional odds ratio, and the bounds of its interval, on a scale from 0 to 1 and
#: stops when it is this near; the numbers it prints beyond that are where it stopped.
R_STOPS_WITHIN = float(np.finfo(float).eps ** 0.25)


@dataclass(frozen=True)
class Table:
    """How many were selected of how many, groups by strata."""

    groups: tuple[str, ...]
    selected: list[list[int]]
    total: list[list[int]]

    def standardized(self) -> Standardized:
        """Return crude and standardized rates, the standard being everyone."""
        return standardized_ratio(self.selected, self.total, groups=self.groups)

    def between(self, first: str, second: str, confidence: float) -> MantelHaenszel:
        """Compare two groups, named as keys have them."""
        at = {_plain(name): place for place, name in enumerate(self.groups)}
        pair = [at[_plain(first)], at[_plain(second)]]
        return mantel_haenszel(
            [self.selected[i] for i in pair],
            [self.total[i] for i in pair],
            confidence=confidence,
        )


def reads(case: Case) -> bool:
    """Say whether the file expects rates of groups in strata."""
    return isinstance(case.get("crude_rate"), dict)


def check(name: str, case: Case, file: Path) -> Iterator[CaseResult]:
    """Compare all the file expects of the table beside it."""
    yield judged(name, _differences(case, _read(file, case["crude_rate"])))


def _differences(case: Case, table: Table) -> Iterator[str]:
    found = table.standardized()
    for key, theirs in case.items():
        if key in ("crude_rate", "standardised_rate", "standardized_rate") or re.match(
            r"standardi[sz]ed_rate_", key
        ):
            field = "crude_rate" if key == "crude_rate" else "rate"
            ours = {group.group: getattr(group, field) for group in found.groups}
            for group, rate in theirs.items():
                yield from computed(f"{key} of {group}", ours[group], rate)
        elif key in ("crude_impact_ratio", "standardised_ratio", "standardized_ratio"):
            yield from _ratio(found, key, theirs)
        elif pair := PAIR.fullmatch(key):
            level = confidence_in("", case)
            yield from _within(pair[1], table.between(pair[2], pair[3], level), theirs, case)


def _ratio(found: Standardized, key: str, theirs: float | Case) -> Iterator[str]:
    """Compare the ratio of each group, or of the one with the lowest crude rate."""
    field = "crude_ratio" if key.startswith("crude") else "ratio"
    if isinstance(theirs, dict):
        for group in found.groups:
            if group.group in theirs:
                yield from computed(
                    f"{key} of {group.group}", getattr(group, field), theirs[group.group]
                )
        return
    others = [group for group in found.groups if group.group != found.reference]
    least = min(others, key=lambda group: group.crude_ratio or 0.0)
    yield from computed(key, getattr(least, field), theirs)


def _within(kind: str, ours: MantelHaenszel, theirs: float | Case, case: Case) -> Iterator[str]:
    ratio = ours.risk_ratio if kind == "risk_ratio" else ours.odds_ratio
    if not isinstance(theirs, dict):
        yield from computed(kind, ratio.value, theirs)
        return
    exact = ours.exact or ExactOdds(None, None, None, 1.0)
    numbers = {
        "or": ratio.value,
        "rr": ratio.value,
        "ci": (ratio.low, ratio.high),
        "stat_corr": ours.statistic_corrected,
        "p_corr": ours.p_corrected,
        "stat_nocorr": ours.statistic,
        "p_nocorr": ours.p,
        "p_exact": exact.p,
    }
    for key, value in theirs.items():
        if key == "or_exact":
            yield from _as_r_stops(key, [exact.odds_ratio], [value])
        elif key == "ci_exact":
            yield from _as_r_stops(key, [exact.low, exact.high], value)
        else:
            yield from computed(key, numbers[key], value)
    yield from _documented(ours, case)


def _documented(ours: MantelHaenszel, case: Case) -> Iterator[str]:
    """Compare what the file has from printed pages, at the digits printed there."""
    numbers = {
        "common_or": ours.odds_ratio.value,
        "stat": ours.statistic,
        "p_without_correction": ours.p,
        "p_with_correction": ours.p_corrected,
    }
    for name, published in case.items():
        if name.startswith("published"):
            for key, value in published.items():
                yield from printed(f"{name} {key}", numbers[key], value)


def _as_r_stops(key: str, got: list[float | None], expected: list[float]) -> Iterator[str]:
    for ours, theirs in zip(got, expected, strict=True):
        if ours is None:
            yield f"{key}: not defined, expected {theirs}"
        elif abs(min(ours, 1 / ours) - min(theirs, 1 / theirs)) > R_STOPS_WITHIN:
            yield f"{key}: got {ours}, expected {theirs} within {R_STOPS_WITHIN:.2g}"


def _plain(name: str) -> str:
    return re.sub(r"\W+", "_", name.strip().lower())


def _read(file: Path, crude: dict[str, float]) -> Table:
    """Read counts by group, stratum and outcome, in any columns.

    The column of groups is the one that holds the groups of the file; a column of numbers holds
    the counts (without one, each row is a person); the outcome is the column of two values, one of
    which has the crude rates of the file; all others together are the stratum.
    """
    rows = _rows(file, crude)
    head = list(rows[0])
    group = next(c for c in head if set(crude) <= {row[c] for row in rows})
    rest = [c for c in head if c != group]
    count = next((c for c in reversed(rest) if all(_whole(row[c]) for row in rows)), None)
    for outcome in (c for c in rest if c != count and len({row[c] for row in rows}) == 2):
        strata = [c for c in rest if c not in (count, outcome)]
        for chosen in dict.fromkeys(row[outcome] for row in rows):
            table = _table(rows, group, strata, count, (outcome, chosen))
            if _agrees(table, crude):
                return table
    raise FileProblem(
        "No outcome in it has the crude rates expected.",
        "The outcome is the column of two values that gives these rates.",
        "See whether the table belongs to the file.",
        file=file.name,
    )


def _rows(file: Path, crude: dict[str, float]) -> list[dict[str, str]]:
    stem = re.sub(r"_?expected$", "", file.stem)
    for path in (file.with_name(f"{stem}.csv"), *sorted(file.parent.glob(f"{stem}*.csv"))):
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as lines:
                rows = list(csv.DictReader(lines))
            if rows and any(set(crude) <= {row[c] for row in rows} for c in rows[0]):
                return rows
    raise FileProblem(
        "The table with the counts is missing.",
        f"It is a CSV file whose name begins with “{stem}”, with a column of the groups.",
        "Put it beside this file.",
        file=file.name,
    )


def _whole(text: str) -> bool:
    return text.strip().isdigit()


def _table(
    rows: list[dict[str, str]],
    group: str,
    strata: list[str],
    count: str | None,
    success: tuple[str, str],
) -> Table:
    selected: Counter[tuple[str, tuple[str, ...]]] = Counter()
    total: Counter[tuple[str, tuple[str, ...]]] = Counter()
    outcome, chosen = success
    for row in rows:
        place = row[group], tuple(row[c] for c in strata)
        people = int(row[count]) if count else 1
        total[place] += people
        selected[place] += people * (row[outcome] == chosen)
    names = tuple(dict.fromkeys(row[group] for row in rows))
    cells = list(dict.fromkeys(tuple(row[c] for c in strata) for row in rows))
    return Table(
        names,
        [[selected[name, cell] for cell in cells] for name in names],
        [[total[name, cell] for cell in cells] for name in names],
    )


def _agrees(table: Table, crude: dict[str, float]) -> bool:
    """Say whether this outcome is the one whose rates the file gives, to four digits."""
    found = {group.group: group.crude_rate for group in table.standardized().groups}
    return all(abs((found[name] or 0.0) - rate) < 1e-4 for name, rate in crude.items())
