"""Who sits in the partnership today, and so can promise, answer and be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thirdspace.access.once import once
from thirdspace.access.permissions import INSIDE, Role
from thirdspace.access.scope import Scope
from thirdspace.meetings.permissions import DECIDE
from thirdspace.partnership.models import Person, Seat
from thirdspace.partnership.reads import who
from thirdspace.problems import InputProblem


def seats(scope: Scope) -> QuerySet[Seat]:
    """Return the seats held today by those who work inside, to look for a few of them."""
    return who.held(scope).filter(role__in=INSIDE)


def seated(scope: Scope) -> tuple[Seat, ...]:
    """Return all of these seats, the oldest first: asked once a request."""
    return tuple(seat for seat in who.seats(scope) if seat.role in INSIDE)


def seat_of(scope: Scope, person_id: int, organization_id: int | None = None) -> Seat:
    """Return the seat a person holds today: for that organization, or else for the scope's own.

    Raises
    ------
    InputProblem
        They hold none; it says who sits there now.
    """
    held = list(seats(scope).filter(person_id=person_id))
    if organization_id is not None:
        held = [seat for seat in held if seat.organization_id == organization_id]
    held.sort(key=lambda seat: seat.organization_id != scope.organization_id)
    if not held:
        raise _nobody_there(scope, person_id, organization_id)
    return held[0]


def _nobody_there(scope: Scope, person_id: int, organization_id: int | None) -> InputProblem:
    before = Seat.objects.within(scope).filter(person_id=person_id).select_related("organization")
    if organization_id is not None:
        before = before.filter(organization_id=organization_id)
    last = before.order_by("-until", "-id").first()
    person = Person.objects.within(scope).filter(pk=person_id).first()
    if person is None or last is None:
        return InputProblem(
            _("This person has no seat here for that organization."),
            _("Only who takes part in the partnership can be given a promise."),
            _("Choose somebody from the list, or invite them first."),
            field="owner",
        )
    sitting = names(seats(scope).filter(organization=last.organization))
    facts = {"name": person, "organization": last.organization, "names": sitting}
    return InputProblem(
        _("%(name)s has left %(organization)s’s seat.") % facts,
        _("A promise needs somebody who can keep it.")
        if not sitting
        else _("There now: %(names)s.") % facts,
        _("Give it to one of them.") if sitting else _("Give it to somebody who sits here today."),
        field="owner",
    )


def names(held: Iterable[Seat]) -> str:
    """Return the names of who holds some seats, each once."""
    return ", ".join(dict.fromkeys(str(seat.person) for seat in held))


@once
def coordinates(scope: Scope, organization_id: int) -> bool:
    """Say whether the scope acts as a coordinator of that organization."""
    if scope.operator or scope.organization_id != organization_id:
        return scope.operator
    mine = seats(scope).filter(person_id=scope.person_id or 0, role=Role.COORDINATOR)
    return mine.filter(organization_id=organization_id).exists()


def answering(
    scope: Scope, organizations: Collection[int], roles: Collection[str] = DECIDE.roles
) -> dict[int, list[Person]]:
    """Return who answers for each organization in these roles; where nobody does, nothing."""
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    for seat in seats(scope).filter(organization__in=organizations, role__in=roles):
        found[seat.organization_id][seat.person_id] = seat.person
    return {pk: list(people.values()) for pk, people in found.items()}


def told_for(scope: Scope, organizations: Collection[int]) -> dict[int, list[Person]]:
    """Return whom to tell for each organization: who answers for it, else all who sit for it."""
    return answering(scope, organizations, INSIDE) | answering(scope, organizations)


def listed(words: Collection[str]) -> str:
    """Return names as one phrase: A, B and C."""
    some = list(words)
    if len(some) < 2:
        return "".join(some)
    return _("%(first)s and %(last)s") % {"first": ", ".join(some[:-1]), "last": some[-1]}


def days_late(days: int) -> str:
    """Return how late something is: 5 days late."""
    return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}
