"""The publications that several methods for rates rest on."""

from __future__ import annotations

from thirdspace.methods.registry import Citation

NEWCOMBE_DIFFERENCE = Citation(
    "Newcombe RG (1998). Interval estimation for the difference between independent proportions: "
    "comparison of eleven methods. Statistics in Medicine 17(8), 873-890.",
    "10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I",
)
FISHER = Citation(
    "Fisher RA (1935). The logic of inductive inference. Journal of the Royal Statistical Society "
    "98(1), 39-82.",
    "10.2307/2342435",
)
LANCASTER = Citation(
    "Lancaster HO (1961). Significance tests in discrete distributions. Journal of the American "
    "Statistical Association 56(294), 223-234.",
    "10.1080/01621459.1961.10482105",
)
KATZ = Citation(
    "Katz D, Baptista J, Azen SP, Pike MC (1978). Obtaining confidence intervals for the risk "
    "ratio in cohort studies. Biometrics 34(3), 469-474.",
    "10.2307/2530610",
)
FOUR_FIFTHS = Citation(
    "Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4D, and questions and "
    "answers of 1979, number 21.",
)
ROTH = Citation(
    "Roth PL, Bobko P, Switzer FS (2006). Modeling the behavior of the 4/5ths rule for determining "
    "adverse impact: reasons for caution. Journal of Applied Psychology 91(3), 507-522.",
    "10.1037/0021-9010.91.3.507",
)
BICKEL = Citation(
    "Bickel PJ, Hammel EA, O’Connell JW (1975). Sex bias in graduate admissions: data from "
    "Berkeley. Science 187(4175), 398-404.",
    "10.1126/science.187.4175.398",
)
