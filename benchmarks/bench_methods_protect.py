"""Hiding small cells: one table of 12 x 8, and a thousand random systems that a reader attacks."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
from common import median_ms, tell

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "methods" / "protect"))
from protect_attacker import Attacker
from protect_tables import margins, system

from thirdspace.methods.protect import audit, suppress

good = True
for mean in (8, 25, 150):
    random = np.random.default_rng(mean)
    cells, equations = margins(random.negative_binomial(1.2, 1.2 / (1.2 + mean), (12, 8)))
    small = sum(0 < count < 10 for count in cells.values())
    took = median_ms(lambda: suppress(cells, equations), rounds=5, warm=1)  # noqa: B023
    good &= tell(f"12 x 8 with totals, {small} small cells, hidden and audited", took, 500, "ms")
    hidden = suppress(cells, equations).hidden
    took = median_ms(lambda: audit(cells, equations, hidden), rounds=5, warm=1)  # noqa: B023
    good &= tell(f"audit of its {len(hidden)} hidden cells", took, 500, "ms")

seconds, leaks, unproven, extra = 0.0, 0, 0, 0
for seed in range(1000):
    random = np.random.default_rng([1, seed])
    cells, equations = system(random)
    threshold, zeros = int(random.choice([3, 5, 10])), bool(random.integers(0, 5) == 0)
    began = time.perf_counter()
    found = suppress(cells, equations, threshold=threshold, zeros_are_sensitive=zeros)
    seconds += time.perf_counter() - began
    small = [n for n, count in cells.items() if (0 if zeros else 1) <= count < threshold]
    leaks += bool(set(small) - set(found.hidden))
    leaks += len(Attacker(cells, equations, found.hidden).leaks(small))
    unproven += found.fewest < len(found.complementary)
    extra += len(found.complementary)
tell("1,000 random systems hidden and audited", seconds, None, "s")
good &= tell(f"small counts an independent reader works out ({extra} partners)", leaks, 0, "cells")
tell("systems where fewer partners could not be ruled out", unproven, None, "systems")
sys.exit(not good)
