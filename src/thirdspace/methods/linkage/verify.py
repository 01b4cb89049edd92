"""Reference cases of record linkage: two lists and their true pairs, or one list and its groups.

A case names `files` (tables beside it, by stem) and what to `accept`, in words with numbers, such
as “precision >= 0.995 …” or “F1 >= 0.95 … at most 10 %”. Which table holds the true pairs, and what
its columns point at, is seen from the values. Pairs in the review queue count as decided rightly;
of duplicates, the records of groups that are not sure are the queue.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, permutations
from pathlib import Path
from typing import Any, NamedTuple

from thirdspace.methods.cases import CaseResult, judged
from thirdspace.methods.linkage.duplicates import duplicates
from thirdspace.methods.linkage.link_lists import link_lists
from thirdspace.methods.linkage.review_band import PRECISION, QUEUE
from thirdspace.problems import FileProblem

Case = dict[str, Any]
Table = dict[str, list[str]]
Pair = tuple[int, int]
_BAR = re.compile(r"\b(precision|recall|f1)\b\D*?(\d*\.?\d+)\s*(%?)", re.IGNORECASE)
_QUEUE = re.compile(r"(?:at most|<=|up to|≤)\s*(\d*\.?\d+)\s*(%?)", re.IGNORECASE)
_GROUPS = ("cluster", "entity", "group")
#: Mean chance from which a group of duplicates is taken to need no look.
_SURE_GROUP = 0.9


class Bar(NamedTuple):
    """One thing to reach: for automatic links alone, or with those that a person looked at."""

    key: str
    measure: str
    least: float
    automatic: bool


class Found(NamedTuple):
    """Pairs linked without a look, all in the end, and the share of the list in the queue."""

    automatic: set[Pair]
    linked: set[Pair]
    queue: float


def reads(case: Any) -> bool:
    """Say whether the file names tables to link and what to accept."""
    return isinstance(case, dict) and all(
        isinstance(case.get(key), dict) for key in ("files", "accept")
    )


def check(name: str, case: Case, file: Path) -> Iterator[CaseResult]:
    """Link the tables of the case, or find duplicates in its table, and hold them to each bar."""
    tables = {stem: _table(file.parent / f"{Path(stem).stem}.csv") for stem in case["files"]}
    texts = {key: _text(key, value) for key, value in case["accept"].items()}
    bars = [bar for key, text in texts.items() for bar in _bars(key, text)]
    limits = [_share(found) for text in texts.values() for found in _QUEUE.findall(text)]
    # A queue is held only to a limit that the case names.
    most = min(limits, default=1.0)
    if not bars:
        yield CaseResult(name, "failed", "“accept” names no precision, recall or F1 to reach")
        return
    truth, found = _linked(tables, bars, min(limits, default=QUEUE)) or _grouped(tables)
    for bar in bars:
        yield judged(f"{name}: {bar.key}", _differences(bar, truth, found, most))


def _table(file: Path) -> Table:
    if not file.exists():
        raise FileProblem(
            f"{file.name} is not there.",
            "The case names it as one of its tables.",
            "Put it beside the case.",
            file=file.name,
        )
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = csv.reader(text)
        heads = next(rows)
        return dict(zip(heads, map(list, zip(*rows, strict=True)), strict=True))


def _text(key: str, value: Any) -> str:
    words = key.replace("_", " ")
    return f"{words} {value}" if isinstance(value, str) else f"{words} >= {value}"


def _bars(key: str, text: str) -> Iterator[Bar]:
    automatic = any(word in text.casefold() for word in ("auto", "without"))
    for measure, number, sign in _BAR.findall(text):
        yield Bar(key, measure.casefold(), _share((number, sign)), automatic)


def _share(found: tuple[str, str]) -> float:
    return float(found[0]) / (100 if found[1] else 1)


def _linked(
    tables: dict[str, Table], bars: list[Bar], queue: float
) -> tuple[set[Pair], Found] | None:
    """Link the two lists that a third table pairs; None if there is no such table."""
    for stem, table in tables.items():
        lists = [other for name, other in tables.items() if name != stem]
        for left, right in combinations(lists, 2):
            truth = _true_pairs(table, left, right)
            if truth:
                wanted = [b.least for b in bars if b.measure == "precision" and b.automatic]
                found = link_lists(
                    left, right, precision=max(wanted, default=PRECISION), queue=queue
                )
                automatic, review = (
                    {(pair.left, pair.right) for pair in pairs}
                    for pairs in (found.automatic, found.review)
                )
                share = len(review) / found.band.records
                return truth, Found(automatic, automatic | (review & truth), share)
    return None


def _true_pairs(table: Table, left: Table, right: Table) -> set[Pair] | None:
    """Return places of the pairs a table names by ids of both lists; None if it names none."""
    for one, other in permutations(table.values(), 2):
        ours, theirs = _places(one, left), _places(other, right)
        if ours and theirs:
            return set(zip(ours, theirs, strict=True))
    return None


def _places(ids: list[str], people: Table) -> list[int] | None:
    """Return where each id stands in the list, if one of its columns has them all, each once."""
    for column in people.values():
        place = {value: row for row, value in enumerate(column)}
        if len(place) == len(column) and all(value in place for value in ids):
            return [place[value] for value in ids]
    return None


def _grouped(tables: dict[str, Table]) -> tuple[set[Pair], Found]:
    """Find duplicates in the table with a column of true groups."""
    for table in tables.values():
        head = next((head for head in table if head.casefold().startswith(_GROUPS)), None)
        if head is not None:
            found = duplicates({name: column for name, column in table.items() if name != head})
            sure = [group.records for group in found.groups if group.chance >= _SURE_GROUP]
            every = [group.records for group in found.groups]
            unsure = sum(map(len, every)) - sum(map(len, sure))
            queue = unsure / found.records
            return _within(table[head]), Found(_pairs(sure), _pairs(every), queue)
    raise FileProblem(
        "No table names true pairs or true groups.",
        "A case of linkage has a table with ids of both lists, or one with a column “cluster”.",
        "Name such a table under “files”.",
        file=", ".join(tables),
    )


def _within(labels: list[str]) -> set[Pair]:
    groups: dict[str, list[int]] = {}
    for row, label in enumerate(labels):
        groups.setdefault(label, []).append(row)
    return _pairs(groups.values())


def _pairs(groups: Iterable[Sequence[int]]) -> set[Pair]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _differences(bar: Bar, truth: set[Pair], found: Found, most: float) -> Iterator[str]:
    linked = found.automatic if bar.automatic else found.linked
    right = len(linked & truth)
    reached = {
        "precision": right / len(linked) if linked else 0.0,
        "recall": right / len(truth),
        "f1": 2 * right / (len(linked) + len(truth)),
    }[bar.measure]
    if reached < bar.least:
        yield f"{bar.measure} is {reached:.4f}, expected {bar.least} or more"
    if found.queue > most:
        yield f"{found.queue:.3f} of the list are to be looked at, expected {most} at most"
