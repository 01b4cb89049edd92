"""People and their seats. A coordinator looks after the people of their own organization."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, keys, links, search
from thirdspace.access.actions import action
from thirdspace.access.models import Proposal
from thirdspace.access.permissions import Role
from thirdspace.access.scope import Scope
from thirdspace.partnership import permissions as P
from thirdspace.partnership.actions import finding
from thirdspace.partnership.actions.organizations import organizations_that_answer
from thirdspace.partnership.actions.own import (
    find_organization,
    is_own,
    own_organization,
    own_seat,
)
from thirdspace.partnership.models import Affiliation, Organization, Person, Seat
from thirdspace.problems import InputProblem
from thirdspace.web import mail

JOIN = "partnership.join"
SEAT = "partnership.seat"


@action(P.MANAGE)
def invite_person(
    scope: Scope, *, email: str, name: str, organization_id: int, role: str, title: str = ""
) -> Seat | Proposal:
    """Invite a person by mail and give them a seat.

    For one's own organization it is done at once. For another it is asked of that organization,
    or of all that can answer while nobody there can.

    Raises
    ------
    InputProblem
        The address or the role can't be used, or the person holds this seat already.
    """
    email = _address(email)
    organization = find_organization(scope, organization_id)
    if not is_own(scope, organization):
        return _ask_for_seat(
            scope, organization, {"email": email, "name": name, "role": role, "title": title}
        )
    person = _find_or_make(email, name)
    seat = _seat(scope, person, organization, role, title, clock.today())
    _send_invitation(scope, seat)
    audit.record(
        scope, "partnership.invite_person", seat, label=str(person),
        after={"organization": organization.name, "role": role},
    )  # fmt: skip
    return seat


def _ask_for_seat(scope: Scope, organization: Organization, fields: dict[str, Any]) -> Proposal:
    _check_role(fields["role"])
    answering = organizations_that_answer(scope)
    if organization.pk in answering:
        answering = {organization.pk, scope.organization_id or organization.pk}
    return keys.propose(
        scope,
        act=SEAT,
        record_id=organization.pk,
        sentence=_("%(name)s joins for %(organization)s as %(role)s")
        % {
            "name": fields["name"],
            "organization": organization,
            "role": Role(fields["role"]).label,
        },
        organizations=answering,
        payload={**fields, "organization_id": organization.pk},
    )


@action(P.MANAGE)
def give_seat(
    scope: Scope,
    *,
    person: Person,
    organization_id: int,
    role: str,
    title: str = "",
    since: date | None = None,
) -> Seat:
    """Give a person who is known here a seat for one's own organization, without a mail.

    Raises
    ------
    InputProblem
        There is no such role, or the person holds this seat already.
    """
    organization = own_organization(scope, organization_id)
    seat = _seat(scope, person, organization, role, title, since or clock.today())
    audit.record(
        scope, "partnership.give_seat", seat, label=str(person),
        after={"organization": organization.name, "role": role},
    )  # fmt: skip
    return seat


@action(P.MANAGE)
def invite_again(scope: Scope, *, seat_id: int) -> None:
    """Send the invitation again; links sent before stop working.

    Raises
    ------
    InputProblem
        The person has signed in already.
    """
    seat = own_seat(scope, seat_id)
    if seat.person.has_usable_password():
        raise InputProblem(
            _("%(person)s has a password already.") % {"person": seat.person},
            _("An invitation is for people who have never signed in."),
            _("Ask them to sign in."),
        )
    links.void(scope, seat, JOIN)
    _send_invitation(scope, seat)
    audit.record(scope, "partnership.invite_again", seat, label=str(seat.person))


@action(P.MANAGE)
def change_seat(
    scope: Scope,
    *,
    seat_id: int,
    role: str,
    title: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Seat:
    """Change a seat of one's own organization.

    Raises
    ------
    InputProblem
        The person holds such a seat already, the days are turned round, or nobody would be left
        to coordinate for the organization.
    """
    seat = own_seat(scope, seat_id)
    _check_role(role)
    _check_days(since, until)
    if role != seat.role:
        _refuse_twice(scope, seat.person, seat.organization, role)
        _keep_a_coordinator(scope, seat, clock.today() - timedelta(days=1))
    elif until:
        _keep_a_coordinator(scope, seat, until)
    return _change(
        scope, seat, "partnership.change_seat",
        {"role": role, "title": title, "since": since, "until": until},
    )  # fmt: skip


@action(P.MANAGE)
def end_seat(scope: Scope, *, seat_id: int, until: date) -> Seat:
    """End a seat of one's own organization after a day; what the person did stays.

    Raises
    ------
    InputProblem
        Nobody would be left to coordinate for the organization.
    """
    seat = own_seat(scope, seat_id)
    _check_days(seat.since, until)
    _keep_a_coordinator(scope, seat, until)
    return _change(scope, seat, "partnership.end_seat", {"until": until})


@action(P.MANAGE)
def set_backup(scope: Scope, *, seat_id: int, person_id: int | None) -> Seat:
    """Say who stands in for a seat of one's own organization; None for nobody.

    Raises
    ------
    InputProblem
        The backup is the same person, or takes no part in the partnership.
    """
    seat = own_seat(scope, seat_id)
    known = Person.objects.within(scope).exclude(pk=seat.person_id)
    if person_id is not None and not known.filter(pk=person_id).exists():
        raise InputProblem(
            _("This person can't be the backup."),
            _("A backup is somebody else who takes part in this partnership."),
            _("Choose another person, or nobody."),
            field="person_id",
        )
    return _change(scope, seat, "partnership.set_backup", {"backup_id": person_id})


def _change(scope: Scope, seat: Seat, verb: str, fields: dict[str, Any]) -> Seat:
    before = {key: getattr(seat, key) for key in fields}
    if before == fields:
        return seat
    for key, value in fields.items():
        setattr(seat, key, value)
    seat.save(update_fields=list(fields))
    audit.record(scope, verb, seat, label=str(seat.person), before=before, after=fields)
    return seat


# --- Rules ---------------------------------------------------------------------------------


def _keep_a_coordinator(scope: Scope, seat: Seat, last_day: date) -> None:
    """Refuse to end the last coordinator of an organization: nobody could give a seat again."""
    if seat.role != Role.COORDINATOR:
        return
    others = Seat.objects.within(scope).filter(
        Seat.held_on(last_day + timedelta(days=1)),
        organization=seat.organization,
        role=Role.COORDINATOR,
        person__is_active=True,
    )
    if not others.exclude(pk=seat.pk).exists():
        raise InputProblem(
            _("%(organization)s would have no coordinator.") % {"organization": seat.organization},
            _("Without one, nobody could look after its people and its data."),
            _("Name a successor first, then end this seat."),
            field="until",
        )


def _check_role(role: str) -> None:
    if role not in Role.values:
        raise InputProblem(
            _("“%(role)s” is no role here.") % {"role": role[:40]},
            _("A role says what its holder may do."),
            _("Use one of: %(roles)s.") % {"roles": ", ".join(Role.values)},
            field="role",
        )


def _check_days(since: date | None, until: date | None) -> None:
    if since and until and until < since:
        raise InputProblem(
            _("The last day is before the first."),
            _("A seat is held from a day to the same or a later one."),
            _("Swap the two days."),
            field="until",
        )


def _refuse_twice(scope: Scope, person: Person, organization: Organization, role: str) -> None:
    if (
        Seat.objects.within(scope)
        .filter(person=person, organization=organization, role=role)
        .exists()
    ):
        raise InputProblem(
            _("%(person)s holds this seat already.") % {"person": person},
            _("A person holds a role for an organization once."),
            _("Change the seat that is there."),
            field="role",
        )


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise InputProblem(
            _("“%(email)s” is not an e-mail address.") % {"email": email[:80]},
            _("People are known by their address."),
            _("Write it such as name@organization.example."),
            field="email",
        ) from None
    return address


# --- Making --------------------------------------------------------------------------------


def _find_or_make(email: str, name: str) -> Person:
    known = Person.objects.filter(email=email).first()
    return known or Person.objects.create_user(email, name=name.strip()[:200])


def _seat(
    scope: Scope, person: Person, organization: Organization, role: str, title: str, since: date
) -> Seat:
    _check_role(role)
    seats = Seat.objects.within(scope).filter(person=person, organization=organization, role=role)
    ended = seats.filter(until__lt=clock.today()).first()
    if ended:  # who comes back gets the same seat again
        ended.since, ended.until, ended.title = since, None, title
        ended.save()
        return ended
    _refuse_twice(scope, person, organization, role)
    if (
        not Affiliation.objects.within(scope)
        .filter(person=person, organization=organization)
        .exists()
    ):
        Affiliation(person=person, organization=organization, title=title, since=since).save()
    seat = Seat.objects.add(
        scope, person=person, organization=organization, role=role, title=title, since=since
    )
    search.put(scope, [finding.of_person(scope, person, [title, organization.name])])
    return seat


def _send_invitation(scope: Scope, seat: Seat) -> None:
    """Mail who was invited: a link to choose a password, or word of the seat to who has one."""
    path = reverse("account_login")
    if not seat.person.has_usable_password():
        token = links.make(
            scope,
            JOIN,
            record_id=seat.pk,
            person_id=seat.person_id,
            organization_id=seat.organization_id,
        )
        path = reverse("web:task", args=[token])
    mail.send(
        seat.person.email,
        _("You are invited to %(partnership)s") % {"partnership": scope.partnership_name},
        "partnership/mail/invitation",
        {
            "seat": seat,
            "role": Role(seat.role).label,
            "partnership": scope.partnership_name,
            "inviter": scope.person_name,
            "url": mail.absolute(path),
            "has_password": seat.person.has_usable_password(),
        },
    )
