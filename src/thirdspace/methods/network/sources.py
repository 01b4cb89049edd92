"""The publications that several methods of network rest on."""

from __future__ import annotations

from thirdspace.methods.registry import Citation

WASSERMAN = Citation(
    "Wasserman S, Faust K (1994). Social network analysis: methods and applications. Cambridge "
    "University Press.",
    "10.1017/CBO9780511815478",
)
TARJAN = Citation(
    "Hopcroft J, Tarjan R (1973). Algorithm 447: efficient algorithms for graph manipulation. "
    "Communications of the ACM 16(6), 372-378.",
    "10.1145/362248.362272",
)
BURT = Citation(
    "Burt RS (2004). Structural holes and good ideas. American Journal of Sociology 110(2), "
    "349-399.",
    "10.1086/421787",
)
