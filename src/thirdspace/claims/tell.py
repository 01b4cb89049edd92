"""Mail that asks for an answer: one link, one person, one task."""

from __future__ import annotations

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import clock, keys, links
from thirdspace.access.models import Proposal
from thirdspace.access.scope import Scope
from thirdspace.claims.models import Claim, Holder
from thirdspace.claims.permissions import SETTLE
from thirdspace.claims.wording import READING
from thirdspace.partnership.models import Person, Seat
from thirdspace.web import mail

#: The roles that may answer for their organization.
ANSWERERS = set(keys.ANSWER.roles) & set(SETTLE.roles)


def ask_holders(scope: Scope, claim: Claim, proposal: Proposal) -> None:
    """Send each organization that has not answered a link to the proposed reading.

    To those of its holders who may answer; where none may, to all of its people who may.
    """
    if proposal.state != Proposal.State.OPEN:
        return
    waits_for = proposal.required_ids() - keys.standing(scope, [proposal])[proposal.pk].keys()
    holders = set(
        Holder.objects.within(scope).filter(claim=claim).values_list("organization_id", "person_id")
    )
    for organization_id, people in _who_may_answer(scope, waits_for).items():
        asked = [p for p in people if (organization_id, p.pk) in holders] or people
        for person in asked:
            _ask(scope, claim, proposal, person, organization_id)


def _who_may_answer(scope: Scope, organizations: frozenset[int]) -> dict[int, list[Person]]:
    seats = Seat.objects.within(scope).filter(
        Seat.held_on(clock.today()),
        organization__in=organizations,
        role__in=ANSWERERS,
        person__is_active=True,
    )
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    for seat in seats.select_related("person").order_by("id"):
        found[seat.organization_id][seat.person_id] = seat.person
    return {organization_id: list(people.values()) for organization_id, people in found.items()}


def _ask(
    scope: Scope, claim: Claim, proposal: Proposal, person: Person, organization_id: int
) -> None:
    token = links.make(
        scope,
        READING,
        record_id=proposal.pk,
        person_id=person.pk,
        organization_id=organization_id,
    )
    mail.send(
        person.email,
        _("Do we read %(claim)s this way?") % {"claim": claim.short},
        "claims/mail/reading",
        {
            "claim": claim,
            "proposal": proposal,
            "person": person,
            "partnership": scope.partnership_name,
            "url": mail.absolute(reverse("web:task", args=[token])),
        },
    )
