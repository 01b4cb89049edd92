"""Examples of charts of careers: how long people stay, and how many will be needed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from thirdspace.charts import Figure
from thirdspace.charts.fan import Fan, FanBand, FanPicture, draw_fan, from_bands
from thirdspace.charts.survival import (
    SurvivalPicture,
    draw_survival,
    from_incidence,
    from_kaplan_meier,
    from_life_table,
)
from thirdspace.cli.gallery.example import INVENTED, Example
from thirdspace.methods.forecast import push, supply
from thirdspace.methods.survival import cumulative_incidence, kaplan_meier, life_table

Ints = NDArray[np.int64]
#: By year in the school: how many principals were last seen there still in post, then how many
#: moved, retired and were promoted.
ACADEMY = {
    1: (4, 5, 1, 0),
    2: (5, 7, 1, 2),
    3: (6, 6, 2, 3),
    4: (5, 6, 1, 4),
    5: (8, 4, 2, 3),
    6: (6, 3, 1, 2),
    7: (7, 1, 2, 1),
}
PROGRAM = {
    1: (2, 2, 1, 0),
    2: (3, 3, 0, 1),
    3: (6, 2, 1, 1),
    4: (7, 2, 1, 2),
    5: (9, 1, 1, 1),
    6: (8, 1, 0, 1),
    7: (12, 1, 1, 0),
}
WAYS = ("moved to another district", "retired", "promoted")
YEARS = ("2026-27", "2027-28", "2028-29", "2029-30", "2030-31")
CLOCK = "years in the first school"
STAYED, LEFT = "still in the first school", "left the first school by then"


def spells(group: Mapping[int, tuple[int, ...]]) -> tuple[Ints, Ints]:
    """Return each person's year, and 0 for still there or the number of the way of leaving."""
    counts = np.array(list(group.values()))
    year = np.repeat(list(group), counts.sum(axis=1))
    ways = np.repeat(np.tile(np.arange(counts.shape[1]), len(group)), counts.ravel())
    return year, ways


def kaplan_meier_curves() -> Figure:
    """Draw two groups against each other."""
    groups = [spells(group) for group in (ACADEMY, PROGRAM)]
    found = [kaplan_meier(year, way > 0) for year, way in groups]
    return draw_survival(
        SurvivalPicture(
            uid="stay",
            title="More leaders of the university’s program are still in their first school",
            reading=" ".join(
                f"{name}: {result.sentence}"
                for name, result in zip(("Academy", "Program"), found, strict=True)
            ),
            caption="Kaplan-Meier curves with 95 % intervals, two groups.",
            curves=(
                from_kaplan_meier(found[0], "Harbor County academy", "district"),
                from_kaplan_meier(found[1], "Northfield program", "university"),
            ),
            measure=STAYED,
            clock=CLOCK,
        )
    )


def life_table_curve() -> Figure:
    """Draw one group year by year."""
    year, way = spells(ACADEMY)
    found = life_table(year, way > 0)
    return draw_survival(
        SurvivalPicture(
            uid="table",
            title="Half of the academy’s leaders have left their first school by year 5",
            reading=found.sentence,
            caption="Life table by whole years with 95 % intervals.",
            curves=(from_life_table(found, "Harbor County academy", "district"),),
            measure=STAYED,
            clock=CLOCK,
        )
    )


def incidence_curves() -> Figure:
    """Draw ways of leaving that compete."""
    found = cumulative_incidence(*spells(ACADEMY), names=WAYS)
    return draw_survival(
        SurvivalPicture(
            uid="ways",
            title="Most who leave move to another district",
            reading=found.sentence,
            caption="Cumulative incidence (Aalen-Johansen) with 95 % intervals.",
            curves=from_incidence(found),
            measure=LEFT,
            clock=CLOCK,
        )
    )


def supply_fan() -> Figure:
    """Draw need against supply."""
    found = supply(
        [14, 9, 9, 10, 10],
        [0.35, 0.25, 0.15],
        seed=7,
        accept=0.85,
        leaving=[[0.11] * 60, [0.12] * 60, [0.13] * 60, [0.13] * 60, [0.14] * 60],
    )
    assert found.need is not None  # noqa: S101 - leaving was given
    return draw_fan(
        FanPicture(
            uid="supply",
            title="The pool fills fewer posts than will fall vacant",
            reading=found.sentence,
            caption=f"{found.draws:,} draws, seed {found.seed}; bands hold 8 of 10 draws.",
            periods=YEARS,
            fans=(
                from_bands(found.need, "principals needed", "8 in 10 chance", "district"),
                from_bands(found.placed, "placed from the pool", "8 in 10 chance", "university"),
            ),
            measure="people a year",
        )
    )


def push_fan() -> Figure:
    """Draw one level of staff as it would become."""
    found = push([120, 80], [[0.78, 0.08], [0.02, 0.85]], [14, 1], states=["AP", "P"], years=5)
    band = FanBand(
        "9 in 10 chance",
        tuple(year.low[1] for year in found.years),
        tuple(year.high[1] for year in found.years),
    )
    principals = Fan("principals", tuple(year.stock[1] for year in found.years), (band,))
    return draw_fan(
        FanPicture(
            uid="push",
            title="With one recruit a year the number of principals falls slowly",
            reading=found.sentence,
            caption="Rates of moving and leaving as in the year before; 90 % intervals.",
            periods=YEARS,
            fans=(principals,),
            measure="people",
        )
    )


CAREERS = (
    Example("survival.kaplan-meier", SurvivalPicture, INVENTED, kaplan_meier_curves),
    Example("survival.life-table", SurvivalPicture, INVENTED, life_table_curve),
    Example("survival.cumulative-incidence", SurvivalPicture, INVENTED, incidence_curves),
    Example("forecast.supply", FanPicture, INVENTED, supply_fan),
    Example("forecast.push", FanPicture, INVENTED, push_fan),
)
