"""Deliverables: what is due to whom, who waits for it, and what shows how far it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, registries, search
from thirdspace.access.actions import action
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.access.words import said, said_or_not
from thirdspace.meetings.actions.checked import one_of
from thirdspace.meetings.models import (
    Deliverable,
    DeliverableEvidence,
    DeliverableKind,
    DeliverableState,
    Dependence,
)
from thirdspace.meetings.permissions import WRITE
from thirdspace.meetings.sitting import seat_of
from thirdspace.partnership.models import Organization
from thirdspace.problems import InputProblem

#: What is over: nobody waits for it any more.
OVER = (DeliverableState.DELIVERED, DeliverableState.ACCEPTED, DeliverableState.DROPPED)
_HANDED_OVER = (DeliverableState.DELIVERED, DeliverableState.ACCEPTED)
_TOLD = ("title", "kind", "owed_to_id", "organization_id", "person_id", "due", "state", "note")


@action(WRITE)
def add_deliverable(
    scope: Scope,
    *,
    title: str,
    kind: str = DeliverableKind.OWN,
    owed_to_id: int | None = None,
    organization_id: int | None = None,
    person_id: int | None = None,
    due: date | None = None,
    note: str = "",
) -> Deliverable:
    """Write down something that is due.

    Parameters
    ----------
    kind : str
        ``own``, a goal of the partnership, or ``requirement``, then of `owed_to_id`.
    organization_id, person_id : int, optional
        Who makes it, and who holds it there; nobody means all together.

    Raises
    ------
    InputProblem
        A requirement of nobody, or a person without a seat for that organization.
    NotThere
        An organization is not of this partnership.
    """
    audit.one_at_a_time(scope.partnership_id)
    fields = _fields(
        scope, title=title, kind=kind, owed_to_id=owed_to_id, organization_id=organization_id,
        person_id=person_id, due=due, note=note,
    )  # fmt: skip
    made = Deliverable.objects.add(
        scope,
        number=(Deliverable.objects.highest(scope, "number") or 0) + 1,
        made_by_id=scope.person_id,
        made_at=clock.now(),
        **fields,
    )
    _stored(scope, "meetings.add_deliverable", made)
    return made


@action(WRITE)
def change_deliverable(
    scope: Scope,
    *,
    number: int,
    title: str,
    kind: str,
    state: str,
    owed_to_id: int | None = None,
    organization_id: int | None = None,
    person_id: int | None = None,
    due: date | None = None,
    note: str = "",
) -> Deliverable:
    """Change a deliverable or how far it is; what it was before stays in its history.

    Raises
    ------
    InputProblem, NotThere
        As for :func:`add_deliverable`.
    """
    found = deliverable(scope, number)
    before = _told(found)
    fields = _fields(
        scope, title=title, kind=kind, owed_to_id=owed_to_id, organization_id=organization_id,
        person_id=person_id, due=due, note=note,
    )  # fmt: skip
    fields["state"] = one_of(state, DeliverableState.values, field="state")
    fields["delivered_at"] = _delivered_at(found, state)
    for name, value in fields.items():
        setattr(found, name, value)
    found.save(update_fields=[*fields])
    was = {name: before[name] for name in before if before[name] != _told(found)[name]}
    verb = f"meetings.deliverable_{state}" if "state" in was else "meetings.change_deliverable"
    _stored(scope, verb, found, before=was)
    return found


@action(WRITE)
def set_waiting(
    scope: Scope,
    *,
    number: int,
    organization_id: int | None = None,
    needed_for: int | None = None,
    what: str = "",
    since: date | None = None,
) -> Dependence:
    """Say who waits for a deliverable: an organization, or another deliverable by its number.

    Who waits already is not written twice: what for, and since when, is changed.

    Raises
    ------
    InputProblem
        Nobody or two wait, or the two deliverables would wait for each other.
    NotThere
        The organization or the other deliverable is not the scope's to see.
    """
    found = deliverable(scope, number)
    who = _who_waits(scope, found, organization_id, needed_for)
    told: dict[str, Any] = {
        "what": said_or_not(what, most=200, field="what"), "since": since or clock.today()
    }  # fmt: skip
    if told["since"] > clock.today():
        raise InputProblem(
            _("Nobody has waited since a day to come."),
            _("Waiting is counted from its first day."),
            _("Choose today or an earlier day."),
            field="since",
        )
    waits = Dependence.objects.within(scope).filter(deliverable=found, **who)
    if not waits.update(**told):
        Dependence.objects.add(scope, deliverable=found, **who, **told)
    audit.record(
        scope, "meetings.wait_deliverable", found, label=_label(found), after={**who, **told}
    )
    return waits.get()


@action(WRITE)
def stop_waiting(scope: Scope, *, number: int, dependence_id: int) -> None:
    """Say that somebody waits no longer.

    Raises
    ------
    NotThere
        No such thing is waited for.
    """
    found = deliverable(scope, number)
    waits = Dependence.objects.within(scope).filter(deliverable=found, pk=dependence_id).first()
    if waits is None:
        raise nothing_here()
    was = {"organization_id": waits.organization_id, "needed_for_id": waits.needed_for_id,
           "what": waits.what, "since": waits.since}  # fmt: skip
    waits.delete()
    audit.record(scope, "meetings.stop_waiting_deliverable", found, label=_label(found), before=was)


@action(WRITE)
def add_evidence(
    scope: Scope, *, number: int, kind: str, record_id: int, why: str
) -> DeliverableEvidence:
    """Show a record that tells how far a deliverable is.

    Raises
    ------
    NotThere
        No such deliverable or record, or not the scope's to see.
    InputProblem
        It is shown already, or nobody says why.
    """
    found = deliverable(scope, number)
    citable = registries.citables.get(kind)
    if citable is None or record_id not in citable.cards(scope, [record_id]):
        raise nothing_here()
    shown = DeliverableEvidence.objects.within(scope).filter(deliverable=found)
    if shown.filter(kind=kind, record_id=record_id).exists():
        raise InputProblem(
            _("This record is shown here already."),
            _("One record counts once."),
            _("Choose another one."),
            field="cited",
        )
    evidence = DeliverableEvidence.objects.add(
        scope, deliverable=found, kind=kind, record_id=record_id,
        why=said(why, most=300, field="why"), person_id=scope.person_id, at=clock.now(),
    )  # fmt: skip
    # No word of the record: all who see the deliverable see the act, the record perhaps not.
    audit.record(
        scope, "meetings.show_deliverable", found, label=_label(found),
        after={"kind": kind, "record_id": record_id},
    )  # fmt: skip
    return evidence


def deliverable(scope: Scope, number: int) -> Deliverable:
    """Return the deliverable of that number, held still for the rest of the transaction.

    Raises
    ------
    NotThere
        No such deliverable, or not the scope's to see.
    """
    audit.one_at_a_time(scope.partnership_id)
    found = Deliverable.objects.within(scope).filter(number=number).first()
    if found is None:
        raise nothing_here()
    return found


def found_by(scope: Scope, found: Deliverable) -> dict[str, Any]:
    """Return how a deliverable is found by words."""
    return search.entry(
        found,
        kind="deliverable",
        record_id=found.pk,
        title=_label(found),
        body=found.note,
        url=reverse("meetings:deliverable", args=[scope.partnership_key, found.number]),
        at=found.made_at,
    )


def _stored(
    scope: Scope, verb: str, found: Deliverable, before: dict[str, Any] | None = None
) -> None:
    told = _told(found)
    after = {name: told[name] for name in before} if before is not None else told
    audit.record(scope, verb, found, label=_label(found), before=before, after=after)
    search.put(scope, [found_by(scope, found)])


def _told(found: Deliverable) -> dict[str, Any]:
    return {name: getattr(found, name) for name in _TOLD}


def _label(found: Deliverable) -> str:
    return f"{found.short} {found.title}"


def _fields(scope: Scope, *, title: str, kind: str, owed_to_id: int | None,
            organization_id: int | None, person_id: int | None, due: date | None,
            note: str) -> dict[str, Any]:  # fmt: skip
    if kind == DeliverableKind.REQUIREMENT and not owed_to_id:
        raise InputProblem(
            _("It doesn't say who requires it."),
            _("A requirement is somebody's; a goal of our own is nobody else's."),
            _("Choose the organization that asks for it."),
            field="owed_to_id",
        )
    if person_id:
        organization_id = seat_of(scope, person_id, organization_id).organization_id
    return {
        "title": said(title, most=200, field="title"),
        "kind": one_of(kind, DeliverableKind.values, field="kind"),
        "owed_to_id": _organization(scope, owed_to_id),
        "organization_id": _organization(scope, organization_id),
        "person_id": person_id,
        "due": due,
        "note": said_or_not(note, most=10_000, field="note"),
    }


def _organization(scope: Scope, organization_id: int | None) -> int | None:
    if organization_id is None:
        return None
    if not Organization.objects.within(scope).filter(pk=organization_id).exists():
        raise nothing_here()
    return organization_id


def _delivered_at(found: Deliverable, state: str) -> Any:
    return (found.delivered_at or clock.now()) if state in _HANDED_OVER else None


def _who_waits(
    scope: Scope, found: Deliverable, organization_id: int | None, needed_for: int | None
) -> dict[str, int | None]:
    if (organization_id is None) == (needed_for is None):
        raise InputProblem(
            _("It must be one who waits."),
            _("Either an organization waits, or another deliverable needs it."),
            _("Choose one of the two."),
            field="organization_id",
        )
    other = None if needed_for is None else deliverable(scope, needed_for)
    if other is not None:
        _refuse_circle(scope, found, other)
    return {
        "organization_id": _organization(scope, organization_id),
        "needed_for_id": other.pk if other else None,
    }


def _refuse_circle(scope: Scope, found: Deliverable, other: Deliverable) -> None:
    """Refuse that `found` waits, however far along, for what is to wait for it."""
    needs = Dependence.objects.within(scope).filter(~Q(needed_for=None))
    pairs = list(needs.values_list("deliverable_id", "needed_for_id"))
    reached, fresh = {other.pk}, {other.pk}
    while fresh:
        fresh = {later for first, later in pairs if first in fresh} - reached
        reached |= fresh
    if found.pk in reached:
        raise InputProblem(
            _("They would wait for each other."),
            _("%(other)s is needed for %(found)s already, or is the same.")
            % {"other": other.short, "found": found.short},
            _("Say which of the two comes first."),
            field="needed_for",
        )
