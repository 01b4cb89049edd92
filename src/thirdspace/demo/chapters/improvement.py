"""Measures are set up, older values pasted in, new ones recorded as they come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from random import Random

from thirdspace.demo.chronicle import Act, Told, at
from thirdspace.demo.story.measures import Measure, Point, measures
from thirdspace.improvement.actions import (
    add_measure,
    change_measure,
    exclude_observation,
    record_observation,
    record_observations,
)

#: A week's value is written down on its Friday.
_WRITTEN = timedelta(days=4)


def acts(dice: Random) -> Iterator[Act]:
    """Give the acts of this chapter."""
    for measure in measures(dice):
        yield Act(at(measure.made, 9), partial(_add, measure))
        known = tuple(point for point in measure.points if point.on < measure.made)
        if known:
            yield Act(at(measure.made, 9, 20), partial(_paste, measure, known))
        for point in measure.points[len(known) :]:
            yield Act(at(point.on + _WRITTEN, 15), partial(_record, measure, point))
    yield Act(at(date(2025, 10, 28), 10), _leave_out_the_summer)
    yield Act(at(date(2026, 5, 20), 10), _show_absence)


def _add(measure: Measure, told: Told) -> None:
    added = add_measure(
        told.scope(measure.made_by),
        name=measure.name,
        unit=measure.unit,
        definition=measure.definition,
        better=measure.better,
        chart=measure.chart,
        baseline=measure.baseline,
        dynamic=measure.dynamic,
        organization_id=told.organizations.get(measure.organization),
        visibility=measure.visibility,
    )
    told.measures[measure.key] = added.key
    told.cited["signal", measure.key] = added.pk


def _paste(measure: Measure, points: tuple[Point, ...], told: Told) -> None:
    lines = "\n".join(f"{point.on}\t{point.value}\t{point.note}" for point in points)
    record_observations(told.scope(measure.made_by), key=told.measures[measure.key], lines=lines)


def _record(measure: Measure, point: Point, told: Told) -> None:
    record_observation(
        told.scope(measure.made_by),
        key=told.measures[measure.key],
        on=point.on,
        value=point.value,
        note=point.note,
    )


def _leave_out_the_summer(told: Told) -> None:
    exclude_observation(
        told.scope("ingrid"),
        key=told.measures["M-02"],
        on=date(2025, 7, 1),
        reason="Summer: one request only.",
    )


def _show_absence(told: Told) -> None:
    change_measure(told.scope("joel"), key=told.measures["M-01"], visibility="funder")
