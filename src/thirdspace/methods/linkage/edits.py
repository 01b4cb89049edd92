"""Distances between words, thousands at a time, by rapidfuzz: the extra `thirdspace[linkage]`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thirdspace.problems import MethodProblem


def edits(left: Sequence[str], right: Sequence[str], most: int) -> NDArray[Any]:
    """Count letters to put in, take out, change or swap with a neighbor; above `most`, one more."""
    process, distance = _rapidfuzz()
    return np.asarray(
        process.cpdist(left, right, scorer=distance.OSA.distance, score_cutoff=most, dtype=np.int32)
    )


def alike(left: Sequence[str], right: Sequence[str]) -> NDArray[Any]:
    """Return the Jaro-Winkler similarity, from 0 to 1."""
    process, distance = _rapidfuzz()
    scorer = distance.JaroWinkler.similarity
    return np.asarray(process.cpdist(left, right, scorer=scorer, dtype=np.float32))


def _rapidfuzz() -> tuple[Any, Any]:
    try:
        from rapidfuzz import distance, process
    except ImportError as error:
        raise MethodProblem(
            "Names can’t be compared letter by letter here.",
            "The package rapidfuzz, which counts differences between words, is not installed.",
            "Install it with: pip install 'thirdspace[linkage]'.",
        ) from error
    return process, distance
