"""The publications that the coefficients of agreement rest on."""

from __future__ import annotations

from thirdspace.methods.registry import Citation

ARTSTEIN = Citation(
    "Artstein R, Poesio M (2008). Inter-coder agreement for computational linguistics. "
    "Computational Linguistics 34(4), 555-596.",
    "10.1162/coli.07-034-R2",
)
BRENNAN = Citation(
    "Brennan RL, Prediger DJ (1981). Coefficient kappa: some uses, misuses, and alternatives. "
    "Educational and Psychological Measurement 41(3), 687-699.",
    "10.1177/001316448104100307",
)
COHEN = Citation(
    "Cohen J (1960). A coefficient of agreement for nominal scales. Educational and Psychological "
    "Measurement 20(1), 37-46.",
    "10.1177/001316446002000104",
)
COHEN_WEIGHTED = Citation(
    "Cohen J (1968). Weighted kappa: nominal scale agreement with provision for scaled "
    "disagreement or partial credit. Psychological Bulletin 70(4), 213-220.",
    "10.1037/h0026256",
)
CONGER = Citation(
    "Conger AJ (1980). Integration and generalization of kappas for multiple raters. "
    "Psychological Bulletin 88(2), 322-328.",
    "10.1037/0033-2909.88.2.322",
)
EFRON = Citation(
    "Efron B (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7(1), "
    "1-26.",
    "10.1214/aos/1176344552",
)
FEINSTEIN = Citation(
    "Feinstein AR, Cicchetti DV (1990). High agreement but low kappa: I. The problems of two "
    "paradoxes. Journal of Clinical Epidemiology 43(6), 543-549.",
    "10.1016/0895-4356(90)90158-L",
)
FLEISS = Citation(
    "Fleiss JL (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin "
    "76(5), 378-382.",
    "10.1037/h0031619",
)
GWET = Citation(
    "Gwet KL (2008). Computing inter-rater reliability and its variance in the presence of high "
    "agreement. British Journal of Mathematical and Statistical Psychology 61(1), 29-48.",
    "10.1348/000711006X126600",
)
HAYES = Citation(
    "Hayes AF, Krippendorff K (2007). Answering the call for a standard reliability measure for "
    "coding data. Communication Methods and Measures 1(1), 77-89.",
    "10.1080/19312450709336664",
)
KRIPPENDORFF = Citation(
    "Krippendorff K (2004). Reliability in content analysis: some common misconceptions and "
    "recommendations. Human Communication Research 30(3), 411-433.",
    "10.1111/j.1468-2958.2004.tb00738.x",
)
SCOTT = Citation(
    "Scott WA (1955). Reliability of content analysis: the case of nominal scale coding. Public "
    "Opinion Quarterly 19(3), 321-325.",
    "10.1086/266577",
)
UNITIZING = Citation(
    "Krippendorff K, Mathet Y, Bouvry S, Widlöcher A (2016). On the reliability of unitizing "
    "textual continua: further developments. Quality & Quantity 50(6), 2347-2364; erratum "
    "50(6), 2365.",
    "10.1007/s11135-015-0266-1",
)
ZAPF = Citation(
    "Zapf A, Castell S, Morawietz L, Karch A (2016). Measuring inter-rater reliability for nominal "
    "data: which coefficients and confidence intervals are appropriate? BMC Medical Research "
    "Methodology 16, 93.",
    "10.1186/s12874-016-0200-9",
)
