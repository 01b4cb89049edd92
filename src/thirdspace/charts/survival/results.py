"""Curves from the results of `thirdspace.methods.survival`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from thirdspace.charts.shapes import Side
from thirdspace.charts.survival.picture import Curve

if TYPE_CHECKING:
    from thirdspace.methods.survival import CumulativeIncidence, KaplanMeier, LifeTable


def from_kaplan_meier(found: KaplanMeier, label: str, side: Side | None = None) -> Curve:
    """Return the curve of a group whose real dates are known."""
    return Curve(
        label=label,
        time=found.time,
        share=found.survival,
        low=found.low,
        high=found.high,
        at_risk=found.at_risk,
        side=side,
        median=found.median,
        late_entry=found.late_entry,
    )


def from_life_table(
    found: LifeTable, label: str, side: Side | None = None, *, late_entry: bool = False
) -> Curve:
    """Return the curve of a group counted in whole periods; a step stands at a period's end."""
    return Curve(
        label=label,
        time=found.period,
        share=found.survival,
        low=np.array(found.low, dtype=float),  # None becomes NaN
        high=np.array(found.high, dtype=float),
        at_risk=found.at_risk,
        side=side,
        start=found.period[0] - 1,
        median=found.step_median,
        late_entry=late_entry,
    )


def from_incidence(
    found: CumulativeIncidence, side: Side | None = None, *, late_entry: bool = False
) -> tuple[Curve, ...]:
    """Return a curve for each way of leaving, named by it."""
    return tuple(
        Curve(
            label=cause,
            time=found.time,
            share=found.incidence[:, place],
            low=found.low[:, place],
            high=found.high[:, place],
            at_risk=found.at_risk,
            side=side,
            origin=0.0,
            late_entry=late_entry,
        )
        for place, cause in enumerate(found.causes)
    )
