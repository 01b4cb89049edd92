"""Covariates as a table: one row for each person or person-period, one column for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import LARGEST, dimensions, numbers
from thirdspace.methods.survival.spells import Floats
from thirdspace.problems import MethodProblem


@dataclass(frozen=True, eq=False)
class Covariates:
    """Covariates, shape (rows, columns), and their names."""

    table: Floats
    names: tuple[str, ...]


def read_covariates(
    covariates: ArrayLike | None, rows: int, names: Sequence[str] | None
) -> Covariates:
    """Read covariates; a single list is one column, none at all a table without columns.

    Raises
    ------
    MethodProblem
        Missing or infinite values, another number of rows, or of names.
    """
    if covariates is None:
        return Covariates(np.zeros((rows, 0)), ())
    single = dimensions(covariates) == 1
    table = numbers(covariates, "covariates", ndim=1 if single else 2, least=0)
    table = table[:, None] if single else table
    usual = (f"x{number + 1}" for number in range(table.shape[1]))
    labels = tuple(usual if names is None else names)
    if len(table) != rows or len(labels) != table.shape[1]:
        raise MethodProblem(
            f"“covariates” has the shape {table.shape}, with {len(labels)} names.",
            f"It must have {rows} rows, and a name for each column.",
            "Give one row for each person or person-period, in the same order.",
            field="covariates",
        )
    most = np.abs(table).max(axis=0, initial=0)
    vanishing = np.flatnonzero((most > 0) & (most < 1 / LARGEST))
    if len(vanishing):
        raise MethodProblem(
            f"The covariate “{labels[vanishing[0]]}” is almost 0.",
            "Its coefficient would be too large to compute with.",
            "Give it in a smaller unit.",
            field="covariates",
        )
    return Covariates(table, labels)
