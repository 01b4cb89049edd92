"""Organizations, people, partnerships, seats, and what happened before the workspace."""

from __future__ import annotations

from datetime import time
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thirdspace.access.models import Guarded, Scoped, Visible
from thirdspace.access.permissions import Role
from thirdspace.access.scope import Scope


class Shared(models.Model):
    """A record that exists once per installation; a scope sees those of its partnership."""

    objects: ClassVar[Guarded[Self]] = Guarded()
    everywhere: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "everywhere"
        base_manager_name = "everywhere"


class Kind(models.TextChoices):
    """What kind of organization."""

    SCHOOL = "school", _("School")
    DISTRICT = "district", _("District")
    UNIVERSITY = "university", _("University")
    STATE = "state", _("State agency")
    COMMUNITY = "community", _("Community organization")
    FUNDER = "funder", _("Funder")
    INTERMEDIARY = "intermediary", _("Intermediary")


#: The side whose mark an organization carries; all other kinds are drawn as "other".
SIDES = {Kind.SCHOOL: "district", Kind.DISTRICT: "district", Kind.UNIVERSITY: "university"}


class Organization(Shared):
    """A school, district, university, agency, funder or other body, once per installation."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Shared.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Kind.SCHOOL) | Q(parent=None), name="only_schools_have_a_district"
            )
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def side(self) -> str:
        """Return whose mark it carries: district, university or other."""
        return SIDES.get(Kind(self.kind), "other")

    @classmethod
    def rule(cls, scope: Scope) -> Q:
        """Members of the partnership, past ones too: their records stay."""
        members = Membership.everywhere.filter(partnership_id=scope.partnership_id)
        return Q(pk__in=members.values("organization_id"))


class OutsideId(models.Model):
    """How others name an organization: NCES, IPEDS or a system of the users' own."""

    class System(models.TextChoices):
        LEAID = "nces_leaid", _("NCES district id (LEAID)")
        SCHOOL = "nces_school", _("NCES school id")
        UNITID = "ipeds_unitid", _("IPEDS UNITID")
        FREE = "other", _("Other")

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    system = models.CharField(max_length=12, choices=System.choices)
    name = models.CharField(max_length=60, blank=True)  # of a system of their own
    value = models.CharField(max_length=60)

    objects: ClassVar[Guarded[Self]] = Guarded()
    everywhere: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        default_manager_name = "everywhere"
        base_manager_name = "everywhere"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "system", "name"], name="one_id_a_system"
            )
        ]

    @classmethod
    def rule(cls, scope: Scope) -> Q:
        """The ids of the organizations a scope may see."""
        return Q(organization__in=Organization.everywhere.filter(Organization.rule(scope)))


class People(BaseUserManager["Person"]):
    """Finds and makes people.

    Unguarded, because sign-in looks a person up before there is a scope; rooms use `within`.
    """

    use_in_migrations = True

    def within(self, scope: Scope) -> models.QuerySet[Person]:
        """Return the people of the partnership of a scope."""
        return self.filter(Person.rule(scope))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody who takes part, once per installation; signs in by e-mail address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[People] = People()
    everywhere: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    @classmethod
    def rule(cls, scope: Scope) -> Q:
        """People who hold or held a seat in the partnership."""
        seats = Seat.everywhere.filter(partnership_id=scope.partnership_id)
        return Q(pk__in=seats.values("person_id"))


class MailChoice(models.Model):
    """When a person wants mail, over all their partnerships. Nobody else reads it."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    days = models.CharField(max_length=7, blank=True, default="25")  # ISO weekdays; none: no digest
    at = models.TimeField(default=time(7))
    before = models.BooleanField(default=True)  # a reminder two days before a date
    after = models.BooleanField(default=True)  # one the day after, never more
    digest_on = models.DateField(null=True)  # the last day a digest was made

    objects: ClassVar[Guarded[Self]] = Guarded()
    everywhere: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        default_manager_name = "everywhere"
        base_manager_name = "everywhere"

    @classmethod
    def rule(cls, scope: Scope) -> Q:
        """One's own choice only."""
        return Q(person_id=scope.person_id or 0)


class Affiliation(models.Model):
    """A person's place in one organization, from one day to another."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    objects: ClassVar[Guarded[Self]] = Guarded()
    everywhere: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        default_manager_name = "everywhere"
        base_manager_name = "everywhere"

    @classmethod
    def rule(cls, scope: Scope) -> Q:
        """Affiliations of the partnership's people with the partnership's organizations."""
        return Q(person__in=Person.everywhere.filter(Person.rule(scope))) & Q(
            organization__in=Organization.everywhere.filter(Organization.rule(scope))
        )


class Partnership(models.Model):
    """A space that belongs to no one organization."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    started = models.CharField(max_length=10, blank=True)  # ISO date, as exact as it is known
    extra = models.JSONField(default=dict)

    objects: ClassVar[Guarded[Self]] = Guarded()
    everywhere: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        default_manager_name = "everywhere"
        base_manager_name = "everywhere"

    def __str__(self) -> str:
        return self.name

    @classmethod
    def rule(cls, scope: Scope) -> Q:
        """Only the partnership of the scope."""
        return Q(pk=scope.partnership_id)


class Membership(Scoped):
    """An organization's part in a partnership, from joining to leaving."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    joined = models.DateField(null=True)
    left = models.DateField(null=True)
    position = models.PositiveSmallIntegerField(default=0)
    extra = models.JSONField(default=dict)

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["partnership", "organization"], name="membership_once")
        ]


class Seat(Scoped):
    """A person's place in a partnership, held for one organization."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role.choices)
    title = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    backup = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    extra = models.JSONField(default=dict)

    class Meta(Scoped.Meta):
        indexes = [models.Index(fields=["person", "partnership"], name="seat_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "person", "organization", "role"], name="seat_once"
            )
        ]

    @staticmethod
    def held_on(day: Any) -> Q:
        """Return the rule for seats held on `day`."""
        return (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gte=day))


class Event(Visible):
    """Something that happened in the partnership outside the workspace: a retreat, a turnover."""

    when = models.CharField(max_length=10, blank=True)  # ISO date, as exact as it is known
    kind = models.CharField(max_length=60)
    mode = models.CharField(max_length=40, blank=True)
    what = models.TextField()
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    position = models.PositiveIntegerField(default=0)
    extra = models.JSONField(default=dict)

    class Meta(Visible.Meta):
        indexes = [models.Index(fields=["partnership", "when"], name="event_when")]
