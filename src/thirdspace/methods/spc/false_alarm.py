"""How often the run tests flag a series in which nothing has changed.

Question
--------
If points fall above and below the line by chance alone, how likely is it that Anhøj's tests call a
shift?

Formula
-------
A number a can be written as r parts, each from 1 to l, in this many orders (Schilling 2012)::

    W(a, r, l) = sum over j of (-1)^j C(r, j) C(a - j l - 1, r - 1)

* Line known beforehand: each of n points is above it like the toss of a coin. Up to swapping
  sides there are 2^(n-1) orders; those with c crossings and no run over l number W(n, c + 1, l).
* Median of the same points: half of them lie above it, so there are C(n, n/2) orders. Those with
  c crossings have their runs in turn above and below, so the counts of the two sides multiply.

The rate is 1 minus the share of orders that pass both tests. Whole numbers throughout, so exact up
to 1,000 points. Above that the two tests' rates are added up, each bounded for a line known
beforehand, which is at most about a tenth too high.

Assumptions
-----------
Independent points. Measures that follow the season or remember last month raise more false alarms
than this says.

References
----------
Schilling (2012), 10.4169/math.mag.85.2.141; Anhøj & Wentzel-Larsen (2020),
10.1371/journal.pone.0233920.
"""

from __future__ import annotations

from functools import cache
from math import comb

from thirdspace.methods.spc.rules import ANHOEJ, RunRules

EXACT_UP_TO = 1000


def ways(total: int, parts: int, largest: int) -> int:
    """Count the orders in which `total` points fall into `parts` runs of at most `largest`."""
    if parts == 0 or largest == 0 or parts > total:
        return int(total == parts == 0)
    overfull = range(min(parts, (total - parts) // largest) + 1)
    return sum(
        (-1) ** j * comb(parts, j) * comb(total - j * largest - 1, parts - 1) for j in overfull
    )


@cache
def false_alarm(useful: int, *, own_median: bool = False, rules: RunRules = ANHOEJ) -> float:
    """Return the probability that random points raise a signal.

    Parameters
    ----------
    useful : int
        Points off the center line, 0 or more.
    own_median : bool
        The line is the median of these points; otherwise it was known beforehand.
    rules : RunRules
        The tests applied.

    Returns
    -------
    float
        Between 0 and 1; 0 for fewer points than the rules ask for.
    """
    if useful < rules.least_useful:
        return 0.0
    if useful > EXACT_UP_TO:
        return _bound(useful, rules)
    longest = rules.longest_run_max(useful)
    quiet_crossings = range(rules.crossings_min(useful), useful)
    if own_median:
        half = useful // 2
        quiet = sum(_ways_by_side(half, useful - half, c + 1, longest) for c in quiet_crossings)
        return 1 - quiet / comb(useful, half)
    quiet = sum(ways(useful, c + 1, longest) for c in quiet_crossings)
    return 1 - quiet / (1 << (useful - 1))


def _ways_by_side(above: int, below: int, runs: int, longest: int) -> int:
    """Count the orders of so many points above and below that make `runs` runs."""
    more, fewer = (runs + 1) // 2, runs // 2
    return ways(above, more, longest) * ways(below, fewer, longest) + ways(
        above, fewer, longest
    ) * ways(below, more, longest)


def _bound(useful: int, rules: RunRules) -> float:
    """Add the chance of too few crossings to the chances that a long run starts at each point."""
    longest = rules.longest_run_max(useful)
    few = sum(comb(useful - 1, c) for c in range(rules.crossings_min(useful)))
    return few / (1 << (useful - 1)) + (useful - longest + 1) / (1 << (longest + 1))
