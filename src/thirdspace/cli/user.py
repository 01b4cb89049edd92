"""``thirdspace user``: people of this home and their seats."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import IO, TYPE_CHECKING

import click

from thirdspace.cli import workspace

if TYPE_CHECKING:
    from thirdspace.access.scope import Scope
    from thirdspace.partnership.models import Person


@click.group()
def user() -> None:
    """Add people, list them, give them seats."""


def find_or_add(email: str, name: str = "") -> Person:
    """Return the person of an address, made known here without a password if they are new."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from thirdspace.partnership.models import Person
    from thirdspace.problems import InputProblem

    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise InputProblem(
            f"“{email}” is not an e-mail address.",
            "People are known by their address.",
            "Write it such as name@organization.example.",
        ) from None
    known = Person.objects.filter(email=address).first()
    return known or Person.objects.create_user(address, name=name or address.partition("@")[0])


@user.command()
@click.argument("email")
@click.option("--name", default="", help="Name as it is shown.")
@click.option(
    "--password-file", type=click.File(), help="File with the password; - reads it from here."
)
def add(email: str, name: str, password_file: IO[str] | None) -> None:
    """Add a person who can sign in; without a password file one is made and printed once."""
    with workspace.opened(create=True):
        given = password_file.readline().rstrip("\r\n") if password_file else ""
        password = given or secrets.token_urlsafe(12)
        person = add_user(email, name, password)
    click.echo(f"{person} can sign in as {person.email}.")
    if not given:
        click.echo(f"Password, shown only now: {password}")


def add_user(email: str, name: str, password: str) -> Person:
    """Let a person sign in.

    Raises
    ------
    InputProblem
        The address has a password already, or the password is too weak.
    """
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from thirdspace.access import audit
    from thirdspace.problems import InputProblem

    with transaction.atomic():
        person = find_or_add(email, name)
        if person.has_usable_password():
            raise InputProblem(
                f"{person.email} can sign in already.",
                "A password is only changed by the person it belongs to.",
                "They can ask for a new one at /account/password/reset/.",
            )
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise InputProblem(
                "This password can't be used.", " ".join(error.messages), "Choose another one."
            ) from None
        person.name = name or person.name
        person.set_password(password)
        person.save()
        audit.record_outside("installation.add_user", person_name="Operator", label=person.email)
    return person


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def list_users(as_json: bool) -> None:
    """List everybody and the seats they hold."""
    with workspace.opened():
        from thirdspace.partnership.models import Person, Seat

        seats: dict[int, list[str]] = {}
        held = Seat.everywhere.select_related("partnership", "organization").order_by("id")
        for seat in held:
            words = f"{seat.role} for {seat.organization} in {seat.partnership.key}"
            seats.setdefault(seat.person_id, []).append(words)
        rows = [
            {
                "email": person.email,
                "name": person.name,
                "signs in": "yes" if person.has_usable_password() else "not yet",
                "seats": "; ".join(seats.get(person.pk, [])),
            }
            for person in Person.objects.order_by("email")
        ]
        workspace.show(rows, as_json=as_json)


@user.command()
@click.argument("email")
@click.argument("partnership")
@click.argument("organization")
@click.argument("role")
@click.option("--title", default="", help="Title at work.")
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="First day.")
def seat(
    email: str, partnership: str, organization: str, role: str, title: str, since: datetime | None
) -> None:
    """Give a person a seat: EMAIL PARTNERSHIP ORGANIZATION ROLE."""
    with workspace.opened():
        from thirdspace.access import entrance
        from thirdspace.partnership.actions import give_seat

        workspace.keys_or_all([partnership])
        scope = entrance.operate(partnership)
        given = give_seat(
            scope,
            person=find_or_add(email),
            organization_id=_organization(scope, organization),
            role=role,
            title=title,
            since=since.date() if since else None,
        )
    click.echo(f"{given.person} is {role} for {organization} in {partnership}.")


def _organization(scope: Scope, name: str) -> int:
    from thirdspace.partnership.models import Organization
    from thirdspace.problems import InputProblem

    members = dict(Organization.objects.within(scope).order_by("name").values_list("name", "pk"))
    if name not in members:
        raise InputProblem(
            f"There is no organization “{name}” in {scope.partnership_key}.",
            f"It has: {', '.join(members) or 'none yet'}.",
            "Name one of them.",
        )
    return members[name]
