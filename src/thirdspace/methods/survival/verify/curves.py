"""Blocks of curves: life tables, Kaplan-Meier, cumulative incidences, medians and counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from thirdspace.methods.survival.cumulative_incidence import (
    CumulativeIncidence,
    cumulative_incidence,
)
from thirdspace.methods.survival.hazard_shapes import hazard_shapes
from thirdspace.methods.survival.kaplan_meier import kaplan_meier
from thirdspace.methods.survival.life_table import life_table
from thirdspace.methods.survival.spells import Floats, Spells, at_risk, step
from thirdspace.methods.survival.verify.blocks import TIMES, Block, number, words
from thirdspace.methods.survival.verify.study import Study

#: What a key asks for, in the order in which the patterns are tried.
MEANINGS = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"median.*(lifetime|interp)|interp.*median", "interpolated"),
        (r"median", "median"),
        (r"^(hazard|haz|h|conditional_prob\w*)(_\dsf)?_?(se|std_?err\w*)|^se_haz", "hazard_se"),
        (r"^(hazard|haz|h|conditional_prob\w*)(_|$)", "hazard"),
        (r"^(n_|num_)?(at_)?risk|^entering", "at_risk"),
        (r"^(n_|num_)?(event|died|left|leavers|failed)s?$|^n_left$", "events"),
        (r"^(n_|num_)?cens", "censored"),
        (r"lower|^low$|^lcl$", "low"),
        (r"upper|^high$|^ucl$", "high"),
        (r"(^|_)(se|std_?err\w*)(_|$)|greenwood", "se"),
        (r"surv|^s$|^km$|^estimate$|^s_", "survival"),
        (r"^(n|total|people|n_people)$", "people"),
        (r"person_periods|^(n_)?rows$", "person_periods"),
        (r"^(total_events|events_total)$", "all_events"),
    )
)
INCIDENCE = re.compile(r"(cif|incidence|se|lower|upper)(?:_cif)?_(.+)")


@dataclass(frozen=True, eq=False)
class Points:
    """A curve at its own times; hazards of the life table only where time is whole."""

    time: Floats
    values: dict[str, Floats]
    numbers: dict[str, float | None]


def knows(block: Block) -> bool:
    """Say whether anything in this block is a point of a curve or a count; asked last."""
    return any(
        _meaning(key) or INCIDENCE.fullmatch(key) or key.startswith("chosen")
        for key in block.values
    )


def compare_block(study: Study, block: Block) -> Iterator[str]:
    """Compare every list and number of a block."""
    named = _times_key(study, block)
    for key, theirs in block.values.items():
        if key == named:
            continue
        part = study.of(block.below(key))
        points = _points(part)
        times = np.asarray(block.values[named], dtype=float) if named else points.time
        found = INCIDENCE.fullmatch(key)
        if key.startswith("chosen"):
            yield from _compare_chosen(part, key, theirs)
        elif found and found[2] in part.causes and isinstance(theirs, list):
            yield from _compare_incidence(part, block, key, times, found[1], found[2])
        elif isinstance(theirs, list) and theirs and isinstance(theirs[0], list):
            for name, row in zip(part.causes, theirs, strict=True):
                rows = block.below(key, {name: row})
                yield from _compare_incidence(part, rows, name, times, "cif", name)
        else:
            yield from _compare_points(part, block, key, theirs, points, times)


def _times_key(part: Study, block: Block) -> str | None:
    """Return the key of the block's own list of times."""
    lists = {key for key, value in block.values.items() if isinstance(value, list)}
    return next((key for key in lists if key == part.time or key.lower() in TIMES), None)


def _compare_points(
    part: Study, block: Block, key: str, theirs: Any, points: Points, times: Floats
) -> Iterator[str]:
    meaning = _meaning(key)
    if isinstance(theirs, list) and meaning in points.values:
        ours = _at(part, points, str(meaning), times)
        yield from block.differences(key, ours.tolist(), theirs, *_kinds(str(meaning)))
    elif not isinstance(theirs, list) and meaning in points.numbers:
        yield from block.differences(key, [points.numbers[str(meaning)]], theirs, "median")
    elif meaning == "survival" and number(theirs) is not None and re.search(r"\d+$", key):
        at = np.array([float(words(key)[-1])])
        yield from block.differences(
            key, _at(part, points, "survival", at).tolist(), theirs, *_kinds("survival")
        )
    elif key in part.causes:
        ends = part.cause == part.causes.index(key) + 1
        yield from block.differences(key, [float(ends.sum())], theirs)
    elif meaning in ("events", "censored"):
        total = float(points.values[meaning].sum())
        yield from block.differences(key, [total], theirs)
    else:
        yield f"{key}: what this number is, is not known"


def _at(part: Study, points: Points, meaning: str, times: Floats) -> Floats:
    """Return a curve at some times; events and censored since the time before, as R counts them."""
    values = points.values[meaning]
    if meaning == "at_risk":
        return at_risk(times, _spells(part)).astype(np.float64)
    if meaning in ("events", "censored"):
        total = step(points.time, np.cumsum(values), times, 0.0)
        return np.diff(total, prepend=0.0)
    if meaning.startswith("hazard"):
        place = np.searchsorted(points.time, times)
        same = np.append(points.time, np.inf)[place] == times
        return np.where(same, np.append(values, 0.0)[place], 0.0)
    before = {"survival": 1.0, "se": 0.0}.get(meaning, np.nan)
    return step(points.time, values, times, before)


def _points(part: Study) -> Points:
    spells = _spells(part)
    curve = kaplan_meier(spells.time, spells.cause, entry=spells.entry)
    names = ("at_risk", "events", "censored", "survival", "se", "low", "high")
    values = {name: getattr(curve, name) for name in names}
    values["hazard"] = curve.events / curve.at_risk
    numbers: dict[str, float | None] = {"median": curve.median, "people": curve.people}
    numbers["all_events"] = float(curve.events.sum())
    if not part.whole:
        return Points(curve.time, values, numbers)
    table = life_table(spells.time, spells.cause, entry=spells.entry, first=part.first)
    renamed = {"se": "survival_se"}
    for name in (*names, "hazard", "hazard_se"):
        values[name] = np.array(getattr(table, renamed.get(name, name)), dtype=float)
    numbers |= {"interpolated": table.median, "median": table.step_median}
    numbers["person_periods"] = float(len(part.rows().period))
    return Points(np.array(table.period, dtype=float), values, numbers)


def _spells(part: Study) -> Spells:
    """Return the spells with any way of leaving as the event."""
    spells = part.spells()
    return Spells(spells.time, np.minimum(spells.cause, 1), spells.entry)


def _compare_incidence(
    part: Study, block: Block, key: str, times: Floats, what: str, cause: str
) -> Iterator[str]:
    found = _incidence(part)
    column = part.causes.index(cause)
    tables = {"se": found.se, "lower": found.low, "upper": found.high}
    values = tables.get(what, found.incidence)[:, column]
    ours = step(found.time, values, times, np.nan if what in ("lower", "upper") else 0.0)
    yield from block.differences(key, ours.tolist(), block.values[key], "cif", what)


def _incidence(part: Study) -> CumulativeIncidence:
    spells = part.spells()
    return cumulative_incidence(spells.time, spells.cause, entry=spells.entry, names=part.causes)


def _compare_chosen(part: Study, key: str, theirs: str) -> Iterator[str]:
    rows = part.rows()
    found = hazard_shapes(rows.period, rows.event).chosen
    if found != theirs:
        yield f"{key}: got {found}, expected {theirs}"


def _kinds(meaning: str) -> tuple[str, ...]:
    if meaning.startswith("hazard"):
        return ("hazard", "life_table")
    return (meaning, "km", "survival", "surv", "cif")


def _meaning(key: str) -> str | None:
    plain = "_".join(words(key))
    return next((meaning for pattern, meaning in MEANINGS if pattern.search(plain)), None)
