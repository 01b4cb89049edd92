"""Discrete-time hazard model: what goes with leaving in a year, given one is still there?

Question
--------
How does the chance of the event in a period, for those still at risk, change with time and with
what is known about people?

Formula
-------
Each period in which a person is at risk is one row, with event 0 or 1. Logit link: ``log(h / (1 -
h)) = time + covariates``; complementary log-log link: ``log(-log(1 - h))``. Time is one coefficient
for each period ("general"), or an intercept and powers of the period ("constant" to "fifth").
Maximum likelihood by Fisher scoring; standard errors from the expected information. Deviance is
-2 log-likelihood; AIC adds 2 for each parameter. In general time a period in which nobody, or
everybody, had the event fits without error and has no finite coefficient: it is left out.

Assumptions
-----------
Given the covariates, people are independent and censoring says nothing about the event. A covariate
shifts the logit (or log-log) by the same amount in every period, unless its product with time is
given as one more covariate. Values of a covariate that changes must be known before the event.

When not to use it
------------------
With real dates take Cox. Rows of one person are no repeated measures: a person has the event once,
and no correction is needed; an event that comes back needs other models. With fewer than about five
events for each coefficient the estimates are unstable.

References
----------
Singer & Willett (1993), Journal of Educational Statistics 18(2), 155-195,
10.3102/10769986018002155; (2003), chapters 11 and 12, 10.1093/acprof:oso/9780195152968.001.0001.
Prentice & Gloeckler (1978), on the complementary log-log link, 10.2307/2529588.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import chosen, counts, same_length
from thirdspace.methods.registry import method
from thirdspace.methods.survival.design import Covariates, read_covariates
from thirdspace.methods.survival.links import LINKS, fit
from thirdspace.methods.survival.sources import (
    GROUPED_HAZARDS,
    SINGER_WILLETT,
    SINGER_WILLETT_BOOK,
)
from thirdspace.methods.survival.spells import Floats, Ints, summed
from thirdspace.methods.survival.wording import hazard_sentence
from thirdspace.problems import MethodProblem

#: Highest power of the period in each shape of time that has an intercept.
POWERS = {"constant": 0, "linear": 1, "quadratic": 2, "cubic": 3, "fourth": 4, "fifth": 5}
SHAPES = (*POWERS, "general")


@dataclass(frozen=True)
class DiscreteHazard:
    """A fitted model; one place in `names`, `coef` and `se` for each coefficient.

    Parameters
    ----------
    rows, events : int
        Person-periods, and how many hold the event.
    shape, link : str
        How time enters, and on which scale.
    names : tuple of str
        Time first (periods, or intercept and powers), then the covariates.
    coef, se : tuple of float
        Coefficients and standard errors; None for the periods of `without_contrast`.
    without_contrast : tuple of int
        Periods in which nobody or everybody had the event.
    parameters : int
        Number of coefficients.
    loglik, deviance, aic : float
        Log-likelihood, -2 times it, and Akaike's criterion.
    """

    rows: int
    events: int
    shape: str
    link: str
    names: tuple[str, ...]
    coef: tuple[float | None, ...]
    se: tuple[float | None, ...]
    without_contrast: tuple[int, ...]
    parameters: int
    loglik: float
    deviance: float
    aic: float

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return hazard_sentence(self)


@dataclass(frozen=True, eq=False)
class _Tally:
    """Rows that are alike, counted: period, covariates, how many rows and how many events."""

    period: Ints
    covariates: Floats
    rows: Ints
    events: Ints

    def part(self, members: Ints) -> _Tally:
        return _Tally(
            self.period[members], self.covariates[members], self.rows[members], self.events[members]
        )


@method(
    "survival.discrete-hazard",
    title="Discrete-time hazard model",
    question="What goes with leaving in a year, given one is still there?",
    cites=(SINGER_WILLETT, SINGER_WILLETT_BOOK, GROUPED_HAZARDS),
    since="0.1",
)
def discrete_hazard(
    period: ArrayLike,
    event: ArrayLike,
    *,
    covariates: ArrayLike | None = None,
    shape: str = "general",
    link: str = "logit",
    names: Sequence[str] | None = None,
) -> DiscreteHazard:
    """Model the hazard of each person-period; `person_periods` makes the rows.

    Parameters
    ----------
    period : array of int, shape (rows,)
        Period of each row.
    event : array of int, shape (rows,)
        1 if the event took place in it, else 0.
    covariates : array of float, shape (rows, k), optional
        What is known about the person, and may change from period to period.
    shape : str
        How time enters: constant, linear, quadratic, cubic, fourth, fifth or general.
    link : str
        logit or cloglog.
    names : sequence of str, optional
        Names of the k covariates.

    Returns
    -------
    DiscreteHazard
        Coefficients, standard errors, deviance and AIC.

    Raises
    ------
    MethodProblem
        Numbers that can't be used, a shape with more powers than there are periods, covariates
        that can be computed from each other, or coefficients without a finite value.

    Examples
    --------
    >>> model = discrete_hazard([1, 1, 1, 1, 2, 2, 2], [1, 0, 0, 0, 1, 1, 0])
    >>> [round(value, 3) for value in model.coef], round(model.deviance, 3)
    ([-1.099, 0.693], 8.318)
    """
    tally, known = _read(period, event, covariates, names)
    power = POWERS.get(chosen(shape, SHAPES, "shape"))
    apart = _without_contrast(tally) if power is None else np.array([], dtype=np.int64)
    kept = tally.part(np.flatnonzero(~np.isin(tally.period, apart)))
    if not kept.rows.sum():
        raise _nothing_varies()
    design, labels = _design(kept, power)
    found = fit(design, kept.rows, kept.events, chosen(link, LINKS, "link"))
    coef, se = _with_gaps(tally, apart, found.coef), _with_gaps(tally, apart, found.se)
    names_of_time = tuple(f"period {p}" for p in np.unique(tally.period)) if apart.size else labels
    return DiscreteHazard(
        rows=int(tally.rows.sum()),
        events=int(tally.events.sum()),
        shape=shape,
        link=link,
        names=(*names_of_time, *known.names),
        coef=coef,
        se=se,
        without_contrast=tuple(apart.tolist()),
        parameters=len(coef),
        loglik=found.loglik,
        deviance=-2 * found.loglik,
        aic=-2 * found.loglik + 2 * len(coef),
    )


def _read(
    period: ArrayLike, event: ArrayLike, covariates: ArrayLike | None, names: Sequence[str] | None
) -> tuple[_Tally, Covariates]:
    periods, events = counts(period, "period"), counts(event, "event")
    same_length(periods, events, ("period", "event"))
    known = read_covariates(covariates, len(periods), names)
    if events.max() > 1:
        raise MethodProblem(
            f"“event” holds {events.max()}.",
            "A person-period holds the event once or not at all.",
            "Give 1 and 0, one row for each person and period.",
            field="event",
        )
    return _tally(periods, known.table, events), known


def _tally(period: Ints, covariates: Floats, event: Ints) -> _Tally:
    _, code = np.unique(period, return_inverse=True)
    for column in covariates.T:
        values, place = np.unique(column, return_inverse=True)
        _, code = np.unique(code * len(values) + place, return_inverse=True)
    _, first = np.unique(code, return_index=True)
    return _Tally(
        period[first],
        covariates[first],
        np.bincount(code),
        summed(code, event, len(first)).astype(np.int64),
    )


def _without_contrast(tally: _Tally) -> Ints:
    periods, place = np.unique(tally.period, return_inverse=True)
    rows = summed(place, tally.rows, len(periods))
    events = summed(place, tally.events, len(periods))
    found: Ints = periods[(events == 0) | (events == rows)]
    return found


def _design(tally: _Tally, power: int | None) -> tuple[Floats, tuple[str, ...]]:
    """Return the columns of time and covariates, and the names of those of time."""
    periods = np.unique(tally.period)
    if power is None:
        time = (tally.period[:, None] == periods).astype(np.float64)
        return np.hstack([time, tally.covariates]), tuple(f"period {p}" for p in periods)
    if power >= len(periods):
        raise MethodProblem(
            f"There are {len(periods)} periods, too few for power {power} of time.",
            "A curve with more coefficients than periods fits anything.",
            "Take a lower power, or general time.",
            field="shape",
        )
    time = tally.period.astype(np.float64)[:, None] ** np.arange(power + 1)
    labels = ("intercept", "period", *(f"period^{n}" for n in range(2, power + 1)))
    return np.hstack([time, tally.covariates]), labels[: power + 1]


def _with_gaps(tally: _Tally, apart: Ints, values: Floats) -> tuple[float | None, ...]:
    """Put None in the places of periods that were left out."""
    found = iter(values.tolist())
    if not apart.size:
        return tuple(found)
    times = [None if p in apart else next(found) for p in np.unique(tally.period)]
    return (*times, *found)


def _nothing_varies() -> MethodProblem:
    return MethodProblem(
        "In every period nobody, or everybody, had the event.",
        "Then there is no hazard to model.",
        "Look at the life table, or merge periods.",
        field="event",
    )
