"""Pages of organizations: who takes part, joining, outside ids, leaving."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access.models import Proposal
from thirdspace.access.scope import Scope
from thirdspace.partnership import actions, forms
from thirdspace.partnership import permissions as P
from thirdspace.partnership.actions.organizations import has_copy
from thirdspace.partnership.pages.asking import ask, sent
from thirdspace.partnership.reads import members, standing
from thirdspace.problems import InputProblem


def index(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show who takes part and what waits for a yes."""
    shown = {
        "scope": scope,
        "organizations": members.organizations(scope),
        "waiting": standing.waiting(scope),
        "events": members.events(scope)[:5],
        "may_manage": scope.may(P.MANAGE),
        "may_note": scope.may(P.NOTE),
        "may_leave": scope.may(P.LEAVE),
        "may_export": scope.may(P.EXPORT),
    }
    return render(request, "partnership/index.html", shown)


def organizations(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List who takes part: organizations with their people, ids and days."""
    shown = {
        "scope": scope,
        "organizations": members.organizations(scope),
        "may_manage": scope.may(P.MANAGE),
    }
    return render(request, "partnership/organizations.html", shown)


def organization(request: HttpRequest, scope: Scope, organization_id: int) -> HttpResponse:
    """Show one organization with its people."""
    row = members.organization(scope, organization_id)
    shown = {"scope": scope, "row": row, "may_manage": scope.may(P.MANAGE) and row.own}
    return render(request, "partnership/organization.html", shown)


def add(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Propose that an organization joins."""

    def act(given: dict[str, Any]) -> str:
        made = actions.add_organization(scope, **given)
        if isinstance(made, Proposal) and made.state == Proposal.State.OPEN:
            return _("Proposed. It joins when every organization has said yes.")
        return _("It takes part now.")

    return ask(
        request, scope, forms.OrganizationForm(scope, sent(request)), act,
        back=reverse("partnership:organizations", args=[scope.partnership_key]),
        heading=_("Let an organization join"), send=_("Propose it"),
        about=_("A new member changes the partnership for all, so every organization that takes "
                "part is asked for its yes."),
    )  # fmt: skip


def change(request: HttpRequest, scope: Scope, organization_id: int) -> HttpResponse:
    """Change the data of one's own organization."""
    row = members.organization_fields(scope, organization_id)

    def act(given: dict[str, Any]) -> str:
        actions.change_organization(scope, organization_id=organization_id, **given)
        return _("Stored.")

    return ask(
        request, scope, forms.OrganizationForm(scope, sent(request), initial=row), act,
        back=_to(scope, organization_id), heading=_("Change %(name)s") % row, send=_("Store"),
    )  # fmt: skip


def outside_id(request: HttpRequest, scope: Scope, organization_id: int) -> HttpResponse:
    """Set how an outside system names one's own organization."""
    row = members.organization_fields(scope, organization_id)

    def act(given: dict[str, Any]) -> str:
        actions.set_outside_id(scope, organization_id=organization_id, **given)
        return _("Stored.")

    return ask(
        request, scope, forms.OutsideIdForm(scope, sent(request)), act,
        back=_to(scope, organization_id), heading=_("Outside id of %(name)s") % row,
        send=_("Store"),
        about=_("With it, public figures and other partnerships mean the same organization."),
    )  # fmt: skip


def _to(scope: Scope, organization_id: int) -> str:
    return reverse("partnership:organization", args=[scope.partnership_key, organization_id])


def copy(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Download all that one's organization may see."""
    packed = actions.export_copy(scope)
    response = HttpResponse(packed, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{scope.partnership_key}.zip"'
    return response


def leave(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Say what leaving means, and leave."""
    problem = None
    if request.method == "POST":
        try:
            actions.leave_partnership(scope)
        except InputProblem as refused:
            problem = refused
        else:
            messages.success(
                request, _("%(organization)s has left %(partnership)s.")
                % {"organization": scope.organization_name, "partnership": scope.partnership_name},
            )  # fmt: skip
            return redirect("home:partnerships")
    shown = {"scope": scope, "has_copy": has_copy(scope), "problem": problem}
    return render(request, "partnership/leave.html", shown, status=422 if problem else 200)
