"""Where the kinds of charts were published."""

from __future__ import annotations

from thirdspace.methods.registry import Citation

NIST = Citation(
    "NIST/SEMATECH e-Handbook of Statistical Methods, 6.3 Univariate and multivariate control "
    "charts.",
    "10.18434/M32189",
)
TUTORIAL = Citation(
    "Mohammed MA, Worthington P, Woodall WH (2008). Plotting basic control charts: tutorial notes "
    "for healthcare practitioners. Quality and Safety in Health Care 17(2), 137-145.",
    "10.1136/qshc.2004.012047",
)
NELSON_1982 = Citation(
    "Nelson LS (1982). Control charts for individual measurements. Journal of Quality Technology "
    "14(3), 172-173.",
    "10.1080/00224065.1982.11978811",
)
NELSON_1994 = Citation(
    "Nelson LS (1994). A control chart for parts-per-million nonconforming items. Journal of "
    "Quality Technology 26(3), 239-240."
)
LANEY = Citation(
    "Laney DB (2002). Improved control charts for attributes. Quality Engineering 14(4), 531-537.",
    "10.1081/QEN-120003555",
)
BENNEYAN = Citation(
    "Benneyan JC (2001). Number-between g-type statistical quality control charts for monitoring "
    "adverse events. Health Care Management Science 4(4), 305-318.",
    "10.1023/A:1011846412909",
)
TAYLOR = Citation(
    "Taylor WA (2017). Normalized individuals (IN) control chart. Taylor Enterprises."
)
MONTGOMERY = Citation(
    "Montgomery DC (2013). Introduction to statistical quality control. 7th edition. Wiley."
)
