"""The publications that the methods of this family rest on, beside the shared ones."""

from __future__ import annotations

from thirdspace.methods.registry import Citation

COX = Citation(
    "Cox LH (1980). Suppression methodology and statistical disclosure control. Journal of the "
    "American Statistical Association 75(370), 377-385.",
    "10.1080/01621459.1980.10477481",
)
DOBRA = Citation(
    "Dobra A, Fienberg SE (2000). Bounds for cell entries in contingency tables given marginal "
    "totals and decomposable graphs. Proceedings of the National Academy of Sciences 97(22), "
    "11885-11892.",
    "10.1073/pnas.97.22.11885",
)
HANDBOOK = Citation(
    "Hundepool A, Domingo-Ferrer J, Franconi L, and others (2012). Statistical disclosure "
    "control. Wiley.",
    "10.1002/9781118348239",
)
NCES = Citation(
    "National Center for Education Statistics (2010). Statistical methods for protecting "
    "personally identifiable information in aggregate reporting. SLDS Technical Brief 3, "
    "NCES 2011-603.",
)
TRACKER = Citation(
    "Denning DE, Denning PJ, Schwartz MD (1979). The tracker: a threat to statistical database "
    "security. ACM Transactions on Database Systems 4(1), 76-96.",
    "10.1145/320064.320069",
)
