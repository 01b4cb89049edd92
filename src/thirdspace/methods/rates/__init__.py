"""Rates: so many of so many, with what a small number can tell."""

from __future__ import annotations

from thirdspace.methods.rates.closed_cohort_funnel import Funnel, Stage, closed_cohort_funnel
from thirdspace.methods.rates.fisher_exact import FisherExact, fisher_exact
from thirdspace.methods.rates.holm import Holm, holm
from thirdspace.methods.rates.impact_ratio import GroupImpact, Impact, impact_ratio
from thirdspace.methods.rates.mantel_haenszel import MantelHaenszel, mantel_haenszel
from thirdspace.methods.rates.newcombe_difference import Difference, newcombe_difference
from thirdspace.methods.rates.proportion import Proportion, proportion
from thirdspace.methods.rates.standardized_ratio import Standardized, standardized_ratio
from thirdspace.methods.rates.strata import ExactOdds
from thirdspace.methods.rates.wilson import Rate, wilson

__all__ = [
    "Difference",
    "ExactOdds",
    "FisherExact",
    "Funnel",
    "GroupImpact",
    "Holm",
    "Impact",
    "MantelHaenszel",
    "Proportion",
    "Rate",
    "Stage",
    "Standardized",
    "closed_cohort_funnel",
    "fisher_exact",
    "holm",
    "impact_ratio",
    "mantel_haenszel",
    "newcombe_difference",
    "proportion",
    "standardized_ratio",
    "wilson",
]
