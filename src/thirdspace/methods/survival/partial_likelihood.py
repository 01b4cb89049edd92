"""Cox's partial likelihood with ties, and where it is largest.

With r the relative hazard ``exp(x b)`` of each person, an event time with d tied events counts as d
events in turn. Breslow divides each by the whole sum over those at risk; Efron takes away ``l / d``
of the tied events' own sum at turn l. One number a person then gives slope and information at once:
the hazard they are expected to have met, ``v = r * sum(rates while at risk)``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from thirdspace.methods.survival.newton import Columns, Top, climb, columns
from thirdspace.methods.survival.risk_sets import RiskSets
from thirdspace.methods.survival.spells import Floats, Ints, summed
from thirdspace.problems import MethodProblem


@dataclass(frozen=True, eq=False)
class Turns:
    """Tied events taken in turn: which event time, which share is gone, and with what weight."""

    place: Ints
    gone: Floats
    weight: Floats


@dataclass(frozen=True, eq=False)
class Parts:
    """What one set of coefficients gives: relative hazards, rates and means of those at risk."""

    relative: Floats
    loglik: float
    met: Floats
    rate: Floats
    means: Floats


@dataclass(frozen=True, eq=False)
class PartialLikelihood:
    """The data of one model: covariates as orthogonal columns, weights, and who is at risk."""

    design: Columns
    weights: Floats
    sets: RiskSets
    turns: Turns

    def maximize(self) -> Top:
        """Return the coefficients of the orthogonal columns, and the information there."""
        return climb(self._likelihood, self.design.orthogonal.shape[1], self._farthest)

    def parts(self, found: Floats) -> Parts:
        """Return what these coefficients give for each person and each turn."""
        x, sets, turns = self.design.orthogonal, self.sets, self.turns
        predictor = x @ found
        relative = self.weights * np.exp(predictor)
        total = self._in_turn(relative)
        own = self.weights[sets.own] @ predictor[sets.own]
        rate = turns.weight / total
        size = len(sets.times)
        met = relative * sets.exposures(summed(turns.place, rate, size))
        spared = summed(turns.place, rate * turns.gone, size)
        met[sets.own] -= relative[sets.own] * spared[sets.at]
        means = np.stack([self._in_turn(relative * column) for column in x.T], axis=1)
        loglik = float(own - turns.weight @ np.log(total))
        return Parts(relative, loglik, met, rate, means / total[:, None])

    def _in_turn(self, values: Floats) -> Floats:
        """Sum values over those at risk at each turn, less the share of the tied that is gone."""
        turns = self.turns
        total = self.sets.totals(values)[turns.place]
        if not turns.gone.any():
            return total
        return total - turns.gone * self.sets.own_totals(values)[turns.place]

    def _likelihood(self, found: Floats) -> tuple[float, Floats, Floats]:
        parts, x = self.parts(found), self.design.orthogonal
        slope = -parts.met @ x + self.weights[self.sets.own] @ x[self.sets.own]
        spread = (x * parts.met[:, None]).T @ x
        return (
            parts.loglik,
            slope,
            spread - (parts.means * self.turns.weight[:, None]).T @ parts.means,
        )

    def _farthest(self, found: Floats) -> float:
        return float(np.abs(self.design.orthogonal @ found).max(initial=0.0))


def partial_likelihood(
    table: Floats, weights: Floats, sets: RiskSets, *, efron: bool, field: str = "event"
) -> PartialLikelihood:
    """Set up the likelihood of a model; `field` is the argument that tells who had the event.

    Raises
    ------
    MethodProblem
        Nobody had the event, or a covariate says nothing of its own.
    """
    if not len(sets.own):
        raise MethodProblem(
            "Nobody had the event.",
            "What goes with an event can’t be seen without one.",
            "Watch for longer, or look at another event.",
            field=field,
        )
    centered = table - np.average(table, axis=0, weights=weights)
    # What is left of a column that is the same in every row is rounding.
    centered[:, np.abs(centered).max(axis=0) <= 1e-12 * np.abs(table).max(axis=0)] = 0
    return PartialLikelihood(columns(centered), weights, sets, _turns(sets, weights, efron=efron))


def _turns(sets: RiskSets, weights: Floats, *, efron: bool) -> Turns:
    tied = np.bincount(sets.at, minlength=len(sets.times))
    heavy = sets.own_totals(weights)
    if not efron:
        return Turns(np.arange(len(tied)), np.zeros(len(tied)), heavy)
    place = np.repeat(np.arange(len(tied)), tied)
    turn = np.arange(len(place)) - np.repeat(np.cumsum(tied) - tied, tied)
    return Turns(place, turn / tied[place], (heavy / tied)[place])
