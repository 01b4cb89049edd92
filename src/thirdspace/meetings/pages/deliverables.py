"""Deliverables: by need, one of them, who waits for it, and what shows it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access.scope import Scope
from thirdspace.meetings.actions import deliverables as actions
from thirdspace.meetings.forms.deliverables import (
    ChangeForm,
    DeliverableForm,
    EvidenceForm,
    RecordsForm,
    WaitingForm,
)
from thirdspace.meetings.models import Deliverable
from thirdspace.meetings.pages.asking import asked
from thirdspace.meetings.permissions import WRITE
from thirdspace.meetings.reads import deliverables as reads


def index(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List what is due, by need."""
    context = {"scope": scope, "index": reads.index(scope), "may_write": scope.may(WRITE)}
    return render(request, "meetings/deliverables.html", context)


def new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Write down something that is due."""
    return asked(
        request,
        DeliverableForm(scope, request.POST or None),
        lambda values: actions.add_deliverable(scope, **values),
        done=_("It is written down."),
        to=reverse("meetings:deliverables", args=[scope.partnership_key]),
        template="meetings/deliverable_new.html",
    )


def one(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Show a deliverable."""
    context = {"scope": scope, "page": reads.page(scope, number), "may_write": scope.may(WRITE)}
    return render(request, "meetings/deliverable.html", context)


def edit(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Change a deliverable, or say how far it is."""
    found = reads.find(scope, number)
    now = {
        "title": found.title, "state": found.state, "kind": found.kind, "due": found.due,
        "owed_to_id": found.owed_to_id, "maker": _maker(found), "note": found.note,
    }  # fmt: skip
    return _asked(
        request, scope, found, ChangeForm(scope, request.POST or None, initial=now),
        lambda values: actions.change_deliverable(scope, number=number, **values),
        done=_("It is stored. What it was before stays in its history."),
        template="meetings/deliverable_edit.html",
    )  # fmt: skip


def waiting(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Say who waits for a deliverable, or that somebody waits no longer."""
    found = reads.find(scope, number)
    stop = request.POST.get("stop", "")
    if stop.isdecimal() and len(stop) < 19:  # what a database takes as an id
        actions.stop_waiting(scope, number=number, dependence_id=int(stop))
        messages.success(request, _("Nobody waits there any more."))
        return redirect(reads.url_of(scope, found))
    return _asked(
        request, scope, found, WaitingForm(scope, request.POST or None, number=number),
        lambda values: actions.set_waiting(scope, number=number, **values),
        done=_("All can see who waits, and since when."),
        template="meetings/deliverable_waiting.html", page=reads.page(scope, number),
    )  # fmt: skip


def evidence(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Choose a record that shows how far a deliverable is."""
    found = reads.find(scope, number)
    search = RecordsForm(scope, request.GET)
    cards = reads.records(scope, *search.sought())

    def store(values: dict[str, Any]) -> None:
        kind, record_id = values["cited"]
        actions.add_evidence(
            scope, number=number, kind=kind, record_id=record_id, why=values["why"]
        )

    return _asked(
        request, scope, found, EvidenceForm(scope, request.POST or None, cards=cards), store,
        done=_("The record is shown beside it."),
        template="meetings/deliverable_evidence.html", search=search, cards=cards,
    )  # fmt: skip


def _maker(found: Deliverable) -> str:
    return f"{found.organization_id}:{found.person_id or ''}" if found.organization_id else ""


def _asked(
    request: HttpRequest, scope: Scope, found: Deliverable, *how: Any, **shown: Any
) -> HttpResponse:
    """Show a form about a deliverable; once stored, go back to it."""
    to = reads.url_of(scope, found)
    return asked(request, *how, to=to, deliverable=found, **shown)
