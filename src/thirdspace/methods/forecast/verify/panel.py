"""A panel of leaders by year: read by its content, and back-tested."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from thirdspace.methods.cases import CaseResult
from thirdspace.methods.forecast.back_test import back_test

YEAR = re.compile(r"(?:19|20)\d\d(?:[-/]\d{2,4})?")
STAYED = re.compile(r"(?i)stay|remain|same|retain|continu")
#: More kinds of what became of somebody than this are names or places.
MOST_KINDS = 12


@dataclass(frozen=True)
class Panel:
    """Posts, and those whose holder did not stay, in order of the years."""

    years: tuple[str, ...]
    vacancies: list[int]
    posts: list[int]


def panel_of(path: Path) -> Panel | None:
    """Read a panel; None if the table has no column of years and none of what became of people."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if not rows:
        return None
    columns = {name: [row[name] or "" for row in rows] for name in rows[0]}
    year = next((c for c, cells in columns.items() if all(map(YEAR.fullmatch, cells))), None)
    outcome = _outcome(columns)
    if year is None or outcome is None:
        return None
    column, stayed = outcome
    known = [(row[year], row[column]) for row in rows if row[column]]
    posts = Counter(when for when, _ in known)
    gone = Counter(when for when, what in known if what != stayed)
    years = tuple(sorted(posts))
    return Panel(years, [gone[when] for when in years], [posts[when] for when in years])


def _outcome(columns: dict[str, list[str]]) -> tuple[str, str] | None:
    """Return the column of what became of people, and its word for those who stayed."""
    for name, cells in columns.items():
        kinds = set(cells) - {""}
        if 2 <= len(kinds) <= MOST_KINDS:
            words = [kind for kind in kinds if STAYED.match(kind)]
            if len(words) == 1:
                return name, words[0]
    return None


def results_of(name: str, panel: Panel) -> CaseResult:
    """Back-test a panel: it fails where the interval is shown to be too narrow or too wide."""
    found = back_test(panel.vacancies, panel.posts)
    label = f"{name} (held in {found.covered} of {len(found.years)} years, {found.verdict})"
    if found.verdict in ("too narrow", "too wide"):
        return CaseResult(label, "failed", found.sentence)
    return CaseResult(label, "passed")
