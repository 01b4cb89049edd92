"""Mail about decisions: asked of an organization, told to one that was absent, and the outcome."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import keys, links
from thirdspace.access.models import Proposal
from thirdspace.access.scope import Scope
from thirdspace.meetings.actions.outcomes import sees
from thirdspace.meetings.models import Decision
from thirdspace.meetings.sitting import answering, told_for
from thirdspace.partnership.models import Organization, Person
from thirdspace.web import mail

#: The act that needs both, and the task of the link that answers it.
TASK = "meetings.decision"


def ask(scope: Scope, decision: Decision, proposal: Proposal) -> None:
    """Send a link to who answers for each organization that has not answered yet."""
    asked = proposal.required_ids() - keys.standing(scope, [proposal])[proposal.pk].keys()
    for organization_id, people in answering(scope, asked).items():
        for person in people:
            token = links.make(
                scope, TASK, record_id=proposal.pk, person_id=person.pk,
                organization_id=organization_id,
            )  # fmt: skip
            _send(
                scope, decision, person, "meetings/mail/decision_asked",
                _("Needs your yes or no: %(short)s") % {"short": decision.short},
                url=mail.absolute(reverse("web:task", args=[token])),
            )  # fmt: skip


def tell_absent(scope: Scope, decision: Decision, organizations: Collection[int]) -> None:
    """Tell organizations what was decided without them, and until when they may object."""
    told = [pk for pk in organizations if sees(decision, pk)]
    for people in told_for(scope, told).values():
        for person in people:
            _send(
                scope, decision, person, "meetings/mail/decision_told",
                _("Decided without you there: %(short)s") % {"short": decision.short},
                url=page(scope, decision),
            )  # fmt: skip


def tell_outcome(scope: Scope, decision: Decision, *, line: str = "") -> None:
    """Tell the organization that proposed it what became of what it asked."""
    proposer = decision.proposed_by_id
    people = answering(scope, [proposer]).get(proposer, []) if proposer else []
    for person in people:
        if person.pk != scope.person_id:
            _send(
                scope, decision, person, "meetings/mail/decision_answered",
                _("%(state)s: %(short)s")
                % {"state": decision.get_state_display(), "short": decision.short},
                url=page(scope, decision),
                line=line,
            )  # fmt: skip


def page(scope: Scope, decision: Decision) -> str:
    """Return the whole address of a decision's page."""
    path = reverse("meetings:decision", args=[scope.partnership_key, decision.number])
    return mail.absolute(path)


def _send(
    scope: Scope, decision: Decision, person: Person, template: str, subject: str, **more: Any
) -> None:
    proposer = Organization.objects.within(scope).filter(pk=decision.proposed_by_id or 0).first()
    context = {
        "person": person,
        "decision": decision,
        "proposed_by": proposer,
        "by": scope.person_name,
        "by_organization": scope.organization_name,
        "partnership": scope.partnership_name,
        **more,
    }
    mail.send(person.email, subject, template, context)
