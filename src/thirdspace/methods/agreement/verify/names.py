"""Names under which others report the coefficients."""

from __future__ import annotations

from typing import Any, Protocol

from thirdspace.problems import NotThere

Case = dict[str, Any]
Found = tuple[float | None, str]

SCHEMES = {
    "nominal": "nominal",
    "unweighted": "nominal",
    "identity": "nominal",
    "linear": "linear",
    "quadratic": "quadratic",
    "squared": "quadratic",
    "ordinal": "ordinal",
    "interval": "interval",
    "ratio": "ratio",
    "radical": "radical",
}
FILLERS = {"weights", "weighted", "coefficient", "score", "raw", "value", "agreement", "est"}
COEFFICIENTS = {
    "percent": ("percent", "observed", "raw", "pa", "po", "a_o", "proportion", ""),
    "cohen-kappa": ("cohen_kappa", "cohens_kappa", "cohen", "kappa"),
    "fleiss-kappa": ("fleiss_kappa", "fleiss", "multi_pi", "siegel_castellan"),
    "conger-kappa": ("conger_kappa", "conger", "multi_kappa"),
    "brennan-prediger": (
        "brennan_prediger",
        "brennan_prediger_kappa",
        "bp",
        "bennett_s",
        "bennett",
        "s",
        "randolph_kappa",
        "free_marginal_kappa",
        "g_index",
    ),
    "scott-pi": ("scott_pi", "scotts_pi", "scott", "pi"),
    "gwet-ac": ("gwet_ac1", "gwet_ac2", "gwet_ac", "gwet", "ac1", "ac2", "gwets_ac1", "gwets_ac2"),
    "krippendorff-alpha": (
        "alpha",
        "krippendorff_alpha",
        "krippendorffs_alpha",
        "krippendorff",
        "krippen_alpha",
        "k_alpha",
    ),
}
BY_NAME = {name: ours for ours, names in COEFFICIENTS.items() for name in names}


class Values(Protocol):
    """The data of a case, ready for any coefficient."""

    def value(self, name: str) -> Found:
        """Return a coefficient by its name in the case, and why it is undefined."""


def understood(name: str) -> tuple[str, str | None]:
    """Return our name of a coefficient, and its metric or weights if the name has one.

    Raises
    ------
    NotThere
        No coefficient is known under this name.
    """
    parts = name.lower().replace("-", "_").split("_")
    schemes = [SCHEMES[part] for part in parts if part in SCHEMES]
    rest = "_".join(part for part in parts if part not in SCHEMES and part not in FILLERS)
    if rest not in BY_NAME or len(schemes) > 1:
        raise unknown(name)
    return BY_NAME[rest], schemes[0] if schemes else None


def unknown(name: str) -> NotThere:
    """Say that no coefficient has this name."""
    return NotThere(
        f"No coefficient is known as “{name}”.",
        "The case expects a value that nothing here computes.",
        "Mend the name, or add it to the names of its method.",
    )
