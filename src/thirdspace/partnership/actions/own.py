"""No side is the other's administrator: what belongs to one's own organization."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thirdspace.access.scope import Scope
from thirdspace.partnership.models import Organization, Seat
from thirdspace.problems import NotAllowed, NotThere


def is_own(scope: Scope, organization: Organization) -> bool:
    """Say whether an organization's people and data are the scope's to look after.

    A district also looks after its schools.
    """
    return scope.operator or scope.organization_id in (organization.pk, organization.parent_id)


def own_organization(scope: Scope, organization_id: int) -> Organization:
    """Return one's own organization, or a school of it.

    Raises
    ------
    NotThere
        The partnership has no such organization.
    NotAllowed
        It is another organization's.
    """
    organization = find_organization(scope, organization_id)
    _refuse_unless(is_own(scope, organization), organization)
    return organization


def find_organization(scope: Scope, organization_id: int) -> Organization:
    """Return an organization of the partnership.

    Raises
    ------
    NotThere
        The partnership has no such organization.
    """
    organization = Organization.objects.within(scope).filter(pk=organization_id).first()
    if organization is None:
        raise NotThere(
            _("There is no such organization here."),
            _("It is not part of this partnership."),
            _("Choose one from the list of organizations."),
        )
    return organization


def own_seat(scope: Scope, seat_id: int) -> Seat:
    """Return a seat held for one's own organization.

    Raises
    ------
    NotThere
        The partnership has no such seat.
    NotAllowed
        It is held for another organization.
    """
    seat = (
        Seat.objects.within(scope)
        .select_related("person", "organization", "backup")
        .filter(pk=seat_id)
        .first()
    )
    if seat is None:
        raise NotThere(
            _("There is no such seat here."),
            _("It is not part of this partnership."),
            _("Choose one from the list of people."),
        )
    _refuse_unless(is_own(scope, seat.organization), seat.organization)
    return seat


def _refuse_unless(own: bool, organization: Organization) -> None:
    if not own:
        raise NotAllowed(
            _("This belongs to %(organization)s.") % {"organization": organization},
            _("Each organization looks after its own people and data."),
            _("Ask a coordinator of %(organization)s.") % {"organization": organization},
        )
