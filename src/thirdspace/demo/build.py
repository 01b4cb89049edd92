"""Builds the demo partnership: chapters of acts, told in order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from thirdspace.demo.chapters import (
    claims,
    deliverables,
    evidence,
    founding,
    happenings,
    improvement,
    mail,
    meetings,
    neighbors,
    network,
    outcomes,
)
from thirdspace.demo.chronicle import Act, tell
from thirdspace.demo.logins import Login, logins
from thirdspace.partnership.models import Person

#: Draws the few values that no page of the story names; with it their charts say what people say.
SEED = 3


def build(*, progress: Callable[[str], None] = lambda _line: None) -> list[Login]:
    """Tell the whole story into an empty installation and return the log-ins.

    Every act goes through the action a person would use, with that person's rights, at its own
    moment. The same program always builds the same records.

    Parameters
    ----------
    progress : callable, optional
        Told each month as it begins.
    """
    tell(_acts(Random(SEED)), progress=progress)  # noqa: S311
    _let_in()
    return logins()


def _acts(dice: Random) -> Iterator[Act]:
    yield from founding.acts()
    yield from happenings.acts()
    yield from evidence.acts()
    yield from improvement.acts(dice)
    yield from meetings.acts()
    yield from outcomes.acts_apart()
    yield from deliverables.acts()
    yield from claims.acts()
    yield from network.acts()
    yield from neighbors.acts()
    yield from mail.acts()


def _let_in() -> None:
    for login in logins():
        person = Person.objects.get(email=login.email)
        person.set_password(login.password)
        person.save(update_fields=["password"])
