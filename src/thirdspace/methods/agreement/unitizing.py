"""The alpha family for unitizing, from sums of lengths by document and code.

With the coincident length l(c, k) of codes c and k, totals l(c) and l, and S(c) the part that a
span can't disagree with because it is the span itself, the expected length is ``e(c, k) = l (l(c)
l(k) - [c = k] S(c)) / (l² - S)``. Summed over different codes this is ``l (l² - sum l(c)²) / (l² -
S)``, so no table of pairs of codes is needed.
"""

from __future__ import annotations

import numpy as np

from thirdspace.methods.agreement.ratings import Floats
from thirdspace.methods.agreement.statistic import Statistic, ratio
from thirdspace.methods.agreement.tallies import Tallies

NAMES = {
    "nominal": "Unitizing alpha (uα, nominal)",
    "binary": "Unitizing alpha (uα, binary)",
    "coded": "Alpha of coded stretches (cuα, nominal)",
}

#: Why each is undefined if it is not for lack of coded stretches.
UNDEFINED = {
    "nominal": "there is no variation: every place has the same code",
    "binary": "there is no variation: there are no gaps",
    "coded": "only one code meets stretches of other coders",
    "code": "no other code meets stretches of other coders",
}


def unitizing_statistic(tallies: Tallies, form: str) -> Statistic:
    """Make one of the family ready: nominal, binary or coded."""
    gap = len(tallies.codes)

    def nominal(weights: Floats) -> tuple[Floats, Floats]:
        same = (weights @ tallies.same).sum(axis=1)
        return _disagreements(same, weights @ tallies.length, weights @ tallies.own_length)

    def binary(weights: Floats) -> tuple[Floats, Floats]:
        length = weights @ _merged(tallies.length, gap)
        own = weights @ _merged(tallies.own_length, gap)
        met = (weights @ tallies.met).sum(axis=1)
        same = met + (weights @ tallies.same)[:, gap]
        return _disagreements(same, length, own)

    def coded(weights: Floats) -> tuple[Floats, Floats]:
        same = (weights @ tallies.same)[:, :gap].sum(axis=1)
        return _disagreements(same, weights @ tallies.met, weights @ tallies.own_met)

    chosen = {"nominal": nominal, "binary": binary, "coded": coded}[form]
    return Statistic(NAMES[form], chosen, tallies.documents, 4 * gap)


def code_statistic(tallies: Tallies, code: int) -> Statistic:
    """Make the alpha of one code ready: it against the other codes it meets."""

    def both(weights: Floats) -> tuple[Floats, Floats]:
        met = weights @ tallies.met
        this, total = met[:, code], met.sum(axis=1)
        same = weights @ tallies.same[:, code]
        own = weights @ tallies.own_met[:, code]
        expected = ratio(this * (total - this), this * total - own)
        return ratio(_rest(this, same), this), expected

    name = f"Alpha of the code “{tallies.codes[code]}” (kuα)"
    return Statistic(name, both, tallies.documents, 4 * len(tallies.codes))


def _disagreements(same: Floats, length: Floats, own: Floats) -> tuple[Floats, Floats]:
    total = length.sum(axis=1)
    mixed = (length > 0).sum(axis=1) > 1
    different = (total**2 - (length**2).sum(axis=1)) * mixed
    expected = ratio(different, total**2 - own.sum(axis=1))
    return ratio(_rest(total, same), total), expected


def _rest(total: Floats, same: Floats) -> Floats:
    """Take away what is the same; sums in another order may differ in the last digit."""
    rest = total - same
    rest[rest < 1e-12 * total] = 0.0
    return rest


def _merged(table: Floats, gap: int) -> Floats:
    """Take all codes together: columns for coded and for gap."""
    merged: Floats = np.column_stack([table[:, :gap].sum(axis=1), table[:, gap]])
    return merged
