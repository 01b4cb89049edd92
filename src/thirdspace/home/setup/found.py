"""The end of a set-up: the one place that makes a partnership from a draft, whole or not at all.

It acts as the operator for the founder, because nobody holds a seat before it is done and because
people of both sides are invited at once; every act is recorded under the founder's name, for the
organization they sit for. From then on each side looks after its own people.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, entrance, rows, search
from thirdspace.access.permissions import Role
from thirdspace.access.scope import Scope
from thirdspace.home.setup import store
from thirdspace.home.setup.draft import Founded, Side
from thirdspace.home.setup.first_meeting import call_together
from thirdspace.home.setup.people import OWN, Kept, kept_people
from thirdspace.partnership.actions import add_organization, finding, give_seat, invite_person
from thirdspace.partnership.models import Membership, Organization, Partnership, Person
from thirdspace.problems import InputProblem


@transaction.atomic
def found(founder: Person, pk: int) -> Founded:
    """Make the partnership of a draft, invite its people to their first meeting, say where it is.

    Pressed twice, the second press gets the answer of the first.

    Raises
    ------
    NotThere
        No such set-up, or somebody else's.
    InputProblem
        Something of it is missing or can't be used; then nothing is stored and nobody told.
    """
    draft = store.find(founder.pk, pk, locked=True)
    if draft.founded is not None:
        return draft.founded
    _refuse_who_left(founder, draft.sides[OWN])
    people = kept_people(draft, founder)
    partnership = _partnership(draft.name)
    with rows.holding([partnership.pk]):
        scope = entrance.operate(partnership.key, person_id=founder.pk, person_name=str(founder))
        _seat_all(scope, founder, draft.sides, people)
        acting = entrance.enter(person_id=founder.pk, person_name=str(founder), key=partnership.key)
        meeting = call_together(acting, draft, founder)
    founded = Founded(partnership.key, meeting.pk)
    store.finish(draft, founded)
    return founded


def _refuse_who_left(founder: Person, own: Side) -> None:
    """Refuse to act for an organization that one left after the draft was begun."""
    if own.id is not None and own.id not in {
        each.id for each in store.own_organizations(founder.pk)
    }:
        raise InputProblem(
            _("You no longer sit for %(organization)s.") % {"organization": own},
            _("Your seat ended after you began this set-up."),
            _("Choose another organization in step 1."),
        )


def _partnership(name: str) -> Partnership:
    audit.one_at_a_time(None)  # so that two of one name don't get one key
    made = Partnership(key=_free_key(name), name=name, started=clock.today().isoformat())
    made.save()
    return made


def _free_key(name: str) -> str:
    base = slugify(name)[:50].strip("-") or "partnership"
    key, number = base, 1
    while not store.is_free(key):
        number += 1
        key = f"{base}-{number}"
    return key


def _seat_all(scope: Scope, founder: Person, sides: tuple[Side, ...], people: list[Kept]) -> None:
    joined = [_join(scope, sides[OWN])]
    acting = scope.acting_for(joined[0].pk, str(joined[0]), joined[0].side)
    joined += [_join(acting, side) for side in sides[1:]]
    for each in people:
        role = Role.COORDINATOR if each.coordinates else Role.MEMBER
        organization_id = joined[each.side].pk
        if each.email == founder.email:
            give_seat(acting, person=founder, organization_id=organization_id, role=role,
                      title=each.title)  # fmt: skip
        else:
            invite_person(acting, email=each.email, name=each.name, role=role, title=each.title,
                          organization_id=organization_id)  # fmt: skip


def _join(scope: Scope, side: Side) -> Organization:
    if side.id is None:
        made = add_organization(scope, name=side.name, kind=side.kind, short_name=side.short_name)
        return _joined(scope, made.pk)
    Membership.objects.add(scope, organization_id=side.id, joined=clock.today())
    organization = _joined(scope, side.id)
    search.put(scope, [finding.of_organization(scope, organization)])
    audit.record(
        scope, "partnership.add_organization", organization, label=organization.name,
        after={"kind": organization.kind},
    )  # fmt: skip
    return organization


def _joined(scope: Scope, pk: int) -> Organization:
    return Organization.objects.within(scope).get(pk=pk)
