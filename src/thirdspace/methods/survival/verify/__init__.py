"""Reference cases of survival: ``X_expected.json`` beside ``X.csv``.

The JSON file holds blocks of numbers, published ones as printed and exact ones within a tolerance.
What a block is, is read from its keys; which column is the time, the censoring, an entry or a cause
is read from the table and from what the blocks speak of. File names decide nothing but the pair.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thirdspace.methods.cases import CaseResult, judged
from thirdspace.methods.survival.verify import curves, groups, models
from thirdspace.methods.survival.verify.blocks import Block, blocks, word_set, words
from thirdspace.methods.survival.verify.study import Study, read_study

#: Words that only a case of survival has among its keys.
MARKS = word_set(
    "km cif logrank cox gray greenwood cloglog survival surv life_table person_periods "
    "fine_gray log_rank n_risk at_risk kaplan_meier overall_survival median_lifetime"
)
#: Kinds of block: the first that knows one compares it.
KINDS = (models, groups, curves)


def reads(case: Any) -> bool:
    """Say whether this is a case of survival."""
    if not isinstance(case, dict):
        return False
    return any(mark in MARKS for key in _keys(case) for mark in (*words(key), *_pairs(key), key))


def check(name: str, case: dict[str, Any], file: Path) -> Iterator[CaseResult]:
    """Compare every block of one case."""
    table = file.with_name(f"{file.stem.removesuffix('_expected')}.csv")
    if not table.exists():
        yield CaseResult(name, "failed", f"its table {table.name} is not beside it")
        return
    study = read_study(table, case)
    for block in blocks(case):
        yield judged(f"{name}: {block.name}", _differences(study, block))


def _differences(study: Study, block: Block) -> Iterator[str]:
    for kind in KINDS:
        if kind.knows(block):
            yield from kind.compare_block(study, block)
            return
    yield f"this kind of block is not known (keys {', '.join(block.values)})"


def _keys(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key).lower()
            yield from _keys(value)
    elif isinstance(node, list):
        for value in node:
            yield from _keys(value)


def _pairs(key: str) -> list[str]:
    found = words(key)
    return [f"{one}_{two}" for one, two in itertools.pairwise(found)]
