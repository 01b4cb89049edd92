"""What meetings leave behind: decisions, promises, deliverables."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thirdspace.access.models import Scoped, Visible
from thirdspace.meetings.models.notes import Line
from thirdspace.meetings.models.rhythm import AgendaItem, Meeting
from thirdspace.partnership.models import Organization, Person


class FromMeeting(Visible):
    """A record that may come from a meeting, an item of it, and a line of its notes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="+")
    line = models.ForeignKey(Line, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta(Visible.Meta):
        abstract = True


class DecisionState(models.TextChoices):
    """Where a decision stands. No answer by the day is no state: it is counted when looked at."""

    DECIDED = "decided", _("Decided")
    WAITING = "waiting", _("Waits for the other side")
    NOT_YET = "not_yet", _("Not yet")
    DECLINED = "declined", _("Not agreed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Decision(FromMeeting):
    """What was decided, or asked of the other side. Shown as D-41."""

    number = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    reason = models.CharField(max_length=500, blank=True)
    state = models.CharField(
        max_length=10, choices=DecisionState.choices, default=DecisionState.DECIDED
    )
    proposed_by = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    needs_both = models.BooleanField(default=False)
    answer_by = models.DateField(null=True)
    if_silent = models.CharField(max_length=300, blank=True)  # what then happens, said beforehand
    proposal_id = models.BigIntegerField(null=True)  # of `access.Proposal` while it needs both
    decided_at = models.DateTimeField(null=True)
    object_until = models.DateField(null=True)  # until when who was absent may object
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    extra = models.JSONField(default=dict)

    class Meta(FromMeeting.Meta):
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="decision_number")
        ]
        indexes = [models.Index(fields=["partnership", "-made_at", "-id"], name="decision_when")]

    @property
    def short(self) -> str:
        """Return the id people use: D-41."""
        return f"D-{self.number:02d}"


class Part(models.TextChoices):
    """What an organization has to do with a decision."""

    DECIDED = "decided", _("Had a part in deciding")
    ABSENT = "absent", _("Absent when it was decided")
    COUNTS_FOR = "counts_for", _("It counts for")
    BENEFITS = "benefits", _("Benefits")
    BEARS = "bears", _("Bears the cost")
    OBJECTS = "objects", _("Objects")


class DecisionPart(Scoped):
    """One organization's part in one decision."""

    visible_through = "decision"

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)
    line = models.CharField(max_length=300, blank=True)  # how it benefits, why it objects

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "organization", "part"], name="decision_part_once"
            )
        ]


class PromiseState(models.TextChoices):
    """Where a promise stands."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    CANT = "cant", _("Can't")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Promise(FromMeeting):
    """What one person promised for their organization. Shown as P-12."""

    number = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    joint = models.BooleanField(default=False)  # both sides do it together
    promised_to = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )  # nobody named: to the whole partnership
    first_due = models.DateField(null=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=PromiseState.choices, default=PromiseState.OPEN)
    answered_at = models.DateTimeField(null=True)
    answer_line = models.CharField(max_length=500, blank=True)
    moves = models.PositiveSmallIntegerField(default=0)  # how often its date was moved
    # Once before and once after each date, never more; a nudge at most once a week.
    reminded_before = models.DateField(null=True)  # the due date it was about
    reminded_after = models.DateField(null=True)
    nudged_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    extra = models.JSONField(default=dict)

    class Meta(FromMeeting.Meta):
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="promise_number")
        ]
        indexes = [
            models.Index(fields=["owner", "state", "due"], name="promise_of_owner"),
            models.Index(fields=["partnership", "state", "due"], name="promise_due"),
            models.Index(fields=["made_by", "state", "due"], name="promise_asked_by"),
        ]

    @property
    def short(self) -> str:
        """Return the id people use: P-12."""
        return f"P-{self.number:02d}"


class PromiseAnswer(Scoped):
    """One answer of an owner: done, a new date, or can't. Taken back ones stay, marked."""

    visible_through = "promise"

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=10)  # done · new_date · cant
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)
    line = models.CharField(max_length=500, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)


class DeliverableKind(models.TextChoices):
    """Why something is due."""

    OWN = "own", _("Our own goal")
    REQUIREMENT = "requirement", _("Funder's requirement")


class DeliverableState(models.TextChoices):
    """How far a deliverable is."""

    NOT_STARTED = "not_started", _("Not started")
    IN_WORK = "in_work", _("In work")
    DELIVERED = "delivered", _("Delivered")
    ACCEPTED = "accepted", _("Accepted")
    DROPPED = "dropped", _("Dropped")


class Deliverable(Visible):
    """What is due to somebody, by somebody. Shown as W-05."""

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    kind = models.CharField(
        max_length=12, choices=DeliverableKind.choices, default=DeliverableKind.OWN
    )
    owed_to = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )  # the funder of a requirement; nobody: the partnership itself
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )  # who makes it; nobody: all together
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    state = models.CharField(
        max_length=12, choices=DeliverableState.choices, default=DeliverableState.NOT_STARTED
    )
    delivered_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    extra = models.JSONField(default=dict)

    class Meta(Visible.Meta):
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="deliverable_number")
        ]
        indexes = [models.Index(fields=["partnership", "state", "due"], name="deliverable_due")]

    @property
    def short(self) -> str:
        """Return the id people use: W-05."""
        return f"W-{self.number:02d}"


class Dependence(Scoped):
    """Who waits for a deliverable: an organization, or another deliverable."""

    visible_through = "deliverable"

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    needed_for = models.ForeignKey(
        Deliverable, on_delete=models.CASCADE, null=True, related_name="+"
    )
    what = models.CharField(max_length=200, blank=True)  # what can't go on without it
    since = models.DateField()


class DeliverableEvidence(Scoped):
    """A record that shows how far a deliverable is."""

    visible_through = "deliverable"

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)  # a name in `registries.citables`
    record_id = models.BigIntegerField()
    why = models.CharField(max_length=300)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["deliverable", "kind", "record_id"], name="deliverable_evidence_once"
            )
        ]
