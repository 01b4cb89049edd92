"""Checks of integrity, over the whole installation."""

from __future__ import annotations

from collections.abc import Iterator

from thirdspace.improvement import readings
from thirdspace.improvement.models import Measure, Observation


def find() -> Iterator[str]:
    """Say which measures keep a reading that is not what their chart says."""
    for measure in Measure.everywhere.order_by("pk").iterator(chunk_size=100):
        rows = Observation.everywhere.filter(measure=measure).order_by("on")
        points = [readings.Point(*row) for row in rows.values_list("on", "value", "excluded")]
        if measure.reading != readings.kept(readings.read(measure, points)):
            yield f"Improvement: the reading of measure {measure.pk} is not what its chart says."
