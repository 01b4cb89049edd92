"""Reflection: over all meetings, and each step of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thirdspace.access.forms import ScopedForm
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.meetings import prompts
from thirdspace.meetings.actions import reflection as actions
from thirdspace.meetings.actions import reflection_outcome as outcomes
from thirdspace.meetings.forms.reflection import (
    AnswerForm,
    CheckForm,
    OutcomeForm,
    PrepareForm,
    SkipForm,
)
from thirdspace.meetings.models import Trial
from thirdspace.meetings.pages.asking import asked
from thirdspace.meetings.reads import reflection as reads
from thirdspace.meetings.reads import reflections
from thirdspace.meetings.reads.meetings import find


def index(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Show how the partnership looks at its own work."""
    context = {"scope": scope, "overview": reflections.overview(scope)}
    return render(request, "meetings/reflections.html", context)


def one(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Show the reflection of a meeting and what came of it."""
    page = reads.page(scope, find(scope, pk))
    return render(request, "meetings/reflection.html", {"scope": scope, "page": page})


def prepare(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Choose the questions."""
    found = reads.reflection_of(scope, find(scope, pk))
    chosen = reads.questions_of(scope, found)
    initial = {"three_is_enough": found.three_is_enough}
    form = PrepareForm(scope, request.POST or None, chosen=chosen, initial=initial)

    def store(values: dict[str, Any]) -> None:
        actions.prepare(scope, meeting_id=pk, **values)

    return _asked(request, scope, pk, form, store, done=_("The questions are chosen."),
                  template="meetings/reflection_prepare.html")  # fmt: skip


def answer(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Answer in private."""
    found = reads.reflection_of(scope, find(scope, pk))
    form = AnswerForm(
        scope,
        request.POST or None,
        questions=[prompts.words(key) for key in found.prompts],
        mine=reads.own_answer(scope, found),
    )
    return _asked(
        request, scope, pk, form,
        lambda _values: actions.answer(scope, meeting_id=pk, **form.answers()),
        done=_("Your answer is stored. Nobody else can read it."),
        template="meetings/reflection_answer.html", box=reads.box(scope, found.meeting),
    )  # fmt: skip


def send(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Send the questions to those who attend."""
    letters = actions.send(scope, meeting_id=pk)
    told = ngettext("Sent to %(n)d person.", "Sent to %(n)d people.", letters) % {"n": letters}
    messages.success(request, told)
    return redirect("meetings:reflection", scope.partnership_key, pk)


def show(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Show the answers by organization."""
    actions.show(scope, meeting_id=pk)
    messages.success(request, _("This is what was said. It does not change any more."))
    return redirect("meetings:reflection", scope.partnership_key, pk)


def outcome(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Write down what came of it; what was tried last time is looked at first."""
    page = reads.page(scope, find(scope, pk))

    def store(values: dict[str, Any]) -> None:
        outcomes.outcome(scope, meeting_id=pk, **values)

    form = OutcomeForm(scope, request.POST or None, initial={"minutes": page.box.minutes})
    return _asked(request, scope, pk, form, store, done=_("That is what comes of it."),
                  template="meetings/reflection_outcome.html", page=page)  # fmt: skip


def skip(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """Leave it out, with a reason."""
    return _asked(
        request, scope, pk, SkipForm(scope, request.POST or None),
        lambda values: actions.skip(scope, meeting_id=pk, **values),
        done=_("Skipped. The reason stands beside it."),
        template="meetings/reflection_skip.html", box=_box(scope, pk),
    )  # fmt: skip


def check(request: HttpRequest, scope: Scope, trial_id: int) -> HttpResponse:
    """Say what became of an agreement to try."""
    found = Trial.objects.within(scope).select_related("meeting").filter(pk=trial_id).first()
    if found is None:
        raise nothing_here()
    return asked(
        request,
        CheckForm(scope, request.POST or None),
        lambda values: outcomes.check_trial(scope, trial_id=trial_id, **values),
        done=_("It is noted."),
        to=reverse("meetings:reflections", args=[scope.partnership_key]),
        template="meetings/reflection_check.html",
        trial=reads.trial_row(found),
    )


def _box(scope: Scope, pk: int) -> reads.Box:
    found = reads.box(scope, find(scope, pk))
    if found is None:
        raise nothing_here()
    return found


def _asked(
    request: HttpRequest,
    scope: Scope,
    pk: int,
    form: ScopedForm,
    act: Callable[[dict[str, Any]], object],
    *,
    done: str,
    template: str,
    **shown: object,
) -> HttpResponse:
    """Show a form about the reflection of a meeting; once stored, go back to it."""
    to = reverse("meetings:reflection", args=[scope.partnership_key, pk])
    meeting = find(scope, pk)
    return asked(request, form, act, done=done, to=to, template=template, meeting=meeting, **shown)
