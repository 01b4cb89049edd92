"""Lines typed in a meeting, and every wording they had."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thirdspace.access.models import Scoped, Visible
from thirdspace.meetings.models.rhythm import AgendaItem, Meeting
from thirdspace.partnership.models import Organization, Person


class LineKind(models.TextChoices):
    """What a typed line became."""

    PLAIN = "plain", _("Plain note")
    DECISION = "decision", _("Decision")
    PROMISE = "promise", _("Promise")
    TENSION = "tension", _("Tension")
    THANKS = "thanks", _("Thanks")


class Line(Visible):
    """One line of the notes, seen by whoever sees the meeting unless it stays on one's own side.

    `key` is made where the line is typed, so that a line sent twice is stored once.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="+")
    key = models.CharField(max_length=36)
    position = models.PositiveIntegerField()
    change = models.PositiveBigIntegerField()  # the meeting's count when it last changed
    version = models.PositiveIntegerField(default=1)
    text = models.TextField()
    kind = models.CharField(max_length=10, choices=LineKind.choices, default=LineKind.PLAIN)
    record_id = models.BigIntegerField(null=True)  # of the decision, promise or tension it became
    about = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    typed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    extra = models.JSONField(default=dict)

    class Meta(Visible.Meta):
        constraints = [models.UniqueConstraint(fields=["meeting", "key"], name="line_key_once")]
        indexes = [
            models.Index(fields=["meeting", "change"], name="line_change"),
            models.Index(fields=["meeting", "position", "id"], name="line_order"),
        ]


class LineVersion(Scoped):
    """One wording of a line; none is ever lost."""

    visible_through = "line"

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    text = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta(Scoped.Meta):
        constraints = [models.UniqueConstraint(fields=["line", "version"], name="line_version")]
