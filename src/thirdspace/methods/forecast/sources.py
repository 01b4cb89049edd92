"""The publications that several forecasts rest on."""

from __future__ import annotations

from thirdspace.methods.registry import Citation

BARTHOLOMEW = Citation(
    "Bartholomew DJ, Forbes AF, McClean SI (1991). Statistical Techniques for Manpower Planning, "
    "2nd edition. Wiley, Chichester.",
)
VERBEKEN = Citation(
    "Verbeken B, Guerry MA (2021). Discrete time hybrid semi-Markov models in manpower planning. "
    "Mathematics 9(14), 1681.",
    "10.3390/math9141681",
)
WHITE = Citation(
    "White HC (1970). Chains of Opportunity: System Models of Mobility in Organizations. Harvard "
    "University Press, Cambridge.",
)
HONG = Citation(
    "Hong Y (2013). On computing the distribution function for the Poisson binomial distribution. "
    "Computational Statistics & Data Analysis 59, 41-51.",
    "10.1016/j.csda.2012.10.006",
)
