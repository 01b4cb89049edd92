"""Blocks of Cox and Fine-Gray regressions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from thirdspace.methods.survival.cox import ProportionalHazards, cox
from thirdspace.methods.survival.fine_gray import fine_gray
from thirdspace.methods.survival.spells import Ints
from thirdspace.methods.survival.verify.blocks import Block
from thirdspace.methods.survival.verify.candidates import (
    coefficient_count,
    covariate_sets,
    fitted,
    nearest,
)
from thirdspace.methods.survival.verify.study import Study


def compare_block(study: Study, block: Block) -> Iterator[str]:
    """Compare a regression with the one that the block means."""
    part = study.of(block)
    size = coefficient_count(block)
    yield from nearest(block, fitted(_models(part, block, size)))


def _models(
    study: Study, block: Block, size: int | None
) -> Iterator[Callable[[], ProportionalHazards]]:
    competing = bool({"fine", "crr", "subdistribution"} & block.words)
    ties = "breslow" if "breslow" in block.words else "efron"
    spells = study.spells()
    for names in filter(None, covariate_sets(study, block, size)):
        table = np.column_stack([study.columns[name] for name in names])
        known = ~np.isnan(table).any(axis=1)
        time, entry = spells.time[known], None if spells.entry is None else spells.entry[known]
        for number, event in _ends(study, block, competing):
            if competing:
                yield partial(fine_gray, time, spells.cause[known], table[known], of=number)
            else:
                yield partial(cox, time, event[known], table[known], entry=entry, ties=ties)


def _ends(study: Study, block: Block, competing: bool) -> Iterator[tuple[int, Ints]]:
    """Yield the ends that a block may mean: those it names, else any end, else each cause."""
    told = f"{' '.join(block.path)} {study.text_of(block.path[-1])}".lower()
    causes = list(enumerate(study.causes, start=1))
    named = [pair for pair in causes if pair[1].lower() in told]
    if not named and not competing:
        yield 0, (study.cause > 0).astype(np.int64)
    for number, _ in named or causes:
        yield number, (study.cause == number).astype(np.int64)
