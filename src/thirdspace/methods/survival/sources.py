"""The publications that several methods of survival rest on."""

from __future__ import annotations

from thirdspace.methods.registry import Citation

SINGER_WILLETT = Citation(
    "Singer JD, Willett JB (1993). It’s about time: using discrete-time survival analysis to study "
    "duration and the timing of events. Journal of Educational Statistics 18(2), 155-195.",
    "10.3102/10769986018002155",
)
SINGER_WILLETT_BOOK = Citation(
    "Singer JD, Willett JB (2003). Applied Longitudinal Data Analysis: Modeling Change and Event "
    "Occurrence. Oxford University Press.",
    "10.1093/acprof:oso/9780195152968.001.0001",
)
KAPLAN_MEIER = Citation(
    "Kaplan EL, Meier P (1958). Nonparametric estimation from incomplete observations. Journal of "
    "the American Statistical Association 53(282), 457-481.",
    "10.1080/01621459.1958.10501452",
)
LATE_ENTRY = Citation(
    "Tsai WY, Jewell NP, Wang MC (1987). A note on the product-limit estimator under right "
    "censoring and left truncation. Biometrika 74(4), 883-886.",
    "10.1093/biomet/74.4.883",
)
LOG_RANK = Citation(
    "Peto R, Peto J (1972). Asymptotically efficient rank invariant test procedures. Journal of "
    "the Royal Statistical Society A 135(2), 185-207.",
    "10.2307/2344317",
)
COMPETING_RISKS = Citation(
    "Putter H, Fiocco M, Geskus RB (2007). Tutorial in biostatistics: competing risks and "
    "multi-state models. Statistics in Medicine 26(11), 2389-2430.",
    "10.1002/sim.2712",
)
INCIDENCE_VARIANCE = Citation(
    "Allignol A, Schumacher M, Beyersmann J (2010). A note on variance estimation of the "
    "Aalen-Johansen estimator of the cumulative incidence function in competing risks. "
    "Biometrical Journal 52(1), 126-137.",
    "10.1002/bimj.200900039",
)
GRAY = Citation(
    "Gray RJ (1988). A class of K-sample tests for comparing the cumulative incidence of a "
    "competing risk. Annals of Statistics 16(3), 1141-1154.",
    "10.1214/aos/1176350951",
)
FINE_GRAY = Citation(
    "Fine JP, Gray RJ (1999). A proportional hazards model for the subdistribution of a competing "
    "risk. Journal of the American Statistical Association 94(446), 496-509.",
    "10.1080/01621459.1999.10474144",
)
COX = Citation(
    "Cox DR (1972). Regression models and life-tables. Journal of the Royal Statistical Society B "
    "34(2), 187-220.",
    "10.1111/j.2517-6161.1972.tb00899.x",
)
EFRON = Citation(
    "Efron B (1977). The efficiency of Cox’s likelihood function for censored data. Journal of the "
    "American Statistical Association 72(359), 557-565.",
    "10.1080/01621459.1977.10480613",
)
BRESLOW = Citation(
    "Breslow N (1974). Covariance analysis of censored survival data. Biometrics 30(1), 89-99.",
    "10.2307/2529620",
)
GROUPED_HAZARDS = Citation(
    "Prentice RL, Gloeckler LA (1978). Regression analysis of grouped survival data with "
    "application to breast cancer data. Biometrics 34(1), 57-67.",
    "10.2307/2529588",
)
