"""What every act starts with and ends with: the claim it is about, and the claim made findable."""

from __future__ import annotations

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, search
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.claims.models import Claim
from thirdspace.problems import InputProblem


def claim_numbered(scope: Scope, number: int) -> Claim:
    """Return the claim of that number, held still for the rest of the transaction.

    Raises
    ------
    NotThere
        No such claim, or not the scope's to see.
    """
    audit.one_at_a_time(scope.partnership_id)
    found = Claim.objects.within(scope).filter(number=number).first()
    if found is None:
        raise nothing_here()
    return found


def changed(scope: Scope, claim: Claim, *fields: str) -> None:
    """Store the fields of a claim that changed, when, and how it is found now."""
    claim.changed_at = clock.now()
    claim.save(update_fields=["changed_at", *fields])
    search.put(scope, [found_by(scope, claim)])


def count(scope: Scope, claim: Claim, stance: str, by: int) -> None:
    """Count a link in or out, without losing one that was counted at the same moment."""
    Claim.objects.within(scope).filter(pk=claim.pk).update(
        **{stance: F(stance) + by}, changed_at=clock.now()
    )


def found_by(scope: Scope, claim: Claim) -> dict[str, object]:
    """Return how a claim is found by words."""
    return search.entry(
        claim,
        kind="claim",
        record_id=claim.pk,
        title=f"{claim.short} {claim.statement}",
        body="\n".join(filter(None, [claim.theme, claim.reading])),
        url=reverse("claims:claim", args=[scope.partnership_key, claim.number]),
        at=claim.changed_at,
    )


def chosen(value: object, choices: object, *, field: str) -> str:
    """Return a choice that is offered.

    Raises
    ------
    InputProblem
        It is not one of the choices.
    """
    if value in choices.values:  # type: ignore[attr-defined]
        return value  # type: ignore[return-value]
    raise InputProblem(
        _("“%(value)s” can't be chosen here.") % {"value": value},
        _("It is not one of the choices."),
        _("Choose one of: %(choices)s.") % {"choices": ", ".join(str(v) for v in choices.values)},  # type: ignore[attr-defined]
        field=field,
    )
