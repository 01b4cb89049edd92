"""The table of a reference case: which column is the time, the end, an entry, a cause, a group."""

from __future__ import annotations

import csv
import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.survival.person_periods import PersonPeriods, person_periods
from thirdspace.methods.survival.spells import Floats, Ints, Spells
from thirdspace.methods.survival.verify.blocks import STARTS, TIMES, Block, number, word_set, words
from thirdspace.problems import FileProblem

ENTRIES = word_set("entry enter start tstart begin truncation left_truncation late_entry")
ENDS = word_set("exit stop tstop end")
EVENTS = word_set("event status failed failure left died")
#: A block with one of these words leaves late entry out on purpose.
WITHOUT_ENTRY = word_set("ignoring ignored ignore naive without no wrong uncorrected")
PERIODS = word_set("period term grade year followup t age")
COMPARE = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
    "=": operator.eq,
}
RULE = re.compile(r"(\S+) (?:if|when|where) (\w+) *(>=|<=|==|=|>|<) *(-?[\d.]+)(?:.*else (\w+))?")


@dataclass(frozen=True, eq=False)
class Study:
    """One table, read for what its case asks.

    Parameters
    ----------
    columns : dict of array
        Numeric columns; NaN where a cell is empty.
    texts : dict of array of str
        All columns as written, and those a rule of the case derives.
    time, entry : str
        Names of the columns; entry may be empty.
    causes : tuple of str
        Names of the ways of leaving; one of them, “event”, if there is only one.
    cause : array of int
        0 for censored, else the number of the way.
    covariates : tuple of str
        Columns the case names as covariates.
    first : int
        The period at which the clock starts.
    case : dict
        All that the case says.
    """

    columns: dict[str, Floats]
    texts: dict[str, NDArray[np.str_]]
    time: str
    entry: str
    causes: tuple[str, ...]
    cause: Ints
    covariates: tuple[str, ...]
    first: int
    case: dict[str, Any]

    def spells(self) -> Spells:
        """Return time, cause and entry of everyone, once for each person."""
        if self.written is not None:
            _, place = np.unique(self.texts["id"], return_index=True)
            return self.only(np.isin(np.arange(len(self.cause)), place)).spells()
        entry = self.columns[self.entry] if self.entry else None
        return Spells(self.columns[self.time], self.cause, entry)

    def only(self, members: NDArray[np.bool_]) -> Study:
        """Return the study of some of its rows."""
        return replace(
            self,
            columns={name: column[members] for name, column in self.columns.items()},
            texts={name: column[members] for name, column in self.texts.items()},
            cause=self.cause[members],
        )

    def of(self, block: Block) -> Study:
        """Return the part of the study that a block speaks of: a group, or without late entry."""
        study = self
        for key in block.path:
            study = study._group(key, block.path)
        if not study.entry or block.words & WITHOUT_ENTRY:
            return replace(study, entry="")
        # Whoever left before coming under watch was never seen at risk.
        return study.only(study.columns[study.entry] < study.columns[study.time])

    def labels(self, key: str) -> NDArray[np.str_] | None:
        """Return the groups of a key that ends in “by” and a column; None if it names none."""
        _, by, column = key.partition("by_")
        return self.texts.get(column) if by else None

    def listed_in(self, path: tuple[str, ...], key: str) -> list[str]:
        """Return the list of words under a key of a block's own dictionary."""
        node: Any = self.case
        for step in path:
            node = node[step]
        return list(node.get(key, ()))

    @cached_property
    def discrete(self) -> bool:
        """Say whether the case is one of person-periods, so that a model is one of hazards."""
        return any({"deviance", "person_periods"} & {key} for key, _ in _items(self.case))

    def text_of(self, name: str) -> str:
        """Return what the case says in words about a model."""
        return " ".join(_said(self.case, name)).lower()

    @cached_property
    def whole(self) -> bool:
        """Say whether time is counted in whole periods."""
        times = self.columns[self.time]
        return bool((times == np.floor(times)).all())

    def rows(self) -> PersonPeriods:
        """Return the person-periods: those of the table, or those its people make."""
        if self.written is not None:
            return self.written
        spells = self.spells()
        event = np.minimum(spells.cause, 1)
        return person_periods(spells.time, event, entry=spells.entry, first=self.first)

    @cached_property
    def written(self) -> PersonPeriods | None:
        """Return the rows of a table that is one of person-periods already; None if it is not."""
        ident = self.texts.get("id")
        if self.entry or ident is None or len(np.unique(ident)) == len(ident):
            return None
        others = (name for name in self.columns if name in PERIODS and name != self.time)
        if (period := next(others, None)) is None:
            return None
        event = (self.columns[period] == self.columns[self.time]) & (self.cause > 0)
        return PersonPeriods(
            np.arange(len(ident)), self.columns[period].astype(np.int64), event.astype(np.int64)
        )

    def _group(self, key: str, path: tuple[str, ...]) -> Study:
        """Narrow to the rows of one group, if the key names one."""
        for before in path:
            labels = self.labels(before)
            if labels is not None and (value := key.rpartition("=")[2]) in labels:
                return self.only(labels == value)
        for name, labels in self.texts.items():
            found = re.search(rf"(?:^|_){re.escape(name.lower())}[_=](\w+)$", key.lower())
            if found and found[1] in labels:
                return self.only(labels == found[1])
        return self


def read_study(table: Path, case: dict[str, Any]) -> Study:
    """Read a table for a case.

    Raises
    ------
    FileProblem
        No column says when, or how, spells ended.
    """
    with table.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    texts = {name: np.array([row[name] or "" for row in rows]) for name in rows[0]}
    columns = {
        name: column for name, text in texts.items() if (column := _numeric(text)) is not None
    }
    covariates = tuple(name for name in _listed(case, "covariates") if name in columns)
    causes, cause, used = _ends(table, columns, texts, case)
    entry = next((name for name in columns if name.lower() in ENTRIES), "")
    time = _time(table, columns, case, {entry, *used, *covariates})
    texts |= _derived(case, columns)
    if entry:
        columns[entry] = np.nan_to_num(columns[entry], nan=0.0)
    study = Study(columns, texts, time, entry, causes, cause, covariates, 0, case)
    return replace(study, first=_first(study))


def _first(study: Study) -> int:
    """Return the period at which the case says the clock starts, else that of the first end."""
    if study.written is not None:
        return int(study.written.period.min())
    said = (v for key, v in _items(study.case) if key in STARTS and type(v) is int)
    return next(said, int(study.columns[study.time].min()))


def _ends(
    table: Path,
    columns: dict[str, Floats],
    texts: dict[str, NDArray[np.str_]],
    case: dict[str, Any],
) -> tuple[tuple[str, ...], Ints, set[str]]:
    """Return the ways of leaving, each row's, and the columns that hold them."""
    named = [name for name in _causes(case) if name in columns]
    if named:
        cause = np.zeros(len(columns[named[0]]), dtype=np.int64)
        for place, name in enumerate(named, start=1):
            cause[columns[name] == 1] = place
        return tuple(named), cause, set(named)
    for name, column in columns.items():
        if "cens" in name.lower():
            return ("event",), (column == 0).astype(np.int64), {name}
    for name, column in columns.items():
        if set(words(name)) & EVENTS:
            codes = column.astype(np.int64)
            kinds = tuple(str(code) for code in range(1, int(codes.max()) + 1))
            return (kinds if len(kinds) > 1 else ("event",)), codes, {name}
    for name, text in texts.items():
        kinds = tuple(kind for kind in _causes(case) if kind in text)
        if kinds:
            return kinds, sum((text == kind) * place for place, kind in enumerate(kinds, 1)), {name}
    raise FileProblem(
        "No column says how spells ended.",
        "A column “censor”, “event” or “status” is expected, or one for each cause.",
        "Name it in the table.",
        file=table.name,
    )


def _time(table: Path, columns: dict[str, Floats], case: dict[str, Any], used: set[str]) -> str:
    free = [name for name in columns if name not in used and not name.lower().endswith("id")]
    if "id" in columns and not {name.lower() for name in used} & ENTRIES:
        free = [name for name in free if _is_of_person(columns["id"], columns[name])] or free
    for known in (ENDS, TIMES, {"tenure", "duration", "sessions"}):
        named = [name for name in free if name.lower() in known]
        said = [name for name in named if _speaks(case, name)]
        if named:
            return (said or named)[0]
    if free:
        return free[0]
    raise FileProblem(
        "No column says when spells ended.",
        "A column of times is expected.",
        "Name it in the table.",
        file=table.name,
    )


def _is_of_person(ident: Floats, column: Floats) -> bool:
    """Say whether a column is the same in all rows of a person: their end, not a row's period."""
    people = len(np.unique(ident))
    return len(np.unique(np.column_stack([ident, column]), axis=0)) == people


def _causes(case: Any) -> list[str]:
    """Return the names that follow “cif_”, in order, or that Gray’s test lists."""
    found: list[str] = []
    for key, value in _items(case):
        if key.startswith("cif_") and isinstance(value, list):
            found.append(key.removeprefix("cif_"))
        elif key.startswith("gray") and isinstance(value, dict):
            found += [name for name in value if name not in ("columns", "groups")]
    return list(dict.fromkeys(found))


def _derived(case: dict[str, Any], columns: dict[str, Floats]) -> dict[str, NDArray[np.str_]]:
    """Return the groups that rules such as “late if year >= 1870” make, by the rule's name."""
    found = {}
    for key, value in _items(case):
        rule = RULE.search(value) if isinstance(value, str) and key.endswith("rule") else None
        if rule and rule[2] in columns:
            name = key.removesuffix("_rule")
            holds = COMPARE[rule[3]](columns[rule[2]], float(rule[4].rstrip(".")))
            found[name] = np.where(holds, rule[1], rule[5] or _other(case, name, rule[1]))
    return found


def _other(case: dict[str, Any], name: str, this: str) -> str:
    """Return the group that a rule of two does not name, as a test lists it."""
    listed = [label.rpartition("=")[2] for label in _listed(case, "groups") if name in label]
    return next((label for label in listed if label != this), f"not {this}")


def _numeric(text: NDArray[np.str_]) -> Floats | None:
    """Return a column as numbers, with NaN for what is empty; None if it holds words or days."""
    known = [cell for cell in text.tolist() if cell not in ("", "NA", "NaN")]
    if not known or any(number(cell) is None for cell in known):
        return None
    return np.array([np.nan if cell in ("", "NA") else float(cell) for cell in text.tolist()])


def _items(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key), value
            yield from _items(value)


def _listed(case: dict[str, Any], wanted: str) -> list[str]:
    return [
        item
        for key, value in _items(case)
        if key == wanted and isinstance(value, list)
        for item in value
        if isinstance(item, str)
    ]


def _speaks(case: dict[str, Any], name: str) -> bool:
    """Say whether the case speaks of a column, in a key or in words."""
    told = (text for pair in _items(case) for text in pair if isinstance(text, str))
    return any(name.lower() in words(text) for text in told)


def _said(case: dict[str, Any], name: str) -> Iterator[str]:
    """Yield the sentences that stand under a model's name in a key to models."""
    for _, value in _items(case):
        if isinstance(value, dict) and isinstance(value.get(name), str):
            yield value[name]
