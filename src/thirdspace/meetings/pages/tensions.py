"""Tensions: the list by age, one tension, and opening it to more people."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access.scope import Scope
from thirdspace.meetings.actions import tensions as actions
from thirdspace.meetings.forms.tensions import LevelForm, TalkForm, TensionForm
from thirdspace.meetings.pages.asking import asked
from thirdspace.meetings.permissions import NOTE
from thirdspace.meetings.reads import tensions as reads
from thirdspace.problems import InputProblem


def index(request: HttpRequest, scope: Scope) -> HttpResponse:
    """List tensions, the oldest open one first."""
    context = {"scope": scope, "rows": reads.tensions(scope), "may_note": scope.may(NOTE)}
    return render(request, "meetings/tensions.html", context)


def new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Surface a tension."""
    return asked(
        request,
        TensionForm(scope, request.POST or None),
        lambda values: actions.surface(scope, **values),
        done=_("The tension is written down."),
        to=reverse("meetings:tensions", args=[scope.partnership_key]),
        template="meetings/tension_new.html",
    )


def one(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Show a tension; a form says where it stands now."""
    page = reads.tension(scope, number)
    now = {"state": page.row.state, "what_changed": page.row.what_changed}
    return asked(
        request,
        TalkForm(scope, request.POST or None, initial=now),
        lambda values: actions.talk_about(scope, number=number, **values),
        done=_("It is noted."),
        to=page.row.url,
        template="meetings/tension.html",
        page=page,
        may_note=scope.may(NOTE),
    )


def level(request: HttpRequest, scope: Scope, number: int) -> HttpResponse:
    """Open a tension to more people."""
    page = reads.tension(scope, number)
    form = LevelForm(scope, request.POST)
    if not form.is_valid():
        raise InputProblem(
            _("It doesn't say who may see it."), _("There are three levels."), _("Choose one.")
        )
    actions.change_level(scope, number=number, **form.cleaned_data)
    messages.success(request, _("More people see it now."))
    return redirect(page.row.url)
