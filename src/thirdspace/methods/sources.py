"""The publications that several methods rest on."""

from __future__ import annotations

from thirdspace.methods.registry import Citation

MOLLE = Citation(
    "Molle D, Handsman E, Peters-Hawkins A, and others (2024). Dynamics in district–university "
    "partnerships focused on leadership for equity. Education Sciences 14(11), 1221.",
    "10.3390/educsci14111221",
)
WILSON = Citation(
    "Wilson EB (1927). Probable inference, the law of succession, and statistical inference. "
    "Journal of the American Statistical Association 22(158), 209-212.",
    "10.1080/01621459.1927.10502953",
)
NEWCOMBE = Citation(
    "Newcombe RG (1998). Two-sided confidence intervals for the single proportion: comparison of "
    "seven methods. Statistics in Medicine 17(8), 857-872.",
    "10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E",
)
DEBRIEFS = Citation(
    "Tannenbaum SI, Cerasoli CP (2013). Do team and individual debriefs enhance performance? A "
    "meta-analysis. Human Factors 55(1), 231-245.",
    "10.1177/0018720812448394",
)
COORIENTATION = Citation(
    "McLeod JM, Chaffee SH (1973). Interpersonal approaches to communication research. American "
    "Behavioral Scientist 16(4), 469-499.",
)
K_ANONYMITY = Citation(
    "Sweeney L (2002). k-anonymity: a model for protecting privacy. International Journal of "
    "Uncertainty, Fuzziness and Knowledge-Based Systems 10(5), 557-570.",
    "10.1142/S0218488502001648",
)
SUPPRESSION = Citation(
    "Fischetti M, Salazar-González JJ (2001). Solving the cell suppression problem on tabular data "
    "with linear constraints. Management Science 47(7), 1008-1027.",
    "10.1287/mnsc.47.7.1008.9805",
)
PARTNERSHIPS = Citation(
    "Coburn CE, Penuel WR (2016). Research–practice partnerships in education: outcomes, dynamics, "
    "and open questions. Educational Researcher 45(1), 48-54.",
    "10.3102/0013189X16631750",
)
