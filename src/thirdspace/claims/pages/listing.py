"""The list of claims, a new claim, and the tables to download."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.claims import actions, files
from thirdspace.claims.forms import ClaimForm, RecordsForm, SearchForm
from thirdspace.claims.models import Claim
from thirdspace.claims.pages.asking import sent, to_claim
from thirdspace.claims.permissions import COMMENT, WRITE
from thirdspace.claims.reads import choices
from thirdspace.claims.reads.rows import ClaimList, Sought, claim_list
from thirdspace.formats.csv_table import write_table


def index(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List claims, the most contested first."""
    form, sought, found = _sought(request, scope)
    return render(
        request,
        "claims/index.html",
        {
            "scope": scope,
            "form": form,
            "sought": sought,
            "list": found,
            "may_write": scope.may(WRITE),
            "may_export": scope.may(COMMENT),
        },
    )


def _sought(request: HttpRequest, scope: Scope) -> tuple[SearchForm, Sought, ClaimList]:
    form = SearchForm(scope, request.GET)
    form.is_valid()  # a choice that is not offered narrows nothing
    kept = form.cleaned_data
    sought = Sought(
        words=kept.get("q", ""),
        status=kept.get("status", ""),
        dynamic=kept.get("dynamic", ""),
        contrasted=kept.get("contrasted", False),
        newest=kept.get("newest", False),
    )
    return form, sought, claim_list(scope, sought, cursor=request.GET.get("cursor", ""))


def cite(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Choose the claim that a record bears on; a room's page of that record leads here."""
    came = RecordsForm(scope, request.GET).came_with()
    cards = choices.records(scope, "", "", came) if came else []
    if not cards:
        raise nothing_here()
    form, sought, found = _sought(request, scope)
    kept = {"kind": cards[0].kind, "record": cards[0].record_id}
    context = {
        "scope": scope,
        "card": cards[0],
        "form": form,
        "sought": sought,
        "list": found,
        "kept": kept,
        "with_record": f"?{urlencode(kept)}",
    }
    return render(request, "claims/cite.html", context)


def new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Write a new claim."""
    form = ClaimForm(scope, request.POST or None)
    made: list[Claim] = []

    def make(values: dict[str, Any]) -> None:
        made.append(actions.make_claim(scope, **values))

    if sent(request, form, make):
        messages.success(request, _("The claim is stored. Now link what speaks for and against."))
        return to_claim(scope, made[0].number)
    return render(
        request,
        "claims/new.html",
        {"scope": scope, "form": form},
        status=422 if form.is_bound else 200,
    )


def by_id(request: HttpRequest, scope: Scope, claim_id: int) -> HttpResponse:
    """Lead from the id in the trail to the page of the claim."""
    claim = Claim.objects.within(scope).filter(pk=claim_id).first()
    if claim is None:
        raise nothing_here()
    return redirect("claims:claim", scope.partnership_key, claim.number)


def table(request: HttpRequest, scope: Scope, name: str) -> HttpResponse:
    """Give the claims or their evidence as the partnership folder writes them."""
    columns, rows = files.table(scope, name)
    return HttpResponse(
        write_table(columns, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
