"""Blocks of tests between groups: log-rank and Gray's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thirdspace.methods.survival.gray_test import gray_test
from thirdspace.methods.survival.log_rank import log_rank
from thirdspace.methods.survival.verify.blocks import Block, word_set, words
from thirdspace.methods.survival.verify.study import Study

LOG_RANKS = word_set("logrank survdiff mantel")
#: What the three numbers of a Gray test are, where nothing says so.
GRAY_ORDER = ("stat", "p", "df")
NAMES = {
    "chisq": "statistic",
    "chi2": "statistic",
    "stat": "statistic",
    "statistic": "statistic",
    "obs": "observed",
    "observed": "observed",
    "exp": "expected",
    "expected": "expected",
    "n": "people",
    "p": "p",
    "pvalue": "p",
    "p_value": "p",
    "df": "df",
}


def knows(block: Block) -> bool:
    """Say whether this block is a test between groups."""
    return _is_gray(block) or bool(block.words & LOG_RANKS) or "log_rank" in block.name


def compare_block(study: Study, block: Block) -> Iterator[str]:
    """Compare one test, or one a cause."""
    part = study.of(block)
    key = next((key for key in block.path if part.labels(key) is not None), "")
    labels = part.labels(key)
    if labels is None:
        yield f"no column or rule says what the groups of {block.name} are"
        return
    spells = part.spells()
    if not _is_gray(block):
        test = log_rank(spells.time, spells.cause > 0, labels, entry=spells.entry)
        yield from _compare(block, test, block.values)
        return
    causes = [name for name in study.causes if name in block.values]
    one = next((name for name in study.causes if name in block.path), study.causes[0])
    for name in causes or [one]:
        found = gray_test(spells.time, spells.cause, labels, of=study.causes.index(name) + 1)
        theirs = block.values[name] if causes else block.values
        order = study.listed_in(block.path, "columns") or GRAY_ORDER
        named = dict(zip(order, theirs, strict=True)) if isinstance(theirs, list) else theirs
        yield from _compare(block, found, named)


def _compare(block: Block, test: Any, theirs: dict[str, Any]) -> Iterator[str]:
    for key, value in theirs.items():
        ours = getattr(test, NAMES.get("_".join(words(key)), ""), None)
        if ours is None:
            yield f"{key}: what this number is, is not known"
            continue
        listed = list(ours) if isinstance(ours, tuple) else [ours]
        yield from block.differences(key, listed, value, "gray", "logrank", "test")


def _is_gray(block: Block) -> bool:
    return "gray" in block.words and not {"fine", "crr"} & block.words
