"""Rule sets as data: what counts as a signal, under which name and version.

Anhøj's two tests ask whether points fall on the two sides of the center line at random. Points on
the line are dropped; n is the number left. A run is a row of points on one side; a crossing is a
change of side.

* Longest run: a signal if longer than ``round(log2(n) + 3)``, about the length that random points
  pass once in twenty charts.
* Crossings: a signal if fewer than the 5 % quantile of Binomial(n - 1, 1/2).

References
----------
Anhøj & Olesen (2014), Run charts revisited, PLoS ONE 9(11), e113825, 10.1371/journal.pone.0113825.
Schilling (2012), The surprising predictability of long runs, Mathematics Magazine 85(2), 141-149,
10.4169/math.mag.85.2.141.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import log2
from types import MappingProxyType

from thirdspace.methods.registry import Citation

ANHOEJ_2014 = Citation(
    "Anhøj J, Olesen AV (2014). Run charts revisited: a simulation study of run chart rules for "
    "detection of non-random variation in health care processes. PLoS ONE 9(11), e113825.",
    "10.1371/journal.pone.0113825",
)
ANHOEJ_2020 = Citation(
    "Anhøj J, Wentzel-Larsen T (2020). Smooth operator: modifying the Anhøj rules to improve runs "
    "analysis in statistical process control. PLoS ONE 15(6), e0233920.",
    "10.1371/journal.pone.0233920",
)


@dataclass(frozen=True)
class RunRules:
    """A pair of tests on runs.

    Parameters
    ----------
    id, version : str
        Printed under every chart.
    cites : tuple of Citation
        Where the rules were published.
    least_useful : int
        With fewer points off the center line no signal is given.
    beyond_log2 : int
        How far over log2(n) a run may go.
    crossings_tail : Fraction
        Share of random series that may have fewer crossings.
    """

    id: str
    version: str
    cites: tuple[Citation, ...]
    least_useful: int
    beyond_log2: int
    crossings_tail: Fraction

    @property
    def name(self) -> str:
        """Id and version as printed: ``anhoej 1``."""
        return f"{self.id} {self.version}"

    def longest_run_max(self, useful: int) -> int:
        """Return the longest run that is no signal among this many useful points (0 for none)."""
        return round(log2(useful) + self.beyond_log2) if useful else 0

    def crossings_min(self, useful: int) -> int:
        """Return the fewest crossings that are no signal among this many useful points."""
        return _binomial_quantile(max(useful - 1, 0), self.crossings_tail)


@cache
def _binomial_quantile(trials: int, tail: Fraction) -> int:
    """Smallest c with P(X <= c) >= tail for X ~ Binomial(trials, 1/2); whole numbers, so exact."""
    wanted = tail * 2**trials
    successes, term, ways = 0, 1, 1
    while ways < wanted:
        successes += 1
        term = term * (trials - successes + 1) // successes
        ways += term
    return successes


ANHOEJ = RunRules(
    id="anhoej",
    version="1",
    cites=(ANHOEJ_2014, ANHOEJ_2020),
    least_useful=10,
    beyond_log2=3,
    crossings_tail=Fraction(1, 20),
)
RULES = MappingProxyType({ANHOEJ.id: ANHOEJ})
