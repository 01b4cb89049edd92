"""The coefficients for given units, by name."""

from __future__ import annotations

from collections.abc import Callable

from thirdspace.methods.agreement.brennan_prediger import statistic as brennan_prediger
from thirdspace.methods.agreement.cohen_kappa import statistic as cohen_kappa
from thirdspace.methods.agreement.conger_kappa import statistic as conger_kappa
from thirdspace.methods.agreement.fleiss_kappa import statistic as fleiss_kappa
from thirdspace.methods.agreement.gwet_ac import statistic as gwet_ac
from thirdspace.methods.agreement.krippendorff_alpha import statistic as krippendorff_alpha
from thirdspace.methods.agreement.percent import statistic as percent
from thirdspace.methods.agreement.ratings import Ratings
from thirdspace.methods.agreement.scott_pi import statistic as scott_pi
from thirdspace.methods.agreement.statistic import Statistic
from thirdspace.methods.agreement.weights import Weights, weights_name
from thirdspace.methods.inputs import chosen
from thirdspace.problems import MethodProblem

ALPHA = "krippendorff-alpha"
WEIGHTED: dict[str, Callable[[Ratings, Weights], Statistic]] = {
    "percent": percent,
    "cohen-kappa": cohen_kappa,
    "fleiss-kappa": fleiss_kappa,
    "conger-kappa": conger_kappa,
    "brennan-prediger": brennan_prediger,
    "scott-pi": scott_pi,
    "gwet-ac": gwet_ac,
}


def make_statistic(name: str, ratings: Ratings, *, metric: str, weights: Weights) -> Statistic:
    """Make a coefficient ready by its name.

    Raises
    ------
    MethodProblem
        An unknown name, or weights for alpha, or a metric for another one.
    """
    if chosen(name, (ALPHA, *WEIGHTED), "coefficient") == ALPHA:
        if weights_name(weights):
            raise _misplaced("weights", "Alpha takes a metric.")
        return krippendorff_alpha(ratings, metric)
    if metric != "nominal":
        raise _misplaced("metric", f"The coefficient {name} takes weights.")
    return WEIGHTED[name](ratings, weights)


def _misplaced(field: str, why: str) -> MethodProblem:
    return MethodProblem(
        f"“{field}” does not go with this coefficient.", why, "Leave it out.", field=field
    )
