"""Where the rules were published."""

from __future__ import annotations

from thirdspace.methods.registry import Citation

ANHOEJ_2014 = Citation(
    "Anhøj J, Olesen AV (2014). Run charts revisited: a simulation study of run chart rules for "
    "detection of non-random variation in health care processes. PLoS ONE 9(11), e113825.",
    "10.1371/journal.pone.0113825",
)
ANHOEJ_2020 = Citation(
    "Anhøj J, Wentzel-Larsen T (2020). Smooth operator: modifying the Anhøj rules to improve runs "
    "analysis in statistical process control. PLoS ONE 15(6), e0233920.",
    "10.1371/journal.pone.0233920",
)
SCHILLING = Citation(
    "Schilling MF (2012). The surprising predictability of long runs. Mathematics Magazine 85(2), "
    "141-149.",
    "10.4169/math.mag.85.2.141",
)
WESTERN_ELECTRIC_1956 = Citation(
    "Western Electric Company (1956). Statistical Quality Control Handbook. Indianapolis."
)
NIST = Citation(
    "NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2 What are variables control charts?",
    "10.18434/M32189",
)
NELSON_1984 = Citation(
    "Nelson LS (1984). The Shewhart control chart: tests for special causes. Journal of Quality "
    "Technology 16(4), 237-239.",
    "10.1080/00224065.1984.11978921",
)
NHS_ENGLAND = Citation(
    "NHS England and NHS Improvement (2019). Making data count: strengthening your decisions."
)
PERLA = Citation(
    "Perla RJ, Provost LP, Murray SK (2011). The run chart: a simple analytical tool for learning "
    "from variation in healthcare processes. BMJ Quality & Safety 20(1), 46-51.",
    "10.1136/bmjqs.2009.037895",
)
SWED_EISENHART = Citation(
    "Swed FS, Eisenhart C (1943). Tables for testing randomness of grouping in a sequence of "
    "alternatives. Annals of Mathematical Statistics 14(1), 66-87.",
    "10.1214/aoms/1177731494",
)
WHEELER = Citation(
    "Wheeler DJ (2000). Understanding variation: the key to managing chaos. 2nd edition. SPC Press."
)
