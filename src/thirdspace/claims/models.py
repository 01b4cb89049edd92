"""Claims, their wordings, and the links that carry their evidence."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from thirdspace.access.models import Scoped, Visible
from thirdspace.partnership.dynamics import Dynamic
from thirdspace.partnership.models import Organization, Person


class Status(models.TextChoices):
    """Our reading of a claim. Going back is allowed and shown calmly."""

    OPEN = "open", _("Open")
    HOLDS = "holds", _("Holds")
    LIMITS = "limits", _("Holds with limits")
    UNSETTLED = "unsettled", _("Unsettled")
    DOUBTFUL = "doubtful", _("Doubtful")
    SUPERSEDED = "superseded", _("Superseded")


class Stance(models.TextChoices):
    """How a record bears on a claim."""

    SUPPORTS = "supports", _("Supports")
    CONTRASTS = "contrasts", _("Contrasts")
    MENTIONS = "mentions", _("Mentions")


class Strength(models.IntegerChoices):
    """How much stands behind a piece of evidence."""

    ASSERTION = 1, _("An assertion")
    ONE = 2, _("A single source")
    SEVERAL = 3, _("Several sources")
    OUTCOMES = 4, _("Several sources with outcome data")


class Claim(Visible):
    """One statement about the partnership that evidence can support or contrast."""

    number = models.PositiveIntegerField()  # shown as C-07
    statement = models.CharField(max_length=500)
    dynamic = models.CharField(max_length=12, choices=Dynamic.choices, blank=True)
    theme = models.CharField(max_length=120, blank=True)
    since = models.CharField(max_length=10, blank=True)  # ISO, as exact as it is meant
    until = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    reading = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)
    # The organizations that agreed on the reading, as in `Visible.named`: one alone is marked.
    read_by = models.CharField(max_length=200, blank=True)
    look_again = models.DateField(null=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # Counted by `actions` with each link, so that ten thousand claims sort by need at once.
    supports = models.PositiveIntegerField(default=0)
    contrasts = models.PositiveIntegerField(default=0)
    mentions = models.PositiveIntegerField(default=0)
    # Contrast first, then all that bears on it, as one number that an index can order by.
    contested = models.GeneratedField(
        expression=Cast(F("contrasts"), models.BigIntegerField()) * 1_000_000 + F("supports"),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    extra = models.JSONField(default=dict)

    class Meta(Visible.Meta):
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="claim_number")
        ]
        indexes = [
            models.Index(fields=["partnership", "-contested", "-id"], name="claim_contested"),
            models.Index(fields=["partnership", "-changed_at", "-id"], name="claim_changed"),
        ]

    @property
    def short(self) -> str:
        """Return the id people use: C-07."""
        return f"C-{self.number:02d}"


class Holder(Scoped):
    """A person who holds a claim for an organization; its reading needs each one's yes."""

    visible_through = "claim"

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["claim", "person", "organization"], name="holder_once")
        ]


class Wording(Scoped):
    """One wording of a claim; none is ever lost."""

    visible_through = "claim"

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    statement = models.CharField(max_length=500)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()


class EvidenceLink(Scoped):
    """A record, in any room, that supports, contrasts with or mentions a claim.

    `side` and `record_organization` are the record's, kept here so that a tally by organization
    needs no look into other rooms. Withdrawn links stay in the history.
    """

    visible_through = "claim"

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)  # a name in `registries.citables`
    record_id = models.BigIntegerField()
    stance = models.CharField(max_length=10, choices=Stance.choices)
    strength = models.PositiveSmallIntegerField(choices=Strength.choices, default=Strength.ONE)
    why = models.CharField(max_length=500)
    side = models.CharField(max_length=10)
    record_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    linked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)
    extra = models.JSONField(default=dict)

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "kind", "record_id", "organization"],
                condition=Q(withdrawn_at=None),
                name="linked_once_a_side",
            )
        ]
        indexes = [
            models.Index(fields=["claim", "stance", "-linked_at", "-id"], name="link_page"),
            models.Index(fields=["partnership", "kind", "record_id"], name="link_record"),
        ]


class Reply(Scoped):
    """An answer to a piece of evidence; the evidence stays in the tally."""

    visible_through = "link__claim"

    link = models.ForeignKey(EvidenceLink, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()


class MindChanger(Scoped):
    """What would change one organization's mind (or all, where it names none)."""

    visible_through = "claim"

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    text = models.TextField()
    check_on = models.DateField(null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)


class Comment(Scoped):
    """A line in the discussion of a claim."""

    visible_through = "claim"

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
