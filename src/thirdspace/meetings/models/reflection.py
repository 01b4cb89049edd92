"""How the sides look at their own work: reflections, what they try, what stays in tension."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thirdspace.access.models import Scoped
from thirdspace.access.scope import Scope
from thirdspace.meetings.models.outcomes import FromMeeting
from thirdspace.meetings.models.rhythm import Meeting, MeetingState
from thirdspace.partnership.models import Organization, Person


class ReflectionState(models.TextChoices):
    """Where a reflection stands."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Answers are coming in")
    SHOWN = "shown", _("Held")
    SKIPPED = "skipped", _("Skipped")


class Reflection(Scoped):
    """The reflection part of one meeting: private answers, then shown by organization."""

    visible_through = "meeting"

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField()  # planned; what was spent once it was held
    state = models.CharField(
        max_length=8, choices=ReflectionState.choices, default=ReflectionState.PLANNED
    )
    prompts = models.JSONField(default=list)  # three questions, answered in private
    # All agreed, before it opened, that groups of three may be shown alone.
    three_is_enough = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)
    # What was shown, frozen: later answers or filters can't be compared with it.
    shown = models.JSONField(null=True)
    skipped_why = models.CharField(max_length=300, blank=True)
    asset = models.CharField(max_length=300, blank=True)  # one thing that works between the sides
    # "Spoken only": nothing of it is written down; law may open what a district keeps.
    spoken_only = models.BooleanField(default=False)
    extra = models.JSONField(default=dict)

    @property
    def called_off(self) -> bool:
        """Say whether it went with its meeting: then it is neither planned nor skipped."""
        ended = self.state in (ReflectionState.SHOWN, ReflectionState.SKIPPED)
        return self.meeting.state == MeetingState.CANCELLED and not ended

    @property
    def stands(self) -> str:
        """Return where it stands, in words."""
        return str(_("Canceled with its meeting") if self.called_off else self.get_state_display())


class ReflectionAnswer(Scoped):
    """One person's private answers. Nobody else reads this row, not even a coordinator."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    texts = models.JSONField(default=list)
    our_view = models.PositiveSmallIntegerField(null=True)  # 1–5: how well we worked together
    their_view = models.PositiveSmallIntegerField(null=True)  # 1–5: what the other side will say
    at = models.DateTimeField()

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["reflection", "person"], name="reflect_once")
        ]

    @classmethod
    def rule(cls, scope: Scope) -> Q:
        """Return one's own answers only; even the operator gets none of the others'."""
        return Q(partnership_id=scope.partnership_id, person_id=scope.person_id or 0)


class TrialState(models.TextChoices):
    """What became of an agreement to try."""

    OPEN = "open", _("Being tried")
    KEPT = "kept", _("Kept")
    NOT_KEPT = "not_kept", _("Not kept")
    DROPPED = "dropped", _("Dropped")


class Trial(FromMeeting):
    """One agreement to try until the next reflection."""

    text = models.CharField(max_length=300)
    due = models.DateField()
    state = models.CharField(max_length=8, choices=TrialState.choices, default=TrialState.OPEN)
    checked_at = models.DateTimeField(null=True)
    checked_line = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    extra = models.JSONField(default=dict)


class TensionState(models.TextChoices):
    """Where a tension stands. Staying open is no failure."""

    OPEN = "open", _("Open")
    TALKED = "talked", _("Talked about")
    SETTLED = "settled", _("Settled")


class Tension(FromMeeting):
    """Something that pulls in two directions. Shown as T-08.

    Three levels: private (its writer alone), own side, shared with the partnership.
    """

    number = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    private = models.BooleanField(default=False)
    surfaced_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    between = models.CharField(max_length=200, blank=True)  # organizations, as in `Visible.named`
    state = models.CharField(max_length=8, choices=TensionState.choices, default=TensionState.OPEN)
    what_changed = models.CharField(max_length=500, blank=True)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    extra = models.JSONField(default=dict)

    class Meta(FromMeeting.Meta):
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="tension_number")
        ]

    @classmethod
    def rule(cls, scope: Scope) -> Q:
        """Return what the levels allow: a private one is its writer's alone."""
        own = Q(private=False) | Q(surfaced_by_id=scope.person_id or 0)
        return super().rule(scope) & own

    @property
    def short(self) -> str:
        """Return the id people use: T-08."""
        return f"T-{self.number:02d}"
