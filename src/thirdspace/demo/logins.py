"""Who can sign in to the demo: one person of each role, all with the same password."""

from __future__ import annotations

from dataclasses import dataclass

from thirdspace.demo.story.members import LOG_INS, PEOPLE

#: Printed on the screen; only ever in a home that holds nothing but the demo.
PASSWORD = "harbor demo 2026"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Login:
    """A way into the demo."""

    role: str
    name: str
    email: str
    password: str


def logins() -> list[Login]:
    """Return one log-in for each role."""
    people = {person.key: person for person in PEOPLE}
    return [Login(role, people[key].name, people[key].email, PASSWORD) for key, role in LOG_INS]
