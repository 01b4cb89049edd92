"""Series, meetings, agendas and who was there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thirdspace.access.models import Scoped, Visible
from thirdspace.meetings.rhythm_rules import STANDING
from thirdspace.partnership.models import Organization, Person


class Cadence(models.TextChoices):
    """How often a series meets."""

    ONCE = "once", _("Once")
    WEEK = "week", _("Every week")
    TWO_WEEKS = "two_weeks", _("Every second week")
    FOUR_WEEKS = "four_weeks", _("Every fourth week")
    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every three months")


class Voice(models.TextChoices):
    """What kind of participant somebody is: whose voice they bring."""

    DISTRICT_LEADER = "district_lead", _("District leader")
    SCHOOL_LEADER = "school_lead", _("School leader")
    TEACHER = "teacher", _("Teacher")
    FACULTY = "faculty", _("University faculty")
    CANDIDATE = "candidate", _("Candidate or graduate")
    STUDENT = "student", _("Student")
    PARENT = "parent", _("Parent or caregiver")
    COMMUNITY = "community", _("Community")
    STATE = "state", _("State agency")
    FUNDER = "funder", _("Funder")
    OTHER = "other", _("Other")


class Series(Visible):
    """Meetings that come again: their rhythm, their usual place, and their reflection."""

    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300, blank=True)
    cadence = models.CharField(max_length=12, choices=Cadence.choices, default=Cadence.TWO_WEEKS)
    minutes = models.PositiveSmallIntegerField(default=60)
    place = models.CharField(max_length=300, blank=True)  # a room, a call link, or both
    time_zone = models.CharField(max_length=60)  # IANA name
    # Reflection in the rhythm: short at every nth meeting, long every so many months; 0 is off.
    reflect_every = models.PositiveSmallIntegerField(default=2)
    reflect_minutes = models.PositiveSmallIntegerField(default=8)
    long_every_months = models.PositiveSmallIntegerField(default=3)
    long_minutes = models.PositiveSmallIntegerField(default=45)
    voices = models.JSONField(default=list)  # the kinds of participant that should be in the room
    ended_on = models.DateField(null=True)
    extra = models.JSONField(default=dict)

    class Meta(Visible.Meta):
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name"], name="series_name_once")
        ]


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("In session")
    CLOSED = "closed", _("Held")
    CANCELLED = "cancelled", _("Canceled")


class Meeting(Visible):
    """One meeting of a series. Saved with ``update_fields``: others count its lines meanwhile."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=300, blank=True)
    time_zone = models.CharField(max_length=60)
    state = models.CharField(
        max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=300, blank=True)
    invited_at = models.DateTimeField(null=True)
    # How often what was sent to calendars has changed (SEQUENCE of RFC 5545).
    calendar_version = models.PositiveIntegerField(default=0)
    # Grows with every change of a line, under this row's lock, so that screens can ask what is new.
    line_changes = models.PositiveBigIntegerField(default=0)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    extra = models.JSONField(default=dict)

    class Meta(Visible.Meta):
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="meeting_number")]
        indexes = [models.Index(fields=["partnership", "-starts_at", "-id"], name="meeting_when")]


class ItemKind(models.TextChoices):
    """What an item of an agenda is for."""

    DECIDE = "decide", _("Decide")
    MAKE = "make", _("Make together")
    UPDATE = "update", _("Update")
    REFLECT = "reflect", _("Reflect")


class ItemOrigin(models.TextChoices):
    """Why an item is on the agenda."""

    OWN = "own", _("Our own work")
    FUNDER = "funder", _("Asked by the funder")


class ItemState(models.TextChoices):
    """Where an item of an agenda stands."""

    WAITING = "waiting", _("To come")
    NOW = "now", _("Now")
    DONE = "done", _("Done")
    CARRIED = "carried", _("Carried over")


class AgendaItem(Scoped):
    """One item of an agenda."""

    visible_through = "meeting"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=ItemKind.choices, default=ItemKind.MAKE)
    origin = models.CharField(max_length=10, choices=ItemOrigin.choices, default=ItemOrigin.OWN)
    minutes = models.PositiveSmallIntegerField(default=10)
    led_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    brought_by = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    carried_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    deliverable = models.ForeignKey(
        "meetings.Deliverable", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    extra = models.JSONField(default=dict)

    class Meta(Scoped.Meta):
        indexes = [models.Index(fields=["meeting", "position", "id"], name="item_order")]

    @property
    def goes_on(self) -> bool:
        """Say if the next agenda gets it when it is not reached: it makes its own look back."""
        return self.kind != ItemKind.REFLECT and self.position != STANDING


class Presence(models.TextChoices):
    """What is known of somebody's part in a meeting."""

    INVITED = "invited", _("Invited")
    COMING = "coming", _("Coming")
    NOT_COMING = "not_coming", _("Can't come")
    HERE = "here", _("Here")
    LEFT = "left", _("Left early")
    ABSENT = "absent", _("Absent")


class Attendance(Scoped):
    """One person, or a guest by name, at one meeting."""

    visible_through = "meeting"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    guest = models.CharField(max_length=120, blank=True)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    voice = models.CharField(max_length=14, choices=Voice.choices, default=Voice.OTHER)
    state = models.CharField(max_length=10, choices=Presence.choices, default=Presence.INVITED)
    left_at = models.DateTimeField(null=True)
    extra = models.JSONField(default=dict)

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=~Q(person=None), name="attendance_once"
            )
        ]


class CalendarFeed(Scoped):
    """A person's own address for the calendar of a partnership; only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
