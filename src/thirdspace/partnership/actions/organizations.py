"""Organizations join, change their own data, take a copy, and leave."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, keys, search
from thirdspace.access.actions import action
from thirdspace.access.folder_io import as_zip, give_out
from thirdspace.access.models import AuditEvent, Proposal
from thirdspace.access.permissions import Role
from thirdspace.access.scope import Scope
from thirdspace.partnership import permissions as P
from thirdspace.partnership.actions import finding
from thirdspace.partnership.actions.own import own_organization
from thirdspace.partnership.models import Kind, Membership, Organization, Partnership, Seat
from thirdspace.problems import InputProblem, NotAllowed

JOIN = "partnership.join_organization"
COPY = "partnership.export_copy"
#: How fresh the copy must be that an organization leaves with.
FRESH = timedelta(days=1)


@action(P.MANAGE)
def add_organization(
    scope: Scope, *, name: str, kind: str, short_name: str = "", parent_id: int | None = None
) -> Organization | Proposal:
    """Let an organization join: asks every organization that can answer, joins it when all agree.

    Raises
    ------
    InputProblem
        An organization of that name takes part already, or the district is none.
    """
    name = name.strip()
    if Organization.objects.within(scope).filter(name=name).exists():
        raise InputProblem(
            _("%(name)s takes part already.") % {"name": name},
            _("An organization joins a partnership once."),
            _("Look for it in the list of organizations."),
            field="name",
        )
    _check_parent(scope, kind, parent_id)
    fields = {"name": name, "kind": kind, "short_name": short_name, "parent_id": parent_id}
    if scope.operator:
        return _join(scope, Organization(**fields))
    return keys.propose(
        scope,
        act=JOIN,
        record_id=scope.partnership_id,
        sentence=_("%(name)s joins the partnership") % {"name": name},
        organizations=organizations_that_answer(scope),
        payload=fields,
    )


def _join(scope: Scope, organization: Organization) -> Organization:
    organization.save()
    last = Membership.objects.within(scope).order_by("-position").first()
    Membership.objects.add(
        scope,
        organization=organization,
        joined=clock.today(),
        position=last.position + 1 if last else 0,
    )
    search.put(scope, [finding.of_organization(scope, organization)])
    audit.record(
        scope, "partnership.add_organization", organization, label=organization.name,
        after={"kind": organization.kind},
    )  # fmt: skip
    return organization


def organizations_that_answer(scope: Scope) -> set[int]:
    """Return the member organizations in which somebody may say yes today."""
    today = clock.today()
    members = Membership.objects.within(scope).filter(Q(left=None) | Q(left__gt=today))
    seats = Seat.objects.within(scope).filter(
        Seat.held_on(today),
        role__in=(Role.COORDINATOR, Role.SPONSOR),
        organization__in=members.values("organization_id"),
    )
    return set(seats.values_list("organization_id", flat=True))


@action(P.MANAGE)
def change_organization(
    scope: Scope,
    *,
    organization_id: int,
    name: str,
    kind: str,
    short_name: str = "",
    parent_id: int | None = None,
) -> Organization:
    """Change the data of one's own organization.

    Raises
    ------
    InputProblem
        The district is none.
    NotAllowed
        It is another organization's.
    """
    organization = own_organization(scope, organization_id)
    _check_parent(scope, kind, parent_id)
    fields = {"name": name.strip(), "kind": kind, "short_name": short_name, "parent_id": parent_id}
    before = {key: getattr(organization, key) for key in fields}
    if before == fields:
        return organization
    for key, value in fields.items():
        setattr(organization, key, value)
    organization.save()
    search.put(scope, [finding.of_organization(scope, organization)])
    audit.record(
        scope, "partnership.change_organization", organization, label=organization.name,
        before=before, after=fields,
    )  # fmt: skip
    return organization


def _check_parent(scope: Scope, kind: str, parent_id: int | None) -> None:
    if parent_id is None:
        return
    districts = Organization.objects.within(scope).filter(pk=parent_id, kind=Kind.DISTRICT)
    if kind != Kind.SCHOOL or not districts.exists():
        raise InputProblem(
            _("This district can't be kept."),
            _("Only a school belongs to a district, and the district takes part here."),
            _("Choose a district of this partnership, or leave the field empty."),
            field="parent_id",
        )


@action(P.EXPORT)
def export_copy(scope: Scope) -> bytes:
    """Return all that one's organization may see as a ZIP archive of a partnership folder."""
    partnership = Partnership.objects.within(scope).get()
    packed = as_zip(give_out([scope], partnership.key))
    audit.record(scope, COPY, partnership, label=partnership.name)
    return packed


def has_copy(scope: Scope) -> bool:
    """Say whether the scope's organization took a full copy within the last day."""
    return (
        AuditEvent.objects.within(scope)
        .filter(verb=COPY, organization_id=scope.organization_id, at__gte=clock.now() - FRESH)
        .exists()
    )


@action(P.LEAVE)
def leave_partnership(scope: Scope) -> None:
    """Take one's own organization out; its records and everybody else's stay.

    Raises
    ------
    InputProblem
        The organization has no fresh copy yet.
    NotAllowed
        The scope acts for no organization.
    """
    if scope.organization_id is None:
        raise NotAllowed(
            _("Nobody leaves here."),
            _("You don't act for an organization."),
            _("Ask a coordinator or sponsor of the organization."),
        )
    if not has_copy(scope):
        raise InputProblem(
            _("Take your copy first."),
            _("After leaving, nobody of your organization can open the partnership."),
            _("Download the copy on this page, then leave."),
        )
    today = clock.today()
    membership = Membership.objects.within(scope).get(organization_id=scope.organization_id)
    membership.left = today
    membership.save(update_fields=["left"])
    seats = Seat.objects.within(scope).filter(organization_id=scope.organization_id)
    ended = seats.filter(Q(until=None) | Q(until__gt=today)).update(until=today)
    keys.leave(scope)
    audit.record(
        scope, "partnership.leave", membership, label=scope.organization_name,
        after={"left": today, "seats_ended": ended},
    )  # fmt: skip
