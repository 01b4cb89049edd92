"""Blocks of discrete-time hazard models."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from thirdspace.methods.survival.discrete_hazard import POWERS, SHAPES, discrete_hazard
from thirdspace.methods.survival.spells import Floats, Ints
from thirdspace.methods.survival.verify.blocks import Block, word_set, words
from thirdspace.methods.survival.verify.candidates import (
    coefficient_count,
    covariate_sets,
    fitted,
    nearest,
)
from thirdspace.methods.survival.verify.study import Study

#: Shapes of time by the words used for them.
SPOKEN = {
    **{shape: shape for shape in SHAPES},
    "intercept": "constant",
    "null": "constant",
    "quartic": "fourth",
    "quintic": "fifth",
    "dummies": "general",
    "dummy": "general",
    "factor": "general",
    "baseline": "general",
}
CLOGLOG = word_set("cloglog complementary")


@dataclass(frozen=True)
class Meant:
    """What a block may mean: a shape of time, covariates, and whether they change with time."""

    shape: str
    covariates: tuple[str, ...]
    interaction: str = ""

    def size(self, periods: int) -> int:
        """Return how many coefficients that makes."""
        time = periods if self.shape in ("general", "factor") else POWERS[self.shape] + 1
        more = {"": 0, "period": 1, "each": periods - 1}[self.interaction]
        return time + len(self.covariates) * (1 + more)


def named(block: Block) -> bool:
    """Say whether the block's name speaks of a shape of time."""
    return bool(block.words & (SPOKEN.keys() | CLOGLOG))


def compare_block(study: Study, block: Block) -> Iterator[str]:
    """Compare a hazard model with the one that the block means."""
    part = study.of(block)
    size = coefficient_count(block)
    yield from nearest(block, fitted(_models(part, block, size)))


def _models(study: Study, block: Block, size: int | None) -> Iterator[Callable[[], Any]]:
    told = block.words | set(words(study.text_of(block.path[-1])))
    rows = study.rows()
    periods = np.unique(rows.period)
    link = "cloglog" if told & CLOGLOG else "logit"
    for meant in _meanings(study, block, told):
        if size is None or meant.size(len(periods)) == size:
            yield partial(_fit, study, meant, link)


def _meanings(study: Study, block: Block, told: set[str]) -> Iterator[Meant]:
    spoken = [shape for word, shape in SPOKEN.items() if word in told]
    shapes = spoken or ["general", *POWERS]
    sets = list(covariate_sets(study, block, None))
    # Without a word about them, no covariates are likelier than any.
    quiet = [found for found in sets if not found]
    sure = [found for found in sets[:1] if found]
    for covariates in dict.fromkeys([*sure, *quiet, *sets]):
        for shape in dict.fromkeys(shapes):
            for interaction in ("", "period", "each") if covariates else ("",):
                yield Meant(shape, covariates, interaction)


def _fit(study: Study, meant: Meant, link: str) -> Any:
    rows = study.rows()
    chosen = [study.columns[name][rows.person] for name in meant.covariates]
    more = [column for base in chosen for column in _products(base, rows.period, meant)]
    table = np.column_stack([*chosen, *more]) if chosen else np.zeros((len(rows.period), 0))
    known = ~np.isnan(table).any(axis=1)
    return discrete_hazard(
        rows.period[known],
        rows.event[known],
        covariates=table[known] if chosen else None,
        shape=meant.shape,
        link=link,
    )


def _products(column: Floats, period: Ints, meant: Meant) -> list[Floats]:
    """Return the products of a covariate with time; each period's but the first's."""
    if meant.interaction == "period":
        return [column * period]
    if meant.interaction == "each":
        return [column * (period == one) for one in np.unique(period)[1:]]
    return []
