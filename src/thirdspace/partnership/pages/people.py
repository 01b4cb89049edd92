"""Pages of people: who they are, inviting them, their seats, and whom one acts for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import routes
from thirdspace.access.models import Proposal
from thirdspace.access.scope import Scope
from thirdspace.partnership import actions, forms
from thirdspace.partnership import permissions as P
from thirdspace.partnership.pages.asking import ask, sent
from thirdspace.partnership.reads import members, standing


def person(request: HttpRequest, scope: Scope, person_id: int) -> HttpResponse:
    """Show a person, their seats and organizations."""
    shown = {
        "scope": scope,
        "page": members.person(scope, person_id),
        "may_manage": scope.may(P.MANAGE),
    }
    return render(request, "partnership/person.html", shown)


def invite(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Invite a person: at once for one's own organization, else proposed."""

    def act(given: dict[str, Any]) -> str:
        made = actions.invite_person(scope, **given)
        if isinstance(made, Proposal) and made.state == Proposal.State.OPEN:
            return _("Proposed. The invitation goes out when the organization has said yes.")
        return _("The invitation is on its way to %(email)s.") % given

    return ask(
        request, scope, forms.InviteForm(scope, sent(request)), act,
        back=reverse("partnership:organizations", args=[scope.partnership_key]),
        heading=_("Invite a person"), send=_("Invite"),
        about=_("The person gets a mail with a link that works once, to choose a password."),
    )  # fmt: skip


def invite_again(request: HttpRequest, scope: Scope, seat_id: int) -> HttpResponse:
    """Send an invitation again."""
    actions.invite_again(scope, seat_id=seat_id)
    messages.success(request, _("A new invitation is on its way; the old link is closed."))
    return redirect("partnership:organizations", scope.partnership_key)


def change_seat(request: HttpRequest, scope: Scope, seat_id: int) -> HttpResponse:
    """Change a seat of one's own organization."""
    seat = members.seat_fields(scope, seat_id)

    def act(given: dict[str, Any]) -> str:
        actions.change_seat(scope, seat_id=seat_id, **given)
        return _("Stored.")

    form = forms.SeatForm(scope, sent(request), initial=seat)
    return ask(
        request, scope, form, act, back=_to(scope, seat["person_id"]),
        heading=_("Change the seat of %(person)s") % seat, send=_("Store"),
    )  # fmt: skip


def end_seat(request: HttpRequest, scope: Scope, seat_id: int) -> HttpResponse:
    """End a seat of one's own organization."""
    seat = members.seat_fields(scope, seat_id)

    def act(given: dict[str, Any]) -> str:
        ended = actions.end_seat(scope, seat_id=seat_id, **given)
        return _("The seat ends with %(day)s.") % {"day": ended.until}

    return ask(
        request, scope, forms.EndSeatForm(scope, sent(request)), act,
        back=_to(scope, seat["person_id"]),
        heading=_("End the seat of %(person)s?") % seat, send=_("End the seat"),
        about=_("After its last day, %(person)s no longer opens this partnership for "
                "%(organization)s. What was written stays.") % seat,
        grave=True,
    )  # fmt: skip


def backup(request: HttpRequest, scope: Scope, seat_id: int) -> HttpResponse:
    """Say who stands in for a seat."""
    seat = members.seat_fields(scope, seat_id)

    def act(given: dict[str, Any]) -> str:
        actions.set_backup(scope, seat_id=seat_id, **given)
        return _("Stored.")

    form = forms.BackupForm(scope, sent(request), initial={"person_id": seat["backup_id"]})
    return ask(
        request, scope, form, act, back=_to(scope, seat["person_id"]),
        heading=_("Who stands in for %(person)s?") % seat, send=_("Store"),
    )  # fmt: skip


def _to(scope: Scope, person_id: int) -> str:
    return reverse("partnership:person", args=[scope.partnership_key, person_id])


def acting(request: HttpRequest, partnership: str) -> HttpResponse:
    """Choose the organization one acts for: those of one's own seats only."""
    scope = routes.enter_by(request, partnership)
    request.scope = scope  # type: ignore[attr-defined]  # the masthead shows it
    own = standing.own_organizations(scope)
    if request.method != "POST":
        return render(request, "partnership/acting.html", {"scope": scope, "own": own})
    chosen = next((each for each in own if str(each.pk) == request.POST.get("organization")), None)
    if chosen is None:
        raise routes.nothing_here()
    acting_for = request.session.get(routes.ACTING, {})
    request.session[routes.ACTING] = {**acting_for, partnership: chosen.pk}
    messages.success(request, _("You now act for %(name)s.") % {"name": chosen})
    return redirect("home:board", partnership)
