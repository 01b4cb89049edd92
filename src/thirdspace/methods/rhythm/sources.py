"""Publications that more than one method of rhythm rests on."""

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
