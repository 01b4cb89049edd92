"""What belongs to no one room: a set-up under way, and what a chat tool is told."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from thirdspace.access.models import Guarded, Scoped
from thirdspace.access.scope import Scope
from thirdspace.partnership.models import Person


class SetUp(models.Model):
    """A new partnership being set up: nothing else is stored, and nobody told, until it is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    # Organizations, purpose, pasted people and the first meeting, as typed so far.
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    objects: ClassVar[Guarded[Self]] = Guarded()
    everywhere: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        default_manager_name = "everywhere"
        base_manager_name = "everywhere"

    @classmethod
    def rule(cls, scope: Scope) -> Q:
        """One's own only."""
        return Q(person_id=scope.person_id or 0)


class Hook(Scoped):
    """An address outside that is told, in signed JSON, what the whole partnership may see."""

    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    secret = models.CharField(max_length=64)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    last_event_id = models.BigIntegerField(default=0)  # of the newest act it was told
    told_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    stopped_at = models.DateTimeField(null=True)
