"""Base models that can't be queried without a scope, and the door's own tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models

from thirdspace.access.scope import Scope, Visibility, visible

if TYPE_CHECKING:
    from django.db.models.query import QuerySet

M = TypeVar("M", bound=models.Model)


class ScopeMissing(TypeError):
    """A query was written without a scope: a mistake in the code, never a user's."""


class Guarded(models.Manager[M]):
    """A manager that answers only through :meth:`within`, :meth:`add` and :meth:`add_many`."""

    def get_queryset(self) -> QuerySet[M]:
        """Refuse: every query starts with ``.within(scope)``.

        Raises
        ------
        ScopeMissing
            Always.
        """
        raise ScopeMissing(f"{self.model.__name__}.objects needs .within(scope) first.")

    def within(self, scope: Scope) -> QuerySet[M]:
        """Return the records of this model that `scope` may see."""
        rows: QuerySet[M] = super().get_queryset().filter(self.model.rule(scope))  # type: ignore[attr-defined]
        return rows

    def highest(self, scope: Scope, field: str) -> Any:
        """Return the highest value of one field in the partnership, or None without records.

        Over all records, seen or not, because a number is given once. Nothing else of them is told.
        """
        rows = super().get_queryset().filter(partnership_id=scope.partnership_id)
        return rows.aggregate(highest=models.Max(field))["highest"]

    def taken(self, scope: Scope, **fields: Any) -> bool:
        """Say whether a record of the partnership, seen or not, has these values already."""
        rows = super().get_queryset().filter(partnership_id=scope.partnership_id)
        return rows.filter(**fields).exists()

    def add(self, scope: Scope, **fields: Any) -> M:
        """Store one new record in the partnership of `scope`."""
        return super().get_queryset().create(**self._owned(scope, fields))

    def add_many(self, scope: Scope, rows: Iterable[dict[str, Any]]) -> list[M]:
        """Store many new records at once; `rows` are the fields of each."""
        return (
            super()
            .get_queryset()
            .bulk_create([self.model(**self._owned(scope, row)) for row in rows], batch_size=2000)
        )

    def _owned(self, scope: Scope, fields: dict[str, Any]) -> dict[str, Any]:
        owned = {"partnership_id": scope.partnership_id}
        if issubclass(self.model, Visible):
            owned["origin_id"] = scope.organization_id  # type: ignore[assignment]
        return {**owned, **fields}


class Scoped(models.Model):
    """A record of one partnership.

    A record without a visibility of its own names, in `visible_through`, the lookup path to the
    record that has one. Relations are one-way (``related_name="+"``), because a reverse relation
    would be a way around :meth:`Guarded.within`.
    """

    partnership = models.ForeignKey(
        "partnership.Partnership", on_delete=models.PROTECT, related_name="+"
    )

    visible_through: ClassVar[str | None] = None

    objects: ClassVar[Guarded[Self]] = Guarded()
    everywhere: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "everywhere"
        base_manager_name = "everywhere"

    @classmethod
    def rule(cls, scope: Scope) -> models.Q:
        """Return which rows `scope` may see."""
        mine = models.Q(partnership_id=scope.partnership_id)
        if cls.visible_through is None:
            return mine
        return mine & visible(scope, through=f"{cls.visible_through}__")


class Visible(Scoped):
    """A record with an origin organization and a visibility of its own."""

    origin = models.ForeignKey(
        "partnership.Organization", on_delete=models.PROTECT, null=True, related_name="+"
    )
    visibility = models.CharField(
        max_length=12, choices=Visibility.choices, default=Visibility.PARTNERSHIP
    )
    # Ids between commas (",3,7,"): one indexable column on both databases, and no second table
    # to join on every query for a level that is rarely used.
    named = models.CharField(max_length=200, blank=True, default="")

    class Meta(Scoped.Meta):
        abstract = True

    @classmethod
    def rule(cls, scope: Scope) -> models.Q:
        """Return which rows `scope` may see."""
        return models.Q(partnership_id=scope.partnership_id) & visible(scope)


def naming(organization_ids: Iterable[int]) -> str:
    """Write organization ids the way `Visible.named` keeps them."""
    ids = sorted(set(organization_ids))
    return f",{','.join(map(str, ids))}," if ids else ""


class AuditEvent(models.Model):
    """One act: who did what to which record, for which organization. Append-only.

    No foreign keys to what it describes: history outlives its subjects. Triggers in the database
    refuse any change; each row carries the hash of the row before it, per partnership.
    """

    partnership_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200, blank=True)
    organization_id = models.BigIntegerField(null=True)
    organization_name = models.CharField(max_length=200, blank=True)
    side = models.CharField(max_length=10, blank=True)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    record_id = models.BigIntegerField(null=True)
    label = models.CharField(max_length=300, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    origin_id = models.BigIntegerField(null=True)
    visibility = models.CharField(max_length=12, choices=Visibility.choices)
    named = models.CharField(max_length=200, blank=True, default="")
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects: ClassVar[Guarded[Self]] = Guarded()
    everywhere: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        default_manager_name = "everywhere"
        base_manager_name = "everywhere"
        indexes = [
            models.Index(fields=["partnership_id", "-at", "-id"], name="audit_timeline"),
            models.Index(fields=["partnership_id", "kind", "record_id"], name="audit_record"),
            models.Index(fields=["partnership_id", "-id"], name="audit_chain"),
        ]

    @classmethod
    def rule(cls, scope: Scope) -> models.Q:
        """Return which rows `scope` may see."""
        return models.Q(partnership_id=scope.partnership_id) & visible(scope)


class TaskLink(Scoped):
    """A signed link to one task for one person; only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    task = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    person = models.ForeignKey("partnership.Person", on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(
        "partnership.Organization", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Proposal(Visible):
    """An act that binds several organizations and waits for a yes from each."""

    class State(models.TextChoices):
        OPEN = "open"
        AGREED = "agreed"
        DECLINED = "declined"

    act = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    sentence = models.CharField(max_length=500)
    payload = models.JSONField(default=dict)
    required = models.CharField(max_length=200)  # organization ids, as in `Visible.named`
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    proposed_by = models.ForeignKey(
        "partnership.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta(Visible.Meta):
        indexes = [models.Index(fields=["partnership", "state", "act"], name="proposal_open")]

    def required_ids(self) -> frozenset[int]:
        """Return the organizations whose yes it needs."""
        return frozenset(int(part) for part in self.required.split(",") if part)


class Answer(Scoped):
    """One organization's yes or no to a proposal. A second thought is a new row."""

    visible_through = "proposal"

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(
        "partnership.Organization", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    yes = models.BooleanField()
    line = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()


class SearchEntry(Visible):
    """What can be found by words: one row a record, written by the room that owns the record."""

    kind = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta(Visible.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "kind", "record_id"], name="search_one_entry_a_record"
            )
        ]
        indexes = [models.Index(fields=["partnership", "-at", "-id"], name="search_recent")]
