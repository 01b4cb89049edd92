"""A person who was invited chooses a name and a password, from the link in their mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thirdspace.access import audit, links
from thirdspace.access.models import TaskLink
from thirdspace.access.registries import Thanks
from thirdspace.access.scope import Scope
from thirdspace.partnership.actions.people import JOIN
from thirdspace.partnership.models import Person, Seat
from thirdspace.problems import InputProblem


def show_invitation(scope: Scope, link: TaskLink) -> Mapping[str, Any]:
    """Return what the page of an invitation shows; it changes nothing."""
    person = Person.objects.within(scope).get(pk=link.person_id)
    return {"person": person, "has_password": person.has_usable_password(),
            "rules": password_validators_help_texts()}  # fmt: skip


def accept_invitation(scope: Scope, link: TaskLink, sent: Mapping[str, str]) -> Thanks:
    """Keep the person's name and password. Signs nobody in: a link may have been forwarded.

    Raises
    ------
    InputProblem
        The name is missing, the password is weak, the two differ, or there is a password already.
    """
    person = Person.objects.within(scope).get(pk=link.person_id)
    name = sent.get("name", "").strip()
    password = sent.get("password", "")
    if person.has_usable_password():
        raise _refusal(
            _("You have a password already."),
            _("An invitation never changes it."),
            _("Sign in with it, or ask for a new one on the sign-in page."),
        )
    if not name or len(name) > 200:
        raise _refusal(
            _("Your name is missing."), _("Others see it beside what you write."),
            _("Go back and write it, 200 characters at most."), "name",
        )  # fmt: skip
    if password != sent.get("again", ""):
        raise _refusal(
            _("The two passwords differ."), _("One of them has a slip."),
            _("Go back and type both again."), "again",
        )  # fmt: skip
    person.name = name
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise _refusal(
            _("This password can't be used."), " ".join(error.messages),
            _("Go back and choose another one."), "password",
        ) from None  # fmt: skip
    person.set_password(password)
    person.save(update_fields=["name", "password"])
    seat = Seat.objects.within(scope).get(pk=link.record_id)
    links.void(scope, seat, JOIN)
    audit.record(scope, "partnership.join", seat, label=name)
    welcome = _("Welcome, %(name)s. You can now sign in with your e-mail address and password.")
    return Thanks(welcome % {"name": name})


def _refusal(what: str, why: str, next_step: str, field: str | None = None) -> InputProblem:
    return InputProblem(what, why, next_step, field=field)
