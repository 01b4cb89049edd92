"""The one sentence that each result of shrinkage says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thirdspace.methods.words import joined, percent, plain

if TYPE_CHECKING:
    from thirdspace.methods.shrinkage.beta_binomial import BetaBinomial
    from thirdspace.methods.shrinkage.efron_morris import EfronMorris

FEW_UNITS = 10


def beta_binomial_sentence(found: BetaBinomial) -> str:
    """Return “12 units, 115 of 189 (61%); rates once chance is taken out go from 25% to 85%; …”"""
    units = len(found.totals)
    empty = sum(total == 0 for total in found.totals)
    return joined(
        f"{units} units, {sum(found.counts)} of {sum(found.totals)} ({percent(found.pooled_rate)})",
        _found(found),
        f"{empty} with nobody in them" if empty else "",
        "few units: intervals are too narrow"
        if found.kind == "shrunk" and units < FEW_UNITS
        else "",
    )


def _found(found: BetaBinomial) -> str:
    if max(found.totals) == 1:
        return "with one person each nothing can be told of how they differ"
    if found.kind == "pooled":
        return (
            "they differ no more than chance would make them, so each gets the rate of all "
            f"({plain(100 * found.confidence)}% interval {percent(min(found.low))} to "
            f"{percent(max(found.high))})"
        )
    if found.kind == "apart":
        return "each has all or nobody, so each keeps its own rate and nothing is learned of it"
    span = f"{percent(min(found.rates))} to {percent(max(found.rates))}"
    return (
        f"rates once chance is taken out go from {span}, with {plain(100 * found.confidence)}% "
        f"intervals from {percent(min(found.low))} to {percent(max(found.high))}"
    )


def efron_morris_sentence(found: EfronMorris) -> str:
    """Return “18 units around 0.265: chance leaves 21% of their distances from it; …”"""
    k = len(found.estimates)
    if found.c is None:
        return joined(f"{k} units, all the same at {found.mean:.3g}: there is nothing to draw in")
    kept = found.kept or 0.0
    return joined(
        f"{k} units around {found.mean:.3g}: {percent(kept)} of each distance from it is kept, "
        "the rest is taken for chance",
        f"estimates go from {min(found.estimates):.3g} to {max(found.estimates):.3g}, with "
        f"{plain(100 * found.confidence)}% intervals from {min(found.low):.3g} to "
        f"{max(found.high):.3g}",
        "they differ no more than chance would make them" if kept == 0 else "",
        "few units: this share is itself a guess" if k < FEW_UNITS else "",
    )
