"""Pages over all rooms: ask each read, render."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thirdspace.access import entrance
from thirdspace.access.scope import Audience, Scope
from thirdspace.claims import permissions as claims_permissions
from thirdspace.home import report as reports
from thirdspace.home.forms import ReportForm, TimelineForm
from thirdspace.home.permissions import HOOKS, REPORT
from thirdspace.home.reads.attention import needing
from thirdspace.home.reads.board import board_of
from thirdspace.home.reads.finding import found, jump, typed_words
from thirdspace.home.reads.timeline import happened
from thirdspace.home.visits import last_visit
from thirdspace.partnership.seats import partnerships_of


def partnerships(request: HttpRequest) -> HttpResponse:
    """List a person's partnerships; the only one opens at once."""
    mine = partnerships_of(cast(int, request.user.pk))
    if len({each.key for each in mine}) == 1:
        return redirect("home:board", mine[0].key)
    return render(request, "home/partnerships.html", {"partnerships": mine})


def board(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show how the partnership stands."""
    since = last_visit(request.session, scope.partnership_key)
    context = {
        "scope": scope,
        "board": board_of(scope, since),
        "may_write": scope.may(claims_permissions.WRITE),
        "may_report": scope.may(REPORT),
    }
    return render(request, "home/board.html", context)


def attention(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show everything that asks for someone."""
    return render(request, "home/attention.html", {"scope": scope, "attention": needing(scope)})


def timeline(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show what happened, newest first."""
    form = TimelineForm(scope, request.GET)
    page = happened(scope, narrowed=form.narrowed(), cursor=request.GET.get("cursor", ""))
    context = {"scope": scope, "form": form, "page": page, "may_hook": scope.may(HOOKS)}
    return render(request, "home/timeline.html", context)


def search(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Find things by words, or jump to one by its short name."""
    words = typed_words(request.GET.get("q", ""))
    if url := jump(scope, words):
        return redirect(url)
    kind, cursor = request.GET.get("kind", ""), request.GET.get("cursor", "")
    results = found(scope, words, kind=kind, cursor=cursor)
    context = {"scope": scope, "words": words, "kind": kind, "found": results}
    return render(request, "home/search.html", context)


def report(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Ask whom a report is for, then give it: a file of its own."""
    form = ReportForm(scope, request.GET or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"scope": scope, "form": form}
        return render(request, "home/report.html", context, status=status)
    reader = Audience(form.cleaned_data["reader"])
    # Inside the partnership too: a report goes to all, so what one side keeps to itself stays out.
    seen_by = entrance.read_as(scope.partnership_key, reader)
    made_by = f"{scope.person_name}, {scope.organization_name}"
    response = HttpResponse(reports.render(seen_by, made_by=made_by))
    name = f"{scope.partnership_key}-{reader}.html"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
