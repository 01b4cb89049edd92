"""Of the models that a block may mean, the one that comes nearest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any

from thirdspace.methods.survival.verify.blocks import Block, is_coef, words
from thirdspace.methods.survival.verify.study import Study
from thirdspace.problems import MethodProblem

#: Models tried for one block, at most.
MOST = 400
#: What a figure is called by those who print it, and by us.
FIGURES = {
    "coef": "coef",
    "coefs": "coef",
    "coefficients": "coef",
    "se": "se",
    "se_coef": "se",
    "robust_se": "se",
    "hr": "ratio",
    "exp_coef": "ratio",
    "hazard_ratio": "ratio",
    "lr": "lr",
    "lr_stat": "lr",
    "lr_p": "lr_p",
    "p": "p",
    "df": "df",
    "n": "people",
    "nevent": "events",
    "n_event": "events",
    "events": "events",
    "rows": "rows",
    "person_periods": "rows",
    "deviance": "deviance",
}


def _twice(model: Any) -> list[float]:
    return [-2 * model.loglik]


#: Figures that follow from others.
WORKED: dict[str, Callable[[Any], list[float]]] = {
    "aic": lambda model: [-2 * model.loglik + 2 * len(model.coef)],
    "z": lambda model: [b / se for b, se in zip(model.coef, model.se, strict=True)],
    "wald": lambda model: [b / se for b, se in zip(model.coef, model.se, strict=True)],
    "minus2ll": _twice,
    "minus2loglik": _twice,
    "neg2ll": _twice,
    "n2ll": _twice,
    "lr_df": lambda model: [len(model.coef)],
}


def nearest(block: Block, models: Iterable[Any]) -> Iterator[str]:
    """Yield the differences of the model that has the fewest."""
    best: list[str] | None = None
    for number, model in enumerate(models):
        found = list(compare_model(block, model))
        if best is None or len(found) < len(best):
            best = found
        if not found or number >= MOST:
            break
    yield from best if best is not None else ["no model that this may mean can be fitted"]


def compare_model(block: Block, model: Any) -> Iterator[str]:
    """Compare all figures of one model; a dictionary of coefficients in its own order."""
    for key, value in block.values.items():
        name = "_".join(words(key))
        theirs = list(value.values()) if isinstance(value, dict) else value
        if name.startswith("loglik"):
            pair = isinstance(theirs, list) and len(theirs) == 2
            ours = [model.loglik_null, model.loglik] if pair else [model.loglik]
            yield from block.differences(key, ours, theirs, "loglik", *_kinds(block, name))
        elif name in WORKED:
            yield from block.differences(key, WORKED[name](model), theirs, *_kinds(block, name))
        elif name in FIGURES and hasattr(model, FIGURES[name]):
            figure = getattr(model, FIGURES[name])
            ours = list(figure) if isinstance(figure, tuple) else [figure]
            yield from block.differences(key, ours, theirs, *_kinds(block, name))
        else:
            yield f"{key}: what this number is, is not known"


def coefficient_count(block: Block) -> int | None:
    """Return how many coefficients a block expects; None if it does not say."""
    found = next((value for key, value in block.values.items() if is_coef(key)), None)
    if found is None:
        return None
    return len(found) if isinstance(found, (list, dict)) else 1


def covariate_sets(study: Study, block: Block, size: int | None) -> Iterator[tuple[str, ...]]:
    """Yield the sets of covariates that a block may mean, the likeliest first.

    Named in its coefficients; spoken of in its name or sentence; listed by the case; any.
    """
    coefficients = next((v for k, v in block.values.items() if is_coef(k)), None)
    if isinstance(coefficients, dict) and coefficients.keys() <= study.columns.keys():
        yield tuple(coefficients)
        return
    told = f"{'_'.join(block.path)} {study.text_of(block.path[-1])}".lower()
    free = [name for name in study.columns if name not in _taken(study)]
    said = tuple(name for name in free if name.lower() in told)
    listed = [*dict.fromkeys((said, study.covariates))]
    sizes = range(len(free) + 1) if size is None else (size,)
    every = (found for number in sizes for found in combinations(free, number))
    for found in dict.fromkeys([*listed, *every]):
        if size is None or len(found) == size:
            yield found


def _taken(study: Study) -> set[str]:
    """Return the columns that say who, when and how, and so are no covariates."""
    ends = {name for name in study.columns if "cens" in name.lower() or name.lower() == "event"}
    return {"id", study.time, study.entry, *study.causes, *ends}


def _kinds(block: Block, name: str) -> tuple[str, ...]:
    kind = "fine_gray" if {"fine", "crr"} & block.words else "cox"
    models = (kind, "cox") if {"cox", "fine", "crr", "coxph"} & block.words else ()
    figure = {"aic": "deviance", "se": "coef", "z": "coef", "hr": "coef"}.get(name, name)
    return (name, *models, figure)


def fitted(models: Iterable[Any]) -> Iterator[Any]:
    """Yield the models that can be fitted; others are not what a block can mean."""
    for model in models:
        try:
            yield model()
        except MethodProblem:
            continue
