"""Blocks of models: what a name or a sentence leaves open is tried, and the nearest is compared."""

from __future__ import annotations

from collections.abc import Iterator

from thirdspace.methods.survival.verify import hazards, regressions
from thirdspace.methods.survival.verify.blocks import Block, holds_model, word_set, words
from thirdspace.methods.survival.verify.study import Study

#: Words of models that are no discrete-time hazards.
REGRESSIONS = word_set("cox coxph fine crr")
#: Words under which numbers stand by the name of their model.
BY_MODEL = word_set("deviance aic rounded loglik coef")


def knows(block: Block) -> bool:
    """Say whether this block is a model, or one figure of several models."""
    return _is_model(block) or _figure(block) is not None


def compare_block(study: Study, block: Block) -> Iterator[str]:
    """Compare a model, or one figure of each of several."""
    figure = None if _is_model(block) else _figure(block)
    several = [block.below(name, {figure: value}) for name, value in block.values.items() if figure]
    for one in several or [block]:
        is_regression = one.words & REGRESSIONS or not (figure or _is_hazard(one) or study.discrete)
        yield from (regressions if is_regression else hazards).compare_block(study, one)


def _is_model(block: Block) -> bool:
    return holds_model(block.values)


def _is_hazard(block: Block) -> bool:
    keys = {word for key in block.values for word in words(key)}
    return bool(keys & {"deviance", "aic"}) or hazards.named(block)


def _figure(block: Block) -> str | None:
    """Return what the last key says that the numbers of several models are."""
    last = words(block.path[-1]) if block.path else []
    if not set(last) & BY_MODEL:
        return None
    return next((name for name in ("aic", "loglik", "coef") if name in last), "deviance")
