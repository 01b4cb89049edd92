"""The outbox, what came back of it, and when each tick last ran: once per installation."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thirdspace.access.models import Guarded


class Installed(models.Model):
    """A record of the installation: of no partnership, shown to nobody by a scope."""

    objects: ClassVar[Guarded[Self]] = Guarded()
    everywhere: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "everywhere"
        base_manager_name = "everywhere"


class Letter(Installed):
    """One mail to one person. Stored with the work it tells of; only its addressee reads it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        REFUSED = "refused", _("refused")
        KEPT = "kept", _("kept here")

    to = models.CharField(max_length=320)  # in lower case, as people are known here
    subject = models.TextField()
    # Forgotten once a mail server has taken the letter: they carry links that are secrets.
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)
    attachments = models.JSONField(default=list, blank=True)  # [name, kind, base64]
    stop_url = models.TextField(blank=True)  # one click there stops mail of this kind
    made_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)  # while one sends it: when it counts as lost
    last_error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta(Installed.Meta):
        indexes = [
            models.Index(fields=["to", "-made_at", "-id"], name="letters_of_an_address"),
            models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="letters_due"),
        ]


class Bounce(Installed):
    """A mail server would not take mail for an address, at once or later."""

    address = models.CharField(max_length=320)
    at = models.DateTimeField()
    why = models.TextField()

    class Meta(Installed.Meta):
        indexes = [models.Index(fields=["address", "at"], name="bounces_of_an_address")]


class TickRun(Installed):
    """When a tick last began, and what went wrong with it."""

    name = models.CharField(max_length=60, unique=True)
    ran_at = models.DateTimeField(null=True)
    busy_since = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
