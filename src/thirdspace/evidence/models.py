"""Sources with immutable texts, cases, a versioned codebook, and codings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thirdspace.access.models import Scoped, Visible
from thirdspace.partnership.dynamics import Direction, Dynamic
from thirdspace.partnership.models import Organization, Person


class Consent(models.TextChoices):
    """How far the speakers let their words go."""

    NONE = "none", _("Not to be quoted")
    PARTNERSHIP = "partnership", _("Quoted inside the partnership")
    FUNDER = "funder", _("Quoted to the funder as well")
    PUBLIC = "public", _("Quoted in public")


class Attribution(models.TextChoices):
    """How a quoted speaker is named."""

    ANONYMOUS = "anonymous", _("Not at all")
    ROLE = "role", _("By role and organization")
    NAME = "name", _("By name")


class AccessClass(models.TextChoices):
    """Who may open the whole text."""

    PARTNERSHIP = "partnership", _("Everybody who sees the source")
    RESEARCH = "research", _("Researchers only")


class Case(Visible):
    """What sources are grouped by in a comparison: a school, a cohort, a pair of partners."""

    name = models.CharField(max_length=200)

    class Meta(Visible.Meta):
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="case_once")]


class Attribute(Scoped):
    """One fact about a case."""

    visible_through = "case"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    value = models.CharField(max_length=300)

    class Meta(Scoped.Meta):
        constraints = [models.UniqueConstraint(fields=["case", "name"], name="attribute_once")]


class Source(Visible):
    """An interview, a focus group, notes: what people said, and what may be done with it."""

    file = models.CharField(max_length=255)  # its name in a folder; unique in the partnership
    title = models.CharField(max_length=255)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField(max_length=120, blank=True)
    speaker = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    when = models.CharField(max_length=10, blank=True)  # ISO, as exact as it is known
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, related_name="+")
    consent = models.CharField(max_length=12, choices=Consent.choices, default=Consent.PARTNERSHIP)
    attribution = models.CharField(
        max_length=10, choices=Attribution.choices, default=Attribution.ROLE
    )
    access_class = models.CharField(
        max_length=12, choices=AccessClass.choices, default=AccessClass.PARTNERSHIP
    )
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    codings = models.PositiveIntegerField(default=0)  # counted by `actions`
    extra = models.JSONField(default=dict)

    class Meta(Visible.Meta):
        constraints = [models.UniqueConstraint(fields=["partnership", "file"], name="source_once")]
        indexes = [models.Index(fields=["partnership", "-added_at", "-id"], name="source_added")]


class TextVersion(Scoped):
    """The text of a source as it was on one day. Never changed: codings point into it.

    Offsets everywhere are Unicode code points, the end exclusive.
    """

    visible_through = "source"

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    # Captions as they came in, because the text alone has lost their times; None for plain text.
    original = models.BinaryField(null=True)
    made_at = models.DateTimeField()

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="text_version_once")
        ]


class Turn(Scoped):
    """One speaker's turn, or one paragraph, of a text version."""

    visible_through = "version__source"

    version = models.ForeignKey(TextVersion, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    speaker = models.CharField(max_length=120, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    seconds_from = models.FloatField(null=True)
    seconds_to = models.FloatField(null=True)

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="turn_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="turn_forward"),
        ]


class CodebookVersion(Scoped):
    """All codes as they stood when somebody coded with them."""

    number = models.PositiveIntegerField()
    codes = models.JSONField()  # [{name, definition, dynamic, parent}]
    made_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="codebook_once")
        ]


class Code(Scoped):
    """A name for what a passage is about, as it stands now."""

    name = models.CharField(max_length=120)
    definition = models.TextField(blank=True)
    dynamic = models.CharField(max_length=12, choices=Dynamic.choices, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    position = models.PositiveIntegerField(default=0)
    extra = models.JSONField(default=dict)

    class Meta(Scoped.Meta):
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="code_once")]


class Coding(Scoped):
    """A passage, a code, a direction, and who coded it with which codebook."""

    visible_through = "source"

    class CoderKind(models.TextChoices):
        STUDY = "study", _("The study's own")
        PERSON = "person", _("A person here")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(TextVersion, on_delete=models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=13, choices=Direction.choices, blank=True)
    coder_kind = models.CharField(max_length=6, choices=CoderKind.choices)
    coder = models.CharField(max_length=120, default="study")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    codebook = models.ForeignKey(CodebookVersion, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    coded_at = models.DateTimeField()
    extra = models.JSONField(default=dict)

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="coding_forward"),
            models.UniqueConstraint(
                fields=["version", "start", "end", "code", "direction", "coder"],
                name="coding_once",
            ),
        ]
        indexes = [
            # Covers the matrix: counted from the index alone.
            models.Index(
                fields=["partnership", "code", "direction", "source"], name="coding_matrix"
            ),
            models.Index(fields=["source", "start"], name="coding_reader"),
        ]
