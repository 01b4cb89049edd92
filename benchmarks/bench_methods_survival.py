"""Life tables and cumulative incidences of a million people, beside lifelines in the same run."""

from __future__ import annotations

import sys
import warnings

import numpy as np
from common import median_ms, tell

from thirdspace.methods.survival import cox, cumulative_incidence, kaplan_meier, life_table

SIZE = 1_000_000
ROUNDS = 5
TIMES_FASTER = 20

rng = np.random.default_rng(7)
years = rng.integers(1, 31, SIZE)
dates = rng.integers(1, 30 * 365, SIZE)  # days since hire, as real dates give them
in_fractions = dates / 365.25  # the same, turned into years
exact = rng.uniform(0, 30, SIZE)
cause = rng.integers(0, 3, SIZE)
left = (cause > 0).astype(int)
covariates = rng.normal(size=(SIZE, 2))


def lifelines_ms(times):
    """Time the same two works in lifelines: the curve, and the incidences of both causes.

    Its incidences move tied causes apart at random and are wrong by that; here only time counts.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lifelines import AalenJohansenFitter, KaplanMeierFitter

        curve = median_ms(lambda: KaplanMeierFitter().fit(times, left), rounds=3, warm=1)
        both = [
            median_ms(lambda: AalenJohansenFitter().fit(times, cause, kind), rounds=1, warm=0)  # noqa: B023 - used at once
            for kind in (1, 2)
        ]
    return curve, sum(both)


def ours_ms(act):
    return median_ms(act, rounds=ROUNDS, warm=1)


def ratio(what, ours, theirs, bar):
    """Print how many times faster we are than lifelines; return whether the bar holds."""
    holds = theirs / ours >= bar
    print(f"{'ok  ' if holds else 'OVER'}  {what}: {theirs / ours:.0f} times (bar {bar} times)")
    return holds


good = True
for name, times, bar in (("whole years", years, 50), ("real dates", dates, 500)):
    table = ours_ms(lambda: life_table(times, left) if bar == 50 else kaplan_meier(times, left))  # noqa: B023
    incidence = ours_ms(lambda: cumulative_incidence(times, cause))  # noqa: B023
    curve, both = lifelines_ms(times)
    good &= tell(f"{name}: life table of {SIZE:,}", table, bar, "ms")
    good &= tell(f"{name}: cumulative incidence", incidence, bar, "ms")
    tell("  lifelines: survival curve", curve, None, "ms")
    tell("  lifelines: cumulative incidence of both causes", both, None, "ms")
    print(f"      {curve / table:.0f} times and {both / incidence:.0f} times as long")
    good &= ratio("  both works", table + incidence, curve + both, TIMES_FASTER)
rest = (
    ("dates in fractions of years: survival curve", lambda: kaplan_meier(in_fractions, left), 500),
    ("every time different: survival curve", lambda: kaplan_meier(exact, left), 500),
    ("every time different: incidence", lambda: cumulative_incidence(exact, cause), None),
    ("Cox, two covariates, whole years", lambda: cox(years, left, covariates), None),
)
for name, act, bar in rest:
    good &= tell(name, ours_ms(act), bar, "ms")
sys.exit(not good)
