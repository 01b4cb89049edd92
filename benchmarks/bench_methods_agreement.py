"""Agreement: alpha beside `krippendorff` in the same run, bootstraps, and alpha for spans.

Data: 100,000 units by 3 coders with a tenth of ratings missing; 5,000 items by 50 coders; and 40
documents by 3 coders with 5,000 spans each.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import krippendorff
import numpy as np
from common import median_ms, tell

from thirdspace.methods.agreement import (
    Continuum,
    bootstrap,
    krippendorff_alpha,
    unitizing_alpha,
    unitizing_bootstrap,
)

rng = np.random.default_rng(2026)


def ratings(coders: int, units: int) -> np.ndarray:
    truth = rng.integers(0, 5, units)
    guessed = rng.integers(0, 5, (coders, units))
    table = np.where(rng.random((coders, units)) < 0.7, truth, guessed).astype(float)
    table[rng.random(table.shape) < 0.1] = np.nan
    return table


def document(spans: int) -> Continuum:
    """Make one document: coders mark the same stretches, with other ends and some other codes."""
    starts = np.arange(spans) * 20
    codes = rng.integers(0, 30, spans)
    coders = {}
    for coder in ("Ana", "Ben", "Cleo"):
        first, last = rng.integers(0, 6, spans), rng.integers(10, 20, spans)
        own = np.where(rng.random(spans) < 0.8, codes, rng.integers(0, 30, spans))
        ends = (starts + last).tolist()
        coders[coder] = list(zip((starts + first).tolist(), ends, own.tolist(), strict=True))
    return Continuum(0, spans * 20, coders)


def seconds(act: Callable[[], Any]) -> float:
    return median_ms(act, rounds=3, warm=1) / 1000


good = True
table = ratings(3, 100_000)
for metric in ("nominal", "ordinal", "interval", "ratio"):
    ours = median_ms(lambda: krippendorff_alpha(table, metric=metric), rounds=9)  # noqa: B023
    theirs = median_ms(
        lambda: krippendorff.alpha(table, level_of_measurement=metric),  # noqa: B023
        rounds=9,
    )
    print(f"krippendorff, {metric}: {theirs:.1f} ms, {theirs / ours:.1f} times ours")
    good &= tell(f"alpha {metric}, 100,000 units, 3 coders", ours, theirs, "ms")

many = ratings(50, 5000)
for coefficient, metric in (
    ("krippendorff-alpha", "nominal"),
    ("krippendorff-alpha", "ordinal"),
    ("krippendorff-alpha", "interval"),
    ("conger-kappa", "nominal"),
    ("gwet-ac", "nominal"),
):
    took = seconds(lambda: bootstrap(many, coefficient=coefficient, metric=metric))  # noqa: B023
    good &= tell(f"1,000 draws of {coefficient} {metric}, 50 coders, 5,000 items", took, 5, "s")

began = time.perf_counter()
documents = [document(5000) for _ in range(40)]
print(f"made 600,000 spans in {time.perf_counter() - began:.1f} s")
took = seconds(lambda: unitizing_alpha(documents))
good &= tell("unitizing alpha, 3 coders, 40 documents, 5,000 spans", took, 1, "s")
took = seconds(lambda: unitizing_bootstrap(documents))
good &= tell("its interval, 1,000 draws", took, 2, "s")
sys.exit(not good)
