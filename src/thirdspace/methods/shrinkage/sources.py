"""The publications that both methods of shrinkage rest on."""

from __future__ import annotations

from thirdspace.methods.registry import Citation

MORRIS = Citation(
    "Morris CN (1983). Parametric empirical Bayes inference: theory and applications. Journal of "
    "the American Statistical Association 78(381), 47-55.",
    "10.1080/01621459.1983.10477920",
)
