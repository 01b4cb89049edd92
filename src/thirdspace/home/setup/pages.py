"""A new partnership in three steps on one page; each press of a button keeps what was typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.home.setup import people, store, wording
from thirdspace.home.setup.draft import Draft
from thirdspace.home.setup.forms import MeetingForm, OrganizationsForm
from thirdspace.home.setup.found import found
from thirdspace.home.setup.shown import meaning_choices, people_shown, when_shown
from thirdspace.partnership.models import Person
from thirdspace.problems import InputProblem, NotAllowed
from thirdspace.web import context


def begin(request: HttpRequest) -> HttpResponse:
    """Begin a set-up, or go on with one."""
    founder = _founder(request)
    form = OrganizationsForm(store.own_organizations(founder.pk), None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, purpose = form.cleaned_data["name"], form.cleaned_data["purpose"]
        draft = store.begin(founder.pk, name=name, purpose=purpose, sides=form.sides())
        return _onward(request, draft)
    return _page(request, None, 1, form=form, drafts=store.drafts_of(founder.pk))


def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a set-up at its next step, or at the one that is asked for."""
    shown = store.find(_founder(request).pk, pk)
    if shown.founded:
        return _to_meeting(shown.founded.key, shown.founded.meeting_id)
    asked = request.GET.get("step", "")
    step = int(asked) if asked in ("1", "2", "3") else shown.step
    return _page(request, shown, min(step, shown.step))


def organizations(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep step 1."""
    founder = _founder(request)
    found_draft = store.find(founder.pk, pk)
    form = OrganizationsForm(store.own_organizations(founder.pk), found_draft, request.POST)
    if not form.is_valid():
        return _page(request, found_draft, 1, form=form)
    name, purpose = form.cleaned_data["name"], form.cleaned_data["purpose"]
    changed = replace(found_draft, name=name, purpose=purpose, sides=form.sides())
    if changed.sides != found_draft.sides and changed.paste:
        # Rows name organizations: who is kept is looked over again.
        changed = replace(changed, paste=replace(changed.paste, kept=False))
    return _onward(request, store.save(changed))


def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep step 2: read a paste, check what we read, keep the people, or undo it all."""
    founder = _founder(request)
    shown = store.find(founder.pk, pk)
    do = request.POST.get("do", "")
    if do == "undo":
        store.save(replace(shown, paste=None))
        return redirect("home:setup_draft", pk)
    try:
        taken = store.save(people.taken(shown, request.POST))
        if do in ("keep", "keep_ready"):
            taken = store.save(_kept(taken, founder, only_ready=do == "keep_ready"))
    except InputProblem as problem:
        fresh = store.find(founder.pk, pk)
        return _page(request, fresh, 2, problem=problem, typed=request.POST.get("pasted", ""))
    return _onward(request, taken, step="" if taken.step == 3 else "#s2")


def _kept(taken: Draft, founder: Person, *, only_ready: bool) -> Draft:
    read = people.table(taken, founder)
    return people.keep(taken, read, only_ready=only_ready) if read else taken


def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep step 3; with “Invite”, make the partnership and go to its first meeting."""
    founder = _founder(request)
    shown = store.find(founder.pk, pk)
    if shown.founded:
        return _to_meeting(shown.founded.key, shown.founded.meeting_id)
    form = MeetingForm(shown, request.POST)
    if not form.is_valid():
        return _page(request, shown, shown.step, meeting_form=form)
    store.save(replace(shown, meeting=form.meeting()))
    if request.POST.get("do") != "invite":
        return _onward(request, shown)
    try:
        founded = found(founder, pk)
    except (InputProblem, NotAllowed) as problem:
        return _page(request, shown, shown.step, meeting_form=form, problem=problem)
    messages.success(request, _("The partnership is there, and everybody is invited."))
    return _to_meeting(founded.key, founded.meeting_id)


def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a set-up away; nobody was told of it."""
    store.drop(_founder(request).pk, pk)
    messages.success(request, _("The set-up was thrown away. Nobody had been told."))
    return redirect("home:setup")


def _founder(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _onward(request: HttpRequest, kept: Draft, step: str = "") -> HttpResponse:
    if request.POST.get("do") == "later":
        messages.success(request, _("Saved. You can go on here at any time."))
        return redirect("home:setup")
    return redirect(reverse("home:setup_draft", args=[kept.pk]) + step)


def _to_meeting(key: str, meeting_id: int) -> HttpResponse:
    return redirect("meetings:meeting", key, meeting_id)


def _page(
    request: HttpRequest,
    shown: Draft | None,
    step: int,
    *,
    form: OrganizationsForm | None = None,
    meeting_form: MeetingForm | None = None,
    problem: InputProblem | NotAllowed | None = None,
    typed: str = "",
    **more: Any,
) -> HttpResponse:
    founder = _founder(request)
    own = store.own_organizations(founder.pk)
    forms = [form or OrganizationsForm(own, shown), meeting_form or MeetingForm(shown)]
    refused = problem is not None or any(each.errors for each in forms)
    values = {
        "draft": shown,
        "step": step,
        "form": forms[0],
        "meeting_form": forms[1],
        "people": people_shown(shown, founder) if shown else None,
        "typed": typed,
        "problem": problem,
        "spent": wording.minutes(shown.seconds) if shown else "",
        "meaning_choices": meaning_choices(),
        "meeting_day": when_shown(shown) if shown else "",
        "shell": _shell(request, shown),
        **more,
    }
    return render(request, "home/setup/setup.html", values, status=422 if refused else 200)


def _shell(request: HttpRequest, shown: Draft | None) -> context.Shell:
    """Say in the masthead for whom the founder acts: no partnership's scope does it here."""
    shell = context.shell(request)["shell"]
    if shown is None:
        return shell
    acting = shown.sides[people.OWN]
    name = str(_founder(request))
    return replace(shell, person=context.Person(name, acting.side, str(acting)))
