"""Networks, who may read in them, and what each partnership released."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from thirdspace.access.models import Guarded, Scoped
from thirdspace.partnership.models import Person


class Network(models.Model):
    """A set of partnerships that compare themselves by what each released."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    extra = models.JSONField(default=dict)

    # Reached only through `entrance.open_network`, which makes the scope.
    everywhere: ClassVar[models.Manager[Self]] = models.Manager()
    objects: ClassVar[Guarded[Self]] = Guarded()

    class Meta:
        default_manager_name = "everywhere"
        base_manager_name = "everywhere"


class NetworkSeat(models.Model):
    """A person who may read in a network."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    everywhere: ClassVar[models.Manager[Self]] = models.Manager()
    objects: ClassVar[Guarded[Self]] = Guarded()

    class Meta:
        default_manager_name = "everywhere"
        base_manager_name = "everywhere"
        constraints = [
            models.UniqueConstraint(fields=["network", "person"], name="network_seat_once")
        ]


class Release(Scoped):
    """What one partnership lets a network see, from one day to another."""

    class What(models.TextChoices):
        CODINGS = "codings", _("Counts of coded passages")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=20, choices=What.choices)
    released_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["network", "partnership", "what"],
                condition=models.Q(withdrawn_at=None),
                name="released_once",
            )
        ]
