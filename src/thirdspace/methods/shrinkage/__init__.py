"""Shrinkage: fair rates for small programs, drawn toward all programs as far as chance asks."""

from __future__ import annotations

from thirdspace.methods.shrinkage.beta_binomial import BetaBinomial, beta_binomial
from thirdspace.methods.shrinkage.efron_morris import EfronMorris, efron_morris

__all__ = ["BetaBinomial", "EfronMorris", "beta_binomial", "efron_morris"]
