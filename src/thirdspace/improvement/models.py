"""Measures and their observations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thirdspace.access.models import Scoped, Visible
from thirdspace.partnership.dynamics import Dynamic
from thirdspace.partnership.models import Organization


class Measure(Visible):
    """Something counted again and again to see whether a change is an improvement."""

    class Better(models.TextChoices):
        HIGHER = "higher", _("Higher is better")
        LOWER = "lower", _("Lower is better")

    class Chart(models.TextChoices):
        RUN = "run", _("Run chart")
        INDIVIDUALS = "i", _("I chart")

    key = models.CharField(max_length=20)  # M-01
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    definition = models.TextField(blank=True)
    better = models.CharField(max_length=6, choices=Better.choices, blank=True)
    chart = models.CharField(max_length=3, choices=Chart.choices, default=Chart.RUN)
    baseline = models.PositiveSmallIntegerField(null=True)  # limits from the first points only
    dynamic = models.CharField(max_length=12, choices=Dynamic.choices, blank=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    # What the chart says, computed when an observation changes: {signal, since, strengthens,
    # sentence, points}. A board of many measures then reads one row each.
    reading = models.JSONField(default=dict)
    extra = models.JSONField(default=dict)

    class Meta(Visible.Meta):
        constraints = [models.UniqueConstraint(fields=["partnership", "key"], name="measure_once")]


class Observation(Scoped):
    """One value of a measure on one day."""

    visible_through = "measure"

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    value = models.FloatField(null=True)  # nothing measured: shown as a gap
    note = models.CharField(max_length=300, blank=True)
    excluded = models.CharField(max_length=300, blank=True)  # the reason, when left out
    extra = models.JSONField(default=dict)

    class Meta(Scoped.Meta):
        constraints = [models.UniqueConstraint(fields=["measure", "on"], name="observation_once")]
